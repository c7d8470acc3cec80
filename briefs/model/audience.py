"""Audiences: for whom a paper is, and what of a fact file is declared to be for them.

Plain values; the rows come from files through `factfiles`, and what they come to for one file is `clearance`'s work.
"""

from __future__ import annotations

from msgspec import Struct

INTERNAL = frozenset({"", "internal"})
"""What a template says that is for the house itself: nothing is kept back from it."""


class Audience(Struct, frozen=True):
    """One audience outside the house; what is not declared to it is closed to it."""

    name: str
    about: str = ""
    phrase: str = ""
    """How a sentence calls it: `the public`."""
    opens: tuple[str, ...] = ()
    """Sections, and fields (`points.text`), that it may see besides what the vocabulary declares public."""
    unpublished: bool = False
    """Whether it may see what rests on no published source."""
