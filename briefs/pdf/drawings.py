"""Charts and pictures in a story: the part that each becomes, or why it cannot be drawn.

How they are drawn is `chart`'s and `picture`'s matter; what surrounds them `story`'s.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from briefs.layout.flowables import HINT, DrawnPage, UndrawableError, drawn_page
from briefs.layout.glyphs import Lacking
from briefs.layout.placed import PlacedDrawing
from briefs.layout.sizes import greatest_picture
from briefs.model.problems import Problem
from briefs.model.theme import Theme
from briefs.model.tree import Chart, Document, Drawable, Figure, Span
from briefs.pdf.chart import ChartPart
from briefs.pdf.forms import check_form
from briefs.pdf.picture import PicturePart, UnreadableError, opened
from briefs.pdf.tags import Tag
from briefs.pdf.text import Text, Typesetter


def chart_part(
    placed: PlacedDrawing, chart: Chart, group: Tag, theme: Theme, setter: Typesetter, lacking: Lacking
) -> ChartPart:
    """The chart, under an element in `group`; what no font has of its words is noted."""
    tag = group.child("Figure", alt=chart.alt)
    words = (chart.unit, *chart.categories, *(w for each in chart.series for w in (each.name, *each.labels)))
    look = replace(theme.looks["chart-text"], left=0.0, right=0.0, hanging=0.0)
    lacking.look_for(tuple(Span(word) for word in words), look, chart.at)

    def label(text: str, align: Literal["left", "center"]) -> Text:
        return setter.text((Span(text),), replace(look, align=align))

    return ChartPart(placed, chart, theme, tag, label, setter.language)


def picture_part(
    placed: PlacedDrawing, figure: Figure, group: Tag, document: Document, theme: Theme
) -> PicturePart | Problem:
    """The picture, under an element in `group`; a problem where there is none, or none that can be drawn."""
    data = document.pictures.get(figure.name)
    if data is None:
        message = f"there is no picture `{figure.name}`"
        return Problem("W002", message, figure.at, "put the file beside the facts")
    try:
        picture = opened(data) if isinstance(data, bytes) else _drawn(data, placed.width, theme)
    except UnreadableError as error:
        message = f"the picture `{figure.name}` cannot be read: {error}"
        return Problem("W003", message, figure.at, "save it again as PNG or JPEG")
    except UndrawableError as error:
        return Problem("W006", f"the drawing `{figure.name}` cannot be printed: {error}", figure.at, HINT)
    tag = group.child("Figure", alt=figure.alt)
    return PicturePart(picture, figure, theme, tag, placed.left, placed.right)


def _drawn(drawing: Drawable, width: float, theme: Theme) -> DrawnPage:
    """The drawing on a page of its own, of which a PDF may take all. Raises UndrawableError."""
    page = drawn_page(drawing, width, greatest_picture(theme))
    check_form(page)
    return page
