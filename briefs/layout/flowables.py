"""Drawings that an engineer brings: any flowable or drawing of ReportLab's, on a page of its own that is no larger.

How that page comes into a PDF is `pdf`'s matter; for Word it is painted as dots.
"""

from __future__ import annotations

from io import BytesIO

from msgspec import Struct

from briefs.model.tree import Drawable

DOTS = 300
"""Dots in an inch of a drawing in Word."""
HINT = "install `briefs[drawings]`, and draw in RGB with fonts from files"


class UndrawableError(Exception):
    """The drawing cannot be put into the file; the message says why, in words."""


class DrawnPage(Struct, frozen=True):
    """A page with nothing but the drawing; lengths in points."""

    data: bytes
    """A PDF file of ReportLab's."""
    width: float
    height: float


def drawn_page(drawing: Drawable, width: float, height: float) -> DrawnPage:
    """The drawing, told that it has this much room. Raises UndrawableError."""
    from reportlab.pdfgen.canvas import Canvas  # ReportLab takes two tenths of a second to import

    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1)
    try:
        wide, high = drawing.wrapOn(canvas, width, height)
        if wide <= 0 or high <= 0:
            raise UndrawableError("it has no size")
        canvas.setPageSize((wide, high))
        drawing.drawOn(canvas, 0, 0)
        canvas.showPage()
        canvas.save()
    except UndrawableError:
        raise
    except Exception as error:  # it is somebody else's code: any error may come
        raise UndrawableError(f"{type(error).__name__}: {error}") from error
    return DrawnPage(stream.getvalue(), float(wide), float(high))


def png(page: DrawnPage) -> bytes:
    """The page as dots, which know how large they are. Raises UndrawableError where nothing can paint them."""
    try:
        import pypdfium2
    except ImportError:
        raise UndrawableError("Word needs it as a picture, and pypdfium2, which makes one, is not installed") from None
    file = pypdfium2.PdfDocument(page.data)
    image = file[0].render(scale=DOTS / 72).to_pil()
    file.close()
    stream = BytesIO()
    image.save(stream, "PNG", dpi=(DOTS, DOTS))
    return stream.getvalue()
