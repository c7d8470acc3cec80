"""PDF objects as bytes, and the file that they make.

This is the syntax of ISO 32000-1, chapter 7, with object streams; pages, fonts and tags are not known here.
"""

from __future__ import annotations

import zlib
from hashlib import md5

LEVEL = 6
"""zlib's level: 9 takes twice the time for one hundredth of the size, 1 is a fifth larger."""
PER_STREAM = 256
"""Objects in one object stream; readers unpack a whole stream to see one object."""


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


class File:
    """Objects by number, and at the end the file.

    Numbers are given in the order of asking, so that the same calls give the same bytes.
    """

    def __init__(self) -> None:
        self._plain: dict[int, bytes] = {}
        self._streams: dict[int, bytes] = {}
        self._count = 0

    def reserve(self) -> int:
        """The number of an object whose content comes later."""
        self._count += 1
        return self._count

    def add(self, body: str, at: int = 0) -> int:
        """The number of a new object, or of the reserved one `at`, that holds `body` (Latin-1 characters)."""
        at = at or self.reserve()
        self._plain[at] = body.encode("latin-1")
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
        missing = [n for n in range(1, self._count + 1) if n not in self._plain and n not in self._streams]
        if missing:
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
        """Put the plain objects into object streams (7.5.7), and note in `places` which and where."""
        order = sorted(self._plain)
        for first in range(0, len(order), PER_STREAM):
            chunk = order[first : first + PER_STREAM]
            at = self.reserve()
            heads, offset = [], 0
            for index, n in enumerate(chunk):
                heads.append(f"{n} {offset}")
                offset += len(self._plain[n]) + 1
                places[n] = (2, at, index)
            head = (" ".join(heads) + "\n").encode()
            data = head + b"\n".join(self._plain[n] for n in chunk)
            self.stream(f"/Type/ObjStm/N {len(chunk)}/First {len(head)}", data, at)

    def _table(self, places: dict[int, tuple[int, int, int]], offset: int, entries: str) -> bytes:
        """The cross-reference stream (7.5.8), which is the trailer too and holds its `entries`."""
        at = self.reserve()
        places[at] = (1, offset, 0)
        rows = b"".join(
            kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
            for _, (kind, second, third) in sorted(places.items())
        )
        shape = f"/Type/XRef/Size {at + 1}/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>"
        self.stream(shape + entries, _rows_up(rows, 7), at)
        return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (at, self._streams[at], offset)


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
    return b"".join(b"\2" + packed[start : start + width] for start in range(0, size, width))
