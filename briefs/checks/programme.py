"""Clashes in a programme: entries that end before they begin, people who are in two places, meetings at another time.

Times are those of the clock that an entry names; two whose zones cannot be compared are not held against one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from msgspec import Struct

from briefs.checks.fields import entries_of
from briefs.checks.inquiry import Inquiry
from briefs.model.clock import minutes, offset
from briefs.model.facts import Fact, Record, Reference
from briefs.model.problems import Problem
from briefs.understanding.dates import day_of
from briefs.understanding.words import fold

DAY = 24 * 60


class Slot(Struct, frozen=True):
    """An entry of the programme that says when it begins."""

    record: Record
    time: Fact
    day: date
    begin: int
    """Minutes since midnight by its own clock."""
    end: int | None
    zone: str
    who: frozenset[str]

    @property
    def span(self) -> str:
        """From when until when, as it was typed."""
        until = entries_of(self.record, "end")
        return f"{self.time.written}–{until[0].written}" if until else self.time.written

    @property
    def what(self) -> str:
        found = entries_of(self.record, "what")
        return found[0].written if found else self.record.key


def ends_before(inquiry: Inquiry) -> Iterator[Problem]:
    """An entry of the programme, or a meeting, ends before it begins."""
    for section in ("programme", "meetings"):
        for record in inquiry.records(section):
            begin, end = _only(record, "time"), _only(record, "end")
            if begin is None or end is None:
                continue
            first, last = minutes(begin.written), minutes(end.written)
            if first is not None and last is not None and last <= first:
                message = f"it ends at {end.written}, and begins at {begin.written}"
                hint = "correct one of the two; what goes past midnight is two entries, each with its day"
                yield inquiry.problem("S501", message, end.at, hint, end.written)


def in_two_places(inquiry: Inquiry) -> Iterator[Problem]:
    """Somebody takes part in two entries of the programme at one time."""
    for one, other in _at_once(inquiry):
        both = one.who & other.who
        if not both:
            continue
        names = ", ".join(sorted(_name(inquiry, each) for each in both))
        message = f"{names}: also in “{one.what}”, {one.span}"
        hint = "move one of the two, or leave the name out of one"
        yield inquiry.problem("S502", message, other.time.at, hint, other.time.written)


def overlapping(inquiry: Inquiry) -> Iterator[Problem]:
    """Two entries of the programme are at one time, and one of them does not say who takes part."""
    for one, other in _at_once(inquiry):
        if one.who and other.who:
            continue
        message = f"“{one.what}”, {one.span}, is at the same time, and it is not said who takes part in which"
        hint = "move one of the two, or say with `who:` who takes part"
        yield inquiry.problem("S503", message, other.time.at, hint, other.time.written, "warning")


def meeting_at_another_time(inquiry: Inquiry) -> Iterator[Problem]:
    """The programme has a meeting at another time, or on another day, than the meeting itself."""
    for record in inquiry.records("programme"):
        led = _only(record, "meeting")
        meeting = inquiry.facts.find(led.value.id) if led and isinstance(led.value, Reference) else None
        if not isinstance(meeting, Record):
            continue
        for name in ("date", "time", "end"):
            here, there = _only(record, name), _only(meeting, name)
            if here and there and _comparable(here) != _comparable(there):
                message = f"the programme says {here.written}, and the meeting itself {there.written}"
                hint = f"correct one of the two: the meeting's stands in line {there.at.line}"
                yield inquiry.problem("S504", message, here.at, hint, here.written)


def _comparable(fact: Fact) -> int | str:
    found = minutes(fact.written)
    return fact.written if found is None else found


def _only(record: Record, name: str) -> Fact | None:
    found = entries_of(record, name)
    return found[0] if len(found) == 1 else None


def _slots(inquiry: Inquiry) -> list[Slot]:
    """The entries that have a day and a time, in their order in the file."""
    return [slot for record in inquiry.records("programme") if (slot := _slot(record))]


def _slot(record: Record) -> Slot | None:
    time, on, until, zone = (_only(record, name) for name in ("time", "date", "end", "zone"))
    begin, day = minutes(time.written) if time else None, day_of(on.written) if on else None
    if time is None or begin is None or day is None:
        return None
    end = minutes(until.written) if until else None
    who = frozenset(map(_identity, entries_of(record, "who")))
    return Slot(record, time, day, begin, end, " ".join(zone.written.split()) if zone else "", who)


def _identity(fact: Fact) -> str:
    """The id of who is named; of a plain name, the name without regard to capitals and accents."""
    return fact.value.id if isinstance(fact.value, Reference) else fold(fact.written)


def _at_once(inquiry: Inquiry) -> list[tuple[Slot, Slot]]:
    """The pairs of entries that are at one time for certain."""
    return inquiry.once(_pairs)


def _pairs(inquiry: Inquiry) -> list[tuple[Slot, Slot]]:
    slots = sorted(_slots(inquiry), key=lambda slot: slot.day)
    return [(one, other) for n, one in enumerate(slots) for other in _near(one, slots[n + 1 :]) if _overlap(one, other)]


def _near(one: Slot, later: Sequence[Slot]) -> Iterator[Slot]:
    """Those that are on the same day or the next: no two zones lie further apart."""
    return takewhile(lambda other: (other.day - one.day).days < 2, later)


def _overlap(one: Slot, other: Slot) -> bool:
    """Whether both are going on at some minute; one without an end is taken as its beginning alone."""
    shift = _shift(one, other)
    if shift is None:
        return False
    days = (other.day - one.day).days * DAY
    begin, end = one.begin, _end(one)
    first, last = other.begin + days + shift, _end(other) + days + shift
    return begin < last and first < end


def _end(slot: Slot) -> int:
    return slot.begin + 1 if slot.end is None or slot.end <= slot.begin else slot.end


def _shift(one: Slot, other: Slot) -> int | None:
    """Minutes by which the clock of `one` is ahead of that of `other`; None where nobody knows."""
    if one.zone == other.zone:
        return 0
    ahead, behind = offset(one.zone, one.day), offset(other.zone, other.day)
    return ahead - behind if ahead is not None and behind is not None else None


def _name(inquiry: Inquiry, who: str) -> str:
    return inquiry.facts.text(f"{who}.name") or who
