"""From the tree to a story: what each block becomes on the page, and under which tag.

How pieces are measured, cut and painted is theirs to know; where pages end, `layout`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace
from reportlab.platypus.doctemplate import NotAtTopPageBreak
from reportlab.platypus.flowables import Flowable

from briefs.layout.glyphs import Lacking
from briefs.layout.grid import role_of
from briefs.layout.sizes import begins_fields
from briefs.problems import Place, Problem
from briefs.theme import Look, Theme
from briefs.tree import (
    NOWHERE,
    Block,
    Box,
    Chart,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
    plain,
)
from briefs.write.pdf.contents import ContentsLine
from briefs.write.pdf.drawings import chart, figure
from briefs.write.pdf.file import string
from briefs.write.pdf.flow import Ground, Label, Part, TextPart, Together, grounded, has_ground
from briefs.write.pdf.links import Links
from briefs.write.pdf.lists import deeper, label_of, list_role, numbering
from briefs.write.pdf.setting import Inline
from briefs.write.pdf.table import Cells, TablePart
from briefs.write.pdf.tags import Tag
from briefs.write.pdf.text import Text, Typesetter

DEEPEST = 6
"""PDF 1.7 knows H1 to H6."""


class Mark(Struct):
    """What stands before the first paragraph of a list's entry; used once."""

    role: str
    shift: float
    label: Spans
    tag: Tag
    used: bool = False


class Where(Struct, frozen=True):
    """What surrounds a block; lengths in points."""

    tag: Tag
    """Its element."""
    box: str = ""
    """The role whose ground and indent it has."""
    shift: float = 0.0
    """How much further in than its look its text stands."""
    ground: float = 0.0
    """The part of `shift` that the box itself is in."""
    text: str = "body"
    """The role of plain paragraphs."""
    depth: int = 0
    """Lists around it, within this box."""
    base: float = 0.0
    """The part of `shift` that lists at this depth have, for their looks say the rest."""
    mark: Mark | None = None
    alone: bool = False
    """Whether it is all that its element holds: a paragraph then needs none of its own."""


class Story(Struct):
    """A document as pieces in order, its structure tree, and what was noticed."""

    pieces: list[Flowable]
    root: Tag
    problems: list[Problem]
    contents: list[ContentsLine]
    """The lines that wait for page numbers."""


def tell(document: Document, theme: Theme, setter: Typesetter) -> Story:
    """The document's story."""
    teller = Teller(document, theme, setter)
    pieces = grouped(list(teller.parts(document.blocks, Where(teller.root))))
    start = document.blocks[0].at if document.blocks else NOWHERE
    for value in (document.marking, *document.furniture.values()):
        teller.lacking.look_for((Span(value),), theme.looks["header"], start)
    return Story(pieces, teller.root, [*teller.problems, *teller.lacking.problems], teller.lines)


def grouped(parts: Sequence[Flowable]) -> list[Flowable]:
    """The parts, those that stay with the next in one group with it."""
    pieces: list[Flowable] = []
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


class Teller:
    """Turns blocks into parts; knows what a document has that a block alone does not say."""

    def __init__(self, document: Document, theme: Theme, setter: Typesetter) -> None:
        self.document = document
        self.theme = theme
        self.setter = setter
        self.root = Tag("Document")
        self.problems: list[Problem] = []
        self.links = Links(document)
        self.lacking = Lacking(theme)
        self.lines: list[ContentsLine] = []
        self.levels: list[int] = []
        self.notes = 0

    def parts(self, blocks: Sequence[Block], where: Where) -> Iterator[Flowable]:
        """The parts of the blocks, in order; what leads into a list within an entry stays with it."""
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            if where.depth and isinstance(block, Paragraph) and isinstance(following, List):
                part = self.paragraph(block, where)
                part.keep_next = True
                yield part
            else:
                yield from self.block(block, where)

    def block(self, block: Block, where: Where) -> Iterator[Flowable]:
        match block:
            case Heading():
                yield self.heading(block, where)
            case Paragraph():
                yield self.paragraph(block, where)
            case List():
                yield from self.enumerated(block, where)
            case Table():
                yield from self.table(block, where)
            case Figure():
                yield from figure(self, block, where)
            case Chart():
                yield from chart(self, block, where)
            case Quote():
                yield from self.box("quote", block, where, where.tag.child("BlockQuote"))
            case PageBreak():
                yield NotAtTopPageBreak()  # type: ignore[no-untyped-call]
            case Contents():
                yield from self.contents(block, where)
            case Box():
                yield from self.box(block.role, block, where, where.tag.child("Div"))
            case _:
                assert_never(block)

    # text

    def text(self, spans: Spans, role: str, where: Where, tag: Tag, at: Place) -> TextPart:
        """A paragraph in a role; as the first of a list's entry it takes the entry's role and label."""
        mark = where.mark if where.mark and not where.mark.used else None
        shift, look = where.shift, None
        if mark:
            mark.used = True
            if role in ("body", "list-text", mark.role):
                role, shift = mark.role, mark.shift
            else:
                hanging = self.theme.look(mark.role, where.box).hanging
                look = replace(self.theme.look(role, where.box), hanging=hanging)
        elif role == "list-text":
            shift -= self.theme.look("list-text").left
        look = look or self.theme.look(role, where.box)
        label = self._label(mark, look, at) if mark else None
        spans = self.links.checked(spans, at, self.problems)
        part = TextPart(
            self.set(spans, look, at),
            Inline(spans, tag, self.document.language),
            label=label,
            indent=shift,
            balance=role == "title" or role.startswith("heading"),
        )
        if where.box and has_ground(look):
            box = self.theme.looks[where.box]
            part.ground = Ground(replace(box, left=box.left + where.ground))
        return part

    def set(self, spans: Spans, look: Look, at: Place) -> Text:
        """The spans in this look; what no font has is noted."""
        self.lacking.look_for(spans, look, at)
        return self.setter.text(spans, look)

    def _label(self, mark: Mark, look: Look, at: Place) -> Label:
        spans = self.links.checked(mark.label, at, self.problems)
        text = self.set(spans, replace(look, left=0.0, hanging=0.0, right=0.0, align="left"), at)
        return Label(text, Inline(spans, mark.tag, self.document.language))

    def heading(self, block: Heading, where: Where) -> Part:
        """A heading under H1 to H6, without a gap whatever levels the document has, and with its bookmark."""
        while self.levels and self.levels[-1] >= block.level:
            self.levels.pop()
        self.levels.append(block.level)
        kind = f"H{min(len(self.levels), DEEPEST)}"
        role = f"heading-{min(block.level, 6)}" if block.level else "title"
        part = self.text(block.spans, role, where, where.tag.child(kind), block.at)
        part.anchor, part.bookmark = self.links.place_of(block)
        return part

    def paragraph(self, block: Paragraph, where: Where) -> Part:
        role = where.text if block.role == "body" else block.role
        tag = where.tag if where.alone else where.tag.child("P")
        return self.text(block.spans, role, where, tag.child("Code") if role == "code" else tag, block.at)

    # lists

    def enumerated(self, block: List, where: Where) -> Iterator[Flowable]:
        yield from self.flush(where, block.at)
        tag = where.tag.child("L")
        tag.attributes = numbering(block.kind, where.depth)
        for index, item in enumerate(block.items):
            inner = replace(where, tag=tag.child("LI"), alone=False)
            for part in self.entry(block, item, block.start + index, inner):
                if isinstance(part, Part):
                    part.keep_next = part.keep_next or begins_fields(block, index)
                yield part

    def entry(self, block: List, item: Item, number: int, where: Where) -> Iterator[Flowable]:
        """An entry's parts; its label stands beside the first paragraph, or on a line of its own."""
        role = list_role(block.kind, where.depth)
        look = self.theme.look(role)
        shift = where.base + deeper(look, block.kind, where.depth)
        mark = Mark(role, shift, label_of(block.kind, item, number, where.depth), where.tag.child("Lbl"))
        body = where.tag.child("LBody")
        if block.kind == "sources":
            self.notes += 1
            body = body.child("Note")
            body.id = f"note-{self.notes}"
        nested = block.kind in ("bullet", "number")
        inner = replace(
            where,
            tag=body,
            shift=shift + look.left,
            text="list-text",
            depth=where.depth + 1 if nested else 0,
            base=where.base if nested else shift + look.left,
            mark=mark,
            alone=len(item.blocks) == 1,
        )
        yield from self.parts(item.blocks, inner)
        yield from self.flush(inner, item.at)

    def flush(self, where: Where, at: Place) -> Iterator[Part]:
        """The label of an entry that begins with no paragraph, on a line of its own."""
        if where.mark and not where.mark.used:
            yield self.text((), where.text, where, where.tag.child("P"), at)

    # tables

    def table(self, block: Table, where: Where) -> Iterator[Flowable]:
        yield from self.flush(where, block.at)
        tag = where.tag.child("Table")
        if block.description:
            tag.attributes = f"/O/Table/Summary {string(block.description)}"
        if block.caption:
            yield self.text(block.caption, "caption", where, tag.child("Caption"), block.at)
        left, right = self._table_edges(where)
        checked = self.links.checked_table(block, self.problems)
        self._look_through(checked)
        cells = Cells(checked, self.theme, tag, self.document.language, self._cell)
        words = self.document.words.get("continued", "")
        if words and block.caption and not where.box:
            cells.continued = self._continued(block, words)
        part = TablePart(cells, left, right)
        yield self.on_box(part, where)

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

    def _continued(self, block: Table, words: str) -> Text:
        look = replace(self.theme.looks["header"], align="left", left=0.0, right=0.0, hanging=0.0)
        caption = " ".join(plain(_without_notes(block.caption)).split())
        shown = caption if len(caption) <= 70 else caption[:69].rstrip() + "…"
        return self.setter.text((Span(f"{shown} ({words})"),), look)

    def _table_edges(self, where: Where) -> tuple[float, float]:
        """From the edges of the text, or of the ground that the table stands on."""
        if not where.box:
            return where.shift, 0.0
        look = self.theme.looks[where.box]
        padding = look.padding if has_ground(look) else 0.0
        return look.left + where.ground - padding, look.right - padding

    def on_box(self, part: Part, where: Where) -> Part:
        """The part with the ground of the box around it."""
        look = self.theme.looks[where.box] if where.box else None
        if look and has_ground(look):
            part.ground = Ground(replace(look, left=look.left + where.ground))
        return part

    # groups

    def box(self, role: str, block: Quote | Box, where: Where, tag: Tag) -> Iterator[Flowable]:
        inner = replace(where, tag=tag, alone=False)
        if role in self.theme.looks:
            shift = where.shift
            inner = Where(tag, role, shift, shift, "body", 0, shift, where.mark)
        parts: list[Flowable] = []
        if isinstance(block, Box) and block.title:
            parts.append(self._title(block, inner))
        parts += self.parts(block.blocks, inner)
        if role in self.theme.looks:
            grounded(parts)
        yield from self._kept(parts) if role == "keep" else parts

    def _kept(self, parts: list[Flowable]) -> list[Flowable]:
        """The parts as one that stays on a page, if a page is enough for them."""
        pieces = [part for part in grouped(parts) if isinstance(part, Part)]
        if len(pieces) < len(grouped(parts)) or not pieces:
            return parts
        group = Together(pieces, solid=True)
        return [group] if group.height_at(self.theme.page.text_width) <= self.theme.page.text_height else parts

    def _title(self, block: Box, where: Where) -> Part:
        role = f"{block.role}-title"
        tag = where.tag.child("P")
        if role in self.theme.looks:
            return self.text(block.title, role, replace(where, box=""), tag, block.at)
        strong = tuple(replace(span, marks=span.marks | {"strong"}) for span in block.title)
        part = self.text(strong, where.text, where, tag, block.at)
        part.keep_next = True
        return part

    def contents(self, block: Contents, where: Where) -> Iterator[Flowable]:
        yield from self.flush(where, block.at)
        if block.title:
            yield self.text(block.title, "contents-title", where, where.tag.child("P"), block.at)
        tag = where.tag.child("TOC")
        for level, spans, anchor in self.links.entries(block.depth):
            look = self.theme.look(f"contents-{min(level, 3)}")
            line = ContentsLine(spans, look, tag.child("TOCI"), anchor, self.setter.text, self.document.language)
            self.lines.append(line)
            yield line


def _without_notes(spans: Spans) -> Spans:
    return tuple(span for span in spans if "note" not in span.marks)
