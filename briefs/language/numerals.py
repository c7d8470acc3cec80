"""Numbers in a language's signs: groups of thousands, decimals, a true minus, percentages, to any length.

CLDR has the signs, and Babel knows them; the digits are European ones in every language.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

from msgspec import Struct

from briefs.language.caches import per_language
from briefs.language.formats import formats_of, locale_of
from briefs.language.reader import language_of

MINUS = "\u2212"
"""The sign of a negative number in print; a hyphen is shorter, and lines may end behind it."""
LRM = "\u200e"
"""Stands before a minus where text runs from right to left, so that it stays before its number (as CLDR has it)."""
LONGEST = 1_000
"""Digits of a number; a fact file holds none that is nearly as long."""
_NUMBER = re.compile(r"[#,.0]+")


class Numerals(Struct, frozen=True):
    """How a language writes numbers."""

    group: str
    decimal: str
    sizes: tuple[int, int] = (3, 3)
    """Digits in the group before the decimal sign, and in each before that."""
    least: int = 1
    """Digits that must stand before the first sign of a group: with 2, `1234` and `12.345`."""
    minus: str = MINUS
    percent: tuple[str, str] = ("", "%")
    """What stands before and behind the number of a percentage."""


@per_language(64)
def numerals_of(language: str) -> Numerals:
    """The signs and groups of the language of a BCP 47 tag."""
    known, formats = language_of(language), formats_of(language)
    minus = f"{LRM}{MINUS}" if known.direction == "rtl" else MINUS
    if formats:
        before, _, after = formats.percent.partition("{number}")
        return Numerals(formats.group, formats.decimal, (3, 3), known.least_group, minus, (before, after))
    locale = locale_of(language)
    signs, pattern = locale.number_symbols["latn"], locale.decimal_formats[None]
    before, after = _NUMBER.split(locale.percent_formats[None].pattern, maxsplit=1)
    group = "’" if signs["group"] == "'" else signs["group"]  # Babel has the typewriter's sign where CLDR has this one
    return Numerals(group, signs["decimal"], pattern.grouping, known.least_group, minus, (before, after))


def number_text(value: Decimal, language: str, places: int) -> str:
    """The number with its thousands set apart, so many decimals and a true minus; a half goes to the even digit."""
    return _signed(value, language, places, ("", ""))


def percent_text(value: Decimal, language: str, places: int) -> str:
    """The percentage, itself and not a share of one, with so many decimals and the language's sign: 117%."""
    return _signed(value, language, places, numerals_of(language).percent)


def _signed(value: Decimal, language: str, places: int, around: tuple[str, str]) -> str:
    numerals = numerals_of(language)
    exact = Context(prec=LONGEST, rounding=ROUND_HALF_EVEN)
    text = f"{value.quantize(Decimal(1).scaleb(-places), context=exact):f}"
    whole, _, fraction = text.removeprefix("-").partition(".")
    number = _grouped(whole, numerals) + (f"{numerals.decimal}{fraction}" if fraction else "")
    return f"{numerals.minus if text[0] == '-' else ''}{around[0]}{number}{around[1]}"


def _grouped(digits: str, numerals: Numerals) -> str:
    first, other = numerals.sizes
    if len(digits) < first + numerals.least:
        return digits
    head, groups = digits[:-first], [digits[-first:]]
    while head:
        groups.insert(0, head[-other:])
        head = head[:-other]
    return numerals.group.join(groups)
