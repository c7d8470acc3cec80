"""How wide texts are: to share a table's width among its columns, and to place what stands in a chart.

Advance widths of the theme's own fonts, without kerning or shaping; Word breaks the lines itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from briefs.fonts import NoFont
from briefs.layout.columns import Measure, parts_words, words_of
from briefs.layout.faces import Face, Faces
from briefs.model.theme import Theme
from briefs.model.tree import Spans

_USUAL, _WIDE = 0.556, 1.0
"""Of a digit of Arial, for what the font lacks; and of a Chinese character."""
_RAISED = 0.65
"""The size of a raised source number, as Word draws it."""


def measure_for(theme: Theme) -> Measure:
    """The measure of texts in the theme's looks."""
    faces = _faces(theme)

    def measure(spans: Spans, role: str) -> tuple[float, float]:
        look = theme.looks[role]
        least = most = line = word = 0.0
        for span in spans:
            widths = faces(look.font, look.bold or "strong" in span.marks)
            size = look.size * (_RAISED if "note" in span.marks else 1.0)
            for index, piece in enumerate(words_of(span.text)):
                goes_on = not index and span.text.startswith(piece)  # a word in two looks
                word = (word if goes_on else 0.0) + sum(map(widths.__getitem__, piece)) * size
                least = max(least, word)
            if span.text and parts_words().match(span.text[-1]):
                word = 0.0
            for number, piece in enumerate(span.text.split("\n")):
                most, line = max(most, line), 0.0 if number else line
                line += sum(map(widths.__getitem__, piece)) * size
        return least, max(most, line)

    return measure


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
