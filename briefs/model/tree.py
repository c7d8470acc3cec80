"""The tree: a document as meaning, without a font, a point or a file in it.

Both writers draw this tree and nothing else, so Word and PDF say the same in the same order. Whoever goes through
a tree goes by `inner` and `texts_of`, or changes it by what stands in `tree_changes`: which blocks and texts a block
holds is said in these two alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeAlias, assert_never

from msgspec import Struct, field

from briefs.model.counting import Counted, Numbering
from briefs.model.problems import NOWHERE, Place

Mark: TypeAlias = Literal[
    "strong",
    "em",
    "code",
    "note",
    "placeholder",
    "back",
    "changed",
    "inserted",
    "deleted",
    "check",
    "blank",
    "reference",
    "its-number",
    "its-words",
    "sequence",
]
"""How a span looks: `note` is a raised source number, `placeholder` a gap shown in a draft,
`back` the number in the list of sources that leads back to the text; what is `changed` since an earlier version has
a bar in the margin beside it; `inserted` and `deleted` text is a tracked change in Word, and in no other format.
`check` is a box to tick, and `blank` room to write in: controls in Word, and the span's title names them.
A `reference` leads to a place of the paper and says its number or its words: fields in Word, as are the digits of a
`sequence`, which Word counts under the name that is the span's title."""
Align: TypeAlias = Literal["left", "center", "right", "decimal"]
MOST_SERIES = 8
"""In one chart: so many looks can be told apart without colour."""


class Span(Struct, frozen=True):
    """A run of literal text in one look, from one origin.

    A newline in `text` is a line break and a tab a tab; every other character is itself.
    """

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str = ""
    """An address (http, https, mailto, tel), or `#anchor` in this document."""
    facts: tuple[str, ...] = ()
    """Ids of the facts this text was made from; empty for the template's own words."""
    language: str = ""
    """BCP 47 tag where it is not the document's language."""
    anchor: str = ""
    """A name that links can lead to."""
    title: str = ""
    """What is told of a link, or of a box to tick, to those who cannot see what stands beside it."""


Spans: TypeAlias = tuple[Span, ...]


class Heading(Struct, frozen=True):
    """A heading; level 0 is the document's title, 1 to 6 its sections."""

    level: int
    spans: Spans
    anchor: str = ""
    at: Place = NOWHERE
    entry: Spans = ()
    """What contents and outline print of it; empty: its own words."""
    number: Counted | None = None
    """Its number, which stands before its words."""


class Paragraph(Struct, frozen=True):
    """A paragraph; the theme knows its role."""

    spans: Spans
    role: str = "body"
    """body, lead, caption, code, source, quote … : a role of the theme."""
    at: Place = NOWHERE


class Item(Struct, frozen=True):
    """An entry of a list."""

    blocks: tuple[Block, ...]
    label: Spans = ()
    """In a list of fields the field's name (`To`); in other lists empty: the label follows from the kind."""
    at: Place = NOWHERE
    number: Counted | None = None
    """Of a paragraph that is counted through the paper."""


class List(Struct, frozen=True):
    """A list: bullets, numbers, fields (name and value: a header block), sources (numbered notes), or paragraphs that
    are counted through the paper."""

    kind: Literal["bullet", "number", "fields", "sources", "paragraphs"]
    items: tuple[Item, ...]
    start: int = 1
    at: Place = NOWHERE


class Cell(Struct, frozen=True):
    """A cell of a table. Word files have no merged cells: what it says stands there in each place that it covers."""

    spans: Spans
    header: bool = False
    """A head cell: of its column in a head row, of its row in a body row."""
    columns: int = 1
    """Columns that it spans; the columns it covers have no cell of their own."""
    rows: int = 1
    """Rows that it spans; the rows below have no cell there."""


class Row(Struct, frozen=True):
    """A row of cells."""

    cells: tuple[Cell, ...]
    at: Place = NOWHERE


class Column(Struct, frozen=True):
    """How a column stands."""

    align: Align = "left"
    width: float = 0.0
    """Share of the table's width; 0 lets the writer decide from the texts."""
    points: float = 0.0
    """A width in points, in place of a share."""


class Table(Struct, frozen=True):
    """A table: head rows, which repeat on every page, and body rows, which do not split."""

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: Spans = ()
    """Printed above the table, `Table 1` and all; may be empty."""
    role: str = "table"
    """`table`, or `figures`: large numbers under their labels."""
    description: str = ""
    """What the table shows, for those who do not see it; empty: the caption says it."""
    at: Place = NOWHERE


class Figure(Struct, frozen=True):
    """A picture; its bytes are in the document's `pictures` under `name`."""

    name: str
    alt: str
    """What the picture shows, in words; required."""
    caption: Spans = ()
    width: float = 0.0
    """Share of the text's width; 0: its own size, at most the text's width."""
    at: Place = NOWHERE
    side: Literal["", "left", "center", "right"] = ""
    """Where on the text's width it stands; empty: where lines begin."""


class Series(Struct, frozen=True):
    """A row of numbers in a chart."""

    name: str
    values: tuple[Decimal | None, ...]
    """One for each category; None where the source gives none."""
    labels: tuple[str, ...]
    """The same as printed, one for each category; empty where there is none."""


class Chart(Struct, frozen=True):
    """A chart, drawn natively by each writer; its numbers also stand in the text below it."""

    kind: Literal["column", "bar", "line"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    alt: str
    """What the chart shows, in short sentences; finishing gives them, for they are in the document's language."""
    caption: Spans = ()
    """Printed above the chart."""
    facts: tuple[str, ...] = ()
    at: Place = NOWHERE


class Quote(Struct, frozen=True):
    """Somebody's own words."""

    blocks: tuple[Block, ...]
    at: Place = NOWHERE


class PageBreak(Struct, frozen=True):
    """What follows begins a page."""

    at: Place = NOWHERE


class Contents(Struct, frozen=True):
    """A table of contents of the headings from level 1 to `depth`, with their pages."""

    title: Spans = ()
    depth: int = 2
    at: Place = NOWHERE


class Box(Struct, frozen=True):
    """A named group of blocks (callout, keep, droppable …); the theme knows how its role looks."""

    role: str
    title: Spans
    blocks: tuple[Block, ...]
    options: tuple[tuple[str, str], ...] = ()
    at: Place = NOWHERE


Block: TypeAlias = Heading | Paragraph | List | Table | Figure | Chart | Quote | PageBreak | Contents | Box


class Drawable(Protocol):
    """What draws itself on a canvas of ReportLab's: any of its flowables and drawings does. Lengths are points."""

    def wrapOn(self, canv: Any, aW: float, aH: float) -> tuple[float, float]:
        """How wide and high it will be where there is so much room."""

    def drawOn(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left corner there."""


class Document(Struct, frozen=True):
    """A whole document, ready to be written."""

    title: str
    language: str
    """BCP 47 tag."""
    blocks: tuple[Block, ...]
    marking: str = ""
    """Printed at the top and foot of every page; empty: none."""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    dated: date = date(2000, 1, 1)
    """The day of the facts: the only date in the files' metadata, so that the same input gives the same bytes."""
    status: Literal["draft", "final", ""] = ""
    """`draft` puts a watermark on every page."""
    furniture: Mapping[str, str] = field(default_factory=dict)
    """What the theme's header and footer may print: title, reference, as_of, marking, status …, as text."""
    pictures: Mapping[str, bytes | Drawable] = field(default_factory=dict)
    """PNG or JPEG files; from Python also what draws itself."""
    numbering: Numbering = ""
    """What of it is counted through."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The few words that writers print, in the document's language: `page`, `of`, `continued` …"""


Blocks: TypeAlias = tuple[Block, ...]
"""Blocks that stand side by side."""


def blocks_below(blocks: Blocks) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        for inside in inner(block):
            yield from blocks_below(inside)


def inner(block: Block) -> tuple[Blocks, ...]:
    """What stands inside a block, in reading order: the blocks of each of its entries, or of the block itself."""
    match block:
        case Box() | Quote():
            return (block.blocks,)
        case List():
            return tuple(item.blocks for item in block.items)
        case Heading() | Paragraph() | Table() | Figure() | Chart() | PageBreak() | Contents():
            return ()
        case _:
            assert_never(block)


def is_empty(block: Block) -> bool:
    """Whether it is there to hold blocks, entries or rows, and holds none."""
    match block:
        case Box() | Quote():
            return not block.blocks
        case List():
            return not block.items
        case Table():
            return not block.rows
        case Heading() | Paragraph() | Figure() | Chart() | PageBreak() | Contents():
            return False
        case _:
            assert_never(block)


def texts_of(block: Block) -> Iterator[Spans]:
    """The texts of one block itself, in reading order; not those of the blocks inside it."""
    match block:
        case Heading() | Paragraph():
            yield block.spans
        case Table():
            yield block.caption
            for row in (*block.head, *block.rows):
                yield from (cell.spans for cell in row.cells)
        case List():
            yield from (item.label for item in block.items)
        case Figure() | Chart():
            yield block.caption
        case Box() | Contents():
            yield block.title
        case Quote() | PageBreak():
            return
        case _:
            assert_never(block)


def spans_of(block: Block) -> Iterator[Span]:
    """The spans of one block itself, in reading order; not those of the blocks inside it."""
    for spans in texts_of(block):
        yield from spans


def plain(spans: Spans) -> str:
    """The text of the spans."""
    return "".join(span.text for span in spans)
