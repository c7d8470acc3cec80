"""What the parts of a document are made with: its theme, styles, lists, links, and the problems met.

One set for each document; nothing is made here.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefs.docx.anchors import Anchors
from briefs.docx.notices import Notices
from briefs.docx.numbering import Numbering
from briefs.docx.package import Parts
from briefs.docx.runs import Runs
from briefs.docx.styles import Styles
from briefs.layout.columns import Measure
from briefs.layout.placed import Layout
from briefs.model.theme import Theme
from briefs.model.tree import Document


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
