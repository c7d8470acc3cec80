"""Lists: the role, label and indent of an entry, by the list's kind and how deep it is.

What counts the entries is each format's matter.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefs.layout.labels import bullet, numbered
from briefs.model.theme import Look
from briefs.model.tree import Item, List, Paragraph, Span, Spans

STYLED = 3
"""Levels that have a look of their own; deeper ones look like the last and stand further in."""
DEEPEST = 8
"""The last level that Word can number, the outermost being 0; lists in it are on the same."""
KEPT_FIELDS = 3
"""Fields at the beginning of a list of them that stay together."""


def level_of(block: List, depth: int) -> int:
    """The level of a list that is `depth` lists deep, the outermost being 0; notes have only one."""
    return 0 if block.kind == "sources" else min(depth, DEEPEST)


def role_of_entries(kind: str, level: int) -> str:
    """The role of entries at a level, the outermost being 0."""
    if kind == "fields":
        return "field"
    if kind == "sources":
        return "source"
    kind = "numbered" if kind == "paragraphs" else kind
    return kind if level == 0 else f"{kind}-{min(level + 1, STYLED)}"


def deeper(look: Look, level: int) -> float:
    """How much further in than its look an entry stands that is too deep to have one, in points."""
    return look.hanging * max(0, level - STYLED + 1)


def label_of(block: List, item: Item, number: int, level: int) -> Spans:
    """What is printed before an entry: its own label, or what its kind and place make it."""
    if item.number:
        return (Span(item.number.text),)
    if item.label or block.kind == "fields":
        return own_label(block, item)
    if block.kind == "bullet":
        return (Span(bullet(level)),)
    return (Span(numbered(number, level) if block.kind == "number" else str(number)),)


def own_label(block: List, item: Item) -> Spans:
    """The label that an entry brings; the name of a field is strong."""
    if block.kind != "fields":
        return item.label
    return tuple(replace(span, marks=span.marks | {"strong"}) for span in item.label)


def counts(block: List) -> bool:
    """Whether the list counts its entries; else they bring labels of their own."""
    return block.kind != "fields" and not any(item.label for item in block.items)


def keeps_next(block: List, index: int) -> bool:
    """Whether that entry of a list stays with the next one: a heading must not have a single field below it."""
    plain = all(isinstance(each, Paragraph) for each in block.items[index].blocks)
    return block.kind == "fields" and plain and index < min(KEPT_FIELDS, len(block.items)) - 1
