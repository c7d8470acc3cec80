"""What stands behind and beside pieces of a story: fills, rules, and the bar beside what has changed.

Which piece has a ground, and where it stands, is `flow`'s matter.
"""

from __future__ import annotations

from msgspec import Struct

from briefs.model.theme import Look
from briefs.pdf.canvas import Canvas

BAR, BAR_APART = 1.5, 9.0
"""Points: how thick the bar beside a changed text is, and how far out in the margin."""


class Ground(Struct, frozen=True):
    """A box's ground and rules behind one of its pieces."""

    look: Look
    first: bool = True
    """Whether the box begins here, with its padding above."""
    last: bool = True
    gap: float = 0.0
    """What is between this piece and the next one of the box."""

    @property
    def above(self) -> float:
        """What it adds to the height of its piece, above."""
        return (self.look.padding + self.look.rule_above) if self.first else 0.0

    @property
    def below(self) -> float:
        return (self.look.padding + self.look.rule_below) if self.last else 0.0


def paint_ground(
    canvas: Canvas, ground: Ground, x: float, top: float, width: float, height: float, at_top: bool
) -> None:
    """Fill and rules behind a piece; where a page cuts a box, they go on into the margin as far as its padding."""
    look = ground.look
    sides = (look.right, look.left) if canvas.right_to_left else (look.left, look.right)
    apart = look.padding if look.fill or look.rule_left else 0.0  # rules alone stand where the text does, as in Word
    left, right = x + sides[0] - apart, x + width - sides[1] + apart
    bottom = top - height - (0.0 if ground.last else ground.gap or look.padding)
    if at_top and not ground.first:
        top += look.padding
    if look.fill:
        canvas.ground(left, bottom, right - left, top - bottom, look.fill)
    if look.rule_right:
        edge = left - look.rule_right / 2 if canvas.right_to_left else right + look.rule_right / 2
        canvas.rule(edge, bottom, edge, top, look.rule_right, look.rule_colour)
    if look.rule_left:
        edge = right + look.rule_left / 2 if canvas.right_to_left else left - look.rule_left / 2
        canvas.rule(edge, bottom, edge, top, look.rule_left, look.rule_colour)
    if ground.first:
        y = top - look.rule_above / 2
        canvas.rule(left, y, right, y, look.rule_above, look.rule_colour)
    if ground.last:
        y = bottom + look.rule_below / 2
        canvas.rule(left, y, right, y, look.rule_below, look.rule_colour)


def margin_bar(canvas: Canvas, x: float, top: float, width: float, height: float, colour: str) -> None:
    """A bar in the margin beside what has changed, on the side where lines begin; `x` and `width` are the frame's."""
    edge = x + width + BAR_APART if canvas.right_to_left else x - BAR_APART
    canvas.rule(edge, top, edge, top - height, BAR, colour)
