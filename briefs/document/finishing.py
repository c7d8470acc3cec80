"""The finishing touches in their order.

Each is a function from blocks to blocks; what is dropped for the page budget is `budget`'s, notes are `notes`' work.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from briefs.document.chart_descriptions import described
from briefs.document.counting import through
from briefs.document.open_facts import marked
from briefs.document.page_budget import Step, dropped
from briefs.document.references import named, resolved
from briefs.document.source_notes import cited
from briefs.document.typography import spaced
from briefs.language import language_of, words_of
from briefs.model.cited import COUNTED
from briefs.model.counting import Numbering
from briefs.model.facts import Facts
from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Figure,
    Heading,
    List,
    Paragraph,
    Span,
    Spans,
    Table,
    blocks_below,
    is_empty,
    plain,
    spans_of,
)
from briefs.model.tree_changes import with_inner


class Finish(Struct, frozen=True):
    """What the finishing needs to know besides the tree."""

    facts: Facts
    language: str = "en"
    notes: bool | Literal["sources"] = True
    """Whether sources stand as numbers in the text: one for each place, or with `sources` one for each source."""
    gaps: frozenset[str] = frozenset()
    """Ids of the facts that are still to be confirmed."""
    numbering: Numbering = ""
    """What of the paper is counted through."""
    gone: tuple[Step, ...] = ()
    """What the page budget has dropped so far."""


def finish(blocks: tuple[Block, ...], how: Finish) -> tuple[Block, ...]:
    """The finished blocks: shortened, without what is empty, numbered, anchored, with their sources."""
    blocks = dropped(blocks, how.gone)
    blocks = pruned(blocks)
    blocks = marked(blocks, how.gaps)
    blocks = through(blocks, how.numbering, how.language)
    blocks = numbered(described(blocks, how.language), how.language)
    blocks = spaced(resolved(anchored(blocks), how.language), how.language)
    return pruned(cited(blocks, how.facts, how.language, how.notes))  # where nothing was cited, no sources stand


def pruned(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without lists, tables and boxes that hold nothing, and without headings that head nothing."""
    result: list[Block] = []
    following: Block | None = None
    for block in reversed(blocks):
        whole = _pruned(block)
        if whole is None or (isinstance(whole, Heading) and whole.level and _heads_nothing(whole, following)):
            continue
        result.append(whole)
        following = whole
    return tuple(reversed(result))


def _heads_nothing(heading: Heading, following: Block | None) -> bool:
    return following is None or (isinstance(following, Heading) and following.level <= heading.level)


def _pruned(block: Block) -> Block | None:
    if isinstance(block, Box) and block.role == "sources":
        return block
    whole = with_inner(block, pruned)
    if isinstance(whole, List):
        kept = tuple(item for item in whole.items if item.blocks)
        whole = whole if len(kept) == len(whole.items) else replace(whole, items=kept)
    return None if is_empty(whole) else whole


def numbered(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """The blocks with `Table 1: ` and `Figure 1: ` before the captions, counted through the document."""
    counts = {"table": 0, "figure": 0}
    names, known = words_of(language), language_of(language)

    def caption(kind: str, spans: Spans) -> Spans:
        if not plain(spans).strip():
            return spans
        counts[kind] += 1
        name, rest = named(spans)
        lead = known.caption.format(kind=names[kind], number=counts[kind])
        place = lead.rstrip(" \u00a0:.：")
        number = Span(place, frozenset({"sequence"}), facts=(COUNTED,), anchor=name, title=names[kind])
        return (number, Span(lead.removeprefix(place), facts=(COUNTED,)), *rest)

    def each(block: Block) -> Block:
        if isinstance(block, Table | Chart | Figure):
            kind = "table" if isinstance(block, Table) else "figure"
            return replace(block, caption=caption(kind, block.caption))
        return with_inner(block, every)

    def every(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(each, blocks))

    return every(blocks)


def anchored(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with a name on each heading, made from its words if it has none, that links and contents lead to."""
    taken = {span.anchor for block in blocks_below(blocks) for span in spans_of(block) if span.anchor}

    def each(block: Block) -> Block:
        if isinstance(block, Heading):
            name, spans = named(block.spans)
            return replace(block, spans=spans, anchor=name or _free(_slug(plain(spans)), taken))
        if isinstance(block, Paragraph):
            return replace(block, spans=_begun(block.spans)) if any(span.anchor for span in block.spans) else block
        return with_inner(block, every)

    def every(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(each, blocks))

    return every(blocks)


def _begun(spans: Spans) -> Spans:
    """The text with the name of its place on its first words: Word needs some to find it."""
    name, rest = named(spans)
    first = next((n for n, span in enumerate(rest) if span.text.strip() and not span.anchor), -1)
    if not name or first < 0:
        return spans
    return (*rest[:first], replace(rest[first], anchor=name), *rest[first + 1 :])


def _slug(text: str) -> str:
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-")[:60] or "section"


def _free(name: str, taken: set[str]) -> str:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
