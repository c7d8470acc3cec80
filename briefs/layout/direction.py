"""Which way text runs: of a language, of a paragraph, of the stretches in it.

A plain reading of the Unicode bidirectional algorithm (UAX #9) as far as a file must state it: what is shown
in which order is settled by whoever lays the text out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

from briefs.tree import Spans, plain

RTL_LANGUAGES = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "syr", "ug", "ur", "yi"))
RTL_SCRIPTS = frozenset(("adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"))

_RANGES = (
    ("\u0590", "\u08ff"),
    ("\u200f", "\u200f"),
    ("\ufb1d", "\ufdff"),
    ("\ufe70", "\ufefc"),
    ("\U00010800", "\U00010fff"),
    ("\U0001e800", "\U0001efff"),
)
"""Blocks of characters that are written from right to left; no pattern, for that takes long to compile."""
_NEARLY_ALL = 3
"""How many times as many letters from right to left make a paragraph run that way."""
_STRONG = frozenset(("L", "R", "AL"))
_DIGIT = frozenset(("EN", "AN"))


def is_rtl_language(tag: str) -> bool:
    """Whether a BCP 47 tag names a language that is written from right to left."""
    parts = tag.casefold().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return script in RTL_SCRIPTS if script else parts[0] in RTL_LANGUAGES


def has_rtl(text: str) -> bool:
    """Whether any character of the text is written from right to left."""
    if text.isascii() or max(text) < "\u0590":
        return False
    return any(first <= c <= last for c in text if c >= "\u0590" for first, last in _RANGES)


def is_rtl(text: str, base: bool) -> bool:
    """Whether a paragraph with this text runs from right to left, in a document that does if `base`.

    In a document that does not, a paragraph does only when nearly all of its letters do: a foreign name at its
    head does not turn it round.
    """
    if base or not has_rtl(text):
        return base
    letters = [kind != "L" for kind in map(bidirectional, text) if kind in _STRONG]
    leftward, rightward = letters.count(True), letters.count(False)
    return leftward >= _NEARLY_ALL * rightward


def runs_rtl(spans: Spans, base: bool) -> bool:
    """Whether a paragraph of these spans runs from right to left, in a document that does if `base`.

    Words of the document's own direction beside a foreign title (`, paragraph 1`) keep the paragraph theirs.
    """
    if base or not any(has_rtl(span.text) for span in spans):
        return base
    return is_rtl(plain(spans), base) and all(has_rtl(s.text) or not any(map(str.isalpha, s.text)) for s in spans)


def stretches(text: str, base: bool) -> Iterator[tuple[int, int, bool]]:
    """Where each stretch of one direction begins and ends, and whether it runs from right to left.

    Numbers run from left to right; what stands between letters of two directions goes with the paragraph.
    """
    flags = _flags([bidirectional(c) for c in text], base)
    start = 0
    for index in range(1, len(flags) + 1):
        if index == len(flags) or flags[index] != flags[start]:
            yield start, index, flags[start]
            start = index


def _flags(kinds: Sequence[str], base: bool) -> list[bool]:
    """For each character whether it runs from right to left."""
    flags: list[bool] = []
    around = base
    index = pending = 0
    while index < len(kinds):
        if kinds[index] in _STRONG:
            strong = kinds[index] != "L"
            flags += [strong if strong == around else base] * pending
            flags.append(strong)
            around = strong
            pending = 0
        elif kinds[index] in _DIGIT:
            flags += [around] * pending
            flags += [False] * _number_length(kinds, index)
            pending = 0
        else:
            pending += 1
        index = len(flags) + pending
    return flags + [base] * pending


def _number_length(kinds: Sequence[str], start: int) -> int:
    """How many characters belong to the number at `start`: digits, signs, one mark between digits."""
    end = start + 1
    while end < len(kinds):
        inside = kinds[end] == "CS" and end + 1 < len(kinds) and kinds[end + 1] in _DIGIT
        if not inside and kinds[end] not in _DIGIT and kinds[end] != "ET":
            break
        end += 1
    return end - start
