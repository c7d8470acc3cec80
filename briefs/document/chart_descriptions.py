"""What a chart shows, in words, for those who do not see it.

The kind, how many values, the first and the last, the lowest and the highest: all numbers stand in the text below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from briefs.language import language_of, words_of
from briefs.model.tree import Block, Chart, Series
from briefs.model.tree_changes import with_inner

MOST_TIES = 3
"""Periods that are named where the lowest or the highest value stands at several."""


class Value(NamedTuple):
    """One value of a series."""

    number: Decimal
    text: str
    period: str


def described(blocks: tuple[Block, ...], language: str) -> tuple[Block, ...]:
    """The blocks with each chart's description, in the language."""

    def each(block: Block) -> Block:
        return (
            replace(block, alt=description(block, language)) if isinstance(block, Chart) else with_inner(block, every)
        )

    def every(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(each, blocks))

    return every(blocks)


def description(chart: Chart, language: str) -> str:
    """One sentence for a series; for several, one that says the kind and one for each."""
    terms, stop = words_of(language), language_of(language).stop
    kind = terms[f"chart_{chart.kind}"]
    said = [_said(series, chart, language) for series in chart.series]
    if len(said) == 1:
        said, kind = [], terms["chart_of"].format(kind=kind, series=said[0])
    return " ".join(text if text.endswith(stop) else f"{text}{stop}" for text in (kind, *said))


def _said(series: Series, chart: Chart, language: str) -> str:
    terms = words_of(language)
    name = f"{series.name} ({chart.unit})" if chart.unit else series.name
    points = zip(series.values, series.labels, chart.categories, strict=True)
    values = [Value(number, text, period) for number, text, period in points if number is not None]
    if not values:
        return terms["chart_none"].format(name=name)
    first, last = (terms["chart_at"].format(value=v.text, period=v.period) for v in (values[0], values[-1]))
    if len(values) <= 2:
        return terms["chart_one" if len(values) == 1 else "chart_two"].format(name=name, first=first, last=last)
    low, high = min(v.number for v in values), max(v.number for v in values)
    if low == high:
        begin, end = values[0].period, values[-1].period
        return terms["chart_same"].format(name=name, count=len(values), value=values[0].text, begin=begin, end=end)
    lowest, highest = (_extreme([v for v in values if v.number == end], language) for end in (low, high))
    return terms["chart_many"].format(
        name=name, count=len(values), first=first, last=last, lowest=lowest, highest=highest
    )


def _extreme(values: Sequence[Value], language: str) -> str:
    """The value with the periods that have it, or alone where they are many."""
    if len(values) > MOST_TIES:
        return values[0].text
    periods = language_of(language).comma.join(v.period for v in values)
    return words_of(language)["chart_at"].format(value=values[0].text, period=periods)
