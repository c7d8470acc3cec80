"""How wide a table's columns are, and where its numbers line up.

Both writers take these answers, so that a table breaks the same lines in Word and in PDF; each brings its own
`measure`, and nothing here draws.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from math import ceil, sqrt
from typing import TypeAlias

from msgspec import Struct

from briefs.layout.grid import Grid, Placed, grid
from briefs.model.tree import Span, Spans, Table, plain

Measure: TypeAlias = Callable[[Spans, str], tuple[float, float]]
"""From a cell's text and role: the widths of its longest word and its longest line, in points, no padding."""
Pads: TypeAlias = dict[tuple[int, int], float]
"""From body row and column of a number to what is left free right of it, in points."""

SHORT = 0.6
"""A column that needs less than this part of an even share is never made to break its lines."""
GREATEST_LEAST = 1 / 3
"""The part of the table that one word can claim; a longer one (an address) is broken."""
MOST_ROWS = 60
"""Rows that are looked at to see how high a table will be; more of them tell nothing new."""
LOOSE = 1.05
"""How much longer a text becomes when its lines end at whole words."""
SPARE = 0.5
"""Points by which a column is wider than its texts, for rounding must not break a word."""
_TWIP = 20
_DASH, _SPACE = r"\-\u2010\u2013\u2014", r" \t\n\u2002-\u2006\u2008-\u200b\u3000"
_SIGN = r"(?:(?<![^\s\u00a0\u202f([{$\u00a2-\u00a5\u20a0-\u20cf])-(?=[$\u00a2-\u00a5\u20a0-\u20cf]?\d))"
"""A hyphen that is a number's minus: it stands first, or behind a space, a bracket or a currency's sign."""


def column_widths(
    table: Table, width: float, measure: Measure, padding: float = 0.0, pads: Pads | None = None
) -> tuple[float, ...]:
    """The columns' widths in points; they add up to `width`, in twentieths of a point.

    A column with a share of its own gets it. The others get what their texts need: none less than its
    longest word where that can be, short ones all they want, and long ones so much that the rows are as low
    as can be. `padding` is what a cell adds to its text, left and right together; `pads` are the table's
    `decimal_pads`, if they are known already.
    """
    shape = grid(table)
    shares = [column.points / width or column.width for column in table.columns] + [0.0] * (
        shape.columns - len(table.columns)
    )
    if table.role == "figures" and not any(shares):
        shares = [1.0] * shape.columns
    if all(share > 0 for share in shares):
        return _rounded([share / sum(shares) * width for share in shares], width)
    pads = decimal_pads(table, measure) if pads is None else pads
    needs = _needs(shape, measure, padding + SPARE, pads)
    free = [column for column, share in enumerate(shares) if share <= 0]
    sizes = _asked(shares, bool(free), width)
    for column, size in zip(free, _shared(needs, free, width - sum(sizes)), strict=True):
        sizes[column] = size
    return _rounded(sizes, width)


def decimal_pads(table: Table, measure: Measure) -> Pads:
    """What to leave free right of a number, in points, by body row and column, to line up decimal marks.

    Only columns aligned `decimal` have any; their texts are set to the right.
    """
    pads: Pads = {}
    if not any(column.align == "decimal" for column in table.columns):
        return pads
    rows = grid(table).rows
    for index, column in enumerate(table.columns):
        if column.align != "decimal":
            continue
        cells = [(r, p) for r, row in enumerate(rows) for p in row if p.column == index and _is_number(p)]
        mark = _decimal_mark(plain(placed.cell.spans) for _, placed in cells)
        tails = {r: measure((Span(_tail(plain(p.cell.spans), mark)),), p.role)[1] for r, p in cells}
        greatest = max(tails.values(), default=0.0)
        pads |= {(r, index): greatest - tail for r, tail in tails.items()}
    return pads


def words_of(text: str) -> list[str]:
    """The pieces of a text that a line never breaks, as far as can be said without a dictionary."""
    if text.isascii() and "-" not in text:
        return text.split()
    return _words().findall(text)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(f"(?:[^{_DASH}{_SPACE}]|{_SIGN})+[{_DASH}]*|[{_DASH}]+")


@cache
def parts_words() -> re.Pattern[str]:
    """A character behind which a line may end."""
    return re.compile(f"[{_DASH}{_SPACE}]")


class _Needs(Struct, frozen=True):
    """What the texts of a table need, in points, with their padding."""

    least: list[float]
    """The longest word of each column."""
    most: list[float]
    """The longest line of each column."""
    rows: list[list[tuple[int, float]]]
    """For each row the longest line of each cell in one column, and that column."""
    padding: float


def _needs(shape: Grid, measure: Measure, padding: float, pads: Pads) -> _Needs:
    needs = _Needs([0.0] * shape.columns, [0.0] * shape.columns, [], padding)
    wide: list[tuple[Placed, float, float]] = []
    for index, row in enumerate((*shape.head, *shape.rows), -len(shape.head)):
        lines: list[tuple[int, float]] = []
        for placed in row:
            if placed.covered:
                continue
            low, high = measure(placed.cell.spans, placed.role)
            if placed.columns > 1:
                wide.append((placed, low + padding, high + padding))
                continue
            pad = pads.get((index, placed.column))
            if pad is not None:
                low = high = high + pad
            lines.append((placed.column, high))
            needs.least[placed.column] = max(needs.least[placed.column], low + padding)
            needs.most[placed.column] = max(needs.most[placed.column], high + padding)
        needs.rows.append(lines)
    for placed, low, high in wide:
        _stretch(needs.least, placed, low)
        _stretch(needs.most, placed, high)
    return needs


def _stretch(sizes: list[float], placed: Placed, needed: float) -> None:
    """Widen the columns under a wide cell until it has room."""
    under = range(placed.column, placed.column + placed.columns)
    lacking = needed - sum(sizes[column] for column in under)
    for column in under:
        sizes[column] += max(0.0, lacking) / placed.columns


def _asked(shares: Sequence[float], others: bool, width: float) -> list[float]:
    """The widths of columns with shares; where those leave nothing to others, they are cut to a half."""
    total = sum(share for share in shares if share > 0)
    scale = 0.5 / total if others and total >= 1.0 else 1.0
    return [max(0.0, share) * scale * width for share in shares]


def _shared(needs: _Needs, columns: list[int], width: float) -> list[float]:
    """The widths of some columns that are to fill `width`."""
    least = [min(needs.least[column], width * GREATEST_LEAST) for column in columns]
    most = [max(needs.most[column], low) for column, low in zip(columns, least, strict=True)]
    if sum(least) >= width:
        return _leveled(least, width)
    if sum(most) <= width:
        whole = sum(most)
        return [each * width / whole if whole else width / len(most) for each in most]
    even = width / len(most)
    floor = [high if high <= SHORT * even else low for low, high in zip(least, most, strict=True)]
    if sum(floor) >= width:
        floor = least
    tries = [_proportional(floor, weights, width) for weights in _weights(needs, columns, most)]
    return min(tries, key=lambda sizes: _lines(needs, columns, sizes))


def _weights(needs: _Needs, columns: list[int], most: list[float]) -> Iterator[list[float]]:
    """Measures of how much the columns hold: their longest texts, or all of them, more or less evened out."""
    held = [0.0] * len(most)
    places = {column: index for index, column in enumerate(columns)}
    for row in needs.rows[:MOST_ROWS]:
        for column, high in row:
            if column in places:
                held[places[column]] += high * high
    for sizes in (most, [sqrt(each) + 1.0 for each in held]):
        for power in (1.0, 0.75, 0.5):
            yield [size**power for size in sizes]


def _lines(needs: _Needs, columns: list[int], sizes: list[float]) -> int:
    """About how many lines the rows are high, all together, with columns of these widths."""
    rooms = dict(zip(columns, (max(1.0, size - needs.padding) for size in sizes), strict=True))
    return sum(
        max((ceil(high * LOOSE / rooms[column]) for column, high in row if column in rooms), default=0)
        for row in needs.rows[:MOST_ROWS]
    )


def _leveled(sizes: list[float], width: float) -> list[float]:
    """The sizes cut to one level so that they fill `width`: the small ones keep what they need."""
    order = sorted(range(len(sizes)), key=lambda index: sizes[index])
    result = [0.0] * len(sizes)
    left = width
    for position, index in enumerate(order):
        result[index] = min(sizes[index], left / (len(order) - position))
        left -= result[index]
    return result


def _proportional(floor: list[float], most: list[float], width: float) -> list[float]:
    """Widths in proportion to `most`, none below its floor, that fill `width`."""
    fixed: set[int] = set()
    while True:
        free = [index for index in range(len(most)) if index not in fixed]
        left = width - sum(floor[index] for index in fixed)
        total = sum(most[index] for index in free) or 1.0
        low = {index for index in free if most[index] * left / total < floor[index]}
        if not low:
            return [floor[i] if i in fixed else most[i] * left / total for i in range(len(most))]
        fixed |= low


def _rounded(sizes: Sequence[float], width: float) -> tuple[float, ...]:
    """The sizes in whole twentieths of a point, with the same sum."""
    result: list[float] = []
    done, exact = 0, 0.0
    for index, size in enumerate(sizes):
        exact = width if index == len(sizes) - 1 else exact + size
        edge = round(exact * _TWIP)
        result.append((edge - done) / _TWIP)
        done = edge
    return tuple(result)


def _is_number(placed: Placed) -> bool:
    if placed.covered or placed.columns > 1 or placed.cell.header:
        return False
    return any(c.isdecimal() for c in plain(placed.cell.spans))


def _decimal_mark(texts: Iterable[str]) -> str:
    """The comma or point behind which a number has other than three digits; empty where all are whole."""
    for text in texts:
        if match := re.search(r"\d([.,\u066b])(?:\d{1,2}|\d{4,})(?!\d)", text):
            return match[1]
    return ""


def _tail(text: str, mark: str) -> str:
    """What stands behind the whole number: its decimals and all that follows."""
    if mark:
        place = max((m.start() for m in re.finditer(rf"(?<=\d){re.escape(mark)}(?=\d)", text)), default=-1)
        if place >= 0:
            return text[place:]
    last = max((index for index, c in enumerate(text) if c.isdecimal()), default=len(text) - 1)
    return text[last + 1 :]
