"""Pictures of headers that are drawn (SVG), as pages that a PDF takes in and as dots for Word.

Which elements an SVG file may have, and how large the picture is, has been decided when its theme was read.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from briefs.layout.flowables import DrawnPage, drawn_page, png
from briefs.model.furniture import Emblem


@lru_cache(maxsize=16)
def emblem_page(emblem: Emblem) -> DrawnPage:
    """The drawing on a page as large as it is printed."""
    from svglib.svglib import svg2rlg  # an extra: only themes with such drawings need it

    drawing = svg2rlg(BytesIO(emblem.data))
    assert drawing is not None  # what it cannot draw, the theme's reader has refused
    across, down = emblem.width / drawing.width, emblem.height / drawing.height
    drawing.scale(across, down)
    drawing.width, drawing.height = emblem.width, emblem.height
    return drawn_page(drawing, emblem.width + 1, emblem.height + 1)


@lru_cache(maxsize=16)
def emblem_dots(emblem: Emblem) -> bytes:
    """The picture as a PNG or JPEG file."""
    return png(emblem_page(emblem)) if emblem.is_drawing else emblem.data
