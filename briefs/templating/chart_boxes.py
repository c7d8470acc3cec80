"""Charts: series as a drawing, and as a sentence that says all its numbers.

It neither describes a drawing to those who do not see it (`document`) nor draws it (the writers).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from briefs.model.cited import Name, Points
from briefs.model.problems import Place
from briefs.model.tree import MOST_SERIES, Block, Chart, Paragraph, Series, Span, Spans

if TYPE_CHECKING:
    from briefs.templating.boxes import Asked
    from briefs.templating.reading import Reader

Kind: TypeAlias = Literal["column", "bar", "line"]
KINDS: dict[str, Kind] = {"column": "column", "bar": "bar", "line": "line"}
NBSP = "\u00a0"
SHORT = 24
"""Characters; a longer period may be broken at its spaces."""
_TIME = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
"""A year, a month or a day as ISO 8601 writes them."""


def chart(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: chart column {{ series.trade }}`: a chart of one or more series; its text is the caption."""
    kind = KINDS.get(asked.info.split(" ")[0])
    if kind is None:
        hint = "write `::: chart column {{ series.trade }}`"
        reader.problem("T004", "a chart is `column`, `bar` or `line`", asked.at, hint)
        return []
    points = reader.opener.points(asked.info)
    wrong = _wrong(points)
    if wrong:
        reader.problem("T004", wrong[0], asked.at, wrong[1])
        return []
    caption = tuple(s for b in asked.blocks if isinstance(b, Paragraph) for s in b.spans)
    periods = periods_of(points)
    made = _chart(kind, points, periods, caption or _names(points), asked.at)
    return [made, Paragraph(_numbers(points, periods), "chart-text", asked.at)]


def _wrong(points: Sequence[Points]) -> tuple[str, str] | None:
    """Why these series make no chart, and the likely mend."""
    if not points:
        return "a chart has no series to draw", "name one: `::: chart column {{ series.trade }}`"
    if len({p.unit.text for p in points}) > 1:
        units = ", ".join(p.unit.text or "none" for p in points)
        return f"one chart cannot show several units ({units})", "draw a chart for each"
    if len(points) > MOST_SERIES:
        hint = f"draw two charts: without colour no more than {MOST_SERIES} series can be told apart"
        return f"one chart cannot show {len(points)} series", hint
    return None


def periods_of(points: Sequence[Points]) -> tuple[str, ...]:
    """The periods of all series, each once: years, months and days by time, any others in the order of the file.

    A period that the series before do not have stands behind the one that it follows in its own series.
    """
    merged: list[str] = []
    for each in points:
        for index, period in enumerate(each.periods):
            if period not in merged:
                merged.insert(_place(merged, each.periods, index), period)
    if all(_TIME.fullmatch(period) for period in merged):
        merged.sort()  # as texts they stand by time, a year before its months, a month before its days
    return tuple(merged)


def _place(merged: Sequence[str], own: Sequence[str], index: int) -> int:
    """Where a series' period belongs among those merged so far."""
    if index:
        return merged.index(own[index - 1]) + 1
    later = next((period for period in own if period in merged), None)
    return len(merged) if later is None else merged.index(later)


def _names(points: Sequence[Points]) -> Spans:
    """The names of all series and their unit, for a chart whose author gives no caption."""
    spans: list[Span] = []
    for each in points[:-1]:
        spans += [_span(each.label), Span(", ")]
    spans += _named(points[-1].label, points[-1].unit)
    return tuple(span for span in spans if span.text)


def _named(label: Name, unit: Name, behind: str = "") -> Spans:
    """A name with its unit: one span, unless they are in two languages."""
    if unit.text and unit.language != label.language:
        return _span(label), Span(" ("), _span(unit), Span(f"){behind}")
    text = f"{label.text} ({unit.text}){behind}" if unit.text else f"{label.text}{behind}"
    return (Span(text, facts=(*label.facts, *unit.facts), language=label.language),)


def _span(name: Name) -> Span:
    return Span(name.text, facts=name.facts, language=name.language)


def _chart(kind: Kind, points: Sequence[Points], periods: tuple[str, ...], caption: Spans, at: Place) -> Chart:
    series = tuple(_series(each, periods) for each in points)
    facts = tuple(fact for each in points for fact in each.facts)
    return Chart(kind, periods, series, points[0].unit.text, "", caption, facts, at)


def _series(points: Points, periods: Sequence[str]) -> Series:
    values: dict[str, tuple[Decimal, str]] = {
        period: (value, text) for period, value, text in zip(points.periods, points.values, points.written, strict=True)
    }
    found = [values.get(period) for period in periods]
    texts = tuple(v[1] if v else "" for v in found)
    return Series(points.label.text, tuple(v[0] if v else None for v in found), texts)


def _numbers(points: Sequence[Points], periods: Sequence[str]) -> Spans:
    """The chart's numbers as a line of text: each period and value with the fact that gives it."""
    spans: list[Span] = []
    for index, each in enumerate(points):
        spans.append(Span("; " if index else ""))
        spans += _named(each.label, each.unit, ": ")
        given = {p: (text, fact) for p, text, fact in zip(each.periods, each.written, each.facts, strict=True)}
        for place, period in enumerate(p for p in periods if p in given):
            text, fact = given[period]
            spans += [Span(", " if place else ""), Span(f"{_unbroken(period)}:{NBSP}{text}", facts=(fact,))]
    return tuple(span for span in (*spans, Span(".")) if span.text)


def _unbroken(period: str) -> str:
    """The period with spaces at which no line ends: `9 May` stays together."""
    return period.replace(" ", NBSP) if len(period) <= SHORT else period
