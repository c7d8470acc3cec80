"""Change the spans of a tree, wherever they stand.

It only goes through the blocks; what is changed, and why, is for whoever calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

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
    Quote,
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
            case List():
                yield replace(block, items=tuple(_item(item, block, change) for item in block.items))
            case Table():
                head, rows = (tuple(_row(row, block, change) for row in part) for part in (block.head, block.rows))
                yield replace(block, caption=change(block.caption, block), head=head, rows=rows)
            case Box():
                inner = respanned(block.blocks, change)
                yield replace(block, title=change(block.title, block), blocks=inner)
            case Quote():
                yield replace(block, blocks=respanned(block.blocks, change))
            case Figure() | Chart():
                yield replace(block, caption=change(block.caption, block))
            case Contents():
                yield replace(block, title=change(block.title, block))
            case _:
                yield block


def _item(item: Item, block: Block, change: Change) -> Item:
    return replace(item, label=change(item.label, block), blocks=respanned(item.blocks, change))


def _row(row: Row, block: Block, change: Change) -> Row:
    texts = [change(cell.spans, block) for cell in row.cells]
    if all(text is cell.spans for text, cell in zip(texts, row.cells, strict=True)):
        return row
    return replace(row, cells=tuple(map(_cell, row.cells, texts)))


def _cell(cell: Cell, spans: Spans) -> Cell:
    return replace(cell, spans=spans)
