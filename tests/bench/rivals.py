"""The brief as plain texts, laid ready for other routes, so that all print the same words in the same order.

Made from our tree before any clock runs; what is made of the texts is `rival_word`'s and `rival_pdf`'s work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Spans,
    Table,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with what stands before it in bold."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the brief: what it is, and the texts it prints."""

    kind: str
    """heading, text, fields, bullets, sources, callout, grid, figures, chart or each."""
    title: str = ""
    level: int = 0
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    aligns: tuple[str, ...] = ()
    values: tuple[tuple[float, ...], ...] = ()
    parts: tuple[Part, ...] = ()
    """Of `each`: the sections, each headed by its `title`; of a section: what it holds."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief as plain texts."""

    title: str
    marking: str
    facts_as_at: str
    reference: str
    parts: tuple[Part, ...] = field(default=())


def brief_of(document: Document) -> Brief:
    """The document's texts in their order; runs of like sections are gathered, so that templates can loop over them."""
    furniture = document.furniture
    parts = [part for block in document.blocks for part in _parts(block)]
    titles = [part.title for part in parts if part.kind == "heading" and part.level == 0]
    rest = [part for part in parts if not (part.kind == "heading" and part.level == 0)]
    return Brief(
        titles[0] if titles else document.title,
        document.marking,
        furniture["facts_as_at"],
        furniture["reference"],
        tuple(_gathered(rest)),
    )


def words(spans: Spans) -> str:
    """The text of spans, with the numbers of sources in brackets."""
    told = ""
    for span in spans:
        note = "note" in span.marks
        if note and not told.endswith(("]", " ")):
            told += " "
        told += f"[{span.text}]" if note and span.text.strip().isdigit() else "" if note else span.text
    return told


def _line(spans: Spans) -> Line:
    """The spans as a bold beginning and what follows it."""
    bold = next((i for i, span in enumerate(spans) if "strong" not in span.marks), len(spans))
    return Line(words(spans[:bold]), words(spans[bold:]))


def _parts(block: Block) -> Iterator[Part]:
    match block:
        case Heading():
            yield Part("heading", words(block.spans), block.level)
        case Paragraph():
            yield Part("text", lines=(_line(block.spans),))
        case List(kind="fields" | "sources"):
            lines = tuple(Line(words(item.label), _item(item).text) for item in block.items)
            yield Part(block.kind, lines=lines)
        case List():
            yield Part("bullets", lines=tuple(_item(item) for item in block.items))
        case Table(role="figures"):
            yield Part("figures", rows=_rows(block))
        case Table():
            yield Part("grid", words(block.caption), rows=_rows(block), aligns=tuple(c.align for c in block.columns))
        case Chart():
            values = tuple(tuple(float(v or 0) for v in each.values) for each in block.series)
            labels = tuple(each.labels for each in block.series)
            yield Part("chart", words(block.caption), rows=(block.categories, *labels), values=values)
        case Box():
            inner = tuple(line for each in block.blocks for part in _parts(each) for line in part.lines)
            yield Part("callout", words(block.title), lines=inner)
        case Quote():
            yield from (part for each in block.blocks for part in _parts(each))
        case Figure() | PageBreak() | Contents():
            raise NotImplementedError(f"the rivals' brief holds no {type(block).__name__.lower()}")
        case _:
            assert_never(block)


def _item(item: Item) -> Line:
    lines = [line for block in item.blocks for part in _parts(block) for line in part.lines]
    return Line(lines[0].label, " ".join([lines[0].text, *(line.label + line.text for line in lines[1:])]))


def _rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(words(cell.spans) for cell in row.cells) for row in (*table.head, *table.rows))


def _gathered(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with two or more sections of level 2 in a row made one part `each`."""
    index = 0
    while index < len(parts):
        end, sections = index, []
        while end < len(parts) and parts[end].kind == "heading" and parts[end].level == 2:
            stop = end + 1
            while stop < len(parts) and parts[stop].kind in {"text", "bullets"}:
                stop += 1
            sections.append(Part("section", parts[end].title, parts=tuple(parts[end + 1 : stop])))
            end = stop
        if len(sections) > 1:
            yield Part("each", parts=tuple(sections))
            index = end
        else:
            yield parts[index]
            index += 1
