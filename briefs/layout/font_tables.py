"""Tables of font files, read as they are: characters to glyphs, scripts, features.

What a font is used for is decided elsewhere.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from sys import byteorder


def shorts(table: memoryview, offset: int, count: int) -> array[int]:
    """Big-endian unsigned 16-bit numbers."""
    numbers = array("H", bytes(table[offset : offset + 2 * count]))
    if byteorder == "little":
        numbers.byteswap()
    return numbers


def read_cmap(table: memoryview) -> dict[int, int]:
    """From code points to glyphs: the widest Unicode table of those that there are."""
    (count,) = struct.unpack(">H", table[2:4])
    rows = list(struct.iter_unpack(">HHI", table[4 : 4 + 8 * count]))
    by_kind = {(platform, encoding): offset for platform, encoding, offset in rows}
    for kind in ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0)):
        if kind in by_kind:
            part = table[by_kind[kind] :]
            form = int.from_bytes(part[:2], "big")
            if form in (4, 12):
                return _read_segments(part) if form == 4 else _read_groups(part)
    return {}


def _read_segments(part: memoryview) -> dict[int, int]:
    """Format 4 of table cmap."""
    count = int.from_bytes(part[6:8], "big") // 2
    ends, starts = shorts(part, 14, count), shorts(part, 16 + 2 * count, count)
    deltas, offsets = shorts(part, 16 + 4 * count, count), shorts(part, 16 + 6 * count, count)
    found: dict[int, int] = {}
    for index, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        codes = range(start, end + 1)
        if offset:
            glyphs = shorts(part, 16 + 6 * count + 2 * index + offset, len(codes))
            found.update((c, (g + delta) & 0xFFFF) for c, g in zip(codes, glyphs, strict=False) if g)
        elif (start + delta) & 0xFFFF <= (end + delta) & 0xFFFF:
            first = (start + delta) & 0xFFFF
            found.update(zip(codes, range(first, first + len(codes)), strict=True))
        else:
            found.update((c, (c + delta) & 0xFFFF) for c in codes)
    found.pop(0xFFFF, None)
    return found


def _read_groups(part: memoryview) -> dict[int, int]:
    """Format 12 of table cmap."""
    (count,) = struct.unpack(">I", part[12:16])
    found: dict[int, int] = {}
    for start, end, glyph in struct.iter_unpack(">III", part[16 : 16 + 12 * count]):
        found.update(zip(range(start, end + 1), range(glyph, glyph + end + 1 - start), strict=True))
    return found


def script_tags(table: memoryview) -> Iterator[str]:
    """The script tags of a GSUB or GPOS table."""
    return _tags_at(table, 4)


def feature_tags(table: memoryview) -> Iterator[str]:
    """The feature tags of a GSUB or GPOS table."""
    return _tags_at(table, 6)


def _tags_at(table: memoryview, place: int) -> Iterator[str]:
    """The tags of the list whose offset stands at `place`."""
    if len(table) < 8:
        return
    (start,) = struct.unpack(">H", table[place : place + 2])
    (count,) = struct.unpack(">H", table[start : start + 2])
    for index in range(count):
        at = start + 2 + 6 * index
        yield bytes(table[at : at + 4]).decode("latin-1")
