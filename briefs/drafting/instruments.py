"""Instruments with their titles and kinds: what stands in quotation marks, or in a run of capitals behind its kind.

Who signed is found by the people whom the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.checks.places_in_sources import Spot
from briefs.language import grammar_of, per_language
from briefs.understanding.passages import Passage


class Titled(NamedTuple):
    """An instrument where a paragraph names it."""

    title: str
    kind: str
    spot: Spot
    start: int
    end: int


_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d{4}(?:[-–]\d{2,4})?")
_LINKS = frozenset(
    "of on in for and the between with to a an at concerning regarding about against by among as from into s".split()
)
_LEADS = frozenset("on in for between of concerning regarding about against to with among".split())
MOST = 30
"""Words of a title."""
_TITLED_BY = re.compile(r"(?:entitled|titled|called|named)\s*[“\"«]$", re.IGNORECASE)
_ENDS = re.compile(r"(?:[A-Z][\w’'-]+\s+(?:and\s+)?){1,5}$")


def instruments_in(spot: Spot) -> Iterator[Titled]:
    """The instruments that a paragraph names by their titles."""
    text = spot.passage
    taken: list[tuple[int, int]] = []
    for each in (*_quoted(spot), *(_headed(spot) if text.tag == "en" else _led(spot)), *_ended(spot)):
        if not any(each.start < stop and start < each.end for start, stop in taken):
            taken.append((each.start, each.end))
            yield each


@per_language(maxsize=8)
def _titled(tag: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){grammar_of(tag).titled or '(?!)'}(?!\w)", re.IGNORECASE)


def _quoted(spot: Spot) -> Iterator[Titled]:
    text = spot.passage
    for at, words in text.quotes:
        found = list(_titled(text.tag).finditer(words))
        before = text.text[max(0, at - 60) : at]
        named = list(_titled(text.tag).finditer(before))
        short = len(words.split()) <= MOST and (not words.rstrip().endswith((".", "!", "?")) or _is_title(words))
        if found and short and (words[:1].isupper()):
            kind = found[0][0] if text.tag in {"en", "ru"} else found[-1][0]
            yield Titled(words.rstrip(",;."), kind, spot, at, at + len(words))
        elif named and short and _TITLED_BY.search(before):
            yield Titled(words.rstrip(",;"), _whole_kind(before, named[-1]), spot, at, at + len(words))


def _is_title(words: str) -> bool:
    own = [word for word in _WORD.findall(words) if word not in _LINKS]
    return bool(sum(word[0].isupper() or word[0].isdigit() for word in own) > 0.6 * len(own))


def _whole_kind(text: str, match: re.Match[str]) -> str:
    """A kind with the word that belongs to it: joint statement."""
    before = re.search(r"\b(joint|framework|draft)\s+$", text[: match.start()], re.IGNORECASE)
    return f"{before[1]} {match[0]}" if before else match[0]


def _headed(spot: Spot) -> Iterator[Titled]:
    """Memorandum of Understanding on …: the kind, a small word, and a run of words with capitals."""
    text = spot.passage.text
    for match in _titled("en").finditer(text):
        if not match[0][0].isupper():
            continue
        end = _end_of_title(text, match.end())
        if end > match.end():
            start = _start_of_title(text, match.start())
            yield Titled(text[start:end], match[0], spot, start, end)


def _start_of_title(text: str, at: int) -> int:
    """Where a title begins that has a word before its kind: Joint Declaration, Framework Agreement."""
    before = re.search(
        r"(?:\b(?:Joint|Framework|Bilateral|Draft|Protocol|General|Special|Partnership|Cooperation)\s)+$", text[:at]
    )
    return before.start() if before else at


def _end_of_title(text: str, at: int) -> int:
    """Where a run of words with capitals ends that begins with a small word behind the kind."""
    last = end = at
    for words, match in enumerate(_WORD.finditer(text, at), 1):
        between = text[last : match.start()]
        bracket = between.strip() == "(" and match[0].isupper()
        if between.strip() not in {"", ",", "’", "'", ")", "("} or (between.strip() == "(" and not bracket):
            break
        if between.strip() == "," and not _goes_on_after_comma(text, match.start()):
            break
        if words == 1 and match[0] not in _LEADS and not bracket:
            break
        if words > MOST:
            break
        if match[0][0].isupper() or match[0][0].isdigit():
            end = match.end()
            if text[end : end + 1] == ")":
                end += 1
        elif match[0] not in _LINKS:
            break
        last = match.end()
    return end


def _goes_on_after_comma(text: str, at: int) -> bool:
    """Whether a list of words with capitals goes on behind a comma, to its `and`: Trade, Transport and Energy."""
    return re.match(r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)*,?\s(?:and\s)?[A-Z]", text[at:]) is not None and bool(
        re.match(r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)*(?:,\s[A-Z][\w-]+)*,?\sand\s[A-Z]", text[at:])
    )


def _ended(spot: Spot) -> Iterator[Titled]:
    """Air Services Agreement: a run of words with capitals that ends in the kind."""
    text = spot.passage
    if text.tag != "en":
        return
    for match in _titled("en").finditer(text.text):
        before = _ENDS.search(text.text[: match.start()])
        if before is None or not match[0][0].isupper():
            continue
        words = before[0].split()
        while words and words[0] in {"The", "A", "An", "This", "That", "Under", "In", "Both"}:
            words = words[1:]
        if words:
            start = text.text.rfind(words[0], 0, match.start())
            yield Titled(text.text[start : match.end()], match[0], spot, start, match.end())


def _led(spot: Spot) -> Iterator[Titled]:
    """Меморандум о взаимопонимании …: the kind with a capital, and the words of its sentence behind it."""
    text = spot.passage
    if text.tag != "ru":
        return
    for match in _titled(text.tag).finditer(text.text):
        opens = any(match.start() == begin for begin, _ in text.sentences)
        rest = re.match(r"\s(?:о|об|по|в|между)\s[^,.;:«»“”()]{3,160}", text.text[match.end() :])
        if match[0][0].isupper() and not opens and rest and not _inside_quotes(text, match.start()):
            end = match.end() + len(rest[0].rstrip())
            yield Titled(text.text[match.start() : end], match[0], spot, match.start(), end)


def _inside_quotes(text: Passage, at: int) -> bool:
    return any(start <= at < start + len(words) for start, words in text.quotes)
