"""The body: every block in its place as paragraphs and tables, in order.

Which role, indent and label each has, `layout` has decided; how roles look, `styles` knows, and runs are `runs`' work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from msgspec.structs import replace

from briefs.docx import paragraphs
from briefs.docx.boxes import joined, parted
from briefs.docx.chart import chart_part
from briefs.docx.contents import contents
from briefs.docx.drawing_kit import Tools
from briefs.docx.drawings import chart_run, picture_run
from briefs.docx.package import Picture, Unreadable
from briefs.docx.paragraphs import Para
from briefs.docx.table import Room, word_table
from briefs.language import language_of
from briefs.layout.flowables import HINT, UndrawableError, drawn_page, png
from briefs.layout.lists import STYLED
from briefs.layout.placed import (
    Label,
    NewPage,
    NewSection,
    PlacedBlock,
    PlacedBox,
    PlacedContents,
    PlacedDrawing,
    PlacedList,
    PlacedTable,
    PlacedText,
    Surroundings,
)
from briefs.layout.sizes import below_table, greatest_picture, picture_size
from briefs.model.counting import Counted, Sequenced, levels_of
from briefs.model.tree import Chart, Figure, Spans

_TAB = "<w:r><w:tab/></w:r>"
_TURNED = {"left": "right", "right": "left"}


class Body:
    """The body of one document, as it grows."""

    def __init__(self, tools: Tools, ended: Callable[[NewSection], str], drawings: int = 0) -> None:
        """`ended` gives the properties of a section of a kind that ends (w:sectPr)."""
        self._whole = tools.layout
        self._section = tools.layout.section
        self._ended = ended
        self._tools = replace(
            tools, layout=replace(self._whole, theme=self._whole.theme.turned(self._section.landscape))
        )
        self._items: list[paragraphs.Item] = []
        self._groups = 0
        self._group = 0
        """The box in hand, counted through the document; 0: none."""
        self.drawings = drawings
        """How many there are in the file so far."""
        self._new_page = False
        self._below = 0.0
        """What is to be left free above the next paragraph, because a table is above it."""
        self._numbers: dict[int, int] = {}
        """For each list that counts its entries its number in Word (w:numId)."""
        self._counts: dict[Sequenced, int] = {}
        """The same, of what is counted through the document."""

    @property
    def last(self) -> NewSection:
        """The kind of the last section."""
        return self._section

    def xml(self, goes_on: bool = False) -> str:
        """The content of w:body but for the last section's properties; those too where another document follows."""
        self._blocks(self._tools.layout.blocks)
        section = self._ended(self._section) if goes_on else ""
        if (self._items or section) and not (self._items and isinstance(self._items[-1], Para)):
            self._end_table()
        if section and isinstance(last := self._items[-1], Para):
            last.section = section
        parted(self._items)
        return "".join(item.xml() for item in self._items)

    def _blocks(self, blocks: Sequence[PlacedBlock]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: PlacedBlock) -> None:
        if block.at.file:
            self._tools.notices.at = block.at
        match block:
            case PlacedText():
                self._text(block)
            case PlacedList():
                self._list(block)
            case PlacedTable():
                self._table(block)
            case PlacedDrawing():
                self._drawing(block)
            case PlacedBox():
                self._box(block)
            case NewPage():
                self._new_page = bool(self._items)
            case NewSection():
                self._end_section(block)
            case PlacedContents():
                self._contents(block)
            case _:
                assert_never(block)

    def _text(self, block: PlacedText) -> None:
        tools = self._tools
        label = self._label(block.label) if block.label else ""
        content = tools.runs.xml(block.spans, block.look)
        if block.anchor:
            content = tools.anchors.around(tools.anchors.name(block.anchor), content)
        styles, around = tools.styles, block.around
        para = Para(styles.paragraph(block.role, around.box), block.look, label + content, shift=block.indent)
        if block.label:
            para.numbering = self._numbering(block.label)
        elif block.counted:
            para.numbering = self._counted(block.counted)
        para.keep_next = block.keep_next
        self._put(para, block.role, around, block.spans)
        para.tracked = tools.runs.revisions.of_paragraph(block.label.own if block.label else (), block.spans)

    def _put(self, para: Para, role: str, around: Surroundings, spans: Spans) -> None:
        """Put a paragraph of these spans at the end, in its box."""
        para.group = self._group
        para.frame = self._tools.styles.frame(role, around.box, para.shift - around.ground)
        para.framed = bool(para.frame) and para.shift != around.ground
        para.rtl = self._tools.runs.direction(spans)
        para.changed = any("changed" in span.marks for span in spans)
        self._add(para)

    def _label(self, label: Label) -> str:
        """The runs of what an entry brings itself, and a tab."""
        if not label.own:
            return ""
        runs = self._tools.runs
        return runs.xml(label.own) + runs.revisions.around(label.own, _TAB)

    def _numbering(self, label: Label) -> tuple[int, int] | None:
        """List and level, where Word counts the entry and its style does not say so; list 0 where it must not."""
        if label.number:
            return self._counted(label.number)
        of_style = label.role.startswith("bullet") and label.level < STYLED
        if of_style and label.own:
            return paragraphs.UNNUMBERED
        return None if of_style or not label.list else (self._numbers[label.list], label.level)

    def _counted(self, number: Counted) -> tuple[int, int]:
        """List and level of what is counted through the document."""
        if number.of not in self._counts:
            document = self._tools.document
            annex, letters = document.words.get("annex_number", "{number}"), language_of(document.language).annexes
            levels = levels_of(document.numbering, number.of, annex, letters)
            self._counts[number.of] = self._tools.numbering.through(number.of, document.numbering, levels)
        return self._counts[number.of], number.level

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

    def _end_section(self, following: NewSection) -> None:
        """End the section in hand with the last paragraph; what follows stands on pages of another kind."""
        if not self._items or not isinstance(self._items[-1], Para):
            self._end_table()
        last = self._items[-1]
        assert isinstance(last, Para)
        last.section = self._ended(self._section)
        self._section = following
        theme = self._whole.theme.turned(following.landscape)
        self._tools = replace(self._tools, layout=replace(self._whole, theme=theme))

    # lists and tables

    def _list(self, block: PlacedList) -> None:
        if block.counts and block.kind != "fields" and block.kind != "paragraphs":
            numbering = self._tools.numbering
            self._numbers[block.number] = numbering.list(block.kind, block.around.box, block.level, block.start)
        for entry in block.entries:
            if entry.at.file:
                self._tools.notices.at = entry.at
            first = len(self._items)
            self._blocks(entry.blocks)
            for made in self._items[first:] if entry.keep_next else ():
                made.keep(last=False)
        if block.entries and not block.level and isinstance(last := self._items[-1], Para):
            space = self._tools.theme.looks["body"].after
            last.after = space if max(last.look.after, last.after or 0.0) < space else last.after

    def _table(self, block: PlacedTable) -> None:
        if block.caption:
            self._text(block.caption)
        elif self._items and not isinstance(self._items[-1], Para):
            self._end_table()
        self._add(word_table(block.table, self._room(block), self._tools))
        self._below = below_table(self._tools.theme)

    def _room(self, block: PlacedTable) -> Room:
        """From edge to edge; in a box Word draws the rule at the side within the table."""
        box, left = block.around.box, block.left
        width = self._tools.theme.page.text_width
        if not box:
            return Room(left, block.right, width - left - block.right)
        left -= self._tools.theme.looks[box].rule_left
        return Room(left, block.right, width - left - block.right, self._tools.styles.frame("body", box))

    # drawings

    def _drawing(self, block: PlacedDrawing) -> None:
        if block.caption:
            self._text(block.caption)
        tools, around = self._tools, block.around
        tools.notices.held(block.block.alt)
        chart = block.block
        content = self._chart(chart, block) if isinstance(chart, Chart) else self._picture(chart, block)
        flags = tuple(span for span in chart.caption if not span.text)
        look = tools.styles.look("figure", around.box)
        runs = tools.runs.revisions.around(flags, content)
        para = Para(tools.styles.paragraph("figure", around.box), look, runs, shift=around.shift)
        self._put(para, "figure", around, ())
        if isinstance(chart, Figure) and chart.side:
            # in a paragraph from right to left Word counts sides from where its lines begin
            para.align = _TURNED.get(chart.side, chart.side) if para.rtl else chart.side
        para.tracked = tools.runs.revisions.mark(flags)

    def _portrait(self, block: PlacedDrawing) -> None:
        """A picture in a paragraph with a place of its own, at the side of what follows."""
        self._drawing(block)
        last = self._items[-1]
        if isinstance(last, Para) and isinstance(block.block, Figure):
            last.aside = (last.shift, block.width * block.block.width)
            last.shift = 0.0

    def _chart(self, chart: Chart, block: PlacedDrawing) -> str:
        tools, size = self._tools, (block.width, block.height)
        for text in (chart.unit, *chart.categories, *(t for s in chart.series for t in (s.name, *s.labels))):
            tools.notices.held(text, chart.facts)
        xml, workbook = chart_part(chart, tools.theme, tools.document.language, size, tools.measure)
        self.drawings += 1
        return chart_run(tools.parts.chart(xml, workbook), self.drawings, chart.alt, *size)

    def _picture(self, figure: Figure, block: PlacedDrawing) -> str:
        """A run with the picture; where there is none, its description, and a problem."""
        tools = self._tools
        try:
            picture = self._opened(figure, block)
        except Unreadable as error:
            hint = "save it again as PNG or JPEG"
            tools.notices.add("W003", f"the picture `{figure.name}` cannot be read: {error}", hint)
            return tools.runs.xml(block.instead.spans)
        except UndrawableError as error:
            tools.notices.add("W006", f"the drawing `{figure.name}` cannot be printed: {error}", HINT)
            return tools.runs.xml(block.instead.spans)
        if picture is None:
            tools.notices.add("W002", f"there is no picture `{figure.name}`", "put the file beside the facts")
            return tools.runs.xml(block.instead.spans)
        self.drawings += 1
        size = picture_size((picture.width, picture.height), figure.width, block.width, tools.theme)
        return picture_run(picture.relation, self.drawings, figure.alt, *size)

    def _opened(self, figure: Figure, block: PlacedDrawing) -> Picture | None:
        """The picture in the package; None where there is none. Raises Unreadable and UndrawableError."""
        data = self._tools.document.pictures.get(figure.name)
        if data is None:
            return None
        if not isinstance(data, bytes):
            data = png(drawn_page(data, block.width, greatest_picture(self._tools.theme)))
        return self._tools.parts.picture(data)

    # groups

    def _box(self, block: PlacedBox) -> None:
        around, first = self._group, len(self._items)
        if block.has_look:
            self._groups += 1
            self._group = self._groups
        if block.picture:
            self._portrait(block.picture)
        if block.title:
            self._text(block.title)
        self._blocks(block.blocks)
        self._group = around
        items = self._items[first:]
        if block.has_look:
            self._spaced(items, block)
        if block.has_look and self._tools.styles.frame("body", block.role):
            joined(items, self._tools.theme.looks[block.role].padding)
        for item in items if block.keep else ():
            item.keep(item is items[-1])

    def _spaced(self, items: Sequence[paragraphs.Item], block: PlacedBox) -> None:
        """Let the box's own space stand above and below what is in it."""
        look = self._tools.theme.looks[block.role]
        if items and not block.title and isinstance(items[0], Para):
            items[0].before = max(items[0].before or 0.0, look.before)
        if items and isinstance(items[-1], Para):
            items[-1].after = look.after
        elif items:
            self._below = max(self._below, look.after)

    def _contents(self, block: PlacedContents) -> None:
        made = contents(block, self._tools)
        if made.inner:
            self._add(made)
