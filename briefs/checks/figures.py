"""Checks of figures against one another: two values for one thing, a period that the label denies, another year.

Sums and spans within one text are for `reckoned`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from briefs.checks.fields import entries_of, field_of, record_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.number_matching import numbers_of, unit_of
from briefs.checks.numbers_and_dates import tells_year_before
from briefs.checks.places_in_sources import Spot
from briefs.model.facts import Fact, Record
from briefs.model.problems import Problem
from briefs.understanding.dates import with_year
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage
from briefs.understanding.words import parts


class Measure(NamedTuple):
    """What a number measures, so that two numbers for it can be told."""

    label: frozenset[str]
    scale: int
    percent: bool
    unit: frozenset[str]
    period: str


def two_values(inquiry: Inquiry) -> Iterator[Problem]:
    """One figure is given twice, with two values."""
    states = frozenset(w for body in inquiry.cast.bodies.values() for w in body.words)
    seen: dict[Measure, tuple[Fact, str]] = {}
    for fact, measure in _measured(inquiry, states):
        value = f"{numbers_of(inquiry, fact)[0].amounts[0].normalize():f}"
        if measure in seen and seen[measure][1] != value:
            other = seen[measure][0]
            message = f"`{fact.written}` here, and `{other.written}` for the same in `{record_of(other)}`"
            hint = f"correct one of the two; the other stands on line {other.at.line}"
            yield inquiry.problem("S208", message, fact.at, hint, fact.written)
        seen.setdefault(measure, (fact, value))


def _measured(inquiry: Inquiry, states: frozenset[str]) -> Iterator[tuple[Fact, Measure]]:
    """The figures and the points of series, each with what it measures; those without a period are left out."""
    for fact in inquiry.facts.index.values():
        field = field_of(fact)
        if field not in {"figures.value", "series.points"} or len(numbers_of(inquiry, fact)) != 1:
            continue
        record = inquiry.record(fact)
        label, unit = (" ".join(f.written for f in entries_of(record, name)) for name in ("label", "unit"))
        period = fact.id.rpartition(".")[2] if field == "series.points" else _text(record, "period")
        if not period:
            continue
        tag = inquiry.words(fact).tag
        grammar = inquiry.words(fact).grammar
        words = frozenset(w for w in parts(label) if w not in grammar.links and w not in states and not w.isdigit())
        words -= {"between"}
        scale, percent = unit_of(unit, tag)
        money = frozenset(w for w in parts(unit) if w not in grammar.scales)
        yield fact, Measure(words, scale, percent, money, period)


def _text(record: Record | None, name: str) -> str:
    return " ".join(fact.written for fact in entries_of(record, name))


def other_period(inquiry: Inquiry) -> Iterator[Problem]:
    """A figure's label names another year than its period."""
    for record in inquiry.records("figures"):
        period, label = entries_of(record, "period"), entries_of(record, "label")
        if not period or not label:
            continue
        ours, theirs = (_years(inquiry.words(each[0])) for each in (label, period))
        if ours and theirs and not ours <= theirs and not _since(inquiry, label[0]):
            message = f"the label names {_listed(ours)}, the period {_listed(theirs)}"
            yield inquiry.problem("S209", message, period[0].at, "correct one of the two", period[0].written)


def _since(inquiry: Inquiry, label: Fact) -> bool:
    """Whether a label compares with another year."""
    words = set(parts(label.written))
    return not words.isdisjoint({"since", "after", "than", "before", "с", "после", "чем", "compared", "by"})


def _years(text: Passage) -> frozenset[int]:
    numbers = {int(number.readings[0]) for number in text.numbers if number.year}
    return frozenset(numbers | {m.year for dated in text.dates for m in dated.moments if m.year})


def _listed(years: frozenset[int]) -> str:
    return " and ".join(str(year) for year in sorted(years))


def with_other_years(inquiry: Inquiry) -> Iterator[Problem]:
    """A number stands with a year with which the source does not give it."""
    for fact in inquiry.claims:
        wide = inquiry.wide(fact)
        if wide is None or not inquiry.reads(fact, wide):
            continue
        for value, year, word in _pairs(inquiry, fact):
            given = [_years_near(spot, value, inquiry.printed.get(spot.source)) for spot in wide.holding.get(value, ())]
            years = frozenset(y for each in given for y in each)
            before = year + 1 in years and tells_year_before(wide)
            if years and year not in years and year in wide.years and not before:
                message = f"the source gives `{word}` with {_listed(years)}, not with {year}"
                yield inquiry.problem("S210", message, fact.at, "see which year the source names with it", word)


def _pairs(inquiry: Inquiry, fact: Fact) -> Iterator[tuple[object, int, str]]:
    """The numbers of a text that are directly followed by `in` and a year; a figure's with its period."""
    text = inquiry.words(fact)
    if field_of(fact) == "figures.value":
        period = _years_of(inquiry, fact)
        if len(period) == 1 and len(text.numbers) == 1:
            yield text.numbers[0].readings[0], min(period), fact.written
    if field_of(fact) == "series.points":
        year = fact.id.rpartition(".")[2]
        if year.isdecimal() and text.numbers:
            yield text.numbers[0].readings[0], int(year), fact.written
    pattern = _in_year(text.grammar.in_year)
    for number, next_ in zip(text.numbers, text.numbers[1:], strict=False):
        if next_.year and not number.year and pattern.fullmatch(text.text[number.end : next_.start]):
            yield number.readings[0], int(next_.readings[0]), number.text


def _years_of(inquiry: Inquiry, fact: Fact) -> frozenset[int]:
    period = entries_of(inquiry.record(fact), "period")
    return _years(inquiry.words(period[0])) if period else frozenset()


@lru_cache(maxsize=16)
def _in_year(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern or r"(?!)", re.IGNORECASE)


def _years_near(spot: Spot, value: object, printed: date | None) -> frozenset[int]:
    """The years that a paragraph gives with a number: right behind it, else those of its sentence."""
    text = spot.passage
    found: set[int] = set()
    for number in text.numbers:
        if value in number.readings and not number.year:
            found |= _years_given(text, number, printed)
    return frozenset(found)


def _years_given(text: Passage, number: Number, printed: date | None) -> set[int]:
    """The years of a number's sentence: one right behind it, else all but those that belong to another number.

    A year before numbers is that of them all: in 2023 exports reached 4,215 and imports 3,870.
    """
    pattern = _in_year(text.grammar.in_year)
    begin, end = text.sentences[text.sentence_at(number.start)]
    years = [(n.start, n.end, int(n.readings[0])) for n in text.numbers_in(begin, end) if n.year]
    dated = ((d, with_year(m, printed)) for d in text.dates if begin <= d.start < end for m in d.moments)
    years += [(d.start, d.end, moment.year) for d, moment in dated if moment.year]
    others = [n for n in text.numbers_in(begin, end) if not n.year and n is not number]
    right_behind = {year for start, _, year in years if pattern.fullmatch(text.text[number.end : start])}
    if right_behind:
        return right_behind
    found = set()
    for start, _, year in years:
        taken = any(number.end <= n.start < start for n in others)
        before = (n for n in others if n.end <= start < number.start)
        if not taken and not any(pattern.fullmatch(text.text[n.end : start]) for n in before):
            found.add(year)
    return found
