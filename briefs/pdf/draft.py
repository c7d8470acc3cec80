"""Drafts: a text as shaped pieces, and the units between which its lines may end.

How wide a line is, and where it therefore ends, is not known here.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TypeAlias

from msgspec import Struct, field

from briefs.layout.scripts import is_joined
from briefs.pdf.shape import Cut, Shaped

PLAIN, NEWLINE, TAB, SOFT, HYPHEN = range(5)
"""How a unit ends: with or without spaces; on a newline or a tab; on a U+00AD of the text, which shows if the line
ends here; in the middle of a word, where a hyphen is added if the line ends here."""

Unit: TypeAlias = tuple[int, int, int, int]
"""What a line never breaks, and the spaces behind it: the piece with which it begins, one past its last, one past
its spaces, newline or tab, and how it ends."""


class Ink(Struct, frozen=True, eq=False):
    """How one span looks; lengths in points."""

    span: int
    """Index of the span."""
    cut: Cut
    size: float
    rise: float
    colour: str
    fill: str
    language: str


class Draft(Struct):
    """A text, shaped; the lists have an entry for each piece."""

    text: str
    base: int
    """The paragraph's level: 1 runs from right to left."""
    pieces: list[Shaped] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    """Empty where everything runs from left to right."""
    at: list[int] = field(default_factory=lambda: [0])
    """Where each piece begins in the text, and where the last one ends."""
    x: list[float] = field(default_factory=list)
    """The widths of all pieces before each, in points, and of all of them."""
    edges: list[int] = field(default_factory=list)
    """The pieces at which the look, the face or the direction changes."""
    units: list[Unit] = field(default_factory=list)

    def finish(self) -> None:
        """Sum up lengths and widths, and find the edges."""
        pieces, inks, levels = self.pieces, self.inks, self.levels
        self.at = list(accumulate([len(piece.text) for piece in pieces], initial=0))
        is_even = len(set(inks)) < 2 and len({piece.face for piece in pieces}) < 2
        if is_even and not levels:
            size = inks[0].size if inks else 0.0
            self.x = list(accumulate([piece.width * size for piece in pieces], initial=0.0))
            return
        widths = [piece.width * ink.size for piece, ink in zip(pieces, inks, strict=True)]
        self.x = list(accumulate(widths, initial=0.0))
        self.edges = [
            n
            for n in range(1, len(pieces))
            if inks[n] is not inks[n - 1]
            or pieces[n].face is not pieces[n - 1].face
            or (levels and levels[n] != levels[n - 1])
        ]

    def copy(self) -> Draft:
        """One that can be split without changing this one."""
        pieces, inks, levels, at = self.pieces[:], self.inks[:], self.levels[:], self.at[:]
        return Draft(self.text, self.base, pieces, inks, levels, at, self.x[:], self.edges[:], self.units[:])

    def word(self, unit: Unit) -> str:
        """The unit's text without its spaces."""
        return self.text[self.at[unit[0]] : self.at[unit[1]]]

    def reach(self, unit: Unit, offset: int) -> float:
        """The width of the unit's first `offset` characters, in points."""
        n, within = self._place(unit, offset)
        done = self.x[n] - self.x[unit[0]]
        if not within:
            return done
        piece, ink = self.pieces[n], self.inks[n]
        head = ink.cut.directed(piece.text[:within], piece.right_to_left, "", "")
        return done + sum(part.width for part in head) * ink.size

    def split(self, index: int, offset: int, kind: int) -> None:
        """Make two units of the unit `index`: its first `offset` characters, which end in this way, and the rest."""
        start, end, after, how = self.units[index]
        middle, within = self._place(self.units[index], offset)
        added = 0
        if within:
            before = len(self.pieces)
            middle += self._split_piece(middle, within)
            added = len(self.pieces) - before
        later = self.units[index + 1 :]
        if added:
            later = [(a + added, b + added, c + added, d) for a, b, c, d in later]
        self.units[index:] = [(start, middle, middle, kind), (middle, end + added, after + added, how), *later]

    def _place(self, unit: Unit, offset: int) -> tuple[int, int]:
        """The piece in which a character of the unit stands, and its place there."""
        place = self.at[unit[0]] + offset
        n = bisect_right(self.at, place, unit[0], unit[1] + 1) - 1
        return n, place - self.at[n]

    def _split_piece(self, n: int, within: int) -> int:
        """Split a piece in two or more; how many of them are the first part."""
        piece, ink = self.pieces[n], self.inks[n]
        head, tail = piece.text[:within], piece.text[within:]
        context = (head[-1:], tail[:1]) if is_joined(head[-1]) else ("", "")
        heads = ink.cut.directed(head, piece.right_to_left, "", context[1])
        parts = [*heads, *ink.cut.directed(tail, piece.right_to_left, context[0], "")]
        self.pieces[n : n + 1] = parts
        self.inks[n : n + 1] = [ink] * len(parts)
        if self.levels:
            self.levels[n : n + 1] = [self.levels[n]] * len(parts)
        self.finish()
        return len(heads)
