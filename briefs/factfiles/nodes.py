"""YAML nodes: what was typed, with line and column, and no type or meaning given to it.

Plain values; `build` makes them, and records and settings are read from them.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """A single value, as typed."""

    text: str
    line: int
    """From 1, as is `column`."""
    column: int
    style: str = ""
    """Empty for plain text; else the quotation mark, or `|` or `>` of a block of text."""

    @property
    def void(self) -> bool:
        """Whether nothing was written at all; the problem is already told."""
        return not self.text and not self.style


class Map(NamedTuple):
    """Names and values, in the order in which they were written."""

    entries: dict[str, tuple[Scalar, Node]]
    """Name → the name as it stands there, and its value."""
    line: int
    column: int


class Seq(NamedTuple):
    """A list."""

    items: list[Node]
    line: int
    column: int


Node: TypeAlias = Scalar | Map | Seq


class Comment(NamedTuple):
    """A comment that begins with `allow`."""

    text: str
    line: int
    column: int
