"""Write a document as a Word file: WordprocessingML made as strings, in a package of python-docx's.

It draws the same tree as the PDF writer, with the same theme; it knows no fact file and no template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT

from briefs.docx import base
from briefs.docx.anchors import Anchors
from briefs.docx.body import Body
from briefs.docx.controls import WORD_2010
from briefs.docx.drawing_kit import Tools
from briefs.docx.notices import Notices
from briefs.docx.numbering import Numbering
from briefs.docx.office_theme import font_table, office_theme
from briefs.docx.package import Parts
from briefs.docx.revisions import Revisions
from briefs.docx.runs import Runs
from briefs.docx.sections import Sections
from briefs.docx.styles import NAMESPACE, Styles
from briefs.layout.measure import measure_for
from briefs.layout.placed import Layout
from briefs.layout.written import Written
from briefs.model.theme import Theme
from briefs.model.tree import Document

if TYPE_CHECKING:
    from briefs.docx.house import House

_ROOT = (
    f'<w:document xmlns:w="{NAMESPACE}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    f' xmlns:w14="{WORD_2010}" mc:Ignorable="w14">'
)

NO_PAGES: Mapping[str, int] = MappingProxyType({})


def write(layout: Layout, pages: Mapping[str, int] = NO_PAGES, parts: Sequence[Layout] = ()) -> Written:
    """The document as a .docx file, with those that are bound behind it, and the problems met.

    `pages` says on which page each heading is, by its anchor, for the table of contents; without it the contents are
    links only.
    """
    document, theme = layout.document, layout.theme
    package, notices, anchors = Parts(), Notices(), Anchors((layout, *parts))
    for text in (document.title, document.author, document.subject, *document.keywords):
        notices.held(text)
    house = _house(document, theme, package)
    kits = [(house.styles, house.numbering)] if house else _kits(layout, parts)
    body, drawings = "", 0
    for number, (one, (styles, numbering)) in enumerate(zip((layout, *parts), kits, strict=True), 1):
        runs = Runs(one.document.language, styles, package, anchors, notices, Revisions(one.document))
        tools = Tools(one, styles, numbering, package, anchors, notices, runs, measure_for(one.theme), pages)
        if house:
            house.runs = runs
            made = Body(tools, house.ended, house.drawings)
            body += made.xml()
            body = house.finish(body, made.last)
            break
        sections = Sections(one, package, styles, runs, number)
        made = Body(tools, sections.xml, drawings)
        body += made.xml(goes_on=number <= len(parts))
        drawings = made.drawings
        if number > len(parts):
            body += sections.xml(made.last)
    if not house:
        styles, numbering = kits[0]
        others = [each for each, _ in kits[1:] if each is not styles]
        _add_parts(document, theme, package, styles, numbering, others)
    xml = f"{_ROOT}<w:body>{body}</w:body></w:document>"
    data = package.data(xml, base.core(document), base.extended())
    return Written(data, 0, tuple(notices.found))


def _house(document: Document, theme: Theme, parts: Parts) -> House | None:
    """The ministry's file, where the document is written on one."""
    if theme.stationery is None:
        return None
    from briefs.docx.house import House  # only papers on a base pay for it

    return House(document, theme, theme.stationery, parts)


def _add_parts(
    document: Document, theme: Theme, parts: Parts, styles: Styles, numbering: Numbering, others: Sequence[Styles]
) -> None:
    """Add what every document of ours has beside its body."""
    parts.add("styles.xml", CT.WML_STYLES, RT.STYLES, styles.xml(others))
    parts.add("settings.xml", CT.WML_SETTINGS, RT.SETTINGS, base.settings(document))
    parts.add("fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE, font_table(theme))
    parts.add("theme/theme1.xml", CT.OFC_THEME, RT.THEME, office_theme(theme))
    if lists := numbering.xml():
        parts.add("numbering.xml", CT.WML_NUMBERING, RT.NUMBERING, lists)


def _kits(layout: Layout, parts: Sequence[Layout]) -> list[tuple[Styles, Numbering]]:
    """Styles and lists of each document; documents in one theme and language share them."""
    styles = Styles(layout.theme, layout.document.language)
    first = (styles, Numbering(styles))
    known = [(layout.theme, layout.document.language, first)]
    kits = [first]
    for part in parts:
        language = part.document.language
        kit = next((kit for theme, tag, kit in known if theme == part.theme and tag == language), None)
        if kit is None:
            styles = Styles(part.theme, language, str(len(known) + 1), layout.theme)
            kit = (styles, Numbering(styles, others=first[1]))
            known.append((part.theme, language, kit))
        kits.append(kit)
    return kits


__all__ = ["write"]
