"""What writing gives back: a file's bytes with what was noticed on the way, or only its length.

Plain values; nothing here measures or draws.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from briefs.model.problems import Problem

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
