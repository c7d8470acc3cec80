"""From blocks in their places to a story: what each becomes on the page, and under which tag.

Which role, indent and label each has, `layout` has decided; how pieces are measured, cut and painted is theirs to
know; where pages end, `pages`'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from briefs.layout.glyphs import Lacking
from briefs.layout.grid import role_of
from briefs.layout.head import head_of, texts
from briefs.layout.placed import (
    Label,
    Layout,
    NewPage,
    NewSection,
    PlacedBlock,
    PlacedBox,
    PlacedContents,
    PlacedDrawing,
    PlacedEntry,
    PlacedList,
    PlacedTable,
    PlacedText,
    Surroundings,
)
from briefs.model.problems import NOWHERE, Place, Problem
from briefs.model.stationery import FURNITURE
from briefs.model.theme import Look
from briefs.model.tree import Chart, Span, Spans, Table, plain
from briefs.pdf.contents import ContentsLine
from briefs.pdf.drawings import chart_part, picture_part
from briefs.pdf.file import string
from briefs.pdf.flow import Beside, Part, Piece, StandingLabel, TextPart, Together, grounded, leaves, spaced
from briefs.pdf.grounds import Ground
from briefs.pdf.links import Links
from briefs.pdf.picture import PicturePart
from briefs.pdf.setting import Inline
from briefs.pdf.table import Cells, TablePart
from briefs.pdf.tags import Tag, list_attributes
from briefs.pdf.text import Text, Typesetter

DEEPEST = 6
"""PDF 1.7 knows H1 to H6."""


class Story(Struct):
    """A document as pieces in order, its structure tree, and what was noticed."""

    pieces: list[Piece]
    root: Tag
    problems: list[Problem]
    contents: list[ContentsLine]
    """The lines that wait for page numbers."""


def story_of(layout: Layout, setter: Typesetter, links: Links, root: Tag, part: int = 0) -> Story:
    """The document's story, under the element; `part` is its number where it is bound behind another."""
    maker = _Maker(layout, setter, links, root, part)
    parts = list(maker.parts(layout.blocks, maker.root))
    stationery = layout.theme.stationery
    if stationery:
        spaced(parts, stationery.sums)
        for page in stationery.page_kinds:
            for kind in FURNITURE:
                for text in texts(head_of(layout.theme, layout.document, kind, page)):
                    maker.lacking.look_for((Span(text),), layout.theme.looks["header"], NOWHERE)
    pieces = grouped(parts)
    blocks = layout.document.blocks
    start = blocks[0].at if blocks else NOWHERE
    for value in (layout.document.marking, *layout.document.furniture.values()):
        maker.lacking.look_for((Span(value),), layout.theme.looks["header"], start)
    return Story(pieces, root, [*maker.problems, *maker.lacking.problems], maker.lines)


def grouped(parts: Sequence[Piece]) -> list[Piece]:
    """The parts, those that stay with the next in one group with it."""
    pieces: list[Piece] = []
    held: list[Part] = []
    for part in parts:
        if not isinstance(part, Part):
            pieces += [*held, part]
            held = []
            continue
        held.append(part)
        if not part.keep_next:
            pieces.append(Together(held) if len(held) > 1 else part)
            held = []
    return [*pieces, Together(held)] if held else pieces


class _Maker:
    """Turns blocks into parts; knows what a document has that a block alone does not say."""

    def __init__(self, layout: Layout, setter: Typesetter, links: Links, root: Tag, part: int) -> None:
        self.layout = layout
        self.document = layout.document
        self.theme = layout.theme.turned(layout.section.landscape)
        self.setter = setter
        self.root = root
        self.problems: list[Problem] = []
        self.links = links
        self.lacking = Lacking(layout.theme)
        self.lines: list[ContentsLine] = []
        self.levels = [0] if part else []
        self.notes = 0
        self.part = f"part-{part}-" if part else ""
        self.labels: dict[int, Tag] = {}
        """The element of each entry's label."""

    def parts(self, blocks: Sequence[PlacedBlock], tag: Tag) -> Iterator[Piece]:
        """The parts of the blocks, in order."""
        for block in blocks:
            yield from self.block(block, tag)

    def block(self, block: PlacedBlock, tag: Tag) -> Iterator[Piece]:
        match block:
            case PlacedText():
                yield self.placed_text(block, tag)
            case PlacedList():
                yield from self.placed_list(block, tag)
            case PlacedTable():
                yield from self.table(block, tag)
            case PlacedDrawing():
                yield from self.drawing(block, tag)
            case PlacedBox():
                yield from self.box(block, tag.child("BlockQuote" if block.is_quote else "Div"))
            case NewPage():
                yield block
            case NewSection():
                self.theme = self.layout.theme.turned(block.landscape)
                yield block
            case PlacedContents():
                yield from self.contents(block, tag)
            case _:
                assert_never(block)

    # text

    def placed_text(self, block: PlacedText, tag: Tag) -> TextPart:
        """A text under an element of its own."""
        if block.kind == "heading":
            return self.heading(block, tag)
        own = tag.child("P")
        return self.text(block, own.child("Code") if block.role == "code" else own)

    def text(self, block: PlacedText, tag: Tag) -> TextPart:
        """A text under the element given, with its label and on its box's ground."""
        spans = self.links.checked(block.spans, block.at, self.problems)
        part = TextPart(
            self.set(spans, block.look, block.at),
            Inline(spans, tag, self.document.language),
            label=self._label(block.label, block.look, block.at) if block.label else None,
            indent=block.indent,
            balance=self.theme.stationery is None and (block.role == "title" or block.role.startswith("heading")),
        )
        part.keep_next = part.keep_next or block.keep_next
        if block.around.box and block.look.has_ground:
            part.ground = self.ground(block.around)
        return part

    def ground(self, around: Surroundings) -> Ground:
        """The ground of the box."""
        look = self.theme.looks[around.box]
        return Ground(replace(look, left=look.left + around.ground))

    def set(self, spans: Spans, look: Look, at: Place) -> Text:
        """The spans in this look; what no font has is noted."""
        self.lacking.look_for(spans, look, at)
        return self.setter.text(spans, look)

    def _label(self, label: Label, look: Look, at: Place) -> StandingLabel:
        spans = self.links.checked(label.spans, at, self.problems)
        text = self.set(spans, replace(look, left=0.0, hanging=0.0, right=0.0, align="left"), at)
        return StandingLabel(text, Inline(spans, self.labels[label.entry], self.document.language))

    def heading(self, block: PlacedText, tag: Tag) -> TextPart:
        """A heading under H1 to H6, without a gap whatever levels the document has, with its number and bookmark."""
        if block.number:
            block = replace(block, spans=(Span(block.number), *block.spans))
        while self.levels and self.levels[-1] >= block.level:
            self.levels.pop()
        self.levels.append(block.level)
        part = self.text(block, tag.child(f"H{min(len(self.levels), DEEPEST)}"))
        part.anchor, part.bookmark = block.anchor, self.links.bookmark(block.anchor)
        return part

    # lists

    def placed_list(self, block: PlacedList, tag: Tag) -> Iterator[Piece]:
        of_list = tag.child("L")
        of_list.attributes = list_attributes(block.kind, block.level)
        for index, entry in enumerate(block.entries, 1):
            parts = [*self.entry(entry, of_list.child("LI"), block.kind == "sources")]
            for part in leaves(parts[-1:]) if index == len(block.entries) and not block.level else ():
                part.after = max(part.after, self.theme.looks["body"].after)
            for each in parts:
                if isinstance(each, Part):
                    each.keep_next = each.keep_next or entry.keep_next
            yield from parts

    def entry(self, entry: PlacedEntry, tag: Tag, is_note: bool) -> Iterator[Piece]:
        """An entry's parts; a paragraph that is all of it needs no element of its own."""
        self.labels[entry.label.entry] = tag.child("Lbl")
        body = tag.child("LBody")
        if is_note:
            self.notes += 1
            body = body.child("Note")
            body.id = f"{self.part}note-{self.notes}"
        match entry.blocks:
            case (PlacedText(kind="paragraph") as only,):
                yield self.text(only, body.child("Code") if only.role == "code" else body)
            case blocks:
                yield from self.parts(blocks, body)

    # tables and drawings

    def table(self, block: PlacedTable, tag: Tag) -> Iterator[Part]:
        own = tag.child("Table")
        if block.table.description:
            own.attributes = f"/O/Table/Summary {string(block.table.description)}"
        if block.caption:
            yield self.text(block.caption, own.child("Caption"))
        checked = self.links.checked_table(block.table, self.problems)
        self._look_through(checked)
        cells = Cells(checked, self.theme, own, self.document.language, self._cell)
        words = self.document.words.get("continued", "")
        if words and block.caption and not block.around.box:
            cells.continued = self._continued(block.caption, words)
        yield self.on_box(TablePart(cells, block.left, block.right), block.around)

    def _look_through(self, table: Table) -> None:
        """Note what the fonts lack of a table's cells, at their rows."""
        for in_head, rows in ((True, table.head), (False, table.rows)):
            for row in rows:
                at = row.at if row.at.file else table.at
                for cell in row.cells:
                    self.lacking.look_for(cell.spans, self.theme.look(role_of(table, cell, in_head)), at)

    def _cell(self, spans: Spans, role: str, align: Literal["left", "center", "right"]) -> Text:
        look = replace(self.theme.look(role), left=0.0, right=0.0, hanging=0.0, before=0.0, after=0.0)
        return self.setter.text(spans, replace(look, align=align))

    def _continued(self, caption: PlacedText, words: str) -> Text:
        look = replace(self.theme.looks["header"], align="left", left=0.0, right=0.0, hanging=0.0)
        text = " ".join(plain(tuple(span for span in caption.spans if "note" not in span.marks)).split())
        shown = text if len(text) <= 70 else text[:69].rstrip() + "…"
        return self.setter.text((Span(f"{shown} ({words})"),), look)

    def drawing(self, block: PlacedDrawing, tag: Tag) -> Iterator[Part]:
        """The caption and the drawing; where it cannot be drawn, its description, and a problem.

        The caption is no part of the Figure, whose description stands for all that is in it.
        """
        if block.caption:
            tag = tag.child("Div")
            yield self.text(block.caption, tag.child("Caption"))
        if isinstance(block.block, Chart):
            part: Part | Problem = chart_part(block, block.block, tag, self.theme, self.setter, self.lacking)
        else:
            part = picture_part(block, block.block, tag, self.document, self.theme)
        if isinstance(part, Problem):
            self.problems.append(part)
            yield self.text(block.instead, tag.child("P"))
            return
        yield self.on_box(part, block.around)

    def on_box(self, part: Part, around: Surroundings) -> Part:
        """The part with the ground of the box around it."""
        if around.box and self.theme.looks[around.box].has_ground:
            part.ground = self.ground(around)
        return part

    # groups

    def box(self, block: PlacedBox, tag: Tag) -> Iterator[Piece]:
        pictures = [*self.drawing(block.picture, tag)] if block.picture else []
        parts: list[Piece] = [self.text(block.title, tag.child("P"))] if block.title else []
        parts += self.parts(block.blocks, tag)
        if pictures:
            yield from self._beside(pictures, parts)
            return
        if block.has_look:
            self._spaced(parts, block)
            grounded(parts)
        yield from self._kept(parts) if block.keep else parts

    def _spaced(self, parts: Sequence[Piece], block: PlacedBox) -> None:
        """Let the box's own space stand above and below its parts."""
        look, inner = self.theme.looks[block.around.box], [*leaves(parts)]
        for first in inner[:1] if not block.title else ():
            first.before = look.before
        for last in inner[-1:]:
            last.after = look.after

    def _beside(self, pictures: list[Part], parts: list[Piece]) -> list[Piece]:
        """The parts with the picture at their side; below it where a page is not enough for both, or it has failed."""
        pieces = [part for part in grouped(parts) if isinstance(part, Part)]
        if (
            len(pictures) == 1
            and isinstance(pictures[0], PicturePart)
            and pieces
            and len(pieces) == len(grouped(parts))
        ):
            both = Beside(pictures[0], pieces)
            if both.height_at(self.theme.page.text_width) <= self.theme.page.text_height:
                return [both]
        return [*pictures, *parts]

    def _kept(self, parts: list[Piece]) -> list[Piece]:
        """The parts as one that stays on a page, if a page is enough for them."""
        pieces = [part for part in grouped(parts) if isinstance(part, Part)]
        if len(pieces) < len(grouped(parts)) or not pieces:
            return parts
        group = Together(pieces, solid=True)
        return [group] if group.height_at(self.theme.page.text_width) <= self.theme.page.text_height else parts

    def contents(self, block: PlacedContents, tag: Tag) -> Iterator[Part]:
        if block.title:
            yield self.text(block.title, tag.child("P"))
        own = tag.child("TOC")
        for entry in block.entries:
            look = self.theme.look(entry.role)
            language = self.document.language
            line = ContentsLine(entry.spans, look, own.child("TOCI"), entry.anchor, self.setter.text, language)
            self.lines.append(line)
            yield line
