"""Sections: the size and margins of their pages, and their headers and footers.

Where one ends is decided elsewhere; what stands in headers and footers, `furniture` knows.
"""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from msgspec.structs import replace

from briefs.docx import furniture
from briefs.docx.package import Parts
from briefs.docx.runs import Runs
from briefs.docx.styles import Styles
from briefs.docx.text import twips
from briefs.layout.furniture import has_first
from briefs.layout.placed import Layout, NewSection
from briefs.model.stationery import FURNITURE

_FURNITURE = {"header": (CT.WML_HEADER, RT.HEADER), "footer": (CT.WML_FOOTER, RT.FOOTER)}


class Sections:
    """The sections of one document; `number` tells it from others in the file."""

    def __init__(self, layout: Layout, parts: Parts, styles: Styles, runs: Runs, number: int) -> None:
        self._layout = layout
        self._parts = parts
        self._styles = styles
        self._runs = runs
        self._number = number
        self._references: dict[tuple[bool, str, bool], str] = {}
        """To the headers and footers of each kind."""
        self._first = has_first(layout.theme)
        """Whether the section in hand is the first, and its first page has headers and footers of its own."""

    def xml(self, section: NewSection) -> str:
        """w:sectPr, its children in the order of ISO/IEC 29500-1, A.1 (CT_SectPr)."""
        first, self._first = self._first, False
        title = "<w:titlePg/>" if first else ""
        page = self._layout.theme.turned(section.landscape).page
        wide = ' w:orient="landscape"' if page.width > page.height else ""
        return (
            f"<w:sectPr>{self._furniture(section, first)}"
            f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{wide}/>'
            f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}"'
            f' w:left="{twips(page.left)}" w:header="{twips(page.header)}" w:footer="{twips(page.footer)}"'
            f' w:gutter="0"/><w:cols w:space="720"/>{title}'
            f"{'<w:bidi/><w:rtlGutter/>' if self._runs.rtl else ''}</w:sectPr>"
        )

    def _furniture(self, section: NewSection, first: bool) -> str:
        """References to headers and footers, which pages of one kind share."""
        key = (section.landscape, section.annex, first)
        if key not in self._references:
            self._references[key] = self._made(section, first)
        return self._references[key]

    def _made(self, section: NewSection, first: bool) -> str:
        document, theme = self._layout.document, self._layout.theme.turned(section.landscape)
        document = replace(document, furniture={**document.furniture, "annex": section.annex})
        more = f"-{len(self._references)}" if self._references else ""
        found = ""
        for kind in FURNITURE:
            for pages in ("default", "first") if first else ("default",):
                made = furniture.part(kind, document, theme, self._styles, self._runs, pages == "first")
                if made.xml:
                    name = f"{'first-' if pages == 'first' else ''}{kind}{self._number}{more}.xml"
                    number = self._parts.add(name, *_FURNITURE[kind], made.xml, made.pictures)
                    found += f'<w:{kind}Reference w:type="{pages}" r:id="{number}"/>'
        return found
