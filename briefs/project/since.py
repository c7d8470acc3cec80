"""What has changed since: the box near the head that says so, and the mark on each text that reads otherwise.

What differs, and in which words, `compare` finds; how a mark looks, the writers decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec.structs import replace

from briefs.language import day, words_of
from briefs.model.problems import NOWHERE, Place, Problem, Stop
from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Contents,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Span,
    Spans,
    Table,
    spans_of,
)
from briefs.project.changes import revisions
from briefs.project.changes_box import EDITOR, Versions, entries

LAST_TO_GO = "99"
"""The box's place in the order in which a page budget drops things."""
CHANGES = "changes"
"""The box of a template that stands for all that has changed."""


def announced(since: Versions, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with a box behind the head that lists, as the document prints them, the changed facts."""
    terms = words_of(since.language)
    own = next((index for index, block in enumerate(blocks) if is_place(block)), -1)
    lines = tuple(entries(blocks, since, terms, whole=own >= 0))
    name = "changed_since" if lines else "unchanged_since" if since.before.blocks else "new_since"
    same = since.then.text("as_of") == since.now.text("as_of")
    text = terms[f"{name}_same" if same else name].replace("{day}", day(since.before.dated, since.language))
    title = (Span(text, facts=(EDITOR,)),)
    place = next((block.at for block in blocks if block.at.file), NOWHERE)
    if own >= 0:
        return (*blocks[:own], *_in_full(title, lines, blocks[own].at), *blocks[own + 1 :])
    if lines:
        options = (("order", LAST_TO_GO), ("unit", "items"))
        inner = Box("droppable", (), (List("bullet", lines, at=place),), options, place)
        box = Box("callout", title, (inner,), at=place)
    else:
        box = Box("callout", (), (Paragraph(title, at=place),), at=place)
    head = _head(blocks)
    return (*blocks[:head], box, *blocks[head:])


def is_place(block: Block) -> bool:
    """Whether it is where a template wants all that has changed: `::: changes`."""
    return isinstance(block, Box) and block.role == CHANGES


def refuse_unsaid(blocks: Sequence[Block]) -> None:
    """Raises Stop where a paper is to say all that has changed, and nobody has said since when."""
    for block in blocks:
        if is_place(block):
            hint = "name the version that went out: `--since facts/older.yaml`, or `--since @HEAD~1` as git has it"
            raise Stop(
                [Problem("T007", "this paper says what has changed, and since when is not said", block.at, hint)]
            )


def _in_full(title: Spans, lines: tuple[Item, ...], at: Place) -> Iterator[Block]:
    """All that has changed, below a heading; where nothing has, words that say so."""
    if not lines:
        yield Paragraph(title, at=at)
        return
    yield Heading(1, title, at=at)
    yield Box("droppable", (), (List("bullet", lines, at=at),), (("order", LAST_TO_GO), ("unit", "items")), at)


def marked(since: Versions, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with every text marked `changed` that is new, or that reads otherwise than before."""
    if not since.before.blocks:
        return blocks
    box = next((block for block in blocks if _is_box(block)), None)
    rest = tuple(block for block in blocks if block is not box)
    changed = {id(each.new.node) for each in revisions(since.before.blocks, rest) if each.new}
    return tuple(block if block is box else _marked(block, changed) for block in blocks)


def _head(blocks: Sequence[Block]) -> int:
    """How many blocks the document's head has: its title, a line below it, and its fields."""
    count = 0
    for block in blocks:
        match block:
            case Heading(level=0) | Paragraph(role="subtitle") | List(kind="fields"):
                count += 1
            case _:
                break
    return count


# marks


def _is_box(block: Block) -> bool:
    """Whether it is the box that tells of the changes."""
    inner = (
        (*block.title, *(span for each in block.blocks for span in spans_of(each))) if isinstance(block, Box) else ()
    )
    return any(EDITOR in span.facts for span in inner)


def _marked(block: Block, changed: set[int]) -> Block:
    here = id(block) in changed
    match block:
        case Heading() | Paragraph():
            return replace(block, spans=_spans(block.spans, here))
        case Table():
            head, rows = (tuple(_row(row, changed) for row in part) for part in (block.head, block.rows))
            return replace(block, caption=_spans(block.caption, here), head=head, rows=rows)
        case Chart() | Figure():
            return replace(block, caption=_spans(block.caption, here))
        case List():
            items = (replace(i, blocks=tuple(_marked(b, changed) for b in i.blocks)) for i in block.items)
            return replace(block, items=tuple(items))
        case Box():
            inner = tuple(_marked(each, changed) for each in block.blocks)
            return replace(block, title=_spans(block.title, here), blocks=inner)
        case Quote():
            return replace(block, blocks=tuple(_marked(each, changed) for each in block.blocks))
        case PageBreak() | Contents():
            return block
        case _:
            assert_never(block)


def _row(row: Row, changed: set[int]) -> Row:
    if id(row) not in changed:
        return row
    return replace(row, cells=tuple(replace(cell, spans=_spans(cell.spans, True)) for cell in row.cells))


def _spans(spans: Spans, here: bool) -> Spans:
    return tuple(replace(span, marks=span.marks | {"changed"}) for span in spans) if here else spans
