"""A table of a spreadsheet or CSV file as cells of text, each as it is shown, with every problem at its cell.

What columns mean is for `tables`; no cell is made into anything that it does not show.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, NamedTuple

from briefs.factfiles.problem_list import Ledger
from briefs.factfiles.text_file import text_of
from briefs.files import NotReadError, read_bytes
from briefs.model.problems import Stop, cell_name

UNREAD, COLUMN, CELL, SEEN, ROUNDED = "F070", "F071", "F072", "F073", "F074"
LARGEST = 30_000_000
"""Bytes of a table's file."""
MOST_ROWS, MOST_COLUMNS = 100_000, 400
SEPARATORS = ";\t,"
DIVIDE = "divide it into several files, or name a sheet of its own"


class Cell(NamedTuple):
    """A cell that holds something."""

    text: str
    row: int
    column: int
    sign: str = ""
    """What the number format sets beside the digits."""
    whole: str = ""
    """A number as it is seen, with sign and marks between thousands; empty for what is no number."""
    exact: str = ""
    """The digits that it holds, where it shows fewer."""


class Table(NamedTuple):
    """The rows of a table that hold something, the names of the columns first."""

    file: str
    """With the sheet, where one is named: `facts/trade.xlsx#Exports`."""
    rows: tuple[tuple[Cell, ...], ...]


class UnreadError(Exception):
    """A table that is not read: why, and how that is mended."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def read_table(path: Path, sheet: str, ledger: Ledger, home: Path) -> Table:
    """The table of a file that lies in the folder `home`; what is wrong with its cells is told at them.

    Raises UnreadError.
    """
    try:
        data = read_bytes(path, LARGEST, home)
    except NotReadError as fault:
        raise UnreadError(f"`{path.name}` {fault}", "put the table beside the fact file, or correct its name") from None
    if path.suffix.lower() == ".csv":
        return _of_csv(path, data, ledger)
    return _of_book(path, sheet, data, ledger)


def sheet_names(path: Path) -> list[str]:
    """The sheets of a book; one without a name for a CSV file. Raises UnreadError."""
    if path.suffix.lower() == ".csv":
        return [""]
    try:
        from briefs.factfiles.workbook_parts import sheets_of

        return [sheet.name for sheet in sheets_of(read_bytes(path, LARGEST)) if not sheet.hidden]
    except (NotReadError, ValueError) as fault:
        raise UnreadError(f"`{path.name}` {fault}") from None


def _of_csv(path: Path, data: bytes, ledger: Ledger) -> Table:
    with ledger.elsewhere(str(path)):
        try:
            text = text_of(data, ledger)
        except Stop as stop:
            raise UnreadError(f"`{path.name}`: {stop.problems[-1].message}", stop.problems[-1].hint) from None
    first, _, rest = text.partition("\n")
    told = first.lower().startswith("sep=")
    separator = first[4:5] if told else max(SEPARATORS, key=first.count)
    rows: list[tuple[Cell, ...]] = []
    listed = csv.reader(StringIO(rest if told else text, newline=""), delimiter=separator or ",")
    try:
        for number, cells in enumerate(listed, 2 if told else 1):
            if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
                raise UnreadError(f"`{path.name}` has more than {MOST_ROWS:,} rows or {MOST_COLUMNS} columns", DIVIDE)
            found = tuple(Cell(each.strip(), number, at) for at, each in enumerate(cells, 1) if each.strip())
            rows += [found] if found else []
    except csv.Error as fault:
        raise UnreadError(f"`{path.name}` cannot be read: {fault}", "save it again as CSV, in UTF-8") from None
    return Table(str(path), tuple(rows))


def _of_book(path: Path, sheet: str, data: bytes, ledger: Ledger) -> Table:
    try:
        from openpyxl.reader.excel import load_workbook  # only those who keep facts in tables pay for it

        from briefs.factfiles.workbook_parts import sheets_of
    except ImportError:
        message = f"`{path.name}`: reading spreadsheets needs one more library"
        raise UnreadError(message, "pip install 'briefs[tables]', or save the table as CSV") from None
    try:
        about = sheets_of(data)
        if not about:
            raise ValueError("has no sheet with cells")
    except ValueError as fault:
        raise UnreadError(
            f"`{path.name}` {fault}", "save it again as an Excel file (XLSX), without a password"
        ) from None
    own = next((each for each in about if each.name == sheet or not sheet), None)
    if own is None:
        hint = ledger.nearest(sheet, [each.name for each in about], f"it has {', '.join(e.name for e in about[:9])}")
        raise UnreadError(f"`{path.name}` has no sheet `{sheet}`", hint)
    if own.rows > MOST_ROWS:
        raise UnreadError(f"`{path.name}` has more than {MOST_ROWS:,} rows in `{own.name}`", DIVIDE)
    name = f"{path}#{sheet}" if sheet else str(path)
    try:
        book = load_workbook(BytesIO(data), read_only=True, data_only=True)
        with ledger.elsewhere(name):
            rows = tuple(_rows(book[own.name], own, ledger))
    except UnreadError:
        raise
    except Exception as fault:
        raise UnreadError(f"`{path.name}` is damaged: {type(fault).__name__}", "open it and save it again") from None
    return Table(name, rows)


def _rows(sheet: Any, about: Any, ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    """The rows that hold something. Above the names of columns, rows with merged cells are passed over."""
    sheet.reset_dimensions()
    head = False
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        found = tuple(cell for each in row if (cell := _cell(each, about, ledger)) is not None)
        if not found:
            continue
        number = found[0].row
        if not head and any(m.top <= number <= m.bottom and m.right > m.left for m in about.merged):
            message = "merged cells stand above the names of the columns: the row below is read as these"
            ledger.add(SEEN, message, (number, found[0].column), "", severity="warning")
            continue
        head = True
        yield found
        if number in about.hidden_rows:
            message = f"row {number} is hidden, and is read as all are"
            ledger.add(SEEN, message, (number, 1), "show it, or delete it", severity="warning")
    _tell_of_sheet(about, ledger)


def _tell_of_sheet(about: Any, ledger: Ledger) -> None:
    if about.hidden:
        message = f"the sheet `{about.name}` is hidden, and is read as all are"
        ledger.add(SEEN, message, (0, 0), "show it, so that all see where the facts come from", severity="warning")
    for merged in about.merged:
        if merged.bottom > merged.top:
            first, last = cell_name(merged.top, merged.left), cell_name(merged.bottom, merged.right)
            message = f"{first} to {last} are merged: the value is that of row {merged.top} alone"
            hint = "unmerge them, and repeat the value in each row that it holds for"
            ledger.add(SEEN, message, (merged.top, merged.left), hint, severity="warning")


def _cell(cell: Any, about: Any, ledger: Ledger) -> Cell | None:
    """What a cell shows; None where it is empty. A problem leaves it without text."""
    from briefs.factfiles.number_formats import shown

    value = cell.value
    if value is None:
        at = (getattr(cell, "row", 0), getattr(cell, "column", 0))
        if at in about.unworked:
            message = "the cell holds a formula, and the file does not hold its result"
            ledger.add(CELL, message, at, "open the file in a spreadsheet program and save it there")
            return Cell("", *at)
        return None
    at = (cell.row, cell.column)
    if cell.data_type == "e":
        ledger.add(CELL, f"the cell shows an error, `{value}`", at, "correct its formula")
        return Cell("", *at)
    try:
        found = shown(value, cell.number_format)
    except ValueError as fault:
        hint = "choose a common number format, or write the value as text"
        ledger.add(CELL, f"the cell {fault}", at, hint)
        return Cell("", *at)
    if not found.text.strip():
        return None
    return Cell(found.text.strip("\n"), *at, found.sign, found.whole, found.exact)


def header_of(table: Table) -> Sequence[Cell]:
    """The names of the columns; none where the table is empty."""
    return table.rows[0] if table.rows else ()
