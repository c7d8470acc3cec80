"""Days, numbers and lists in the words and signs of a language.

CLDR has them, and Babel knows it; what a language's own file has of it is taken from there, because asking Babel first
costs 50 ms.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from briefs.language.caches import per_language
from briefs.language.language import Formats
from briefs.language.reader import language_of

if TYPE_CHECKING:
    from babel import Locale

MINUS = "\u2212"
"""The sign of a negative number in print; a hyphen is shorter, and lines may end behind it."""


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

    return format_date(value, style, locale=locale_of(language))


def number_text(value: Decimal, language: str, places: int) -> str:
    """The number with its thousands set apart, so many decimals and a true minus; a half goes to the even digit."""
    formats = formats_of(language)
    if formats:
        text = f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN):,f}"
        return text.translate({ord(","): formats.group, ord("."): formats.decimal, ord("-"): MINUS})

    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * places if places else "#,##0"
    return str(format_decimal(value, pattern, locale=locale_of(language))).replace("-", MINUS)


def percent_text(value: Decimal, language: str, places: int) -> str:
    """The percentage, itself and not a share of one, with so many decimals and the language's sign: 117%."""
    formats = formats_of(language)
    if formats:
        return formats.percent.format(number=number_text(value, language, places))

    from babel.numbers import format_percent

    locale = locale_of(language)
    pattern = locale.percent_formats[None].pattern
    pattern = pattern.replace("#,##0", "#,##0." + "0" * places) if places else pattern
    return str(format_percent(value / 100, pattern, locale=locale)).replace("-", MINUS)


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
