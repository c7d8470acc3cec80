"""Which field and which record a fact belongs to, and which fields are not the source's words.

It reads ids and the vocabulary, no text.
"""

from __future__ import annotations

from briefs.model.facts import Fact, Items, Record
from briefs.model.fields import COMMON
from briefs.model.vocabulary import VOCABULARY

UNCHECKED = frozenset(
    "figures.unit figures.digits figures.formula figures.compare points.under points.meeting statements.meeting "
    "agreements.kind agreements.short organisations.kind organisations.short visit.kind series.unit".split()
)
"""Fields that are not the source's words: our order, our short names, our units."""

OURS = frozenset({"sources", "brief", "papers", "handout"})
"""Sections that state nothing which a source could bear out."""


def field_of(fact: Fact) -> str:
    """The field that a fact belongs to: `agreements.benefits`; the section alone for the head and a free tree."""
    section, *rest = fact.id.split(".")
    about = VOCABULARY.get(section)
    if section == "other" or not rest:
        return section
    names = rest if (about.single if about else len(rest) == 1) else rest[1:]
    return f"{section}.{names[0]}" if names else section


def record_of(fact: Fact) -> str:
    """The id of the record that a fact belongs to: `agreements.pension`; `visit` where a section is one record."""
    section, *rest = fact.id.split(".")
    about = VOCABULARY.get(section)
    if not rest or (about.single if about else len(rest) == 1):
        return section
    return f"{section}.{rest[0]}"


def is_claim(fact: Fact) -> bool:
    section = fact.id.partition(".")[0]
    field = field_of(fact)
    return section not in OURS and field not in UNCHECKED and field.rpartition(".")[2] not in COMMON


def entries_of(record: Record | None, name: str) -> list[Fact]:
    """The facts of a field, whether one or a list."""
    node = record.fields.get(name) if record is not None else None
    if isinstance(node, Items):
        return [item for item in node.items if isinstance(item, Fact)]
    return [node] if isinstance(node, Fact) else []
