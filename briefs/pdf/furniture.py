"""What stands on every page beside the story: header, footer, letterhead, the word across a draft.

All of it is artifact, but for the letterhead on the first page. What the story is, is not known here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from briefs.layout.emblems import emblem_page
from briefs.layout.furniture import (
    COUNTED,
    Line,
    Piece,
    Rule,
    column_widths,
    draft_word,
    has_first,
    lines_of,
    numbered,
)
from briefs.model.furniture import Emblem, Side
from briefs.model.stationery import FURNITURE, FurnitureKind
from briefs.model.theme import Page, Theme
from briefs.model.tree import Document, Span
from briefs.pdf.canvas import Canvas, paint
from briefs.pdf.file import File, numbers
from briefs.pdf.forms import add_form
from briefs.pdf.picture import add_image, opened
from briefs.pdf.setting import Inline, paint_lines
from briefs.pdf.tags import Tag, box
from briefs.pdf.text import Line as TextLine
from briefs.pdf.text import Text, Typesetter

SLOT_GAP = 12.0
"""Points between two texts on one line."""
ROUNDING = 0.01
WATERMARK = 0.95
"""How long the word across a page is, in parts of the text's width."""


class _Slot(Struct, frozen=True):
    """One of the three texts of a line, broken to the width that it has; or a picture."""

    piece: Piece
    x: float
    text: Text | None = None
    lines: Sequence[TextLine] = ()

    @property
    def height(self) -> float:
        if self.piece.picture:
            return self.piece.picture.height
        return len(self.lines) * self.text.look.leading if self.text else 0.0


class Furnisher:
    """Puts the furniture of a document on its pages."""

    def __init__(self, document: Document, theme: Theme, setter: Typesetter, right_to_left: bool) -> None:
        self.theme = theme
        self.setter = setter
        self.right_to_left = right_to_left
        self.draft = draft_word(document)
        self.language = document.language
        self.has_first = has_first(theme)
        is_ours = bool(theme.header or theme.footer) or not theme.stationery
        self._lines: dict[tuple[FurnitureKind, bool], tuple[Line, ...]] = {
            (kind, first): lines_of(theme, document, kind, first) if is_ours or kind == "footer" else ()
            for kind in FURNITURE
            for first in (True, False)
        }
        self._slots_of: dict[tuple[Line, int, int], list[_Slot]] = {}

    def page(self, number: int) -> Page:
        """The page of that number, counted from 1 in the document: its text below the header, above the footer."""
        page = self.theme.page
        top = page.header + self._height("header", number == 1)
        bottom = page.footer + self._height("footer", number == 1)
        return replace(page, top=max(page.top, top), bottom=max(page.bottom, bottom))

    def _height(self, kind: FurnitureKind, first: bool) -> float:
        return sum(self._line_height(line, self._slots(line, 1, 1)) for line in self._lines[kind, first])

    def furnish(self, canvas: Canvas, numbers: Sequence[int], start: int, root: Tag) -> None:
        """Paint header, footer and watermark of these pages; how many there are in all is known now.

        `start` is the first page of the document, whose element is `root`.
        """
        page, pages = self.theme.page, canvas.page
        for number in numbers:
            first = number == start
            canvas.reopen(number)
            top = page.height - page.header
            tag = Tag("Div", above=root) if first and self.has_first else None
            for line in self._lines["header", first]:
                top -= self._paint(canvas, line, self._slots(line, number, pages), top, "header", tag)
            if tag is not None and tag.kids:
                root.kids.insert(0, tag)
            feet = [(line, self._slots(line, number, pages)) for line in self._lines["footer", first]]
            top = page.footer + sum(self._line_height(line, slots) for line, slots in feet)
            for line, slots in feet:
                top -= self._paint(canvas, line, slots, top, "footer", None)
            if self.draft and self.theme.watermark:
                self._watermark(canvas)

    def _line_height(self, line: Line, slots: Sequence[_Slot]) -> float:
        high = max((slot.height for slot in slots), default=0.0)
        return high + line.after + sum(rule.height for rule in (line.above, line.below) if rule)

    def _paint(
        self, canvas: Canvas, line: Line, slots: Sequence[_Slot], top: float, kind: FurnitureKind, tag: Tag | None
    ) -> float:
        """The height of the line, which is painted with its upper edge at `top`."""
        page, high = self.theme.page, max((slot.height for slot in slots), default=0.0)
        y = top - (line.above.height if line.above else 0.0)
        for slot in slots:
            if slot.text and slot.text.look.fill:
                canvas.ground(page.left, y - high, page.text_width, high, slot.text.look.fill)
            self._paint_slot(canvas, slot, y - (high - slot.height) / 2 if line.is_table else y, kind, tag)
        if line.above:
            self._rule(canvas, line.above, y + line.above.space + line.above.thickness / 2)
        if line.below:
            self._rule(canvas, line.below, y - high - line.below.space - line.below.thickness / 2)
        return self._line_height(line, slots)

    def _paint_slot(self, canvas: Canvas, slot: _Slot, top: float, kind: FurnitureKind, tag: Tag | None) -> None:
        picture, text = slot.piece.picture, slot.text
        if picture:
            figure = tag.child("Figure", alt=picture.description) if tag and picture.description else None
            _paint_picture(canvas, picture, slot.x, top - picture.height, figure, kind)
        elif text and tag is not None and slot.piece.role == "letterhead":
            paint_lines(canvas, text, slot.lines, slot.x, top, Inline(text.spans, tag.child("P"), self.language))
        elif text:
            paint_lines(canvas, text, slot.lines, slot.x, top, kind)

    def _rule(self, canvas: Canvas, rule: Rule, y: float) -> None:
        page = self.theme.page
        canvas.rule(page.left, y, page.left + page.text_width, y, rule.thickness, rule.colour)

    def _slots(self, line: Line, number: int, pages: int) -> list[_Slot]:
        """The pieces of a line in their places; where texts have no room beside one another they break."""
        counted = any(COUNTED.search(piece.text) for piece in line.pieces)
        key = (line, number if counted else 1, pages if counted else 1)
        found = self._slots_of.get(key)
        if found is None:
            made = self._columns(line) if line.is_table else self._beside(line, number, pages)
            found = self._slots_of[key] = made
        return found

    def _text(self, piece: Piece, words: str) -> Text:
        look = self.theme.looks[piece.role]
        look = replace(look, align=piece.side, left=0.0, right=0.0, hanging=0.0)
        return self.setter.text((Span(words),), look)

    def _beside(self, line: Line, number: int, pages: int) -> list[_Slot]:
        texts = {piece.side: (piece, self._text(piece, numbered(piece.text, number, pages))) for piece in line.pieces}
        width = self.theme.page.text_width
        widths = _widths({side: text.most for side, (_, text) in texts.items()}, width)
        return [
            _Slot(piece, self._edge(side, widths[side], width), text, text.lines(widths[side]))
            for side, (piece, text) in texts.items()
        ]

    def _edge(self, side: Side, room: float, width: float) -> float:
        """Where a text begins that has this much room at a side."""
        starts = side == ("right" if self.right_to_left else "left")
        return self.theme.page.left + ((width - room) / 2 if side == "center" else 0.0 if starts else width - room)

    def _columns(self, line: Line) -> list[_Slot]:
        """The pieces in columns, from the side where text begins."""
        width = self.theme.page.text_width
        x = self.theme.page.left + (width if self.right_to_left else 0.0)
        made = []
        for piece, room in zip(line.pieces, column_widths(line, width), strict=True):
            left = x - room if self.right_to_left else x
            if piece.picture:
                free = room - piece.picture.width
                ends = piece.side == ("left" if self.right_to_left else "right")
                made.append(_Slot(piece, left + (free / 2 if piece.side == "center" else free if ends else 0.0)))
            else:
                text = self._text(piece, piece.text)
                made.append(_Slot(piece, left, text, text.lines(room)))
            x = left if self.right_to_left else left + room
        return made

    def _watermark(self, canvas: Canvas) -> None:
        """The word across the page, rising by half a right angle, under the text."""
        page = self.theme.page
        look = replace(self.theme.looks["body"], size=100.0, leading=120.0, colour=self.theme.watermark)
        text = self.setter.text((Span(self.draft),), replace(look, align="left"))
        scale = page.text_width * WATERMARK / max(text.most, 1.0)
        turn = math.sqrt(0.5) * scale
        up = look.size * 0.35
        x = page.left + page.text_width / 2 - (text.most / 2 - up) * turn
        y = page.bottom + page.text_height / 2 - (text.most / 2 + up) * turn
        code = [f"{numbers(turn, turn, -turn, turn, x, y)} cm", "BT"]
        for segment in canvas.fonts.segments(text.lines(text.most + 1.0)[0], 0.0, 0.0):
            code.append(f"{segment.font} {paint(segment.colour)} {segment.place} {segment.show}")
        canvas.beneath([*code, "ET"], "watermark")


def _widths(wanted: Mapping[Side, float], width: float) -> dict[Side, float]:
    """How wide each text may be: all it wants, if that leaves a gap to its neighbours; else its share.

    A text in the middle stands in the middle, so those at its sides have the same room each.
    """
    counted = dict(wanted)
    if "center" in wanted:
        aside = max((wanted[side] for side in wanted if side != "center"), default=0.0)
        counted = {"left": aside, "center": wanted["center"], "right": aside}
    gaps = SLOT_GAP * (len(counted) - 1)
    total = sum(counted.values())
    if total + gaps <= width:
        return {side: each + ROUNDING for side, each in wanted.items()}
    return {side: (width - gaps) * counted[side] / total for side in wanted}


@lru_cache(maxsize=16)
def _image(emblem: Emblem) -> bytes:
    """What tells an emblem's image from others on a canvas."""
    return emblem.data + f"{emblem.width}".encode() if emblem.is_drawing else emblem.data


def _paint_picture(canvas: Canvas, emblem: Emblem, x: float, y: float, tag: Tag | None, kind: str) -> None:
    """Paint a picture, its lower left corner at `x`, `y`; without an element it is artifact."""

    def add(file: File) -> int:
        return add_form(file, emblem_page(emblem)) if emblem.is_drawing else add_image(file, opened(emblem.data))

    at = canvas.picture(_image(emblem), add)
    if tag is not None:
        tag.attributes = box(x, y, x + emblem.width, y + emblem.height)
        canvas.image(at, x, y, emblem.width, emblem.height, tag)
    else:
        canvas.draw(canvas.image_code(at, x, y, emblem.width, emblem.height), kind)
