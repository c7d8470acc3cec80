"""Write a document: tree and theme in, bytes out; the only room that measures anything.

It knows no fact file, no template and no Markdown. Each format's libraries are imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefs.layout.blanks import filled
from briefs.layout.figures import rowed
from briefs.theme import Theme
from briefs.tree import Contents, Document, blocks_below
from briefs.write.written import Extent, Written


def _docx(document: Document, theme: Theme) -> Written:
    from briefs.write.docx import write  # python-docx takes a tenth of a second to import

    return write(document, theme, _pages(document, theme))


def _pages(document: Document, theme: Theme) -> Sequence[int]:
    """The page of each heading for a table of contents: as the PDF lays it out, and Word does with the same numbers."""
    if not any(isinstance(block, Contents) for block in blocks_below(document.blocks)):
        return ()
    from briefs.write.pdf import pages

    return pages(document, theme)


def _pdf(document: Document, theme: Theme) -> Written:
    from briefs.write.pdf import write  # ReportLab takes two tenths

    return write(document, theme)


def _text(document: Document, theme: Theme) -> Written:
    from briefs.write.text import write

    return write(document)


WRITERS: dict[str, Callable[[Document, Theme], Written]] = {"docx": _docx, "pdf": _pdf, "text": _text}


def write(document: Document, theme: Theme, format: str) -> Written:  # noqa: A002 - the word everybody uses
    """The document as a file of the format. Raises ValueError for a format that is not in WRITERS."""
    if format not in WRITERS:
        raise ValueError(f"there is no format `{format}`: the formats are {', '.join(WRITERS)}")
    return WRITERS[format](rowed(filled(document), theme), theme)


def measure(document: Document, theme: Theme, budget: int) -> Extent:
    """How long the document is, against a budget of pages; laid out, not drawn."""
    from briefs.write.pdf import measure as measured

    return measured(rowed(filled(document), theme), theme, budget)


__all__ = ["WRITERS", "Extent", "Written", "measure", "write"]
