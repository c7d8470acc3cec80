"""A document as checks see it: before and after finishing, beside the facts it was made from.

Plain values; what is wrong with them, the checks say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from briefs.model.cited import Said
from briefs.model.facts import Facts
from briefs.model.problems import Place
from briefs.model.tree import Block


class Draft(Struct, frozen=True):
    """A document before and after finishing."""

    read: tuple[Block, ...]
    """As read from the template: every span is the template's own word or a fact's."""
    finished: tuple[Block, ...]
    """With anchors, notes and the list of sources."""
    at: Place
    """The head of the template."""
    facts: Facts
    """All of them, those too that its audience must not see."""
    language: str = "en"
    limits: Mapping[str, int] = field(default_factory=dict)
    """The template's own: `sentence`, `abbreviations`, `age`."""
    known: tuple[str, ...] = ()
    """Abbreviations that the template's readers know."""
    today: date | None = None
    """None: nothing is old."""
    words: Said = Said()
    """The template's words that come from its head or from a language's file."""
