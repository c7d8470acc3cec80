"""The pieces of a story: how high they are, where they may be cut, how they paint themselves.

What a block of the tree becomes is `story`'s matter, on which page they stand `pages`'.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Protocol, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from briefs.layout.placed import NewPage, NewSection
from briefs.pdf.canvas import Canvas
from briefs.pdf.grounds import Ground, margin_bar, paint_ground
from briefs.pdf.setting import Inline, paint_lines
from briefs.pdf.text import Line, Text

Piece: TypeAlias = "Part | NewPage | NewSection"
"""A part of a story, or where a page or a section begins in it."""
FEWEST = 2
"""Lines of a paragraph that may stand alone at the foot or the top of a page."""
TAB = 36.0
"""Points from one tab stop to the next, counted from the text's edge as Word does: where the text goes on behind
a label that is wider than its place."""
_HAIR = 5e-7
"""Points by which sums of lengths may differ: less than platypus allows, which would find no room for the rest."""


class Surface(Protocol):
    """What a piece is put on: a canvas, or a ruler that only notes where things come to stand."""

    drawing: bool

    def anchor(self, named: str, top: float) -> None: ...


class Part:
    """A piece of the story, as wide as the frame; heights and places in points."""

    def __init__(self, before: float = 0.0, after: float = 0.0, keep_next: bool = False) -> None:
        self.before = before
        self.after = after
        self.keep_next = keep_next
        self.ground: Ground | None = None

    # what kinds of pieces say for themselves

    def inner_height(self, width: float) -> float:
        """How high it is without its ground's padding."""
        raise NotImplementedError

    def inner_cut(self, width: float, room: float, forced: bool) -> tuple[Part, Part] | None:
        """The piece in two, the first no higher than `room`; None if that must not or cannot be.

        `forced`: a whole page is not enough, so it must.
        """
        return None

    def paint(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """Paint it with its upper left corner at `x`, `top`."""
        raise NotImplementedError

    def note(self, surface: Surface, top: float) -> None:
        """Tell the surface where links may lead."""

    # what they have in common

    def height_at(self, width: float) -> float:
        """How high it is, with its ground and without the space around it."""
        padding = self.ground.above + self.ground.below if self.ground else 0.0
        return self.inner_height(width) + padding

    def cut(self, width: float, room: float, whole: float) -> list[Part]:
        """The piece in parts, the first no higher than `room`; empty if it cannot be cut there.

        `whole` is the height of a page.
        """
        ground = self.ground
        room -= ground.above if ground else 0.0
        halves = self.inner_cut(width, room, room >= whole - _HAIR - (ground.above if ground else 0.0))
        if halves is None:
            return []
        first, second = halves
        first.after = second.before = 0.0
        first.keep_next = False
        if ground:
            first.ground = Ground(ground.look, ground.first, False)
            second.ground = Ground(ground.look, False, ground.last, ground.gap)
        return [first, second]

    def put(self, surface: Surface, x: float, top: float, width: float, at_top: bool) -> None:
        """Paint it with its ground, or only note its place."""
        inner = top - (self.ground.above if self.ground else 0.0)
        self.note(surface, inner)
        if not isinstance(surface, Canvas):
            return
        if self.ground:
            paint_ground(surface, self.ground, x, top, width, self.height_at(width), at_top)
        self.paint(surface, x, inner, width)


def is_changed(inline: Inline) -> bool:
    """Whether any of it has changed since an earlier version."""
    return any("changed" in span.marks for span in inline.spans)


class StandingLabel(Struct, frozen=True):
    """What stands out to the left of a text's first line: a bullet, a number, a field's name."""

    text: Text
    inline: Inline


class TextPart(Part):
    """A paragraph, a heading, an entry of a list: lines of text."""

    def __init__(
        self,
        text: Text,
        inline: Inline,
        *,
        label: StandingLabel | None = None,
        balance: bool = False,
        indent: float = 0.0,
    ) -> None:
        look = text.look
        super().__init__(look.before, look.after, look.keep_next)
        self.text = text
        self.inline = inline
        self.label = label
        self.anchor = ""
        self.bookmark: tuple[int, str] | None = None
        """For a heading: depth and words of its entry in the outline."""
        self.balance = balance
        self.left = look.left + indent
        self.right = look.right
        self._lines: Sequence[Line] = ()
        self._width = -1.0
        self._is_cut = False
        if look.has_ground:
            self.ground = Ground(look)

    def lines(self, width: float) -> Sequence[Line]:
        """The lines in a frame of that width; a part of a text has its lines for good."""
        if self._width != width and not self._is_cut:
            inner = width - self.left - self.right
            self._lines = self.text.lines(inner, first=self._first(), balance=self.balance)
            self._width = width
        return self._lines

    def _first(self) -> float:
        """Where the first line begins, from the others: a label that is wider than its place pushes it in."""
        hanging = self.text.look.hanging
        if self.label is None:
            return -hanging
        end = self.left - hanging + self.label.text.most
        return 0.0 if end <= self.left else TAB * math.ceil((end + _HAIR) / TAB) - self.left

    def inner_height(self, width: float) -> float:
        return len(self.lines(width)) * self.text.look.leading

    def inner_cut(self, width: float, room: float, forced: bool) -> tuple[Part, Part] | None:
        lines = self.lines(width)
        fitting = int((room + _HAIR) / self.text.look.leading)
        fewest = 1 if forced else FEWEST
        count = min(fitting, len(lines) - fewest)
        if count < fewest or (self.text.look.keep_lines and not forced):
            return None
        first, second = copy(self), copy(self)
        first._lines, second._lines = lines[:count], lines[count:]
        first._is_cut = second._is_cut = True
        second.label = second.bookmark = None
        second.anchor = ""
        return first, second

    def note(self, surface: Surface, top: float) -> None:
        if self.anchor:
            surface.anchor(self.anchor, top)

    def paint(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        if self.bookmark:
            depth, words = self.bookmark
            canvas.bookmark(depth, words, self.anchor)
        inner = width - self.left - self.right
        if is_changed(self.inline):
            margin_bar(canvas, x, top, width, self.inner_height(width), self.text.look.colour)
        x += self.right if self.text.right_to_left else self.left
        if self.label:
            self._paint_label(canvas, self.label, x, top, inner)
        paint_lines(canvas, self.text, self.lines(width), x, top, self.inline)

    def _paint_label(self, canvas: Canvas, label: StandingLabel, x: float, top: float, inner: float) -> None:
        hanging = self.text.look.hanging
        edge = x + inner + hanging - label.text.most if self.text.right_to_left else x - hanging
        lines = label.text.lines(label.text.most + 1.0)
        if self.text.right_to_left and label.text.right_to_left:
            edge -= 1.0
        paint_lines(canvas, label.text, lines, edge, top, label.inline)


class Together(Part):
    """Pieces that stay on one page: a heading with what follows it, a box that asks for it.

    The last piece may be cut, as far as it allows that itself; a `solid` group is not, it must fit on a page.
    """

    def __init__(self, parts: Sequence[Part], solid: bool = False) -> None:
        super().__init__(parts[0].before, parts[-1].after, parts[-1].keep_next)
        self.parts = parts
        self.solid = solid

    def _offsets(self, width: float) -> list[float]:
        """How far below the group's top each piece begins; and the height of all."""
        offsets = [0.0]
        for part, following in zip(self.parts, self.parts[1:], strict=False):
            offsets.append(offsets[-1] + part.height_at(width) + max(part.after, following.before))
        offsets.append(offsets[-1] + self.parts[-1].height_at(width))
        return offsets

    def height_at(self, width: float) -> float:
        return self._offsets(width)[-1]

    def cut(self, width: float, room: float, whole: float) -> list[Part]:
        *heads, last = self.parts
        forced = room >= whole - _HAIR
        if self.solid and not forced:
            return []
        if pieces := last.cut(width, room - self._offsets(width)[-2], whole):
            return [Together([*heads, pieces[0]]), *pieces[1:]]
        if not forced:
            return []
        if self.parts[0].height_at(width) > room + _HAIR:
            pieces = self.parts[0].cut(width, room, whole)
            return [*pieces, *self.parts[1:]] if pieces else []
        return list(self.parts)

    def put(self, surface: Surface, x: float, top: float, width: float, at_top: bool) -> None:
        for part, offset in zip(self.parts, self._offsets(width), strict=False):
            part.put(surface, x, top - offset, width, at_top and not offset)


class Beside(Together):
    """Pieces with a picture at their side, all on one page; as high as the higher of the two."""

    def __init__(self, picture: Part, parts: Sequence[Part]) -> None:
        super().__init__(parts, solid=True)
        self.picture = picture

    def height_at(self, width: float) -> float:
        return max(super().height_at(width), self.picture.height_at(width))

    def put(self, surface: Surface, x: float, top: float, width: float, at_top: bool) -> None:
        self.picture.put(surface, x, top, width, at_top)
        super().put(surface, x, top, width, at_top)


def leaves(parts: Sequence[Piece]) -> Iterator[Part]:
    """The parts, and those in groups instead of the groups."""
    for part in parts:
        if isinstance(part, Together):
            yield from leaves(part.parts)
        elif isinstance(part, Part):
            yield part


def spaced(parts: Sequence[Piece], sums: bool) -> None:
    """Set the space between neighbours: none between texts of one look that stand together, and with `sums` both
    that below the first and that above the second, where otherwise the larger of them stands."""
    above: Part | None = None
    for part in leaves(parts):
        if above is not None:
            is_one = isinstance(above, TextPart) and isinstance(part, TextPart) and above.text.look == part.text.look
            if is_one and isinstance(part, TextPart) and part.text.look.together:
                above.after = part.before = 0.0
            elif sums:
                part.before += above.after
        above = part


def grounded(parts: Sequence[Piece]) -> None:
    """Let the parts of a box, in order, stand on one ground; a part on another ground parts it."""
    found = [part for part in leaves(parts) if part.ground]
    for index, part in enumerate(found):
        ground = part.ground
        assert ground is not None
        before = index > 0 and _same(found[index - 1], part)
        after = found[index + 1] if index + 1 < len(found) and _same(part, found[index + 1]) else None
        gap = max(part.after, after.before) if after else 0.0
        part.ground = replace(ground, first=not before, last=after is None, gap=gap)


def _same(one: Part, other: Part) -> bool:
    """Whether two neighbours stand on grounds that look the same."""
    return one.ground is not None and other.ground is not None and _shown(one.ground) == _shown(other.ground)


def _shown(ground: Ground) -> tuple[object, ...]:
    look = ground.look
    return look.fill, look.rule_left, look.rule_right, look.rule_colour, look.padding, look.left, look.right
