"""Days and lists in the words and signs of a language.

CLDR has them, and Babel knows it; what a language's own file has of it is taken from there, because asking Babel first
costs 50 ms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from briefs.language.caches import per_language
from briefs.language.language import Formats
from briefs.language.reader import language_of

if TYPE_CHECKING:
    from babel import Locale

THIN, SPACE = "\u2009", " "
"""CLDR sets spans off with thin spaces in some languages; papers have a space in all."""
SKELETONS = {"MMMM y": "yMMMM", "d MMMM": "MMMMd"}
"""Patterns that mean a month with its year, and a day of a month, in the order of each language."""
_SHORT_MONTH = re.compile(r"(?<![ML])([ML])\1\1(?![ML])")
_DAY_ONE = re.compile(r"(?<!\d)1(?!\d)")


@per_language(64)
def locale_of(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag; plain `en` means British usage, and a language unknown to Babel gets it too."""
    from babel import Locale, UnknownLocaleError

    known = language_of(language)
    tag = known.locale if known.locale and language == known.tag else language
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@per_language(64)
def formats_of(language: str) -> Formats | None:
    """The formats of the language's own file, where they are those of this tag; None where Babel is to be asked."""
    known = language_of(language)
    return known.formats if language in {known.tag, known.locale} else None


@per_language(4096)
def day(value: date, language: str, style: str = "long") -> str:
    """The day in the language's words: 31 October 2024. `style` is full, long, medium, short or a pattern."""
    formats = formats_of(language)
    patterns = {"long": formats.day, "d MMMM": formats.day_of_year, "MMMM y": formats.month_of_year} if formats else {}
    if formats and style in patterns:
        return patterns[style].format(day=value.day, month=formats.months[value.month - 1], year=value.year)

    from babel.dates import format_date

    locale = locale_of(language)
    pattern = locale.datetime_skeletons.get(SKELETONS.get(style, ""))
    return _first(format_date(value, pattern.pattern if pattern else style, locale=locale), value, language, style)


def _first(text: str, value: date, language: str, style: str) -> str:
    """The text of a day with the language's word for the first of a month, where it has one: 1er mars."""
    name = language_of(language).first_day
    if not name or value.day != 1 or style not in {"full", "long", "medium", "d MMMM"}:
        return text
    return _DAY_ONE.sub(name, text, count=1)


def days(start: date, end: date, language: str) -> str:
    """The days from one to another, in words; what both have in common stands once: 28–29 October 2024."""
    formats = formats_of(language)
    same_month = (start.year, start.month) == (end.year, end.month)
    patterns = None if formats else _span(language, "d" if same_month else "M" if start.year == end.year else "y")
    if patterns:
        from babel.dates import format_date

        locale = locale_of(language)
        ends = ((start, patterns[0]), (end, patterns[1]))
        parts = (_first(format_date(when, text, locale=locale), when, language, "long") for when, text in ends)
        return "".join(parts).replace(THIN, SPACE)
    last = day(end, language)
    if same_month:
        head, number, tail = re.split(rf"((?<!\d){end.day}(?!\d))(?!.*(?<!\d){end.day}(?!\d))", last, maxsplit=1)[:3]
        return f"{head}{start.day}–{number}{tail}"
    if formats and start.year == end.year:
        return f"{day(start, language, 'd MMMM')} – {last}"
    return f"{day(start, language)} – {last}"


@per_language(64)
def _span(language: str, differs: str) -> tuple[str, str] | None:
    """CLDR's patterns for both ends of a span that differ in the day, the month or the year, with months in words.

    None where CLDR has none, or writes months in them otherwise than in a date.
    """
    locale = locale_of(language)
    spans = locale.interval_formats
    found = (spans.get("yMMMMd") or spans.get("yMMMd") or {}).get(differs)
    if not found or len(found) != 2 or any("MMMMM" in part for part in found):
        return None
    in_words = re.search("MMMM|LLLL", locale.date_formats["long"].pattern)
    begin, end = (_SHORT_MONTH.sub(r"\1\1\1\1", part) if in_words else part for part in found)
    return begin, end


@lru_cache(maxsize=256)
def is_currency(code: str) -> bool:
    """Whether three capitals are the code of a currency (ISO 4217): EUR, MNT."""
    if len(code) != 3 or not (code.isascii() and code.isupper()):
        return False
    from babel.core import get_global

    return code in get_global("all_currencies")


def listed(texts: Sequence[str], language: str) -> str:
    """The texts in one line: A, B and C."""
    if len(texts) < 2:
        return "".join(texts)
    formats = formats_of(language)
    if formats:
        return f"{', '.join(texts[:-1])}{formats.last}{texts[-1]}"

    from babel.lists import format_list

    return str(format_list(list(texts), style="standard", locale=locale_of(language)))
