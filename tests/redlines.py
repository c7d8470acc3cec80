"""Tracked changes accepted or rejected: an independent reading of w:ins and w:del, for tests."""

from __future__ import annotations

import io
import zipfile

from docx_rules import W, text_of
from lxml import etree


def resolved(data: bytes, accept: bool) -> list[str]:
    """The texts of a Word file's paragraphs, all changes accepted or rejected; empty ones and contents left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
    goes, stays = (f"{W}del", f"{W}ins") if accept else (f"{W}ins", f"{W}del")
    for row in [each for each in body.iter(f"{W}tr") if each.find(f"{W}trPr/{goes}") is not None]:
        _parent(row).remove(row)
    joined = [each for each in body.iter(f"{W}p") if each.find(f"{W}pPr/{W}rPr/{goes}") is not None]
    for properties in [*body.iter(f"{W}rPr"), *body.iter(f"{W}trPr")]:
        for each in [*properties.findall(goes), *properties.findall(stays)]:
            properties.remove(each)
    for each in [*body.iter(goes)]:
        _parent(each).remove(each)
    for each in [*body.iter(stays)]:
        _unwrap(each)
    for each in body.iter(f"{W}delText"):
        each.tag = f"{W}t"
    for each in joined:
        _join(each)
    for contents in [*body.iter(f"{W}sdt")]:
        _parent(contents).remove(contents)
    return [text for each in body.iter(f"{W}p") if (text := text_of(each)).strip()]


def _parent(element: etree._Element) -> etree._Element:
    found = element.getparent()
    assert found is not None
    return found


def _unwrap(change: etree._Element) -> None:
    parent = _parent(change)
    place = parent.index(change)
    parent.remove(change)
    for number, child in enumerate([*change]):
        parent.insert(place + number, child)


def _join(paragraph: etree._Element) -> None:
    """A paragraph whose end is gone becomes one with the next."""
    following = paragraph.getnext()
    content = [each for each in paragraph if each.tag != f"{W}pPr"]
    if following is None or following.tag != f"{W}p":
        return
    first = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
    for number, each in enumerate(content):
        following.insert(first + number, each)
    _parent(paragraph).remove(paragraph)
