"""Trees with some of their blocks or texts changed: what stays as it is stays the same object.

Whoever changes a tree does it by these; what is changed, and why, is the caller's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import is_
from typing import assert_never

from msgspec.structs import replace

from briefs.model.tree import (
    Block,
    Blocks,
    Box,
    Chart,
    Contents,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Spans,
    Table,
)


def with_inner(block: Block, change: Callable[[Blocks], Blocks]) -> Block:
    """The block with what stands inside it changed; itself where that leaves everything as it is."""
    match block:
        case Box() | Quote():
            blocks = change(block.blocks)
            return block if _same(block.blocks, blocks) else replace(block, blocks=blocks)
        case List():
            items = tuple(_with_blocks(item, change(item.blocks)) for item in block.items)
            return block if _same(block.items, items) else replace(block, items=items)
        case Heading() | Paragraph() | Table() | Figure() | Chart() | PageBreak() | Contents():
            return block
        case _:
            assert_never(block)


def with_texts(block: Block, change: Callable[[Spans, Block], Spans]) -> Block:
    """The block with each text of its own as `change` gives it; itself where that leaves every text as it is."""
    match block:
        case Heading() | Paragraph():
            spans = change(block.spans, block)
            return block if spans is block.spans else replace(block, spans=spans)
        case Table():
            caption = change(block.caption, block)
            head, rows = (tuple(_with_cells(row, block, change) for row in part) for part in (block.head, block.rows))
            same = caption is block.caption and _same((*block.head, *block.rows), (*head, *rows))
            return block if same else replace(block, caption=caption, head=head, rows=rows)
        case List():
            items = tuple(_with_label(item, change(item.label, block)) for item in block.items)
            return block if _same(block.items, items) else replace(block, items=items)
        case Figure() | Chart():
            caption = change(block.caption, block)
            return block if caption is block.caption else replace(block, caption=caption)
        case Box() | Contents():
            title = change(block.title, block)
            return block if title is block.title else replace(block, title=title)
        case Quote() | PageBreak():
            return block
        case _:
            assert_never(block)


def respanned(blocks: Blocks, change: Callable[[Spans, Block], Spans]) -> Blocks:
    """The blocks, and all inside them, with every text as `change` gives it: spans, and whose they are, to spans."""

    def below(inside: Blocks) -> Blocks:
        return respanned(inside, change)

    return tuple(with_inner(with_texts(block, change), below) for block in blocks)


def _same(old: Sequence[object], new: Sequence[object]) -> bool:
    """Whether both hold the same things, not only equal ones."""
    return len(old) == len(new) and all(map(is_, old, new))


def _with_blocks(item: Item, blocks: Blocks) -> Item:
    return item if _same(item.blocks, blocks) else replace(item, blocks=blocks)


def _with_label(item: Item, label: Spans) -> Item:
    return item if label is item.label else replace(item, label=label)


def _with_cells(row: Row, table: Table, change: Callable[[Spans, Block], Spans]) -> Row:
    texts = [change(cell.spans, table) for cell in row.cells]
    if all(text is cell.spans for text, cell in zip(texts, row.cells, strict=True)):
        return row
    return replace(row, cells=tuple(replace(cell, spans=text) for cell, text in zip(row.cells, texts, strict=True)))
