"""What writing gives back: a file's bytes with what was noticed on the way, or only its length.

Plain values; nothing here measures or draws.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefs.model.problems import Problem
from briefs.model.tree import Span

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

_ZIP = b"PK"


class Written(Struct, frozen=True):
    """A finished file."""

    data: bytes
    pages: int
    """0 where the writer cannot know: Word counts its own pages."""
    problems: tuple[Problem, ...] = ()

    def docx(self) -> DocxDocument:
        """The Word file as python-docx's `Document`, to go on with: add to it, change it, `save` it.

        Raises ValueError for a file of another format.
        """
        if not self.data.startswith(_ZIP):
            raise ValueError("only a Word file can be opened as one: write the document as `docx`")
        from docx import Document  # it takes a tenth of a second to import

        return Document(BytesIO(self.data))

    def __repr__(self) -> str:
        return f"Written(data={len(self.data):,} bytes, pages={self.pages}, problems={self.problems!r})"


class Extent(Struct, frozen=True):
    """How long a document is, against a budget of pages."""

    pages: int
    over: float
    """How many lines of body text it is too long for the budget; 0: it fits."""


class PaintedText(Struct, frozen=True):
    """A stretch of text on a page: one line's part of one span. Points from the page's lower left corner."""

    page: int
    """Counted from 1."""
    left: float
    bottom: float
    right: float
    top: float
    text: str
    span: Span
    """The very span of the tree that it was made from; a new one for what layout adds (bullets, labels, charts)."""


class Painting(Struct):
    """What was painted where, for whoever shows the pages: given to a writer empty, and filled by it."""

    texts: list[PaintedText] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    """For each page a number that is another one as soon as anything on the page is."""
