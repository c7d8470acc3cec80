"""Documents that nobody would write: any block in any other, any text in any place.

Each is made of one number by plain chance, and Hypothesis draws the number: to draw every span of a document one by one
takes it fifty times as long, and most of the time of the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random
from typing import Literal, TypeVar

from everything import AT, everything, paragraph, png
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec.structs import replace

from briefs.layout.blanks import says
from briefs.model.tree import (
    Align,
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
    plain,
)
from briefs.templating.stray_markup import ENTRY

NASTY = (
    *("*bold*", "_em_", "| a | b |", "<w:p/>", "&amp;", "]]>", "{{ x }}", "{page} of {pages}", "1. one", "- two", "#"),
    *("  two  spaces  ", "\ttab", "a\nb", "\n", " ", "", "\u00a0", "\u200b", "\u00ad", "\u2011", "\u2028", "\ufeff"),
    *(
        "اتفاقية التعاون (2024)",
        "הסכם 12-15",
        "日本語、中文。",
        "한국어",
        "ไทย",
        "नमस्ते",
        "🇲🇳",
        "e\u0301",
        "𝔘",
        "%s %d",
        "\\",
    ),
    *("https://example.org/" + "x" * 300, "Ө" * 200, '"quoted"', "'", "\u0085", "=SUM(A1)", "\x7f"),
)
"""Texts that somebody's parser has taken for something."""
_SCRIPTS = (
    *((0x20, 0x7E), (0x20, 0x7E), (0xA0, 0x17F), (0x370, 0x5FF), (0x600, 0x6FF), (0x900, 0xDFF), (0x1100, 0x11FF)),
    *((0x2000, 0x206F), (0x2070, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xE000, 0xF8FF)),
    *((0x300, 0x36F), (0x80, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x1FFFF), (0x20000, 0x10FFFF)),
)
"""Where characters are taken from: some scripts, and all that XML may hold."""
Made = TypeVar("Made")
Chance = Random
"""What a document is made of."""


def by_chance(make: Callable[[Chance], Made]) -> SearchStrategy[Made]:
    """What `make` makes of a number that Hypothesis draws."""
    return st.integers(0, 2**64 - 1).map(lambda number: make(Random(number)))


def _some(chance: Chance, make: Callable[[Chance], Made], least: int, most: int) -> list[Made]:
    return [make(chance) for _ in range(chance.randint(least, most))]


def _odds(chance: Chance) -> bool:
    return chance.random() < 0.5


def _character(chance: Chance) -> str:
    if chance.random() < 0.05:
        return chance.choice("\t\n")
    return chr(chance.randint(*chance.choice(_SCRIPTS)))


def text(chance: Chance) -> str:
    """One of the nasty texts, or up to thirty characters of any kind."""
    if _odds(chance):
        return chance.choice(NASTY)
    return "".join(_some(chance, _character, 0, 30))


def line(chance: Chance) -> str:
    """A text of one line that says something, and begins with no bullet and no address."""
    found = ENTRY.sub("", " ".join(text(chance).split()))
    return found if says((Span(found),)) and not found.startswith("http") else f"x{found}"


_MARKS: tuple[Mark, ...] = ("strong", "em", "code", "note", "placeholder", "back", "changed")
_LINKS = ("", "", "", "https://example.org/a?b=c&d=e#f", "mailto:a@example.org", "#one", "#two")
_LANGUAGES = ("", "", "", "ru", "mn", "kk", "ar", "he", "ja", "zh-Hant", "en")


def _worded(spans: list[Span]) -> Spans:
    """Spans of which `briefs check` would not warn: no bullet is typed, and no link says its address only."""
    found = tuple(replace(span, link="") if span.text.lstrip().startswith("http") else span for span in spans)
    return (Span("x"), *found) if ENTRY.match(plain(found)) else found


def _begun(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same of the blocks of a list's entry: it says something before it says a list."""
    seen = (block for block in blocks if not isinstance(block, PageBreak))
    first = next((block for block in seen if not isinstance(block, Paragraph) or says(block.spans)), None)
    return (paragraph("x"), *blocks) if isinstance(first, List | Quote | Box) else tuple(blocks)


def _span(chance: Chance) -> Span:
    marks = frozenset(_some(chance, lambda c: c.choice(_MARKS), 0, 2))
    return Span(text(chance), marks, chance.choice(_LINKS), (), chance.choice(_LANGUAGES))


def spans(chance: Chance) -> Spans:
    """Up to three spans in any look."""
    return _worded(_some(chance, _span, 0, 3))


def _cell(chance: Chance) -> Cell:
    return Cell(spans(chance), _odds(chance), chance.choice((1, 1, 1, 2)), chance.choice((1, 1, 1, 2)))


def table(chance: Chance) -> Table:
    """A table with a head, ragged rows, and cells over several columns and rows."""
    count = chance.randint(1, 4)
    aligns: tuple[Align, ...] = ("left", "center", "right", "decimal")
    columns = tuple(Column(chance.choice(aligns), chance.choice((0.0, 0.0, 0.2, 0.5))) for _ in range(count))
    head = [Row(tuple(Cell(spans(chance), True) for _ in range(count)), AT) for _ in range(chance.randint(1, 2))]
    rows = _some(chance, lambda c: Row(tuple(_some(c, _cell, 1, 4)), AT), 1, 4)
    role = chance.choice(("table", "table", "figures"))
    return Table(columns, tuple(head), tuple(rows), spans(chance), role, line(chance), AT)


def _number(chance: Chance) -> Decimal | None:
    return Decimal(chance.choice((0, 1, chance.randint(-(10**8), 10**11)))).scaleb(-2) if _odds(chance) else None


def _series(chance: Chance, count: int) -> Series:
    values = tuple(_number(chance) for _ in range(count))
    return Series(line(chance), values, tuple("" if value is None else line(chance) for value in values))


def chart(chance: Chance) -> Chart:
    """A chart of any kind, with gaps in its numbers."""
    categories = tuple(_some(chance, line, 1, 5))
    series = tuple(_some(chance, lambda c: _series(c, len(categories)), 1, 3))
    kinds: tuple[Literal["column", "bar", "line"], ...] = ("column", "bar", "line")
    return Chart(chance.choice(kinds), categories, series, line(chance), line(chance), spans(chance), at=AT)


def _plain_block(chance: Chance) -> Block:
    match chance.randrange(5):
        case 0:
            roles = ("body", "lead", "code", "subtitle", "chart-text", "source")
            return Paragraph(spans(chance), chance.choice(roles), AT)
        case 1:
            return table(chance)
        case 2:
            return chart(chance)
        case 3:
            return Figure("photo.png", line(chance), spans(chance), chance.choice((0.0, 0.5)), AT)
        case _:
            return PageBreak(AT)


def block(chance: Chance, depth: int = 2) -> Block:
    """Any block, with others in it to a depth."""
    if not depth or _odds(chance):
        return _plain_block(chance)
    match chance.randrange(4):
        case 0:
            numbering: tuple[Literal["bullet", "number"], ...] = ("bullet", "number")
            items = _some(chance, lambda c: Item(_begun(_blocks(c, depth)), (), AT), 1, 3)
            return List(chance.choice(numbering), tuple(items), chance.randint(1, 12), AT)
        case 1:
            labelling: tuple[Literal["fields", "sources"], ...] = ("fields", "sources")
            items = _some(chance, lambda c: Item(_begun(_blocks(c, depth)), spans(c), AT), 1, 3)
            return List(chance.choice(labelling), tuple(items), 1, AT)
        case 2:
            return Quote(_blocks(chance, depth), AT)
        case _:
            roles = ("callout", "bottom-line", "gap", "keep", "droppable")
            return Box(chance.choice(roles), spans(chance), _blocks(chance, depth), (), AT)


def _blocks(chance: Chance, depth: int) -> tuple[Block, ...]:
    return tuple(block(chance, depth - 1) for _ in range(chance.choice((1, 1, 1, 2, 3))))


def document(chance: Chance) -> Document:
    """A title, two headings that links lead to, and between them anything."""
    blocks: list[Block] = [Heading(0, (Span(line(chance)),), "", AT)]
    if _odds(chance):
        blocks.append(Contents(spans(chance), chance.randint(1, 3), AT))
    for anchor in ("one", "two"):
        blocks.append(Heading(1, (Span(line(chance)),), anchor, AT))
        blocks += _some(chance, block, 0, 2)
    language = chance.choice(("en", "en-GB", "ru", "mn", "kk", "ar", "he", "ja"))
    status: Literal["draft", "final", ""] = chance.choice(("draft", "final", ""))
    return everything(tuple(blocks), language, status=status, pictures={"photo.png": png()})


TEXTS = by_chance(text)
BLOCKS = by_chance(block)


def tables() -> SearchStrategy[Table]:
    """Tables with heads, ragged rows, and cells over several columns and rows."""
    return by_chance(table)


def charts() -> SearchStrategy[Chart]:
    """Charts of every kind, with gaps in their numbers."""
    return by_chance(chart)


def documents() -> SearchStrategy[Document]:
    """Documents of a title, two headings that links lead to, and between them anything."""
    return by_chance(document)
