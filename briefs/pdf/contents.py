"""Lines of a table of contents: a heading's words, dots, and the page it stands on.

Which headings there are is `story`'s matter; pages are told when they are known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from msgspec.structs import replace

from briefs.model.theme import Look
from briefs.model.tree import Span, Spans, plain
from briefs.pdf.canvas import Canvas
from briefs.pdf.file import numbers
from briefs.pdf.flow import Part, TextPart
from briefs.pdf.setting import Inline, paint_lines
from briefs.pdf.tags import Tag
from briefs.pdf.text import Text

SetText: TypeAlias = Callable[[Spans, Look], Text]
WIDEST = "0000"
"""The page number for which room is left."""
GAP = 4.0
"""Points between the words, the dots and the number."""


class ContentsLine(TextPart):
    """An entry: one link over its words and its page."""

    def __init__(self, spans: Spans, look: Look, entry: Tag, target: str, set_text: SetText, language: str) -> None:
        self.entry = entry.child("Reference").child("Link")
        super().__init__(set_text(spans, look), Inline(spans, self.entry, language))
        self.target = target
        self.set_text = set_text
        self.number = ""
        """The page, as printed; empty while it is not known."""
        self.room = self._number_text(WIDEST).most + 2 * GAP
        self.right += self.room

    def _number_text(self, words: str) -> Text:
        look = replace(self.text.look, left=0.0, hanging=0.0, right=0.0, align="left")
        return self.set_text((Span(words),), look)

    def inner_cut(self, width: float, room: float, forced: bool) -> tuple[Part, Part] | None:
        """It stays whole; where a page is not enough for it, its number is on the last part."""
        halves = super().inner_cut(width, room, forced) if forced else None
        if halves and isinstance(halves[0], ContentsLine):
            halves[0].number = ""
        return halves

    def paint(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        super().paint(canvas, x, top, width)
        lines = self.lines(width)
        bottom = top - len(lines) * self.text.look.leading
        left, right = x + self.left, x + width - self.right + self.room
        if self.text.right_to_left:
            left, right = x + self.right - self.room, x + width - self.left
        words = " ".join(plain(self.text.spans).split())
        if self.number:
            number = self._number_text(f" {self.number}")
            self._paint_dots(canvas, lines[-1].width, left, right, bottom, number.most)
            wide = number.most + 0.01
            edge = left if self.text.right_to_left else right - wide
            inline = Inline(number.spans, self.entry, "")
            paint_lines(canvas, number, number.lines(wide), edge, bottom + self.text.look.leading, inline)
        canvas.link(self.entry, (left, bottom, right, top), f"#{self.target}", f"{words} {self.number}".strip())

    def _paint_dots(
        self, canvas: Canvas, words: float, left: float, right: float, bottom: float, number: float
    ) -> None:
        """Dots from the words' end to the number, on one raster for all entries."""
        start, end = left + words + GAP, right - number - GAP
        if self.text.right_to_left:
            start, end = left + number + GAP, right - words - GAP
        step = 3.0
        start = step * -(-start // step)
        if end <= start:
            return
        y = bottom + self.text.descent + 0.5
        pen = canvas.stroke(self.text.look.colour, 0.6)
        canvas.draw(f"{pen}q 1 J [0 {numbers(step)}] 0 d {numbers(start, y)} m {numbers(end, y)} l S Q")
