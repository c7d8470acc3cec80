"""How a role looks: type, colour, space and rules.

Plain values; only the writers turn them into fonts and XML.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class Look(Struct, frozen=True):
    """How a role looks; lengths in points, colours as `#rrggbb`."""

    font: str = "text"
    size: float = 10.5
    leading: float = 14.0
    colour: str = "#000000"
    bold: bool = False
    italic: bool = False
    align: Literal["left", "center", "right", "justify"] = "left"
    before: float = 0.0
    """Space above; between two blocks the larger of `after` and `before` stands."""
    after: float = 0.0
    left: float = 0.0
    """Indent of every line."""
    hanging: float = 0.0
    """How far the first line (a bullet, a number, a field's name) stands out to the left of `left`."""
    right: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    rule_above: float = 0.0
    """Thickness of a line above; 0: none."""
    rule_below: float = 0.0
    rule_left: float = 0.0
    rule_colour: str = "#000000"
    rule_right: float = 0.0
    padding: float = 0.0
    """Between the text and its rules or its ground."""
    fill: str = ""
    """Colour of the ground; empty: none."""
    drop: float = 0.0
    """How much of a line's height stands below its letters, besides what the font has there."""
    together: bool = False
    """Whether there is no space between neighbours of this look."""

    @property
    def has_ground(self) -> bool:
        """Whether anything is drawn behind or around a text in this look."""
        return bool(self.fill or self.rule_left or self.rule_right or self.rule_above or self.rule_below)
