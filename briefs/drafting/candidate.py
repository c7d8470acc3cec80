"""A candidate: a record that may go into a fact file, with the place and the words that it was taken from.

It holds what was found; what makes a file of candidates is `draft_file`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from briefs.checks.heads_of_sources import roles
from briefs.checks.places_in_sources import Spot, spots_of
from briefs.model.source_text import SourceText

Value: TypeAlias = "str | Candidate | list[Value] | dict[str, str]"
LONGEST_WORDS = 90
"""Characters of the words that are quoted for a record."""


@dataclass(eq=False)
class Candidate:
    """A record of a section; fields in the order in which they are written."""

    section: str
    name: str
    """Of what its id is made."""
    fields: dict[str, Value]
    spot: Spot
    says: str
    """Words of the paragraph, verbatim."""
    also: list[tuple[int, int]] = field(default_factory=list)
    """Where in the paragraph it was found: first and last character."""
    head: Spot | None = None
    """The row that names the columns, for a row of a table."""

    def text(self, name: str) -> str:
        """A field that is a text; empty where it is none."""
        value = self.fields.get(name, "")
        return value if isinstance(value, str) else ""


class SourceToDraft:
    """The text of a source, taken apart once."""

    def __init__(self, text: SourceText, title: str, published: str = "") -> None:
        self.text = text
        self.title = title
        self.published = published
        self.tag = text.language.partition("-")[0]

    @cached_property
    def every(self) -> tuple[Spot, ...]:
        return tuple(spots_of(self.text))

    @cached_property
    def body(self) -> list[Spot]:
        """The paragraphs that `at` counts, but the head's."""
        heads = {at for found in roles(self.text).values() for at in found}
        return [spot for at, spot in enumerate(self.every) if at not in heads and (spot.number or spot.note)]

    @cached_property
    def prose(self) -> list[Spot]:
        """Those of them that are running text: neither headings nor rows of tables."""
        return [spot for spot in self.body if not spot.table and not spot.heading]

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that stand somewhere in small letters."""
        return frozenset(t.folded for spot in self.every for t in spot.passage.tokens if not t.capital)

    def place_of(self, candidate: Candidate) -> str:
        """How `at` names the places of a record."""
        places = [self.place(spot) for spot in (candidate.head, candidate.spot) if spot is not None]
        return places[0] if len(places) == 1 else f"[{', '.join(places)}]"

    def place(self, spot: Spot) -> str:
        """How `at` names a paragraph; empty for one in the head that has no name."""
        if spot.note:
            return f"note {spot.note}"
        if spot.number:
            return f"paragraph {spot.number}" if self.text.unit != "paragraph" else str(spot.number)
        at = self.every.index(spot)
        return next((name for name, found in roles(self.text).items() if at in found), "")


def quoted(spot: Spot, begin: int, end: int, most: int = LONGEST_WORDS) -> str:
    """Words of a paragraph from one character to another, at most so many, whole words only."""
    text = spot.passage.text
    if end - begin > most:
        cut = text.rfind(" ", begin, begin + most)
        end = cut if cut > begin else begin + most
    return text[begin:end].strip(" ,;:")


def around(spot: Spot, begin: int, end: int, before: int = 2, after: int = 2) -> str:
    """A stretch of a paragraph with a few words before and behind it, within its sentence."""
    text = spot.passage
    number = text.sentence_at(begin)
    first, last = text.sentences[number] if text.sentences else (0, len(text.text))
    tokens = [token for token in text.tokens if first <= token.start and token.end <= last]
    ahead = [t.start for t in tokens if t.end <= begin][-before:] if before else []
    behind = [t.end for t in tokens if t.start >= end][:after] if after else []
    return quoted(spot, ahead[0] if ahead else begin, behind[-1] if behind else end)


def first_of(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates by where they stand in their sources."""
    yield from sorted(candidates, key=lambda each: (each.spot.source, each.spot.number))
