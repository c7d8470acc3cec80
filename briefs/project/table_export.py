"""The records of a fact file as a spreadsheet: a sheet for each section, to be edited and read back as they are.

What a sheet cannot hold stays in the fact file; reading is `factfiles.tables`' work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec import Struct

from briefs.factfiles.fact_file import LARGEST
from briefs.factfiles.nodes import Scalar
from briefs.factfiles.number_formats import DIGITS
from briefs.factfiles.scalars import typed
from briefs.factfiles.table_nodes import FROM_FILE
from briefs.files import exists, read_bytes
from briefs.model.facts import Citation, Fact, Facts, Items, Node, Record
from briefs.model.fields import ATTRIBUTES, Section
from briefs.model.problems import Place, Problem, Stop
from briefs.project.output_folder import write_whole
from briefs.project.template_folders import Shelf

Cells = dict[str, "str | Fact"]
"""Column → what stands in it."""
LISTS = frozenset({"texts", "names", "references"})
WIDEST = 60
_BEHIND = re.compile(r"(?:\s*\n(?:#[^\n]*)?)+\Z")
"""Blank lines and comments between a section and the next."""


class Exported(Struct, frozen=True):
    """A spreadsheet, and the fact file that takes its records from it."""

    book: bytes
    facts: str
    """The fact file's text with `from_file:` in place of the records."""
    sections: tuple[tuple[str, int], ...]
    """Section and how many records it has."""


def exported(facts: Facts, book: str) -> Exported:
    """The listed sections of a fact file as a spreadsheet; `book` is its name as seen from the fact file.

    Raises Stop where openpyxl is not installed.
    """
    try:
        from openpyxl.workbook.workbook import Workbook  # only those who want a table pay for it
    except ImportError:
        problem = Problem("W030", "a spreadsheet needs openpyxl, which is not installed", Place("--xlsx"))
        raise Stop([problem]) from None
    made = Workbook()
    made.remove(made.active)
    counted: list[tuple[str, int]] = []
    maker = _Rows(facts)
    for name, about in facts.vocabulary.sections.items():
        section = facts.root.fields.get(name)
        if about.listed and name != "sources" and isinstance(section, Record) and section.fields:
            rows = [maker.row(each, section, about) for each in section.fields.values() if isinstance(each, Record)]
            _fill(made.create_sheet(name), rows, about)
            counted.append((name, len(rows)))
    if not counted:
        raise Stop([Problem("W030", "the file has no records to put into a table", Place(facts.file))])
    out = BytesIO()
    made.save(out)
    return Exported(out.getvalue(), _without_records(facts, book, [name for name, _ in counted]), tuple(counted))


def write_book(file: Path, target: Path, taking: Path | None = None) -> Exported:
    """Write the spreadsheet of a fact file, and with `taking` a fact file that reads it. Raises Stop."""
    facts, problems = Shelf(Path()).facts(file)
    if any(problem.severity == "error" for problem in problems):
        raise Stop(problems)
    home = (taking or file).parent
    if target.parent.resolve() != home.resolve():
        hint = "name a spreadsheet beside the fact file with `-o`"
        raise Stop([Problem("W020", "a fact file reads only spreadsheets beside it", Place(str(target)), hint)])
    made = exported(facts, target.name)
    for each in (target, taking):
        if each is not None and exists(each):
            hint = "name another file with `-o`, or move that one away"
            raise Stop([Problem("W020", "there is a file of that name already", Place(str(each)), hint)])
    write_whole(target, made.book)
    if taking is not None:
        write_whole(taking, made.facts.encode())
    return made


class _Rows:
    """Makes the rows of one file."""

    def __init__(self, facts: Facts) -> None:
        self.worked_out = frozenset(_worked_out(facts))
        """Where the formulas of values stand that nobody has typed."""

    def row(self, record: Record, section: Record, about: Section) -> Cells:
        """The cells of a record by the names of their columns."""
        cells: Cells = {"id": record.key}
        value = record.fields.get("value")
        told = not (isinstance(value, Fact) and value.formula and value.sources != record.sources)
        cells |= _citing(record.sources, section.sources, "") if told else {}
        cells |= _own(record, section, "")
        for name, node in record.fields.items():
            cells |= self._cells(name, node, record, about.fields[name].kind in LISTS)
        return cells

    def _cells(self, name: str, node: Node, above: Record, listed: bool) -> Cells:
        """The cells of a field: its value, and its own source and attributes where they are not the record's."""
        match node:
            case Fact():
                found: Cells = {"formula": node.formula} if node.formula else {}
                if node.at in self.worked_out:
                    return found
                lead = f"{name}."
                told: Cells = {f"{lead}{each.language}": each.text for each in node.texts} or {name: node}
                return found | told | _citing(node.sources, above.sources, lead) | _own(node, above, lead)
            case Items():
                plain = [item for item in node.items if isinstance(item, Fact) and "\n" not in item.written]
                own = [self._cells("x", item, above, False).keys() - {"x"} for item in plain]
                if listed and len(plain) == len(node.items) and not any(own):
                    return {name: "\n".join(_text(each) for each in plain)}
                found = {}
                for number, item in enumerate(node.items, 1):
                    found |= self._cells(f"{name}.{number}", item, above, False)
                return found
            case Record():
                found = _citing(node.sources, above.sources, f"{name}.") | _own(node, above, f"{name}.")
                for key, each in node.fields.items():
                    found |= self._cells(f"{name}.{key}", each, node, False)
                return found


def _worked_out(facts: Facts) -> Iterator[Place]:
    """The places of formulas in the file; a value that was typed beside one has its own."""
    from briefs.factfiles.edits import nodes_in

    for path, node in nodes_in(_read(facts)):
        if path[-1:] == ("formula",) or path[-2:] == ("formula", "value"):
            yield Place(facts.file, node.start_mark.line + 1, node.start_mark.column + 1)


def _read(facts: Facts) -> str:
    return read_bytes(Path(facts.file), LARGEST).decode("utf-8-sig").replace("\r\n", "\n")


def _citing(own: Sequence[Citation], above: Sequence[Citation], lead: str) -> Cells:
    bare = [(each.source, each.at, each.says, each.spots) for each in own]
    if bare == [(each.source, each.at, each.says, each.spots) for each in above]:
        return {}
    cells: Cells = {}
    for number, each in enumerate(own, 1):
        tail = "" if number == 1 else f".{number}"
        cells[f"{lead}from{tail}"] = each.source
        if each.at:
            cells[f"{lead}at{tail}"] = "\n".join(each.spots or (each.at,))
        if each.says:
            cells[f"{lead}says{tail}"] = "\n".join(each.says)
    return cells


def _own(node: Fact | Record, above: Record, lead: str) -> Cells:
    """The attributes that a record or value does not have from what is above it."""
    found: Cells = {}
    if node.use != above.use:
        found[f"{lead}use"] = node.use
    if node.markings[len(above.markings) :]:
        found[f"{lead}marking"] = node.marking
    if node.embargoes[len(above.embargoes) :]:
        found[f"{lead}embargo"] = node.embargoes[-1]
    if node.language != above.language:
        found[f"{lead}language"] = node.language
    if node.note:
        found[f"{lead}note"] = node.note
    if isinstance(node, Fact) and node.opened:
        found[f"{lead}open"] = node.opened
    return found


def _text(fact: Fact) -> str:
    """What is typed into a cell so that it is read as it was: in quotation marks where YAML had them for a reason."""
    text = fact.written
    looks = typed(Scalar(text, 1, 1)) if text.strip() == text else text
    asked = isinstance(fact.value, str) and not isinstance(looks, str)
    quoted = text[:1] == '"' == text[-1:] and len(text) > 1
    return '"' + text.replace('"', '""') + '"' if asked or quoted or text != text.strip() else text


def _fill(sheet: Any, rows: Sequence[Cells], about: Section) -> None:
    """Write the rows: columns in the order of the vocabulary, names in bold and kept in view."""
    from openpyxl.styles.alignment import Alignment
    from openpyxl.styles.fonts import Font
    from openpyxl.utils.cell import get_column_letter

    names = _columns(rows, about)
    sheet.append(names)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for at, row in enumerate(rows, 2):
        for column, name in enumerate(names, 1):
            if name in row:
                cell = sheet.cell(at, column)
                _set(cell, row[name])
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(names, 1):
        longest = max((len(_shown(row.get(name, ""))) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, max(len(name), longest) + 2)
    sheet.freeze_panes = "B2"


def _shown(value: str | Fact) -> str:
    return max((value if isinstance(value, str) else value.written).split("\n"), key=len)


def _columns(rows: Sequence[Cells], about: Section) -> list[str]:
    """The columns that some row fills: the id, the fields as the vocabulary has them, the source, the rest."""
    used = dict.fromkeys(name for row in rows for name in row)
    order = ["id", *about.fields, "from", "at", "says", *ATTRIBUTES]
    place = {name: number for number, name in enumerate(order)}

    def rank(name: str) -> tuple[int, list[tuple[int, str]]]:
        head, _, rest = name.partition(".")
        parts = [(int(each), "") if each.isdecimal() else (0, each) for each in rest.split(".")] if rest else []
        return place.get(head, len(order)), parts

    return sorted(used, key=rank)


def _set(cell: Any, value: str | Fact) -> None:
    """Write a value so that the cell shows what was typed: numbers and days as such, all else as text."""
    if isinstance(value, Fact):
        number = value.value
        if isinstance(number, Decimal):
            places = -int(number.as_tuple().exponent)
            if f"{number:f}" == value.written and len(number.as_tuple().digits) <= DIGITS and places >= 0:
                cell.value = int(number) if places == 0 else float(number)
                cell.number_format = f"0.{'0' * places}" if places else "0"
                return
        if isinstance(number, date):
            cell.value, cell.number_format = number, "yyyy-mm-dd"
            return
        value = _text(value)
    cell.value = value
    cell.data_type = "s"
    cell.number_format = "@"


def _without_records(facts: Facts, book: str, names: Sequence[str]) -> str:
    """The fact file's text with `from_file:` in place of the records of some sections; their attributes stay."""
    from briefs.factfiles.edits import nodes_in

    text = _read(facts)
    root = next((node for path, node in nodes_in(text) if path == ()), None)
    pairs = {key.value: (key, value) for key, value in root.value} if root is not None else {}
    for name, (key, node) in sorted(pairs.items(), key=lambda each: -each[1][0].start_mark.index):
        if name in names:
            begin = key.start_mark.index
            end = begin + len(_BEHIND.sub("", text[begin : node.end_mark.index]))
            kept = list(_attributes(text, node))
            lines = [f"{name}:", f"  {FROM_FILE}: {book}#{name}", *kept]
            text = text[:begin] + "\n".join(lines) + text[end:]
    return text


def _attributes(text: str, node: Any) -> Iterator[str]:
    """What holds for all records of a section, as lines of their own."""
    for key, value in node.value:
        if key.value in ATTRIBUTES:
            shown = text[value.start_mark.index : value.end_mark.index].strip()
            if value.id != "scalar" and not value.flow_style:
                first = key.start_mark.index
                yield "  " + text[first : value.end_mark.index].rstrip()
            else:
                yield f"  {key.value}: {shown}"
