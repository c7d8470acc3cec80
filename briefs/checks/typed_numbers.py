"""Numbers that are typed into a point and stand in the same paper as a figure of their own.

The two drift apart when the figure changes; whether either is true, others check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from briefs.checks.draft import Draft
from briefs.model.problems import Problem
from briefs.model.tree import blocks_below, spans_of

POINT = re.compile(r"points\.\w+\.text")
FIGURE = re.compile(r"figures\.\w+\.value")
LEAST = 10
"""Smaller whole numbers are words of the language more often than figures."""
YEARS = range(1900, 2101)


def typed_again(draft: Draft) -> Iterator[Problem]:
    """A number typed into a point is a figure that the same paper prints."""
    printed = dict.fromkeys(each for block in blocks_below(draft.finished) for s in spans_of(block) for each in s.facts)
    figures = {each: words for each in printed if FIGURE.fullmatch(each) and (words := _telling(draft, each))}
    for id_ in filter(POINT.fullmatch, printed):
        fact = draft.facts.index.get(id_)
        for figure, words in figures.items() if fact else ():
            if fact and re.search(rf"(?<![\d.,]){re.escape(words)}(?!\d|[.,]\d)", fact.written):
                hint = "say it without the number, or change both together"
                message = f"`{words}` is typed here and printed as `{figure}` in the same paper"
                yield Problem("D114", message, fact.at, hint, "warning", facts=(id_, figure))


def _telling(draft: Draft, id_: str) -> str:
    """The figure as it was typed, where it is one that stands for nothing else; else empty."""
    fact = draft.facts.index.get(id_)
    if fact is None or not re.search(r"\d", fact.written):
        return ""
    value = fact.value
    small = isinstance(value, Decimal) and value == int(value) and (value < LEAST or int(value) in YEARS)
    return "" if small else fact.written
