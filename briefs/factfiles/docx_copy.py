"""A Word document as paragraphs: its body in order, with the rows of its tables.

Notes, headers and pictures are left out; of tracked changes the text that stands after them is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from briefs.factfiles.text_copy import row
from briefs.model.source_text import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST = 200_000_000
"""Bytes of the body once unpacked: what is larger was made to do harm."""
_HEADING = re.compile(r"(?:heading|title|subtitle)", re.IGNORECASE)


def word_paragraphs(data: bytes) -> tuple[list[Paragraph], int]:
    """The paragraphs of a DOCX file; it has no pages before it is laid out. Raises ValueError for what is none."""
    from lxml import etree  # only those who hold Word files pay for it

    try:
        with ZipFile(BytesIO(data)) as archive:
            if archive.getinfo("word/document.xml").file_size > LARGEST:
                raise ValueError("it is larger than any document that people wrote")
            body = archive.read("word/document.xml")
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise ValueError("it is no Word document (DOCX), or it is protected by a password") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("its contents are damaged") from error
    return list(_blocks(root.find(f"{W}body"), count(1))), 0


def _blocks(parent: Element | None, tables: Iterator[int]) -> Iterator[Paragraph]:
    for child in parent if parent is not None else ():
        if child.tag == f"{W}p":
            text = _text(child)
            if text:
                yield Paragraph(text, heading=_is_heading(child))
        elif child.tag == f"{W}tbl":
            yield from _rows(child, next(tables))
        elif child.tag == f"{W}sdt":
            yield from _blocks(child.find(f"{W}sdtContent"), tables)


def _rows(table: Element, number: int) -> Iterator[Paragraph]:
    for each in table.iter(f"{W}tr"):
        cells = [" ".join(_text(p) for p in cell.iter(f"{W}p")) for cell in each.iter(f"{W}tc")]
        if any(cell.strip() for cell in cells):
            yield row(cells, table=number)


def _text(paragraph: Any) -> str:
    parts: list[str] = []
    for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        else:
            parts.append("-" if node.tag == f"{W}noBreakHyphen" else " ")
    return " ".join("".join(parts).split())


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    level = paragraph.find(f"{W}pPr/{W}outlineLvl")
    return level is not None or (style is not None and bool(_HEADING.match(style.get(f"{W}val", ""))))
