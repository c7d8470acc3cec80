"""Filling: which units go on which line, at a given width.

Where runs then stand on their line is `lines`' matter; nothing is shaped here that is not cut in two.
"""

from __future__ import annotations

from bisect import bisect_right
from math import floor

from msgspec import Struct

from briefs.pdf import breaks, hyphens
from briefs.pdf.draft import HYPHEN, NEWLINE, PLAIN, SOFT, TAB, Draft

STOP = 36.0
"""Points from one tab stop to the next, as in Word."""
IN_A_ROW = 2
"""Lines in succession that may end on a hyphen."""
_HAIR = 1e-6


class Plan(Struct, frozen=True):
    """The units of a line."""

    start: int
    stop: int
    """One past the last."""
    tabs: tuple[float, ...] = ()
    """How wide each tab is, in points."""


def fill(of: Draft, width: float, first: float, hyphenate: bool) -> tuple[Draft, list[Plan]]:
    """As much on each line as there is room for: the plans, and the draft with the words split that had to be."""
    filler = _Filler(of, width, first, hyphenate)
    plans: list[Plan] = []
    at = 0
    while at < len(filler.draft.units):
        plans.append(filler.line(at, 0.0 if plans else first))
        at = plans[-1].stop
    return filler.draft, plans


def even(of: Draft, width: float, first: float, count: int) -> tuple[Draft, list[Plan]]:
    """The text in as many lines, of about one length: the narrowest measure that does not need another line."""
    low, high = width / count, width
    best = fill(of, width, first, False)
    for _ in range(7):
        middle = (low + high) / 2
        tried = fill(of, middle, first, False)
        if len(tried[1]) <= count and len(tried[0].units) == len(best[0].units):
            best, high = tried, middle
        else:
            low = middle
    return best


class _Filler:
    """Fills lines, one after the other."""

    def __init__(self, of: Draft, width: float, first: float, hyphenate: bool) -> None:
        self.draft = of
        self.width = width
        self.first = first
        self.hyphenate = hyphenate
        self._is_own = False
        self._hyphens = 0

    def line(self, start: int, indent: float) -> Plan:
        """The line that begins with unit `start`."""
        of, room = self.draft, self.width - indent + _HAIR
        units, x = of.units, of.x
        origin = x[units[start][0]]
        best, index = -1, start
        tabs: list[float] = []
        while index < len(units):
            _, end, after, kind = units[index]
            wide = x[end] - origin
            if wide > room:
                return self._overflow(start, index, best, room, tabs, origin)
            if kind < SOFT or wide + self._hyphen(end) <= room:
                best = index
            index += 1
            if kind == NEWLINE:
                break
            if kind == TAB:
                tabs.append(self._tab(indent, x[after] - origin))
                origin -= tabs[-1]
        self._hyphens = 0
        return Plan(start, index, tuple(tabs))

    def _overflow(self, start: int, index: int, best: int, room: float, tabs: list[float], origin: float) -> Plan:
        """The line that has no room for all of the unit `index`; `best` is where it could end, or -1."""
        unit = self.draft.units[index]
        left = room - (self.draft.x[unit[0]] - origin)
        if self.hyphenate and self._hyphens < IN_A_ROW and index < len(self.draft.units) - 1:
            offset = self._hyphen_point(index, left)
            if offset:
                self._split(index, offset, HYPHEN)
                self._hyphens += 1
                return Plan(start, index + 1, tuple(tabs))
        self._hyphens = 0
        if best >= start:
            self._hyphens += self.draft.units[best][3] >= SOFT
            return Plan(start, best + 1, tuple(tabs))
        if index == start:
            self._force(index, room)
        return Plan(start, start + 1, tuple(tabs))

    def _hyphen(self, end: int) -> float:
        """The width of a hyphen behind the piece before `end`."""
        ink = self.draft.inks[end - 1]
        return ink.cut.hyphen().width * ink.size

    def _tab(self, indent: float, at: float) -> float:
        """How wide a tab is that begins `at` points into the line."""
        place = indent + at
        if indent < 0 and place < -_HAIR:
            return -place
        return (floor(place / STOP + _HAIR) + 1) * STOP - place

    def _hyphen_point(self, index: int, room: float) -> int:
        """How many characters of the unit fit in front of a hyphen; 0 where none do."""
        of = self.draft
        unit = of.units[index]
        if unit[0] == unit[1]:
            return 0
        points = hyphens.points(of.word(unit), of.inks[unit[0]].language)
        left = room - self._hyphen(unit[0] + 1)
        return next((point for point in reversed(points) if of.reach(unit, point) <= left), 0)

    def _force(self, index: int, room: float) -> None:
        """Split a unit that is wider than a line, at the best place there is."""
        of = self.draft
        unit = of.units[index]
        word = of.word(unit)
        fitting = [at for at in breaks.sensible(word) if of.reach(unit, at) <= room]
        if fitting and of.reach(unit, fitting[-1]) > 0.4 * room:
            self._split(index, fitting[-1], PLAIN)
            return
        if hyphened := self._hyphen_point(index, room):
            self._split(index, hyphened, HYPHEN)
            return
        places = breaks.possible(word)
        if places:
            fits = bisect_right(places, room, key=lambda at: of.reach(unit, at))
            self._split(index, places[max(0, fits - 1)], PLAIN)

    def _split(self, index: int, offset: int, kind: int) -> None:
        if not self._is_own:
            self.draft, self._is_own = self.draft.copy(), True
        self.draft.split(index, offset, kind)
