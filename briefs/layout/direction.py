"""Which way text runs: of a language, of a paragraph, of the stretches in it.

Which characters run which way is `bidi`'s matter, in which order they are shown that of who sets the lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from unicodedata import bidirectional

from briefs.language import language_of
from briefs.layout.bidi import levels
from briefs.model.tree import Spans, plain

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


def is_rtl_language(tag: str) -> bool:
    """Whether a BCP 47 tag names a language that is written from right to left."""
    parts = tag.casefold().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return script in RTL_SCRIPTS if script else language_of(tag).direction == "rtl"


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
    """Where each stretch of one direction begins and ends, and whether it runs from right to left."""
    start = 0
    for leftward, run in groupby(levels(text, int(base)), key=_is_odd):
        end = start + sum(1 for _ in run)
        yield start, end, leftward
        start = end


def _is_odd(level: int) -> bool:
    return level % 2 == 1
