"""Lines: where a draft is broken at a given width, and where its runs then stand.

No ink is put on a page here, and nothing is shaped that is not cut in two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from msgspec import Struct

from briefs.layout.bidi import order
from briefs.model.theme import Look
from briefs.pdf import breaks
from briefs.pdf.draft import HYPHEN, NEWLINE, SOFT, TAB, Draft, Ink
from briefs.pdf.fill import Plan, even, fill
from briefs.pdf.shape import Shaped

_HAIR = 1e-6


class Run(Struct, frozen=True):
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
    stretch: float = 0.0
    """What justification adds to each U+0020, in points."""
    right_to_left: bool = False


class Line(Struct, frozen=True):
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


def break_lines(of: Draft, look: Look, width: float, first: float, balance: bool, hyphenate: bool) -> tuple[Line, ...]:
    """The draft's lines; none is wider than `width` unless a single letter is.

    An empty text is one empty line.
    """
    if not of.units:
        return (Line((), _begin(of, look, width, first, 0.0), 0.0, "", True),)
    broken, plans = fill(of, width, first, hyphenate)
    if balance and len(plans) > 1:
        broken, plans = even(of, width, first, len(plans))
    setter = _Setter(broken, look, width)
    return tuple(setter.line(plan, 0.0 if n else first) for n, plan in enumerate(plans))


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
        of, units = self.draft, self.draft.units
        first = units[plan.start][0]
        _, seen, after, kind = units[plan.stop - 1]
        is_last = plan.stop == len(units)
        text = of.text[of.at[first] : of.at[after]]
        width = of.x[seen] - of.x[first] + sum(plan.tabs)
        hyphen: Shaped | None = None
        if kind >= SOFT and not is_last:
            ink = of.inks[seen - 1]
            shown = ink.cut.hyphen()
            if kind == HYPHEN or width + shown.width * ink.size <= self.width - indent + _HAIR:
                hyphen = shown
                width += shown.width * ink.size
            text += breaks.SOFT_HYPHEN if kind == HYPHEN else ""
        stretch = 0.0
        if self.look.align == "justify" and not is_last and kind != NEWLINE:
            gaps, room = self._gaps(first, seen), self.width - indent - width
            if gaps and room > 0:
                stretch, width = room / gaps, self.width - indent
        x = _begin(of, self.look, self.width, indent, width)
        bounds = self._bounds(plan, first, seen, after)
        if len(bounds) == 2 and not (hyphen or stretch or plan.tabs or of.levels):
            run = Run(of.inks[first], text, 0.0, of.x[after] - of.x[first], width, tuple(of.pieces[first:after]))
            return Line((run,), x, width, text, is_last)
        return Line(tuple(self._runs(plan, bounds, seen, stretch, hyphen)), x, width, text, is_last)

    def _runs(self, plan: Plan, bounds: list[int], seen: int, stretch: float, hyphen: Shaped | None) -> Iterator[Run]:
        """The line's runs, in logical order, each in its place."""
        of = self.draft
        tabs = self._tabs(plan)
        widths = [
            of.x[end] - of.x[start] + tabs.get(start, 0.0) + stretch * self._gaps(start, min(end, max(seen, start)))
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
                if of.units[plan.stop - 1][3] == SOFT:
                    pieces.pop()
                else:
                    text += breaks.SOFT_HYPHEN
                pieces.append(hyphen)
            shown = widths[n] - (of.x[end] - of.x[max(seen, start)] if end > seen else 0.0)
            turned = bool(of.levels and of.levels[start] & 1)
            yield Run(of.inks[start], text, places[n], widths[n], shown, tuple(pieces), stretch, turned)

    def _gaps(self, start: int, end: int) -> int:
        """How many spaces there are that justification makes wider."""
        return self.draft.text.count(" ", self.draft.at[start], self.draft.at[end])

    def _tabs(self, plan: Plan) -> dict[int, float]:
        """The width of each tab, by its piece."""
        if not plan.tabs:
            return {}
        units = self.draft.units[plan.start : plan.stop]
        return dict(zip((after - 1 for _, _, after, kind in units if kind == TAB), plan.tabs, strict=False))

    def _bounds(self, plan: Plan, first: int, seen: int, last: int) -> list[int]:
        """The pieces at which runs begin, and the end of the last: looks, directions, tabs, spaces at the end."""
        of = self.draft
        if not (of.edges or of.levels or plan.tabs):
            return [first, last]
        inside = of.edges[bisect_right(of.edges, first) : bisect_left(of.edges, last)]
        if of.levels or plan.tabs:
            tabs = self._tabs(plan)
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
