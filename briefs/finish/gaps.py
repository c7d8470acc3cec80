"""Gaps that somebody still has to fill: facts that are `TBC`.

They are marked in the tree, so that a draft shows them; whether a draft may go out is `build`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.facts import Fact, Facts
from briefs.nouns import replace
from briefs.tree import Block, Box, Chart, Contents, Figure, Heading, List, Paragraph, Quote, Row, Spans, Table

OPEN = frozenset({"TBC", "TBD", "TO BE CONFIRMED", "TO BE DETERMINED", "???"})
"""Values that say that there is no value yet."""


def is_open(fact: Fact) -> bool:
    """Whether the fact is still to be confirmed."""
    return fact.written.strip().upper() in OPEN


def open_facts(facts: Facts) -> frozenset[str]:
    """The ids of the facts that are still to be confirmed."""
    return frozenset(fact.id for fact in facts.index.values() if is_open(fact))


def marked(blocks: tuple[Block, ...], gaps: frozenset[str]) -> tuple[Block, ...]:
    """The blocks with every span that prints an open fact marked as a placeholder."""
    if not gaps:
        return blocks
    return tuple(_blocks(blocks, gaps))


def _blocks(blocks: tuple[Block, ...], gaps: frozenset[str]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield replace(block, spans=_spans(block.spans, gaps))
            case List():
                items = (
                    replace(i, label=_spans(i.label, gaps), blocks=tuple(_blocks(i.blocks, gaps))) for i in block.items
                )
                yield replace(block, items=tuple(items))
            case Table():
                yield _table(block, gaps)
            case Box():
                yield replace(block, title=_spans(block.title, gaps), blocks=tuple(_blocks(block.blocks, gaps)))
            case Quote():
                yield replace(block, blocks=tuple(_blocks(block.blocks, gaps)))
            case Figure() | Chart():
                yield replace(block, caption=_spans(block.caption, gaps))
            case Contents():
                yield replace(block, title=_spans(block.title, gaps))
            case _:
                yield block


def _table(table: Table, gaps: frozenset[str]) -> Table:
    head = tuple(_row(row, gaps) for row in table.head)
    return replace(table, caption=_spans(table.caption, gaps), head=head, rows=tuple(_row(r, gaps) for r in table.rows))


def _row(row: Row, gaps: frozenset[str]) -> Row:
    return replace(row, cells=tuple(replace(cell, spans=_spans(cell.spans, gaps)) for cell in row.cells))


def _spans(spans: Spans, gaps: frozenset[str]) -> Spans:
    return tuple(
        replace(span, marks=span.marks | {"placeholder"}) if not gaps.isdisjoint(span.facts) else span for span in spans
    )
