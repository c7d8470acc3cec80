"""An inquiry: one file's facts beside the texts of their sources, with whatever several checks ask for worked out once.

It finds places and people; judging is the checks' work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from briefs.checks.fields import is_claim, record_of
from briefs.checks.people_and_bodies import Body, Cast, Person
from briefs.checks.places_in_sources import Scope, Spot, placed, spots_of
from briefs.checks.shifted_places import moved, shifts_of
from briefs.language import base_of, own_grammar
from briefs.model.facts import US, Citation, Fact, Facts, Record, Reference, walk
from briefs.model.problems import Place, Problem, Severity
from briefs.model.source_text import SourceText
from briefs.understanding.dates import day_of
from briefs.understanding.passages import Passage, passage
from briefs.understanding.words import fold

Answer = TypeVar("Answer")


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
        self._once: dict[object, object] = {}

    def once(self, work: Callable[[Inquiry], Answer]) -> Answer:
        """What `work` makes of this inquiry, made when the first check asks for it."""
        if work not in self._once:
            self._once[work] = work(self)
        return cast("Answer", self._once[work])

    @cached_property
    def cast(self) -> Cast:
        """The people and bodies of the file."""
        return Cast(
            [Person.of(record, self.facts) for record in self.records("people")],
            [Body.of(record, self.facts) for record in self.records("organisations")],
        )

    def record(self, fact: Fact) -> Record | None:
        """The record that a fact belongs to; None in a free tree."""
        node = self.facts.find(record_of(fact))
        return node if isinstance(node, Record) else None

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
        return {id_: tuple(spots_of(text)) for id_, text in self.texts.items()}

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
            meant = moved(entry, self.shifts[source]) if source in self.shifts else entry
            self._spots[key] = placed(self.texts[source], self.all_spots[source], meant)
        return self._spots[key]

    @cached_property
    def shifts(self) -> Mapping[str, int]:
        """The sources of which every place is off by the same number, and by how many; there they are read as meant."""
        citations = dict.fromkeys(citation for fact in self.facts.index.values() for citation in fact.sources)
        return shifts_of(citations, self.texts, self.all_spots)

    # what a fact rests on

    def scope(self, fact: Fact) -> Scope | None:
        """The words that a fact's own citations name; None where some of them are not at hand."""
        return self._scope(fact.sources)

    def wide(self, fact: Fact) -> Scope | None:
        """The same with the paragraphs that the other facts of its record cite, in the same sources."""
        own = self.scope(fact)
        return None if own is None else self._scope(self.cited_with(fact)) or own

    def cited_with(self, fact: Fact) -> list[Citation]:
        """What a fact cites, and what the other facts of its record do, in the same sources."""
        sources = {citation.source for citation in fact.sources}
        cited = [c for c in self._cited.get(record_of(fact), ()) if c.source in sources]
        return list(dict.fromkeys((*fact.sources, *cited)))

    @cached_property
    def facts_of(self) -> dict[str, list[Fact]]:
        """Record → its facts, in the order of the file."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.index.values():
            found.setdefault(record_of(fact), []).append(fact)
        return found

    @cached_property
    def _cited(self) -> dict[str, list[Citation]]:
        """Record → what its facts cite with a place."""
        return {
            record: list(dict.fromkeys(c for fact in facts for c in fact.sources if c.at))
            for record, facts in self.facts_of.items()
            if record.partition(".")[0] in self.facts.vocabulary.sections
        }

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
            if not isinstance(fact.value, bool | Reference) and is_claim(fact) and self.scope(fact) is not None
        ]

    def reads(self, fact: Fact, scope: Scope) -> bool:
        """Whether fact and sources are in one language, so that their words can be compared."""
        own = base_of(fact.language or self.tag)
        if scope.tags <= {own}:
            return True
        return own_grammar(own) is None and not any(tag != "en" and own_grammar(tag) for tag in scope.tags)

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
        if not word or not at.line or at.file != self.facts.file:
            return None
        for line in range(at.line, min(at.line + 8, len(self.lines) + 1)):
            column = self.lines[line - 1].find(word, at.column - 1 if line == at.line else 0)
            if column >= 0:
                return line, column + 1
        return None
