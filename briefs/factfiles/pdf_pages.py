"""A process of its own that reads the text of a PDF file: `python -m briefs.factfiles.pdf_pages < FILE`.

PDFium takes as much memory as a file makes it take, and cannot be interrupted; a process can be held to bounds. It
prints the runs of text of each page as JSON, or in words why there are none; lines and columns are `pdf_layout`'s work.
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


Run = tuple[str, float, float, float, float]
"""A stretch of text on one line, with its left, right, bottom and top: points, from the page's lower left corner."""
JOINED = 0.9
"""Of the height of its text, the gap between two words from which on they belong to different runs."""


def page_runs(data: bytes) -> list[tuple[float, float, list[Run]]]:
    """Of each page of a PDF file width, height and runs of text. Raises ValueError where it cannot be read."""
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
        return list(_all_runs(document, pages))


def _all_runs(document: Any, pages: int) -> Iterator[tuple[float, float, list[Run]]]:
    import pypdfium2

    library: Any = pypdfium2
    size = 0
    for number in range(pages):
        try:
            width, height, runs = _page_runs(document, number, MOST_TEXT - size)
        except library.PdfiumError:
            raise ValueError(f"page {number + 1} of it is damaged") from None
        size += sum(len(run[0]) for run in runs)
        yield width, height, runs


def _page_runs(document: Any, number: int, most: int) -> tuple[float, float, list[Run]]:
    import pypdfium2.raw

    raw: Any = pypdfium2.raw
    page = document[number]
    try:
        if raw.FPDFPage_CountObjects(page) > MOST_OBJECTS:
            raise too_much(f"things drawn on page {number + 1}", MOST_OBJECTS)
        text = page.get_textpage()
        try:
            if raw.FPDFText_CountChars(text) > most:
                raise too_much("characters of text", MOST_TEXT)
            return *page.get_size(), list(_joined(_words(raw, text)))
        finally:
            text.close()
    finally:
        page.close()


def _words(raw: Any, text: Any) -> Iterator[Run]:
    """The words of a page as they were drawn, with the boxes of their type, which are alike along a line."""
    box = raw.FS_RECTF()
    begun, letters = 0, ""
    count = raw.FPDFText_CountChars(text)
    for index in range(count + 1):
        char = chr(raw.FPDFText_GetUnicode(text, index)) if index < count else " "
        if char and not char.isspace():
            begun, letters = (begun, letters) if letters else (index, "")
            letters += char
        elif letters:
            raw.FPDFText_GetLooseCharBox(text, begun, box)
            left, bottom, top = box.left, box.bottom, box.top
            raw.FPDFText_GetLooseCharBox(text, index - 1, box)
            if abs(box.bottom - bottom) > (top - bottom) / 2:  # a word that is cut at the end of a line
                yield from _cut(raw, text, begun, index, letters)
            else:
                yield letters, left, box.right, bottom, top
            letters = ""


def _cut(raw: Any, text: Any, begun: int, end: int, letters: str) -> Iterator[Run]:
    """The parts of a word that stand on several lines."""
    box = raw.FS_RECTF()
    part: Run | None = None
    for index, char in zip(range(begun, end), letters, strict=True):
        raw.FPDFText_GetLooseCharBox(text, index, box)
        if part is not None and abs(box.bottom - part[3]) <= (part[4] - part[3]) / 2:
            part = (part[0] + char, part[1], box.right, part[3], part[4])
            continue
        if part is not None:
            yield part
        part = (char, box.left, box.right, box.bottom, box.top)
    if part is not None:
        yield part


def _joined(words: Iterator[Run]) -> Iterator[Run]:
    """The words in runs: those that follow one another on a line without a gap."""
    held: Run | None = None
    for word in words:
        if held is not None and _follows(held, word):
            held = (f"{held[0]} {word[0]}", held[1], word[2], min(held[3], word[3]), max(held[4], word[4]))
            continue
        if held is not None:
            yield held
        held = word
    if held is not None:
        yield held


def _follows(held: Run, word: Run) -> bool:
    height = min(held[4] - held[3], word[4] - word[3])
    level = abs((held[3] + held[4]) - (word[3] + word[4])) / 2
    return level <= height / 2 and -height / 2 <= word[1] - held[2] <= JOINED * height


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
    """Print what standard input holds, as `{"pages": [[width, height, runs], …]}` or `{"fault": "…"}`."""
    _bound()
    try:
        said: dict[str, object] = {"pages": page_runs(sys.stdin.buffer.read())}
    except ValueError as fault:
        said = {"fault": str(fault)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
