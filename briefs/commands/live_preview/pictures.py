"""Pages of a PDF as pictures for the screen.

pdfium draws; it must not be asked by two threads at once.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2

LIBRARY: Any = pypdfium2
MOST_PIXELS = 8_000_000
QUALITY = 92
"""Of JPEG, with full colour for each point: text stays sharp, and a page is there in a sixth of the time of PNG."""


class Pictures:
    """One PDF file, open."""

    def __init__(self, data: bytes) -> None:
        self._file = LIBRARY.PdfDocument(data)
        self.sizes = [self._file.get_page_size(n) for n in range(len(self._file))]
        """Width and height of each page, in points."""

    def jpeg(self, number: int, width: int) -> bytes:
        """The page, counted from 1, about as many pixels wide. Raises IndexError where there is none."""
        if not 0 < number <= len(self.sizes):
            raise IndexError(number)
        wide, high = self.sizes[number - 1]
        scale = min(max(width, 50) / wide, (MOST_PIXELS / (wide * high)) ** 0.5)
        page = self._file[number - 1]
        image = page.render(scale=scale).to_pil()
        page.close()
        out = BytesIO()
        image.convert("RGB").save(out, "JPEG", quality=QUALITY, subsampling=0)
        return out.getvalue()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
