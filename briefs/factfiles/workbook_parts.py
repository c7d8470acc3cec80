"""What openpyxl's reading row by row does not tell of a sheet: merged cells, what is hidden, formulas without results.

It reads the sheet's XML as bytes, within bounds; values and formats are openpyxl's.
"""

from __future__ import annotations

import re
from io import BytesIO
from posixpath import join, normpath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

LARGEST = 120_000_000
"""Bytes of a book once unpacked: what is larger was made to do harm."""
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_UNWORKED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


class Merged(NamedTuple):
    """Cells that are one: first and last row and column, from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet of a book."""

    name: str
    hidden: bool
    rows: int
    """How many rows it holds."""
    merged: tuple[Merged, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    unworked: frozenset[tuple[int, int]] = frozenset()
    """Row and column of formulas whose result is not in the file."""


def sheets_of(data: bytes) -> list[Sheet]:
    """The sheets of a book. Raises ValueError, in words that follow the file's name, for what is none."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(each.file_size for each in archive.infolist()) > LARGEST:
                raise ValueError(f"is larger than {LARGEST // 1_000_000} MB once it is unpacked")
            return [_sheet(archive, *each) for each in _listed(archive)]
    except (BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, NotImplementedError, EOFError):
        raise ValueError("is no Excel file (XLSX), or is protected by a password") from None


def _listed(archive: ZipFile) -> list[tuple[str, bool, str]]:
    """Name, whether it is hidden, and part of each sheet."""
    safe = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(archive.read("xl/workbook.xml"), safe)
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), safe)
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    found: list[tuple[str, bool, str]] = []
    for each in book.iter("{*}sheet"):
        target = targets.get(each.get(_R), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if "worksheets" in part:
            found.append((str(each.get("name")), each.get("state", "visible") != "visible", part))
    return found


def _sheet(archive: ZipFile, name: str, hidden: bool, part: str) -> Sheet:
    text = archive.read(part)
    rows = at = 0
    unseen: set[int] = set()
    for match in _ROW.finditer(text):
        rows += 1
        number = _NUMBER.search(match[1])
        at = int(number[1]) if number else at + 1
        if b'hidden="1"' in match[1] or b'hidden="true"' in match[1]:
            unseen.add(at)
    merged = (Merged(int(m[2]), column_of(m[1]), int(m[4]), column_of(m[3])) for m in _MERGED.finditer(text))
    unworked = frozenset((int(m[2]), column_of(m[1])) for m in _UNWORKED.finditer(text))
    return Sheet(name, hidden, rows, tuple(merged), frozenset(unseen), unworked)


def column_of(letters: bytes) -> int:
    """The number of a column: 3 for C."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
