"""Records of a section from the rows of a table: columns are named like fields, with the source in columns beside.

Cells become nodes as YAML's do; what the values mean is for `records`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from briefs.factfiles.identifiers import mended
from briefs.factfiles.nodes import Map, Node, Scalar, Seq
from briefs.factfiles.problem_list import REPEATED, Ledger
from briefs.factfiles.table_files import CELL, COLUMN, UNREAD, Cell, Table, UnreadError, header_of, read_table
from briefs.factfiles.table_nodes import FROM_FILE, Rows
from briefs.model.fields import ATTRIBUTES, Field, Section
from briefs.model.problems import TABLES, cell_name

WRONGLY_NAMED = "F075"
CITING = ("from", "at", "says")
LISTS = frozenset({"texts", "names", "references"})
LONGEST_ID = 48
Path_: TypeAlias = tuple[str, ...]
Tree: TypeAlias = "dict[str, Tree | Cell]"


def all_tables(root: Map, sections: Mapping[str, Section], ledger: Ledger) -> dict[str, list[Rows]]:
    """Section → the records that tables give it, and `series.ID` → its points."""
    found: dict[str, list[Rows]] = {}
    for name, about in sections.items():
        node = root.entries.get(name, (None, None))[1]
        if not isinstance(node, Map) or not about.listed:
            continue
        if FROM_FILE in node.entries:
            found[name] = tables_of(name, about, node, ledger)
        for key, (_, record) in node.entries.items() if name == "series" else ():
            points = record.entries.get("points", (None, None))[1] if isinstance(record, Map) else None
            if isinstance(points, Map) and FROM_FILE in points.entries:
                rows = points_of(points, ledger)
                found[f"series.{key}"] = [rows] if rows is not None else []
    return found


def tables_of(section: str, about: Section, node: Map, ledger: Ledger) -> list[Rows]:
    """The records of the tables that a section names, as nodes; each table has its own places."""
    found: list[Rows] = []
    for named in _named(node, ledger):
        table = _read(named, ledger)
        if table is not None:
            with ledger.elsewhere(table.file):
                found.append(_records(section, about, node, table, ledger))
    return found


def points_of(node: Map, ledger: Ledger) -> Rows | None:
    """The numbers of a series from two columns: `{from_file: trade.xlsx#Exports, period: Year, value: Exports}`."""
    named = _named(node, ledger)
    table = _read(named[0], ledger) if named else None
    if table is None:
        return None
    columns = _two_columns(node, table, ledger)
    if columns is None:
        return None
    entries: dict[str, tuple[Scalar, Node]] = {}
    rounded: dict[tuple[int, int], str] = {}
    with ledger.elsewhere(table.file):
        for row in table.rows[1:]:
            cells = {cell.column: cell for cell in row}
            period, value = (cells.get(each) for each in columns)
            if period is None or value is None:
                continue
            if period.text in entries:
                message = f"the period `{period.text}` is given twice"
                ledger.add(REPEATED, message, (period.row, period.column), "keep one of them")
                continue
            entries[period.text] = (_scalar(period), _scalar(value))
            if value.exact:
                rounded[value.row, value.column] = value.exact
    attributes = {name: entry for name, entry in node.entries.items() if name in ATTRIBUTES}
    return Rows(table.file, Map({**attributes, **entries}, node.line, node.column), rounded)


def _two_columns(node: Map, table: Table, ledger: Ledger) -> tuple[int, int] | None:
    names = {cell.text.casefold(): cell.column for cell in header_of(table)}
    found: list[int] = []
    for at, name in enumerate(("period", "value")):
        asked = node.entries.get(name, (None, None))[1]
        if isinstance(asked, Scalar):
            if asked.text.casefold() not in names:
                hint = ledger.nearest(asked.text, [cell.text for cell in header_of(table)])
                message = f"the table has no column `{asked.text}`"
                ledger.add(COLUMN, message, (asked.line, asked.column), hint, len(asked.text))
                return None
            found.append(names[asked.text.casefold()])
        elif len(names) == 2:
            found.append(sorted(names.values())[at])
        else:
            hint = f"write `{name}: …` with one of {', '.join(cell.text for cell in header_of(table)[:9])}"
            ledger.add(COLUMN, f"which column holds the {name}s is not said", (node.line, node.column), hint)
            return None
    return found[0], found[1]


def _named(node: Map, ledger: Ledger) -> list[Scalar]:
    """The tables that `from_file:` names."""
    value = node.entries[FROM_FILE][1]
    listed = value.items if isinstance(value, Seq) else [value]
    found = [each for each in listed if isinstance(each, Scalar) and each.text.strip()]
    if len(found) < len(listed) or not found:
        key = node.entries[FROM_FILE][0]
        hint = "write `from_file: trade.xlsx#Sheet1`, or a list of such names"
        ledger.add(WRONGLY_NAMED, "`from_file` names no table", (key.line, key.column), hint, len(FROM_FILE))
    return found


def _read(named: Scalar, ledger: Ledger) -> Table | None:
    """A table beside the fact file; None, with a problem, where it is not read."""
    at = (named.line, named.column)
    file, _, sheet = named.text.partition("#")
    if not file.lower().endswith(TABLES):
        hint = "name an Excel file (XLSX) or a CSV file beside the fact file"
        ledger.add(UNREAD, f"`{file}` is no table that can be read", at, hint, len(named.text))
        return None
    try:
        home = Path(ledger.file).parent
        return read_table(home / file, sheet, ledger, home)
    except UnreadError as fault:
        ledger.add(UNREAD, str(fault), at, fault.hint, len(named.text))
        return None


def _records(section: str, about: Section, home: Map, table: Table, ledger: Ledger) -> Rows:
    columns = _columns(section, about, table, ledger)
    entries: dict[str, tuple[Scalar, Node]] = {}
    rounded: dict[tuple[int, int], str] = {}
    for row in table.rows[1:]:
        record: Tree = {}
        for cell in row:
            if (path := columns.get(cell.column)) is not None:
                _put(record, path, cell)
                if cell.exact:
                    rounded[cell.row, cell.column] = cell.exact
        if not record or all(name in CITING for name in record):
            continue
        key = _key(record, about, row[0], entries, ledger)
        if key is not None:
            fields = dict(_fields(record, about, home, row[0], ledger))
            entries[key.text] = (key, Map(fields, key.line, key.column))
    return Rows(table.file, Map(entries, 1, 1), rounded)


def _columns(section: str, about: Section, table: Table, ledger: Ledger) -> dict[int, Path_]:
    """Column → the field that it holds, by its name; problems for those that are not understood."""
    found: dict[int, Path_] = {}
    for cell in header_of(table):
        if cell.text.startswith("#"):
            continue
        head, *rest = cell.text.split(".")
        path = (re.sub(r"[\s-]+", "_", head.strip()).lower(), *(part.strip() for part in rest))
        path = ("from", *path[1:]) if path[0] == "source" else path
        known = ["id", *CITING, *ATTRIBUTES, *about.fields]
        if path[0] not in known:
            hint = ledger.nearest(path[0], known, "name it like a field, or begin its name with `#` to leave it out")
            message = f"`{section}` knows no `{cell.text}`"
            ledger.add(COLUMN, message, (cell.row, cell.column), hint, len(cell.text))
        elif path in found.values():
            first = next(number for number, each in found.items() if each == path)
            message = f"`{cell.text}` is the name of two columns; the first is {cell_name(cell.row, first)}"
            ledger.add(COLUMN, message, (cell.row, cell.column), "keep one of them", len(cell.text))
        else:
            found[cell.column] = path
    named = {cell.column for cell in header_of(table)}
    nameless = next((cell for row in table.rows[1:] for cell in row if cell.column not in named), None)
    if nameless is not None:
        message = "the cell stands in a column without a name"
        ledger.add(COLUMN, message, (nameless.row, nameless.column), "name the column like a field, or delete the cell")
    return found


def _put(tree: Tree, path: Path_, cell: Cell) -> None:
    """Set a cell into a record at its path; a value of its own stands under the empty name."""
    for part in path[:-1]:
        below = tree.setdefault(part, {})
        if isinstance(below, Cell):
            below = tree[part] = {"": below}
        tree = below
    there = tree.get(path[-1])
    if isinstance(there, dict):
        there[""] = cell
    else:
        tree[path[-1]] = cell


def _key(
    record: Tree, about: Section, first: Cell, taken: Mapping[str, tuple[Scalar, Node]], ledger: Ledger
) -> Scalar | None:
    """The id of a row: that of its column, or made of what stands for the record. None where it is taken."""
    given = record.pop("id", None)
    cell = given if isinstance(given, Cell) else None
    if cell is None:
        required = [name for name, field in about.fields.items() if field.required]
        value = next((record[name] for name in (*required, *about.fields) if name in record), first)
        own = value.get("", first) if isinstance(value, dict) else value
        cell = own if isinstance(own, Cell) else first
        cell = cell._replace(text=_id_of(cell.text))
    if cell.text in taken:
        there = taken[cell.text][0]
        message = f"`{cell.text}` is given twice; it first stands in {cell_name(there.line, there.column)}"
        hint = "give one of them another id, in a column `id`"
        ledger.add(REPEATED, message, (cell.row, cell.column), hint)
        return None
    return Scalar(cell.text, cell.row, cell.column)


def _id_of(text: str) -> str:
    words = mended(text.casefold()).strip("_")
    return (words if len(words) <= LONGEST_ID else words[:LONGEST_ID].rpartition("_")[0]) or "record"


def _fields(
    record: Tree, about: Section, home: Map, first: Cell, ledger: Ledger
) -> Iterator[tuple[str, tuple[Scalar, Node]]]:
    """The fields and attributes of a record as nodes."""
    signed = _sign(record, about, ledger)
    if signed is not None:
        yield "unit", (_scalar(signed), _scalar(signed))
    source = _source_of(home)
    for name, given in _cited(record, first, source):
        shown = isinstance(given, Cell) and given.sign and (name != "value" or "unit" not in about.fields)
        value = given._replace(text=given.whole) if shown and isinstance(given, Cell) else given
        if name in about.fields:
            yield name, (_head(name, value, first), _node(value, about.fields[name], first, source))
        elif isinstance(value, Cell):
            yield name, (_scalar(value), _scalar(value))
        elif name == "from":
            yield name, (_head(name, value, first), _plain_node(value, first))


def _sign(record: Tree, about: Section, ledger: Ledger) -> Cell | None:
    """The unit that the number format of a value shows, where the record names none: %, €."""
    value, unit = record.get("value"), record.get("unit")
    value = value.get("") if isinstance(value, dict) else value
    if not isinstance(value, Cell) or not value.sign or "unit" not in about.fields:
        return None
    if unit is None:
        return value._replace(text=value.sign, sign="")
    named = unit.text if isinstance(unit, Cell) else ""
    if value.sign.casefold() not in named.casefold() and not (value.sign == "%" and "cent" in named.casefold()):
        message = f"the cell shows `{value.whole}`, and the unit is `{named}`"
        hint = "let the number format show the digits alone, or correct the unit"
        ledger.add(CELL, message, (value.row, value.column), hint, severity="warning")
    return None


def _source_of(home: Map) -> Scalar | None:
    """The source that the section names, for rows that give a place in it alone."""
    value = home.entries.get("from", (None, None))[1]
    if isinstance(value, Map):
        value = value.entries.get("source", (None, None))[1]
    return value if isinstance(value, Scalar) else None


def _cited(record: Tree, first: Cell, source: Scalar | None) -> Iterator[tuple[str, Tree | Cell]]:
    """The entries with `from`, `at` and `says` gathered into one citation, or several."""
    given = {name: record.pop(name) for name in CITING if name in record}
    if given:
        yield "from", _citation(given, first, source)
    yield from record.items()


def _citation(given: Mapping[str, Tree | Cell], first: Cell, source: Scalar | None) -> Tree:
    """Number of the citation → its source, place and words."""
    found: Tree = {}
    for name, value in given.items():
        entries = {"": value} if isinstance(value, Cell) else value
        for number, cell in entries.items():
            one = found.setdefault(number, {})
            assert isinstance(one, dict)
            one["source" if name == "from" else name] = cell
    for one in found.values():
        if isinstance(one, dict) and "source" not in one and source is not None:
            one["source"] = Cell(source.text, first.row, first.column)
    return found


def _node(value: Tree | Cell, field: Field, first: Cell, source: Scalar | None) -> Node:
    """A field's value: a scalar, a list of a cell's lines, or `{value: …, from: …}`."""
    if isinstance(value, Cell):
        return _lines(value, field)
    entries = dict(_cited(dict(value), first, source))
    attributes = {name: entries.pop(name) for name in ATTRIBUTES if name in entries}
    own = entries.pop("", None)
    bare: Node | None = _lines(own, field) if isinstance(own, Cell) else None
    if entries and field.kind != "points" and all(name.isdecimal() for name in entries):
        below = Field(field.about, "text", fields=field.fields)
        ordered = sorted(entries.items(), key=lambda each: int(each[0]))
        bare = Seq([_node(each, below, first, source) for _, each in ordered], first.row, first.column)
    elif entries:
        below = Field("", "text")
        named = {n: (_head(n, each, first), _node(each, below, first, source)) for n, each in entries.items()}
        if bare is None and (field.kind == "points" or field.fields):
            named |= {name: (_head(name, a, first), _attribute(name, a, first)) for name, a in attributes.items()}
            return Map(named, first.row, first.column)
        bare = Map(named, first.row, first.column)
    if bare is None:
        bare = Map({}, first.row, first.column)
    if not attributes:
        return bare
    wrapped = {"value": (_scalar(first._replace(text="value")), bare)}
    wrapped |= {name: (_head(name, each, first), _attribute(name, each, first)) for name, each in attributes.items()}
    return Map(wrapped, bare.line, bare.column)


def _attribute(name: str, value: Tree | Cell, first: Cell) -> Node:
    if name == "open" and isinstance(value, Cell):
        return Map({"because": (_scalar(value), _scalar(value))}, value.row, value.column)
    return _scalar(value) if isinstance(value, Cell) else _plain_node(value, first)


def _plain_node(tree: Tree, first: Cell) -> Node:
    """One citation, or a list of several."""
    made = [_one_citation(each, first) for _, each in sorted(tree.items()) if isinstance(each, dict)]
    return made[0] if len(made) == 1 else Seq(list(made), first.row, first.column)


def _one_citation(one: Tree, first: Cell) -> Node:
    cells = {name: cell for name, cell in one.items() if isinstance(cell, Cell)}
    if cells.keys() == {"source"}:
        return _scalar(cells["source"])
    at = next(iter(cells.values()), first)
    texts = Field("", "texts")
    return Map({n: (_scalar(c._replace(text=n)), _lines(c, texts)) for n, c in cells.items()}, at.row, at.column)


def _lines(cell: Cell, field: Field) -> Node:
    """A cell's text; where a list belongs, each of its lines is an entry."""
    if field.kind not in LISTS or "\n" not in cell.text:
        return _scalar(cell)
    lines = [line.strip() for line in cell.text.split("\n") if line.strip()]
    return Seq([_scalar(cell._replace(text=line, whole="")) for line in lines], cell.row, cell.column)


def _scalar(cell: Cell) -> Scalar:
    """What was typed; in straight quotation marks it is text, as in YAML."""
    text = cell.text
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1].replace('""', ""):
        return Scalar(text[1:-1].replace('""', '"'), cell.row, cell.column, '"')
    return Scalar(text, cell.row, cell.column)


def _head(name: str, value: Tree | Cell, first: Cell) -> Scalar:
    """The name of a field, at its cell."""
    cell = value
    while isinstance(cell, dict):
        cell = next(iter(cell.values()), first)
    return Scalar(name, cell.row, cell.column)
