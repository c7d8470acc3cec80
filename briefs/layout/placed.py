"""Blocks in their places: what each writer draws, with every role, look, indent and label decided.

Plain values in the order of the page; they know no format, and nothing here decides.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from briefs.model.counting import Counted
from briefs.model.problems import NOWHERE, Place
from briefs.model.theme import Look, Theme
from briefs.model.tree import Chart, Document, Figure, Spans, Table

Kind: TypeAlias = Literal["paragraph", "heading", "caption", "title", "label"]
"""What a text is: `title` is a box's, `label` one of a list's entry that has no text beside it."""


class Surroundings(Struct, frozen=True):
    """What a block stands in; lengths in points."""

    box: str = ""
    """The role whose ground and indent it has; empty: it stands in no box."""
    shift: float = 0.0
    """How much further in than its look its text stands."""
    ground: float = 0.0
    """The part of `shift` that the box itself is in."""


class Label(Struct, frozen=True):
    """What stands before a list's entry: a bullet, a number, a field's name."""

    entry: int
    """The entry, counted through the document from 1."""
    role: str
    spans: Spans
    """As it is printed."""
    own: Spans = ()
    """What the entry itself brings; empty where the list counts its entries."""
    list: int = 0
    """The list that counts it, by its `PlacedList.number`; 0: none does."""
    level: int = 0
    number: Counted | None = None
    """Of a paragraph that is counted through the paper: that count's number, and no list's."""


class PlacedText(Struct, frozen=True):
    """A paragraph, a heading, a caption, a box's title; or a label that has no text beside it."""

    kind: Kind
    spans: Spans
    role: str
    look: Look
    """Of the role in its box, with the label's hanging indent."""
    around: Surroundings
    indent: float = 0.0
    """How much further in than its look it stands, in points."""
    label: Label | None = None
    """What stands before its first line."""
    level: int = 0
    """Of a heading; 0 is the title."""
    number: str = ""
    """Of a heading that is counted: its number, with the space or tab behind it; Word counts itself."""
    counted: Counted | None = None
    """Of a heading that is counted, unless a ministry's file does it."""
    anchor: str = ""
    """Of a heading: the place that contents and bookmarks lead to."""
    keep_next: bool = False
    """Whether it stays with what follows, besides what its look says."""
    at: Place = NOWHERE


class PlacedEntry(Struct, frozen=True):
    """An entry of a list; its label is that of the first text in it."""

    label: Label
    blocks: tuple[PlacedBlock, ...]
    keep_next: bool = False
    """Whether all of it stays with the next entry."""
    at: Place = NOWHERE


class PlacedList(Struct, frozen=True):
    """A list."""

    kind: Literal["bullet", "number", "fields", "sources", "paragraphs"]
    number: int
    """Counted through the document from 1."""
    level: int
    """How many lists it is in, within its box."""
    start: int
    counts: bool
    """Whether it counts its entries; else they bring labels of their own."""
    entries: tuple[PlacedEntry, ...]
    around: Surroundings
    at: Place = NOWHERE


class PlacedTable(Struct, frozen=True):
    """A table between two edges: of the text, of the entry around it, or of the ground that it stands on."""

    table: Table
    caption: PlacedText | None
    left: float
    """Of its edge, from the text's, in points."""
    right: float
    around: Surroundings
    at: Place = NOWHERE


class PlacedDrawing(Struct, frozen=True):
    """A picture or a chart; lengths in points."""

    block: Figure | Chart
    caption: PlacedText | None
    left: float
    right: float
    width: float
    """What there is room for."""
    height: float
    """Of a chart; a picture's follows from its own size."""
    instead: PlacedText
    """Its description, printed where it cannot be drawn."""
    around: Surroundings
    at: Place = NOWHERE


class PlacedBox(Struct, frozen=True):
    """A box or a quotation."""

    role: str
    is_quote: bool
    has_look: bool
    """Whether the theme has a look for it; else it is only a group."""
    keep: bool
    """Whether it stays on one page."""
    title: PlacedText | None
    blocks: tuple[PlacedBlock, ...]
    around: Surroundings
    """Of what is in it."""
    at: Place = NOWHERE
    picture: PlacedDrawing | None = None
    """What stands at the side of its blocks, at their top."""


class NewPage(Struct, frozen=True):
    """What follows begins a page."""

    at: Place = NOWHERE


class NewSection(Struct, frozen=True):
    """What follows begins a page of another kind."""

    landscape: bool = False
    """Whether its sheets lie on their long side."""
    annex: str = ""
    """What headers and footers may call the annex that begins: `Annex A`."""
    at: Place = NOWHERE


class ContentsEntry(Struct, frozen=True):
    """A heading as the table of contents and the outline have it: on one line, without notes and links."""

    level: int
    spans: Spans
    anchor: str
    role: str
    """In the table of contents."""
    number: str = ""
    """That a ministry's file puts before it, with the space or tab behind it."""
    of: str = ""
    """The role of the heading itself."""


class PlacedContents(Struct, frozen=True):
    """A table of contents."""

    title: PlacedText | None
    depth: int
    entries: tuple[ContentsEntry, ...]
    around: Surroundings
    at: Place = NOWHERE
    of_parts: bool = False
    """Whether it lists the parts of a volume, under names that are not the words of their headings."""


PlacedBlock: TypeAlias = (
    PlacedText | PlacedList | PlacedTable | PlacedDrawing | PlacedBox | NewPage | NewSection | PlacedContents
)


class Layout(Struct, frozen=True):
    """A document in its places."""

    document: Document
    """Without what is blank, and with its key figures in rows."""
    theme: Theme
    blocks: tuple[PlacedBlock, ...]
    headings: tuple[ContentsEntry, ...]
    """All of them in reading order."""
    section: NewSection = NewSection()
    """The kind of its first page."""
