"""Shaping: from a piece of text in one style to glyphs in their places.

HarfBuzz does it; what is shaped once is remembered, for the next document too. Lines and pages are not known here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeAlias

from briefs.nouns import dataclass
from briefs.write.faces import Chain, Face
from briefs.write.scripts import PLAIN, SIMPLE, stretches

Form: TypeAlias = int | tuple[tuple[int, int, int], ...]
"""What stands for a letter: a glyph of the face; or several, each with its place in font units, as one new glyph,
so that a letter with its marks is one glyph with one text; or nothing, for what shows nothing."""
BLANK: Form = ()

_PLAIN_FEATURES = {"liga": False, "clig": False, "calt": False}
"""No ligatures in scripts that can do without: a letter is a glyph."""
MOST = 50_000
"""Pieces that one style remembers."""


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A piece of text in one face and direction, shaped."""

    face: Face
    text: str
    width: float
    """In ems."""
    glyphs: tuple[tuple[Form, str, int], ...]
    """In logical order: form, its text, and where it stands in font units from the piece's left edge.

    The texts, put together, are the piece's text, but for U+FEFF, for which U+2060 stands: no glyph may say it
    (ISO 19005-2, 6.2.11.7.2).
    """
    right_to_left: bool = False

    @property
    def is_true(self) -> bool:
        """Whether the glyphs say the text."""
        return "\ufeff" not in self.text


class Cut:
    """One style: a chain of faces, and the language for which they are shaped."""

    def __init__(self, chain: Chain, language: str) -> None:
        self.chain = chain
        self.language = language
        self._pieces: dict[str, tuple[Shaped, ...]] = {}
        self._others: dict[tuple[str, bool, str, str], tuple[Shaped, ...]] = {}

    def pieces(self, text: str) -> tuple[Shaped, ...]:
        """The text from left to right, a piece for each face; characters that no face has show its empty box."""
        found = self._pieces.get(text)
        if found is None:
            if len(self._pieces) > MOST:
                self._pieces.clear()
            found = self._pieces[text] = tuple(self._shape(text, False, "", ""))
        return found

    def directed(self, text: str, right_to_left: bool, before: str, after: str) -> tuple[Shaped, ...]:
        """The text in its direction; `before` and `after` are what it is joined to, in scripts that join."""
        if not (right_to_left or before or after):
            return self.pieces(text)
        key = (text, right_to_left, before, after)
        found = self._others.get(key)
        if found is None:
            if len(self._others) > MOST:
                self._others.clear()
            found = self._others[key] = tuple(self._shape(*key))
        return found

    def spaces(self, text: str, face: Face) -> tuple[Shaped, ...]:
        """Plain spaces in the face that stands before them, if that has any: a run then goes on."""
        return (_spaces(face, text),) if 0x20 in face.cmap else self.pieces(text)

    def blank(self, text: str) -> Shaped:
        """A piece that shows nothing and is not wide, but says something: a line break, a tab."""
        return _blank(self.chain.first, text)

    def hyphen(self) -> Shaped:
        """The hyphen at the end of a broken line; it says U+00AD."""
        return _hyphen(self.chain.first)

    def _shape(self, text: str, right_to_left: bool, before: str, after: str) -> list[Shaped]:
        whole, done = before + text + after, []
        start = len(before)
        for part, face in self.chain.stretches(text):
            parts = ((0, len(part), ""),) if PLAIN.fullmatch(part) else tuple(stretches(part))
            for first, end, script in parts:
                place = (whole, start + first, end - first)
                done.append(_shaped(face or self.chain.first, place, right_to_left, script, self.language))
            start += len(part)
        return done


@lru_cache(maxsize=512)
def cut(chain: Chain, language: str) -> Cut:
    """The style of this chain in this language; always the same, with what it has shaped."""
    return Cut(chain, language)


def _shaped(
    face: Face, place: tuple[str, int, int], right_to_left: bool, script: str, language: str
) -> Shaped:
    """One piece, of one face and script; `place` is a text, where in it the piece begins, and its length."""
    import uharfbuzz  # 20 ms, and who only splits lines that are known needs none of it

    whole, start, length = place
    harfbuzz: Any = uharfbuzz
    buffer = harfbuzz.Buffer()
    buffer.flags = harfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(whole, start, length)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    if language:
        buffer.language = language
    harfbuzz.shape(face.font, buffer, _PLAIN_FEATURES if script in SIMPLE else {})
    text = whole[start : start + length]
    found = [
        (info.cluster - start, info.codepoint, at.x_advance, at.x_offset, at.y_offset)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    width = sum(each[2] for each in found) / face.metrics.upem
    return Shaped(face, text, width, _glyphs(text, found), right_to_left)


def _glyphs(text: str, found: list[tuple[int, int, int, int, int]]) -> tuple[tuple[Form, str, int], ...]:
    """Forms in logical order, from HarfBuzz's glyphs from left to right: cluster, glyph, advance, offsets."""
    said = text.replace("\ufeff", "\u2060")
    if not found:
        return ((BLANK, said, 0),)
    clusters: dict[int, tuple[int, list[tuple[int, int, int]]]] = {}
    pen = 0
    for cluster, glyph, advance, x, y in found:
        left, parts = clusters.setdefault(cluster, (pen, []))
        parts.append((glyph, pen - left + x, y))
        pen += advance
    starts = sorted(clusters)
    ends = [*starts[1:], len(text)]
    starts[0], first = 0, starts[0]
    glyphs = []
    for start, end in zip(starts, ends, strict=True):
        left, parts = clusters[start or first]
        form: Form = parts[0][0] if len(parts) == 1 and parts[0][1:] == (0, 0) else tuple(parts)
        glyphs.append((form, said[start:end], left))
    return tuple(glyphs)


@lru_cache(maxsize=1024)
def _spaces(face: Face, text: str) -> Shaped:
    glyph = face.cmap[0x20]
    wide = face.advances[glyph]
    glyphs = tuple((glyph, " ", n * wide) for n in range(len(text)))
    return Shaped(face, text, len(text) * wide / face.metrics.upem, glyphs)


@lru_cache(maxsize=1024)
def _blank(face: Face, text: str) -> Shaped:
    return Shaped(face, text, 0.0, ((BLANK, text, 0),))


@lru_cache(maxsize=64)
def _hyphen(face: Face) -> Shaped:
    glyph = face.cmap.get(0x2010) or face.cmap.get(0x2D, 0)
    return Shaped(face, "\u00ad", face.advances[glyph] / face.metrics.upem, ((glyph, "\u00ad", 0),))
