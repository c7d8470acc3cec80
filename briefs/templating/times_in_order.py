"""When something is, as far as it was written: days, months, years and dates in words, to be put in order.

Dates are read here and not printed; whether one is right is another room's work.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from briefs.language import formats_of, language_of, locale_of, per_language
from briefs.model.cited import Cited
from briefs.model.vocabulary import Vocabulary

_TYPED = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_YEAR = re.compile(r"(?<!\d)(?:1\d|2[01])\d\d(?!\d)")
_SMALL = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LETTER = r"[^\W\d_\u4e00-\u9fff]"
"""A letter of a script that sets its words apart."""
DEADLINES = frozenset({"by", "deadline", "due", "valid_until"})
"""The fields whose days lie ahead: one without a year is the next one, where others' is the nearest."""
PARTS: Mapping[str, tuple[int, int]] = {
    "first_quarter": (1, 3),
    "second_quarter": (4, 3),
    "third_quarter": (7, 3),
    "fourth_quarter": (10, 3),
    "first_half": (1, 6),
    "second_half": (7, 6),
    "spring": (3, 3),
    "summer": (6, 3),
    "autumn": (9, 3),
    "winter": (12, 3),
}
"""The parts of a year: the month in which each begins, and how many months it has; seasons are those of the north."""
VERBS = frozenset({"may", "march"})
WHEN: Mapping[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "early": ((1, 2), (1, 10)),
    "middle": ((6, 7), (11, 20)),
    "late": ((12, 12), (26, 31)),
}
"""What early, middle and late mean: in a year its first and last month, in a month its first and last day."""


class Moment(Struct, frozen=True):
    """As much of a date as is known."""

    known: tuple[int, ...]
    """Year, month and day, or the first one or two of these; of a span, those of its first day."""
    span: bool = False
    """Whether it is more than one day: it stands behind what is on its first."""
    end: datetime.date | None = None
    """Its last day, where `known` does not tell."""

    def order(self) -> tuple[int, int, int, bool]:
        """What moments are sorted by: a year stands before its months, a month before its days."""
        year, month, day = (*self.known, 0, 0)[:3]
        return year, month, day, self.span

    @property
    def first(self) -> datetime.date:
        """The first day that it may be."""
        year, month, day = (*self.known, 1, 1)[:3]
        return _day(year, month, day)

    @property
    def last(self) -> datetime.date:
        """The last day that it may be."""
        year, month, day = (*self.known, *(12, 31)[len(self.known) - 1 :])[:3]
        return self.end or _day(year, month, day)

    def before(self, other: Moment) -> bool:
        """Whether it is earlier for certain: a year is not earlier than a day in it."""
        return self.last < other.first

    def by(self, other: Moment) -> bool:
        """Whether it is not later for certain: a year is not over on a day in it."""
        return self.last <= other.first


def _day(year: int, month: int, day: int) -> datetime.date:
    """The day; of one that a month does not have, its last."""
    month = min(max(month, 1), 12)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return min(datetime.date(year, month, 1) + datetime.timedelta(max(day, 1) - 1), following - datetime.timedelta(1))


def moment(cited: Cited, language: str = "en", today: datetime.date | None = None) -> Moment | None:
    """The moment that a value names; None where nothing in it says when.

    `language` is that of a date in words, `today` the day by which one without a year is understood.
    """
    if isinstance(cited.value, datetime.date):
        return Moment((cited.value.year, cited.value.month, cited.value.day))
    ahead = bool(cited.facts) and not DEADLINES.isdisjoint(cited.facts[0].split("."))
    return _in_words(cited.written, cited.language or language, today, ahead)


@per_language(1024)
def _in_words(text: str, language: str, today: datetime.date | None, ahead: bool) -> Moment | None:
    typed = _TYPED.fullmatch(text.strip())
    if typed:
        return Moment(tuple(int(part) for part in typed.groups() if part))
    years = [int(found[0]) for found in _YEAR.finditer(text)]
    said = _said(_YEAR.sub(" ", text), language)
    if not years and today and said.year is not None:
        years = [today.year + said.year]
    if years:
        return _moment(said, years[0], years[-1])
    if today is None or not (said.month or said.part):
        return None
    return _nearest([_moment(said, today.year + n, 0) for n in (-1, 0, 1)], today, ahead)


def _nearest(moments: list[Moment], today: datetime.date, ahead: bool) -> Moment:
    """The first that is not over, or of all the nearest."""
    coming = [each for each in moments if each.last >= today]
    if ahead and coming:
        return coming[0]
    return min(moments, key=lambda each: max((each.first - today).days, (today - each.last).days))


class Said(NamedTuple):
    """What a date in words says besides its year."""

    month: int
    days: list[int]
    last_month: int
    """The month of the last day, where another is named; else 0."""
    part: str
    """The part of a year, or none."""
    when: str
    """early, middle, late, or none."""
    year: int | None
    """0 for this year, 1 for the next."""


def _said(text: str, language: str) -> Said:
    """What stands in a text without its year."""
    rest, found = text, set[str]()
    for name, pattern in _times(language):
        if pattern.search(rest):
            found.add(name)
            rest = pattern.sub(" ", rest)
    part, when = (next((name for name in names if name in found), "") for names in (PARTS, WHEN))
    month, rest = _month(rest, language)
    days = [int(day) for day in _SMALL.findall(rest) if 1 <= int(day) <= 31] if month else []
    year = 1 if "next_year" in found else 0 if "this_year" in found else None
    return Said(month, days, _month(rest, language)[0] if month else 0, part, when, year)


def _moment(said: Said, year: int, last_year: int) -> Moment:
    """The moment of a year, whose span may end in another."""
    month, days, when = said.month, said.days, WHEN.get(said.when)
    if month and days:
        end = _day(year, said.last_month or month, days[-1])
        many = len(days) > 1 or last_year > year
        return Moment((year, month, days[0]), many, max(end, _day(year, month, days[0])) if many else None)
    if month and when:
        return Moment((year, month, when[1][0]), True, _day(year, month, when[1][1]))
    if month:
        return Moment((year, month), last_year > year)
    if said.part:
        start, length = PARTS[said.part]
        share = length / 3
        number = list(WHEN).index(said.when) if when else 0
        first = start + int(number * share)
        behind = first + max(1, int(share)) - 1 if when else start + length - 1
        begun = year + (first - 1) // 12
        return Moment((begun, (first - 1) % 12 + 1), True, _day(year + (behind - 1) // 12, (behind - 1) % 12 + 1, 31))
    if when and last_year <= year:
        return Moment((year, when[0][0]), True, _day(year, when[0][1], 31))
    return Moment((year,), last_year > year, datetime.date(last_year, 12, 31) if last_year > year else None)


@per_language(64)
def _times(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The words that say when, of the language and of English, each with its pattern; those of parts first."""
    rows = [*language_of(language).times.items(), *language_of("en").times.items()]
    order = [*PARTS, "next_year", "this_year", *WHEN]
    rows = [row for row in dict.fromkeys(rows) if row[0] in order]
    rows.sort(key=lambda row: order.index(row[0]))
    return tuple((name, re.compile(rf"(?<!{_LETTER})(?:{words})(?!{_LETTER})", re.IGNORECASE)) for name, words in rows)


def _month(text: str, language: str) -> tuple[int, str]:
    """The number of the first month in the text, or 0, and the text without it.

    A verb that is spelt as a month, but for its capital, is none: may, march.
    """
    found = _numbered(language).search(text)
    if found and (found[1] or "").isdecimal():
        return int(found[1]), text[: found.start()] + text[found.end() :]
    names = _names(language)
    for hit in _any_of(language).finditer(text):
        if hit[0] not in VERBS:
            return names[hit[0].casefold()], text[: hit.start()] + text[hit.end() :]
    return 0, text


@per_language(64)
def _any_of(language: str) -> re.Pattern[str]:
    """The name of a month, the longest that there is."""
    names = sorted(_names(language), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})", re.IGNORECASE)


@per_language(64)
def _numbered(language: str) -> re.Pattern[str]:
    """A month that is written as a number, in a language that does so: 10 дугаар сарын 28, 10-р сар."""
    return re.compile(language_of(language).month_number or r"(?!)")


@per_language(64)
def _names(language: str) -> Mapping[str, int]:
    """The names of the months in small letters, English ones and the language's own, with their numbers."""
    english = formats_of("en")
    names = {name.casefold(): number for number, name in enumerate(english.months if english else (), 1)}
    if formats_of(language) is None:
        months = locale_of(language).months
        for form in ("format", "stand-alone"):
            names = {name.casefold(): number for number, name in months[form]["wide"].items()} | names
    return names


def is_date(cited: Cited, vocabulary: Vocabulary) -> bool:
    """Whether a value is that of a field that holds a date, so that moments put it in order."""
    section, *rest = (cited.facts[0] if cited.facts else "").split(".")
    known = vocabulary.sections.get(section)
    if known is None or known.free:
        return False
    name = rest[0 if known.single else 1] if len(rest) > (not known.single) else ""
    return name in known.fields and known.fields[name].kind in {"day", "date"}
