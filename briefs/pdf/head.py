"""Headers and footers of a ministry's file on pages of the PDF: text, fields, rules, tables, pictures.

All of it is artifact. What stands in them, `layout` has decided; how high they are decides where a page's text begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from briefs.layout.head import head_of
from briefs.layout.placed import Layout
from briefs.model.stationery import (
    Anchor,
    FurnitureKind,
    HeadBlock,
    HeadDrawing,
    HeadRule,
    HeadTable,
    HeadText,
    PageKind,
    Stationery,
)
from briefs.model.theme import Page
from briefs.pdf.canvas import Canvas, paint
from briefs.pdf.file import numbers
from briefs.pdf.head_lines import HeadLines, Spot
from briefs.pdf.picture import Picture, UnreadableError, add_image, opened
from briefs.pdf.setting import paint_lines
from briefs.pdf.text import Text, Typesetter

INSET = (3.6, 7.2)
"""Points between a box of text and what is in it: above, and at the left."""
STRIPS, OVERLAP = 48, 0.3
"""Stripes that a change from one colour to another is drawn in, and by how many points they overlap."""


class Heads:
    """The headers and footers of one document."""

    def __init__(self, layout: Layout, setter: Typesetter, stationery: Stationery) -> None:
        self._layout = layout
        self._stationery = stationery
        self._lines = HeadLines(layout, setter, stationery)
        self._pictures: dict[bytes, Picture | None] = {}

    def page(self, number: int) -> Page:
        """The page of that number, its text below the header and above the footer however high these are."""
        page = self._layout.theme.page
        kind = self._stationery.kind_of(number)
        if self._stationery.mirrored and number % 2 == 0:
            page = replace(page, left=page.right, right=page.left)
        spot = Spot(number, 1, page, "header")
        top = page.header + self._height(self._blocks("header", kind), page.text_width, spot)
        bottom = page.footer + self._height(self._blocks("footer", kind), page.text_width, spot)
        return replace(page, top=max(page.top, top), bottom=max(page.bottom, bottom))

    def furnish(self, canvas: Canvas, landscape: Sequence[bool]) -> None:
        """Paint the furniture of every page; their number is known now, and which lie on their long side."""
        self._lines.headings = self._found(canvas)
        for number in range(1, canvas.page + 1):
            canvas.reopen(number)
            page, kind = self.page(number), self._stationery.kind_of(number)
            page = page.landscape if landscape[number - 1] else page
            spot = Spot(number, canvas.page, page, "header")
            self._paint(
                canvas, self._blocks("header", kind), page.left, page.height - page.header, page.text_width, spot
            )
            spot = replace(spot, kind="footer")
            foot = self._blocks("footer", kind)
            top = page.footer + self._height(foot, page.text_width, spot)
            self._paint(canvas, foot, page.left, top, page.text_width, spot)

    def _blocks(self, kind: FurnitureKind, page: PageKind) -> tuple[HeadBlock, ...]:
        return head_of(self._layout.theme, self._layout.document, kind, page)

    def _found(self, canvas: Canvas) -> dict[int, list[tuple[str, str, str]]]:
        """Role, number and words of the headings on each page."""
        pages = {sheet.object: number for number, sheet in enumerate(canvas.sheets, 1)}
        found: dict[int, list[tuple[str, str, str]]] = {}
        for entry in self._layout.headings:
            at = canvas.anchors.get(entry.anchor)
            if at is not None:
                words = "".join(span.text for span in entry.spans[bool(entry.number) :])
                found.setdefault(pages[at[0]], []).append((entry.of, entry.number.strip(), words))
        return found

    # blocks, one below the other

    def _height(self, blocks: Sequence[HeadBlock], width: float, spot: Spot) -> float:
        """How high blocks are in a column, with the space between them."""
        high = space = 0.0
        for block in blocks:
            if isinstance(block, HeadText) and block.aside:
                continue
            before, after = _spaces(block)
            high += self._between(space, before) + self._block_height(block, width, spot)
            space = after
        return high + space

    def _between(self, after: float, before: float) -> float:
        return after + before if self._stationery.sums else max(after, before)

    def _block_height(self, block: HeadBlock, width: float, spot: Spot) -> float:
        if isinstance(block, HeadTable):
            return sum(self._row_height(block, row, spot) for row in range(len(block.rows)))
        return sum(line.height for line in self._lines.lines(block, width, spot)) + _ruled(block.rules)

    def _paint(
        self, canvas: Canvas, blocks: Sequence[HeadBlock], x: float, top: float, width: float, spot: Spot
    ) -> None:
        """Paint blocks in a column whose upper left corner is `x`, `top`."""
        space = 0.0
        for block in blocks:
            before, after = _spaces(block)
            if isinstance(block, HeadTable):
                top -= self._between(space, before)
                top -= self._paint_table(canvas, block, x, top, spot)
                space = after
                continue
            aside = bool(block.aside)
            start = top - (max(space, before) if aside else self._between(space, before))
            high = self._paint_text(canvas, block, x, start, width, spot)
            if not aside:
                top, space = start - high, after

    # paragraphs

    def _paint_text(self, canvas: Canvas, block: HeadText, x: float, top: float, width: float, spot: Spot) -> float:
        """The height of a paragraph, which is painted."""
        look, lines = block.look, self._lines.lines(block, width, spot)
        for run in block.runs:
            if isinstance(run, HeadDrawing) and run.across is not None:
                self._paint_drawing(canvas, run, self._corner(run, x, top, width, spot), spot)
        above = _ruled([rule for rule in block.rules if rule.side == "top"])
        if look.fill:
            high = sum(line.height for line in lines) + _ruled(block.rules)
            canvas.ground(x + look.left, top - high, width - look.left - look.right, high, look.fill)
        y = top - above
        for line in lines:
            for part in line.parts:
                if isinstance(part.item, Text):
                    text = part.item
                    drop = line.height - text.look.leading
                    paint_lines(canvas, text, part.lines(), x + part.x, y - drop, spot.kind)
                elif isinstance(part.item, HeadDrawing):
                    self._paint_drawing(canvas, part.item, (x + part.x, y - line.height), spot)
            y -= line.height
        for rule in block.rules:
            self._paint_rule(canvas, rule, (x + look.left, x + width - look.right), (top, y))
        return top - y + _ruled([rule for rule in block.rules if rule.side == "bottom"])

    def _paint_rule(
        self, canvas: Canvas, rule: HeadRule, edges: tuple[float, float], ends: tuple[float, float]
    ) -> None:
        left, right = edges
        top, bottom = ends
        half = rule.thickness / 2
        if rule.side in ("top", "bottom"):
            y = top - half if rule.side == "top" else bottom - rule.space - half
            canvas.rule(left, y, right, y, rule.thickness, rule.colour)
        else:
            x = left - rule.space - half if rule.side == "left" else right + rule.space + half
            canvas.rule(x, top, x, bottom, rule.thickness, rule.colour)

    # drawings

    def _corner(self, of: HeadDrawing, x: float, top: float, width: float, spot: Spot) -> tuple[float, float]:
        """The lower left corner of a drawing that is anchored in a paragraph."""
        page = spot.page
        assert of.across is not None
        down = of.down or Anchor("paragraph")
        left, wide = {
            "page": (0.0, page.width),
            "margin": (page.left, page.text_width),
            "leftMargin": (0.0, page.left),
            "rightMargin": (page.width - page.right, page.right),
        }.get(of.across.of, (x, width))
        side = {"inside": "left", "outside": "right"}.get(of.across.align, of.across.align)
        free = wide - of.width
        at = left + (free / 2 if side == "center" else free if side == "right" else of.across.offset)
        upper, high = {
            "page": (page.height, page.height),
            "margin": (page.height - page.top, page.text_height),
            "topMargin": (page.height, page.top),
            "bottomMargin": (page.bottom, page.bottom),
        }.get(down.of, (top, 0.0))
        free = high - of.height
        low = free / 2 if down.align == "center" else free if down.align == "bottom" else down.offset
        return at, upper - low - of.height

    def _paint_drawing(self, canvas: Canvas, of: HeadDrawing, corner: tuple[float, float], spot: Spot) -> None:
        """Paint a drawing under the page's text, its lower left corner at `corner`."""
        x, y = corner
        if of.picture and (picture := self._picture(of.picture)):
            at = canvas.picture(picture.data, lambda file: add_image(file, picture))
            canvas.beneath([canvas.image_code(at, x, y, of.width, of.height)], spot.kind)
        shades = _shades(of.fill)
        for n, fill in enumerate(shades):
            wide, high = of.width, of.height
            if of.falls and len(shades) > 1:
                part = high / len(shades)
                box = (x, y + high - (n + 1) * part, wide, part + OVERLAP)
            else:
                part = wide / len(shades)
                box = (x + n * part, y, part + OVERLAP * (len(shades) > 1), high)
            canvas.beneath([f"{paint(fill)} {numbers(*box)} re f"], spot.kind)
        if of.line and (not of.height or not of.width):
            canvas.rule(x, y + of.height, x + of.width, y, max(of.thickness, 0.25), of.line)
        elif of.line:
            for start, end in _outline(x, y, of.width, of.height):
                canvas.rule(*start, *end, max(of.thickness, 0.25), of.line)
        if of.inside:
            above, beside = INSET
            self._paint(canvas, of.inside, x + beside, y + of.height - above, of.width - 2 * beside, spot)

    def _picture(self, data: bytes) -> Picture | None:
        """The picture; None where it cannot be read."""
        if data not in self._pictures:
            try:
                self._pictures[data] = opened(data)
            except UnreadableError:
                self._pictures[data] = None
        return self._pictures[data]

    # tables

    def _row_height(self, table: HeadTable, row: int, spot: Spot) -> float:
        high = table.heights[row]
        for cell in table.rows[row]:
            above, right, below, left = cell.padding
            inner = self._height(cell.blocks, cell.width - left - right, spot)
            high = max(high, inner + above + below)
        return high

    def _paint_table(self, canvas: Canvas, table: HeadTable, x: float, top: float, spot: Spot) -> float:
        """The height of a table, which is painted."""
        y = top
        for number, row in enumerate(table.rows):
            high = self._row_height(table, number, spot)
            left = x + table.left
            for cell in row:
                if cell.fill:
                    canvas.ground(left, y - high, cell.width, high, cell.fill)
                above, beside, below, before = cell.padding
                width = cell.width - before - beside
                free = high - above - below - self._height(cell.blocks, width, spot)
                down = {"center": free / 2, "bottom": free}.get(cell.align, 0.0)
                self._paint(canvas, cell.blocks, left + before, y - above - down, width, spot)
                for rule in cell.rules:
                    self._paint_edge(canvas, rule, (left, left + cell.width), (y, y - high))
                left += cell.width
            y -= high
        return top - y

    def _paint_edge(
        self, canvas: Canvas, rule: HeadRule, across: tuple[float, float], down: tuple[float, float]
    ) -> None:
        """A line on an edge of a cell."""
        (left, right), (top, bottom) = across, down
        y = {"top": top, "bottom": bottom}.get(rule.side)
        if y is not None:
            canvas.rule(left, y, right, y, rule.thickness, rule.colour)
        else:
            x = left if rule.side == "left" else right
            canvas.rule(x, top, x, bottom, rule.thickness, rule.colour)


def _spaces(block: HeadBlock) -> tuple[float, float]:
    """The space above and below a block."""
    return (0.0, 0.0) if isinstance(block, HeadTable) else (block.look.before, block.look.after)


def _ruled(rules: Sequence[HeadRule]) -> float:
    """What lines above and below add to the height of a paragraph."""
    return sum(rule.thickness + rule.space for rule in rules if rule.side in ("top", "bottom"))


def _shades(fill: Sequence[str]) -> list[str]:
    """One colour, or as many between two as there are stripes."""
    if len(fill) < 2:
        return list(fill)
    ends = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in fill]
    parts = (n / (STRIPS - 1) for n in range(STRIPS))
    return ["#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in zip(*ends, strict=True)) for part in parts]


def _outline(x: float, y: float, width: float, height: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
    return list(pairwise(corners))
