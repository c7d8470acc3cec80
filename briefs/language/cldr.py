"""The grammar of a language, or what CLDR has of one that nobody has written down.

How dates and numbers are printed is for `formats`.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from briefs.language.caches import per_language
from briefs.language.composition import completed
from briefs.language.formats import locale_of
from briefs.language.grammar import Grammar
from briefs.language.reader import base_of, own_grammar, partial_grammar

SHORTEST_STEM = 4
"""Letters that an adjective or another case has in common with its state: Norwegian, Norway."""
ADJECTIVE = re.compile(r"(?:an|ese|ish|ch|[^aeiou]i|ic)$")
"""How English adjectives of states end."""


@per_language(64)
def grammar_of(tag: str) -> Grammar:
    """What it takes to understand texts in the language; English, but for months and decimals, where it has no own."""
    base = base_of(tag)
    return own_grammar(base) or _from_cldr(base)


def _from_cldr(base: str) -> Grammar:
    """The months of a language and its sign before decimals, for all that nobody has written down."""
    english = grammar_of("en")
    locale = locale_of(base)
    if locale.language != base:
        return replace(english, tag=base, contraries={})
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
    found = replace(english, tag=base, months=named, dates=dates, comma=comma, contraries={})
    return completed(found, partial_grammar(base))


def names_territory(word: str, tag: str) -> bool:
    """Whether a folded word belongs to the name of a state or region in the language, or is made of one."""
    if word in _territory_words(base_of(tag)):
        return True
    if base_of(tag) == "en" and not ADJECTIVE.search(word):
        return False
    return len(word) > SHORTEST_STEM and word[:SHORTEST_STEM] in _territory_stems(base_of(tag))


@per_language(maxsize=16)
def _territory_words(tag: str) -> frozenset[str]:
    names = (name for code, name in locale_of(tag).territories.items() if code.isalpha())
    return frozenset(word.casefold() for name in names for word in re.findall(r"[^\W\d_]+", name) if word[0].isupper())


@per_language(maxsize=16)
def _territory_stems(tag: str) -> frozenset[str]:
    return frozenset(word[:SHORTEST_STEM] for word in _territory_words(tag) if len(word) >= SHORTEST_STEM)
