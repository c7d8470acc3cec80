"""What a Word or PDF file says, page by page and without white space, so that facts can be looked for in it.

Reading order is the file's own. It judges no file.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pikepdf

from briefs.model.tree import Document, blocks_below, spans_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def facts_of(document: Document) -> dict[str, str]:
    """Every text in the document that a fact stands behind, without white space → the text."""
    spans = [span for block in blocks_below(document.blocks) for span in spans_of(block)]
    texts = [span.text for span in spans if any(not fact.startswith(":") for fact in span.facts)]
    return {bare(text): text for text in texts if bare(text)}


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def unsaid(texts: dict[str, str], pages: list[str]) -> list[str]:
    """The texts that stand on no page, nor across two."""
    return [text for key, text in texts.items() if not _says(key, pages)]


def _says(text: str, pages: list[str]) -> bool:
    if any(text in page for page in pages):
        return True
    turns = list(pairwise(pages))
    return any(text[:i] in one and text[i:] in other for i in range(1, len(text)) for one, other in turns)


def of_docx(data: bytes) -> list[str]:
    """What the body of a Word file says; it is one page."""
    with ZipFile(BytesIO(data)) as file:
        root = ElementTree.fromstring(file.read("word/document.xml"))
    return [bare("".join(element.text or "" for element in root.iter(f"{WORD}t")))]


def of_pdf(data: bytes) -> list[str]:
    """What the pages of a PDF file say, by the fonts' ToUnicode maps."""
    with pikepdf.open(BytesIO(data)) as file:
        return [bare(_page(page)) for page in file.pages]


def _page(page: pikepdf.Page) -> str:
    fonts: Any = page.resources.get("/Font", {})
    maps = {str(name): _unicode(font) for name, font in fonts.items()}
    told: list[str] = []
    wide, letters = 1, dict[int, str]()
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), list(instruction.operands)
        if operator == "Tf":
            wide, letters = maps[str(operands[0])]
        elif operator in SHOWING:
            told += (_shown(bytes(text), wide, letters) for text in _strings(operands))
    return "".join(told)


def _strings(operands: list[Any]) -> list[Any]:
    found: list[Any] = []
    for operand in operands:
        if isinstance(operand, pikepdf.Array):
            found += [each for each in operand if isinstance(each, pikepdf.String)]
        elif isinstance(operand, pikepdf.String):
            found.append(operand)
    return found


def _shown(text: bytes, wide: int, letters: dict[int, str]) -> str:
    codes = (int.from_bytes(text[i : i + wide], "big") for i in range(0, len(text), wide))
    return "".join(letters.get(code, "") for code in codes)


def _unicode(font: Any) -> tuple[int, dict[int, str]]:
    """Bytes in a code of the font, and the text that each code stands for (ISO 32000-2, 9.10.3)."""
    if "/ToUnicode" not in font:
        return 1, {code: chr(code) for code in range(32, 127)}
    text = font.ToUnicode.read_bytes()
    wide = 2 if font.get("/Subtype") == "/Type0" else 1
    letters: dict[int, str] = {}
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        codes = _HEX.findall(section)
        letters |= {int(a, 16): _text(b) for a, b in zip(codes[::2], codes[1::2], strict=True)}
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for line in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(\[[^\]]*\]|<\w+>)", section):
            letters |= _range(*line)
    return wide, letters


def _range(first: bytes, last: bytes, to: bytes) -> dict[int, str]:
    begin, end, targets = int(first, 16), int(last, 16), _HEX.findall(to)
    if to.startswith(b"["):
        return {begin + i: _text(target) for i, target in enumerate(targets)}
    start = _text(targets[0])
    return {begin + i: start[:-1] + chr(ord(start[-1]) + i) for i in range(end - begin + 1)}


def _text(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be")
