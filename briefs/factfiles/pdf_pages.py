"""A process of its own that reads the text of a PDF file: `python -m briefs.factfiles.pdf_pages < FILE`.

PDFium takes as much memory as a file makes it take, and cannot be interrupted; a process can be held to bounds. It
prints the text of each page as JSON, or in words why there is none; what the text means is `pdf_copy`'s business.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from briefs.factfiles.copies import MOST_PAGES, MOST_TEXT, too_much

MOST_MEMORY = 700_000_000
"""Bytes that the process may ask for, its programs and the file included."""
MOST_SECONDS = 30
"""Of a processor's time."""
TIMEOUT = 300
"""Seconds of any time, where a system has no other bound."""
MOST_OBJECTS = 100_000
"""Things that are drawn on one page: runs of text, lines, pictures."""


def page_texts(data: bytes) -> list[str]:
    """The text of each page of a PDF file. Raises ValueError where it cannot be read."""
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
        return list(_texts(document, pages))


def _texts(document: Any, pages: int) -> Iterator[str]:
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
    import pypdfium2.raw

    raw: Any = pypdfium2.raw
    page = document[number]
    try:
        if raw.FPDFPage_CountObjects(page) > MOST_OBJECTS:
            raise too_much(f"things drawn on page {number + 1}", MOST_OBJECTS)
        text = page.get_textpage()
        try:
            return str(text.get_text_bounded())
        finally:
            text.close()
    finally:
        page.close()


def _bound() -> None:
    """Hold this process to its bounds, where the system can."""
    try:
        import resource
    except ImportError:  # Windows, which has the timeout alone
        return
    bounds = {resource.RLIMIT_AS: MOST_MEMORY, resource.RLIMIT_CPU: MOST_SECONDS, resource.RLIMIT_CORE: 0}
    for kind, most in bounds.items():
        allowed = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if allowed == resource.RLIM_INFINITY else min(most, allowed), allowed))


def main() -> None:
    """Print what standard input holds, as `{"pages": [...]}` or `{"fault": "…"}`."""
    _bound()
    try:
        said: dict[str, object] = {"pages": page_texts(sys.stdin.buffer.read())}
    except ValueError as fault:
        said = {"fault": str(fault)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
