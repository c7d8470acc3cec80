"""Write a document: tree and theme in, bytes out; layout decides, the formats draw.

It knows no fact file, no template and no Markdown. Each format's libraries are imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable

from briefs.layout.lay_out import lay_out
from briefs.layout.placed import Layout
from briefs.layout.written import Extent, Written
from briefs.model.theme import Theme
from briefs.model.tree import Contents, Document, blocks_below


def _docx(layout: Layout) -> Written:
    from briefs import docx  # python-docx takes a tenth of a second to import

    if not any(isinstance(block, Contents) for block in blocks_below(layout.document.blocks)):
        return docx.write(layout)
    from briefs import pdf

    return docx.write(layout, pdf.pages(layout))  # Word breaks pages as the PDF does, with the same numbers


def _pdf(layout: Layout) -> Written:
    from briefs import pdf  # ReportLab takes two tenths

    return pdf.write(layout)


def _text(layout: Layout) -> Written:
    from briefs.project import as_text as text

    return text.write(layout.document)


WRITERS: dict[str, Callable[[Layout], Written]] = {"docx": _docx, "pdf": _pdf, "text": _text}


def write(document: Document | Layout, theme: Theme, format: str) -> Written:
    """The document as a file of the format; one that is laid out in this theme already is not laid out again.

    Raises ValueError for a format that is not in WRITERS.
    """
    if format not in WRITERS:
        raise ValueError(f"there is no format `{format}`: the formats are {', '.join(WRITERS)}")
    return WRITERS[format](document if isinstance(document, Layout) else lay_out(document, theme))


def measure(document: Document, theme: Theme, budget: int) -> Extent:
    """How long the document is, against a budget of pages; laid out, not drawn."""
    from briefs import pdf

    return pdf.measure(lay_out(document, theme), budget)


__all__ = ["WRITERS", "Extent", "Layout", "Written", "lay_out", "measure", "write"]
