"""A Word document as paragraphs: its body in order, with the rows of its tables, its text boxes and its footnotes.

Comments and pictures are left out; of tracked changes the text that stands after them is read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count, islice
from typing import IO, TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from briefs.factfiles.copies import MOST_PARAGRAPHS, MOST_TAGS, Copy, damaged, too_much
from briefs.factfiles.text_copy import row
from briefs.model.source_text import LeftOut, Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST = 100_000_000
"""Bytes of the body once unpacked: what is larger was made to do harm."""
CHUNK = 100_000
_HEADING = re.compile(r"(?:heading|title|subtitle)", re.IGNORECASE)
_TITLE = re.compile(r"title(?!.*toc)", re.IGNORECASE)
_APART = f"{W}p", f"{W}tab", f"{W}br", f"{W}cr"
"""Elements between which words do not run together."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_APART_FROM_TEXT = frozenset({_FALLBACK, _BOX, f"{W}moveFrom", f"{W}del"})
"""Elements whose words stand elsewhere, or no more."""
_FURNITURE = re.compile(r"word/(header|footer)\d*\.xml")
MOST_FURNITURE = 50
"""Headers and footers that are looked into."""
MOST_COLUMNS = 1000


def word_paragraphs(data: bytes) -> Copy:
    """The paragraphs of a DOCX file; it has no pages before it is laid out. Raises ValueError for what is none."""
    from lxml import etree  # only those who hold Word files pay for it

    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _parts(archive)
    except etree.XMLSyntaxError as fault:
        raise damaged(str(fault)) from None
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, OSError, zlib.error):
        raise ValueError("it is no Word document (DOCX), or it is protected by a password") from None
    body: Any = parts["word/document.xml"].find(f"{W}body")
    found = list(islice(_blocks(body, count(1)), MOST_PARAGRAPHS + 1))
    titles = (_text(each) for each in body.iter(f"{W}p") if _style(each, _TITLE)) if body is not None else iter(())
    title = next((text for text in titles if text), "")
    notes = list(islice(_notes(parts), MOST_PARAGRAPHS + 1))
    return Copy(found, title=title, notes=notes, left_out=list(_furniture(parts)))


def _parts(archive: ZipFile) -> Mapping[str, Element]:
    """The body, the notes, the headers and the footers, by their names in the package. KeyError without a body."""
    names = set(archive.namelist())
    wanted = ["word/document.xml", *sorted({"word/footnotes.xml", "word/endnotes.xml"} & names)]
    wanted += sorted(name for name in names if _FURNITURE.fullmatch(name))[:MOST_FURNITURE]
    found: dict[str, Element] = {}
    for name in wanted:
        with archive.open(name) as part:
            found[name] = _tree(part)
    return found


def _notes(parts: Mapping[str, Element]) -> Iterator[Paragraph]:
    """The footnotes and endnotes in the order in which the body refers to them."""
    texts: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        part = parts.get(f"word/{kind}s.xml")
        for note in part.iter(f"{W}{kind}") if part is not None else ():
            texts[f"{W}{kind}Reference", note.get(f"{W}id", "")] = _text(note)
    marks = parts["word/document.xml"].iter(f"{W}footnoteReference", f"{W}endnoteReference")
    referred = dict.fromkeys((str(mark.tag), mark.get(f"{W}id", "")) for mark in marks)
    for number, key in enumerate((key for key in referred if texts.get(key)), 1):
        yield Paragraph(texts[key], note=number)


def _furniture(parts: Mapping[str, Element]) -> Iterator[LeftOut]:
    for name, part in parts.items():
        named = _FURNITURE.fullmatch(name)
        text = _text(part) if named else ""
        if named and text:
            yield LeftOut(text, named[1])


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
            for box in _boxes(child):
                yield from _blocks(box, tables)
        elif child.tag == f"{W}tbl":
            yield from _rows(child, next(tables), tables)
        elif child.tag == f"{W}sdt":
            yield from _blocks(child.find(f"{W}sdtContent"), tables)
        elif child.tag in {f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"}:
            yield from _blocks(child, tables)


def _boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes that hang on a paragraph, none twice: Word writes each for two kinds of reader."""
    for child in paragraph:
        if child.tag == _BOX:
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _rows(table: Element, number: int, tables: Iterator[int]) -> Iterator[Paragraph]:
    """The table's rows, each cell in its column; tables within its cells come behind it."""
    above: dict[int, str] = {}
    inner: list[Element] = []
    for each in _own(table, f"{W}tr"):
        cells: list[str] = []
        for cell in _own(each, f"{W}tc"):
            text = _cell(cell, above.get(len(cells), ""))
            above[len(cells)] = text
            cells += [text, *[""] * (_span(cell) - 1)]
            inner += _own(cell, f"{W}tbl")
        if any(cells):
            yield row(cells, table=number)
    for nested in inner:
        yield from _rows(nested, next(tables), tables)


def _cell(cell: Element, above: str) -> str:
    """What stands in a cell; what stands above it where it goes on from there."""
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    if merged is not None and merged.get(f"{W}val", "continue") == "continue":
        return above
    return " ".join(filter(None, (_text(child) for child in cell if child.tag != f"{W}tbl")))


def _span(cell: Element) -> int:
    """How many columns a cell takes."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    written = span.get(f"{W}val", "") if span is not None else ""
    return min(max(int(written), 1), MOST_COLUMNS) if written.isdecimal() and len(written) < 9 else 1


def _own(parent: Element, tag: str) -> Iterator[Element]:
    """The elements of that name in the order in which they stand, none within another of its kind or within a table."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag != f"{W}tbl":
            yield from _own(child, tag)


def _text(node: Any) -> str:
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: Any) -> Iterator[str]:
    """The words of an element, and a space wherever two must not run together."""
    for each in node:
        if each.tag in _APART_FROM_TEXT:
            continue
        if each.tag == f"{W}t":
            yield each.text or ""
        elif each.tag == f"{W}noBreakHyphen":
            yield "-"
        else:
            if each.tag in _APART:
                yield " "
            yield from _pieces(each)


def _is_heading(paragraph: Any) -> bool:
    level = paragraph.find(f"{W}pPr/{W}outlineLvl")
    return level is not None or _style(paragraph, _HEADING)


def _style(paragraph: Any, named: re.Pattern[str]) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and bool(named.match(style.get(f"{W}val", "")))
