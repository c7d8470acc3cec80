"""Lines of text on the page: painted under the right tags, with their links and grounds.

Where lines break is `text`'s matter, where they stand the caller's.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefs.layout.written import PaintedText, Painting
from briefs.model.tree import Mark, Span, plain
from briefs.pdf.canvas import Canvas
from briefs.pdf.sheets import is_private
from briefs.pdf.tags import Tag, print_field
from briefs.pdf.text import Line, Segment, Text

FORMS: frozenset[Mark] = frozenset({"check", "blank"})
TICKED = "\u2612"
UNDER, THIN = 0.11, 0.5
"""How far below the baseline a link's line stands, of the height of its text, and how thick it is, in points."""


class Inline:
    """The elements inside one block's text: links, references, words of another language.

    They are made when they are first painted, so they stand in the order of the text; parts of a block that
    is split share them.
    """

    __slots__ = ("_links", "_made", "_notes", "block", "is_plain", "language", "spans")

    def __init__(self, spans: Sequence[Span], block: Tag, language: str) -> None:
        self.spans = spans
        self.block = block
        self.language = language
        self.is_plain = not any(span.link or span.language or span.anchor or span.marks & FORMS for span in spans)
        """Whether the text has neither links nor anchors nor foreign words, and nothing to tick or to fill in."""
        self._links = [] if self.is_plain else _link_groups(spans)
        self._notes = [] if self.is_plain else _note_groups(spans, self._links)
        self._made: dict[tuple[str, int], Tag] = {}

    def tag(self, segment: Segment) -> Tag:
        """The element that holds this stretch of text."""
        actual = segment.actual or is_private(segment.text)
        if self.is_plain:
            return self.block.child("Span", actual=segment.text) if actual else self.block
        span = self.spans[segment.span]
        if span.marks & FORMS:
            return self._form(segment.span)
        tag = self.link(segment.span) if self.group(segment.span) >= 0 else self._around(segment.span)
        language = span.language if span.language != self.language else ""
        if actual:
            return tag.child("Span", actual=segment.text, language=language)
        if not language:
            return tag
        key = ("Span", segment.span)
        if key not in self._made or self._made[key] is not tag.kids[-1]:
            self._made[key] = tag.child("Span", language=language)
        return self._made[key]

    def _form(self, index: int) -> Tag:
        """The element of a box to tick or of room to write in: a form on paper, without a widget."""
        key = ("Form", index)
        if key not in self._made:
            span = self.spans[index]
            self._made[key] = self._around(index).child("Form", alt=span.title)
            self._made[key].attributes = print_field("check" in span.marks, span.text == TICKED, span.title)
        return self._made[key]

    def group(self, index: int) -> int:
        """Which link the span belongs to, by the index of that link's first span; -1: none."""
        return self._links[index]

    def link(self, index: int) -> Tag:
        """The Link element that holds the span."""
        key = ("Link", self._links[index])
        if key not in self._made:
            self._made[key] = self._around(index).child("Link")
        return self._made[key]

    def _around(self, index: int) -> Tag:
        """What a span's link stands in: for notes that follow one another a Reference, else the block."""
        if self._notes[index] < 0:
            return self.block
        key = ("Reference", self._notes[index])
        if key not in self._made:
            self._made[key] = self.block.child("Reference")
        return self._made[key]

    def link_text(self, group: int) -> str:
        """What the whole link says, or what is told of it."""
        if self.spans[group].title:
            return self.spans[group].title
        text = plain(tuple(s for s, g in zip(self.spans, self._links, strict=True) if g == group))
        return " ".join(text.split())


def _link_groups(spans: Sequence[Span]) -> list[int]:
    """For each span the index of the first span of its link, or -1.

    Neighbours that lead to one place are one link; a link that shows nothing is none.
    """
    groups: list[int] = []
    shown: set[int] = set()
    for index, span in enumerate(spans):
        same = index > 0 and span.link and span.link == spans[index - 1].link
        groups.append(groups[-1] if same else index)
        if span.link and span.text.strip():
            shown.add(groups[-1])
    return [group if group in shown else -1 for group in groups]


def _note_groups(spans: Sequence[Span], links: Sequence[int]) -> list[int]:
    """For each span the index of the first of the notes that it follows, or -1; what leads nowhere begins none."""
    groups: list[int] = []
    linked: set[int] = set()
    for index, span in enumerate(spans):
        is_note = "note" in span.marks
        follows = index > 0 and groups[-1] >= 0
        groups.append(groups[-1] if is_note and follows else index if is_note and links[index] >= 0 else -1)
        if is_note and links[index] >= 0:
            linked.add(groups[-1])
    return [group if group in linked else -1 for group in groups]


def paint_lines(canvas: Canvas, text: Text, lines: Sequence[Line], x: float, top: float, under: Inline | str) -> None:
    """Paint lines one below the other, the first one's upper edge at `top`, their left edge at `x`.

    `under` says to which elements the text belongs, or which kind of artifact it is. The baseline stands
    where Word puts it: what a line is higher than its font stands above the letters, but for what the look drops.
    """
    leading = text.look.leading
    baseline = top - leading + text.descent + text.look.drop
    for line in lines:
        if isinstance(under, str) or under.is_plain:
            _paint_plain(canvas, line, x, baseline, under)
        else:
            _paint_linked(canvas, line, x, baseline, under)
        baseline -= leading


def _paint_plain(canvas: Canvas, line: Line, x: float, baseline: float, under: Inline | str) -> None:
    for segment in canvas.fonts.segments(line, x, baseline):
        if canvas.painting is not None and isinstance(under, Inline):
            _record(canvas.painting, canvas.page, segment, under)
        _paint(canvas, segment, under if isinstance(under, str) else under.tag(segment))


def _paint_linked(canvas: Canvas, line: Line, x: float, baseline: float, under: Inline) -> None:
    """Paint a line with links: each has one rectangle on the line, around all its parts there."""
    linked: dict[int, list[Segment]] = {}
    for segment in canvas.fonts.segments(line, x, baseline):
        if anchor := under.spans[segment.span].anchor:
            canvas.anchor(anchor, segment.top)
        group = under.group(segment.span)
        if group >= 0 and segment.right > segment.left:
            linked.setdefault(group, []).append(segment)
        if canvas.painting is not None:
            _record(canvas.painting, canvas.page, segment, under)
        _paint(canvas, segment, under.tag(segment))
        if "blank" in under.spans[segment.span].marks:
            _underline(canvas, [segment], baseline)
    for group, seen in linked.items():
        low, high = min(s.bottom for s in seen), max(s.top for s in seen)
        place = (min(s.left for s in seen), low, max(s.right for s in seen), high)
        canvas.link(under.link(group), place, under.spans[group].link, under.link_text(group))
        if not under.spans[group].marks & {"note", "back", "reference"}:
            _underline(canvas, seen, baseline)


def _underline(canvas: Canvas, seen: Sequence[Segment], baseline: float) -> None:
    """A line under a link, as Word draws it: colour alone does not tell it from the text (WCAG 1.4.1)."""
    low = baseline - UNDER * (max(segment.top for segment in seen) - min(segment.bottom for segment in seen))
    left, right = min(segment.left for segment in seen), max(segment.right for segment in seen)
    canvas.rule(left, low, right, low, THIN, seen[0].colour)


def _record(painting: Painting, page: int, of: Segment, under: Inline) -> None:
    """Tell whoever shows the pages what stands there."""
    span = under.spans[of.span]
    painting.texts.append(PaintedText(page, of.left, of.bottom, of.right, of.top, of.text, span))


def _paint(canvas: Canvas, segment: Segment, tag: Tag | str) -> None:
    if segment.fill:
        height = segment.top - segment.bottom
        canvas.ground(segment.left, segment.bottom, segment.right - segment.left, height, segment.fill)
    font = canvas.state("font", segment.font)
    actual = segment.text if isinstance(tag, str) and is_private(segment.text) else ""
    canvas.text(f"{font}{canvas.fill(segment.colour)}{segment.place} {segment.show}", tag, actual)
