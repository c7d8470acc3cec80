"""Pages side by side in one picture, each with its name below.

It draws no page; those come as PNG files.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

ACROSS = 5
"""Pages in a row."""
APART, LABEL = 14, 24
"""Pixels between pages, and for the name below each."""
GROUND, EDGE, INK = "#ffffff", "#a6a6a6", "#1a1a1a"


def side_by_side(pages: Sequence[tuple[str, bytes]]) -> bytes:
    """A PNG file with the pages, all of one width, in rows as even as they can be."""
    from PIL import Image, ImageDraw, ImageFont

    pictures: list[Any] = [Image.open(BytesIO(data)).convert("RGB") for _, data in pages]
    wide, high = pictures[0].width, max(each.height for each in pictures)
    rows = -(-len(pages) // ACROSS)
    across = -(-len(pages) // rows)
    cell = (wide + APART, high + APART + LABEL)
    sheet = Image.new("RGB", (across * cell[0] + APART, rows * cell[1] + APART), GROUND)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(14)
    for number, ((name, _), picture) in enumerate(zip(pages, pictures, strict=True)):
        left, top = APART + number % across * cell[0], APART + number // across * cell[1]
        sheet.paste(picture, (left, top))
        draw.rectangle((left - 1, top - 1, left + wide, top + picture.height), outline=EDGE)
        draw.text((left, top + high + 5), name, INK, font)
    data = BytesIO()
    sheet.quantize(32).save(data, "PNG", optimize=True)
    return data.getvalue()
