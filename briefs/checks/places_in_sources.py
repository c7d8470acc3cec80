"""Places in sources: one paragraph, and all those together that a fact rests on.

What `at` names is found here; whether a fact is true to it is for the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from briefs.checks.heads_of_sources import named, roles
from briefs.language import grammar_of, per_language
from briefs.model.source_text import Paragraph, SourceText
from briefs.understanding.dates import Moment, with_year
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage, passage
from briefs.understanding.words import fold, same_word

BESIDE = 12
"""Characters between a weekday and its date: Tuesday, the 28th of October."""


class Spot(NamedTuple):
    """A paragraph of a source."""

    source: str
    number: int
    """From 1, as `at` counts; 0 for what stands above the first."""
    page: int
    heading: bool
    passage: Passage
    table: int = 0
    """The table of the copy of which it is a row, from 1; 0 where it is none."""
    note: int = 0
    """The number of the footnote that it is, from 1; 0 where it is none."""

    @property
    def name(self) -> str:
        if self.note:
            return f"note {self.note} of `{self.source}`"
        return f"paragraph {self.number} of `{self.source}`" if self.number else f"the head of `{self.source}`"


class Scope:
    """The words that a fact rests on: some paragraphs of sources together."""

    def __init__(self, spots: tuple[Spot, ...], printed: Mapping[str, date | None]) -> None:
        self.spots = spots
        self.printed = printed
        """The day on which each source was published."""

    @cached_property
    def tags(self) -> frozenset[str]:
        return frozenset(spot.passage.tag for spot in self.spots)

    @cached_property
    def numbers(self) -> dict[object, list[Number]]:
        """The numbers by their amounts, and by their digits alone."""
        found: dict[object, list[Number]] = {}
        for spot in self.spots:
            for number in spot.passage.numbers:
                for value in {*number.amounts, *number.readings}:
                    found.setdefault(value, []).append(number)
        return found

    @cached_property
    def standing(self) -> dict[object, list[tuple[Spot, Number]]]:
        """The same with the paragraph in which each stands."""
        found: dict[object, list[tuple[Spot, Number]]] = {}
        for spot in self.spots:
            for number in spot.passage.numbers:
                for value in {*number.amounts, *number.readings}:
                    found.setdefault(value, []).append((spot, number))
        return found

    @cached_property
    def holding(self) -> dict[object, list[Spot]]:
        """The paragraphs by the numbers that stand in them."""
        found: dict[object, dict[Spot, None]] = {}
        for spot in self.spots:
            for number in spot.passage.numbers:
                for value in number.readings:
                    found.setdefault(value, {})[spot] = None
        return {value: list(spots) for value, spots in found.items()}

    def beginning(self, word: str) -> list[Spot]:
        """The paragraphs with words that begin as this one does, among them every form of it."""
        return self._starts.get(word[:3], [])

    @cached_property
    def _starts(self) -> dict[str, list[Spot]]:
        found: dict[str, list[Spot]] = {}
        for spot in self.spots:
            for stem in spot.passage.stems:
                found.setdefault(stem, []).append(spot)
        return found

    @cached_property
    def moments(self) -> list[Moment]:
        """The dates; what has no year gets the nearest, and those of its sentence."""
        found: list[Moment] = []
        for spot in self.spots:
            day = self.printed.get(spot.source)
            if day is not None and _today(spot.passage.tag).search(spot.passage.text):
                found.append(_moment(day))
            found += _weekdays_named(spot.passage, day) if day is not None else ()
            for dated in spot.passage.dates:
                for moment in (*dated.moments, *((dated.other,) if dated.other else ())):
                    found.append(with_year(moment, self.printed.get(spot.source)))
                    if not moment.year:
                        found += (moment._replace(year=year) for year in _years_beside(spot.passage, dated.start))
        return found

    @cached_property
    def without_year(self) -> list[Moment]:
        """The dates as they stand, but those with a year."""
        dates = (dated for spot in self.spots for dated in spot.passage.dates)
        return [moment for dated in dates for moment in dated.moments if not moment.year]

    @cached_property
    def spans(self) -> list[tuple[Moment, Moment]]:
        """The times from one day to another."""
        return [
            (with_year(a, self.printed.get(spot.source)), with_year(b, self.printed.get(spot.source)))
            for spot in self.spots
            for dated in spot.passage.dates
            if dated.span
            for a, b in [dated.moments]
        ]

    @cached_property
    def years(self) -> frozenset[int]:
        numbers = (n for spot in self.spots for n in spot.passage.numbers if n.year)
        return frozenset({int(n.readings[0]) for n in numbers} | {m.year for m in self.moments if m.year})

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset().union(*(spot.passage.words for spot in self.spots))

    @cached_property
    def _stems(self) -> dict[tuple[str, str], list[str]]:
        """Language and first letters → the words that begin so."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for spot in self.spots:
            for word in spot.passage.words:
                found.setdefault((spot.passage.tag, word[:3]), {})[word] = None
        return {key: list(words) for key, words in found.items()}

    def has(self, word: str) -> bool:
        """Whether a folded word stands there, in any of its forms."""
        if word in self.words:
            return True
        return any(same_word(word, other, tag) for tag in self.tags for other in self._stems.get((tag, word[:3]), ()))

    @property
    def name(self) -> str:
        """The paragraphs in words."""
        by_source: dict[str, list[int]] = {}
        for spot in self.spots:
            by_source.setdefault(spot.source, []).append(spot.number)
        return " and ".join(_listed(source, numbers) for source, numbers in by_source.items())


def _listed(source: str, numbers: list[int]) -> str:
    unique = sorted(set(numbers))
    if len(unique) > 6:
        return f"`{source}`" if 0 in unique else f"the {len(unique)} paragraphs of `{source}` that are cited"
    if unique == [0]:
        return f"the head of `{source}`"
    *most, last = (str(number) for number in unique)
    return f"paragraph{'s' if most else ''} {', '.join(most)}{' and ' if most else ''}{last} of `{source}`"


def _years_beside(text: Passage, offset: int) -> set[int]:
    """The years named in the sentence of a date."""
    begin, end = text.sentences[text.sentence_at(offset)]
    return {int(n.readings[0]) for n in text.numbers_in(begin, end) if n.year}


def spots_of(text: SourceText) -> Iterator[Spot]:
    for paragraph in text.head:
        yield _spot(text, 0, paragraph)
    for number, paragraph in enumerate(text.paragraphs, 1):
        yield _spot(text, number, paragraph)
    for paragraph in text.notes:
        yield _spot(text, 0, paragraph)


def _spot(text: SourceText, number: int, paragraph: Paragraph) -> Spot:
    words = passage(paragraph.text, text.language)
    return Spot(text.id, number, paragraph.page, paragraph.heading, words, paragraph.table, paragraph.note)


def holds_words(text: str, said: str) -> bool:
    """Whether words stand in a text as they are, and not as part of others: `sign` does not stand in `signed`."""
    wanted = " ".join(said.split())
    at = text.find(wanted)
    while at >= 0:
        before, after = text[at - 1 : at] if at else "", text[at + len(wanted) : at + len(wanted) + 1]
        if not (_cuts(before, wanted[:1]) or _cuts(wanted[-1:], after)):
            return True
        at = text.find(wanted, at + 1)
    return False


def _cuts(one: str, next_: str) -> bool:
    """Whether a place between two characters is inside a word."""
    return one.isalnum() and next_.isalnum()


def _moment(day: date) -> Moment:
    return Moment(day.year, day.month, day.day)


def _weekdays_named(text: Passage, printed: date) -> Iterator[Moment]:
    """The days that weekdays without a date can mean: the last and the next of that name, as seen from the print."""
    for pattern, number in _weekdays(text.tag):
        for match in pattern.finditer(text.text):
            if not any(d.start - BESIDE < match.end() and match.start() < d.end + BESIDE for d in text.dates):
                back = timedelta(days=(printed.isoweekday() - number) % 7)
                yield from (_moment(printed - back), _moment(printed - back + timedelta(days=7)))


@per_language(16)
def _weekdays(tag: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    days = grammar_of(tag).weekdays
    return tuple((re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), n) for pattern, n in days.items())


@per_language(16)
def _today(tag: str) -> re.Pattern[str]:
    """Words for the day on which a text was published."""
    return re.compile(rf"(?<!\w)(?:{grammar_of(tag).today or '(?!)'})(?!\w)", re.IGNORECASE)


_RANGE = r"\.?\s*(\d+)(?:\s*[-–—]\s*(\d+))?"
_PARAGRAPH = re.compile(rf"(?:par(?:a|agraph)?s?|¶|абз(?:ац)?|догол мөр|азат жол|lines?)?{_RANGE}", re.IGNORECASE)
_PAGES = "p|pp|page|pages|с|стр|страница|страницы|страниц|х|хуудас|хуудасны|б|бет|беті"
_PAGE = re.compile(rf"(?:{_PAGES}){_RANGE}", re.IGNORECASE)
_NOTE = re.compile(r"(?:foot|end)?note\s*(\d{1,4})", re.IGNORECASE)
_NUMBERED = re.compile(r"(\D*?)\s*([\d.]+)\s*")


def placed(text: SourceText, spots: tuple[Spot, ...], entry: str) -> tuple[Spot, ...] | None:
    """The paragraphs that one entry of `at` names; None where there are none."""
    entry = entry.strip()
    if role := named(text.language.partition("-")[0]).get(fold(entry)):
        return tuple(spots[at] for at in roles(text).get(role, ())) or _section(spots, entry, "")
    if noted := _NOTE.fullmatch(entry):
        return tuple(spot for spot in spots if spot.note == int(noted[1])) or _section(spots, entry, "")
    if paged := _PAGE.fullmatch(entry):
        return _numbered(spots, paged, by_page=True) if text.pages else spots
    if found := _PARAGRAPH.fullmatch(entry):
        bare = entry[0].isdigit()
        if bare and text.unit == "table":
            return _section(spots, f"table {found[1]}", found[1]) or _table(spots, int(found[1]))
        return _numbered(spots, found, by_page=bare and text.unit == "page" and bool(text.pages))
    number = table_named(text, entry)
    return _section(spots, entry, "") or (_table(spots, number) if number else None)


def table_named(text: SourceText, entry: str) -> int:
    """The number of the table that an entry of `at` names: `table 2`, or `2` where tables are counted; else 0."""
    named = _TABLE_NAMED.fullmatch(entry.strip())
    found = named["a"] or named["b"] or (named["c"] if text.unit == "table" else None) if named else None
    return int(found or 0)


def _table(spots: tuple[Spot, ...], number: int) -> tuple[Spot, ...] | None:
    """The rows of a table by its number in the copy, for tables that bear none."""
    return tuple(spot for spot in spots if spot.table == number) or None


def _numbered(spots: tuple[Spot, ...], found: re.Match[str], by_page: bool) -> tuple[Spot, ...] | None:
    first, last = int(found[1]), int(found[2] or found[1])
    inside = (s for s in spots if first <= (s.page if by_page else s.number) <= last and (by_page or s.number))
    return tuple(inside) or None


def _section(spots: tuple[Spot, ...], entry: str, number: str) -> tuple[Spot, ...] | None:
    """From the paragraph that begins with these words to the next that begins likewise, or the next heading."""
    wanted = fold(entry)
    starts = [n for n, spot in enumerate(spots) if _begins(spot, wanted, number)]
    if not starts:
        return None
    begin = starts[0]
    kind = _NUMBERED.match(wanted)
    word = kind[1].strip() if kind else ""
    for end in range(begin + 1, len(spots)):
        text = fold(spots[end].passage.text)
        next_one = bool(word) and re.match(rf"{re.escape(word)}\s*\d", text) is not None
        if next_one or (spots[end].heading and spots[begin].heading):
            return spots[begin:end]
    return spots[begin:]


_TABLE = r"(?:table|таблица|хүснэгт|кесте)"
_TABLE_NAMED = re.compile(
    rf"{_TABLE}\s*(?:№|no\.?)?\s*(?P<a>\d{{1,4}})|(?P<b>\d{{1,4}})(?:-р|-\w+)?\s*{_TABLE}|(?P<c>\d{{1,4}})",
    re.IGNORECASE,
)


def _begins(spot: Spot, wanted: str, number: str) -> bool:
    text = fold(spot.passage.text)
    if number:
        return bool(re.match(rf"{_TABLE}\s*(?:№|no\.?)?\s*{number}\b|{number}(?:-р|-\w+)?\s*{_TABLE}", text))
    return text == wanted or bool(re.match(rf"{re.escape(wanted)}(?!\w)", text))
