"""The text of a source: its paragraphs in order, counted as fact files count them.

Plain values; files are read by `factfiles`, and facts are held against the words by `checks`.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

Unit = Literal["paragraph", "page", "table"]


class Paragraph(Struct, frozen=True):
    """A paragraph, a heading, or a row of a table, without markup."""

    text: str
    line: int = 0
    """Where it begins in its file, from 1; 0 where the file has no lines."""
    page: int = 0
    """The page on which it begins, from 1; 0 where the file has no pages."""
    heading: bool = False
    cells: tuple[str, ...] = ()
    """The cells of a row of a table; `text` then holds them joined."""
    table: int = 0
    """Which table of the copy the row belongs to, from 1; 0 where it is no row."""
    note: int = 0
    """The number of the footnote, from 1; 0 where it is none."""


class LeftOut(Struct, frozen=True):
    """What stands in a file and is no text of the source: a menu, a running head."""

    text: str
    why: str
    """What it was taken for."""


class SourceText(Struct, frozen=True):
    """What a source says, as far as a copy of it could be read."""

    id: str
    paragraphs: tuple[Paragraph, ...]
    """Those that `at` counts, from 1."""
    language: str
    """BCP 47 tag of the text."""
    file: str
    head: tuple[Paragraph, ...] = ()
    """What stands above the first of them: titles, a line with the date."""
    unit: Unit = "paragraph"
    """What a bare number in `at` counts."""
    pages: int = 0
    """How many pages the file has; 0 where it has none."""
    headline: tuple[int, ...] = ()
    """Which of head and paragraphs are the title, from 0: two where it is broken over two lines."""
    notes: tuple[Paragraph, ...] = ()
    """The footnotes, which `at` counts apart."""
    left_out: tuple[LeftOut, ...] = ()

    @property
    def tables(self) -> int:
        """How many tables the copy has."""
        return max((each.table for each in (*self.head, *self.paragraphs)), default=0)


_PAGES = re.compile(r"\bpages?\b|\bстраниц|\bхуудас|\bбет(?:тер)?\b", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"paragraph|\blines?\b|абзац|догол мөр|азат жол", re.IGNORECASE)
_TABLES = re.compile(r"\btables?\b|таблиц|хүснэгт|кесте", re.IGNORECASE)


def unit_of(counted: str) -> Unit:
    """What a bare number in `at` counts by the rule: paragraphs, unless it speaks of pages or tables alone."""
    if _PARAGRAPHS.search(counted):
        return "paragraph"
    if _TABLES.search(counted):
        return "table"
    return "page" if _PAGES.search(counted) else "paragraph"
