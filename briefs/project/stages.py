"""A paper at its stages: planned, filled from its template, drafted.

How it comes from one to the next is the pipeline's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from briefs.model.cited import Manuscript
from briefs.model.facts import Facts, Record
from briefs.model.problems import Problem
from briefs.model.template import Template
from briefs.model.theme import Theme
from briefs.model.tree import Document
from briefs.project.terms_of_release import Terms
from briefs.project.unprinted import Shown
from briefs.templating.reading import Sheet


class Plan(Struct, frozen=True):
    """One document that is to be made."""

    facts: Facts
    template: Template
    record: Record | None
    name: str
    """Its path below the output folder, without the ending: `mongolia/one-pager`."""
    formats: tuple[str, ...]
    theme: str
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    final: bool = False
    annex: bool = False
    """Whether a table of all facts that are printed stands at the end."""
    now: datetime | None = None
    """By which embargoes and the age of facts are judged; None: embargoes hold, and nothing is old."""
    since: Facts | None = None
    """Earlier facts: the document says, and marks, what has changed since."""
    base: str = ""
    """The Word file that it is written on, where neither the template nor the theme names it."""
    redline: bool = False
    """Whether a Word file with tracked changes against the earlier document is made too."""
    parts: tuple[Plan, ...] = ()
    """The papers that are bound behind it, in one file."""


class Filled(Struct, frozen=True):
    """A template filled and read, with all that holds for the document."""

    terms: Terms
    facts: Facts
    """What its audience may see, with placeholders for the header fields that nobody has given."""
    language: str
    sheet: Sheet
    theme: Theme
    manuscript: Manuscript


class Drafted(Struct, frozen=True):
    """A finished document before it is written."""

    document: Document
    gone: tuple[str, ...]
    """What its limits and its page budget have left out, in words."""
    problems: list[Problem]
    theme: Theme
    """The plan's, with the marking as its scheme wants it."""
    remarks: tuple[str, ...]
    shown: Shown
    ids: tuple[str, ...] = ()
    """Those of the facts that it prints."""


class Files(Struct, frozen=True):
    """A document in the formats that were asked for."""

    data: dict[str, bytes]
    """By format."""
    pages: int
    problems: list[Problem]
    remarks: tuple[str, ...] = ()
