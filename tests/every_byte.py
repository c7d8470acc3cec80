"""A search of every byte of a file: what is packed in it is unpacked, to any depth."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

ESCAPED = re.compile(rb"\\([0-7]{1,3}|[^0-7])", re.DOTALL)
"""In a PDF's literal strings (ISO 32000-2, 7.3.4.2)."""
CANDIDATES = re.compile(rb"[0-9a-f,]{6,}|q\d+z|\0?(?:[q0-9z,]\0){5,}[q0-9z,]?")
"""All that can be a word of these files (`q0001z`, a number of seven digits), written as it is, in UTF-16, as hex."""


def blobs(name: str, data: bytes) -> Iterator[bytes]:
    """A file's name, its bytes, and whatever can be unpacked from it, to any depth."""
    yield name.encode()
    yield data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.comment + info.extra
                yield from blobs(info.filename, archive.read(info))
    elif data[:4] == b"%PDF":
        yield from _pdf(data)
    elif data[:1] == b"<":
        yield re.sub(rb"<[^>]*>", b"", data)


def _pdf(data: bytes) -> Iterator[bytes]:
    """Every object and every stream, nothing packed, and each page's text."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes()
        pdf.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable, fix_metadata_version=False)
    yield plain.getvalue()
    yield ESCAPED.sub(_unescaped, plain.getvalue())
    document: Any = pypdfium2.PdfDocument(data)
    for page in document:
        yield "".join(page.get_textpage().get_text_range().split()).encode()
    document.close()


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 8) & 0xFF]) if match[1][0] in b"01234567" else match[1]


def words_in(files: dict[str, bytes]) -> bytes:
    """All that can be a word anywhere in the files, each once."""
    found: set[bytes] = set()
    for name, data in files.items():
        for blob in blobs(name, data):
            found.update(CANDIDATES.findall(blob.lower()))
    return b"\0 \0".join(found) + b"\0 \0"


def found_in(words: set[str], files: dict[str, bytes]) -> set[str]:
    """Those of the words that stand anywhere in the files, in any of the ways in which files write text."""
    return found_within(words, words_in(files))


def found_within(words: set[str], text: bytes) -> set[str]:
    """Those of the words that stand in what `words_in` has found."""
    return {word for word in words if any(way in text for way in _ways(word))}


def _ways(word: str) -> Iterator[bytes]:
    ways = [word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le")]
    yield from ways
    yield from (each.hex().encode() for each in ways)
    if word.isdecimal():
        yield f"{int(word):,}".encode()
        yield f"{int(word):,}".encode("utf-16-be")
