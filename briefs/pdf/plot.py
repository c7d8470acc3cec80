"""What a chart is made of: places for columns, bars and points, by numbers and the room there is.

Plain geometry from a chart's lower left corner, in points; nothing here paints or knows a font.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from briefs.layout.axis import FILLED, THICKEST
from briefs.model.tree import Chart

CLEAR = 5.0
"""Points between the axis and what is written above it, where all values are below."""


class Block(Struct, frozen=True):
    """A column or bar: a rectangle, and the value that it shows."""

    series: int
    category: int
    x: float
    y: float
    width: float
    height: float
    negative: bool


class Point(Struct, frozen=True):
    """A point of a line."""

    series: int
    category: int
    x: float
    y: float


class Scale(Struct, frozen=True):
    """From values to points: where zero is, and how long one unit is."""

    zero: float
    unit: float

    def at(self, value: Decimal) -> float:
        return self.zero + float(value) * self.unit


def scale(chart: Chart, start: float, end: float, room: float, from_zero: bool = True) -> Scale:
    """A scale on which all values lie between `start` and `end`; `room` is kept free for labels at the ends.

    Columns and bars begin at zero, or their lengths would lie; lines do too, unless all values lie so close
    together that nothing would be seen (a sixth, as spreadsheets have it).
    """
    values = [float(v) for series in chart.series for v in series.values if v is not None] or [0.0]
    low, high = min(values), max(values)
    if not from_zero and low > 0 and high - low < high / 6:
        bottom = low - (high - low or high) * 0.5
        unit = (end - room - start) / ((high - bottom) or 1.0)
        return Scale(start - bottom * unit, unit)
    low, high = min(low, 0.0), max(high, 0.0)
    below, above = (room if low < 0 else 0.0), (room if high > 0 or low == 0 else CLEAR)
    unit = (end - start - below - above) / ((high - low) or 1.0)
    return Scale(start + below - low * unit, max(unit, 0.0))


def columns(chart: Chart, left: float, right: float, on: Scale) -> list[Block]:
    """Upright columns, those of one category side by side."""
    return [
        Block(s, c, place, min(on.zero, on.at(v)), thick, abs(on.at(v) - on.zero), v < 0)
        for s, c, v, place, thick in _slots(chart, left, right)
    ]


def bars(chart: Chart, top: float, bottom: float, on: Scale) -> list[Block]:
    """Lying bars, the first category on top."""
    return [
        Block(s, c, min(on.zero, on.at(v)), top - place - thick, abs(on.at(v) - on.zero), thick, v < 0)
        for s, c, v, place, thick in _slots(chart, 0.0, top - bottom)
    ]


def _slots(chart: Chart, start: float, end: float) -> list[tuple[int, int, Decimal, float, float]]:
    """Series, category, value, place and thickness of each column along its axis."""
    count = len(chart.series)
    step = (end - start) / max(1, len(chart.categories))
    thick = min(step * FILLED / max(1, count), THICKEST)
    found = []
    for s, series in enumerate(chart.series):
        for c, value in enumerate(series.values[: len(chart.categories)]):
            if value is not None:
                middle = start + (c + 0.5) * step
                found.append((s, c, value, middle + (s - count / 2) * thick, thick))
    return found


def points(chart: Chart, left: float, right: float, on: Scale) -> list[list[Point]]:
    """The lines: for each stretch without a gap its points; a missing value parts a line."""
    step = (right - left) / max(1, len(chart.categories))
    lines: list[list[Point]] = []
    for s, series in enumerate(chart.series):
        line: list[Point] = []
        for c, value in enumerate(series.values[: len(chart.categories)]):
            if value is None:
                lines.append(line)
                line = []
                continue
            line.append(Point(s, c, left + (c + 0.5) * step, on.at(value)))
        lines.append(line)
    return [line for line in lines if line]


class Area(Struct, frozen=True):
    """A rectangle that something fills, so that no label is printed over it."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, others: Sequence[Area]) -> bool:
        """Whether it overlaps any of the others."""
        return any(
            self.left < o.right and o.left < self.right and self.bottom < o.top and o.bottom < self.top for o in others
        )
