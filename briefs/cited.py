"""Cited values, and the manuscript that a filled template is.

A manuscript is characters in which every value is sealed; no Markdown is known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from briefs.problems import Place

SEAL, SEALED = "\ue000", "\ue001"
"""A sealed value stands in the text as SEAL, the number of its slot, SEALED."""
MARK, MARKED = "\ue002", "\ue003"
"""A template line's place stands at its head as MARK, file number, `:`, line, MARKED; stripped before reading."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A value that carries the ids of the facts behind it."""

    value: str | Decimal | date | bool
    written: str
    """What is printed."""
    facts: tuple[str, ...] = ()
    language: str = ""

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True, slots=True)
class Slot:
    """A sealed value: literal text, and the facts it was made from."""

    text: str
    facts: tuple[str, ...] = ()
    language: str = ""
    chart: object = None
    """For a value that a box takes whole, such as a series to be drawn; its text is empty then."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A filled template: characters, sealed values, and a place for each line."""

    text: str
    slots: tuple[Slot, ...]
    places: tuple[Place, ...]
    """One for each line of `text`."""
