"""A document of more than two hundred pages with everything in it, again and again: nobody writes it, but could.

The validators are given it in English and in Arabic, and in both formats.
"""

from __future__ import annotations

from typing import Any

from everything import AT, BLOCKS, HEADER, SOURCES, everything, item, paragraph, row, words
from msgspec.structs import replace

from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Spans,
    Table,
)

PAGES = 200
COPIES = 22
SENTENCE = "The two sides agreed to widen cooperation in trade, transport and logistics, and to meet again soon. "
ARABIC = "اتفق الجانبان على توسيع التعاون في التجارة والنقل، وعلى الاجتماع مجددا في عام 2025. "
EAST_ASIAN = "双方同意在2025年扩大贸易和运输合作。日本語の文章、「引用」。한국어 문장입니다。"

TALL = Table(
    (Column(width=0.2), Column(), Column("decimal")),
    (
        Row((Cell(words("Field"), True, 1, 2), Cell(words("What was agreed, and what it costs"), True, 2))),
        row("Text", "US$ million", header=True),
    ),
    (
        row("Short", "A line.", "1.5"),
        row("Higher than a page", SENTENCE * 70, "1,250.25"),
        Row((Cell(words("Tied"), True, 1, 3), *row("One", "2").cells)),
        row("Two", "3"),
        row(ARABIC, "4.125"),
    ),
    caption=words("Table 3: Rows that go on overleaf"),
    description="Fields, what was agreed in each, and what it costs",
    at=AT,
)

TURNED = Table(
    (Column(), Column("right"), Column("decimal")),
    (row("الاتفاقية", "السنة", "مليون دولار", header=True),),
    tuple(row(f"مذكرة تفاهم {n}", str(2020 + n), f"{n * 7}.5") for n in range(12)),
    caption=words("الجدول 1: الاتفاقيات", language="ar"),
    description="الاتفاقيات الموقعة",
    at=AT,
)

LINKED = Paragraph(
    (
        *words("A link that runs over several lines begins here: "),
        *words(SENTENCE * 3, link="https://example.org/a/very/long/path?with=a&query=" + "x" * 120),
        *words(" "),
        *words("https://example.org/" + "path/" * 40),
        *words(", and another in its middle "),
        *words(ARABIC * 2, link="https://example.org/ar", language="ar"),
        *words("."),
    ),
    at=AT,
)


def deep(depth: int) -> List:
    """Lists in lists, bullets and numbers by turns."""
    inner = (deep(depth - 1),) if depth else ()
    kind = "bullet" if depth % 2 else "number"
    return List(kind, (item(f"An entry at {depth}. {SENTENCE}", *inner), item("And one more.")), at=AT)  # type: ignore[arg-type]


SPECIAL: tuple[Block, ...] = (
    Heading(1, words("What is seldom"), "seldom", AT),
    deep(6),
    TALL,
    TURNED,
    LINKED,
    paragraph(EAST_ASIAN * 6),
    Paragraph(words(EAST_ASIAN, language="zh"), at=AT),
    paragraph(ARABIC * 9),
    Paragraph((*words("In the middle: "), *words("שיתוף פעולה 12-15", language="he"), *words(" and on. ")), at=AT),
    paragraph("Donaudampfschifffahrtsgesellschaftskapitän" * 6),
    Box("callout", words("A box over two pages"), tuple(paragraph(SENTENCE * 4) for _ in range(14)), at=AT),
    Quote((paragraph(SENTENCE * 5), deep(1)), AT),
)


def stress(language: str = "en", copies: int = COPIES) -> Document:
    """The document: contents, then everything so many times, then the sources."""
    once = tuple(block for block in (*BLOCKS, *SPECIAL) if not isinstance(block, Contents) and block is not SOURCES)
    first = (*HEADER, Contents(words("Contents"), 3, AT), *once[len(HEADER) :])
    more = tuple(_copied(block, number) for number in range(1, copies) for block in once[len(HEADER) :])
    return everything((*first, *more, Heading(1, words("Notes"), "", AT), SOURCES), language)


def _copied(block: Block, number: int) -> Any:
    """The block with other names for its places, for a name leads to one place only."""
    match block:
        case Heading():
            return replace(block, spans=_named(block.spans, number), anchor=block.anchor and f"{block.anchor}-{number}")
        case Paragraph():
            return replace(block, spans=_named(block.spans, number))
        case List():
            return replace(block, items=tuple(_item(each, number) for each in block.items))
        case Table():
            head, body = (tuple(_row(each, number) for each in rows) for rows in (block.head, block.rows))
            return replace(block, head=head, rows=body)
        case Box() | Quote():
            return replace(block, blocks=tuple(_copied(each, number) for each in block.blocks))
        case _:
            return block


def _item(entry: Item, number: int) -> Item:
    return replace(
        entry, label=_named(entry.label, number), blocks=tuple(_copied(each, number) for each in entry.blocks)
    )


def _row(line: Row, number: int) -> Row:
    return replace(line, cells=tuple(replace(cell, spans=_named(cell.spans, number)) for cell in line.cells))


def _named(spans: Spans, number: int) -> Spans:
    return tuple(replace(each, anchor=f"{each.anchor}-{number}") if each.anchor else each for each in spans)
