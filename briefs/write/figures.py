"""Key figures in as many rows as keep their numbers whole, before any writer sees them: both formats read alike.

It shares out columns and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from briefs.theme import Theme
from briefs.tree import Block, Box, Document, List, Quote, Table, blocks_below
from briefs.write.columns import Measure, key_figures
from briefs.write.measure import measure_for


def rowed(document: Document, theme: Theme) -> Document:
    """The document with each table of key figures in rows that their numbers have room in."""
    if not any(isinstance(block, Table) and block.role == "figures" for block in blocks_below(document.blocks)):
        return document
    found = _rowed(document.blocks, theme.page.text_width, theme, measure_for(theme))
    return replace(document, blocks=tuple(found))


def _rowed(blocks: Sequence[Block], width: float, theme: Theme, measure: Measure) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Table():
                yield from key_figures(block, width, measure, 2 * theme.cell_padding[1])
            case Box() | Quote():
                look = theme.looks.get(block.role if isinstance(block, Box) else "quote")
                inner = width - (look.left + look.right if look else 0.0)
                yield replace(block, blocks=tuple(_rowed(block.blocks, inner, theme, measure)))
            case List():
                inner = width - theme.looks["bullet"].left if "bullet" in theme.looks else width
                items = (
                    replace(item, blocks=tuple(_rowed(item.blocks, inner, theme, measure))) for item in block.items
                )
                yield replace(block, items=tuple(items))
            case _:
                yield block
