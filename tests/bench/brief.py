"""The brief as plain texts, laid ready for other routes, so that all print the same words in the same order.

Made from our tree before any clock runs; what is made of the texts is the work of `routes`. Plain
values, so that a route of another's imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, assert_never

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

Part: TypeAlias = dict[str, Any]
"""kind (heading, text, fields, bullets, sources, callout, grid, figures, chart or each), title, level, lines (label and
text), head and rows of a table with its aligns, values of a chart, and of `each` its sections with their parts."""


def brief_of(document: Document) -> dict[str, Any]:
    """The document's texts in their order; runs of like sections are gathered, so that templates can loop over them."""
    furniture = document.furniture
    parts = [part for block in document.blocks for part in _parts(block)]
    titles = [part["title"] for part in parts if part["kind"] == "heading" and part["level"] == 0]
    rest = [part for part in parts if not (part["kind"] == "heading" and part["level"] == 0)]
    return {
        "title": titles[0] if titles else document.title,
        "marking": document.marking,
        "facts_as_at": furniture["facts_as_at"],
        "reference": furniture["reference"],
        "parts": list(_gathered(rest)),
    }


def _part(kind: str, title: str = "", **more: Any) -> Part:
    empty = {"level": 0, "lines": [], "head": [], "rows": [], "aligns": [], "values": [], "parts": []}
    return {"kind": kind, "title": title, **empty, **more}


def words(spans: Spans) -> str:
    """The text of spans, with the numbers of sources in brackets."""
    told = ""
    for span in spans:
        note = "note" in span.marks
        if note and not told.endswith(("]", " ")):
            told += " "
        told += f"[{span.text}]" if note and span.text.strip().isdigit() else "" if note else span.text
    return told


def _line(spans: Spans) -> dict[str, str]:
    """The spans as a bold beginning and what follows it."""
    bold = next((i for i, span in enumerate(spans) if "strong" not in span.marks), len(spans))
    return {"label": words(spans[:bold]), "text": words(spans[bold:])}


def _parts(block: Block) -> Iterator[Part]:
    match block:
        case Heading():
            yield _part("heading", words(block.spans), level=block.level)
        case Paragraph():
            yield _part("text", lines=[_line(block.spans)])
        case List(kind="fields" | "sources"):
            lines = [{"label": words(item.label), "text": _item(item)["text"]} for item in block.items]
            yield _part(block.kind, lines=lines)
        case List():
            yield _part("bullets", lines=[_item(item) for item in block.items])
        case Table():
            rows = [[words(cell.spans) for cell in row.cells] for row in (*block.head, *block.rows)]
            kind = "figures" if block.role == "figures" else "grid"
            aligns = [column.align for column in block.columns]
            yield _part(kind, words(block.caption), head=rows[0], rows=rows[1:], aligns=aligns)
        case Chart():
            values = [[float(value or 0) for value in each.values] for each in block.series]
            labels = [list(each.labels) for each in block.series]
            yield _part("chart", words(block.caption), head=list(block.categories), rows=labels, values=values)
        case Box():
            inner = [line for each in block.blocks for part in _parts(each) for line in part["lines"]]
            yield _part("callout", words(block.title), lines=inner)
        case Quote():
            yield from (part for each in block.blocks for part in _parts(each))
        case Figure() | PageBreak() | Contents():
            raise NotImplementedError(f"the brief of the bench holds no {type(block).__name__.lower()}")
        case _:
            assert_never(block)


def _item(item: Item) -> dict[str, str]:
    lines = [line for block in item.blocks for part in _parts(block) for line in part["lines"]]
    rest = [line["label"] + line["text"] for line in lines[1:]]
    return {"label": lines[0]["label"], "text": " ".join([lines[0]["text"], *rest])}


def _gathered(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, with two or more sections of level 2 in a row made one part `each`."""
    index = 0
    while index < len(parts):
        end, sections = index, []
        while end < len(parts) and parts[end]["kind"] == "heading" and parts[end]["level"] == 2:
            stop = end + 1
            while stop < len(parts) and parts[stop]["kind"] in {"text", "bullets"}:
                stop += 1
            sections.append(_part("section", parts[end]["title"], level=2, parts=parts[end + 1 : stop]))
            end = stop
        if len(sections) > 1:
            yield _part("each", parts=sections)
            index = end
        else:
            yield parts[index]
            index += 1
