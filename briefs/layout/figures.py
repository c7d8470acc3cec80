"""Key figures in rows that keep their numbers whole, before any writer sees them: both formats read alike.

It shares out columns and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from briefs.layout.columns import SPARE, Measure
from briefs.layout.grid import is_plain, role_of
from briefs.layout.measure import measure_for
from briefs.model.theme import Theme
from briefs.model.tree import Block, Box, Cell, Column, Document, List, Quote, Row, Table, blocks_below
from briefs.model.tree_changes import with_inner

MOST_ROWS = 6
"""Rows of figures in one table: it stays on one page, and so can repeat no names above the figures of others."""


def rowed(document: Document, theme: Theme) -> Document:
    """The document with its key figures in rows that their numbers have room in; a box of them is one table."""
    if not any(isinstance(block, Table) and block.role == "figures" for block in blocks_below(document.blocks)):
        return document
    found = _rowed(document.blocks, theme.page.text_width, theme, measure_for(theme))
    return replace(document, blocks=tuple(found))


def _rowed(blocks: Sequence[Block], width: float, theme: Theme, measure: Measure) -> Iterator[Block]:
    for tables, block in _boxes(blocks):
        if isinstance(block, Table):
            yield from key_figures(tables, width, measure, 2 * theme.cell_padding[1])
            continue
        turned = isinstance(block, Box) and block.role == "landscape"
        narrower = theme.page.landscape.text_width if turned else width - _inset(block, theme)
        yield with_inner(block, lambda inside: tuple(_rowed(inside, narrower, theme, measure)))  # noqa: B023 - called at once


def _inset(block: Block, theme: Theme) -> float:
    """How much narrower than the block itself the text inside it is, in points."""
    if isinstance(block, List):
        return theme.looks["bullet"].left if "bullet" in theme.looks else 0.0
    look = theme.looks.get(block.role if isinstance(block, Box) else "quote")
    return look.left + look.right if look and isinstance(block, Box | Quote) else 0.0


def _boxes(blocks: Sequence[Block]) -> Iterator[tuple[list[Table], Block]]:
    """Each block, and the tables that it begins: the rows of one box of key figures, or itself."""
    for _, group in groupby(enumerate(blocks), key=lambda each: _of_a_box(each[1]) or each[0]):
        members = [block for _, block in group]
        yield [block for block in members if isinstance(block, Table)], members[0]


def _of_a_box(block: Block) -> object:
    """What the rows of one box of key figures share, and no other block has."""
    return (block.at,) if isinstance(block, Table) and _is_row(block) and not block.caption else None


def _is_row(table: Table) -> bool:
    """Whether it is key figures in one row, none of which came or went as a whole since an earlier version."""
    rows = (*table.head, *table.rows)
    if table.role != "figures" or (len(table.head), len(table.rows)) != (1, 1):
        return False
    return all(len(row.cells) == len(table.columns) and is_plain(row) and not _is_tracked(row) for row in rows)


def _is_tracked(row: Row) -> bool:
    marks = [span.marks & {"inserted", "deleted"} for cell in row.cells for span in cell.spans]
    return bool(marks) and all(marks)


def key_figures(tables: Sequence[Table], width: float, measure: Measure, padding: float) -> tuple[Table, ...]:
    """The tables as they are; the key figures of one box in one, with so many columns that no word is broken.

    What is left of the last row stays empty: cells over several columns are a fault in Word (`grid.apart`).
    """
    first = tables[0]
    pairs = [pair for t in tables if _is_row(t) for pair in zip(t.head[0].cells, t.rows[0].cells, strict=True)]
    if not pairs:
        return tuple(tables)
    sizes = (measure(cell.spans, role_of(first, cell, n == 0))[0] for pair in pairs for n, cell in enumerate(pair))
    most = max(1, int(width // (max(sizes) + padding + SPARE)))
    most = min(most, max(len(table.columns) for table in tables))
    if len(tables) == 1 and len(pairs) <= most:
        return (first,)
    wide = -(-len(pairs) // -(-len(pairs) // most))
    names = ", ".join(dict.fromkeys(table.description for table in tables))
    columns = (Column(first.columns[0].align, 1 / wide),) * wide
    whole = replace(first, columns=columns, description=names)
    starts = range(0, len(pairs), wide * MOST_ROWS)
    return tuple(_below_one_another(whole, pairs[start : start + wide * MOST_ROWS], start) for start in starts)


def _below_one_another(whole: Table, pairs: Sequence[tuple[Cell, Cell]], start: int) -> Table:
    """The table with these pairs of name and figure, each row of figures below its row of names."""
    wide, at = len(whole.columns), whole.head[0].at
    rows: list[Row] = []
    for place in range(0, len(pairs), wide):
        some = pairs[place : place + wide]
        rows += (Row(tuple(pair[n] for pair in some), at) for n in (0, 1))
    return replace(whole, head=(rows[0],), rows=tuple(rows[1:]), caption=() if start else whole.caption)
