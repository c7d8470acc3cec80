"""What cannot be, of the dates and years in one text: days that do not exist, time that runs backwards.

It looks at a text alone; whether the text is a fact's or a source's is for `reckoned`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from briefs.language import grammar_of, per_language
from briefs.understanding.dates import Moment, with_year
from briefs.understanding.numbers import find_numbers
from briefs.understanding.passages import Passage


class Fault(NamedTuple):
    """Something in a text that does not follow from the rest of it."""

    code: str
    start: int
    end: int
    message: str
    hint: str = ""


def time_faults(text: Passage, printed: date | None) -> Iterator[Fault]:
    """The faults of a text that was printed on a day."""
    yield from unreal_days(text)
    yield from backwards(text)
    yield from weekdays(text, printed)
    yield from years_since(text, printed)


def unreal_days(text: Passage) -> Iterator[Fault]:
    for dated in text.dates:
        for moment in dated.moments:
            if not moment.real and not (dated.other and dated.other.real):
                word = text.text[dated.start : dated.end]
                yield Fault("S204", dated.start, dated.end, f"there is no day `{word}`", "correct the date")


def backwards(text: Passage) -> Iterator[Fault]:
    for dated in text.dates:
        if len(dated.moments) != 2:
            continue
        first, last = dated.moments
        word = text.text[dated.start : dated.end]
        if first == last:
            yield Fault("S201", dated.start, dated.end, f"`{word}` names one time twice", "correct one of the two")
        elif dated.span and first > last and all(first) == all(last):
            message = f"`{word}` ends before it begins"
            yield Fault("S201", dated.start, dated.end, message, "correct one of the two")
    for begin, end in text.clauses:
        if not _YEAR.search(text.text, begin, end):
            continue
        for pattern in _backwards(text.tag):
            match = pattern.search(text.text, begin, end)
            if match is not None and int(match["a"]) >= int(match["b"]):
                message = f"the change from {match['a']} to {match['b']} runs backwards in time"
                yield Fault("S201", match.start("a"), match.end("a"), message, "correct one of the years")


_YEAR = re.compile(r"[12]\d{3}")
"""What every pattern that compares years must find."""
ANY = r"(?:[^.;]|\.(?=\d))*?"
"""Anything within a clause."""


@per_language(16)
def _backwards(tag: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern.replace("{GAP}", ANY), re.IGNORECASE) for pattern in grammar_of(tag).backwards)


@per_language(16)
def _weekdays(tag: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    days = grammar_of(tag).weekdays
    return tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), n) for pattern, n in days.items())


def weekdays(text: Passage, printed: date | None) -> Iterator[Fault]:
    """Weekdays beside dates on which they did not fall."""
    if not text.dates:
        return
    for pattern, number in _weekdays(text.tag):
        for match in pattern.finditer(text.text):
            moment = _beside(text, match.start(), match.end())
            day = with_year(moment, printed).first if moment is not None and moment.day else None
            if day is not None and day.isoweekday() != number:
                message = f"{day.isoformat()} was no {match[0]}"
                name = _DAYS[day.isoweekday() - 1]
                yield Fault("S203", match.start(), match.end(), message, f"it was a {name}: correct one of the two")


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLOSE = re.compile(r"[\s,(]*(?:the|on|,|в)?[\s,(]*")


def _beside(text: Passage, start: int, end: int) -> Moment | None:
    """The date right behind a stretch of text, or right before it."""
    at = bisect_left(text.dates, start, key=lambda dated: dated.start)
    for dated in text.dates[max(0, at - 1) : at + 2]:
        after = dated.start >= end and _CLOSE.fullmatch(text.text, end, dated.start)
        before = dated.end <= start and _CLOSE.fullmatch(text.text, dated.end, start)
        if (after or before) and len(dated.moments) == 1:
            return dated.moments[0]
    return None


@per_language(16)
def _since(tag: str) -> tuple[re.Pattern[str], ...]:
    number = r"\b\d[\d,.]*\d|\b\d|\b[^\W\d_]+(?:[\s-][^\W\d_]+)?"
    patterns = (p.replace("{N}", f"(?:{number})").replace("{GAP}", ANY) for p in grammar_of(tag).since)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def years_since(text: Passage, printed: date | None) -> Iterator[Fault]:
    """Spans of years to a year that come out otherwise: 16 years after 2008, said in 2024."""
    if printed is None or (not any(number.year for number in text.numbers) and not text.dates):
        return
    for begin, end in text.clauses:
        sentence = text.text[begin:end]
        if not _YEAR.search(sentence):
            continue
        for pattern in _since(text.tag):
            match = pattern.search(sentence)
            if match is None:
                continue
            said = next((int(n.readings[0]) for n in find_numbers(match["n"], text.tag) if not n.limit), None)
            year = int(match["y"])
            now = _now(text, begin, end, year, printed)
            if said is None or said > 400 or said in {now - year, now - year - 1 if _may_be_short(text, year) else -1}:
                continue
            start = begin + match.start("n")
            message = f"from {year} to {now} it is {now - year} years, not {said}"
            hint = "correct the number, or the year"
            yield Fault("S206", start, start + len(match["n"]), message, hint)
            break


def _now(text: Passage, begin: int, end: int, year: int, printed: date) -> int:
    """The year that a sentence speaks of: the one it names beside the earlier year, else that of the print."""
    named = [int(n.readings[0]) for n in text.numbers_in(begin, end) if n.year]
    named += [m.year for d in text.dates if begin <= d.start < end for m in d.moments if m.year]
    later = [each for each in named if each > year]
    return later[0] if len(set(later)) == 1 else printed.year


def _may_be_short(text: Passage, year: int) -> bool:
    """Whether the earlier date is a day, so that whole years may be one fewer than the years' numbers tell."""
    return any(moment.year == year and moment.month for dated in text.dates for moment in dated.moments)
