"""Stationery: what a ministry's Word file lends to papers, read and cleaned; and the furniture of its pages.

Plain values; `base` reads them from a file, and the writers write on them. All lengths are points.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from briefs.model.look import Look

BLANK = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
"""A place in a header or footer for a value: `{{ brief.reference }}`."""
PageKind: TypeAlias = Literal["default", "first", "even"]
FurnitureKind: TypeAlias = Literal["header", "footer"]
Place: TypeAlias = tuple[FurnitureKind, PageKind]
FURNITURE: tuple[FurnitureKind, ...] = ("header", "footer")
FIELDS: tuple[str, ...] = ("PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF", "DATE", "TITLE", "AUTHOR", "SUBJECT")
"""The fields of headers that papers fill anew."""


class Relation(Struct, frozen=True):
    """What a part is related to: a part of the package by its name, or an address outside."""

    id: str
    kind: str
    target: str
    outside: bool = False


class FilePart(Struct, frozen=True):
    """A part of the Word file that papers are written on."""

    name: str
    """With its folder: `word/styles.xml`."""
    content_type: str
    kind: str
    """How the main part is related to it; empty: it belongs to another part."""
    data: bytes
    relations: tuple[Relation, ...] = ()


class HouseStyle(Struct, frozen=True):
    """A style of the file that a role wears."""

    id: str
    name: str
    look: Look
    counts: bool = False
    """Whether the style itself puts a bullet or number before its paragraphs."""


class NumberLevel(Struct, frozen=True):
    """One level of numbers before headings."""

    form: str
    """The kind of number, by its name in ISO/IEC 29500-1 (17.18.59)."""
    text: str
    """`%1.%2`: the numbers of levels, counted from 1, and what stands around them."""
    start: int = 1
    suffix: Literal["tab", "space", "nothing"] = "tab"


class HeadingNumbers(Struct, frozen=True):
    """How headings of a role are counted."""

    list: str
    """Headings that share a list are counted together."""
    level: int
    levels: tuple[NumberLevel, ...]


class HeadRun(Struct, frozen=True):
    """A stretch of a header's text in one look: words, a tab, a field, or a place for a value."""

    look: Look
    text: str = ""
    field: str = ""
    """The name of a field, of FIELDS."""
    argument: str = ""
    """The role whose heading a STYLEREF repeats."""
    blank: str = ""
    """The name of the value that stands here."""


class Anchor(Struct, frozen=True):
    """Where something stands along one axis: from where, and how far, or at which side."""

    of: str = "column"
    """`page`, `margin`, `column`, `paragraph` …, as WordprocessingDrawing says it."""
    offset: float = 0.0
    align: str = ""


class HeadDrawing(Struct, frozen=True):
    """A picture, a straight line or a filled rectangle of a header."""

    width: float
    height: float
    picture: bytes = b""
    fill: tuple[str, ...] = ()
    """One colour, or two between which it changes."""
    falls: bool = False
    """Whether it changes from the top down; else from left to right."""
    line: str = ""
    """The colour of a line around it; of a picture or of something without height, of the line that it is."""
    thickness: float = 0.0
    across: Anchor | None = None
    """None: it stands in the text like a letter."""
    down: Anchor | None = None
    inside: tuple[HeadText | HeadTable, ...] = ()
    """What stands in a box of text."""


class TabStop(Struct, frozen=True):
    """A place that a tab leads to, from the left edge of the text."""

    at: float
    align: Literal["left", "center", "right"] = "left"


class HeadRule(Struct, frozen=True):
    """A line at a side of a paragraph or cell."""

    side: Literal["top", "bottom", "left", "right"]
    thickness: float
    colour: str
    space: float = 0.0


class HeadText(Struct, frozen=True):
    """A paragraph of a header."""

    look: Look
    runs: tuple[HeadRun | HeadDrawing, ...]
    tabs: tuple[TabStop, ...] = ()
    rules: tuple[HeadRule, ...] = ()
    aside: str = ""
    """Where a framed paragraph stands across the text (`left`, `center`, `right`); it takes no room down the page."""


class HeadCell(Struct, frozen=True):
    """A cell of a header's table."""

    width: float
    blocks: tuple[HeadText | HeadTable, ...]
    rules: tuple[HeadRule, ...] = ()
    fill: str = ""
    align: Literal["top", "center", "bottom"] = "top"
    padding: tuple[float, float, float, float] = (0.0, 5.4, 0.0, 5.4)
    """Above, right, below, left."""


class HeadTable(Struct, frozen=True):
    """A table of a header: it only puts things beside one another."""

    left: float
    rows: tuple[tuple[HeadCell, ...], ...]
    heights: tuple[float, ...]
    """The least height of each row."""


HeadBlock: TypeAlias = HeadText | HeadTable


class Stationery(Struct, frozen=True):
    """The ministry's Word file, as papers are written on it."""

    file: str
    parts: tuple[FilePart, ...]
    """All that is kept, clean, but for the main part."""
    styles: Mapping[str, HouseStyle]
    """The file's own style for each role that it has one for."""
    defaults: Mapping[str, str]
    """The ids of the default styles by their type: `paragraph`, `character`, `table`, `numbering`."""
    taken: frozenset[str]
    """The ids of all styles, and their names in small letters."""
    kinds: int
    """The first free number of a kind of list (w:abstractNumId)."""
    lists: int
    """The first free number of a list (w:numId)."""
    section: str
    """What the section says but for its headers and footers: children of w:sectPr."""
    furniture: Mapping[Place, str]
    """The part of each header and footer that is printed, by its name."""
    head: Mapping[Place, tuple[HeadBlock, ...]]
    """What stands in them."""
    first: bool
    """Whether the first page has furniture of its own."""
    even: bool
    """Whether even pages have."""
    watermarked: tuple[str, ...] = ()
    """The parts with a watermark in them."""
    blanks: tuple[str, ...] = ()
    """The names of the values that headers and footers have a place for."""
    custom: Mapping[str, str] = {}
    """The properties that fields of headers name."""
    numbers: Mapping[str, HeadingNumbers] = {}
    """How headings are counted, by their role."""
    page_numbers: str = "decimal"
    """The kind of page numbers, by its name in ISO/IEC 29500-1 (17.18.59)."""
    mirrored: bool = False
    """Whether the margins of even pages are those of odd ones the other way round."""
    outdented: bool = False
    """Whether Word sets tables further out, so that the text in their cells begins at the margin (before Word 2013)."""
    sums: bool = False
    """Whether space below and space above add up; else the larger of them stands."""

    @property
    def prints(self) -> bool:
        """Whether anything stands in its headers and footers."""
        return any(self.head.values())

    @property
    def page_kinds(self) -> tuple[PageKind, ...]:
        """The kinds of pages that have furniture of their own."""
        kinds: list[PageKind] = ["default"]
        kinds += ["first"] if self.first else []
        kinds += ["even"] if self.even else []
        return tuple(kinds)

    def kind_of(self, page: int) -> PageKind:
        """Which furniture a page has, counted from 1."""
        if page == 1 and self.first:
            return "first"
        return "even" if self.even and page % 2 == 0 else "default"
