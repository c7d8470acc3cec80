"""Stories on pages: platypus' frames and page templates, filled from the top down.

What a page shows beside the story is `furniture`'s matter, what the pieces are `story`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from briefs.theme import Page
from briefs.write.pdf.canvas import Canvas

AT_ONCE = 100
"""Pieces that platypus is given at once: it takes each from the front of a list, which moves all others."""


class Ruler(Struct):
    """A surface on which nothing is painted: it notes on which page anchors come to stand."""

    drawing: bool = False
    page: int = 0
    anchors: dict[str, int] = field(default_factory=dict)

    def begin_page(self) -> None:
        self.page += 1

    def anchor(self, named: str, _top: float) -> None:
        self.anchors.setdefault(named, self.page)

    def showPage(self) -> None:  # noqa: N802
        """What platypus calls at the end of a page."""

    def setPageRotation(self, _angle: float) -> None:  # noqa: N802
        """What platypus calls for each page."""


class Pages(Struct, frozen=True):
    """The pages that a story fills."""

    filled: tuple[float, ...]
    """How far each page is filled, in points, without the space after its last piece."""
    anchors: dict[str, int]
    """The page of each anchor, counted from 1; only a ruler notes them."""

    @property
    def count(self) -> int:
        return len(self.filled)


class _Template(PageTemplate):
    """One frame, as large as the page's text; its surface is as large as the page already."""

    def checkPageSize(self, _surface: Any, _document: Any) -> None:  # noqa: N802
        return


class _Sheets(BaseDocTemplate):
    """Platypus' loop over pages and frames, on a surface of ours."""

    def __init__(self, page: Page, surface: Canvas | Ruler) -> None:
        frame = Frame(page.left, page.bottom, page.text_width, page.text_height, 0, 0, 0, 0)  # type: ignore[no-untyped-call]
        template = _Template(frames=[frame], pagesize=(page.width, page.height))  # type: ignore[no-untyped-call]
        super().__init__(None, pagesize=(page.width, page.height), pageTemplates=[template])  # type: ignore[no-untyped-call]
        self.canv = surface
        self.filled: list[float] = []
        self.undo: list[tuple[Any, ...]] = []
        self._multiBuildEdits = self.undo.append

    def fill(self, story: Sequence[Flowable]) -> None:
        """Put the whole story on pages; the pieces are afterwards as they were before."""
        self.handle_documentBegin()  # type: ignore[no-untyped-call]
        for start in range(0, len(story), AT_ONCE):
            some = list(story[start : start + AT_ONCE])
            while some:
                self.clean_hanging()  # type: ignore[no-untyped-call]
                self.handle_flowable(some)  # type: ignore[no-untyped-call]
        if self.page == 0:
            self.clean_hanging()  # type: ignore[no-untyped-call]
        if self.page > len(self.filled):
            self.handle_pageEnd()
        for action, *rest in self.undo:
            action(*rest)

    def handle_pageBegin(self) -> None:  # noqa: N802
        self.canv.begin_page()
        super().handle_pageBegin()  # type: ignore[no-untyped-call]

    def handle_pageEnd(self) -> None:  # noqa: N802
        frame = self.frame
        self.filled.append(frame._y2 - frame._y - frame._prevASpace)
        super().handle_pageEnd()  # type: ignore[no-untyped-call]


def paginate(story: Sequence[Flowable], page: Page, surface: Canvas | Ruler) -> Pages:
    """The story put on the surface, page after page; at least one page."""
    sheets = _Sheets(page, surface)
    sheets.fill(story)
    return Pages(tuple(sheets.filled), surface.anchors if isinstance(surface, Ruler) else {})
