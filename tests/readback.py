"""What the finished files say, paragraph by paragraph, as a reader who does not see the page is given it."""

from __future__ import annotations

import io
import zipfile

from lxml import etree
from pdfcheck import Element, paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEAVES = ("H1", "H2", "H3", "H4", "H5", "H6", "P", "Lbl", "LBody", "TH", "TD", "Caption", "Note", "TOCI", "Figure")


def word_paragraphs(data: bytes) -> list[str]:
    """The texts of a Word file's paragraphs in order; breaks are newlines, tabs tabs. Charts are not text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [_paragraph(each) for each in root.iter(f"{W}p")]


def _paragraph(paragraph: etree._Element) -> str:
    parts: list[str] = []
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}br" and node.get(f"{W}type") is None:
            parts.append("\n")
        elif node.tag == f"{W}tab" and (parent := node.getparent()) is not None and parent.tag == f"{W}r":
            parts.append("\t")
    return "".join(parts)


def pdf_paragraphs(data: bytes) -> list[str]:
    """The texts of a PDF's structure elements in order, each leaf by itself; figures have only an alternative."""
    found: list[str] = []
    root = paper(data).root
    assert root is not None
    _leaves(root, found)
    return found


def _leaves(element: Element, found: list[str]) -> None:
    if element.kind == "Figure":
        return
    blocks = [kid for kid in element.kids if isinstance(kid, Element) and any(e.kind in LEAVES for e in kid.walk())]
    inline = [kid for kid in element.kids if kid not in blocks]
    if element.kind in LEAVES and not blocks:
        found.append(element.text)
        return
    text = "".join(getattr(kid, "text", "") for kid in inline)
    if text.strip():
        found.append(text)
    for kid in blocks:
        _leaves(kid, found)
