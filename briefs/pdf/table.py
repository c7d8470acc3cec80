"""Tables: cells in rows, on as many pages as they need, with their head on each.

How wide columns are is `columns`' matter, which cell stands where `grid`'s; both are the same in Word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Literal, TypeAlias

from briefs.layout.columns import column_widths, decimal_pads
from briefs.layout.direction import is_rtl_language
from briefs.layout.grid import Grid, Placed, grid
from briefs.layout.sizes import below_table
from briefs.model.theme import Theme
from briefs.model.tree import Spans, Table
from briefs.pdf.canvas import Canvas
from briefs.pdf.flow import Part, is_changed
from briefs.pdf.grounds import margin_bar
from briefs.pdf.setting import Inline, paint_lines
from briefs.pdf.strips import Box, Strip, cut_within, fitting, height, not_the_last_alone, strips
from briefs.pdf.tags import Tag, cell_attributes
from briefs.pdf.text import Text

Align: TypeAlias = Literal["left", "center", "right"]
SetText: TypeAlias = Callable[[Spans, str, Align], Text]
"""From spans, role and alignment to the text in its look."""
SLACK = 1.0
"""Points kept free below a table that goes on: Word adds the head's rule, and would break a row earlier."""
GREATEST_HEAD = 0.4
"""The part of a page that head rows may fill and still be repeated; higher ones are rows like others."""
ABOVE = 2.0
"""Points between a table that goes on and the words that say so."""
Rows: TypeAlias = Sequence[Sequence[tuple[Placed, Inline]]]
"""Cells with their elements."""


class Cells:
    """A table's cells as boxes, with their elements; one for a table, shared by its parts."""

    def __init__(self, table: Table, theme: Theme, tag: Tag, language: str, text: SetText) -> None:
        self.table = table
        self.is_figures = table.role == "figures"
        """Whether it is key figures, where names of columns stand in several rows."""
        self.theme = theme
        self.language = language
        self.right_to_left = is_rtl_language(language)
        self.text = text
        self.shape: Grid = grid(table)
        self.continued: Text | None = None
        """What is printed above a later part: the caption's first words and `continued`."""
        self.head = self._rows(tag, self.shape.head, "THead")
        self.rows = self._rows(tag, self.shape.rows, "TBody")

    def _rows(self, tag: Tag, rows: Sequence[Sequence[Placed]], kind: str) -> list[list[tuple[Placed, Inline]]]:
        """Each row's cells with their elements, in reading order."""
        if not rows:
            return []
        group = tag.child(kind)
        made: list[list[tuple[Placed, Inline]]] = []
        for row in rows:
            line = group.child("TR")
            made.append([(p, self._inline(p, line, kind == "THead")) for p in row if not p.covered])
        return made

    def _inline(self, placed: Placed, row: Tag, in_head: bool) -> Inline:
        head = in_head or placed.cell.header
        element = row.child("TH" if head else "TD")
        scope = ("Column" if in_head or self.is_figures else "Row") if head else ""
        element.attributes = cell_attributes(placed.columns, placed.rows, scope)
        return Inline(placed.cell.spans, element, self.language)

    def align(self, placed: Placed) -> Align:
        """How the cell's text stands: as its column says. Numbers stand to the right whichever way text runs."""
        columns = self.table.columns
        align = columns[placed.column].align if placed.column < len(columns) else "left"
        if align == "decimal":
            return "left" if self.right_to_left else "right"
        return align

    def measure(self, spans: Spans, role: str) -> tuple[float, float]:
        """The widths of a cell's longest word and longest line."""
        text = self.text(spans, role, "left")
        return text.least, text.most


class TablePart(Part):
    """A table, or the part of it that is on one page."""

    def __init__(self, cells: Cells, left: float = 0.0, right: float = 0.0) -> None:
        super().__init__(0.0, below_table(cells.theme))
        self.cells = cells
        self.left = left
        self.right = right
        self.is_first = True
        """Whether it begins the table; later parts repeat its head."""
        self._width = -1.0
        self._edges: list[float] = []
        self._head: list[Strip] = []
        self._strips: list[Strip] = []

    # measures

    def _measure(self, width: float) -> None:
        """Break all lines for a frame of that width, once; a part of a table keeps the lines it has."""
        if self._width == width or not self.is_first:
            return
        self._width = width
        cells = self.cells
        padding = 2 * cells.theme.cell_padding[1]
        widths = column_widths(cells.table, width - self.left - self.right, cells.measure, padding)
        self._edges = [sum(widths[:n]) for n in range(len(widths) + 1)]
        pads = decimal_pads(cells.table, cells.measure)
        self._head = self._set(cells.head, {}, True)
        self._strips = self._set(cells.rows, pads, False)
        high = height(self._head) > GREATEST_HEAD * cells.theme.page.text_height
        if high or cells.is_figures or not self._strips:
            self._strips = [*self._head, *self._strips]
            self._head = []

    def _set(self, rows: Rows, pads: dict[tuple[int, int], float], in_head: bool) -> list[Strip]:
        """The rows with their lines broken; what a decimal mark leaves free is room that a line does not have."""
        cells = self.cells
        high, beside = cells.theme.cell_padding
        lines: list[list[Box]] = []
        for index, row in enumerate(rows):
            boxes = []
            for placed, inline in row:
                room = self._edges[placed.column + placed.columns] - self._edges[placed.column] - 2 * beside
                room -= pads.get((index, placed.column), 0.0)
                text = cells.text(placed.cell.spans, placed.role, cells.align(placed))
                broken = text.lines(max(room, 1.0))
                low = in_head or (cells.is_figures and placed.cell.header)
                boxes.append(Box(text, inline, broken, placed.column, placed.columns, placed.rows, low))
            lines.append(boxes)
        return strips(lines, 2 * high)

    def inner_height(self, width: float) -> float:
        self._measure(width)
        return height(self._head) + height(self._strips)

    # cutting

    def inner_cut(self, width: float, room: float, forced: bool) -> tuple[Part, Part] | None:
        """The table in two between rows; within a row only where a page is not enough for it."""
        self._measure(width)
        if self.cells.is_figures and not forced:
            return None
        body = room - SLACK - height(self._head)
        count = not_the_last_alone(self._strips, fitting(self._strips, body), forced)
        if not count and not forced:
            return None
        above, below = self._strips[:count], self._strips[count:]
        if not count:
            above, below = cut_within(self._strips, body, 2 * self.cells.theme.cell_padding[0])
        if not above or not below:
            return None
        first, second = copy(self), copy(self)
        first._strips, second._strips = above, below
        second.is_first = False
        return first, second

    # painting

    def paint(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        self._measure(width)
        self._paint_bars(canvas, x, top, width)
        x += self.right if canvas.right_to_left else self.left
        theme = self.cells.theme
        if not self.is_first:
            self._paint_continued(canvas, x, top)
        y = self._paint_rows(canvas, self._head, x, top, not self.is_first)
        head_foot = y
        y = self._paint_rows(canvas, self._strips, x, y, False)
        if self.cells.is_figures:
            self._rule(canvas, x, top, theme.hairline, theme.rule_colour)
        elif self._head:
            self._rule(canvas, x, head_foot, 2 * theme.hairline, theme.looks["table-head"].colour)
        self._rule(canvas, x, y, theme.hairline, theme.rule_colour)

    def _paint_bars(self, canvas: Canvas, x: float, top: float, width: float) -> None:
        """A bar in the margin beside each row that has changed."""
        colour = self.cells.theme.looks["body"].colour
        for strip in (*self._head, *self._strips):
            if any(is_changed(box.inline) for box in strip.boxes):
                margin_bar(canvas, x, top, width, strip.height, colour)
            top -= strip.height

    def _rule(self, canvas: Canvas, x: float, y: float, thickness: float, colour: str) -> None:
        canvas.rule(x, y, x + self._edges[-1], y, thickness, colour)

    def _paint_rows(self, canvas: Canvas, rows: Sequence[Strip], x: float, top: float, repeated: bool) -> float:
        """Paint the rows with hairlines between them; the lower edge of the last."""
        y = top
        for index, strip in enumerate(rows):
            for box in strip.boxes:
                self._paint_box(canvas, box, x, y, height(rows[index : index + box.rows]), repeated)
            y -= strip.height
            if index + 1 < len(rows) and self._is_ruled(rows[index + 1]):
                self._paint_between(canvas, rows, index, x, y)
        return y

    def _is_ruled(self, below: Strip) -> bool:
        """Whether a hairline parts a row from that above it: a key figure from its name it does not."""
        return not self.cells.is_figures or any(box.low for box in below.boxes)

    def _paint_between(self, canvas: Canvas, rows: Sequence[Strip], index: int, x: float, y: float) -> None:
        """The hairline under a row, but not through a cell that reaches further down."""
        theme, count = self.cells.theme, len(self._edges) - 1
        crossed = (
            {
                column
                for up, strip in enumerate(rows[: index + 1])
                for box in strip.boxes
                if up + box.rows > index + 1
                for column in range(box.column, box.column + box.columns)
            }
            if rows[index + 1].tied
            else set()
        )
        start = 0
        for column in range(count + 1):
            if column == count or column in crossed:
                if column > start:
                    left, right = self._sides(canvas, start, column)
                    canvas.rule(x + left, y, x + right, y, theme.hairline, theme.rule_colour)
                start = column + 1

    def _sides(self, canvas: Canvas, first: int, end: int) -> tuple[float, float]:
        """The edges of the columns from `first` to before `end`, from the table's left edge."""
        if canvas.right_to_left:
            return self._edges[-1] - self._edges[end], self._edges[-1] - self._edges[first]
        return self._edges[first], self._edges[end]

    def _paint_box(self, canvas: Canvas, box: Box, x: float, top: float, room: float, repeated: bool) -> None:
        high, beside = self.cells.theme.cell_padding
        left, right = self._sides(canvas, box.column, box.column + box.columns)
        if box.text.look.fill:
            canvas.ground(x + left, top - room, right - left, room, box.text.look.fill)
        if box.low:
            top -= room - box.height - 2 * high
        if not repeated and not any(line.runs for line in box.lines):
            canvas.touch(box.inline.block)
        under = "repeated" if repeated else box.inline
        paint_lines(canvas, box.text, box.lines, x + left + beside, top - high, under)

    def _paint_continued(self, canvas: Canvas, x: float, top: float) -> None:
        """Say above the repeated head that the table goes on: in the margin, and only to those who see it."""
        if self.cells.continued is None:
            return
        text = self.cells.continued
        lines = text.lines(self._edges[-1])
        paint_lines(canvas, text, lines[:1], x, top + text.look.leading + ABOVE, "repeated")
