"""Blocks that say nothing are left out before any writer sees them: none is there for the space it would take.

What is blank is so in both formats: Word warns of empty paragraphs, and who listens hears "blank" at each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefs.tree import (
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
)

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
    match block:
        case Paragraph():
            return not says(block.spans)
        case Heading():
            return not block.anchor and not says(block.spans)
        case List():
            return not block.items or any(
                not _is_told(item) or (item.label and not says(item.label)) for item in block.items
            )
        case Quote():
            return not block.blocks
        case Box():
            return not block.blocks and not says(block.title)
        case _:
            return False


def _is_told(item: Item) -> bool:
    return any(not isinstance(block, PageBreak) for block in item.blocks) or says(item.label)


def _filled(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case List():
                made: Block = replace(block, items=tuple(filter(_is_told, map(_entry, block.items))))
            case Quote() | Box():
                made = replace(block, blocks=tuple(_filled(block.blocks)))
            case _:
                made = block
        if not _is_blank(made):
            yield made


def _entry(item: Item) -> Item:
    return replace(item, blocks=tuple(_filled(item.blocks)), label=item.label if says(item.label) else ())
