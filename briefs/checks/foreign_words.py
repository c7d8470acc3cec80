"""Texts in another language than the paper's because nobody has given them in that one.

Which text is printed was decided when the facts were put into the paper's language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from briefs.language import is_same_language, language_of
from briefs.model.facts import Fact, Facts
from briefs.model.problems import Problem
from briefs.model.tree import Block, blocks_below, spans_of

UNTRANSLATED = "D132"
NAMES = frozenset("name short also contact address author".split())
"""Fields whose text is the same in every language of one script."""
SHOWN = 3
"""Ids that are named in a message."""


def foreign(blocks: Sequence[Block], facts: Facts, language: str) -> list[Fact]:
    """The facts that stand on the page in another language than the paper's, for want of a text in that one."""
    found: dict[str, Fact] = {}
    if not facts.untranslated:
        return []
    for block in blocks_below(tuple(blocks)):
        for span in spans_of(block):
            if not span.language or is_same_language(span.language, language):
                continue
            for id_ in span.facts:
                if id_ in facts.untranslated and not _is_name(facts.index[id_], language):
                    found[id_] = facts.index[id_]
    return list(found.values())


def untranslated(blocks: Sequence[Block], facts: Facts, language: str) -> Iterator[Problem]:
    """One warning for a paper with texts in another language for want of one in its own."""
    texts = foreign(blocks, facts, language)
    if not texts:
        return
    named = ", ".join(f"`{fact.id}`" for fact in texts[:SHOWN])
    named += f" and {len(texts) - SHOWN} more" if len(texts) > SHOWN else ""
    name = language_of(language).name or f"the language `{language}`"
    some = "one text has" if len(texts) == 1 else f"{len(texts)} texts have"
    other = language_of(texts[0].language).name or f"`{texts[0].language}`"
    message = f"{some} no words in {name}, and {'stands' if len(texts) == 1 else 'stand'} in {other}: {named}"
    hint = f"write both in place of the text: `{{{texts[0].language}: …, {language}: …}}`"
    yield Problem(UNTRANSLATED, message, texts[0].at, hint, "warning", facts=tuple(fact.id for fact in texts))


def _is_name(fact: Fact, language: str) -> bool:
    """Whether the text is a name, which papers in another language of the same letters print as it is."""
    field = fact.id.rpartition(".")[2]
    own = _script(language_of(language).own_name)
    return field in NAMES and _script(fact.written) == own


def _script(text: str) -> str:
    """The first word of the Unicode name of its first letter: LATIN, CYRILLIC, ARABIC, CJK."""
    letter = next((char for char in text if char.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0] if letter else ""
