"""What stands on every page beside the story: header, footer, the word across a draft.

All of it is artifact. What the story is, is not known here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from briefs.model.theme import Furniture, Theme
from briefs.model.tree import Document, Span
from briefs.pdf.canvas import Canvas, paint
from briefs.pdf.file import numbers
from briefs.pdf.setting import paint_lines
from briefs.pdf.text import Line, Text, Typesetter

_NAME = re.compile(r"\{(\w+)\}")
SLOT_GAP = 12.0
"""Points between two texts on one line."""
ROUNDING = 0.01
WATERMARK = 0.95
"""How long the word across a page is, in parts of the text's width."""
DRAFT = "{draft}"
Side = Literal["left", "center", "right"]


def expanded(pattern: str, names: Mapping[str, str], page: int, pages: int) -> str:
    """The pattern with its names filled in; empty if any of them stands for nothing.

    `page` and `pages` are known everywhere. They are filled in within the words whose name begins with `page`
    too (`Page {page} of {pages}`); every other value is literal, whatever braces it has.
    """
    counted = {"page": str(page), "pages": str(pages)}

    def value(name: str) -> str:
        text = counted.get(name) or names.get(name, "")
        if name.startswith("page") and name not in counted:
            text = _NAME.sub(lambda match: counted.get(match[1], match[0]), text)
        return text

    if any(not value(name).strip() for name in _NAME.findall(pattern)):
        return ""
    return _NAME.sub(lambda match: value(match[1]), pattern)


class _Slot(Struct, frozen=True):
    """One of the three texts of a line, broken to the width that it has."""

    text: Text
    lines: Sequence[Line]
    x: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.text.look.leading


class Furnisher:
    """Puts the furniture of a document on its pages."""

    def __init__(self, document: Document, theme: Theme, setter: Typesetter, right_to_left: bool) -> None:
        self.theme = theme
        self.setter = setter
        self.right_to_left = right_to_left
        self.draft = document.words.get("draft", "DRAFT") if document.status == "draft" else ""
        own = {"title": document.title, "marking": document.marking, "draft": self.draft}
        self.names = {**document.words, **own, **document.furniture}
        is_ours = bool(theme.header or theme.footer)
        self.header = _with_draft(theme.header, self.draft) if is_ours or not theme.stationery else ()

    def furnish(self, canvas: Canvas, numbers: Sequence[int], pages: int) -> None:
        """Paint header, footer and watermark of these pages; how many there are in all is known now."""
        page = self.theme.page
        for number in numbers:
            canvas.reopen(number)
            top = page.height - page.header
            for line in self.header:
                top -= self._paint(canvas, self._slots(line, "header", number, pages), top, "header")
            feet = [self._slots(line, "footer", number, pages) for line in self.theme.footer]
            top = page.footer + sum(_height(slots) for slots in feet)
            for slots in feet:
                top -= self._paint(canvas, slots, top, "footer")
            if self.draft and self.theme.watermark:
                self._watermark(canvas)

    def _paint(self, canvas: Canvas, slots: Sequence[_Slot], top: float, kind: str) -> float:
        """The height of the line, which is painted with its upper edge at `top`."""
        for slot in slots:
            if slot.text.look.fill:
                page, high = self.theme.page, _height(slots)
                canvas.ground(page.left, top - high, page.text_width, high, slot.text.look.fill)
            paint_lines(canvas, slot.text, slot.lines, slot.x, top, kind)
        return _height(slots)

    def _slots(self, line: Furniture, kind: str, page: int, pages: int) -> list[_Slot]:
        """The texts of a line in their places; where they have no room beside one another they break."""
        texts: dict[Side, Text] = {}
        patterns: tuple[tuple[Side, str], ...] = (
            ("left", line.left),
            ("center", line.center),
            ("right", line.right),
        )
        own = [pattern for _, pattern in patterns if pattern and pattern != DRAFT]
        for side, pattern in patterns:
            words = expanded(pattern, self.names, page, pages)
            if words:
                look = self.theme.looks["marking" if own == [pattern] == ["{marking}"] else kind]
                look = replace(look, align=side, left=0.0, right=0.0, hanging=0.0)
                texts[side] = self.setter.text((Span(words),), look)
        width = self.theme.page.text_width
        widths = _widths({side: text.most for side, text in texts.items()}, width)
        return [self._slot(text, side, widths[side], width) for side, text in texts.items()]

    def _slot(self, text: Text, side: Side, room: float, width: float) -> _Slot:
        starts = side == ("right" if self.right_to_left else "left")
        offset = (width - room) / 2 if side == "center" else 0.0 if starts else width - room
        return _Slot(text, text.lines(room), self.theme.page.left + offset)

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


def _with_draft(header: Sequence[Furniture], draft: str) -> tuple[Furniture, ...]:
    """The header with the word for a draft in it: on its first line, to the right, if that is free."""
    if not draft:
        return tuple(header)
    first = header[0] if header else Furniture()
    if first.right:
        return (Furniture(right=DRAFT), *header)
    return (replace(first, right=DRAFT), *header[1:])


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


def _height(slots: Sequence[_Slot]) -> float:
    return max((slot.height for slot in slots), default=0.0)
