"""What the parts of a document are made with: its theme, styles, lists, links, and the problems met.

One set for each document; nothing is made here.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefs.layout.columns import Measure
from briefs.layout.placed import Layout
from briefs.theme import Theme
from briefs.tree import Document
from briefs.write.docx.anchors import Anchors
from briefs.write.docx.notices import Notices
from briefs.write.docx.numbering import Numbering
from briefs.write.docx.package import Parts
from briefs.write.docx.runs import Runs
from briefs.write.docx.styles import Styles


class Tools(Struct, frozen=True):
    """What a document is made with."""

    layout: Layout
    styles: Styles
    numbering: Numbering
    parts: Parts
    anchors: Anchors
    notices: Notices
    runs: Runs
    measure: Measure
    pages: Mapping[str, int]
    """On which page each heading is, by its anchor; empty where nobody knows."""

    @property
    def document(self) -> Document:
        return self.layout.document

    @property
    def theme(self) -> Theme:
        return self.layout.theme
