"""People with posts, as English texts name them: a grammar over the classes of words.

Which words there are is `word_classes`' matter; texts in other languages are for `inflected`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefs.checks.places_in_sources import Spot
from briefs.drafting.candidate import quoted
from briefs.drafting.word_classes import Word, letters

_NAME = r"(?:[IN]d*){0,3}N"
_TWO = r"(?:I+N(?:d*N){0,2}|[NS](?:d*[IN]){0,2}d*N)"
_HEAD = r"[NS]?[mfS]*(?:p[mf]?){1,3}"
_STRICT = r"(?:ot?[fbmpS]+(?:(?:,a?|a)[fbmpS]+)*){0,2}"
_LOOSE = r"(?:n?ot?[fbmpSN]+(?:(?:,a?|a)[fbmpS]+)*){0,3}"
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<post>{_HEAD}{_LOOSE})(?:\([NbfmpSI]*\))?,?t?h+(?P<name>{_NAME})",
        rf"(?P<post>{_HEAD}{_STRICT})(?P<name>{_NAME})",
        rf"(?P<post>{_HEAD}{_LOOSE})(?:\([NbfmpSI]*\))?,(?P<name>{_TWO})(?![bfp])",
        rf"(?:h+(?P<n1>{_NAME})|(?P<name>{_TWO})),(?:t|a)?(?P<post>[mwf]{{0,2}}[mfSN]*p+[mf]?{_LOOSE})(?=[,.;:)\"on]|[av]|$)",
        rf"h+(?P<name>{_NAME})",
        rf"(?P<name>{_TWO})(?:ot?(?P<of>[bfmNS]+))?,?v",
        rf"v(?P<name>{_TWO})(?:ot?(?P<of>[bfmNS]+))?",
    )
)
_PRESENT = re.compile(
    r"\s*(?:Present|In attendance|Participants|Attendees|Members present|Apologies|Absent)\b[^:]{0,40}:"
)
_LISTED = re.compile(rf"h*(?P<name>{_TWO})\((?P<inside>[^()]*)\)")
_LISTED_PLAIN = re.compile(rf"(?:(?<=[:,;])|^)h*(?P<name>{_TWO})(?=[,;.]|$)")
_BY = re.compile(rf"(?P<name>{_TWO})")


class Named(NamedTuple):
    """A person as one place of a text names them."""

    name: str
    post: str
    of: str
    """The words of the body or state behind the post; empty where none stands there."""
    spot: Spot
    start: int
    end: int

    @property
    def says(self) -> str:
        return quoted(self.spot, self.start, self.end)


def named_in(spot: Spot, words: Sequence[Word]) -> Iterator[Named]:
    """Everybody whom a paragraph names by a post, an honorific, or as a speaker."""
    taken: list[tuple[int, int]] = []
    if _PRESENT.match(spot.passage.text):
        for found in _present(spot, words):
            taken.append((found.start, found.end))
            yield found
    for pattern in PATTERNS:
        for match in pattern.finditer(letters(words)):
            name_at = "n1" if "n1" in pattern.groupindex and match["n1"] else "name"
            first, last = match.start(name_at), match.end(name_at) - 1
            begin, end = words[first].start, words[last].end
            if any(begin < stop and start < end for start, stop in taken):
                continue
            post = match["post"] if "post" in pattern.groupindex else ""
            made = _made(spot, words, match, (first, last), bool(post))
            if made is not None:
                taken.append((begin, end))
                yield made
    yield from _chaired(spot, words, taken)


def _chaired(spot: Spot, words: Sequence[Word], taken: list[tuple[int, int]]) -> Iterator[Named]:
    """Those behind `by`: chaired by, led by, signed by."""
    for at, word in enumerate(words[:-1]):
        match = _BY.match(letters(words), at + 1) if word.text == "by" else None
        if match and not any(
            words[match.start()].start < stop and start < words[match.end() - 1].end for start, stop in taken
        ):
            begin, end = words[match.start()].start, words[match.end() - 1].end
            yield Named(spot.passage.text[begin:end], "", "", spot, word.start, end)


def _made(spot: Spot, words: Sequence[Word], match: re.Match[str], name: tuple[int, int], posted: bool) -> Named | None:
    text = spot.passage.text
    begin, end = words[name[0]].start, words[name[1]].end
    post, of = _post_of(text, words, *match.span("post")) if posted else ("", "")
    if not posted and "of" in match.re.groupindex and match["of"]:
        of = text[words[match.start("of")].start : words[match.end("of") - 1].end]
    start = min(begin, words[match.start()].start)
    stop = max(end, words[match.end() - 1].end)
    return Named(_clean(text[begin:end]), post, of, spot, start, stop)


def _clean(name: str) -> str:
    return " ".join(name.split())


def _post_of(text: str, words: Sequence[Word], first: int, end: int) -> tuple[str, str]:
    """A post's own words, and those of the body or state behind its last `of`."""
    kinds = letters(words[first:end])
    owner = ""
    if kinds[:1] in {"N", "S"} and len(kinds) > 1:
        owner = words[first].text
        first, kinds = first + 1, kinds[1:]
    while kinds[:1] in {"w"}:
        first, kinds = first + 1, kinds[1:]
    of = ""
    for link in re.finditer(r"n?ot?", kinds):
        tail = kinds[link.end() :]
        segment = re.split(r"o", tail)[0]
        if tail and (tail[0] in "NSb" or "b" in segment):
            of = text[words[first + link.end()].start : words[end - 1].end]
            end = first + link.start()
            break
    post = text[words[first].start : words[end - 1].end] if end > first else ""
    return post, of or owner


def _present(spot: Spot, words: Sequence[Word]) -> Iterator[Named]:
    """Those in a list of who was present: Name (Post, Body); Name, Post."""
    text = spot.passage.text
    kinds = letters(words)
    for match in _LISTED.finditer(kinds):
        begin, end = words[match.start("name")].start, words[match.end("name") - 1].end
        inside = (
            text[words[match.start("inside")].start : words[match.end("inside") - 1].end] if match["inside"] else ""
        )
        post, of = _bracketed(inside, words, match)
        yield Named(_clean(text[begin:end]), post, of, spot, begin, words[match.end() - 1].end)


def _bracketed(inside: str, words: Sequence[Word], match: re.Match[str]) -> tuple[str, str]:
    first, _ = match.span("inside")
    post = of = ""
    offset = words[first].start if first < len(words) else 0
    for part in re.finditer(r"[^,;]+", inside):
        begin, end = offset + part.start(), offset + part.end()
        kinds = "".join(w.kind for w in words if begin <= w.start and w.end <= end)
        if "b" in kinds and not of:
            of = part[0].strip()
        elif "p" in kinds and not post:
            post = part[0].strip()
        elif "N" in kinds and not of:
            of = part[0].strip()
    return post, of
