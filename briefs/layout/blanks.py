"""Blocks that say nothing are left out before any writer sees them: none is there for the space it would take.

What is blank is so in both formats: Word warns of empty paragraphs, and who listens hears "blank" at each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefs.model.tree import (
    Block,
    Box,
    Document,
    Heading,
    Item,
    List,
    Mark,
    PageBreak,
    Paragraph,
    Quote,
    Span,
    Spans,
    blocks_below,
    is_empty,
    texts_of,
)
from briefs.model.tree_changes import with_inner

_UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Spaces of every kind, and characters that show nothing by themselves."""

_CHANGES: frozenset[Mark] = frozenset(("inserted", "deleted"))


def filled(document: Document) -> Document:
    """The document without blocks and entries that hold no word and that no link leads to."""
    if not any(map(_is_blank, blocks_below(document.blocks))):
        return document
    return replace(document, blocks=tuple(_filled(document.blocks)))


def says(spans: Spans) -> bool:
    """Whether there is anything to it: a sign that is seen, a place that links lead to, or a tracked change."""
    return any(map(_shows, spans))


def _shows(span: Span) -> bool:
    return bool(span.text.strip(_UNSEEN) or span.anchor) or not _CHANGES.isdisjoint(span.marks)


def _is_blank(block: Block) -> bool:
    if isinstance(block, List):
        return not block.items or any(
            not _is_told(item) or (item.label and not says(item.label)) for item in block.items
        )
    if isinstance(block, Heading) and block.anchor:
        return False
    hollow = isinstance(block, Paragraph | Heading) or (isinstance(block, Box | Quote) and is_empty(block))
    return hollow and not any(map(says, texts_of(block)))


def _is_told(item: Item) -> bool:
    return any(not isinstance(block, PageBreak) for block in item.blocks) or says(item.label)


def _filled(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        made = with_inner(block, lambda inside: tuple(_filled(inside)))
        if isinstance(made, List):
            made = replace(made, items=tuple(filter(_is_told, map(_entry, made.items))))
        if not _is_blank(made):
            yield made


def _entry(item: Item) -> Item:
    return item if says(item.label) else replace(item, label=())
