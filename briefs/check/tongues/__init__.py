"""The languages that the checks can read, and what is made of their patterns.

A language that is not written down here gets its months from Babel and English for the rest.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module

from msgspec.structs import replace

from briefs.check.tongues.tongue import Tongue
from briefs.language import locale_of

WRITTEN = {"en": "english", "ru": "russian", "mn": "mongolian", "kk": "kazakh"}
"""Tag → the module that holds the language; each is read when it is first met."""
CAPITALS_FOR_NAMES_ALONE = frozenset({"de", "lb"})
"""Languages that do not write names alone with a capital."""


@lru_cache(maxsize=64)
def tongue_of(language: str) -> Tongue:
    """What the checks know of the language of a BCP 47 tag; English where it is not known."""
    base = language.partition("-")[0].lower() or "en"
    if base not in WRITTEN:
        return _from_babel(base)
    tongue: Tongue = import_module(f"briefs.check.tongues.{WRITTEN[base]}").TONGUE
    return tongue


def _from_babel(base: str) -> Tongue:
    english = tongue_of("en")
    locale = locale_of(base)
    if locale.language != base:
        return replace(english, tag=base)
    months: dict[int, set[str]] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                months.setdefault(int(number), set()).add(name.casefold())
    named = {
        "|".join(re.escape(name.rstrip(".")) + r"\.?" for name in sorted(names, key=len, reverse=True)): number
        for number, names in months.items()
    }
    dates = (
        r"(?<![\d.,])(?:(?P<d1>\d{1,2})\.?\s*(?P<join>-|–|—|,|\w{1,5})\s*)?(?<![\d.,])(?P<d2>\d{1,2})"
        r"(?:\.|º|er|\sde)?\s+(?P<m2>{M})(?:,?(?:\s+de)?\s+(?P<y>\d{4}))?(?!\w)",
        r"(?P<m2>{M})(?:\s+de)?\s+(?P<y>\d{4})(?!\w)",
    )
    comma = locale.number_symbols.get("latn", {}).get("decimal") == ","
    return replace(english, tag=base, months=named, dates=dates, comma=comma)


__all__ = ["CAPITALS_FOR_NAMES_ALONE", "WRITTEN", "Tongue", "tongue_of"]
