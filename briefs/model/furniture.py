"""What a theme prints at the head and foot of pages: lines of text and pictures, and rules.

Plain values; which words stand in them, a document says, and where on the page, `layout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

Side: TypeAlias = Literal["left", "center", "right"]
SIDES: tuple[Side, ...] = ("left", "center", "right")
NAME = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
"""A name in a pattern: one of NAMES, or the path of a fact."""
LOGO, LETTERHEAD = "{logo}", "{letterhead}"
NAMES = (
    *("page", "pages", "page_of_pages", "title", "marking", "reference", "version", "as_of", "facts_as_at"),
    *("draft", "volume", "part", "annex"),
)
"""What a paper has for its furniture besides facts."""


class Emblem(Struct, frozen=True):
    """A picture of a header or footer; lengths in points."""

    name: str
    data: bytes
    """A PNG, JPEG or SVG file."""
    width: float
    height: float
    description: str = ""
    """What it shows, for those who do not see it; empty: it is decoration."""

    @property
    def is_drawing(self) -> bool:
        """Whether it is drawn, not made of dots."""
        return self.name.casefold().endswith(".svg")


class Furniture(Struct, frozen=True):
    """One line of a header or footer: three patterns such as `Page {page} of {pages}`, or pictures in their places.

    A name in braces is one of `Document.furniture`, or `page`, `pages`. A pattern that names something
    empty prints nothing.
    """

    left: str = ""
    center: str = ""
    right: str = ""
    pictures: Mapping[Side, Emblem] = {}
    """What stands in a place instead of a text."""
    rule: float = 0.0
    """Thickness of a line below it, in points; with nothing else in it, it is that line."""
    rule_colour: str = ""
    """Empty: that of the theme's rules."""

    def patterns(self) -> Iterator[tuple[Side, str]]:
        """The texts that it has, from the left."""
        for side, text in (("left", self.left), ("center", self.center), ("right", self.right)):
            if text:
                yield side, text  # type: ignore[misc] # one of the three words of the type


class Logo(Struct, frozen=True):
    """The logo of a theme, and where on the first page it stands."""

    emblem: Emblem
    place: Side = "left"
