"""One document with every block of the tree, for the writers' tests and for looking at.

It is about nothing: a visit that never was, and its numbers are made up.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from briefs.model.problems import Place
from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Chart,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Mark,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Series,
    Span,
    Spans,
    Table,
)

AT = Place("templates/everything.md", 12)
FURNITURE: Mapping[str, str] = {
    "title": "The visit of everything",
    "reference": "MFA/2024/117",
    "facts_as_at": "Facts as at 31 October 2024",
    "page_of_pages": "Page {page} of {pages}",
    "marking": "OFFICIAL – SENSITIVE",
}


def words(text: str, *marks: Mark, link: str = "", language: str = "", anchor: str = "") -> Spans:
    """One span."""
    return (Span(text, frozenset(marks), link, (), language, anchor),)


def note(number: int, first: bool = False) -> Spans:
    """A raised number that leads to its source."""
    return words(str(number), "note", link=f"#source-{number}", anchor=f"cite-{number}" if first else "")


def paragraph(text: str, role: str = "body") -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(words(text), role, AT)


def item(*blocks: Block | str, label: Spans = ()) -> Item:
    """An entry of a list."""
    return Item(tuple(paragraph(b) if isinstance(b, str) else b for b in blocks), label, AT)


def row(*texts: str | Cell, header: bool = False) -> Row:
    """A row of a table."""
    return Row(tuple(t if isinstance(t, Cell) else Cell(words(t), header) for t in texts), AT)


def png(width: int = 64, height: int = 24) -> bytes:
    """A small picture: a slope of blues."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    line = bytes(value for x in range(width) for value in (30, 60 + 2 * x % 120, 140))
    pixels = b"".join(b"\0" + line for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(pixels, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


HEADER: tuple[Block, ...] = (
    Heading(0, words("The visit of everything"), "top", AT),
    paragraph("A document with every block, for the writers", "subtitle"),
    List(
        "fields",
        (
            item("The Minister of Foreign Affairs", label=words("To")),
            item("Department for Asia", label=words("From")),
            item("31 October 2024", label=words("Date")),
            item("Information before the visit; a decision on one point by 4 November", label=words("For")),
        ),
        at=AT,
    ),
    Box(
        "bottom-line",
        words("Bottom line"),
        (
            Paragraph(
                (
                    *words("Seven instruments were signed and trade has grown by "),
                    *words("12.5 %", "strong"),
                    *note(1, True),
                ),
                at=AT,
            ),
            paragraph("The next meeting is due in the spring; nothing is asked of the Minister before then."),
        ),
        at=AT,
    ),
)

KEY_FIGURES = Table(
    (Column(), Column(), Column()),
    (row("Trade in 2023", "Growth", "Direct flights a week", header=True),),
    (row("US$ 3.2 bn", "12.5 %", "14"),),
    role="figures",
    description="Three key figures",
    at=AT,
)

AGREEMENTS = Table(
    (Column(), Column(), Column("right"), Column("decimal")),
    (row("Instrument", "Signed for us by", "Years", "US$ million", header=True),),
    (
        Row(
            (
                Cell((*words("Joint declaration on a strategic partnership"), *note(2, True))),
                *row("The President", "–", "–").cells,
            )
        ),
        row("Roadmap for trade and economic cooperation until 2030", "Minister of Economy", "6", "1,250.5"),
        row(
            "Memorandum on the mutual recognition of driving licences",
            "Minister of Transport and Minister of the Interior",
            "5",
            "3.25",
        ),
        row("Agreement on student exchanges", "Minister of Education", "10", "12"),
    ),
    caption=words("Table 1: What was signed"),
    description="The instruments with who signed them, their term and what they cost",
    at=AT,
)

SPANNED = Table(
    (Column(width=0.3), Column("right"), Column("right"), Column("right")),
    (
        Row((Cell(words("Sector"), True, 1, 2), Cell(words("Exports, US$ million"), True, 3))),
        row("2021", "2022", "2023", header=True),
    ),
    (
        Row((Cell(words("Agriculture"), True), *row("120", "135", "150").cells)),
        Row((Cell(words("Mining"), True), *row("480", "510", "655").cells)),
    ),
    caption=words("Table 2: Exports by sector"),
    at=AT,
)

COLUMNS = Chart(
    "column",
    ("2020", "2021", "2022", "2023"),
    (Series("Trade", tuple(map(Decimal, ("120", "135.5", "149.25", "168"))), ("120", "135.5", "149.25", "168")),),
    "US$ million",
    "Trade has grown from 120 in 2020 to 168 US$ million in 2023.",
    words("Figure 1: Trade"),
    at=AT,
)

BARS = Chart(
    "bar",
    ("Agriculture", "Mining", "Transport"),
    (
        Series("Exports", (Decimal(150), Decimal(655), None), ("150", "655", "")),
        Series("Imports", (Decimal(90), Decimal(210), Decimal("77.5")), ("90", "210", "77.5")),
    ),
    "US$ million",
    "Mining leads: exports of 655 and imports of 210 US$ million.",
    words("Figure 2: Trade by sector"),
    at=AT,
)

LINES = Chart(
    "line",
    ("Q1", "Q2", "Q3", "Q4"),
    (
        Series("2022", tuple(map(Decimal, (10, 12, 11, 15))), ("10", "12", "11", "15")),
        Series("2023", tuple(map(Decimal, (13, 14, 18, 21))), ("13", "14", "18", "21")),
    ),
    "thousand visitors",
    "Visitors by quarter: 10 to 15 thousand in 2022, 13 to 21 thousand in 2023.",
    words("Figure 3: Visitors"),
    at=AT,
)

LISTS: tuple[Block, ...] = (
    Heading(2, words("Lists"), "lists", AT),
    List(
        "bullet",
        (
            item("A point of one line."),
            item(
                "A point with points below it, long enough to run over to a second line, so that one sees it:",
                List(
                    "bullet",
                    (item("nested,", List("bullet", (item("and nested again."),), at=AT)), item("and back.")),
                    at=AT,
                ),
                "and a paragraph that belongs to it.",
            ),
        ),
        at=AT,
    ),
    paragraph("Numbers begin where they are told to, and each list for itself:"),
    List(
        "number",
        (item("one,"), item("two:", List("number", (item("two a,"), item("two b;")), at=AT)), item("three.")),
        at=AT,
    ),
    paragraph("Between two lists of numbers."),
    List(
        "number",
        (
            item("four,"),
            item("five, which is also long enough to run over to a second line, as it must to be looked at."),
        ),
        start=4,
        at=AT,
    ),
    List("bullet", (item(Quote((paragraph("A quotation in a list."),), AT)), item(AGREEMENTS)), at=AT),
)

BOXES: tuple[Block, ...] = (
    Heading(2, words("Boxes"), "boxes", AT),
    Box(
        "callout",
        words("Line to take"),
        (paragraph("We welcome the agreement and will carry it out in full."), paragraph("A second paragraph.")),
        at=AT,
    ),
    Box(
        "callout",
        words("A box with a list"),
        (
            paragraph("Two boxes that touch stay two. In this one there are:"),
            List(
                "bullet",
                (item("one point,"), item("another,", List("bullet", (item("with one below."),), at=AT))),
                at=AT,
            ),
            paragraph("And a last paragraph."),
        ),
        at=AT,
    ),
    Box(
        "gap",
        words("Not settled"),
        (paragraph("The sources give two dates for the entry into force."), KEY_FIGURES),
        at=AT,
    ),
    Box("keep", (), (paragraph("These two paragraphs"), paragraph("stay on one page.")), at=AT),
    Quote(
        (paragraph("A people that knows its neighbours needs no walls."), paragraph("And a second paragraph of it.")),
        AT,
    ),
    paragraph("briefs build facts/visit.yaml\n    --format  docx", "code"),
)

INLINE: tuple[Block, ...] = (
    Heading(2, words("Words"), "words", AT),
    Paragraph(
        (
            *words("Strong", "strong"),
            *words(", "),
            *words("slanted", "em"),
            *words(", "),
            *words("both", "strong", "em"),
            *words(", "),
            *words("code", "code"),
            *words(", a "),
            *words("gap to fill", "placeholder"),
            *words(", a "),
            *words("link to a site", link="https://example.org/a?b=1&c=2"),
            *words(", a "),
            *words("link to the boxes", link="#boxes"),
            *words(", "),
            *words("en français", language="fr"),
            *words(", "),
            *words("Қазақстан Республикасы", language="kk"),
            *words(", "),
            *words("Монгол Улс", language="mn"),
            *words(", "),
            *words("日本語", language="ja"),
            *words(", "),
            *words("اتفاقية التعاون 2024", language="ar"),
            *words(" and "),
            *words("הסכם", language="he"),
            *words('.\tAfter a tab.\nAfter a break; 2 < 3 & "so on".'),
            *note(1),
            *words(",\u2009", "note"),
            *note(2),
        ),
        at=AT,
    ),
    paragraph("مذكرة تفاهم بين وزارتي الخارجية (2024) حول التعاون."),
)

SOURCES = List(
    "sources",
    tuple(
        item(
            Paragraph(
                (*words(title), *words(" (example.org)", link=f"https://example.org/{number}"), *words(".")),
                "source",
                AT,
            ),
            label=words(str(number), "back", link=f"#cite-{number}", anchor=f"source-{number}"),
        )
        for number, title in (
            (1, "Joint statement of the two presidents, 30 October 2024"),
            (2, "List of the documents signed, Ministry of Foreign Affairs, paragraph 4"),
        )
    ),
    at=AT,
)

BLOCKS: tuple[Block, ...] = (
    *HEADER,
    Contents(words("Contents"), 2, AT),
    Heading(1, words("Tables"), "tables", AT),
    paragraph("Key figures stand in a row, large, each under its name."),
    KEY_FIGURES,
    AGREEMENTS,
    paragraph("A paragraph between two tables, and two tables that touch:"),
    SPANNED,
    Table(
        (Column(), Column("center")),
        (row("Without a caption", "Centred", header=True),),
        (row("a", "b"), row("c\nd", "e")),
        description="No caption",
        at=AT,
    ),
    Heading(1, words("Text"), "text", AT),
    paragraph("An opening paragraph that is set larger than the others.", "lead"),
    *LISTS,
    *BOXES,
    *INLINE,
    PageBreak(AT),
    Heading(1, words("Drawings"), "drawings", AT),
    COLUMNS,
    paragraph("Trade, US$ million: 2020: 120, 2021: 135.5, 2022: 149.25, 2023: 168.", "chart-text"),
    BARS,
    LINES,
    Figure("photo.png", "A slope of blues", words("Figure 4: A picture"), 0.4, AT),
    *(Heading(n, words(f"Heading {n}"), "", AT) for n in (2, 3, 4, 5, 6)),
    paragraph("The last paragraph before the sources."),
    Heading(1, words("Sources"), "sources", AT),
    SOURCES,
)


def everything(blocks: tuple[Block, ...] = BLOCKS, language: str = "en", **rest: object) -> Document:
    """A document with these blocks; `rest` is what else it is to say."""
    settings: dict[str, object] = {
        "marking": "OFFICIAL – SENSITIVE",
        "author": "Department for Asia",
        "subject": "State visit",
        "keywords": ("visit", "agreements"),
        "dated": date(2024, 10, 31),
        "status": "draft",
        "furniture": FURNITURE,
        "pictures": {"photo.png": png()},
        "words": {"draft": "DRAFT"},
    }
    return Document("The visit of everything", language, blocks, **(settings | rest))  # type: ignore[arg-type]
