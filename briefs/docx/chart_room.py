"""Where the parts of a chart stand in Word: plot, unit and legend, in points and in parts of the whole.

What they look like is `chart`'s matter.
"""

from __future__ import annotations

from math import ceil

from msgspec import Struct

from briefs.docx.text import attribute, colour
from briefs.layout.axis import FILLED, THICKEST, Ask, plot_width
from briefs.model.theme import Look, Theme
from briefs.model.tree import Chart

NAMES = 0.35
"""The part of the width that the names of bars may take."""
ROW = 1.2
"""Lines; what each further row of a legend needs."""


class Drawing(Struct, frozen=True):
    """A chart and how it is to look."""

    chart: Chart
    theme: Theme
    look: Look
    labelled: bool
    size: tuple[float, float]
    """Width and height in points."""
    ask: Ask
    every: int
    """Of how many categories one has its name printed."""

    @property
    def text(self) -> str:
        """c:txPr for all texts of the chart."""
        return self.words("<a:bodyPr/>")

    def words(self, body: str) -> str:
        """c:txPr for texts whose frame is so."""
        face = self.face("defRPr")
        return f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{face}</a:pPr><a:endParaRPr/></a:p></c:txPr>"

    def face(self, tag: str) -> str:
        font = attribute(self.theme.fonts[self.look.font].word)
        return (
            f'<a:{tag} sz="{round(self.look.size * 100)}" b="0"><a:solidFill>'
            f'<a:srgbClr val="{colour(self.look.colour)}"/></a:solidFill>'
            f'<a:latin typeface="{font}"/><a:cs typeface="{font}"/></a:{tag}>'
        )

    def width(self, text: str) -> float:
        """The text's width on one line, in points."""
        return self.ask(text)[1]

    def colour(self, index: int) -> str:
        return colour(self.theme.palette[index % len(self.theme.palette)])


def place(x: float, y: float, width: float = 0.0, height: float = 0.0, inner: bool = False) -> str:
    """c:layout with a place in fractions of the chart, from its upper left corner."""
    sizes = f'<c:w val="{width:.4f}"/><c:h val="{height:.4f}"/>' if width else ""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>{sizes}</c:manualLayout></c:layout>'
    )


def room(drawing: Drawing) -> tuple[float, float, float, float]:
    """Left, top, width and height, in points, of where bars and lines stand.

    That is below the unit and the legend, beside or above the categories' names.
    """
    chart, (width, height) = drawing.chart, drawing.size
    line = drawing.look.leading
    top = line * (1.6 if chart.unit or len(chart.series) > 1 else 0.4)
    if len(chart.series) > 1:
        top += line * ROW * (legend_room(drawing)[2] - 1)
    if chart.kind == "bar":
        left = min(max(map(drawing.width, chart.categories), default=0.0), width * NAMES) + 8
        bottom = 2.0 if drawing.labelled else line * 1.6
    else:
        top += line
        left = 2.0 if drawing.labelled else 40.0
    wide = plot_width(chart, width - left - 8, drawing.ask)
    if chart.kind != "bar":
        bottom = line * _lines(drawing, wide) + 8
    return left, top, wide, max(line, height - top - bottom)


def _lines(drawing: Drawing, wide: float) -> int:
    """How many lines the categories' names have below columns and lines that stand so wide."""
    names, every = drawing.chart.categories, drawing.every
    step = max(1.0, every * wide / max(1, len(names)) - 4)
    return max((ceil(drawing.width(name) / step) for name in names[::every]), default=1)


def plot_place(drawing: Drawing) -> str:
    (left, top, wide, high), (width, height) = room(drawing), drawing.size
    return place(left / width, top / height, wide / width, high / height, True)


def gap(drawing: Drawing) -> int:
    """What is between two categories' bars, in hundredths of a bar, which is no thicker than THICKEST."""
    _, _, wide, high = room(drawing)
    count = max(1, len(drawing.chart.series))
    step = (high if drawing.chart.kind == "bar" else wide) / max(1, len(drawing.chart.categories))
    bar = max(1.0, min(THICKEST, step * FILLED / count))
    return min(500, max(0, round(100 * (step - count * bar) / bar)))


def legend_room(drawing: Drawing) -> tuple[float, float, int]:
    """Where a legend begins and how wide it is, in points, and its rows; in columns as wide as its widest entry."""
    chart, line = drawing.chart, drawing.look.leading
    start = drawing.width(chart.unit) + 2 * line if chart.unit else 0.0
    entries = [drawing.width(series.name) + (5.5 if chart.kind == "line" else 3.0) * line for series in chart.series]
    free = drawing.size[0] - start
    if sum(entries) <= free:
        return start, sum(entries), 1
    columns = max(1, int(free / max(entries)))
    return start, free, ceil(len(entries) / columns)
