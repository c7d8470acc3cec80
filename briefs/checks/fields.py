"""Which field and which record a fact belongs to, and which fields are not the source's words.

It reads ids and the vocabulary, no text.
"""

from __future__ import annotations

from briefs.model.facts import Fact, Items, Record
from briefs.model.vocabulary import VOCABULARY

UNCHECKED = frozenset(
    "figures.unit figures.priority figures.digits figures.formula figures.compare points.under points.priority "
    "agreements.kind agreements.short organisations.kind organisations.short visit.kind series.unit".split()
)
"""Fields that are not the source's words: our order, our short names, our units."""


def field_of(fact: Fact) -> str:
    """The field that a fact belongs to: `agreements.benefits`; the section alone for the head and a free tree."""
    section, *rest = fact.id.split(".")
    about = VOCABULARY.get(section)
    if about is None or about.free:
        return section
    names = rest if about.single else rest[1:]
    return f"{section}.{names[0]}" if names else section


def record_of(fact: Fact) -> str:
    """The id of the record that a fact belongs to: `agreements.pension`; `visit` where a section is one record."""
    section, *rest = fact.id.split(".")
    about = VOCABULARY.get(section)
    if about is None or about.single or not rest:
        return section
    return f"{section}.{rest[0]}"


def is_claim(fact: Fact) -> bool:
    section = fact.id.partition(".")[0]
    return section not in {"sources", "brief"} and field_of(fact) not in UNCHECKED


def entries_of(record: Record | None, name: str) -> list[Fact]:
    """The facts of a field, whether one or a list."""
    node = record.fields.get(name) if record is not None else None
    if isinstance(node, Items):
        return [item for item in node.items if isinstance(item, Fact)]
    return [node] if isinstance(node, Fact) else []
