"""A PDF file as paragraphs, each with its page.

Text is taken as PDFium reads it; scanned pages hold pictures, and no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefs.factfiles.copies import MOST_PAGES, MOST_TEXT, too_much
from briefs.model.source_text import Paragraph

_ENDS = re.compile(r"[.!?…:;»”\"')]$")
_SOFT = re.compile("[\u00ad\ufffe\x02]\\s*\n?\\s*")


def page_paragraphs(data: bytes) -> tuple[list[Paragraph], int]:
    """The paragraphs of a PDF file and how many pages it has.

    Raises ValueError for what cannot be read, ModuleNotFoundError where the library is not installed.
    """
    import pypdfium2  # an extra: only those who hold PDF files need it

    reader: Any = pypdfium2
    try:
        document = reader.PdfDocument(data)
    except reader.PdfiumError as error:
        what = "it is protected by a password" if "password" in str(error).lower() else "it is damaged, or no PDF"
        raise ValueError(what) from error
    with document:
        pages = len(document)
        if pages > MOST_PAGES:
            raise too_much("pages", MOST_PAGES)
        texts = list(_texts(document, pages))
    found = [each for number, text in enumerate(texts, 1) for each in _paragraphs(text, number)]
    if not found:
        raise ValueError("it holds no text; it was perhaps scanned")
    return found, pages


def _texts(document: Any, pages: int) -> Iterator[str]:
    """The text of each page. Raises ValueError where one is damaged, and where all have more than is read."""
    import pypdfium2

    library: Any = pypdfium2
    size = 0
    for number in range(pages):
        try:
            text = _page_text(document, number)
        except library.PdfiumError:
            raise ValueError(f"page {number + 1} of it is damaged") from None
        size += len(text)
        if size > MOST_TEXT:
            raise too_much("characters", MOST_TEXT)
        yield text


def _page_text(document: Any, number: int) -> str:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            return str(text.get_text_bounded())
        finally:
            text.close()
    finally:
        page.close()


def _paragraphs(text: str, page: int) -> Iterator[Paragraph]:
    """The paragraphs of a page: a line that ends a sentence and stays short ends one, as does an empty line."""
    lines = [" ".join(line.split()) for line in _SOFT.sub("", text.replace("\r\n", "\n")).split("\n")]
    widest = max((len(line) for line in lines), default=0)
    held: list[str] = []
    for line in lines:
        if line:
            held.append(line)
        short = len(line) < 0.8 * widest and bool(_ENDS.search(line) or len(line) < 0.5 * widest)
        if held and (not line or short):
            yield Paragraph(" ".join(held), 0, page)
            held = []
    if held:
        yield Paragraph(" ".join(held), 0, page)
