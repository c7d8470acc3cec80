"""The body: every block of the tree as paragraphs and tables, in order.

It decides which role, indent and list each paragraph has; how roles look, `styles` knows, and runs are `runs`' work.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from briefs.layout.sizes import begins_fields, below_table, chart_height, picture_size
from briefs.tree import (
    Block,
    Box,
    Chart,
    Contents,
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
from briefs.write.docx import paragraphs
from briefs.write.docx.boxes import joined, parted
from briefs.write.docx.chart import chart_part
from briefs.write.docx.contents import contents
from briefs.write.docx.drawings import chart_run, picture_run
from briefs.write.docx.numbering import STYLED, Kind, deeper, level_role
from briefs.write.docx.package import Unreadable
from briefs.write.docx.paragraphs import Para
from briefs.write.docx.table import Room, word_table
from briefs.write.docx.tools import Tools

_TAB = "<w:r><w:tab/></w:r>"


class Mark(Struct, eq=False):
    """What stands before the first paragraph of a list's entry; used once."""

    role: str
    numbering: tuple[int, int] | None
    """List and level; where the style says them, None."""
    shift: float
    label: str = ""
    """Runs and a tab."""
    spans: Spans = ()
    """Those of the label."""
    used: bool = False


class Within(Struct, frozen=True):
    """Where a block stands."""

    box: str = ""
    """The role whose ground and indent it has."""
    group: int = 0
    """The box, counted through the document."""
    shift: float = 0.0
    """How much further in than its style its text stands."""
    ground: float = 0.0
    """The part of `shift` that the box itself is in."""
    text: str = "body"
    """The role of plain paragraphs."""
    depth: int = 0
    """Lists around it, within this box."""
    base: float = 0.0
    """The part of `shift` that lists at this depth have, for their looks say the rest."""
    mark: Mark | None = None


class Body:
    """The body of one document, as it grows."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._items: list[paragraphs.Item] = []
        self._groups = 0
        self._drawings = 0
        self._new_page = False
        self._below = 0.0
        """What is to be left free above the next paragraph, because a table is above it."""

    def xml(self) -> str:
        """The content of w:body but for the section's properties."""
        self._blocks(self._tools.document.blocks, Within())
        if self._items and not isinstance(self._items[-1], Para):
            self._end_table()
        parted(self._items)
        return "".join(item.xml() for item in self._items)

    def _blocks(self, blocks: Sequence[Block], within: Within) -> None:
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            self._block(block, within)
            if within.depth and isinstance(block, Paragraph) and isinstance(following, List):
                self._items[-1].keep(last=False)  # it leads into the list

    def _block(self, block: Block, within: Within) -> None:
        if block.at.file:
            self._tools.notices.at = block.at
        match block:
            case Heading() | Paragraph():
                self._text(block, within)
            case List():
                self._list(block, within)
            case Table():
                self._table(block, within)
            case Figure() | Chart():
                self._drawing(block, within)
            case Quote() | Box():
                self._box(block, within)
            case PageBreak():
                self._new_page = bool(self._items)
            case Contents():
                self._contents(block, within)
            case _:
                assert_never(block)

    def _text(self, block: Heading | Paragraph, within: Within) -> None:
        content = self._tools.runs.xml(block.spans)
        if isinstance(block, Heading):
            role = f"heading-{min(block.level, 6)}" if block.level else "title"
            role = role if plain(block.spans).strip() else within.text
            content = self._tools.anchors.around(self._tools.anchors.of_heading(block), content)
        else:
            role = within.text if block.role == "body" else block.role
        self._paragraph(role, content, block.spans, within)

    def _paragraph(self, role: str, content: str, spans: Spans, within: Within) -> Para:
        """A paragraph in a role; as the first of a list's entry it takes the entry's role and mark."""
        styles = self._tools.styles
        mark = within.mark if within.mark and not within.mark.used else None
        shift = within.shift
        if mark:
            mark.used = True
            content = mark.label + content
            if role in ("body", "list-text", mark.role):
                role, shift = mark.role, mark.shift
        elif role == "list-text":
            shift -= styles.look("list-text").left
        look = styles.look(role, within.box)
        if mark and role != mark.role:
            look = replace(look, hanging=styles.look(mark.role, within.box).hanging)
        para = Para(styles.paragraph(role, within.box), look, content, group=within.group, shift=shift)
        para.frame = styles.frame(role, within.box, shift - within.ground)
        para.framed = bool(para.frame) and shift != within.ground
        para.numbering = mark.numbering if mark else None
        para.rtl = self._tools.runs.direction(spans)
        para.tracked = self._tools.runs.revisions.of_paragraph(mark.spans if mark else (), spans)
        para.changed = any("changed" in span.marks for span in spans)
        self._add(para)
        return para

    def _add(self, item: paragraphs.Item) -> None:
        """Put an item at the end, with what was asked for it before."""
        inner = item.paragraphs()
        if inner and self._new_page:
            inner[0].new_page = True
        elif inner and isinstance(item, Para) and self._below > item.look.before:
            item.before = self._below
        self._new_page = self._new_page and not inner
        self._below = 0.0
        self._items.append(item)

    def _end_table(self) -> None:
        """The paragraph that Word needs after a table where no other follows: as low as can be."""
        style = self._tools.styles.paragraph("table-end")
        self._items.append(Para(style, self._tools.styles.look("table-end"), before=self._below or None))
        self._below = 0.0

    # lists

    def _list(self, block: List, within: Within) -> None:
        self._flush(within)
        number = self._number(block, within)
        for index, item in enumerate(block.items):
            if item.at.file:
                self._tools.notices.at = item.at
            first = len(self._items)
            self._entry(block, item, number, within)
            if begins_fields(block, index):
                for made in self._items[first:]:
                    made.keep(last=False)

    def _number(self, block: List, within: Within) -> int:
        """The list's number; 0 where its entries bring labels of their own."""
        if block.kind == "fields" or (block.kind == "sources" and any(item.label for item in block.items)):
            return 0
        return self._tools.numbering.list(block.kind, within.box, self._level(block, within), block.start)

    def _level(self, block: List, within: Within) -> int:
        return 0 if block.kind == "sources" else min(within.depth, 8)

    def _entry(self, block: List, item: Item, number: int, within: Within) -> None:
        mark = self._mark(block, item, number, within)
        look = self._tools.styles.look(mark.role)
        shift = mark.shift + look.left
        nested = block.kind in ("bullet", "number")
        inner = replace(
            within,
            shift=shift,
            text="list-text",
            depth=within.depth + 1 if nested else 0,
            base=within.base if nested else shift,
            mark=mark,
        )
        self._blocks(item.blocks, inner)
        self._flush(inner)

    def _mark(self, block: List, item: Item, number: int, within: Within) -> Mark:
        runs = self._tools.runs
        label = ""
        if item.label:
            label = runs.xml(_label(block, item.label)) + runs.revisions.around(item.label, _TAB)
        if block.kind == "fields":
            return Mark("field", None, within.base, label, item.label)
        level = self._level(block, within)
        kind: Kind = block.kind
        role = level_role(kind, level)
        look = self._tools.styles.look(role)
        of_style = kind == "bullet" and level < STYLED
        numbering = (number, level) if number and not of_style else None
        return Mark(role, numbering, within.base + deeper(look, level), label, item.label)

    def _flush(self, within: Within) -> None:
        """Print the mark of an entry that begins with no paragraph on a line of its own."""
        if within.mark and not within.mark.used:
            self._paragraph(within.text, "", (), within)

    # tables

    def _table(self, block: Table, within: Within) -> None:
        self._flush(within)
        if plain(block.caption).strip():
            self._paragraph("caption", self._tools.runs.xml(block.caption), block.caption, within)
        elif self._items and not isinstance(self._items[-1], Para):
            self._end_table()
        self._add(word_table(block, self._room(within), self._tools))
        self._below = below_table(self._tools.theme)

    def _room(self, within: Within) -> Room:
        """From edge to edge: of the text, of the entry around it, or of the ground that it stands on."""
        width = self._tools.theme.page.text_width
        if not within.box:
            return Room(within.shift, 0.0, width - within.shift)
        look = self._tools.styles.look("body", within.box)
        frame = self._tools.styles.frame("body", within.box)
        padding = look.padding if frame else 0.0
        left = look.left + within.ground - padding - look.rule_left
        right = look.right - padding
        return Room(left, right, width - left - right, frame)

    # drawings

    def _drawing(self, block: Figure | Chart, within: Within) -> None:
        self._flush(within)
        if plain(block.caption).strip():
            self._paragraph("caption", self._tools.runs.xml(block.caption), block.caption, within)
        self._tools.notices.held(block.alt)
        content = self._chart(block, within) if isinstance(block, Chart) else self._picture(block, within)
        flags = tuple(span for span in block.caption if not span.text)
        revisions = self._tools.runs.revisions
        para = self._paragraph("figure", revisions.around(flags, content), (), replace(within, text="figure"))
        para.tracked = revisions.mark(flags)

    def _width(self, within: Within) -> float:
        look = self._tools.styles.look("figure", within.box)
        return self._tools.theme.page.text_width - within.shift - look.left - look.right

    def _chart(self, block: Chart, within: Within) -> str:
        tools = self._tools
        width = self._width(within)
        height = chart_height(block, tools.theme, width)
        for text in (block.unit, *block.categories, *(t for s in block.series for t in (s.name, *s.labels))):
            tools.notices.held(text, block.facts)
        xml, workbook = chart_part(block, tools.theme, tools.document.language, (width, height), tools.measure)
        self._drawings += 1
        return chart_run(tools.parts.chart(xml, workbook), self._drawings, block.alt, width, height)

    def _picture(self, block: Figure, within: Within) -> str:
        """A run with the picture; where there is none, its description, and a problem."""
        tools = self._tools
        data = tools.document.pictures.get(block.name)
        if data is None:
            tools.notices.add("W002", f"there is no picture `{block.name}`", "put the file beside the facts")
            return self._instead(block)
        try:
            picture = tools.parts.picture(data)
        except Unreadable as error:
            hint = "save it again as PNG or JPEG"
            tools.notices.add("W003", f"the picture `{block.name}` cannot be read: {error}", hint)
            return self._instead(block)
        self._drawings += 1
        natural = (picture.width, picture.height)
        width, height = picture_size(natural, block.width, self._width(within), tools.theme)
        return picture_run(picture.relation, self._drawings, block.alt, width, height)

    def _instead(self, block: Figure) -> str:
        return self._tools.runs.xml((Span(block.alt, frozenset({"placeholder"})),))

    # groups

    def _box(self, block: Quote | Box, within: Within) -> None:
        role = "quote" if isinstance(block, Quote) else block.role
        first = len(self._items)
        inner = within
        if role in self._tools.theme.looks:
            self._groups += 1
            inner = Within(role, self._groups, within.shift, within.shift, "body", 0, within.shift, within.mark)
        if isinstance(block, Box) and plain(block.title).strip():
            self._title(block, inner)
        self._blocks(block.blocks, inner)
        items = self._items[first:]
        if inner.group != within.group and self._tools.styles.frame("body", role):
            joined(items, self._tools.theme.looks[role].padding)
        if role == "keep":
            for item in items:
                item.keep(item is items[-1])

    def _title(self, block: Box, within: Within) -> None:
        role = f"{block.role}-title"
        if role in self._tools.theme.looks:
            para = self._paragraph(role, self._tools.runs.xml(block.title), block.title, replace(within, box=""))
            para.frame = self._tools.styles.frame(role)
            para.framed = False
            return
        strong = tuple(replace(span, marks=span.marks | {"strong"}) for span in block.title)
        self._paragraph(within.text, self._tools.runs.xml(strong), block.title, within).keep_next = True

    def _contents(self, block: Contents, within: Within) -> None:
        self._flush(within)
        made = contents(block, self._tools)
        if made.inner:
            self._add(made)


def _label(block: List, label: Spans) -> Spans:
    """The label of an entry; the name of a field is strong."""
    if block.kind != "fields":
        return label
    return tuple(replace(span, marks=span.marks | {"strong"}) for span in label)
