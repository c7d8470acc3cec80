"""An inquiry: one file's facts beside the texts of their sources, with whatever several checks ask for worked out once.

It finds places and people; judging is the checks' work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from briefs.check.dates import Moment, day_of, with_year
from briefs.check.numbers import Number
from briefs.check.passages import Passage, passage
from briefs.check.people import Body, Cast, Person
from briefs.check.tongues import WRITTEN
from briefs.check.words import fold, same_word
from briefs.facts import US, Citation, Fact, Facts, Items, Record, Reference, Source, walk
from briefs.problems import Place, Problem, Severity
from briefs.sources import SourceText
from briefs.vocabulary import VOCABULARY


class Spot(NamedTuple):
    """A paragraph of a source."""

    source: str
    number: int
    """From 1, as `at` counts; 0 for what stands above the first."""
    page: int
    heading: bool
    passage: Passage

    @property
    def name(self) -> str:
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
            for dated in spot.passage.dates:
                for moment in (*dated.moments, *((dated.other,) if dated.other else ())):
                    found.append(with_year(moment, self.printed.get(spot.source)))
                    if not moment.year:
                        found += (moment._replace(year=year) for year in _years_beside(spot.passage, dated.start))
        return found

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
        return f"`{source}`"
    if unique == [0]:
        return f"the head of `{source}`"
    *most, last = (str(number) for number in unique)
    return f"paragraph{'s' if most else ''} {', '.join(most)}{' and ' if most else ''}{last} of `{source}`"


def _years_beside(text: Passage, offset: int) -> set[int]:
    """The years named in the sentence of a date."""
    begin, end = text.sentences[text.sentence_at(offset)]
    return {int(n.readings[0]) for n in text.numbers_in(begin, end) if n.year}


class Inquiry:
    """The facts of one file, the texts of their sources, and what was asked of both."""

    def __init__(
        self,
        facts: Facts,
        texts: Mapping[str, SourceText],
        lines: Sequence[str] = (),
        oldest: int = 0,
    ) -> None:
        self.facts = facts
        self.texts = texts
        self.lines = lines
        """The lines of the fact file, so that a problem can point at a word."""
        self.oldest = oldest
        """Days by which a source may be older than the facts; 0: any."""
        self.tag = facts.text("language") or "en"
        self._spots: dict[tuple[str, str], tuple[Spot, ...] | None] = {}
        self._scopes: dict[tuple[tuple[str, str], ...], Scope | None] = {}

    @cached_property
    def cast(self) -> Cast:
        """The people and bodies of the file."""
        return Cast(
            [Person.of(record, self.facts) for record in self.records("people")],
            [Body.of(record, self.facts) for record in self.records("organisations")],
        )

    def records(self, section: str) -> list[Record]:
        node = self.facts.root.fields.get(section)
        fields = node.fields.values() if isinstance(node, Record) else ()
        return [record for record in fields if isinstance(record, Record)]

    @cached_property
    def as_of(self) -> date | None:
        return day_of(self.facts.text("as_of"))

    @cached_property
    def printed(self) -> dict[str, date | None]:
        return {id_: day_of(source.published) or self.as_of for id_, source in self.facts.sources.items()}

    # places in sources

    @cached_property
    def whole(self) -> dict[str, str]:
        """Each source's text in one piece, a line for each paragraph."""
        return {id_: "\n".join(s.passage.text for s in spots) for id_, spots in self.all_spots.items()}

    @cached_property
    def all_spots(self) -> dict[str, tuple[Spot, ...]]:
        """Every paragraph of each source, its head first."""
        return {id_: tuple(_spots_of(text)) for id_, text in self.texts.items()}

    def spots(self, citation: Citation) -> tuple[Spot, ...] | None:
        """The paragraphs that a citation names; all where it names none; None where there is no such place.

        Empty where the source's text is not at hand.
        """
        if citation.source not in self.texts:
            return ()
        entries = citation.spots or ((citation.at,) if citation.at else ())
        if not entries:
            return self.all_spots[citation.source]
        found: list[Spot] = []
        for entry in entries:
            spots = self.place(citation.source, entry)
            if spots is None:
                return None
            found += spots
        return tuple(dict.fromkeys(found))

    def place(self, source: str, entry: str) -> tuple[Spot, ...] | None:
        """The paragraphs at one place of a source; None where there is no such place."""
        key = (source, entry)
        if key not in self._spots:
            self._spots[key] = _placed(self.texts[source], self.all_spots[source], entry)
        return self._spots[key]

    # what a fact rests on

    def scope(self, fact: Fact) -> Scope | None:
        """The words that a fact's own citations name; None where some of them are not at hand."""
        return self._scope(fact.sources)

    def wide(self, fact: Fact) -> Scope | None:
        """The same with the paragraphs that the other facts of its record cite, in the same sources."""
        own = self.scope(fact)
        if own is None:
            return None
        sources = {citation.source for citation in fact.sources}
        cited = [c for c in self._cited.get(record_of(fact), ()) if c.source in sources]
        return self._scope([*fact.sources, *cited]) or own

    @cached_property
    def _cited(self) -> dict[str, list[Citation]]:
        """Record → what its facts cite with a place."""
        found: dict[str, dict[Citation, None]] = {}
        for fact in self.facts.index.values():
            record = record_of(fact)
            if record.partition(".")[0] in VOCABULARY:
                found.setdefault(record, {}).update(dict.fromkeys(c for c in fact.sources if c.at))
        return {record: list(citations) for record, citations in found.items()}

    def _scope(self, citations: Sequence[Citation]) -> Scope | None:
        key = tuple(dict.fromkeys((citation.source, citation.at) for citation in citations))
        if key not in self._scopes:
            self._scopes[key] = self._made(citations)
        return self._scopes[key]

    def _made(self, citations: Sequence[Citation]) -> Scope | None:
        found: dict[Spot, None] = {}
        for citation in citations:
            spots = self.spots(citation)
            if citation.source == US or spots == ():
                return None
            found |= dict.fromkeys(self.all_spots[citation.source] if spots is None else spots)
        return Scope(tuple(found), self.printed) if found else None

    # words of facts

    def words(self, fact: Fact) -> Passage:
        """The text of a fact taken apart."""
        return passage(fact.written, fact.language or self.tag)

    @cached_property
    def claims(self) -> list[Fact]:
        """The facts that say something in words or numbers and name a source whose text is at hand."""
        return [
            fact
            for fact in self.facts.index.values()
            if not isinstance(fact.value, bool | Reference) and _is_claim(fact) and self.scope(fact) is not None
        ]

    def reads(self, fact: Fact, scope: Scope) -> bool:
        """Whether fact and sources are in one language, so that their words can be compared."""
        own = (fact.language or self.tag).partition("-")[0].lower()
        return scope.tags <= {own} or (own not in WRITTEN and not scope.tags & {"ru", "mn", "kk"})

    @cached_property
    def declared(self) -> dict[str, list[str]]:
        """Source → the words of it that a gap quotes: what stands in them is known to be open or wrong."""
        found: dict[str, list[str]] = {}
        for record in self.records("gaps"):
            for fact in walk(record):
                for citation in fact.sources:
                    found.setdefault(citation.source, []).extend(fold(words) for words in citation.says)
        return {source: list(dict.fromkeys(words)) for source, words in found.items()}

    def is_declared(self, source: str, words: str) -> bool:
        """Whether a gap quotes these words of a source."""
        wanted = " ".join(fold(words).split())
        return any(wanted in " ".join(said.split()) for said in self.declared.get(source, ()))

    # problems

    def problem(
        self,
        code: str,
        message: str,
        at: Place,
        hint: str = "",
        word: str = "",
        severity: Severity = "error",
        facts: tuple[str, ...] = (),
    ) -> Problem:
        """The problem, pointing at a word where that can be found in what was typed there."""
        found = self._column(at, word)
        place = at if found is None else Place(at.file, *found)
        return Problem(code, message, place, hint, severity, len(word) if found and word else 1, facts)

    def _column(self, at: Place, word: str) -> tuple[int, int] | None:
        if not word or not at.line:
            return None
        for line in range(at.line, min(at.line + 8, len(self.lines) + 1)):
            column = self.lines[line - 1].find(word, at.column - 1 if line == at.line else 0)
            if column >= 0:
                return line, column + 1
        return None


def _spots_of(text: SourceText) -> Iterator[Spot]:
    for paragraph in text.head:
        yield Spot(text.id, 0, paragraph.page, paragraph.heading, passage(paragraph.text, text.language))
    for number, paragraph in enumerate(text.paragraphs, 1):
        yield Spot(text.id, number, paragraph.page, paragraph.heading, passage(paragraph.text, text.language))


_RANGE = r"\.?\s*(\d+)(?:\s*[-–—]\s*(\d+))?"
_PARAGRAPH = re.compile(rf"(?:par(?:a|agraph)?s?|¶|абз(?:ац)?|догол мөр|азат жол|lines?)?{_RANGE}", re.IGNORECASE)
_PAGES = "p|pp|page|pages|с|стр|страница|страницы|страниц|х|хуудас|хуудасны|б|бет|беті"
_PAGE = re.compile(rf"(?:{_PAGES}){_RANGE}", re.IGNORECASE)
_NUMBERED = re.compile(r"(\D*?)\s*([\d.]+)\s*")


def _placed(text: SourceText, spots: tuple[Spot, ...], entry: str) -> tuple[Spot, ...] | None:
    """The paragraphs that one entry of `at` names; None where there are none."""
    entry = entry.strip()
    if paged := _PAGE.fullmatch(entry):
        return _numbered(spots, paged, by_page=True) if text.pages else spots
    if found := _PARAGRAPH.fullmatch(entry):
        bare = entry[0].isdigit()
        if bare and text.unit == "table":
            return _section(spots, f"table {found[1]}", found[1])
        return _numbered(spots, found, by_page=bare and text.unit == "page" and bool(text.pages))
    return _section(spots, entry, "")


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


def _begins(spot: Spot, wanted: str, number: str) -> bool:
    text = fold(spot.passage.text)
    if number:
        return bool(re.match(rf"{_TABLE}\s*(?:№|no\.?)?\s*{number}\b|{number}(?:-р|-\w+)?\s*{_TABLE}", text))
    return text == wanted or bool(re.match(rf"{re.escape(wanted)}(?!\w)", text))


UNCHECKED = frozenset(
    "figures.unit figures.priority figures.formula figures.compare points.under points.priority agreements.kind "
    "agreements.short organisations.kind organisations.short visit.kind series.unit".split()
)
"""Fields that are not the source's words: our order, our short names, our units."""


def field_of(fact: Fact) -> str:
    """The field that a fact belongs to: `agreements.benefits`; the section alone for the head and a free tree."""
    section, *rest = fact.id.split(".")
    about = VOCABULARY.get(section)
    if about is None or about.free:
        return section
    names = rest if about.single else rest[1:]
    return f"{section}.{names[0]}" if names else section


def record_of(fact: Fact) -> str:
    """The id of the record that a fact belongs to: `agreements.pension`; `visit` where a section is one record."""
    section, *rest = fact.id.split(".")
    about = VOCABULARY.get(section)
    if about is None or about.single or not rest:
        return section
    return f"{section}.{rest[0]}"


def _is_claim(fact: Fact) -> bool:
    section = fact.id.partition(".")[0]
    return section not in {"sources", "brief"} and field_of(fact) not in UNCHECKED


def entries_of(record: Record | None, name: str) -> list[Fact]:
    """The facts of a field, whether one or a list."""
    node = record.fields.get(name) if record is not None else None
    if isinstance(node, Items):
        return [item for item in node.items if isinstance(item, Fact)]
    return [node] if isinstance(node, Fact) else []


def source_of(inquiry: Inquiry, id_: str) -> Source | None:
    return inquiry.facts.sources.get(id_)
