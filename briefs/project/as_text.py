"""The tree as text: for people who compare, for tests, and for `trace`.

One line for each block, indented as deep as it stands; a fact's text is `[text](ids)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefs.layout.written import Written
from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Chart,
    Contents,
    Document,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Spans,
    Table,
)


def write(document: Document) -> Written:
    """The document's tree as UTF-8 text."""
    return Written("\n".join(lines(document.blocks)).encode() + b"\n", 0)


def lines(blocks: tuple[Block, ...], depth: int = 0) -> Iterator[str]:
    """A line for each block and what it holds."""
    for block in blocks:
        for line in _block(block):
            yield "  " * depth + line


def spans_text(spans: Spans) -> str:
    """The spans on one line: facts in brackets with their ids, marks as in Markdown."""
    return "".join(_span(span.text, span.facts, span.marks, span.link) for span in spans).replace("\n", "⏎")


def _span(text: str, facts: tuple[str, ...], marks: frozenset[str], link: str) -> str:
    if "note" in marks:
        return f"^{text}"
    shown = f"[{text}]({','.join(facts)})" if facts and facts[0] != ":counted" else text
    for mark, sign in (("strong", "**"), ("em", "_"), ("code", "`")):
        shown = f"{sign}{shown}{sign}" if mark in marks else shown
    return f"<{shown} {link}>" if link else shown


def _row(cells: tuple[Cell, ...]) -> str:
    return "  " + " | ".join(spans_text(cell.spans) for cell in cells)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            number = f"{block.number.text} " if block.number else ""
            yield f"h{block.level}: {number}{spans_text(block.spans)}"
        case Paragraph():
            yield f"{block.role}: {spans_text(block.spans)}"
        case List():
            yield f"list {block.kind}" + (f" from {block.start}" if block.start != 1 else "")
            for item in block.items:
                yield "- " + (item.number.text if item.number else spans_text(item.label))
                yield from lines(item.blocks, 1)
        case Table():
            yield f"{block.role}: {spans_text(block.caption)}".rstrip(": ")
            yield from (_row(row.cells) for row in (*block.head, *block.rows))
        case Figure():
            yield f"picture {block.name}: {block.alt}"
            yield from (f"  {spans_text(block.caption)}" for _ in block.caption[:1])
        case Chart():
            yield f"chart {block.kind}: {spans_text(block.caption)}"
            yield from (f"  {s.name}: {', '.join(s.labels)}" for s in block.series)
        case Quote():
            yield "quote"
            yield from lines(block.blocks, 1)
        case PageBreak():
            yield "page break"
        case Contents():
            yield f"contents {block.depth}: {spans_text(block.title)}"
        case Box():
            yield f"box {block.role}: {spans_text(block.title)}".rstrip(": ")
            yield from lines(block.blocks, 1)
        case _:
            assert_never(block)
