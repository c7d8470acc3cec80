"""Rows of a table as strips: how high they are, which fit, and what is left of one that no page is enough for.

Places across the page and anything that is painted are not known here.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefs.pdf.setting import Inline
from briefs.pdf.text import Line, Text

_HAIR = 5e-7


class Box(Struct, frozen=True):
    """A cell, or what is left of it on this page: its lines, its place, its element."""

    text: Text
    inline: Inline
    lines: tuple[Line, ...]
    column: int
    columns: int
    rows: int
    """How many of the rows in hand it covers."""
    low: bool
    """Whether it stands at the foot of its rows."""

    @property
    def height(self) -> float:
        return len(self.lines) * self.text.look.leading


class Strip(Struct, frozen=True):
    """A row: the cells that begin in it, how high it is, and whether a cell from above reaches into it."""

    boxes: tuple[Box, ...]
    height: float
    tied: bool = False


def strips(rows: Sequence[Sequence[Box]], padding: float) -> list[Strip]:
    """The rows with their heights, each as high as its highest cell and `padding`; the last row under a cell
    that covers several takes what that lacks."""
    heights = [max((b.height for b in row if b.rows == 1), default=0.0) + padding for row in rows]
    tied = [False] * len(rows)
    for index, row in enumerate(rows):
        for box in row:
            last = min(index + box.rows, len(rows)) - 1
            heights[last] += max(0.0, box.height + padding - sum(heights[index : last + 1]))
            tied[index + 1 : last + 1] = [True] * (last - index)
    return [Strip(tuple(row), h, t) for row, h, t in zip(rows, heights, tied, strict=True)]


def height(of: Sequence[Strip]) -> float:
    """How high the strips are together."""
    return sum(strip.height for strip in of)


def fitting(of: Sequence[Strip], room: float) -> int:
    """How many strips fit, counting only as far as no cell reaches over the cut."""
    total, count = 0.0, 0
    for index, strip in enumerate(of):
        total += strip.height
        if total > room + _HAIR:
            break
        if index + 1 == len(of) or not of[index + 1].tied:
            count = index + 1
    return count


def not_the_last_alone(of: Sequence[Strip], count: int, forced: bool) -> int:
    """How many of the strips to take, of `count` that fit, so that the last one does not go on by itself.

    `forced`: some must be taken.
    """
    if count != len(of) - 1 or not count:
        return count
    fewer = (less for less in range(count - 1, 0, -1) if not of[less].tied)
    return next(fewer, count if forced else 0)


def cut_within(of: Sequence[Strip], room: float, padding: float) -> tuple[list[Strip], list[Strip]]:
    """The strips in two where the first rows belong together and are higher than a page.

    Every cell gives as many of its lines to the first part as there is room for; the rest go on in the second.
    The first part is empty if not one line fits.
    """
    tops = [0.0]
    for strip in of:
        tops.append(tops[-1] + strip.height)
    row = next(index for index in range(len(of)) if tops[index + 1] > room + _HAIR)
    inside = any(_lines_in(box, room - tops[row] - padding) for box in of[row].boxes)
    if not inside and not row:
        return [], list(of)
    end = row + 1 if inside else row
    edge = room if inside else tops[row]
    above: list[list[Box]] = [[] for _ in range(end)]
    over: list[Box] = []
    for index, strip in enumerate(of[:end]):
        for box in strip.boxes:
            count = _lines_in(box, edge - tops[index] - padding)
            reaches = index + box.rows > end or (inside and index + box.rows == end)
            above[index].append(replace(box, lines=box.lines[:count], rows=min(box.rows, end - index)))
            if reaches and count < len(box.lines):
                rows = box.rows - (end - index) + (1 if inside else 0)
                over.append(replace(box, lines=box.lines[count:], rows=rows))
    rest = [list(strip.boxes) for strip in of[end:]]
    if inside:
        rest.insert(0, over)
    elif rest:
        rest[0] = sorted([*over, *rest[0]], key=lambda box: box.column)
    first = [Strip(tuple(boxes), of[i].height, of[i].tied) for i, boxes in enumerate(above)]
    if inside:
        first[-1] = replace(first[-1], height=edge - tops[row])
    return first, strips(rest, padding)


def _lines_in(box: Box, room: float) -> int:
    return max(0, min(len(box.lines), int((room + _HAIR) / box.text.look.leading)))
