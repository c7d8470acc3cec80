"""How wide texts are: to share a table's width among its columns, and to place what stands in a chart.

Advance widths of the theme's own fonts, without kerning or shaping; Word breaks the lines itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from briefs.fonts import NoFont
from briefs.theme import Theme
from briefs.tree import Span, Spans
from briefs.write.columns import Measure, words_of
from briefs.write.faces import Face, Faces

_USUAL, _WIDE = 0.556, 1.0
"""Of a digit of Arial, for what the font lacks; and of a Chinese character."""
_RAISED = 0.65
"""The size of a raised source number, as Word draws it."""


def measure_for(theme: Theme) -> Measure:
    """The measure of texts in the theme's looks."""
    faces = _faces(theme)

    def width(span: Span, role: str) -> Callable[[str], float]:
        look = theme.looks[role]
        widths = faces(look.font, look.bold or "strong" in span.marks)
        size = look.size * (_RAISED if "note" in span.marks else 1.0)
        return lambda text: _width(text, widths) * size

    def measure(spans: Spans, role: str) -> tuple[float, float]:
        least = most = line = 0.0
        for span in spans:
            of = width(span, role)
            least = max(least, *(of(word) for word in words_of(span.text)))
            first, *others = span.text.split("\n")
            line += of(first)
            for other in others:
                most, line = max(most, line), of(other)
        return least, max(most, line)

    return measure


def _width(text: str, widths: _Widths) -> float:
    return sum(map(widths.__getitem__, text))


class _Widths(dict[str, float]):
    """The widths of a face's characters in ems, each looked up once."""

    def __init__(self, face: Face | None) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, char: str) -> float:
        glyph = self._face.cmap.get(ord(char)) if self._face else None
        if self._face is not None and glyph is not None:
            width = self._face.advances[glyph] / self._face.metrics.upem
        else:
            width = _WIDE if char >= "\u2e80" else _USUAL
        self[char] = width
        return width


def _faces(theme: Theme) -> Callable[[str, bool], _Widths]:
    """From a font's key and its weight to its widths; usual ones where the font is not there."""
    faces: list[Faces] = []

    @lru_cache(maxsize=16)
    def widths(font: str, bold: bool) -> _Widths:
        try:
            if not faces:
                faces.append(Faces(theme))
            return _of(faces[0].chain(font, bold).first)
        except NoFont:
            return _of(None)

    return widths


@lru_cache(maxsize=32)
def _of(face: Face | None) -> _Widths:
    return _Widths(face)
