"""A table's cells in their places: spans laid out, short rows filled up.

Both writers draw this grid; how wide its columns are is `columns`' matter, and how it looks the theme's.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefs.model.tree import Cell, Row, Table

_EMPTY = Cell(())


class Placed(Struct, frozen=True):
    """A cell in its place."""

    cell: Cell
    role: str
    """Of the theme: table-head, table-text, figure-label, figure-value."""
    column: int
    columns: int = 1
    rows: int = 1
    covered: bool = False
    """Whether it is the lower part of a cell that begins further up."""


class Grid(Struct, frozen=True):
    """A table's cells in their places; every row covers all columns."""

    columns: int
    head: tuple[tuple[Placed, ...], ...]
    rows: tuple[tuple[Placed, ...], ...]


_kept: list[tuple[Table, Grid]] = []
"""The grid made last, with its table: it is asked for again and again while that table is set."""


def grid(table: Table) -> Grid:
    """The table's grid; no cell reaches from the head into the body, or beyond the last row."""
    for known, made in _kept:
        if known is table:
            return made
    count = max(1, len(table.columns), *_reach(table.head), *_reach(table.rows))
    found = Grid(count, _placed(table, table.head, count, True), _placed(table, table.rows, count, False))
    _kept[:] = [(table, found)]
    return found


def role_of(table: Table, cell: Cell, in_head: bool) -> str:
    """The role of the theme in which a cell is set."""
    if table.role == "figures":
        return "figure-label" if in_head or cell.header else "figure-value"
    return "table-head" if in_head or cell.header else "table-text"


def _reach(rows: Sequence[Row]) -> Iterator[int]:
    """How many columns each row covers, counting the cells that reach down from rows above."""
    below: list[int] = []
    for row in rows:
        yield len(below) + sum(max(1, cell.columns) for cell in row.cells)
        below = [left - 1 for left in below if left > 1]
        below += [cell.rows - 1 for cell in row.cells for _ in range(max(1, cell.columns)) if cell.rows > 1]


def _placed(table: Table, rows: Sequence[Row], count: int, in_head: bool) -> tuple[tuple[Placed, ...], ...]:
    hanging: dict[int, tuple[Placed, int]] = {}
    result: list[tuple[Placed, ...]] = []
    for index, row in enumerate(rows):
        of_names = in_head or (table.role == "figures" and any(cell.header for cell in row.cells))
        if not hanging and len(row.cells) == count and is_plain(row):
            roles = (role_of(table, cell, in_head) for cell in row.cells)
            result.append(tuple(map(Placed, row.cells, roles, range(count))))
            continue
        cells = iter(row.cells)
        line: list[Placed] = []
        below: dict[int, tuple[Placed, int]] = {}
        column = 0
        while column < count:
            if column in hanging:
                above, left = hanging[column]
                placed = Placed(above.cell, above.role, column, above.columns, 1, True)
            else:
                room = min((c for c in hanging if c > column), default=count) - column
                placed, left = _fitted(table, next(cells, _EMPTY), column, room, len(rows) - index, of_names)
                above = placed
            line.append(placed)
            if left > 1:
                below[column] = (above, left - 1)
            column += placed.columns
        hanging = below
        result.append(tuple(line))
    return tuple(result)


def apart(table: Table) -> Table:
    """The table with a cell of its own in every place, none over several columns or rows, as Word files have it.

    Those who hear a table in Word are told of each place by itself, and lose count where cells are merged: "Use a
    simple table structure", Microsoft, Rules for the Accessibility Checker. So what a cell says, it says in each
    place that it covers; only the name of a column that is as high as several head rows stands in the lowest alone.
    """
    if all(map(is_plain, (*table.head, *table.rows))):
        return table
    shape = grid(table)
    below = ({placed.column for placed in line if placed.covered} for line in (*shape.head[1:], ()))
    head = tuple(
        replace(row, cells=tuple(_in_head(line, lower)))
        for row, line, lower in zip(table.head, shape.head, below, strict=False)
    )
    rows = tuple(replace(row, cells=tuple(_in_body(line))) for row, line in zip(table.rows, shape.rows, strict=True))
    return replace(table, head=head, rows=rows)


def _in_head(row: Sequence[Placed], below: Container[int]) -> Iterator[Cell]:
    """A cell for each column; those that go on below are empty."""
    for placed in row:
        yield from (_EMPTY,) * placed.columns if placed.column in below else _copies(placed)


def _in_body(row: Sequence[Placed]) -> Iterator[Cell]:
    for placed in row:
        first, *others = _copies(placed)
        yield _unnamed(first) if placed.covered else first
        yield from others


def _copies(placed: Placed) -> list[Cell]:
    """The cell for each column that it covers; what leads to a place in it leads to the first."""
    cell = replace(placed.cell, columns=1, rows=1)
    return [cell, *[_unnamed(cell)] * (placed.columns - 1)]


def _unnamed(cell: Cell) -> Cell:
    return replace(cell, spans=tuple(replace(span, anchor="") if span.anchor else span for span in cell.spans))


def is_plain(row: Row) -> bool:
    """Whether no cell of the row spans anything."""
    return all(cell.columns == 1 and cell.rows == 1 for cell in row.cells)


def _fitted(table: Table, cell: Cell, column: int, room: int, rows_left: int, in_head: bool) -> tuple[Placed, int]:
    """The cell, no wider and no deeper than there is room, and its depth."""
    wide, deep = min(max(1, cell.columns), room), min(max(1, cell.rows), rows_left)
    return Placed(cell, role_of(table, cell, in_head), column, wide, deep), deep
