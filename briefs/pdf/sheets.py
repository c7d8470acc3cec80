"""One page while it is painted: its operators, its marked content, and how both are written.

What is painted, and where, is the canvas' matter.
"""

from __future__ import annotations

import re
from operator import attrgetter
from zlib import crc32

from msgspec import Struct, field

from briefs.layout.written import Painting
from briefs.pdf.file import string
from briefs.pdf.tags import Content

PAGINATION = {
    "header": "/Artifact<</Type/Pagination/Subtype/Header>>BDC",
    "footer": "/Artifact<</Type/Pagination/Subtype/Footer>>BDC",
    "watermark": "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC",
    "repeated": "/Artifact<</Type/Pagination>>BDC",
    "": "/Artifact BMC",
}
"""How marked content that belongs to no element begins (14.8.2.2); the empty one is for rules and grounds."""

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


class Sheet(Struct):
    """One page while it is painted."""

    object: int
    ref: str
    key: int
    size: tuple[float, float]
    """Width and height in points."""
    code: list[str | Content] = field(default_factory=list)
    """Operators; marked content begins where it stands among them."""
    under: list[str] = field(default_factory=list)
    """Painted before everything else."""
    annotations: list[int] = field(default_factory=list)


def is_private(text: str) -> bool:
    """Whether it has a character that only its author knows.

    The content itself must then say what it is (PDF/A-2a, 6.2.11.7.3). All other content leaves that to its
    element: programs that search and copy turn right-to-left text round themselves.
    """
    return not text.isascii() and _PRIVATE.search(text) is not None


def print_of(sheet: Sheet, page: int, painting: Painting) -> int:
    """A number by which a page is known from another that looks otherwise: codes alone do not say which letters."""
    texts = (each.text for each in painting.texts if each.page == page)
    code = (each for each in sheet.code if isinstance(each, str))
    return crc32("\n".join((*sheet.under, *code, *texts)).encode("utf-8", "surrogatepass"))


def number_marks(sheet: Sheet) -> list[int]:
    """The elements that the page's marked content is in, by its numbers, which it has now.

    They are in the order of the elements' numbers; in which order they are read, the tree says (14.7.4.2).
    """
    marks = [each for each in sheet.code if isinstance(each, Content)]
    marks.sort(key=_owner)
    for number, content in enumerate(marks):
        content.mcid = f"{number:3d}"
    return [content.owner.number for content in marks]


_owner = attrgetter("owner.number")


def beginning(of: Content) -> str:
    """The operator that begins marked content."""
    tag = of.owner
    actual = f"/ActualText {string(tag.actual)}" if tag.actual and is_private(tag.actual) else ""
    return f"/{tag.kind}<</MCID {of.mcid.lstrip()}{actual}>>BDC"
