"""How the categories of a chart share its width, and which of them have their names printed below.

Both writers take these answers, so that Word and PDF name the same ones; nothing here draws.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TypeAlias

from briefs.model.tree import Chart

Ask: TypeAlias = Callable[[str], tuple[float, float]]
"""From a name to the widths of its longest word and of all of it, in points."""
THICKEST = 44.0
"""Points; a column or bar is no thicker, however few there are."""
FILLED = 0.72
"""The part of a category's room that its columns fill."""
APART = 2.5
"""A category's room, in thicknesses of its columns, where there are so few that they would stand far apart."""
NEARLY = 0.85
"""A chart that needs this part of the width takes all of it."""
MOST_LABELS = 24
"""With more points than these Word's axis says the numbers, not labels at each."""
SIDES, NUMBERED = 10.0, 48.0
"""Points of the width that Word leaves free beside the columns; and where an axis has numbers."""
BETWEEN = 6.0
"""Points between two names side by side."""
FEW = 8
"""So many categories are all named, though a word must break; of more, or of dates, some may go without."""
MOST_LINES = 3


def plot_width(chart: Chart, width: float, ask: Ask) -> float:
    """How wide the columns stand, in points: all of the width, but for so few that they would be lost in it."""
    if chart.kind != "column":
        return width
    widest = max((ask(name)[1] for name in chart.categories), default=0.0)
    step = max(APART * THICKEST * len(chart.series), widest + BETWEEN)
    wanted = step * len(chart.categories)
    return width if not wanted or wanted > NEARLY * width else wanted


def names_every(chart: Chart, width: float, ask: Ask) -> int:
    """1 where all categories are named; 2 where every other one is, and so on, the first always, the last if it can be.

    `width` is that of the whole chart.
    """
    names = chart.categories
    dates = all(any(map(str.isdigit, name)) for name in names)
    if len(names) < 2 or (len(names) <= FEW and not dates):
        return 1
    many = len(names) * len(chart.series) > MOST_LABELS
    step = (width - (NUMBERED if many else SIDES)) / len(names)
    asked = [ask(name) for name in names]
    least = next((every for every in range(1, len(names)) if _fit(asked[::every], every * step)), len(names) - 1)
    if least == 1:
        return 1
    return next((every for every in range(least, 2 * least) if not (len(names) - 1) % every), least)


def _fit(asked: Sequence[tuple[float, float]], step: float) -> bool:
    """Whether names stand side by side without a word that breaks, and in few lines."""
    room = step - BETWEEN
    return room > 0 and all(word <= room and ceil(whole / room) <= MOST_LINES for word, whole in asked)
