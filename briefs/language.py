"""Languages: the locale of a tag, and a day in words.

Plain values; Babel is asked only when something is to be printed, for it costs 30 ms to begin with.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


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
    from babel.dates import format_date

    return format_date(value, style, locale=locale_of(language))
