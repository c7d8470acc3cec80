"""The check of one figure that the sources' own words give twice, with two values.

Only sentences are read that give one figure of one year and nothing else; facts against facts are for `figures`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from briefs.checks.arithmetic import cited_by, is_declared, told_at
from briefs.checks.dates_in_order import Fault
from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Spot
from briefs.checks.sums import interval
from briefs.language import grammar_of, per_language
from briefs.model.problems import Problem
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage
from briefs.understanding.words import parts

FEWEST = 3
"""Words of a label that names nobody: fewer may be said of many things."""
DIGITS = r"\d[\d,.'’\u00a0\u202f]*\d(?:[ ]\d{3})*|\d"


class Measured(NamedTuple):
    """What a sentence gives a value for: two that are alike are of one thing."""

    tag: str
    label: frozenset[str]
    unit: tuple[str, ...]
    percent: bool
    year: int


class Said(NamedTuple):
    """A sentence that gives a figure."""

    spot: Spot
    begin: int
    number: Number
    own: frozenset[str]
    """The words of its label and unit."""


def two_values_in_sources(inquiry: Inquiry) -> Iterator[Problem]:
    """The sources give one figure of one year twice, with two values."""
    found: dict[Measured, list[Said]] = {}
    for spots in inquiry.all_spots.values():
        for spot in spots:
            for measured, said in _said(spot):
                found.setdefault(measured, []).append(said)
    cited = cited_by(inquiry) if any(len(each) > 1 for each in found.values()) else {}
    for measured, each in found.items():
        for one, other in combinations(_unlike(each), 2):
            if _differ(one, other) and _is_same(inquiry, measured, one, other) and not _settled(inquiry, one, other):
                word = other.number.text
                facts = cited.get((other.spot.source, other.spot.number), [])
                at = told_at(inquiry, facts, word) or inquiry.facts.sources[other.spot.source].place
                message = f"in {other.spot.name} it is `{word}` in {measured.year}, in {one.spot.name} "
                message += f"`{one.number.text}`: {_label(other)}"
                hint = "use the one that is right, and quote the other's words in a gap"
                yield inquiry.problem("S213", message, at, hint, word, facts=tuple(fact.id for fact in facts[:3]))
                break


@per_language(16)
def _given(tag: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p.replace("{NUM}", f"(?:{DIGITS})"), re.IGNORECASE) for p in grammar_of(tag).given)


def _said(spot: Spot) -> Iterator[tuple[Measured, Said]]:
    """The sentences of a paragraph that give a figure, each with what it measures."""
    text = spot.passage
    if len(text.numbers) < 2 or not any(number.year for number in text.numbers):
        return
    grammar = text.grammar
    for begin, end in text.clauses:
        for pattern in _given(text.tag):
            match = pattern.match(text.text, begin, end)
            if match is None:
                continue
            groups = match.groupdict()
            years = {int(year) for year in (groups["y"], groups.get("y2")) if year}
            number = next(iter(text.numbers_in(match.start("n"), match.end("n"))), None)
            if number is None or number.limit or number.year or number.rank or number.time or len(years) != 1:
                continue
            label, unit = parts(match["label"]), parts(f"{groups.get('money') or ''} {match['unit']}")
            what = frozenset(word for word in label if word not in grammar.links)
            counted = () if number.percent else tuple(word for word in unit if word not in grammar.scales)
            own = frozenset((*label, *unit))
            yield Measured(text.tag, what, counted, number.percent, years.pop()), Said(spot, begin, number, own)


def _unlike(each: list[Said]) -> list[Said]:
    """The sentences without those that say the same of the same names."""
    if len(each) == 1:
        return each
    return list({(s.number.amounts[0], s.spot.source, _context(s, False)): s for s in reversed(each)}.values())[::-1]


def _differ(one: Said, other: Said) -> bool:
    """Whether neither number can be the other one, rounded."""
    a, b = interval(one.number), interval(other.number)
    return a.high < b.low or b.high < a.low


def _is_same(inquiry: Inquiry, measured: Measured, one: Said, other: Said) -> bool:
    """Whether two sentences are of one thing: the label says enough, and nothing else is named with either."""
    named = not measured.label.isdisjoint(_names(one.spot.passage) | _names(other.spot.passage))
    if _context(one, named) != _context(other, named):
        return False
    if one.spot.source != other.spot.source:
        return named and len(measured.label) > 1
    return named or (len(measured.label) >= FEWEST and _section(inquiry, one) == _section(inquiry, other))


def _names(text: Passage, begin: int = 0, end: int = sys.maxsize) -> frozenset[str]:
    """The names in a stretch of a paragraph; what begins a sentence may be none."""
    return frozenset(n.token.folded for n in text.names if not n.opens and begin <= n.token.start < end)


def _context(said: Said, named: bool) -> frozenset[str]:
    """Whatever else the sentence names; where it names nothing at all, what the nearest one before it does."""
    text = said.spot.passage
    for begin, end in reversed(text.sentences[: text.sentence_at(said.begin) + 1]):
        found = _names(text, begin, end) - said.own
        if found or named:
            return found
    return frozenset()


def _section(inquiry: Inquiry, said: Said) -> int:
    """The number of headings before a paragraph."""
    spots = inquiry.all_spots[said.spot.source]
    return sum(spot.heading for spot in spots if spot.number <= said.spot.number)


def _settled(inquiry: Inquiry, one: Said, other: Said) -> bool:
    """Whether a gap quotes one of the two."""
    return any(
        is_declared(inquiry, said.spot, Fault("S213", said.number.start, said.number.end, "")) for said in (one, other)
    )


def _label(said: Said) -> str:
    text = said.spot.passage
    begin, end = text.sentences[text.sentence_at(said.begin)]
    return f"“{text.text[begin:end][:90].strip()}”"
