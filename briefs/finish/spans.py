"""Change the spans of a tree, wherever they stand.

It only goes through the blocks; what is changed, and why, is for whoever calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from briefs.finish.below import below, same
from briefs.tree import (
    Block,
    Box,
    Cell,
    Chart,
    Contents,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Row,
    Spans,
    Table,
)

Change: TypeAlias = Callable[[Spans, Block], Spans]
"""From the spans of one text, and the block to which it belongs, to other spans."""


def respanned(blocks: Sequence[Block], change: Change) -> tuple[Block, ...]:
    """The blocks with every text as `change` gives it; what it gives back as it was is not made anew."""
    return tuple(_blocks(blocks, change))


def _blocks(blocks: Sequence[Block], change: Change) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                spans = change(block.spans, block)
                yield block if spans is block.spans else replace(block, spans=spans)
            case Table():
                head, rows = (tuple(_row(row, block, change) for row in part) for part in (block.head, block.rows))
                yield replace(block, caption=change(block.caption, block), head=head, rows=rows)
            case Box():
                title = change(block.title, block)
                yield _below(block if title is block.title else replace(block, title=title), change)
            case Figure() | Chart():
                yield replace(block, caption=change(block.caption, block))
            case Contents():
                yield replace(block, title=change(block.title, block))
            case List():
                items = tuple(_labelled(item, change(item.label, block)) for item in block.items)
                yield _below(block if same(block.items, items) else replace(block, items=items), change)
            case _:
                yield _below(block, change)


def _below(block: Block, change: Change) -> Block:
    return below(block, lambda blocks: respanned(blocks, change))


def _labelled(item: Item, label: Spans) -> Item:
    return item if label is item.label else replace(item, label=label)


def _row(row: Row, block: Block, change: Change) -> Row:
    texts = [change(cell.spans, block) for cell in row.cells]
    if all(text is cell.spans for text, cell in zip(texts, row.cells, strict=True)):
        return row
    return replace(row, cells=tuple(map(_cell, row.cells, texts)))


def _cell(cell: Cell, spans: Spans) -> Cell:
    return replace(cell, spans=spans)
