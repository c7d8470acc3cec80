"""Write a document as PDF: tagged (PDF/UA-1), for the archive (PDF/A-2a), the same bytes for the same document.

Platypus fills the pages; text, tags and the file itself are ours. No fact file and no template is known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefs.layout.direction import is_rtl_language
from briefs.layout.placed import Layout, NewSection
from briefs.layout.written import Extent, Painting, Written
from briefs.model.theme import Theme
from briefs.pdf.canvas import Canvas
from briefs.pdf.furniture import Furnisher
from briefs.pdf.links import Links
from briefs.pdf.pages import Pages, Ruler, Sized, paginate
from briefs.pdf.story import Story, story_of
from briefs.pdf.tags import Tag
from briefs.pdf.text import Fonts, Typesetter

if TYPE_CHECKING:
    from briefs.pdf.head import Heads


def write(layout: Layout, painting: Painting | None = None, parts: Sequence[Layout] = ()) -> Written:
    """The document as a PDF file, with those that are bound behind it, and the problems of writing it.

    `painting` is told what stands where.
    """
    document, theme = layout.document, layout.theme
    layouts = (layout, *parts)
    stories = _stories(layouts)
    if any(story.contents for story in stories):
        anchors = _anchors(stories, layouts)
        for story in stories:
            _number(story, anchors)
    right_to_left = is_rtl_language(document.language)
    canvas = Canvas(theme.page.width, theme.page.height, Fonts(), right_to_left, painting)
    heads = _heads(layout, _setter(theme, document.language))
    kinds: list[list[NewSection]] = []
    for one, story in zip(layouts, stories, strict=True):
        own = heads if one is layout else None
        kinds.append([*paginate(story.pieces, _sized(one, own, right_to_left), canvas, one.section).sections])
    page = 0
    for one, story, sections in zip(layouts, stories, kinds, strict=True):
        ours = replace(one.theme, header=(), footer=()) if heads and one is layout else one.theme
        _furnish(replace(one, theme=ours), sections, page, canvas, story.root)
        page += len(sections)
    if heads:
        heads.furnish(canvas, [section.landscape for section in kinds[0]])
    problems = sorted((problem for story in stories for problem in story.problems), key=lambda each: each.order)
    return Written(canvas.finish(document, stories[0].root), canvas.page, tuple(problems))


def _furnish(layout: Layout, sections: Sequence[NewSection], before: int, canvas: Canvas, root: Tag) -> None:
    """Paint headers and footers, on pages of each kind as wide as these are; so many pages stand before."""
    document, setter = layout.document, _setter(layout.theme, layout.document.language)
    for kind in dict.fromkeys((section.landscape, section.annex) for section in sections):
        landscape, annex = kind
        named = replace(document, furniture={**document.furniture, "annex": annex})
        pages = [before + n for n, each in enumerate(sections, 1) if (each.landscape, each.annex) == kind]
        furnisher = Furnisher(named, layout.theme.turned(landscape), setter, canvas.right_to_left)
        furnisher.furnish(canvas, pages, before + 1, root)


def _stories(layouts: Sequence[Layout]) -> list[Story]:
    """The stories of documents that are one file, the first of which has the others as its parts."""
    links = Links(layouts)
    first, *parts = layouts
    stories = [story_of(first, _setter(first.theme, first.document.language), links, Tag("Document"))]
    for number, part in enumerate(parts, 1):
        language = part.document.language
        own = language if language != first.document.language else ""
        root = stories[0].root.child("Part", language=own)
        stories.append(story_of(part, _setter(part.theme, language), links, root, number))
    return stories


def _anchors(stories: Sequence[Story], layouts: Sequence[Layout]) -> Mapping[str, int]:
    """The page of each anchor, counted through all."""
    found: dict[str, int] = {}
    before = 0
    for story, layout in zip(stories, layouts, strict=True):
        paged = _ruled(story, layout)
        found |= {anchor: before + page for anchor, page in paged.anchors.items()}
        before += paged.count
    return found


def _ruled(story: Story, layout: Layout) -> Pages:
    """The pages that a story fills; nothing is drawn."""
    heads = _heads(layout, _setter(layout.theme, layout.document.language))
    return paginate(
        story.pieces, _sized(layout, heads, is_rtl_language(layout.document.language)), Ruler(), layout.section
    )


def measure(layout: Layout, budget: int) -> Extent:
    """How long the document is, and by how many lines of body text it exceeds `budget` pages; nothing is drawn."""
    (story,) = _stories((layout,))
    paged = _ruled(story, layout)
    leading = layout.theme.looks["body"].leading
    return Extent(paged.count, sum(paged.filled[budget:]) / leading)


def pages(layout: Layout, parts: Sequence[Layout] = ()) -> Mapping[str, int]:
    """The page of each anchor, counted from 1 through all parts: what a table of contents prints."""
    layouts = (layout, *parts)
    return _anchors(_stories(layouts), layouts)


def _heads(layout: Layout, setter: Typesetter) -> Heads | None:
    """The headers and footers of a ministry's file; None where papers have those of the theme."""
    stationery = layout.theme.stationery
    if stationery is None or not stationery.prints:
        return None
    from briefs.pdf.head import Heads  # only papers on a base pay for it

    return Heads(layout, setter, stationery)


def _sized(layout: Layout, heads: Heads | None, right_to_left: bool) -> Sized:
    """The page of each number."""
    if heads:
        return cache(heads.page)
    setter = _setter(layout.theme, layout.document.language)
    return cache(Furnisher(layout.document, layout.theme, setter, right_to_left).page)


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


def _number(story: Story, pages: Mapping[str, int]) -> None:
    """Tell the lines of the contents their pages; they have room for any."""
    for line in story.contents:
        line.number = str(pages.get(line.target, ""))


__all__ = ["measure", "pages", "write"]
