"""Shaping: from a piece of text in one style to glyphs in their places.

HarfBuzz does it; what is shaped once is remembered, for the next document too. Lines and pages are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias
from unicodedata import combining

from msgspec import Struct

from briefs.layout.faces import Chain, Face
from briefs.layout.scripts import PLAIN, SIMPLE, script_of, stretches

Form: TypeAlias = int | tuple[tuple[int, int, int], ...]
"""What stands for a letter: a glyph of the face; or several, each with its place in font units, as one new glyph,
so that a letter with its marks is one glyph with one text; or nothing, for what shows nothing."""
BLANK: Form = ()
Code: TypeAlias = tuple[Form, str] | str
"""What is drawn: a form, with the text that it stands for; or, between two forms, `>30<`, which moves what follows
to the left by so many thousandths of an em."""

_PLAIN_FEATURES = {"liga": False, "clig": False, "calt": False}
"""No ligatures in scripts that can do without: a letter is a glyph."""
_UNSAYABLE = re.compile("[\0\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\U000f0000-\U0010ffff]")
"""What no glyph may stand for (ISO 19005-2, 6.2.11.7.2 and 6.2.11.7.3)."""
ABOVE, BELOW = 230, 220
"""Classes of marks that stand in the middle (Unicode, 4.3)."""
MOST = 50_000
"""Pieces that one style remembers."""


class Shaped(Struct, frozen=True, eq=False):
    """A piece of text in one face and direction, shaped."""

    face: Face
    text: str
    width: float
    """In ems."""
    codes: tuple[Code, ...]
    """What is drawn from its left edge to its right edge."""
    is_true: bool = True
    """Whether the texts of the codes, as they stand, are the piece's text."""
    right_to_left: bool = False


def width_of(face: Face, form: Form) -> int:
    """How wide a form is, in font units: of several glyphs put together, as wide as the widest."""
    if isinstance(form, int):
        return face.advances[form]
    return max((face.advances[glyph] for glyph, _, _ in form), default=0)


class Cut:
    """One style: a chain of faces, and the language for which they are shaped."""

    def __init__(self, chain: Chain, language: str) -> None:
        self.chain = chain
        self.language = language
        self.simple: dict[str, Shaped] = {}
        """Words that are one piece in the first face, and spaces, from left to right."""
        self._pieces: dict[str, tuple[Shaped, ...]] = {}
        self._others: dict[tuple[str, bool, str, str], tuple[Shaped, ...]] = {}

    def learn(self, word: str) -> None:
        """Keep a word of which a line breaks no part among the simple ones, if it is one."""
        pieces = self.pieces(word)
        if len(pieces) == 1 and pieces[0].face is self.chain.first:
            self.simple[word] = pieces[0]

    def pieces(self, text: str) -> tuple[Shaped, ...]:
        """The text from left to right, a piece for each face; characters that no face has show its empty box."""
        found = self._pieces.get(text)
        if found is None:
            if len(self._pieces) > MOST:
                self._pieces.clear()
                self.simple.clear()
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
        if 0x20 not in face.cmap:
            return self.pieces(text)
        spaces = _spaces(face, text)
        if face is self.chain.first:
            self.simple[text] = spaces
        return (spaces,)

    def blank(self, text: str) -> Shaped:
        """A piece that shows nothing and is not wide, but says something: a line break, a tab."""
        return _blank(self.chain.first, text)

    def hyphen(self) -> Shaped:
        """The hyphen at the end of a broken line; it says U+00AD."""
        return _hyphen(self.chain.first)

    def _shape(self, text: str, right_to_left: bool, before: str, after: str) -> list[Shaped]:
        alone = not (right_to_left or before or after)
        if alone and PLAIN.fullmatch(text) and self.chain.first.has(text):
            return [_plain(self.chain.first, text, self.language)]
        whole, done = before + text + after, []
        start = len(before)
        for part, found in self.chain.stretches(text):
            face = found or self.chain.first
            plain = PLAIN.fullmatch(part)
            if alone and plain:
                done.append(_plain(face, part, self.language))
            else:
                for first, end, script in ((0, len(part), ""),) if plain else stretches(part):
                    place = (whole, start + first, end - first)
                    done.append(_shaped(face, place, right_to_left, script, self.language))
            start += len(part)
        return done


@lru_cache(maxsize=512)
def cut(chain: Chain, language: str) -> Cut:
    """The style of this chain in this language; always the same, with what it has shaped."""
    return Cut(chain, language)


def _plain(face: Face, text: str, language: str) -> Shaped:
    """A piece of PLAIN text from left to right, where each character is a glyph beside the next."""
    buffer = _harfbuzz().Buffer()
    buffer.add_str(text)
    infos, places = _glyphs(face, buffer, "", language)
    if len(infos) != len(text):
        return _shaped(face, (text, 0, len(text)), False, "", language)
    advances, scale = face.advances, 1000 / face.metrics.upem
    codes: list[Code] = []
    width, owed = 0, 0.0
    for char, info, at in zip(text, infos, places, strict=True):
        glyph, advance = info.codepoint, at.x_advance
        codes.append((glyph, char))
        width += advance
        kern = advances[glyph] - advance
        if kern:
            owed += kern * scale
            move = round(owed)
            if move:
                codes.append(f">{move}<")
                owed -= move
    return Shaped(face, text, width / face.metrics.upem, tuple(codes))


def _shaped(face: Face, place: tuple[str, int, int], right_to_left: bool, script: str, language: str) -> Shaped:
    """One piece, of one face and script; `place` is a text, where in it the piece begins, and its length."""
    harfbuzz = _harfbuzz()
    buffer = harfbuzz.Buffer()
    buffer.flags = harfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(*place)
    buffer.direction = "rtl" if right_to_left else "ltr"
    infos, places = _glyphs(face, buffer, script, language)
    text = place[0][place[1] : place[1] + place[2]]
    said = _UNSAYABLE.sub(_said, text)
    width = sum([at.x_advance for at in places])
    found = [
        (info.cluster - place[1], info.codepoint, at.x_advance, at.x_offset, at.y_offset)
        for info, at in zip(infos, places, strict=True)
    ]
    codes = _placed_codes(face, _clustered(face, said, found), width)
    is_true = said == text and not (right_to_left and sum(not isinstance(code, str) for code in codes) > 1)
    return Shaped(face, text, width / face.metrics.upem, tuple(codes), is_true, right_to_left)


def _glyphs(face: Face, buffer: Any, script: str, language: str) -> tuple[Sequence[Any], Sequence[Any]]:
    """HarfBuzz's glyphs for what is in the buffer, and their places."""
    buffer.guess_segment_properties()
    if language:
        buffer.language = language
    _harfbuzz().shape(face.font, buffer, _PLAIN_FEATURES if script in SIMPLE and face.has_ligatures else {})
    return buffer.glyph_infos, buffer.glyph_positions


def _said(found: re.Match[str]) -> str:
    """What a glyph says for a character that none may stand for."""
    return "\u2060" if found[0] == "\ufeff" else "\ufffd"


def _placed_codes(face: Face, forms: list[tuple[Form, str, int]], width: int) -> list[Code]:
    """The codes of forms, each with its text and where it stands; what rounding leaves, the next move makes up for."""
    scale = 1000 / face.metrics.upem
    codes: list[Code] = []
    pen = 0.0
    for form, text, x in forms:
        move = round(pen - x * scale)
        if move:
            codes.append(f">{move}<")
            pen -= move
        codes.append((form, text))
        pen += width_of(face, form) * scale
    move = round(pen - width * scale)
    return [*codes, f">{move}<"] if move else codes


def _clustered(face: Face, text: str, found: list[tuple[int, int, int, int, int]]) -> list[tuple[Form, str, int]]:
    """Forms from left to right, with what they say and where they stand, from HarfBuzz's glyphs.

    A glyph is given as its cluster, number, advance, and offsets to the right and up. What HarfBuzz left out
    because it shows nothing is said by the form before it.
    """
    if not found:
        return [(BLANK, text, 0)]
    clusters: dict[int, tuple[int, list[tuple[int, int, int]]]] = {}
    pen = 0
    for cluster, glyph, advance, x, y in found:
        left, parts = clusters.setdefault(cluster, (pen, []))
        parts.append((glyph, pen - left + x, y))
        pen += advance
    starts = sorted(clusters)
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    forms: list[tuple[Form, str, int]] = []
    for start, (left, parts) in clusters.items():
        part = text[0 if start == starts[0] else start : ends[start]]
        form: Form = parts[0][0] if len(parts) == 1 and parts[0][1:] == (0, 0) else tuple(_seated(face, part, parts))
        forms.append((form, part, left))
    return forms


def _seated(face: Face, text: str, parts: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A letter with marks; one for which the font names no place is put above or below the letter's middle.

    (With a font that places no marks at all HarfBuzz does so itself.)
    """
    if len(parts) != len(text) or script_of(text[0]):
        return parts
    letter, x, y = parts[0]
    unplaced = (x + face.advances[letter], 0)
    box = _moved(face.box(letter), x, y)
    seated = parts[:1]
    for char, (glyph, *own) in zip(text[1:], parts[1:], strict=True):
        kind = combining(char)
        at, up = own
        if (at, up) == unplaced and kind in (ABOVE, BELOW):
            at, up = _seat(face, glyph, box, kind == ABOVE)
        seated.append((glyph, at, up))
        shown = _moved(face.box(glyph), at, up)
        box = (box[0], min(box[1], shown[1]), box[2], max(box[3], shown[3]))
    return seated


def _seat(face: Face, glyph: int, box: tuple[int, int, int, int], is_above: bool) -> tuple[int, int]:
    """Where a mark stands over, or under, the middle of what fills the box; no nearer than it was drawn."""
    left, bottom, right, top = face.box(glyph)
    gap = face.metrics.upem // 20
    up = max(0, box[3] + gap - bottom) if is_above else min(0, box[1] - gap - top)
    return (box[0] + box[2] - left - right) // 2, up


def _moved(box: tuple[int, int, int, int], x: int, y: int) -> tuple[int, int, int, int]:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y


@lru_cache(maxsize=1024)
def _spaces(face: Face, text: str) -> Shaped:
    glyph = face.cmap[0x20]
    return Shaped(face, text, len(text) * face.advances[glyph] / face.metrics.upem, ((glyph, " "),) * len(text))


@lru_cache(maxsize=1024)
def _blank(face: Face, text: str) -> Shaped:
    return Shaped(face, text, 0.0, ((BLANK, text),))


@lru_cache(maxsize=64)
def _hyphen(face: Face) -> Shaped:
    glyph = face.cmap.get(0x2010) or face.cmap.get(0x2D, 0)
    return Shaped(face, "\u00ad", face.advances[glyph] / face.metrics.upem, ((glyph, "\u00ad"),))


@lru_cache(maxsize=1)
def _harfbuzz() -> Any:
    import uharfbuzz  # 20 ms, and who only splits lines that are known needs none of it

    return uharfbuzz
