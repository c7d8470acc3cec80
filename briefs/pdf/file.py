"""PDF objects as bytes, and the file that they make.

This is the syntax of ISO 32000-1, chapter 7, with object streams; pages, fonts and tags are not known here.
"""

from __future__ import annotations

import zlib
from hashlib import md5
from itertools import accumulate
from struct import Struct

LEVEL = 6
"""zlib's level: 9 takes twice the time for one hundredth of the size, 1 is a fifth larger."""
PER_STREAM = 1024
"""Objects in one object stream; readers unpack a whole stream to see one object."""
WORTH_ROWS = 4000
"""Bytes of objects of one width for which a stream of their own is less than what its head costs."""
STEP, WIDEST = 24, 168
"""Columns of rows: what they are a multiple of (as two entries of the index are), and the most."""


def number(value: float) -> str:
    """A length or coordinate as PDF writes it: at most three decimals, no exponent, no trailing zero."""
    if value == int(value):
        return str(int(value))
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(*values: float) -> str:
    """Several numbers, separated by spaces."""
    return " ".join(map(number, values))


def ref(of: int) -> str:
    """A reference to the object of that number."""
    return f"{of} 0 R"


_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def string(text: str) -> str:
    """A text string (7.9.2.2): plain where ASCII says it, else UTF-16 in hexadecimal."""
    if _is_plain(text):
        return f"({text.translate(_ESCAPES)})"
    return f"<{text_bytes(text).hex().upper()}>"


def text_bytes(text: str) -> bytes:
    """What a text string holds, byte for byte; name trees are in this order."""
    return text.encode("ascii") if _is_plain(text) else b"\xfe\xff" + text.encode("utf-16-be", "replace")


def _is_plain(text: str) -> bool:
    return text.isascii() and not any((c < " " and c not in "\n\r\t") or c == "\x7f" for c in text)


def name(text: str) -> str:
    """A name object (7.3.5) with everything but letters and digits written as #xx."""
    return "/" + "".join(
        chr(b) if 48 <= b <= 57 or 65 <= b <= 90 or 97 <= b <= 122 or b in b"-._" else f"#{b:02x}"
        for b in text.encode()
    )


_ROW = Struct(">BIH").pack
"""A row of the cross-reference stream: the kind of an object, and two numbers that say where it is."""


class File:
    """Objects by number, and at the end the file.

    Numbers are given in the order of asking, so that the same calls give the same bytes.
    """

    def __init__(self) -> None:
        self._alike: dict[int, dict[int, str]] = {0: {}}
        """Objects that are no streams, by the columns of their rows; 0 is running text."""
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self) -> int:
        """The number of an object whose content comes later."""
        self._count += 1
        return self._count

    def add(self, body: str, at: int = 0) -> int:
        """The number of a new object, or of the reserved one `at`, that holds `body` (Latin-1 characters)."""
        at = at or self.reserve()
        self._alike[0][at] = body
        return at

    def add_row(self, body: str, at: int = 0, columns: int = 0) -> int:
        """Like `add`, for an object that resembles those before it: it is kept as a row among them.

        A row is written as its difference from the one above it, a fourth of what it takes as text if numbers stand
        in the same places. `columns` are as many as hold the object, unless it is of many like parts of that width.
        """
        columns = columns or _up_to(len(body) + 1, STEP)
        if columns > WIDEST:
            return self.add(body, at)
        at = at or self.reserve()
        self._alike.setdefault(columns, {})[at] = body
        return at

    def stream(self, entries: str, data: bytes, at: int = 0, *, packed: bool = True) -> int:
        """The number of a stream object with `data`; `entries` are the keys of its dictionary but Length.

        `packed` compresses it; data that is compressed already brings its own /Filter and says False. Behind it
        stands CR LF, lest data that ends on CR seem to be shorter (ISO 19005-2, 6.1.7.1).
        """
        at = at or self.reserve()
        if packed:
            data = zlib.compress(data, LEVEL)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        self._streams[at] = b"".join((head, data, b"\r\nendstream"))
        return at

    def finish(self, root: int, info: int) -> bytes:
        """The whole file, PDF 1.7, with an identifier made from its content.

        Raises ValueError if an object was reserved and never given.
        """
        given = set(self._streams).union(*self._alike.values())
        if len(given) < self._count:
            missing = sorted(set(range(1, self._count + 1)) - given)
            raise ValueError(f"objects {missing} were reserved and never written")
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        self._pack(places)
        parts = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        offset = len(parts[0])
        for at, body in sorted(self._streams.items()):
            places[at] = (1, offset, 0)
            parts.append(b"%d 0 obj\n%b\nendobj\n" % (at, body))
            offset += len(parts[-1])
        identity = md5(b"".join(parts), usedforsecurity=False).hexdigest()
        parts.append(self._table(places, offset, f"/Root {ref(root)}/Info {ref(info)}/ID[<{identity}><{identity}>]"))
        return b"".join(parts)

    def _pack(self, places: dict[int, tuple[int, int, int]]) -> None:
        """Put the objects that are no streams into object streams (7.5.7), and note in `places` which and where."""
        few = [c for c, alike in self._alike.items() if c and sum(map(len, alike.values())) < WORTH_ROWS]
        for columns in few:
            self._alike[0] |= self._alike.pop(columns)
        for columns, alike in sorted(self._alike.items()):
            group = sorted(alike.items())
            for first in range(0, len(group), PER_STREAM):
                self._add_objects(group[first : first + PER_STREAM], columns, places)

    def _add_objects(self, group: list[tuple[int, str]], columns: int, places: dict[int, tuple[int, int, int]]) -> None:
        """One object stream: in running text, or in rows of that many columns (PNG's predictor, 7.4.4.4)."""
        at = self.reserve()
        places.update({n: (2, at, index) for index, (n, _) in enumerate(group)})
        bodies, form, entries = [body for _, body in group], "%d %d", ""
        if columns:
            bodies = [
                body.ljust((columns if len(body) < columns else _up_to(len(body) + 1, columns)) - 1) for body in bodies
            ]
            form, entries = "%5d %5d", f"/DecodeParms<</Predictor 12/Columns {columns}>>"
        starts = accumulate([len(body) + 1 for body in bodies], initial=0)
        head = " ".join([form % (n, start) for (n, _), start in zip(group, starts, strict=False)]) + "\n"
        head = head.ljust(_up_to(len(head), columns or 1))
        data = "\n".join((head + bodies[0], *bodies[1:], "")).encode("latin-1")
        data = _rows_up(data, columns) if columns else data
        self.stream(f"/Type/ObjStm/N {len(group)}/First {len(head)}{entries}", data, at)

    def _table(self, places: dict[int, tuple[int, int, int]], offset: int, entries: str) -> bytes:
        """The cross-reference stream (7.5.8), which is the trailer too and holds its `entries`."""
        at = self.reserve()
        places[at] = (1, offset, 0)
        rows = b"".join([_ROW(*places[n]) for n in range(at + 1)])
        shape = f"/Type/XRef/Size {at + 1}/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>"
        self.stream(shape + entries, _rows_up(rows, 7), at)
        return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (at, self._streams[at], offset)


def _up_to(length: int, step: int) -> int:
    """The least multiple of `step` that is no less than `length`."""
    return -(-length // step) * step


def _rows_up(data: bytes, width: int) -> bytes:
    """`data` as rows of PNG's Up predictor: each byte less the one above it.

    All bytes at once, as one number whose borrows do not reach from byte to byte.
    """
    size = len(data)
    high, all_bits = int.from_bytes(b"\x80" * size), (1 << 8 * size) - 1
    rows = int.from_bytes(data)
    above = rows >> 8 * width
    less = ((rows | high) - (above & ~high)) ^ ((rows ^ above ^ all_bits) & high)
    packed = less.to_bytes(size)
    return b"\2" + b"\2".join([packed[start : start + width] for start in range(0, size, width)])
