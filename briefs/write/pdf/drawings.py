"""Charts and pictures in a story: caption, figure, and what is printed where there is no picture.

How they are drawn is `chart`'s and `picture`'s matter; what surrounds them `story`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from briefs.problems import Problem
from briefs.tree import Chart, Figure, Span
from briefs.write.pdf.chart import ChartPart
from briefs.write.pdf.flow import Part
from briefs.write.pdf.picture import PicturePart, UnreadableError, opened
from briefs.write.pdf.tags import Tag
from briefs.write.pdf.text import Text

if TYPE_CHECKING:
    from briefs.write.pdf.story import Teller, Where


def chart(teller: Teller, block: Chart, where: Where) -> Iterator[Part]:
    """The caption and the chart."""
    group, captioned = _captioned(teller, block, where)
    yield from captioned
    tag = group.child("Figure", alt=block.alt)
    words = (block.unit, *block.categories, *(w for each in block.series for w in (each.name, *each.labels)))
    look = replace(teller.theme.looks["chart-text"], left=0.0, right=0.0, hanging=0.0)
    teller.lacking.look_for(tuple(Span(word) for word in words), look, block.at)

    def label(text: str, align: Literal["left", "center"]) -> Text:
        return teller.setter.text((Span(text),), replace(look, align=align))

    left, right = _edges(teller, where)
    part = ChartPart(block, teller.theme, tag, label, teller.document.language, left, right)
    yield teller.on_box(part, where)


def figure(teller: Teller, block: Figure, where: Where) -> Iterator[Part]:
    """The caption and the picture; where there is none, its description, and a problem."""
    group, captioned = _captioned(teller, block, where)
    yield from captioned
    data = teller.document.pictures.get(block.name)
    try:
        picture = opened(data) if data is not None else None
        problem = _missing(block)
    except UnreadableError as error:
        picture, problem = None, _unreadable(block, error)
    if picture is None:
        teller.problems.append(problem)
        spans = (Span(block.alt, frozenset({"placeholder"})),)
        yield teller.text(spans, "body", where, group.child("P"), block.at)
        return
    tag = group.child("Figure", alt=block.alt)
    left, right = _edges(teller, where)
    yield teller.on_box(PicturePart(picture, block.width, teller.theme, tag, left, right), where)


def _captioned(teller: Teller, block: Chart | Figure, where: Where) -> tuple[Tag, list[Part]]:
    """The element around figure and caption, and what stands above the figure.

    The caption is no part of the Figure, whose description stands for all that is in it.
    """
    parts = list(teller.flush(where, block.at))
    if not block.caption:
        return where.tag, parts
    group = where.tag.child("Div")
    return group, [*parts, teller.text(block.caption, "caption", where, group.child("Caption"), block.at)]


def _edges(teller: Teller, where: Where) -> tuple[float, float]:
    look = teller.theme.look("body", where.box)
    return where.shift + look.left, look.right


def _missing(block: Figure) -> Problem:
    return Problem("W002", f"there is no picture `{block.name}`", block.at, "put the file beside the facts")


def _unreadable(block: Figure, error: UnreadableError) -> Problem:
    hint = "save it again as PNG or JPEG"
    return Problem("W003", f"the picture `{block.name}` cannot be read: {error}", block.at, hint)
