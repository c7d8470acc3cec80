"""Go below a block, and come back with the same block where nothing below it has changed.

What is changed, and why, is for whoever calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import is_

from msgspec.structs import replace

from briefs.tree import Block, Box, Item, List, Quote

Change = Callable[[tuple[Block, ...]], tuple[Block, ...]]
"""From the blocks that stand side by side inside another one, to other blocks."""


def same(old: Sequence[object], new: Sequence[object]) -> bool:
    """Whether both hold the same things, not only equal ones."""
    return len(old) == len(new) and all(map(is_, old, new))


def below(block: Block, change: Change) -> Block:
    """The block with what stands inside it changed; itself where that leaves everything as it is."""
    match block:
        case Box() | Quote():
            blocks = change(block.blocks)
            return block if same(block.blocks, blocks) else replace(block, blocks=blocks)
        case List():
            items = tuple(_item(item, change(item.blocks)) for item in block.items)
            return block if same(block.items, items) else replace(block, items=items)
        case _:
            return block


def _item(item: Item, blocks: tuple[Block, ...]) -> Item:
    return item if same(item.blocks, blocks) else replace(item, blocks=blocks)
