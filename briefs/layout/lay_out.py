"""From the tree and the theme to blocks in their places: each decision that Word and PDF share is made here, once.

It measures no text and breaks no line; how a block in its place is drawn is each writer's matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from briefs.layout.blanks import filled
from briefs.layout.figures import rowed
from briefs.layout.headings import headings_of
from briefs.layout.lists import counts, deeper, keeps_next, label_of, level_of, own_label, role_of_entries
from briefs.layout.page_kinds import sectioned
from briefs.layout.placed import (
    ContentsEntry,
    Kind,
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
from briefs.layout.sizes import PORTRAIT, PORTRAIT_GAP, chart_height
from briefs.layout.upright import with_upright_pictures
from briefs.model.counting import BEHIND
from briefs.model.problems import Place
from briefs.model.theme import Theme
from briefs.model.tree import (
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


def lay_out(document: Document, theme: Theme, parts: Sequence[ContentsEntry] = ()) -> Layout:
    """The document in its places, without what is blank in it, and with its key figures in rows.

    `parts` are the headings of documents that are bound behind it: its contents list them.
    """
    return placed(rowed(filled(with_upright_pictures(document)), theme), theme, parts)


def placed(document: Document, theme: Theme, parts: Sequence[ContentsEntry] = ()) -> Layout:
    """The document in its places with all that is in it."""
    headings = headings_of(document, theme)
    placer = _Placer(theme, headings, parts)
    section, blocks = sectioned(placer.blocks(document.blocks, _Inside()))
    return Layout(document, theme, blocks, headings, section)


class _Pending(Struct):
    """A label that waits for the first text of its entry."""

    label: Label
    shift: float
    used: bool = False


class _Inside(Struct, frozen=True):
    """Where a block stands."""

    around: Surroundings = Surroundings()
    text: str = "body"
    """The role of plain paragraphs."""
    depth: int = 0
    """Lists around it, within this box."""
    base: float = 0.0
    """The part of the shift that lists at this depth have, for their looks say the rest."""
    pending: _Pending | None = None
    counted: int = 0
    """Lists of counted paragraphs around it, within this box."""
    edge: float = 0.0
    """From where their looks count."""

    @property
    def waits(self) -> _Pending | None:
        return self.pending if self.pending and not self.pending.used else None


class _Placer:
    """Puts the blocks of one document in their places; counts its lists, entries and headings."""

    def __init__(self, theme: Theme, headings: Sequence[ContentsEntry], parts: Sequence[ContentsEntry]) -> None:
        self._theme = theme
        self._listed = (*headings, *parts)
        self._has_parts = bool(parts)
        self._anchors = iter([heading.anchor for heading in headings])
        self._numbers = iter([heading.number for heading in headings])
        self._section = NewSection()
        self._lists = 0
        self._entries = 0

    def blocks(self, blocks: Sequence[Block], inside: _Inside) -> Iterator[PlacedBlock]:
        """The blocks in order; within an entry, what leads into a list stays with it."""
        for block, following in zip(blocks, (*blocks[1:], None), strict=False):
            leads = inside.depth > 0 and isinstance(block, Paragraph) and isinstance(following, List)
            for each in self._block(block, inside):
                yield replace(each, keep_next=True) if leads and isinstance(each, PlacedText) else each

    def _block(self, block: Block, inside: _Inside) -> Iterator[PlacedBlock]:
        match block:
            case Heading():
                yield self._heading(block, inside)
            case Paragraph():
                yield self._paragraph(block, inside)
            case List():
                yield from self._waiting(inside, block.at)
                yield self._list(block, inside)
            case Table():
                yield from self._waiting(inside, block.at)
                yield self._table(block, inside)
            case Figure() | Chart():
                yield from self._waiting(inside, block.at)
                yield self._drawing(block, inside)
            case Quote():
                yield self._box("quote", (), block, inside)
            case Box(role="landscape" | "annex") if inside == _Inside():
                yield from self._other_pages(block, inside)
            case Box(role="portrait"):
                yield self._portrait(block, inside)
            case Box():
                yield self._box(block.role, block.title, block, inside)
            case PageBreak():
                yield NewPage(block.at)
            case Contents():
                yield from self._waiting(inside, block.at)
                yield self._contents(block, inside)
            case _:
                assert_never(block)

    # texts

    def _text(self, kind: Kind, spans: Spans, role: str, inside: _Inside, at: Place) -> PlacedText:
        """A text in the look of its role; as the first of a list's entry it takes the entry's role and label."""
        box, indent, label = inside.around.box, inside.around.shift, None
        look = self._theme.look(role, box)
        if pending := inside.waits:
            pending.used, label = True, pending.label
            of_label = self._theme.look(label.role, box)
            if role in ("body", "list-text", label.role):
                role, look, indent = label.role, of_label, pending.shift
            else:
                look = replace(look, hanging=of_label.hanging)
        elif role == "list-text":
            indent -= self._theme.look("list-text").left
        return PlacedText(kind, spans, role, look, inside.around, indent, label, at=at)

    def _paragraph(self, block: Paragraph, inside: _Inside) -> PlacedText:
        role = inside.text if block.role == "body" else block.role
        return self._text("paragraph", block.spans, role, inside, block.at)

    def _heading(self, block: Heading, inside: _Inside) -> PlacedText:
        """A heading; one without words looks like the text around it."""
        role = f"heading-{min(block.level, 6)}" if block.level else "title"
        role = role if plain(block.spans).strip() else inside.text
        text = self._text("heading", block.spans, role, inside, block.at)
        number = next(self._numbers)
        counted = block.number if block.number and number == f"{block.number.text}{BEHIND}" else None
        if number and number[-1] == "\t" and not text.look.hanging and not counted:
            number = f"{number[:-1]}\u2003"
        return replace(text, level=block.level, number=number, counted=counted, anchor=next(self._anchors))

    def _caption(self, spans: Spans, inside: _Inside, at: Place) -> PlacedText | None:
        return self._text("caption", spans, "caption", inside, at) if plain(spans).strip() else None

    def _waiting(self, inside: _Inside, at: Place) -> Iterator[PlacedText]:
        """The label of an entry that begins with no paragraph, on a line of its own."""
        if inside.waits:
            yield self._text("label", (), inside.text, inside, at)

    # lists

    def _list(self, block: List, inside: _Inside) -> PlacedList:
        self._lists += 1
        number, level = self._lists, inside.counted if block.kind == "paragraphs" else level_of(block, inside.depth)
        entries = tuple(self._entry(block, index, number, level, inside) for index in range(len(block.items)))
        return PlacedList(block.kind, number, level, block.start, counts(block), entries, inside.around, block.at)

    def _entry(self, block: List, index: int, of: int, level: int, inside: _Inside) -> PlacedEntry:
        """An entry; its label stands beside its first paragraph, or on a line of its own."""
        item = block.items[index]
        self._entries += 1
        label = self._label(block, item, block.start + index, of, level)
        look = self._theme.look(label.role)
        nested, is_counted = block.kind in ("bullet", "number"), block.kind == "paragraphs"
        edge = inside.edge if is_counted and inside.counted else inside.base
        start = edge + (deeper(look, level) if nested or is_counted else 0.0)
        shift = start + look.left
        inner = replace(
            inside,
            around=replace(inside.around, shift=shift),
            text="list-text",
            depth=inside.depth + 1 if nested else 0,
            base=inside.base if nested else shift,
            pending=_Pending(label, start),
            counted=inside.counted + 1 if is_counted else 0,
            edge=edge,
        )
        blocks = (*self.blocks(item.blocks, inner), *self._waiting(inner, item.at))
        return PlacedEntry(label, blocks, keeps_next(block, index), item.at)

    def _label(self, block: List, item: Item, number: int, of: int, level: int) -> Label:
        spans = label_of(block, item, number, level)
        role = role_of_entries(block.kind, level)
        counting = of if counts(block) else 0
        return Label(self._entries, role, spans, own_label(block, item), counting, level, item.number)

    # tables and drawings

    def _table(self, block: Table, inside: _Inside) -> PlacedTable:
        around = inside.around
        left, right = around.shift, 0.0
        if around.box:
            look = self._theme.looks[around.box]
            padding = look.padding if look.has_ground else 0.0
            left, right = look.left + around.ground - padding, look.right - padding
        return PlacedTable(block, self._caption(block.caption, inside, block.at), left, right, around, block.at)

    def _drawing(self, block: Figure | Chart, inside: _Inside) -> PlacedDrawing:
        caption = self._caption(block.caption, inside, block.at)
        look = self._theme.look("body", inside.around.box)
        left, right = inside.around.shift + look.left, look.right
        width = self._theme.page.text_width - left - right
        height = chart_height(block, self._theme, width) if isinstance(block, Chart) else 0.0
        words = (Span(block.alt, frozenset({"placeholder"})),)
        instead = self._text("paragraph", words, "body", inside, block.at)
        return PlacedDrawing(block, caption, left, right, width, height, instead, inside.around, block.at)

    # groups

    def _other_pages(self, block: Box, inside: _Inside) -> Iterator[PlacedBlock]:
        """What a box holds whose pages lie on their long side, or are those of an annex."""
        theme, section = self._theme, self._section
        if block.role == "landscape":
            self._theme, self._section = theme.turned(True), replace(section, landscape=True)
        else:
            head = next((each for each in block.blocks if isinstance(each, Heading) and each.number), None)
            self._section = replace(section, annex=head.number.text if head and head.number else "")
        yield replace(self._section, at=block.at)
        yield from self.blocks(block.blocks, inside)
        self._theme, self._section = theme, section
        yield replace(section, at=block.at)

    def _portrait(self, block: Box, inside: _Inside) -> PlacedBox:
        """A box whose first picture stands at the side of all else in it; one without a picture is a group."""
        figure = next((each for each in block.blocks if isinstance(each, Figure)), None)
        if figure is None:
            return self._box("", block.title, block, inside)
        picture = self._drawing(replace(figure, width=figure.width or PORTRAIT, caption=()), inside)
        beyond = picture.width * (figure.width or PORTRAIT) + PORTRAIT_GAP
        around = replace(inside.around, shift=inside.around.shift + beyond)
        inner = replace(inside, around=around, base=inside.base + beyond)
        rest = tuple(each for each in block.blocks if each is not figure)
        placed_box = self._box("", block.title, replace(block, blocks=rest), inner)
        return replace(placed_box, picture=picture, keep=True)

    def _box(self, role: str, title: Spans, block: Quote | Box, inside: _Inside) -> PlacedBox:
        has_look = role in self._theme.looks
        inner = inside
        if has_look:
            shift = inside.around.shift
            inner = _Inside(Surroundings(role, shift, shift), base=shift, pending=inside.pending)
        heading = self._title(role, title, inner, block.at) if plain(title).strip() else None
        blocks = tuple(self.blocks(block.blocks, inner))
        is_quote = isinstance(block, Quote)
        return PlacedBox(role, is_quote, has_look, role == "keep", heading, blocks, inner.around, block.at)

    def _title(self, role: str, title: Spans, inside: _Inside, at: Place) -> PlacedText:
        if f"{role}-title" in self._theme.looks:
            bare = replace(inside, around=replace(inside.around, box=""))
            return self._text("title", title, f"{role}-title", bare, at)
        strong = tuple(replace(span, marks=span.marks | {"strong"}) for span in title)
        return replace(self._text("title", strong, inside.text, inside, at), keep_next=True)

    def _contents(self, block: Contents, inside: _Inside) -> PlacedContents:
        has_title = plain(block.title).strip()
        title = self._text("title", block.title, "contents-title", inside, block.at) if has_title else None
        entries = tuple(each for each in self._listed if 1 <= each.level <= block.depth and plain(each.spans).strip())
        return PlacedContents(title, block.depth, entries, inside.around, block.at, self._has_parts)
