"""Files of rows, a document for each: a table in CSV, or JSON lines, to a section `rows` beside the facts of a file.

Values are read as those of fact files are, and each knows its line and column. What is made of them, templates say.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from msgspec.structs import replace

from briefs.factfiles.nodes import Scalar
from briefs.factfiles.problem_list import Ledger
from briefs.factfiles.scalars import typed
from briefs.factfiles.text_file import read_text, text_of
from briefs.model.facts import US, Citation, Fact, Facts, Node, Record
from briefs.model.problems import Place, Problem

ROWS = "rows"
"""The section that a file of rows makes."""
WRONG = "F101"
LARGEST = 50_000_000
"""Bytes of a file of rows."""
MOST = 100_000
"""Rows."""
STDIN = "standard input"
Cells = list[tuple[str, str, int]]
"""Column, text, and the number of the column, from 1."""


def with_rows(facts: Facts, path: str, named_by: str = "", given: str | None = None) -> tuple[Facts, list[Problem]]:
    """The facts with the rows of a file as records of `rows`, and what is wrong with that file.

    Ids, and so names of papers, come from the column `named_by`, or are the rows' numbers. `given` is the text of the
    rows where it comes from standard input. Raises Stop where the file cannot be read.
    """
    ledger = Ledger(STDIN if given is not None else path, "F00")
    text = text_of(given.encode(), ledger) if given is not None else read_text(Path(path), ledger, LARGEST)
    lines = path.endswith((".jsonl", ".ndjson", ".json")) or text.lstrip().startswith("{")
    rows = _json_lines(text, ledger) if lines else _table(text, ledger)
    name = column(named_by)
    records: dict[str, Node] = {}
    for number, (line, cells) in enumerate(rows, 1):
        key = _key(name, named_by, number, line, cells, ledger)
        if number > MOST:
            ledger.add(WRONG, f"there are more than {MOST:,} rows", (line, 1), "divide the file")
            break
        if key in records:
            hint = "name papers by a column in which no two rows are the same (`--name-by`)"
            ledger.add(WRONG, f"another row is named `{key}` too", (line, 1), hint)
        elif key:
            records[key] = _record(key, line, cells, ledger)
    section = Record(ROWS, records, Place(ledger.file, 1), sources=(Citation(US),))
    root = replace(facts.root, fields={**facts.root.fields, ROWS: section})
    index = {**facts.index, **{fact.id: fact for record in records.values() for fact in _facts(record)}}
    return replace(facts, root=root, index=index), ledger.sorted()


def column(head: str) -> str:
    """The name by which templates know a column: `Full name` is `full_name`."""
    return re.sub(r"\W+", "_", head.strip().casefold()).strip("_")


def _facts(record: Node) -> Iterator[Fact]:
    if isinstance(record, Record):
        yield from (each for each in record.fields.values() if isinstance(each, Fact))


def _record(key: str, line: int, cells: Cells, ledger: Ledger) -> Record:
    id_ = f"{ROWS}.{key}"
    us = (Citation(US),)
    fields: dict[str, Node] = {}
    for name, text, number in cells:
        scalar = Scalar(text, line, number)
        try:
            value = typed(scalar)
        except ValueError:
            ledger.add(WRONG, f"there is no day `{text}`", (line, number), "write a date that exists", len(text))
            continue
        if text:
            fields[name] = Fact(f"{id_}.{name}", value, text, Place(ledger.file, line, number), us)
    return Record(id_, fields, Place(ledger.file, line, 1), ROWS, us)


def _key(name: str, named_by: str, number: int, line: int, cells: Cells, ledger: Ledger) -> str:
    """What the row is called; empty, with a problem, where it has no such name."""
    if not name:
        return str(number)
    found = next((each for each in cells if each[0] == name), None)
    if found is None or not column(found[1]):
        known = ", ".join(f"`{each[0]}`" for each in cells)
        message = f"the row has nothing in `{named_by}`, by which its paper is to be named"
        ledger.add(WRONG, message, (line, found[2] if found else 1), f"its columns are {known}")
        return ""
    return re.sub(r"\W+", "-", found[1].strip()).strip("-")


def _table(text: str, ledger: Ledger) -> Iterator[tuple[int, Cells]]:
    """The rows of a table whose first row names the columns; commas, semicolons or tabs part them."""
    first = text.partition("\n")[0]
    part = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text), delimiter=part, strict=True)
    heads: list[str] | None = None
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if heads is None:
                heads = [column(cell) for cell in cells]
                _named(heads, ledger)
                continue
            line = reader.line_num - sum(cell.count("\n") for cell in cells)
            if len(cells) > len(heads):
                message = f"the row has {len(cells)} cells, and there are {len(heads)} columns"
                ledger.add(
                    WRONG, message, (line, len(heads) + 1), "put a cell that holds the sign between cells in quotes"
                )
            yield line, [(h, c.strip(), n) for n, (h, c) in enumerate(zip(heads, cells, strict=False), 1) if h]
    except csv.Error as fault:
        ledger.add(WRONG, f"this is no table: {fault}", (reader.line_num, 1), "save it as CSV in UTF-8")


def _named(heads: list[str], ledger: Ledger) -> None:
    for number, head in enumerate(heads, 1):
        if head and head in heads[: number - 1]:
            ledger.add(WRONG, f"two columns are called `{head}`", (1, number), "rename one of them")


def _json_lines(text: str, ledger: Ledger) -> Iterator[tuple[int, Cells]]:
    """The objects of JSON lines; a value that is a list or an object is a problem."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as fault:
            ledger.add(WRONG, f"this line is no JSON: {fault}", (number, 1), "write one object a line")
            continue
        if not isinstance(row, dict):
            ledger.add(WRONG, "this line is no object", (number, 1), 'write one object a line: `{"name": "…"}`')
            continue
        yield (
            number,
            [(column(head), _plain(cell, head, number, ledger), n) for n, (head, cell) in enumerate(row.items(), 1)],
        )


def _plain(cell: object, head: str, line: int, ledger: Ledger) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case str():
            return cell.strip()
        case int() | float():
            return str(cell)
        case _:
            ledger.add(WRONG, f"`{head}` holds more than one value", (line, 1), "write a text or a number")
            return ""
