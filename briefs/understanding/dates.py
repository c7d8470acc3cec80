"""Dates in a text, in any of the common ways to write them.

It finds days, months and years; whether they are true is for others to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from briefs.language import Grammar, grammar_of, per_language

NEAR = 183
"""Days within which a date without a year is taken to lie from the day on which it was printed."""

LONGEST_SPAN = 10
"""Years that 2019/2024 may last; what would be longer is a number."""


class Moment(NamedTuple):
    """A day, or what is known of it; 0 stands for what is not."""

    year: int = 0
    month: int = 0
    day: int = 0

    @property
    def real(self) -> bool:
        """Whether there is such a day; 29 February is one where no year is given."""
        if not 0 <= self.month <= 12:
            return False
        return not (self.day and self.month) or self.day <= monthrange(self.year or 2000, self.month)[1]

    @property
    def first(self) -> date | None:
        """The first day that it can mean; None without a year, or where there is no such day."""
        if not self.year or not self.real:
            return None
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date | None:
        """The last day that it can mean."""
        if not self.year or not self.real:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}" if self.year else ""] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(part or "…" for part in parts) if any(self) else "…"


class Dated(NamedTuple):
    """A date, or two that belong together, where it stands in a text."""

    start: int
    end: int
    moments: tuple[Moment, ...]
    span: bool = False
    """Whether it is a time from the first to the second."""
    other: Moment | None = None
    """What 3/4/2025 may also mean."""


_NUMERIC = (
    re.compile(r"(?<![\d.,/-])(?P<y>[12]\d{3})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/-]|\.\d)"),
    re.compile(r"(?<![\d.,/-])(?P<d>\d{1,2})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<y>[12]\d{3})(?![\d/-]|\.\d)"),
    re.compile(r"(?<![\d.,/-])(?P<y>[12]\d{3})-(?P<m>0[1-9]|1[0-2])(?![\d/-]|\.\d)"),
)
_YEARS = re.compile(
    r"(?<![\d.,/-])(?P<a>[12]\d{3})\s?(?P<s>[-–—/])\s?(?P<b>[12]\d{3}|\d{2})(?![\d/%-]|[.,]\d)"
    r"|\b(?:from|between|с|между)\s+(?P<c>[12]\d{3})\s+(?:to|until|and|по|до|и)\s+(?P<e>[12]\d{3})(?![\d/%-]|[.,]\d)",
    re.IGNORECASE,
)
_SPAN = re.compile(r"-|–|—|to|until|till|through|по|до")


@per_language(32)
def _patterns(tag: str) -> tuple[tuple[re.Pattern[str], ...], tuple[tuple[re.Pattern[str], int], ...]]:
    grammar = grammar_of(tag)
    names = "|".join(f"(?:{pattern})" for pattern in grammar.months)
    months = tuple((re.compile(pattern, re.IGNORECASE), number) for pattern, number in grammar.months.items())
    return tuple(re.compile(p.replace("{M}", f"(?:{names})"), re.IGNORECASE) for p in grammar.dates), months


@per_language(32)
def _month_at_all(tag: str) -> re.Pattern[str]:
    """What must stand in a text in small letters that holds a date in words."""
    grammar = grammar_of(tag)
    return re.compile(grammar.month_word or rf"\b(?:{'|'.join(grammar.months)})(?!\w)")


_DIGIT = re.compile(r"\d")


@per_language(65536)
def find_dates(text: str, tag: str) -> tuple[Dated, ...]:
    """The dates of a text, in order; none overlaps another."""
    found: list[Dated] = []
    for each in _all(text, grammar_of(tag)):
        at = bisect_left(found, each.start, key=lambda other: other.start)
        free_before = at == 0 or found[at - 1].end <= each.start
        if free_before and (at == len(found) or each.end <= found[at].start):
            found.insert(at, each)
    return tuple(found)


def _all(text: str, grammar: Grammar) -> Iterator[Dated]:
    digits = _DIGIT.search(text) is not None
    if digits:
        yield from _numeric(text)
    if _month_at_all(grammar.tag).search(text.lower()):
        for pattern in _patterns(grammar.tag)[0]:
            found = (_in_words(match, grammar) for match in pattern.finditer(text))
            yield from (dated for dated in found if dated is not None)
    if digits:
        yield from _spans_of_years(text)


def _numeric(text: str) -> Iterator[Dated]:
    for pattern in _NUMERIC:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            moment = Moment(int(parts["y"]), int(parts["m"]), int(parts.get("d") or 0))
            turned = Moment(moment.year, moment.day, moment.month)
            if parts.get("s") == "/" and turned.real and turned.day and turned != moment:
                yield Dated(match.start(), match.end(), (moment,), other=turned)
            else:
                yield Dated(match.start(), match.end(), (moment,))


def _in_words(match: re.Match[str], grammar: Grammar) -> Dated | None:
    parts = match.groupdict()
    year = int(parts.get("y") or parts.get("y2") or 0)
    m1, m2 = (_month(parts.get(name), grammar) for name in ("m1", "m2"))
    d1, d2 = (int(parts.get(name) or 0) for name in ("d1", "d2"))
    first, second = Moment(year, m1 or m2, d1), Moment(year, m2 or m1, d2)
    days = [each for each in (first, second) if each.day]
    if any(each.day > 31 for each in days) or (match.re.groups and not (m1 or m2)):
        return None
    if year and len(days) == 2 and first.month > second.month:
        first = first._replace(year=year - 1)
        days = [first, second]
    if m1 and m2 and not days:
        return Dated(match.start(), match.end(), _months(first, second), True)
    join = (parts.get("join") or "").casefold()
    span = len(days) == 2 and bool(_SPAN.fullmatch(join))
    return Dated(match.start(), match.end(), tuple(days) or (Moment(year, m1 or m2, 0),), span)


def _months(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """From one month to another; November to January begins in the year before the one that stands behind it."""
    over = first.year and first.month > last.month
    return (first._replace(year=first.year - 1) if over else first), last


def _month(name: str | None, grammar: Grammar) -> int:
    if not name:
        return 0
    _, months = _patterns(grammar.tag)
    return next((number for pattern, number in months if pattern.fullmatch(name)), 0)


def _spans_of_years(text: str) -> Iterator[Dated]:
    for match in _YEARS.finditer(text):
        first = int(match["a"] or match["c"])
        written = match["b"] or match["e"]
        second = int(written) if len(written) == 4 else first // 100 * 100 + int(written)
        if match["s"] == "/" and (second != first + 1 if len(written) == 2 else not 0 < second - first <= LONGEST_SPAN):
            continue  # the number of a law: 2023/1115
        yield Dated(match.start(), match.end(), (Moment(first), Moment(second)), True)


def with_year(moment: Moment, printed: date | None) -> Moment:
    """The same with the year in which it lies nearest to the day on which it was printed."""
    if moment.year or not moment.month or printed is None:
        return moment
    for year in (printed.year, printed.year - 1, printed.year + 1):
        guess = moment._replace(year=year)
        first = guess.first
        if first is not None and abs((first - printed).days) <= NEAR:
            return guess
    return moment


def day_of(text: str) -> date | None:
    """The day that a date as typed in a fact file begins on; None for words."""
    found = re.fullmatch(r"([12]\d{3})(?:-(\d{2}))?(?:-(\d{2}))?", text.strip())
    return Moment(int(found[1]), int(found[2] or 0), int(found[3] or 0)).first if found else None
