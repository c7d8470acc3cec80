"""What writing gives back: a file's bytes with what was noticed on the way, or only its length.

Plain values; nothing here measures or draws.
"""

from __future__ import annotations

from msgspec import Struct

from briefs.problems import Problem


class Written(Struct, frozen=True):
    """A finished file."""

    data: bytes
    pages: int
    """0 where the writer cannot know: Word counts its own pages."""
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"Written(data={len(self.data):,} bytes, pages={self.pages}, problems={self.problems!r})"


class Extent(Struct, frozen=True):
    """How long a document is, against a budget of pages."""

    pages: int
    over: float
    """How many lines of body text it is too long for the budget; 0: it fits."""
