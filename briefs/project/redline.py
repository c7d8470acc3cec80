"""The redline: two trees as one, in which what came is marked inserted and what went deleted.

The Word writer makes tracked changes of the marks; without the deleted text it is the new tree, without the inserted
text the old one. Drawings are the new one's: a chart that has changed is inserted, its old one is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias, assert_never

from msgspec.structs import replace

from briefs.document import printed
from briefs.document.alignment import block_pairs, item_pairs, row_pairs
from briefs.model.audience import INTERNAL
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem
from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Chart,
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
    Span,
    Spans,
    Table,
)
from briefs.project.stages import Drafted, Plan
from briefs.project.template_folders import Shelf
from briefs.project.terms_of_release import told_again
from briefs.project.writing import write

Change: TypeAlias = Literal["inserted", "deleted"]
LEAST = 0.4
"""Share of their words that two texts have in common at least, if single words are to be marked and not the whole."""
_PIECES = re.compile(
    r"\s+|(?:(?<![\w)\]])[-\u2212][$\u00a2-\u00a5\u20a0-\u20cf]?)?\d(?:[\d.,:'’\u00a0\u202f]*\d)?|\w+|[^\w\s]"
)


def pieces_of(text: str) -> list[str]:
    """The words, numbers, marks and spaces of a text; together they are the text again."""
    return _PIECES.findall(text)


def merged(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    """Both trees as one."""
    return tuple(_merged(old, new))


def _merged(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Block]:
    for mine, theirs in block_pairs(old, new):
        if theirs is None:
            yield from _deleted(mine) if mine is not None else ()
        elif mine is None:
            yield _whole(theirs, "inserted")
        else:
            yield from _pair(mine, theirs)


def _pair(old: Block, new: Block) -> Iterator[Block]:
    match old, new:
        case Heading(), Heading():
            yield replace(new, spans=worded(old.spans, new.spans))
        case Paragraph(), Paragraph():
            yield replace(new, spans=worded(old.spans, new.spans))
        case List(), List():
            yield replace(new, items=tuple(_items(old, new)))
        case Table(), Table():
            head, rows = tuple(_rows(old.head, new.head)), tuple(_rows(old.rows, new.rows))
            yield replace(new, caption=worded(old.caption, new.caption), head=head, rows=rows)
        case Box(), Box():
            yield replace(new, title=worded(old.title, new.title), blocks=merged(old.blocks, new.blocks))
        case Quote(), Quote():
            yield replace(new, blocks=merged(old.blocks, new.blocks))
        case Chart(), Chart():
            same = (old.kind, old.categories, old.series, old.unit) == (new.kind, new.categories, new.series, new.unit)
            caption = worded(old.caption, new.caption)
            yield replace(new, caption=caption if same else (*caption, _flag("inserted")))
        case Figure(), Figure():
            yield replace(new, caption=worded(old.caption, new.caption))
        case _:
            yield new


def _items(old: List, new: List) -> Iterator[Item]:
    for mine, theirs in item_pairs(old, new):
        if theirs is None:
            yield from (_item(mine, "deleted"),) if mine is not None else ()
        elif mine is None:
            yield _item(theirs, "inserted")
        elif not _begin_alike(mine, theirs):
            yield from (_item(mine, "deleted"), _item(theirs, "inserted"))
        else:
            yield replace(theirs, label=worded(mine.label, theirs.label), blocks=_entry(mine.blocks, theirs.blocks))


def _begin_alike(old: Item, new: Item) -> bool:
    """Whether two entries begin with blocks of one kind: the mark or label stands on the line of the first."""
    return not old.blocks or not new.blocks or type(old.blocks[0]) is type(new.blocks[0])


def _entry(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of an entry: its first paragraph stays the first, for the entry's mark stands before it."""
    if old and new and isinstance(old[0], Paragraph) and isinstance(new[0], Paragraph) and old[0].role == new[0].role:
        return (*_pair(old[0], new[0]), *merged(old[1:], new[1:]))
    return merged(old, new)


def _rows(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Row]:
    """The rows merged; those that a cell reaches over come and go together."""
    for mine, theirs in row_pairs(old, new):
        if theirs is None:
            yield from (_row(row, "deleted") for row in mine or ())
        elif mine is None:
            yield from (_row(row, "inserted") for row in theirs)
        else:
            yield from map(_cells, mine, theirs)


def _cells(old: Row, new: Row) -> Row:
    pairs = zip(old.cells, new.cells, strict=True)
    return replace(new, cells=tuple(replace(other, spans=worded(one.spans, other.spans)) for one, other in pairs))


# all of a block


def _deleted(block: Block) -> Iterator[Block]:
    """What stays to be seen of a block that is gone."""
    match block:
        case Figure() | Chart() | Contents():
            yield Paragraph((_flag("deleted"),), at=block.at)  # so that what follows in an entry is not its first
            if not isinstance(block, Contents) and block.caption:
                yield Paragraph(marked(block.caption, "deleted"), "caption", block.at)
        case PageBreak():
            return
        case Heading() | Paragraph() | List() | Table() | Box() | Quote():
            yield _whole(block, "deleted")
        case _:
            assert_never(block)


def _whole(block: Block, change: Change) -> Block:
    match block:
        case Heading():
            anchor = block.anchor if change == "inserted" else ""
            return replace(block, spans=marked(block.spans, change), anchor=anchor)
        case Paragraph():
            return replace(block, spans=marked(block.spans, change))
        case List():
            return replace(block, items=tuple(_item(item, change) for item in block.items))
        case Table():
            head, rows = (tuple(_row(row, change) for row in part) for part in (block.head, block.rows))
            return replace(block, caption=marked(block.caption, change), head=head, rows=rows)
        case Box():
            return replace(block, title=marked(block.title, change), blocks=_wholes(block.blocks, change))
        case Quote():
            return replace(block, blocks=_wholes(block.blocks, change))
        case Figure() | Chart():
            return replace(block, caption=(*marked(block.caption, change), _flag(change)))
        case PageBreak() | Contents():
            return block
        case _:
            assert_never(block)


def _wholes(blocks: Sequence[Block], change: Change) -> tuple[Block, ...]:
    if change == "inserted":
        return tuple(_whole(block, change) for block in blocks)
    return tuple(gone for block in blocks for gone in _deleted(block))


def _item(item: Item, change: Change) -> Item:
    return replace(item, label=marked(item.label, change), blocks=_wholes(item.blocks, change))


def _row(row: Row, change: Change) -> Row:
    return replace(row, cells=tuple(_cell(cell, change) for cell in row.cells))


def _cell(cell: Cell, change: Change) -> Cell:
    return replace(cell, spans=marked(cell.spans, change) or (_flag(change),))


def _flag(change: Change) -> Span:
    """A span without text that says what has become of a cell or drawing without words."""
    return Span("", frozenset((change,)))


# words


def marked(spans: Sequence[Span], change: Change) -> Spans:
    """The spans as inserted or deleted; what is deleted can no longer be led to, nor lead to places in the document."""
    if change == "inserted":
        return tuple(replace(span, marks=span.marks | {change}) for span in spans)
    return tuple(
        replace(span, marks=span.marks | {change}, anchor="", link="" if span.link.startswith("#") else span.link)
        for span in spans
        if span.text
    )


def worded(old: Spans, new: Spans) -> Spans:
    """Both texts as one, marked word by word."""
    mine = [(piece, span) for span in old for piece in _PIECES.findall(span.text)]
    theirs = [(piece, span) for span in new for piece in _PIECES.findall(span.text) or [""]]
    first, second = ([(piece, span.marks) for piece, span in pieces] for pieces in (mine, theirs))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.ratio() < LEAST:
        return (*marked(old, "deleted"), *marked(new, "inserted"))
    spans: list[Span] = []
    for a, b, c, d, same in _stretches(matcher, mine):
        if same:
            spans += _joined(theirs[c:d])
        else:
            spans += [*marked(_joined(mine[a:b]), "deleted"), *marked(_joined(theirs[c:d]), "inserted")]
    return tuple(spans)


Piece: TypeAlias = tuple[str, Span]


def _stretches(
    matcher: SequenceMatcher[tuple[str, frozenset[Mark]]], old: Sequence[Piece]
) -> Iterator[tuple[int, int, int, int, bool]]:
    """Where both are the same and where not; a mere space between two changes is part of the change."""
    a = b = c = d = 0
    for tag, i, j, k, m in matcher.get_opcodes():
        space = all(piece.isspace() for piece, _ in old[i:j]) and bool(i) and j < len(old)
        if tag != "equal" or (space and (a < b or c < d)):
            b, d = j, m
            continue
        if a < b or c < d:
            yield a, b, c, d, False
        yield i, j, k, m, True
        a, b, c, d = j, j, m, m
    if a < b or c < d:
        yield a, b, c, d, False


def _joined(pieces: Sequence[Piece]) -> list[Span]:
    """The pieces as spans, those of one span together."""
    found: list[tuple[str, Span]] = []
    for text, span in pieces:
        if found and found[-1][1] is span:
            found[-1] = (found[-1][0] + text, span)
        else:
            found.append((text, span))
    return [span if span.text == text else replace(span, text=text) for text, span in found]


# the whole document

NOT_TRACKED = "W040"


def redlined(plan: Plan, before: Document | None, new: Drafted, shelf: Shelf) -> tuple[bytes | None, list[Problem]]:
    """The document as a Word file with tracked changes since the earlier one, or a warning why there is none.

    `new` is the document without a box of changes; without a document `before`, all of it is inserted.
    """
    then = plan.since
    if then is None:
        return None, []
    old = before or replace(new.document, blocks=())
    if why := _kept_closer(plan, then, old, new.document, shelf):
        hint = "the paper itself is built; deleted text could be read in a file with tracked changes"
        return None, [Problem(NOT_TRACKED, f"no tracked changes: {why}", Place(plan.name), hint, "warning")]
    document = replace(new.document, blocks=merged(old.blocks, new.document.blocks))
    return write(document, new.theme, "docx").data, []


def _kept_closer(plan: Plan, then: Facts, old: Document, new: Document, shelf: Shelf) -> str:
    """Why the old text must not be shown again; empty: it may be."""
    audience = plan.template.audience
    if audience not in INTERNAL:
        return f"it is for {shelf.audience(audience).phrase}"
    if old.blocks and old.marking != new.marking:
        return "its marking is another now"
    told = told_again(plan.facts, then, plan.template, shelf, frozenset(printed(new.blocks)))
    for each in printed(old.blocks):
        was = then.index.get(each)
        if was is not None and not told(was):
            return f"`{each}` may not be shown now as it was then"
    return ""
