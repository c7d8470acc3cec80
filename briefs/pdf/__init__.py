"""Write a document as PDF: tagged (PDF/UA-1), for the archive (PDF/A-2a), the same bytes for the same document.

Platypus fills the pages; text, tags and the file itself are ours. No fact file and no template is known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefs.layout.direction import is_rtl_language
from briefs.layout.placed import Layout
from briefs.layout.written import Extent, Painting, Written
from briefs.model.theme import Theme
from briefs.pdf.canvas import Canvas
from briefs.pdf.furniture import Furnisher
from briefs.pdf.pages import Pages, Ruler, Sized, paginate
from briefs.pdf.story import Story, story_of
from briefs.pdf.text import Fonts, Typesetter

if TYPE_CHECKING:
    from briefs.pdf.head import Heads


def write(layout: Layout, painting: Painting | None = None) -> Written:
    """The document as a PDF file, with the problems of writing it; `painting` is told what stands where."""
    document, theme = layout.document, layout.theme
    setter = _setter(theme, document.language)
    story = story_of(layout, setter)
    heads = _heads(layout, setter)
    sized = _sized(layout, heads)
    if story.contents:
        _number(story, paginate(story.pieces, sized, Ruler()))
    right_to_left = is_rtl_language(document.language)
    canvas = Canvas(theme.page.width, theme.page.height, Fonts(), right_to_left, painting)
    paginate(story.pieces, sized, canvas)
    ours = replace(theme, header=(), footer=()) if heads else theme
    Furnisher(document, ours, setter, right_to_left).furnish(canvas)
    if heads:
        heads.furnish(canvas)
    problems = sorted(story.problems, key=lambda problem: problem.order)
    return Written(canvas.finish(document, story.root), canvas.page, tuple(problems))


def measure(layout: Layout, budget: int) -> Extent:
    """How long the document is, and by how many lines of body text it exceeds `budget` pages; nothing is drawn."""
    paged = _paged(layout)
    leading = layout.theme.looks["body"].leading
    return Extent(paged.count, sum(paged.filled[budget:]) / leading)


def pages(layout: Layout) -> Mapping[str, int]:
    """The page of each anchor, counted from 1: what a table of contents prints."""
    return _paged(layout).anchors


def _paged(layout: Layout) -> Pages:
    setter = _setter(layout.theme, layout.document.language)
    return paginate(story_of(layout, setter).pieces, _sized(layout, _heads(layout, setter)), Ruler())


def _heads(layout: Layout, setter: Typesetter) -> Heads | None:
    """The headers and footers of a ministry's file; None where papers have those of the theme."""
    stationery = layout.theme.stationery
    if stationery is None or not stationery.prints:
        return None
    from briefs.pdf.head import Heads  # only papers on a base pay for it

    return Heads(layout, setter, stationery)


def _sized(layout: Layout, heads: Heads | None) -> Sized:
    """The page of each number."""
    return cache(heads.page) if heads else lambda number: layout.theme.page


_SETTERS: list[Typesetter] = []
"""Those used last, the newest first: a document that is measured again and again is shaped once."""
_KEPT = 4


def _setter(theme: Theme, language: str) -> Typesetter:
    """The typesetter of the theme's fonts and looks and the language."""
    for setter in _SETTERS:
        same = setter.theme.looks == theme.looks and setter.theme.fonts == theme.fonts
        if same and setter.language == language:
            return setter
    _SETTERS.insert(0, Typesetter(theme, language))
    del _SETTERS[_KEPT:]
    return _SETTERS[0]


def _number(story: Story, paged: Pages) -> None:
    """Tell the lines of the contents their pages; they have room for any."""
    for line in story.contents:
        line.number = str(paged.anchors.get(line.target, ""))


__all__ = ["measure", "pages", "write"]
