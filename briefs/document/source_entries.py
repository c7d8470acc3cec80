"""How a source reads in a list of sources: title, publisher, date, address, and the places that are used in it.

Which sources are listed, and under which numbers, the notes of a document know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from msgspec import Struct

from briefs.language import Language, day, language_of, words_of
from briefs.model.facts import Facts, Source
from briefs.model.source_text import unit_of
from briefs.model.tree import Span, Spans, plain

_NUMBERS = re.compile(r"\d+(?:\s*[-–]\s*\d+)?(?:,\s*\d+(?:\s*[-–]\s*\d+)?)*")
"""Numbers and spans of numbers: 3, 2-6, 2-4, 7."""
_RANGE = re.compile(r"\s*[-–]\s*(?=\d)")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class SourceEntries(Struct, frozen=True):
    """Writes sources of one fact file in one language."""

    facts: Facts
    language: str

    @property
    def known(self) -> Language:
        """The language's data."""
        return language_of(self.language)

    def place(self, source: Source, at: str) -> Spans:
        if not at:
            return ()
        text = at
        if _NUMBERS.fullmatch(at):
            name = f"at_{unit_of(source.counted)}{'' if at.isdecimal() else 's'}"
            text = words_of(self.language)[name].format(number=_RANGE.sub("–", at))
        return (Span(f"{self.known.comma}{text}", facts=(f"sources.{source.id}.title",)),)

    def places(self, source: Source, used: Sequence[str]) -> Spans:
        """All the places used in a source: `, paragraphs 1, 3, 5–8`."""
        numbers, texts = numbers_in(used)
        if not numbers and not texts:
            return ()
        spans = [str(a) if a == b else f"{a}–{b}" for a, b in runs(numbers)]
        one = len(numbers) == 1
        name = words_of(self.language)[f"at_{unit_of(source.counted)}{'' if one else 's'}"]
        numbered = [name.format(number=self.known.comma.join(spans))] if spans else []
        text = self.known.comma.join(["", *numbered, *texts])
        return (Span(text, facts=(f"sources.{source.id}.title",)),)

    def language_of_title(self, source: Source) -> str:
        """The language of the source's title."""
        title = self.facts.index.get(f"sources.{source.id}.title")
        return (title.language if title else "") or source.language

    def full(self, source: Source, *, again: bool = False) -> Spans:
        """The source in full: title, publisher, date, address. The title is the link: an address says little.

        A source that is cited `again` says by what name.
        """
        id_ = f"sources.{source.id}.title"
        title = Span(source.title, link=source.url, facts=(id_,), language=self.language_of_title(source))
        spans = [title]
        if source.publisher:
            spans.append(Span(f"{self.known.comma}{source.publisher}", facts=(f"sources.{source.id}.publisher",)))
        if source.published:
            published = _day(source.published, self.language)
            spans.append(Span(f"{self.known.comma}{published}", facts=(f"sources.{source.id}.published",)))
        if source.url:
            spans += [Span(self.known.comma), Span(source.url, facts=(f"sources.{source.id}.url",))]
        if again and source.short:
            below = words_of(self.language)["cited_below"]
            spans += [Span(f" ({below} "), Span(source.short, facts=(f"sources.{source.id}.short",)), Span(")")]
        return tuple(spans)


def numbers_in(places: Sequence[str]) -> tuple[list[int], list[str]]:
    """The numbers among places in a source, sorted, each once; and the places that are words."""
    numbers: set[int] = set()
    texts: list[str] = []
    for place in places:
        if not _NUMBERS.fullmatch(place):
            texts.append(place)
            continue
        for part in place.split(","):
            first, _, last = _RANGE.sub("–", part.strip()).partition("–")
            numbers |= set(range(int(first), min(int(last or first), int(first) + 1000) + 1))
    return sorted(numbers), texts


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The numbers in order as first and last of each run; two that follow one another are no run."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) > 2:
            yield run[0], run[-1]
        else:
            yield from zip(run, run, strict=True)


def ended(spans: Spans, stop: str) -> Spans:
    """The spans with a full stop, where they do not end on one (`2025 г.`)."""
    return spans if plain(spans).endswith((".", "…", stop)) else (*spans, Span(stop))


def _day(text: str, language: str) -> str:
    """The date in the language's words; a year, and a date in words, as it is."""
    if month := _MONTH.fullmatch(text):
        return day(date(int(month[1]), int(month[2]), 1), language, "MMMM y")
    try:
        return day(date.fromisoformat(text), language)
    except ValueError:
        return text
