"""The check of what numbers count in: currency, measure, percent or points, scale, and for what an amount is.

Whether the number itself stands in the source is for `stated`; what it is said of is for `labels`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.checks.fields import entries_of, field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.number_matching import is_reckoned, is_small, matches, numbers_of, unit_of
from briefs.checks.numbers_and_dates import quoted
from briefs.checks.places_in_sources import Scope, Spot
from briefs.checks.table_cells import column_of, heads_of_columns
from briefs.model.facts import Fact
from briefs.model.problems import Problem
from briefs.understanding.measures import Measure, measure_in
from briefs.understanding.numbers import Number

FIGURES = frozenset({"figures.value", "series.points"})
_LISTED = re.compile(r",\s*(?:in|en|в)\s+([^:,.\d]{1,30}):\s")
"""A measure before a list of numbers: Level at the gauge, in metres: …"""
Standing = list[tuple[Spot, Number]]


class Counted(NamedTuple):
    """A number of a fact, with what it counts in."""

    number: Number
    measure: Measure | None
    words: str
    """The number as a reader meets it, with its unit."""
    figure: bool


def other_measure(inquiry: Inquiry) -> Iterator[Problem]:
    """A number counts in another unit, currency or scale than in the source."""
    for fact in inquiry.claims:
        wide = inquiry.wide(fact)
        if wide is None:
            continue
        for counted in _counted(inquiry, fact):
            for scope in _nearest_first(inquiry, fact, wide):
                theirs = _standing(counted, scope, inquiry, fact)
                if problem := _contradicted(inquiry, fact, counted, theirs):
                    yield problem
                    break
                if any(_is_measured(spot, number, counted) for spot, number in theirs):
                    break


def _nearest_first(inquiry: Inquiry, fact: Fact, wide: Scope) -> Iterator[Scope]:
    """The words quoted for a fact, the paragraphs that it cites, and those that its record does."""
    own, words = inquiry.scope(fact), quoted(inquiry, fact)
    yield from (scope for scope in (words, own) if scope is not None)
    if own is not wide:
        yield wide


def _counted(inquiry: Inquiry, fact: Fact) -> Iterator[Counted]:
    """The numbers of a fact that count in something; a figure's with its unit, of its own or in its label."""
    text = inquiry.words(fact)
    figure = field_of(fact) in FIGURES
    outer, unit = _unit(inquiry, fact) if figure else (None, "")
    for plain, number in zip(text.numbers, numbers_of(inquiry, fact), strict=True):
        measure = text.measures.get(plain) or outer
        if number.year or number.rank or number.time or is_small(number, text.grammar):
            continue
        words = number.text if measure is None or outer is measure else text.text[measure.start : measure.end]
        if measure is not None or (figure and number.scale):
            yield Counted(number, measure, f"{words} {unit}".strip(), figure)


def _unit(inquiry: Inquiry, fact: Fact) -> tuple[Measure | None, str]:
    """What a figure's unit says, and its words; where it has none, what stands in brackets in its label."""
    record = inquiry.record(fact)
    for unit in entries_of(record, "unit"):
        return measure_in(unit.written, (unit.language or inquiry.tag).partition("-")[0]), unit.written
    for label in entries_of(record, "label"):
        _, opened, inner = label.written.rpartition("(")
        return (measure_in(inner, inquiry.words(label).tag) if opened else None), ""
    return None, ""


def _standing(counted: Counted, scope: Scope, inquiry: Inquiry, fact: Fact) -> Standing:
    """Where a number stands in a scope: as it is, or, where a formula makes it, the same digits of another scale."""
    same = matches(counted.number, scope, inquiry, fact)
    values = dict.fromkeys((*counted.number.amounts, *counted.number.readings))
    found = [each for value in values for each in scope.standing.get(value, ()) if each[1] in same]
    exact = [each for each in found if not set(counted.number.amounts).isdisjoint(each[1].amounts)]
    if exact or found or not is_reckoned(inquiry, fact):
        return exact or found  # else `stated` tells that it does not stand there
    return [each for value in counted.number.readings for each in scope.standing.get(value, ()) if not each[1].year]


def _is_measured(spot: Spot, number: Number, counted: Counted) -> bool:
    """Whether the words say what the number counts in, as far as the fact does."""
    return number in spot.passage.measures or (counted.measure is None and bool(number.scale))


def _contradicted(inquiry: Inquiry, fact: Fact, counted: Counted, theirs: Standing) -> Problem | None:
    """The problem where every place at which the number stands gives it otherwise."""
    if not theirs or not all(_differs(inquiry, fact, counted, spot, number) for spot, number in theirs):
        return None
    spot, number = theirs[0]
    measure = spot.passage.measures.get(number)
    words = spot.passage.text[measure.start : measure.end] if measure else number.text
    message = f"the source says `{words}`, not `{counted.words}`"
    hint = f"it stands in {spot.name}: give the number in what it counts there" if spot.number else ""
    return inquiry.problem("S121", message, fact.at, hint, counted.number.text)


def _differs(inquiry: Inquiry, fact: Fact, counted: Counted, spot: Spot, number: Number) -> bool:
    measure = spot.passage.measures.get(number) or _said_once(inquiry, spot, number)
    if measure is not None and counted.measure is not None and counted.measure.contradicts(measure):
        return True
    return _other_scale(
        inquiry, fact, counted, spot, number, measure is not None and bool(measure.names) and not measure.shared
    )


def _said_once(inquiry: Inquiry, spot: Spot, number: Number) -> Measure | None:
    """The measure that is said once for several numbers: in the head of a column, before a colon, of a whole."""
    text = spot.passage
    if spot.table:
        head = inquiry.once(heads_of_columns).get((spot.source, spot.number), {}).get(column_of(text, number.start), "")
        return measure_in(head.partition(",")[2] or head, text.tag) if head else None
    begin, end = text.sentences[text.sentence_at(number.start)]
    listed = _LISTED.search(text.text, begin, number.start)
    if listed and (measure := measure_in(listed[1], text.tag)):
        return measure
    if not number.scale:
        return None
    others = [text.measures[n] for n in text.numbers_in(begin, end) if n in text.measures]
    money = {each.names for each in others if each.money}
    return next(each for each in others if each.money)._replace(per="", shared=True) if len(money) == 1 else None


def _other_scale(inquiry: Inquiry, fact: Fact, counted: Counted, spot: Spot, number: Number, measured: bool) -> bool:
    """Whether the source gives another scale: named by both, or by one of two that both say what they count."""
    ours, theirs = counted.number.scale, number.scale or _scale_of_column(inquiry, spot, number)
    if ours == theirs or (number.scale == theirs and not set(counted.number.amounts).isdisjoint(number.amounts)):
        return False
    if ours and theirs:
        return True
    if ours:
        return measured
    return counted.figure and counted.measure is not None and not _scale_in_label(inquiry, fact)


def _scale_of_column(inquiry: Inquiry, spot: Spot, number: Number) -> int:
    """The power of ten that the head of a number's column names."""
    if not spot.table:
        return 0
    heads = inquiry.once(heads_of_columns).get((spot.source, spot.number), {})
    return unit_of(heads.get(column_of(spot.passage, number.start), ""), spot.passage.tag)[0]


def _scale_in_label(inquiry: Inquiry, fact: Fact) -> bool:
    labels = entries_of(inquiry.record(fact), "label")
    return any(unit_of(label.written, inquiry.words(label).tag)[0] for label in labels)
