"""A search of every byte of a file: what is packed in it is unpacked, to any depth."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2


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
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes()
            yield from _strings(each)
    document: Any = pypdfium2.PdfDocument(data)  # type: ignore[no-untyped-call]
    for page in document:
        yield "".join(page.get_textpage().get_text_range().split()).encode()
    document.close()


def _strings(node: Any, depth: int = 0) -> Iterator[bytes]:
    """Every text in an object, as PDF's own rules read it."""
    if isinstance(node, pikepdf.String):
        yield str(node).encode()
        yield bytes(node)
    elif isinstance(node, pikepdf.Name):
        yield str(node).encode()
    elif isinstance(node, pikepdf.Array) and depth < 20:
        for each in node:
            yield from _strings(each, depth + 1)
    elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream) and depth < 20:
        for key, each in node.items():
            yield key.encode()
            if not getattr(each, "is_indirect", False):
                yield from _strings(each, depth + 1)


def found_in(words: set[str], files: dict[str, bytes]) -> set[str]:
    """Those of the words that stand anywhere in the files, in any of the ways in which files write text."""
    whole = [blob for name, data in files.items() for blob in blobs(name, data)]
    text = b"\0".join(whole)
    low = text.lower()
    found: set[str] = set()
    for word in words:
        ways = [word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le")]
        ways += [each.hex().encode() for each in ways]
        if word.isdecimal():
            ways += [f"{int(word):,}".encode(), f"{int(word):,}".encode("utf-16-be")]
        if any(way in low for way in ways):
            found.add(word)
    return found
