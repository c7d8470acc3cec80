"""Counting through a paper: how its paragraphs, headings and annexes are numbered, level by level.

Plain rules: which blocks are counted, `document` decides; Word counts again by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

Numbering: TypeAlias = Literal["", "paragraphs", "headings", "both"]
"""What of a paper is counted; empty: neither."""
NUMBERINGS: tuple[Numbering, ...] = ("paragraphs", "headings", "both")
Sequenced: TypeAlias = Literal["paper", "annex"]
BEHIND = "\t"
"""What stands between a heading's number and its words."""
LEVELS = 9
"""Of a list, in Word (ISO/IEC 29500-1, 17.9.3)."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_LOW = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""The letters that Word counts by: not ё, й, ъ, ь."""


class Counted(Struct, frozen=True):
    """The place of a block in a count."""

    text: str
    """As it is printed: `7.`, `2.1`, `Annex A`."""
    of: Sequenced
    """Which count it is in."""
    level: int
    """The outermost is 0."""


class CountLevel(Struct, frozen=True):
    """How one level is counted."""

    form: str
    """The kind of number, by its name in ISO/IEC 29500-1 (17.18.59)."""
    text: str
    """`%1.%2`: the numbers of levels, counted from 1, and what stands around them."""


def levels_of(numbering: Numbering, of: Sequenced, annex: str, letters: str) -> tuple[CountLevel, ...]:
    """The levels of a count; `annex` is what an annex is called, with `{number}` in it, counted by `letters`."""
    first = CountLevel(letters, annex.format(number="%1")) if of == "annex" else CountLevel("decimal", "%1")
    chains = [CountLevel("decimal", ".".join(f"%{n}" for n in range(1, depth + 1))) for depth in range(2, LEVELS + 1)]
    if numbering == "headings":
        return (first, *chains)
    if numbering == "paragraphs" and of == "paper":
        first, own = CountLevel("decimal", "%1."), 1
    else:
        own = 2
    below = [("lowerLetter", "({})"), ("lowerRoman", "({})")] * LEVELS
    deeper = [CountLevel(form, text.format(f"%{own + 2 + n}")) for n, (form, text) in enumerate(below)]
    return (first, *chains[:own], *deeper)[:LEVELS]


def label(levels: Sequence[CountLevel], counts: Sequence[int]) -> str:
    """What stands before a block: `counts` has the newest number of each level down to its own."""
    own = levels[len(counts) - 1]
    text = own.text
    for depth, number in enumerate(counts, 1):
        text = text.replace(f"%{depth}", counted(number, levels[depth - 1].form))
    return text


def counted(number: int, kind: str) -> str:
    """A number as one of a kind, by its name in ISO/IEC 29500-1 (17.18.59): 3, iii, C, - 3 -."""
    if kind == "russianUpper":
        return _lettered(number, _RUSSIAN).upper()
    if kind.startswith("upper"):
        return counted(number, f"lower{kind[5:]}").upper()
    if kind == "lowerLetter" and number > 0:
        return _lettered(number, "abcdefghijklmnopqrstuvwxyz")
    if kind == "lowerRoman" and number > 0:
        return _roman(number)
    if kind == "numberInDash":
        return f"- {number} -"
    return f"{number:02d}" if kind == "decimalZero" else "" if kind == "none" else str(number)


def _lettered(number: int, letters: str) -> str:
    return letters[(number - 1) % len(letters)] * ((number - 1) // len(letters) + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_LOW):
        text += letters * (number // value)
        number %= value
    return text
