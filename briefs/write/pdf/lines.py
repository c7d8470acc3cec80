"""Lines: where a draft is broken at a given width, and where its runs then stand.

No ink is put on a page here, and nothing is shaped that is not cut in two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from math import floor

from briefs.nouns import dataclass
from briefs.theme import Look
from briefs.write.pdf import breaks, hyphens
from briefs.write.pdf.bidi import order
from briefs.write.pdf.draft import Draft, End, Ink
from briefs.write.pdf.shape import Shaped

TAB = 36.0
"""Points from one tab stop to the next, as in Word."""
IN_A_ROW = 2
"""Lines in succession that may end on a hyphen."""
_HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line from one span, in one face and size, going one way."""

    ink: Ink
    """Its span and how that looks."""
    text: str
    """What it says, in logical order."""
    x: float
    """Its left edge, from the line's left edge; points."""
    width: float
    seen: float
    """Its width without spaces at the line's end."""
    pieces: tuple[Shaped, ...]
    """In logical order."""
    stretch: float
    """What justification adds to each U+0020, in points."""
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line, ready to be drawn at any place."""

    runs: tuple[Run, ...]
    """In logical order."""
    x: float
    """Where it begins, from the paragraph's left edge: first-line indent and alignment; points."""
    width: float
    """Of what is seen: without spaces at its end, with what justification adds."""
    text: str
    """What it says, in logical order, with the space or newline on which it ends."""
    last: bool
    """Whether the text ends here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The units of a line."""

    start: int
    stop: int
    """One past the last."""
    tabs: tuple[float, ...] = ()
    """How wide each tab is, in points."""


def break_lines(of: Draft, look: Look, width: float, first: float, balance: bool, hyphenate: bool) -> tuple[Line, ...]:
    """The draft's lines; none is wider than `width` unless a single letter is.

    An empty text is one empty line.
    """
    if not of.units:
        return (Line((), _begin(of, look, width, first, 0.0), 0.0, "", True),)
    broken, plans = fill(of, width, first, hyphenate)
    if balance and len(plans) > 1:
        broken, plans = _balanced(of, width, first, len(plans))
    setter = _Setter(broken, look, width)
    return tuple(setter.line(plan, 0.0 if n else first) for n, plan in enumerate(plans))


def fill(of: Draft, width: float, first: float, hyphenate: bool) -> tuple[Draft, list[Plan]]:
    """As much on each line as there is room for: the plans, and the draft with the words split that had to be."""
    filler = _Filler(of, width, first, hyphenate)
    plans: list[Plan] = []
    at = 0
    while at < len(filler.draft.units):
        plans.append(filler.line(at, 0.0 if plans else first))
        at = plans[-1].stop
    return filler.draft, plans


def _balanced(of: Draft, width: float, first: float, count: int) -> tuple[Draft, list[Plan]]:
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
        origin = x[units[start].start]
        best, index = -1, start
        tabs: list[float] = []
        while index < len(units):
            _, end, after, kind = units[index]
            wide = x[end] - origin
            if wide > room:
                return self._overflow(start, index, best, room, tabs, origin)
            if kind < End.SOFT or wide + self._hyphen(end) <= room:
                best = index
            index += 1
            if kind == End.NEWLINE:
                break
            if kind == End.TAB:
                tabs.append(self._tab(indent, x[after] - origin))
                origin -= tabs[-1]
        self._hyphens = 0
        return Plan(start, index, tuple(tabs))

    def _overflow(
        self, start: int, index: int, best: int, room: float, tabs: list[float], origin: float
    ) -> Plan:
        """The line that has no room for all of the unit `index`; `best` is where it could end, or -1."""
        unit = self.draft.units[index]
        left = room - (self.draft.x[unit.start] - origin)
        if self.hyphenate and self._hyphens < IN_A_ROW and index < len(self.draft.units) - 1:
            offset = self._hyphen_point(index, left)
            if offset:
                self._split(index, offset, End.HYPHEN)
                self._hyphens += 1
                return Plan(start, index + 1, tuple(tabs))
        self._hyphens = 0
        if best >= start:
            self._hyphens += self.draft.units[best].kind >= End.SOFT
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
        return (floor(place / TAB + _HAIR) + 1) * TAB - place

    def _hyphen_point(self, index: int, room: float) -> int:
        """How many characters of the unit fit in front of a hyphen; 0 where none do."""
        of = self.draft
        unit = of.units[index]
        if unit.end == unit.start:
            return 0
        points = hyphens.points(of.word(unit), of.inks[unit.start].language)
        left = room - self._hyphen(unit.start + 1)
        return next((point for point in reversed(points) if of.reach(unit, point) <= left), 0)

    def _force(self, index: int, room: float) -> None:
        """Split a unit that is wider than a line, at the best place there is."""
        of = self.draft
        unit = of.units[index]
        word = of.word(unit)
        fitting = [at for at in breaks.sensible(word) if of.reach(unit, at) <= room]
        if fitting and of.reach(unit, fitting[-1]) > 0.4 * room:
            self._split(index, fitting[-1], End.PLAIN)
            return
        if hyphened := self._hyphen_point(index, room):
            self._split(index, hyphened, End.HYPHEN)
            return
        places = breaks.possible(word)
        if places:
            fits = bisect_right(places, room, key=lambda at: of.reach(unit, at))
            self._split(index, places[max(0, fits - 1)], End.PLAIN)

    def _split(self, index: int, offset: int, kind: End) -> None:
        if not self._is_own:
            self.draft, self._is_own = self.draft.copy(), True
        self.draft.split(index, offset, kind)


def _begin(of: Draft, look: Look, width: float, indent: float, seen: float) -> float:
    """Where a line begins that shows `seen` points: a right-to-left paragraph's left is its right."""
    free = width - indent - seen
    if look.align == "center":
        return free / 2 if of.base else indent + free / 2
    at_end = look.align == "right"
    if of.base:
        return 0.0 if at_end else free
    return indent + free if at_end else indent


class _Setter:
    """Puts the runs of lines in their places."""

    def __init__(self, of: Draft, look: Look, width: float) -> None:
        self.draft = of
        self.look = look
        self.width = width

    def line(self, plan: Plan, indent: float) -> Line:
        """One line, whose beginning is moved by `indent`."""
        of = self.draft
        first, end = of.units[plan.start].start, of.units[plan.stop - 1]
        is_last = plan.stop == len(of.units)
        text = of.text[of.at[first] : of.at[end.next]]
        seen = of.x[end.end] - of.x[first] + sum(plan.tabs)
        hyphen: Shaped | None = None
        if end.kind >= End.SOFT and not is_last:
            ink = of.inks[end.end - 1]
            hyphen = ink.cut.hyphen()
            seen += hyphen.width * ink.size
            text += breaks.SOFT_HYPHEN if end.kind == End.HYPHEN else ""
        stretch = 0.0
        gaps = of.text.count(" ", of.at[first], of.at[end.end]) if self.look.align == "justify" else 0
        room = self.width - indent - seen
        if gaps and room > 0 and not is_last and end.kind != End.NEWLINE:
            stretch, seen = room / gaps, self.width - indent
        runs = tuple(self._runs(plan, stretch, hyphen))
        return Line(runs, _begin(of, self.look, self.width, indent, seen), seen, text, is_last)

    def _runs(self, plan: Plan, stretch: float, hyphen: Shaped | None) -> Iterator[Run]:
        """The line's runs, in logical order, each in its place."""
        of = self.draft
        seen = of.units[plan.stop - 1].end
        tabs = self._tabs(plan)
        bounds = self._bounds(plan, seen, tabs)
        widths = [
            of.x[end] - of.x[start] + tabs.get(start, 0.0) + stretch * self._gaps(start, end)
            for start, end in pairwise(bounds)
        ]
        if hyphen:
            widths[-1] += hyphen.width * of.inks[seen - 1].size
        places = self._places(bounds, widths, seen)
        last = len(widths) - 1
        for n, (start, end) in enumerate(pairwise(bounds)):
            pieces = of.pieces[start:end]
            text = of.text[of.at[start] : of.at[end]]
            if hyphen and n == last:
                if of.units[plan.stop - 1].kind == End.SOFT:
                    pieces.pop()
                else:
                    text += breaks.SOFT_HYPHEN
                pieces.append(hyphen)
            shown = widths[n] - (of.x[end] - of.x[max(seen, start)] if end > seen else 0.0)
            turned = bool(of.levels and of.levels[start] & 1)
            yield Run(of.inks[start], text, places[n], widths[n], shown, tuple(pieces), stretch, turned)

    def _gaps(self, start: int, end: int) -> int:
        return self.draft.text.count(" ", self.draft.at[start], self.draft.at[end])

    def _tabs(self, plan: Plan) -> dict[int, float]:
        """The width of each tab, by its piece."""
        if not plan.tabs:
            return {}
        units = self.draft.units[plan.start : plan.stop]
        return dict(zip((unit.next - 1 for unit in units if unit.kind == End.TAB), plan.tabs, strict=False))

    def _bounds(self, plan: Plan, seen: int, tabs: Iterable[int]) -> list[int]:
        """The pieces at which runs begin, and the end of the last: looks, directions, tabs, spaces at the end."""
        of = self.draft
        first, last = of.units[plan.start].start, of.units[plan.stop - 1].next
        inside = of.edges[bisect_right(of.edges, first) : bisect_left(of.edges, last)]
        if of.levels or tabs:
            more = {*inside, *tabs, *(tab + 1 for tab in tabs)} | ({seen} if of.levels else set())
            inside = sorted(each for each in more if first < each < last)
        return [first, *inside, last]

    def _places(self, bounds: list[int], widths: list[float], seen: int) -> list[float]:
        """Each run's left edge, from the left edge of what is seen of the line."""
        of = self.draft
        if not of.levels:
            return list(accumulate(widths[:-1], initial=0.0))
        levels = [of.base if start >= seen else of.levels[start] for start in bounds[:-1]]
        x = -sum(width for width, start in zip(widths, bounds, strict=False) if of.base and start >= seen)
        places = [0.0] * len(widths)
        for n in order(levels):
            places[n] = x
            x += widths[n]
        return places
