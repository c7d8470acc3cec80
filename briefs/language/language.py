"""A language as its file describes it: what the house prints in it, and how its texts are set.

What is needed to understand texts in it is its grammar; Babel knows the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct


class Formats(Struct, frozen=True, forbid_unknown_fields=True):
    """How dates, numbers and lists are written: what CLDR has, so that Babel, which takes long to load, is not asked.

    Only what all of these describe is formatted by them; a test compares them with Babel.
    """

    months: tuple[str, ...]
    """Twelve names, as they stand in a date."""
    day: str
    """A day, with {day}, {month} and {year}."""
    day_of_year: str
    month_of_year: str
    group: str
    """The sign between thousands."""
    decimal: str
    percent: str
    """A percentage, with {number}."""
    last: str
    """What stands before the last of a list; before the others stands a comma."""


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """One language; where its file is silent, CLDR or the house's own usage stands in."""

    tag: str
    name: str = ""
    """In English."""
    own_name: str = ""
    """In itself."""
    reviewed: bool = False
    """Whether somebody whose language it is has gone through the file."""
    locale: str = ""
    """The CLDR locale, where the tag alone names another: en-GB for en."""
    word: str = ""
    """The tag under which Word finds its dictionaries."""
    word_font: str = ""
    """The font that every Word has for a language of East Asia."""
    hyphenation: str = ""
    """The name of its patterns, where the tag does not find the right ones."""
    direction: Literal["ltr", "rtl"] = "ltr"
    quotes: tuple[str, str] = ("“", "”")
    noun_capitals: bool = False
    """Whether every noun has a capital, so that one inside a sentence marks no name."""
    comma: str = ", "
    """What stands between the parts of a line."""
    semicolon: str = "; "
    colon: str = ": "
    stop: str = "."
    caption: str = "{kind}\u00a0{number}: "
    """What stands before a caption."""
    annexes: Literal["upperLetter", "russianUpper", "decimal"] = "upperLetter"
    """By what annexes are counted, by its name in ISO/IEC 29500-1 (17.18.59)."""
    percent: tuple[str, ...] = ()
    """The words that, as a figure's unit, say that it is a percentage."""
    month_number: str = ""
    """Pattern of a month that is written as a number, with the number as its group, where the language does so."""
    times: Mapping[str, str] = {}
    """Pattern of each word that says when in a month or year, by name: early, spring, third_quarter, next_year …"""
    ordinal: str = "{number}"
    """A rank in digits: 3. in German."""
    ordinals: Mapping[str, str] = {}
    """The same for numbers that end with some digits: `1: '{number}st'`; `=1` is that number alone."""
    first_day: str = ""
    """The first of a month, where it is written otherwise than other days: 1er."""
    least_group: int = 1
    """Digits that must stand before the first sign of a group of thousands: with 2, `1234` and `12.345`."""
    currency: Literal["", "before", "after"] = ""
    """Where the sign or code of a currency stands; as CLDR has it where nothing is said."""
    scales: Mapping[int, str] = {}
    """The whole word for a power of ten beside a currency, which is printed for m and bn too."""
    limits_last: bool = False
    """Whether words such as `or more` stand behind the unit of an amount, not before it."""
    digit_spans: str = ""
    """Pattern of what stands between two years or days of one span: to, until."""
    ranked: str = ""
    """Pattern of what says that a number is a rank or a number of an order: article 5, third."""
    units: tuple[str, ...] = ()
    """What stands behind a number, on one line with it; the signs of the international system where none is given."""
    numbered: tuple[str, ...] = ()
    """What stands before a number, on one line with it: article, page."""
    honorifics: tuple[str, ...] = ()
    """What stands before or behind a name out of courtesy; what is in capitals here is so in texts."""
    ranks: tuple[str, ...] = ()
    """The same, of what may also be part of a post: general, professor, ambassador."""
    common: tuple[str, ...] = ()
    """Its commonest words, by which a text in it is told from one in a language of the same letters."""
    formats: Formats | None = None
    words: Mapping[str, str] = {}
    """What the house prints on every paper, by name: furniture, notes, placeholders, descriptions."""
    papers: Mapping[str, str] = {}
    """What the templates that come with the house say themselves, by name: headings, names of columns."""
    terms: Mapping[str, tuple[str, ...]] = {}
    """Words that facts have for what the house has names for: name → how it is printed, and what else means it."""
