"""Charts: columns, bars and lines with their numbers, as vectors under one Figure.

Series are told apart by colour, and by pattern, dashes and markers for those who see no colour. Where things
stand is `plot`'s matter.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct

from briefs.layout.axis import names_every, plot_width
from briefs.layout.placed import PlacedDrawing
from briefs.layout.sizes import below_table
from briefs.layout.written import PaintedText
from briefs.model.theme import Theme
from briefs.model.tree import Chart, Span
from briefs.pdf.canvas import Canvas
from briefs.pdf.file import numbers
from briefs.pdf.flow import Part
from briefs.pdf.plot import Area, Block, Point, bars, columns, points, scale
from briefs.pdf.setting import Inline, paint_lines
from briefs.pdf.tags import Tag, box
from briefs.pdf.text import Text

Align: TypeAlias = Literal["left", "center"]
SetLabel: TypeAlias = Callable[[str, Align], Text]
"""From words and an alignment to a text in the chart's look."""
GAP = 3.0
"""Points between a label and what it belongs to."""
SWATCH = 9.0
"""Points; the side of a legend's sample."""
NAMES = 0.35
"""The part of the width that the names of bars may take."""
DASHES = (
    *("[] 0 d", "[5 2] 0 d", "[1.5 1.5] 0 d", "[6 2 1.5 2] 0 d"),
    *("[11 3] 0 d", "[1.5 4.5] 0 d", "[11 2.5 1.5 2.5] 0 d", "[8 2 1.5 2 1.5 2] 0 d"),
)
"""Of lines, by series."""
FILLS = ("full", "rising", "light", "lying", "falling", "grid", "upright", "empty")
"""Of columns and bars, by series."""


class ChartPart(Part):
    """A chart, as wide as its place."""

    def __init__(
        self, placed: PlacedDrawing, chart: Chart, theme: Theme, tag: Tag, label: SetLabel, language: str
    ) -> None:
        super().__init__(0.0, below_table(theme))
        self.chart = chart
        self.theme = theme
        self.tag = tag
        self.label = label
        self.language = language
        self.placed = placed

    def inner_height(self, _width: float) -> float:
        return self.placed.height

    def paint(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        x += self.placed.right if canvas.right_to_left else self.placed.left
        inner = width - self.placed.left - self.placed.right
        height = self.inner_height(width)
        self.tag.attributes = box(x, top - height, x + inner, top)
        canvas.touch(self.tag)
        if canvas.painting is not None:
            span = Span("", facts=self.chart.facts)
            canvas.painting.texts.append(PaintedText(canvas.page, x, top - height, x + inner, top, "", span))
        _Drawing(self, canvas, x, top - height, inner, height).draw()


class _Drawing(Struct):
    """A chart while it is painted: places are from its lower left corner, mirrored where text runs leftwards."""

    part: ChartPart
    canvas: Canvas
    x: float
    y: float
    width: float
    height: float

    @property
    def line(self) -> float:
        return self.part.theme.looks["chart-text"].leading

    def colour(self, series: int) -> str:
        palette = self.part.theme.palette
        return palette[series % len(palette)]

    def draw(self) -> None:
        chart = self.part.chart
        top = self.height - self._legend()
        match chart.kind:
            case "column":
                self._columns(top)
            case "bar":
                self._bars(top)
            case "line":
                self._lines(top)
        self.canvas.draw("[] 0 d", self.part.tag)

    # words

    def _words(self, words: str, align: Align, left: float, top: float, room: float, lines: int = 9) -> float:
        """The height of the words, which are painted in a place of that width; they break in it."""
        text = self.part.label(words, align)
        broken = text.lines(max(room, 1.0))[:lines]
        inline = Inline(text.spans, self.part.tag, self.part.language)
        paint_lines(self.canvas, text, broken, self._left(left, room), self.y + top, inline)
        return len(broken) * text.look.leading

    def _left(self, left: float, width: float) -> float:
        """The left edge on the page of something that wide."""
        return self.x + (self.width - left - width if self.canvas.right_to_left else left)

    def _legend(self) -> float:
        """The height of the first line: the unit, and with several series what each looks like."""
        chart = self.part.chart
        left = 0.0
        if chart.unit:
            room = self.part.label(chart.unit, "left").most + 0.5
            self._words(chart.unit, "left", left, self.height, min(room, self.width))
            left += room + 4 * GAP
        if len(chart.series) < 2:
            return self.line if chart.unit else 0.0
        top = self.height
        for number, series in enumerate(chart.series):
            room = self.part.label(series.name, "left").most + 0.5
            if left and left + SWATCH + GAP + room > self.width:
                left, top = 0.0, top - self.line
            self._sample(number, left, top - (self.line + SWATCH) / 2)
            self._words(series.name, "left", left + SWATCH + GAP, top, min(room, self.width - SWATCH - GAP))
            left += SWATCH + GAP + room + 4 * GAP
        return self.height - top + self.line * 1.5

    def _sample(self, series: int, left: float, bottom: float) -> None:
        if self.part.chart.kind != "line":
            self._fill(series, Area(left, bottom, left + SWATCH, bottom + SWATCH))
            return
        middle = bottom + SWATCH / 2
        ends = Point(series, 0, left, middle), Point(series, 0, left + SWATCH, middle)
        self._path(series, list(ends))
        self._marker(Point(series, 0, left + SWATCH / 2, middle))

    # columns and bars

    def _columns(self, top: float) -> None:
        wide = plot_width(self.part.chart, self.width, self._asked)
        bottom = self._names_below(wide)
        on = scale(self.part.chart, bottom, top, self.line + GAP)
        found = columns(self.part.chart, 0.0, wide, on)
        for block in found:
            self._fill(block.series, Area(block.x, block.y, block.x + block.width, block.y + block.height))
        self._axis(0.0, on.zero, wide, on.zero)
        step = wide / max(1, len(self.part.chart.categories) * len(self.part.chart.series))
        printed = [Area(each.x, each.y, each.x + each.width, each.y + each.height) for each in found]
        for block in found:
            above = block.y - GAP / 2 if block.negative else block.y + block.height + GAP / 2 + self.line
            self._value(block, block.x + block.width / 2, above, max(step, block.width), printed)

    def _value(self, block: Block | Point, middle: float, top: float, room: float, printed: list[Area]) -> bool:
        """Print a value centred there, unless another one is in its way; its number stands in the text too."""
        words = self.part.chart.series[block.series].labels[block.category]
        wide = self.part.label(words, "center").most + 0.5
        left = self._within(middle, wide)
        place = Area(left, top - self.line, left + wide, top)
        if not words or place.meets(printed):
            return not words
        printed.append(place)
        self._words(words, "center", left, top, wide)
        return True

    def _asked(self, name: str) -> tuple[float, float]:
        text = self.part.label(name, "center")
        return text.least, text.most

    def _names_below(self, wide: float) -> float:
        """The height of the categories' names, which are painted at the foot of that width, each or some of them."""
        names = self.part.chart.categories
        every = names_every(self.part.chart, self.width, self._asked)
        step = wide / max(1, len(names))
        room = min(every * step, wide) - 2 * GAP
        shown = [(index, name) for index, name in enumerate(names) if not index % every]
        texts = [self.part.label(name, "center").lines(max(room, 1.0)) for _, name in shown]
        height = max((len(lines) for lines in texts), default=0) * self.line
        for index, name in shown:
            own = min(room, self._asked(name)[1] + 0.5)
            self._words(name, "center", self._within((index + 0.5) * step, own), height, own)
        return height + GAP

    def _within(self, middle: float, wide: float) -> float:
        """The left edge of something centred there, moved so that it stays in the chart."""
        return min(max(middle - wide / 2, 0.0), max(0.0, self.width - wide))

    def _bars(self, top: float) -> None:
        chart = self.part.chart
        names = [self.part.label(name, "left").most + 0.5 for name in chart.categories]
        values = [self.part.label(w, "left").most + 0.5 for s in chart.series for w in s.labels]
        start = min(max(names, default=0.0), self.width * NAMES) + 2 * GAP
        on = scale(chart, start, self.width, min(max(values, default=0.0) + GAP, self.width / 4))
        step = top / max(1, len(chart.categories))
        for index, name in enumerate(chart.categories):
            lines = len(self.part.label(name, "left").lines(start - 2 * GAP))
            middle = top - (index + 0.5) * step
            self._words(name, "left", 0.0, middle + lines * self.line / 2, start - 2 * GAP)
        found = bars(chart, top, 0.0, on)
        for block in found:
            self._fill(block.series, Area(block.x, block.y, block.x + block.width, block.y + block.height))
            self._bar_value(block, values)
        self._axis(on.zero, 0.0, on.zero, top)

    def _bar_value(self, block: Block, widths: list[float]) -> None:
        words = self.part.chart.series[block.series].labels[block.category]
        wide = self.part.label(words, "left").most + 0.5
        left = block.x - GAP - wide if block.negative else block.x + block.width + GAP
        if words:
            self._words(words, "left", left, block.y + (block.height + self.line) / 2, wide)

    # lines

    def _lines(self, top: float) -> None:
        bottom = self._names_below(self.width)
        chart = self.part.chart
        on = scale(chart, bottom + self.line, top, self.line + 2 * GAP, from_zero=False)
        self._axis(0.0, bottom, self.width, bottom)
        found = points(chart, 0.0, self.width, on)
        marks = [Area(p.x - 3, p.y - 3, p.x + 3, p.y + 3) for line in found for p in line]
        for line in found:
            self._path(line[0].series, line)
        for line in found:
            for point in line:
                self._marker(point)
        printed = list(marks)
        for line in found:
            for point in line:
                above, below = point.y + 2 * GAP + self.line - 1.0, point.y - 2 * GAP + 1.0
                if not self._value(point, point.x, above, 0.0, printed):
                    self._value(point, point.x, below, 0.0, printed)

    # shapes

    def _place(self, x: float, y: float) -> str:
        """The coordinates on the page of a place in the chart."""
        return numbers(self.x + (self.width - x if self.canvas.right_to_left else x), self.y + y)

    def _axis(self, x1: float, y1: float, x2: float, y2: float) -> None:
        theme = self.part.theme
        pen = self._pen(theme.rule_colour, max(theme.hairline, 0.5), 0)
        self.canvas.draw(f"{pen}{self._place(x1, y1)} m {self._place(x2, y2)} l S", self.part.tag)

    def _pen(self, colour: str, width: float, dashes: int) -> str:
        dash = self.canvas.state("dash", DASHES[dashes % len(DASHES)])
        return self.canvas.stroke(colour, width) + dash

    def _fill(self, series: int, area: Area) -> None:
        """A rectangle in the look of its series: full, hatched, light, or empty; all but the first outlined."""
        if area.right - area.left <= 0 or area.top - area.bottom <= 0:
            return
        colour, kind, tag = self.colour(series), FILLS[series % len(FILLS)], self.part.tag
        left = self._left(area.left, area.right - area.left)
        shape = numbers(left, self.y + area.bottom, area.right - area.left, area.top - area.bottom) + " re"
        ground = {"full": colour, "light": tinted(colour, 0.3)}.get(kind, "#ffffff")
        self.canvas.draw(f"{self.canvas.fill(ground)}{shape} f", tag)
        if kind == "full":
            return
        pen = self._pen(colour, 0.75, 0)
        self.canvas.draw(f"{pen}{shape} S", tag)
        hatch = _hatch(left, self.y + area.bottom, area.right - area.left, area.top - area.bottom, kind)
        if hatch:
            self.canvas.draw(f"q {shape} W n {hatch} S Q", tag)

    def _path(self, series: int, line: list[Point]) -> None:
        if len(line) > 1:
            pen = self._pen(self.colour(series), 1.5, series)
            first, *rest = (self._place(point.x, point.y) for point in line)
            self.canvas.draw(f"{pen}{first} m {' '.join(f'{place} l' for place in rest)} S", self.part.tag)

    def _marker(self, point: Point) -> None:
        """The marker of its series: a filled or an empty shape, or a cross."""
        marker, size = MARKERS[point.series % len(MARKERS)], 3.0
        colour = self.colour(point.series)
        pen = self._pen(colour, 1.0 if marker.closed else 1.5, 0)
        pen += self.canvas.fill(colour if marker.filled else "#ffffff")
        for outline in marker.outlines:
            first, *rest = (self._place(point.x + size * dx, point.y + size * dy) for dx, dy in outline)
            path = f"{first} m {' '.join(f'{place} l' for place in rest)} {'b' if marker.closed else 'S'}"
            self.canvas.draw(pen + path, self.part.tag)


class Marker(Struct, frozen=True):
    """The shape of a point."""

    outlines: tuple[tuple[tuple[float, float], ...], ...]
    """In halves of its size."""
    filled: bool = False
    closed: bool = True


_CIRCLE = (tuple((round(math.cos(i * math.pi / 8), 3), round(math.sin(i * math.pi / 8), 3)) for i in range(16)),)
_SQUARE = (((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),)
_TRIANGLE = (((-1.0, -0.8), (1.0, -0.8), (0.0, 1.1)),)
_DIAMOND = (((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),)
_CROSS = (((-0.95, -0.95), (0.95, 0.95)), ((-0.95, 0.95), (0.95, -0.95)))
_PLUS = (((-1.2, 0.0), (1.2, 0.0)), ((0.0, -1.2), (0.0, 1.2)))
MARKERS = (
    *(Marker(_CIRCLE, filled=True), Marker(_SQUARE), Marker(_TRIANGLE, filled=True), Marker(_DIAMOND)),
    *(Marker(_CROSS, closed=False), Marker(_CIRCLE), Marker(_PLUS, closed=False), Marker(_SQUARE, filled=True)),
)
"""Of points, by series."""


def tinted(colour: str, part: float) -> str:
    """The colour mixed with white; `part` is how much of it stays."""
    mixed = (round(255 - (255 - int(colour[i : i + 2], 16)) * part) for i in (1, 3, 5))
    return "#" + "".join(f"{each:02x}" for each in mixed)


HATCH = 4.0
"""Points between the lines across a rectangle."""


def _hatch(left: float, bottom: float, width: float, height: float, kind: str) -> str:
    """The lines across a rectangle, not yet stroked; those that slant go beyond it."""
    right, top = left + width, bottom + height
    lines: list[str] = []
    if kind in {"rising", "falling"}:
        for number in range(1, int((width + height) / HATCH) + 1):
            start = left + number * HATCH - height
            ends = (start, start + height) if kind == "rising" else (start + height, start)
            lines.append(f"{numbers(ends[0], bottom)} m {numbers(ends[1], top)} l")
    if kind in {"lying", "grid"}:
        levels = (bottom + number * HATCH for number in range(1, int(height / HATCH) + 1))
        lines += [f"{numbers(left, y)} m {numbers(right, y)} l" for y in levels]
    if kind in {"upright", "grid"}:
        places = (left + number * HATCH for number in range(1, int(width / HATCH) + 1))
        lines += [f"{numbers(x, bottom)} m {numbers(x, top)} l" for x in places]
    return " ".join(lines)
