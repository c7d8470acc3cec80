"""A Word document as paragraphs: its body in order, with the rows of its tables.

Notes, headers and pictures are left out; of tracked changes the text that stands after them is read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import count, islice
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from briefs.factfiles.copies import MOST_PARAGRAPHS, MOST_TAGS, damaged, too_much
from briefs.factfiles.text_copy import row
from briefs.model.source_text import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST = 100_000_000
"""Bytes of the body once unpacked: what is larger was made to do harm."""
CHUNK = 100_000
_HEADING = re.compile(r"(?:heading|title|subtitle)", re.IGNORECASE)
_APART = f"{W}p", f"{W}tab", f"{W}br", f"{W}cr"
"""Elements between which words do not run together."""


def word_paragraphs(data: bytes) -> tuple[list[Paragraph], int]:
    """The paragraphs of a DOCX file; it has no pages before it is laid out. Raises ValueError for what is none."""
    from lxml import etree  # only those who hold Word files pay for it

    try:
        with ZipFile(BytesIO(data)) as archive, archive.open("word/document.xml") as body:
            root = _tree(body)
    except etree.XMLSyntaxError as fault:
        raise damaged(str(fault)) from None
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error):
        raise ValueError("it is no Word document (DOCX), or it is protected by a password") from None
    return list(islice(_blocks(root.find(f"{W}body"), count(1)), MOST_PARAGRAPHS + 1)), 0


def _tree(body: IO[bytes]) -> Element:
    """The body's elements. No entity is resolved; nesting and the length of a text have the parser's own bounds."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    tags = size = 0
    while part := body.read(CHUNK):
        tags += part.count(b"<")
        size += len(part)
        if size > LARGEST:
            raise ValueError("it is larger than any document that people wrote")
        if tags > MOST_TAGS:
            raise too_much("tags", MOST_TAGS)
        parser.feed(part)
    root: Element = parser.close()
    return root


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
    """The table's rows; a table within a cell is text of that cell."""
    for each in _own(table, f"{W}tr"):
        cells = [_text(cell) for cell in _own(each, f"{W}tc")]
        if any(cells):
            yield row(cells, table=number)


def _own(parent: Element, tag: str) -> Iterator[Element]:
    """The elements of that name in the order in which they stand, none within another."""
    for child in parent:
        if child.tag == tag:
            yield child
        else:
            yield from _own(child, tag)


def _text(node: Any) -> str:
    parts: list[str] = []
    for each in node.iter(f"{W}t", f"{W}noBreakHyphen", *_APART):
        if each.tag == f"{W}t":
            parts.append(each.text or "")
        else:
            parts.append("-" if each.tag == f"{W}noBreakHyphen" else " ")
    return " ".join("".join(parts).split())


def _is_heading(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    level = paragraph.find(f"{W}pPr/{W}outlineLvl")
    return level is not None or (style is not None and bool(_HEADING.match(style.get(f"{W}val", ""))))
