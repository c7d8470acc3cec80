"""Font programs: a TrueType face with only the glyphs that are drawn, and new ones put together from them.

Tables as OpenType (ISO/IEC 14496-22) describes them; what a glyph says is not known here.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from sys import byteorder

from briefs.layout.faces import Face
from briefs.pdf.shape import Form, width_of

_WORDS, _XY, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x2, 0x8, 0x20, 0x40, 0x80
_UNSCALED = 0x1000


def subset(face: Face, forms: Sequence[Form]) -> bytes:
    """A TrueType font program whose glyph 0 is the empty box and whose glyph n is the n-th form."""
    return _Program(face).build(forms)


class _Program:
    """Collects the glyphs of a subset."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self._numbers: dict[int, int] = {}
        """New numbers of glyphs that others are made of."""
        self._extra: list[int] = []
        self._first_extra = 0
        self._made_of = 1
        """The most parts of any glyph."""

    def build(self, forms: Sequence[Form]) -> bytes:
        """The font program."""
        self._first_extra = len(forms) + 1
        glyphs = [self._simple(0)]
        metrics = [(self.face.advances[0], self._left(0))]
        for form in forms:
            glyphs.append(self._simple(form) if isinstance(form, int) else self._composed(form))
            left = self._left(form) if isinstance(form, int) else _left_edge(glyphs[-1])
            metrics.append((width_of(self.face, form), left))
        for glyph in self._extra:  # grows meanwhile, where parts are made of parts
            glyphs.append(self._simple(glyph))
            metrics.append((self.face.advances[glyph], self._left(glyph)))
        return self._font(glyphs, metrics)

    def _left(self, glyph: int) -> int:
        """The left side bearing, as table hmtx has it."""
        table = self.face.table(b"hmtx")
        long = int.from_bytes(self.face.table(b"hhea")[34:36], "big")
        at = 4 * glyph + 2 if glyph < long else 4 * long + 2 * (glyph - long)
        return int.from_bytes(table[at : at + 2], "big", signed=True)

    def _number(self, glyph: int) -> int:
        """The new number of a glyph that is part of another."""
        if glyph not in self._numbers:
            self._numbers[glyph] = self._first_extra + len(self._extra)
            self._extra.append(glyph)
        return self._numbers[glyph]

    def _simple(self, glyph: int) -> bytes:
        """A glyph's outline; of one that is made of others, with their new numbers."""
        outline = bytes(self.face.outline(glyph))
        if len(outline) < 10 or outline[0] < 0x80:
            return outline
        result = bytearray(outline)
        for at in _parts(outline):
            part = int.from_bytes(outline[at + 2 : at + 4], "big")
            result[at + 2 : at + 4] = self._number(part).to_bytes(2, "big")
        return bytes(result)

    def _composed(self, form: tuple[tuple[int, int, int], ...]) -> bytes:
        """The outline of several glyphs as one; of those that show nothing, nothing."""
        shown = [part for part in form if len(self.face.outline(part[0])) >= 10]
        if not shown:
            return b""
        self._made_of = max(self._made_of, len(shown))
        boxes = [self._box(*part) for part in shown]
        box = (*map(min, *boxes, boxes[0]), *map(max, *boxes, boxes[0]))
        parts = b"".join(
            struct.pack(">HHhh", _WORDS | _XY | _UNSCALED | (n < len(shown)) * _MORE, self._number(glyph), x, y)
            for n, (glyph, x, y) in enumerate(shown, 1)
        )
        return struct.pack(">hhhhh", -1, box[0], box[1], box[6], box[7]) + parts

    def _box(self, glyph: int, x: int, y: int) -> tuple[int, int, int, int]:
        left, bottom, right, top = self.face.box(glyph)
        return left + x, bottom + y, right + x, top + y

    def _font(self, glyphs: list[bytes], metrics: list[tuple[int, int]]) -> bytes:
        padded = [glyph + b"\0" * (-len(glyph) % 4) for glyph in glyphs]
        loca, offset = array("I"), 0
        for glyph in padded:
            loca.append(offset)
            offset += len(glyph)
        loca.append(offset)
        head = bytearray(self.face.table(b"head"))
        head[8:12] = b"\0\0\0\0"
        head[50:52] = b"\0\1"
        hhea = bytearray(self.face.table(b"hhea"))
        hhea[34:36] = len(glyphs).to_bytes(2, "big")
        maxp = bytearray(self.face.table(b"maxp"))
        maxp[4:6] = len(glyphs).to_bytes(2, "big")
        if len(maxp) >= 32:
            self._raise(maxp)
        tables = {
            b"glyf": b"".join(padded),
            b"head": bytes(head),
            b"hhea": bytes(hhea),
            b"hmtx": b"".join(struct.pack(">Hh", *each) for each in metrics),
            b"loca": _big(loca),
            b"maxp": bytes(maxp),
        }
        for tag in (b"cvt ", b"fpgm", b"prep"):
            if table := self.face.table(tag):
                tables[tag] = bytes(table)
        return _assembled(tables)

    def _raise(self, maxp: bytearray) -> None:
        """Let the limits in table maxp hold for what was put together, too."""
        points, contours, parts_points, parts_contours = struct.unpack(">4H", maxp[6:14])
        elements, depth = struct.unpack(">2H", maxp[28:32])
        made = self._made_of if self._extra else 0
        points, contours = max(points, parts_points) * max(made, 1), max(contours, parts_contours) * max(made, 1)
        maxp[10:14] = struct.pack(">2H", min(points, 0xFFFF), min(contours, 0xFFFF))
        maxp[28:32] = struct.pack(">2H", max(elements, made), min(depth + 1, 16))


def _big(numbers: array[int]) -> bytes:
    if byteorder == "little":
        numbers.byteswap()
    return numbers.tobytes()


def _left_edge(outline: bytes) -> int:
    return int.from_bytes(outline[2:4], "big", signed=True)


def _parts(outline: bytes) -> list[int]:
    """Where the descriptions of a composite glyph's parts begin."""
    found, at = [], 10
    while True:
        found.append(at)
        flags = int.from_bytes(outline[at : at + 2], "big")
        at += 8 if flags & _WORDS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _XY_SCALE) + 8 * bool(flags & _TWO_BY_TWO)
        if not flags & _MORE:
            return found


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    """A font file of these tables, with their checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset = 12 + 16 * count
    start = 0
    rows, bodies = [], []
    for tag, body in sorted(tables.items()):
        padded = body + b"\0" * (-len(body) % 4)
        rows.append(struct.pack(">4sIII", tag, _checksum(padded), offset, len(body)))
        bodies.append(padded)
        start = offset if tag == b"head" else start
        offset += len(padded)
    font = bytearray(b"".join((head, *rows, *bodies)))
    font[start + 8 : start + 12] = struct.pack(">I", (0xB1B0AFBA - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes) -> int:
    """The sum of all 32-bit numbers in `data`, whose length is a multiple of four."""
    numbers = array("I", data)
    if byteorder == "little":
        numbers.byteswap()
    return sum(numbers) & 0xFFFFFFFF
