"""How large charts and pictures are, and what is left free below tables.

Both writers take these answers, so that pages break alike; nothing here draws.
"""

from __future__ import annotations

from briefs.model.theme import Theme
from briefs.model.tree import Chart

GREATEST_CHART = 160.0
"""Points; a chart of upright columns needs no more, whatever the width of the page."""
LEAST_CHART, PER_CATEGORY = 95.0, 15.0
"""Points; a chart of few columns needs less, so that two numbers do not fill a third of a page."""
CHART_SHAPE = 0.4
"""Height by width of charts with upright columns or lines."""
GREATEST_PICTURE = 0.8
"""The part of the text's height that a picture may fill: its caption needs the rest."""

PORTRAIT = 0.17
"""The share of the text's width that a portrait has, where it does not say."""
PORTRAIT_GAP = 12.0
"""Points between a portrait and the text at its side."""


def chart_height(chart: Chart, theme: Theme, width: float) -> float:
    """The chart's height in points, when it is `width` wide; a bar has as much room as a line of text."""
    line = theme.looks["chart-text"].leading
    legend = line * 1.5 if len(chart.series) > 1 else 0.0
    most = greatest_picture(theme)
    if chart.kind != "bar":
        enough = min(GREATEST_CHART, LEAST_CHART + PER_CATEGORY * len(chart.categories))
        return round(min(width * CHART_SHAPE + legend, enough + legend, most))
    bars = len(chart.categories) * (len(chart.series) * 1.1 + 0.6)
    return round(min(bars * line + legend + line, most))


def greatest_picture(theme: Theme) -> float:
    """How high a picture may be, in points."""
    return theme.page.text_height * GREATEST_PICTURE


def picture_size(natural: tuple[float, float], share: float, width: float, theme: Theme) -> tuple[float, float]:
    """Width and height in points of a picture in a text of `width`: its own or its share, if they fit."""
    wide, high = natural
    wanted = width * min(share, 1.0) if share > 0 else min(wide, width)
    scale = min(wanted / wide, greatest_picture(theme) / high)
    return wide * scale, high * scale


def below_table(theme: Theme) -> float:
    """What is left free below a table or chart, in points."""
    return theme.looks["body"].after
