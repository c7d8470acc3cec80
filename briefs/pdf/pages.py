"""Stories on pages: platypus' frames and page templates, filled from the top down.

What a page shows beside the story is `furniture`'s matter, what its parts are `story`'s. Platypus is known here alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from msgspec import Struct, field
from reportlab.platypus.doctemplate import ActionFlowable, BaseDocTemplate, NotAtTopPageBreak, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from briefs.layout.placed import NewPage, NewSection
from briefs.model.theme import Page
from briefs.pdf.canvas import Canvas
from briefs.pdf.flow import Part, Surface

Pieces: TypeAlias = Sequence[Part | NewPage | NewSection]
"""What is to be put on pages, in order."""
Sized: TypeAlias = Callable[[int], Page]
"""The page of a number, counted from 1: those of one size may leave more or less room for text."""
AT_ONCE = 100
"""Pieces that platypus is given at once: it takes each from the front of a list, which moves all others."""


class Ruler(Struct):
    """A surface on which nothing is painted: it notes on which page anchors come to stand."""

    drawing: bool = False
    page: int = 0
    anchors: dict[str, int] = field(default_factory=dict)

    def begin_page(self, _size: tuple[float, float]) -> None:
        self.page += 1

    def anchor(self, named: str, _top: float) -> None:
        self.anchors.setdefault(named, self.page)

    def showPage(self) -> None:
        """What platypus calls at the end of a page."""

    def setPageRotation(self, _angle: float) -> None:
        """What platypus calls for each page."""


class Pages(Struct, frozen=True):
    """The pages that a story fills."""

    filled: tuple[float, ...]
    """How far each page is filled, in points, without the space after its last piece."""
    anchors: dict[str, int]
    """The page of each anchor, counted from 1; only a ruler notes them."""
    sections: tuple[NewSection, ...]
    """Of which kind each page is."""

    @property
    def count(self) -> int:
        return len(self.filled)


class _Template(PageTemplate):
    """One frame, as large as the page's text; its surface is as large as the page already."""

    def __init__(self, page: Page) -> None:
        frame = Frame(page.left, page.bottom, page.text_width, page.text_height, 0, 0, 0, 0)
        super().__init__(frames=[frame], pagesize=(page.width, page.height))

    def checkPageSize(self, _surface: Any, _document: Any) -> None:
        return


class _Piece(Flowable):
    """A part of the story as platypus has it: it wraps, splits and draws itself."""

    keepWithNext = 0

    def __init__(self, part: Part, sheets: _Sheets) -> None:
        super().__init__()
        self._part = part
        self._sheets = sheets

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        return width, self._part.height_at(width)

    def split(self, width: float, height: float) -> list[_Piece]:
        return [_Piece(part, self._sheets) for part in self._part.cut(width, height, self._sheets.sheet.text_height)]

    def drawOn(self, canvas: Surface, x: float, y: float, _sW: float = 0) -> None:
        width = self._sheets.sheet.text_width
        self._part.put(canvas, x, y + self._part.height_at(width), width, self._sheets.at_top)
        self._sheets.lowest = y

    def getSpaceBefore(self) -> float:
        return self._part.before

    def getSpaceAfter(self) -> float:
        return self._part.after

    def identity(self, maxLen: Any = None) -> str:
        return type(self._part).__name__


class _Turn(ActionFlowable):
    """Where pages of another kind begin."""

    def __init__(self, section: NewSection) -> None:
        super().__init__()
        self._section = section

    def apply(self, doc: _Sheets) -> None:
        doc.section = self._section
        doc.handle_pageBreak()


class _Sheets(BaseDocTemplate):
    """Platypus' loop over pages and frames, on a surface of ours; only its public names are used."""

    def __init__(self, sized: Sized, surface: Canvas | Ruler, section: NewSection) -> None:
        page = _turned(sized(1), section)
        super().__init__(None, pagesize=(page.width, page.height), pageTemplates=[_Template(page)])
        self.canv = surface
        self.sized = sized
        self.sheet = page
        self.section = section
        self.sections: list[NewSection] = []
        """The kind of each page."""
        self.filled: list[float] = []
        self.at_top = True
        """Whether nothing stands on the page in hand."""
        self.lowest = 0.0
        """The lower edge of what stands on it."""

    def fill(self, story: Pieces) -> None:
        """Put the whole story on pages."""
        self.handle_documentBegin()
        for start in range(0, len(story), AT_ONCE):
            some: list[Flowable] = [self._flowable(each) for each in story[start : start + AT_ONCE]]
            while some:
                self.clean_hanging()
                self.handle_flowable(some)
        if self.page == 0:
            self.clean_hanging()
        if self.page > len(self.filled):
            self.handle_pageEnd()

    def _flowable(self, each: Part | NewPage | NewSection) -> Flowable:
        if isinstance(each, NewSection):
            return _Turn(each)
        return NotAtTopPageBreak() if isinstance(each, NewPage) else _Piece(each, self)

    def handle_pageBegin(self) -> None:
        page = _turned(self.sized(self.page + 1), self.section)
        self.canv.begin_page((page.width, page.height))
        self.sections.append(self.section)
        if page != self.sheet:
            self.sheet, self.pageTemplate = page, _Template(page)
        self.at_top, self.lowest = True, self.sheet.bottom + self.sheet.text_height
        super().handle_pageBegin()

    def handle_pageEnd(self) -> None:
        self.filled.append(self.sheet.bottom + self.sheet.text_height - self.lowest)
        super().handle_pageEnd()

    def afterFlowable(self, flowable: Flowable) -> None:
        self.at_top = self.at_top and not isinstance(flowable, _Piece)


def _turned(page: Page, section: NewSection) -> Page:
    return page.landscape if section.landscape else page


def paginate(story: Pieces, sized: Sized, surface: Canvas | Ruler, section: NewSection) -> Pages:
    """The story put on the surface, page after page, from one of this kind on; at least one page."""
    sheets = _Sheets(sized, surface, section)
    sheets.fill(story)
    anchors = surface.anchors if isinstance(surface, Ruler) else {}
    return Pages(tuple(sheets.filled), anchors, tuple(sheets.sections))
