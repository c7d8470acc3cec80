"""Lines of headers and footers of a ministry's file: words, fields and pictures in their places on a line.

Where the lines stand on a page, and what is drawn besides, is `head`'s matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefs.layout.placed import Layout
from briefs.model.counting import counted
from briefs.model.stationery import FurnitureKind, HeadDrawing, HeadRun, HeadText, Stationery
from briefs.model.theme import Page
from briefs.pdf.text import Line, Text, Typesetter

DEFAULT_TAB = 36.0
"""Points between tab stops where a paragraph has none of its own."""
Item = HeadDrawing | tuple[tuple[str, HeadRun], ...]
"""A picture, or runs with their words, that stand beside one another on a line."""


class Spot(Struct, frozen=True):
    """A page on which furniture is painted, counted from 1, and how many there are."""

    number: int
    pages: int
    page: Page
    kind: FurnitureKind


class LinePart(Struct, frozen=True):
    """A text or picture on a line, `x` from the column's left edge."""

    item: Text | HeadDrawing
    x: float
    room: float
    first: float = 0.0
    width: float = 0.0

    def lines(self) -> Sequence[Line]:
        """The lines of a text."""
        assert isinstance(self.item, Text)
        return self.item.lines(self.room, first=self.first)


class HeadLine(Struct, frozen=True):
    """What stands on one line, or a text of several."""

    parts: list[LinePart]
    leading: float
    count: int = 1

    @property
    def height(self) -> float:
        return self.leading * self.count


class HeadLines:
    """The lines of the headers and footers of one document."""

    def __init__(self, layout: Layout, setter: Typesetter, stationery: Stationery) -> None:
        self._layout = layout
        self._setter = setter
        self._stationery = stationery
        self.headings: Mapping[int, Sequence[tuple[str, str, str]]] = {}
        """The headings on each page: role, number and words; none until pages are filled."""

    def lines(self, block: HeadText, width: float, spot: Spot) -> list[HeadLine]:
        """The lines of a paragraph: broken as text is, or on one line where tabs or pictures are in it."""
        look = block.look
        runs = [run for run in block.runs if not (isinstance(run, HeadDrawing) and run.across is not None)]
        words = [(self._words(run, spot), run) if isinstance(run, HeadRun) else run for run in runs]
        is_text = all(not isinstance(each, HeadDrawing) and "\t" not in each[0] for each in words)
        if is_text and not block.aside:
            inner = width - look.left - look.right
            text = self._set(tuple(each for each in words if not isinstance(each, HeadDrawing)), block)
            return [
                HeadLine(
                    [LinePart(text, look.left, inner, -look.hanging)],
                    look.leading,
                    len(text.lines(inner, first=-look.hanging)),
                )
            ]
        found: list[HeadLine] = []
        groups: list[tuple[str, list[Item]]] = [("", [])]
        for each in words:
            if isinstance(each, HeadDrawing):
                groups[-1][1].append(each)
                continue
            text_, run = each
            for n, piece in enumerate(text_.split("\n")):
                if n:
                    found.append(self._tabbed(block, groups, width))
                    groups = [("", [])]
                for m, part in enumerate(piece.split("\t")):
                    if m:
                        groups.append((run.argument or "tab", []))
                    if part:
                        groups[-1][1].append(((part, run),))
        return [*found, self._tabbed(block, groups, width)]

    def _tabbed(self, block: HeadText, groups: Sequence[tuple[str, list[Item]]], width: float) -> HeadLine:
        """One line, its groups at the stops that tabs lead to."""
        look = block.look
        parts: list[LinePart] = []
        x = look.left - max(look.hanging, 0.0)
        for number, (tab, items) in enumerate(groups):
            pieces = self._pieces(items, block)
            wide = sum(part.width for part in pieces)
            if number:
                x = _after_tab(x, wide, tab, block, width)
            elif len(groups) == 1:
                side = block.aside or look.align
                free = width - look.left - look.right - wide
                x = look.left + (free / 2 if side == "center" else free if side == "right" else 0.0)
            for part in pieces:
                parts.append(replace(part, x=x))
                x += part.width
        high = max([look.leading, *(p.item.height for p in parts if isinstance(p.item, HeadDrawing))])
        return HeadLine(parts, high)

    def _pieces(self, items: Sequence[Item], block: HeadText) -> list[LinePart]:
        """What stands beside one another: pictures, and texts of neighbouring runs."""
        found: list[LinePart] = []
        held: list[tuple[str, HeadRun]] = []
        for item in (*items, None):
            if item is not None and not isinstance(item, HeadDrawing):
                held += item
                continue
            if held:
                text = self._set(tuple(held), block)
                found.append(LinePart(text, 0.0, text.most + 1.0, width=_whole(held, text)))
                held = []
            if item is not None:
                found.append(LinePart(item, 0.0, item.width, width=item.width))
        return found

    def _set(self, words: tuple[tuple[str, HeadRun], ...], block: HeadText) -> Text:
        look = replace(block.look, left=0.0, right=0.0, align=block.look.align)
        return self._setter.mixed(tuple((text, run.look) for text, run in words), look)

    def _words(self, run: HeadRun, spot: Spot) -> str:
        """What a run says on a page."""
        document = self._layout.document
        match run.field:
            case "":
                return run.text
            case "PAGE":
                return counted(spot.number, self._stationery.page_numbers)
            case "NUMPAGES" | "SECTIONPAGES":
                return str(spot.pages)
            case "STYLEREF":
                return self._heading(run.argument, spot.number)
            case "DATE":
                return document.furniture.get("as_of", "")
            case "TITLE":
                return document.title
            case "AUTHOR":
                return document.author
            case _:
                return document.subject

    def _heading(self, argument: str, page: int) -> str:
        """The first heading of a role on the page, or the last one before it."""
        role, _, numbered = argument.partition(" ")
        here = [each for each in self.headings.get(page, ()) if each[0] == role]
        before = [each for n in range(1, page) for each in self.headings.get(n, ()) if each[0] == role]
        found = here[0] if here else before[-1] if before else ("", "", "")
        return found[1] if numbered else found[2]


def _whole(words: Sequence[tuple[str, HeadRun]], text: Text) -> float:
    """The width of a text with the spaces at its end, which a picture or text behind it stands after."""
    trailing = len(words[-1][0]) - len(words[-1][0].rstrip(" "))
    return text.most + trailing * words[-1][1].look.size * 0.25


def _after_tab(x: float, wide: float, tab: str, block: HeadText, width: float) -> float:
    """Where a group begins behind a tab."""
    if tab in ("left", "center", "right"):
        return {"left": 0.0, "center": (width - wide) / 2}.get(tab, width - wide)
    stop = next((stop for stop in block.tabs if stop.at > x + 0.01), None)
    if stop is None:
        return (int(x / DEFAULT_TAB) + 1) * DEFAULT_TAB
    at = {"left": stop.at, "center": stop.at - wide / 2}.get(stop.align, stop.at - wide)
    return max(x, at)
