"""Checks of arithmetic and time, in the facts and in the source's own words.

What the source itself has wrong is told where a fact uses it, else at the source's record; a gap that quotes the
words settles it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from briefs.checks.ages import wrong_ages, wrong_ranks
from briefs.checks.dates_in_order import Fault, time_faults
from briefs.checks.fields import entries_of, field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.numbers_and_dates import moment_said
from briefs.checks.places_in_sources import Spot
from briefs.checks.sums import number_faults, wrong_totals
from briefs.checks.wholes import whole_faults
from briefs.model.facts import US, Fact, Record
from briefs.model.problems import Place, Problem
from briefs.understanding.dates import Moment, day_of
from briefs.understanding.passages import Passage, passage


@lru_cache(maxsize=32768)
def faults_in(text: Passage, printed: date | None) -> tuple[Fault, ...]:
    """What does not follow in one text."""
    numbers = {(f.code, f.start): f for f in (*whole_faults(text), *number_faults(text))}
    return (*time_faults(text, printed), *numbers.values(), *wrong_ages(text, printed), *wrong_ranks(text))


class Found(NamedTuple):
    """A fault, with where it is told."""

    fault: Fault
    at: Place
    where: str
    word: str
    facts: tuple[str, ...] = ()


def _found(inquiry: Inquiry) -> list[Found]:
    return [*_in_facts(inquiry), *_in_sources(inquiry)]


def _faults(inquiry: Inquiry, code: str) -> Iterator[Problem]:
    """The faults of one kind in the facts' texts and in the sources', but those that a gap declares."""
    for found in inquiry.once(_found):
        if found.fault.code == code:
            message = f"{found.where}{found.fault.message}"
            yield inquiry.problem(code, message, found.at, found.fault.hint, found.word, facts=found.facts)


def _in_facts(inquiry: Inquiry) -> Iterator[Found]:
    for fact in inquiry.facts.index.values():
        if fact.id.startswith(("sources.", "brief.")) or not isinstance(fact.value, str):
            continue
        for text in _texts_of(inquiry, fact):
            for fault in faults_in(text, inquiry.as_of):
                word = text.text[fault.start : fault.end]
                declared = any(inquiry.is_declared(citation.source, word) for citation in fact.sources)
                if not declared and not _gap(fact) and not _was_true(inquiry, fact, text, fault):
                    yield Found(fault, fact.at, "", word, (fact.id,))


def _texts_of(inquiry: Inquiry, fact: Fact) -> Iterator[Passage]:
    yield inquiry.words(fact)


def _was_true(inquiry: Inquiry, fact: Fact, text: Passage, fault: Fault) -> bool:
    """Whether an age was right on the day when a source of the fact was printed."""
    printed = [inquiry.printed.get(citation.source) for citation in fact.sources if citation.source != US]
    return fault.code == "S211" and any(fault.start not in _ages(text, day) for day in printed)


def _ages(text: Passage, printed: date | None) -> list[int]:
    return [fault.start for fault in faults_in(text, printed) if fault.code == "S211"]


def _gap(fact: Fact) -> bool:
    """Whether a fact is itself the record of a contradiction."""
    return fact.id.startswith("gaps.")


def _in_sources(inquiry: Inquiry) -> Iterator[Found]:
    cited = cited_by(inquiry)
    for source, spots in inquiry.all_spots.items():
        for spot in spots:
            for fault in faults_in(spot.passage, inquiry.printed.get(source)):
                word = spot.passage.text[fault.start : fault.end]
                undated = fault.code == "S211" and day_of(inquiry.facts.sources[source].published) is None
                if not undated and not is_declared(inquiry, spot, fault):
                    facts = cited.get((source, spot.number), [])
                    at = told_at(inquiry, facts, word) or inquiry.facts.sources[source].place
                    yield Found(fault, at, f"in {spot.name}: ", word, tuple(fact.id for fact in facts[:3]))


def cited_by(inquiry: Inquiry) -> dict[tuple[str, int], list[Fact]]:
    """Paragraph → the facts that cite it with a place."""
    found: dict[tuple[str, int], list[Fact]] = {}
    for fact in inquiry.facts.index.values():
        for citation in fact.sources:
            if citation.at and not fact.id.startswith("gaps."):
                for spot in inquiry.spots(citation) or ():
                    found.setdefault((spot.source, spot.number), []).append(fact)
    return found


def told_at(inquiry: Inquiry, facts: list[Fact], word: str) -> Place | None:
    """The fact that uses the words; None where the fault is in the source alone."""
    return next((fact.at for fact in facts if word in fact.written), None)


def is_declared(inquiry: Inquiry, spot: Spot, fault: Fault) -> bool:
    """Whether a gap quotes words of the paragraph that hold the fault."""
    text = spot.passage.text
    for said in inquiry.declared.get(spot.source, ()):
        words = " ".join(said.split())
        at = text.casefold().find(words)
        if at >= 0 and at <= fault.start and fault.end <= at + len(words):
            return True
    return False


def ends_before_it_begins(inquiry: Inquiry) -> Iterator[Problem]:
    """A time ends before it begins, or names one day twice."""
    yield from _faults(inquiry, "S201")
    visit = inquiry.facts.root.fields.get("visit")
    if isinstance(visit, Record):
        start, end = entries_of(visit, "start"), entries_of(visit, "end")
        first, last = (day_of(each[0].written) if each else None for each in (start, end))
        if first is not None and last is not None and last < first:
            message = f"the visit ends on {last.isoformat()}, before it starts"
            yield inquiry.problem("S201", message, end[0].at, "correct one of the two", end[0].written)
        elif start and end:
            yield from _not_the_span(inquiry, start[0], end[0])


def _not_the_span(inquiry: Inquiry, start: Fact, end: Fact) -> Iterator[Problem]:
    """A visit whose days are those of a span in the source, but not from its first to its last."""
    wide = inquiry.wide(start)
    first, last = (_moment(fact) for fact in (start, end))
    if wide is None or first is None or last is None:
        return
    for a, b in wide.spans:
        if {first, last} <= {a, b} and (first, last) != (a, b):
            message = f"in {wide.name} it lasts from {a} to {b}"
            yield inquiry.problem("S201", message, end.at, "correct the days", end.written)
            return


def _moment(fact: Fact) -> Moment | None:
    day = day_of(fact.written) if len(fact.written) == 10 else None
    return Moment(day.year, day.month, day.day) if day is not None else None


PAST = frozenset({"agreements.signed", "statements.on", "sources.published", "sources.accessed", "visit.previous"})
"""Dates of what has happened by the day of the facts."""


def after_the_facts(inquiry: Inquiry) -> Iterator[Problem]:
    """Something happened after the day of the facts."""
    for fact in inquiry.facts.index.values():
        field = field_of(fact)
        if field not in PAST and field != "events.date":
            continue
        day = day_of(fact.written)
        if day is None or inquiry.as_of is None or day <= inquiry.as_of:
            continue
        event = field == "events.date"
        what = entries_of(inquiry.record(fact), "what")
        if event and ((what and _is_planned(inquiry, what[0])) or _is_said_there(inquiry, fact)):
            continue
        message = f"{fact.written} is after the day of the facts, {inquiry.as_of.isoformat()}"
        hint = "say that it is planned, or correct the date" if event else "correct the date, or `as_of`"
        yield inquiry.problem("S202", message, fact.at, hint, fact.written, "warning" if event else "error")


def _is_said_there(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether the source, which is older, names the day: so it told of what was to come."""
    wide = inquiry.wide(fact)
    moment = _moment(fact)
    return wide is not None and moment is not None and moment_said(moment, wide, inquiry)


def _is_planned(inquiry: Inquiry, what: Fact) -> bool:
    text = inquiry.words(what)
    return bool(_future(text.grammar.future).search(text.text))


@lru_cache(maxsize=16)
def _future(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern or r"(?!)", re.IGNORECASE)


def wrong_weekday(inquiry: Inquiry) -> Iterator[Problem]:
    """A weekday does not fit its date."""
    yield from _faults(inquiry, "S203")


def cannot_be(inquiry: Inquiry) -> Iterator[Problem]:
    """A figure or a date cannot be."""
    yield from _faults(inquiry, "S204")
    for fact in inquiry.facts.index.values():
        if field_of(fact) != "figures.value":
            continue
        record = inquiry.record(fact)
        unit, label = (" ".join(f.written for f in entries_of(record, name)) for name in ("unit", "label"))
        text = passage(f"{label}: {fact.written} {unit}", inquiry.words(fact).tag)
        for fault in faults_in(text, inquiry.as_of):
            word = text.text[fault.start : fault.end]
            declared = any(inquiry.is_declared(citation.source, word) for citation in fact.sources)
            if fault.code == "S204" and not declared:
                yield inquiry.problem("S204", fault.message, fact.at, fault.hint, fact.written)


def wrong_change(inquiry: Inquiry) -> Iterator[Problem]:
    """A growth or fall does not follow from the two amounts beside it."""
    yield from _faults(inquiry, "S205")


def wrong_years_since(inquiry: Inquiry) -> Iterator[Problem]:
    """A number of years does not lead from the one year to the other."""
    yield from _faults(inquiry, "S206")


def wrong_age(inquiry: Inquiry) -> Iterator[Problem]:
    """An age does not follow from the year of birth or founding beside it."""
    yield from _faults(inquiry, "S211")


def wrong_rank(inquiry: Inquiry) -> Iterator[Problem]:
    """A rank lies beyond the last."""
    yield from _faults(inquiry, "S212")


def wrong_sum(inquiry: Inquiry) -> Iterator[Problem]:
    """A sum, a total of a table or a part of a whole does not follow from its parts."""
    yield from _faults(inquiry, "S207")
    cited = cited_by(inquiry)
    for source, text in inquiry.texts.items():
        rows = [paragraph.cells for paragraph in text.paragraphs]
        begin = 0
        for at in range(len(rows) + 1):
            if at < len(rows) and rows[at]:
                continue
            for number, total, what in wrong_totals(rows[begin:at], inquiry.all_spots[source][0].passage.tag):
                row = begin + number + 1
                words = text.paragraphs[row - 1].text
                at_ = told_at(inquiry, cited.get((source, row), []), total) or inquiry.facts.sources[source].place
                if not inquiry.is_declared(source, words):
                    message = f"in the table row `{words[:60]}` of `{source}` {what}"
                    yield inquiry.problem("S207", message, at_, "add up; where the source errs, say so under `gaps`")
            begin = at + 1
