"""Boxes in Word: paragraphs with one frame around them, joined where Word would not, parted where it would.

Word draws one frame around neighbours whose frames and edges are the same, and separate ones otherwise.
The blocks in a box are made elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from briefs.docx.looks import Frame, Side
from briefs.docx.paragraphs import Item, Para, alike, nudged
from briefs.docx.table import WordTable
from briefs.docx.text import twips


def joined(items: Sequence[Item], padding: float) -> None:
    """Make the items of one box stand on one ground, with so much of it around them.

    Where all begin and end at the same edges, Word does it. Where some stand further in, or a table is among
    them, each run of like paragraphs gets a frame that reaches the box's edges and the next run, in place of the
    space between them.
    """
    runs = [list(run) for _, run in groupby(items, key=_edges)]
    if len(runs) < 2 and not any(isinstance(item, WordTable) for item in items):
        return
    for index, run in enumerate(runs):
        if isinstance(run[0], WordTable):
            run[0].above = padding if index == 0 else 0.0
            run[0].below = padding if index == len(runs) - 1 else 0.0
            continue
        paras = [para for item in run for para in item.paragraphs()]
        above = runs[index - 1][-1] if index else None
        below = runs[index + 1][0] if index + 1 < len(runs) else None
        _framed(paras, above, below)


def parted(items: Sequence[Item]) -> None:
    """Part boxes that follow one another and would be drawn as one."""
    previous: Para | None = None
    group = 0
    for item in items:
        if not isinstance(item, Para) or not item.frame:
            previous = None
            continue
        touching = previous is not None and alike(previous.frame, item.frame) and not _same(previous, item)
        if touching or (group and item.group == group):
            item.reframed(nudged(item.frame))
            group = item.group
        previous = item


def _same(one: Para, other: Para) -> bool:
    return one.group == other.group and one.group != 0


def _edges(item: Item) -> tuple[object, ...]:
    if not isinstance(item, Para):
        return (id(item),)
    edge = twips(item.shift + item.look.left - max(item.look.hanging, 0.0))
    return (edge, twips(item.look.right), item.frame.fill, item.changed)


def _framed(paras: Sequence[Para], above: Item | None, below: Item | None) -> None:
    """Frame a run of paragraphs; the space to what is above and below it becomes part of its ground."""
    first, last = paras[0], paras[-1]
    frame = first.frame
    if above is not None:
        frame = replace(frame, top=_reaching(frame, _gap(above, first)))
        first.before = 0.0
    if below is not None:
        frame = replace(frame, bottom=_reaching(frame, 0.0 if isinstance(below, Para) else last.look.after))
        last.after = 0.0
    for para in paras:
        para.reframed(frame)


def _reaching(frame: Frame, space: float) -> Side | None:
    return Side(0.0, space, frame.fill) if frame.fill else None


def _gap(above: Item, first: Para) -> float:
    if isinstance(above, Para):
        return max(above.look.after, first.look.before)
    return max(first.before or 0.0, first.look.before)
