"""The workbook behind a chart: its numbers as a spreadsheet that Word opens to edit them.

It writes one sheet of texts and numbers (ISO/IEC 29500-1, 18) and knows no chart.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from briefs.docx.archive import archive
from briefs.docx.text import attribute, escaped


class Copy(Struct, frozen=True):
    """What another cell holds, which goes on to do so when that is edited."""

    cell: str
    text: str


Value: TypeAlias = str | Decimal | Copy | None
SHEET = "Sheet1"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


def workbook(rows: Sequence[Sequence[Value]]) -> bytes:
    """An xlsx file with the rows in its only sheet; not packed, for the file around it packs it as a whole."""
    inner = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{inner}</sheetData></worksheet>'
    parts = {**_FIXED, "xl/worksheets/sheet1.xml": sheet}
    return archive(((name, f"{_HEAD}{text}".encode()) for name, text in parts.items()), packed=False)


def column_name(number: int) -> str:
    """The name of a column, counted from 0: A, B, … Z, AA."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def area(column: int, first: int, last: int) -> str:
    """A stretch of a column as a formula names it; rows count from 1."""
    name = column_name(column)
    if first == last:
        return f"{SHEET}!${name}${first}"
    return f"{SHEET}!${name}${first}:${name}${last}"


def _row(number: int, row: Sequence[Value]) -> str:
    cells = "".join(_cell(f"{column_name(index)}{number}", value) for index, value in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _cell(name: str, value: Value) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, Copy):
        return f'<c r="{name}" t="str"><f>{value.cell}</f><v>{escaped(value.text)}</v></c>'
    if isinstance(value, Decimal):
        return f'<c r="{attribute(name)}"><v>{value:f}</v></c>'
    return f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escaped(value)}</t></is></c>'
