"""Lines of text on the pages of a PDF, with their size, colour, font and place; and the boxes of pictures.

Read by pdfium, which knows nothing of who has made the file.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2

pdfium: Any = pypdfium2
raw = pdfium.raw
IMAGE = 3


class TextLine(NamedTuple):
    """A line; places in points from the sheet's lower left corner."""

    page: int
    text: str
    size: float
    colour: str
    font: str
    """The family, without its subset's tag and style."""
    x: float
    y: float
    """Of the baseline."""


def sizes(data: bytes) -> list[tuple[float, float]]:
    """The size of each page, in points."""
    with pdfium.PdfDocument(data) as pdf:
        return [page.get_size() for page in pdf]


def lines(data: bytes) -> list[TextLine]:
    """The lines of all pages, from the top down."""
    found: list[TextLine] = []
    with pdfium.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, 1):
            chars = sorted(_chars(page), key=lambda c: (-round(c[2]), c[1]))
            row: list[tuple[str, float, float, float, str, str]] = []
            for char in chars:
                if row and abs(row[0][2] - char[2]) > 1.5:
                    found += _line(number, row)
                    row = []
                row.append(char)
            found += _line(number, row)
    return found


def _line(page: int, row: list[tuple[str, float, float, float, str, str]]) -> Iterator[TextLine]:
    row = sorted(row, key=lambda char: char[1])
    text = " ".join("".join(char[0] for char in row).split())
    seen = [char for char in row if char[0].strip()]
    if seen:
        first = seen[0]
        yield TextLine(page, text, first[3], first[4], first[5], first[1], first[2])


def _chars(page: Any) -> Iterator[tuple[str, float, float, float, str, str]]:
    """Each character: what it is, left, baseline, size, colour, family."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    parts = [ctypes.c_uint() for _ in range(4)]
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char in "\r\n\x02\ufffe":
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetFillColor(text, index, *parts)
        colour = "#" + "".join(f"{part.value:02x}" for part in parts[:3])
        size = raw.FPDFText_GetFontSize(text, index)
        yield char, x.value, y.value, round(size, 2), colour, _family(text, index)


def _family(text: Any, index: int) -> str:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(200)
    raw.FPDFText_GetFontInfo(text, index, buffer, 200, flags)
    name = re.sub(r"^[A-Z]{6}\+", "", buffer.value.decode("latin-1"))
    return re.split(r"[-,]|Bold|Italic|Regular|MT\b", name)[0]


def pictures(data: bytes) -> list[tuple[int, tuple[float, float, float, float]]]:
    """The page and the box (left, bottom, right, top) of each picture."""
    found: list[tuple[int, tuple[float, float, float, float]]] = []
    with pdfium.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, 1):
            found += [(number, each.get_bounds()) for each in page.get_objects() if each.type == IMAGE]
    return found
