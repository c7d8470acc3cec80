"""Write a document as PDF: tagged (PDF/UA-1), for the archive (PDF/A-2a), the same bytes for the same document.

Platypus fills the pages; text, tags and the file itself are ours. No fact file and no template is known here.
"""

from __future__ import annotations

from briefs.layout.direction import is_rtl_language
from briefs.theme import Theme
from briefs.tree import Document
from briefs.write.pdf.canvas import Canvas
from briefs.write.pdf.furniture import Furnisher
from briefs.write.pdf.layout import Laid, Ruler, lay_out
from briefs.write.pdf.links import Links
from briefs.write.pdf.story import Story, tell
from briefs.write.pdf.text import Fonts, Typesetter
from briefs.write.written import Extent, Written


def write(document: Document, theme: Theme) -> Written:
    """The document as a PDF file, with the problems of writing it."""
    setter = _setter(theme, document.language)
    story = tell(document, theme, setter)
    if story.contents:
        _number(story, lay_out(story.pieces, theme.page, Ruler()))
    right_to_left = is_rtl_language(document.language)
    canvas = Canvas(theme.page.width, theme.page.height, Fonts(), right_to_left)
    lay_out(story.pieces, theme.page, canvas)
    Furnisher(document, theme, setter, right_to_left).furnish(canvas)
    problems = sorted(story.problems, key=lambda problem: problem.order)
    return Written(canvas.finish(document, story.root), canvas.page, tuple(problems))


def measure(document: Document, theme: Theme, budget: int) -> Extent:
    """How long the document is, and by how many lines of body text it exceeds `budget` pages; nothing is drawn."""
    laid = _laid(document, theme)
    leading = theme.looks["body"].leading
    return Extent(laid.pages, sum(laid.filled[budget:]) / leading)


def pages(document: Document, theme: Theme) -> tuple[int, ...]:
    """The page of each heading in reading order, counted from 1: what a table of contents prints."""
    found = _laid(document, theme).anchors
    return tuple(found[place] for place in Links(document).places)


def _laid(document: Document, theme: Theme) -> Laid:
    story = tell(document, theme, _setter(theme, document.language))
    return lay_out(story.pieces, theme.page, Ruler())


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


def _number(story: Story, laid: Laid) -> None:
    """Tell the lines of the contents their pages; they have room for any."""
    for line in story.contents:
        line.number = str(laid.anchors.get(line.target, ""))


__all__ = ["measure", "pages", "write"]
