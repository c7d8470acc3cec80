"""Languages: days, numbers and lists in the words and signs of a language.

Plain values. Babel knows them; English is written here as well, because asking Babel first costs 50 ms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from briefs.facts import Fact

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = frozenset({"en", "en-GB"})
"""The tags whose usage is British: what is written here must agree with Babel, and a test compares the two."""
PERCENT_UNITS = frozenset({"%", "percent", "per cent", "хувь", "пайыз", "процент"})
"""The units, in small letters, that say that a number is a percentage."""
AMOUNT = re.compile(r"figures\.[^.]+\.value|series\.[^.]+\.points\..+")
"""The facts that are amounts; another number may be a year or a name."""
TYPED = re.compile(r"-?\d+(?:\.\d+)?")
MINUS = "\u2212"
"""The sign of a negative number in print; a hyphen is shorter, and lines may end behind it."""
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Babel's locale for a BCP 47 tag; plain `en` means British usage, and a language unknown to Babel gets it too."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse({"en": "en-GB"}.get(language, language), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@lru_cache(maxsize=4096)
def day(value: date, language: str, style: str = "long") -> str:
    """The day in the language's words: 31 October 2024. `style` is full, long, medium, short or a pattern."""
    if language in ENGLISH and style in {"long", "d MMMM", "MMMM y"}:
        month = MONTHS[value.month - 1]
        lead = "" if style == "MMMM y" else f"{value.day} "
        return lead + month + ("" if style == "d MMMM" else f" {value.year}")

    from babel.dates import format_date

    return format_date(value, style, locale=locale_of(language))


def number_text(value: Decimal, language: str, places: int) -> str:
    """The number with its thousands set apart, so many decimals and a true minus; a half goes to the even digit."""
    if language in ENGLISH:
        return f"{value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN):,f}".replace("-", MINUS)

    from babel.numbers import format_decimal

    pattern = "#,##0." + "0" * places if places else "#,##0"
    return str(format_decimal(value, pattern, locale=locale_of(language))).replace("-", MINUS)


def amount_text(fact: Fact, language: str) -> str:
    """The text of a fact as documents print it: of a figure or a point of a series with its thousands set apart."""
    if isinstance(fact.value, Decimal) and AMOUNT.fullmatch(fact.id) and TYPED.fullmatch(fact.written):
        value = Decimal(fact.written)
        return number_text(value, language, len(fact.written.partition(".")[2]))
    return fact.written


def percent_text(value: Decimal, language: str, places: int) -> str:
    """The percentage, itself and not a share of one, with so many decimals and the language's sign: 117%."""
    if language in ENGLISH:
        return f"{number_text(value, language, places)}%"

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
    if language in ENGLISH:
        return f"{', '.join(texts[:-1])} and {texts[-1]}"

    from babel.lists import format_list

    return str(format_list(list(texts), style="standard", locale=locale_of(language)))
