"""Drafts: a text's spans as shaped pieces, and the units between which its lines may end.

How wide a line is, and where it therefore ends, is not known here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import accumulate, groupby
from typing import NamedTuple

from briefs.nouns import dataclass, field
from briefs.write.direction import has_rtl
from briefs.write.pdf import bidi, breaks
from briefs.write.pdf.shape import Cut, Shaped
from briefs.write.scripts import is_attached, script_of

_TOKENS = re.compile(r" +|[\n\t]|[^ \n\t]+")
_STEERS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_JOINED = frozenset(("arab", "syrc", "nko", "mong", "mand", "adlm", "rohg", "phag"))
"""Scripts whose letters take their form from their neighbours."""


class End(IntEnum):
    """How a unit ends."""

    PLAIN = 0
    NEWLINE = 1
    TAB = 2
    SOFT = 3
    """On a U+00AD of the text, which shows if the line ends here."""
    HYPHEN = 4
    """In the middle of a word: if the line ends here, a hyphen is added."""


class Unit(NamedTuple):
    """What a line never breaks, and the spaces behind it, as indices of pieces."""

    start: int
    end: int
    next: int
    """Behind the spaces, the newline or the tab."""
    kind: End


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """How one span looks; lengths in points."""

    span: int
    """Index of the span."""
    cut: Cut
    size: float
    rise: float
    colour: str
    fill: str
    language: str


@dataclass(slots=True)
class Draft:
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
        """Sum up the widths, and find the edges."""
        pieces, inks, levels = self.pieces, self.inks, self.levels
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
        return Draft(
            self.text,
            self.base,
            self.pieces[:],
            self.inks[:],
            self.levels[:],
            self.at[:],
            self.x[:],
            self.edges[:],
            self.units[:],
        )

    def word(self, unit: Unit) -> str:
        """The unit's text without its spaces."""
        return self.text[self.at[unit.start] : self.at[unit.end]]

    def reach(self, unit: Unit, offset: int) -> float:
        """The width of the unit's first `offset` characters, in points."""
        n, within = self._place(unit, offset)
        done = self.x[n] - self.x[unit.start]
        if not within:
            return done
        piece, ink = self.pieces[n], self.inks[n]
        head = ink.cut.directed(piece.text[:within], piece.right_to_left, "", "")
        return done + sum(part.width for part in head) * ink.size

    def split(self, index: int, offset: int, kind: End) -> None:
        """Make two units of the unit `index`: its first `offset` characters, which end in this way, and the rest."""
        unit = self.units[index]
        middle, within = self._place(unit, offset)
        added = 0
        if within:
            before = len(self.pieces)
            middle += self._split_piece(middle, within)
            added = len(self.pieces) - before
        rest = Unit(middle, unit.end + added, unit.next + added, unit.kind)
        later = self.units[index + 1 :]
        if added:
            later = [Unit(start + added, end + added, after + added, how) for start, end, after, how in later]
        self.units[index:] = [Unit(unit.start, middle, middle, kind), rest, *later]

    def _place(self, unit: Unit, offset: int) -> tuple[int, int]:
        """The piece in which a character of the unit stands, and its place there."""
        place = self.at[unit.start] + offset
        n = bisect_right(self.at, place, unit.start, unit.end + 1) - 1
        return n, place - self.at[n]

    def _split_piece(self, n: int, within: int) -> int:
        """Split a piece in two or more; how many of them are the first part."""
        piece, ink = self.pieces[n], self.inks[n]
        head, tail = piece.text[:within], piece.text[within:]
        context = (head[-1:], tail[:1]) if script_of(head[-1]) in _JOINED else ("", "")
        heads = ink.cut.directed(head, piece.right_to_left, "", context[1])
        parts = [*heads, *ink.cut.directed(tail, piece.right_to_left, context[0], "")]
        self.pieces[n : n + 1] = parts
        self.inks[n : n + 1] = [ink] * len(parts)
        if self.levels:
            self.levels[n : n + 1] = [self.levels[n]] * len(parts)
        self.at[n : n + 1] = list(accumulate((len(part.text) for part in parts[:-1]), initial=self.at[n]))
        self.finish()
        return len(heads)


def draft(texts: Sequence[str], inks: Sequence[Ink], base: int) -> Draft:
    """The texts of spans, each in its ink, as one draft; `base` is 1 where the paragraph runs from right to left."""
    text = "".join(texts)
    levels: list[int] = []
    if base or (not text.isascii() and (has_rtl(text) or _STEERS.search(text))):
        levels = bidi.levels(text, base)
    builder = _Builder(Draft(text, base), levels)
    for part, ink in zip(texts, inks, strict=True):
        builder.add(part, ink)
    return builder.finish()


class _Builder:
    """Puts a draft together, span by span."""

    def __init__(self, of: Draft, levels: list[int]) -> None:
        self.draft = of
        self.levels = levels
        """Of characters."""
        self._start = 0
        self._end = -1
        """Where the word of the unit in hand ends, once spaces follow it; before that -1."""
        self._last = ""
        """The word in hand, as far as it is from an earlier span."""

    def add(self, text: str, ink: Ink) -> None:
        """Add one span's text."""
        pieces = self.draft.pieces
        for token in _TOKENS.findall(text):
            if token[0] == " ":
                if self._end < 0:
                    self._end = len(pieces)
                self._put_spaces(token, ink)
            elif token == "\n" or token == "\t":
                if self._end < 0:
                    self._end = len(pieces)
                self._append(ink.cut.blank(token), ink, self.draft.base)
                self._close(End.NEWLINE if token == "\n" else End.TAB)
            else:
                if self._end >= 0:
                    self._close(End.PLAIN)
                elif self._last and breaks.breaks_between(self._last, token):
                    self._close(End.SOFT if self._last[-1] == breaks.SOFT_HYPHEN else End.PLAIN)
                self._add_word(token, ink)
        if text:
            self._last = token if self._end < 0 and self._start < len(pieces) else ""

    def finish(self) -> Draft:
        """The draft."""
        if self._start < len(self.draft.pieces):
            self._close(End.PLAIN)
        self.draft.finish()
        return self.draft

    def _add_word(self, word: str, ink: Ink) -> None:
        parts = breaks.pieces(word)
        last = len(parts) - 1
        for n, part in enumerate(parts):
            soft = part[-1] == breaks.SOFT_HYPHEN
            if soft and len(part) > 1:
                self._put(part[:-1], ink)
            if soft:
                level = self.levels[self.draft.at[-1]] if self.levels else 0
                self._append(ink.cut.blank(breaks.SOFT_HYPHEN), ink, level)
            else:
                self._put(part, ink)
            if n < last:
                self._close(End.SOFT if soft else End.PLAIN)

    def _close(self, kind: End) -> None:
        count = len(self.draft.pieces)
        self.draft.units.append(Unit(self._start, self._end if self._end >= 0 else count, count, kind))
        self._start, self._end, self._last = count, -1, ""

    def _append(self, piece: Shaped, ink: Ink, level: int) -> None:
        of = self.draft
        of.pieces.append(piece)
        of.inks.append(ink)
        of.at.append(of.at[-1] + len(piece.text))
        if self.levels:
            of.levels.append(level)

    def _put_spaces(self, text: str, ink: Ink) -> None:
        of = self.draft
        face = of.pieces[-1].face if of.pieces and of.inks[-1] is ink else ink.cut.chain.first
        runs = self._level_runs(of.at[-1], len(text)) if self.levels else ((0, len(text), 0),)
        for start, end, level in runs:
            for piece in ink.cut.spaces(text[: end - start], face):
                self._append(piece, ink, level)

    def _put(self, text: str, ink: Ink) -> None:
        of = self.draft
        if not self.levels:
            for piece in ink.cut.pieces(text):
                self._append(piece, ink, 0)
            return
        for start, end, level in self._level_runs(of.at[-1], len(text)):
            context = _context(of.text, start, end)
            for piece in ink.cut.directed(of.text[start:end], bool(level & 1), *context):
                self._append(piece, ink, level)

    def _level_runs(self, start: int, length: int) -> Iterator[tuple[int, int, int]]:
        for level, run in groupby(self.levels[start : start + length]):
            end = start + sum(1 for _ in run)
            yield start, end, level
            start = end


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """The letters to which the text from `start` to `end` is joined: none in most scripts."""
    before = after = ""
    if start and _is_joined(text[start]):
        first = start - 1
        while first and is_attached(text[first]):
            first -= 1
        before = text[first:start] if any(map(_is_joined, text[first:start])) else ""
    if end < len(text) and _is_joined(text[end]):
        last = text[end - 1]
        after = text[end] if _is_joined(last) or is_attached(last) else ""
    return before, after


def _is_joined(char: str) -> bool:
    return script_of(char) in _JOINED or char == "\u200d"
