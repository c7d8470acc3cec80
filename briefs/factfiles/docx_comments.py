"""The comments of a Word document, each with the text of the paragraph at which it stands.

Paragraphs themselves are read by `docx_copy`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree
from msgspec import Struct

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LARGEST = 50_000_000
"""Bytes of a part once unpacked."""


class Comment(Struct, frozen=True):
    """What somebody has written beside a paragraph."""

    author: str
    text: str
    paragraph: str


def comments_of(data: bytes) -> list[Comment]:
    """The comments in the order in which the body refers to them. Raises ValueError for what is no Word document."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if "word/comments.xml" not in archive.namelist():
                return []
            parts = [_part(archive, name) for name in ("word/comments.xml", "word/document.xml")]
    except (BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, etree.XMLSyntaxError, zlib.error):
        raise ValueError("it is no Word document (DOCX), or it is protected by a password") from None
    said = {each.get(f"{W}id"): each for each in parts[0].iter(f"{W}comment")}
    return list(_placed(said, parts[1]))


def _part(archive: ZipFile, name: str) -> etree._Element:
    if archive.getinfo(name).file_size > LARGEST:
        raise KeyError(name)
    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))


def _placed(said: dict[str | None, etree._Element], body: etree._Element) -> Iterator[Comment]:
    for paragraph in body.iter(f"{W}p"):
        for mark in paragraph.iter(f"{W}commentReference"):
            comment = said.get(mark.get(f"{W}id"))
            if comment is not None:
                words = " ".join(_text(each) for each in comment.iter(f"{W}p")).strip()
                yield Comment(comment.get(f"{W}author") or "", words, _text(paragraph))


def _text(node: etree._Element) -> str:
    """The words that stand, without what is deleted."""
    standing = (t for t in node.iter(f"{W}t") if not any(each.tag == f"{W}del" for each in t.iterancestors()))
    return " ".join("".join(t.text or "" for t in standing).split())
