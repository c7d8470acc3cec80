"""The table of contents: a field that Word can update, with its result as it should be at once.

The pages come from whoever has laid the document out; where they are not known, none are printed.
"""

from __future__ import annotations

from briefs.docx.drawing_kit import Tools
from briefs.docx.fields import field, field_end, field_start
from briefs.docx.paragraphs import Para, Wrapped
from briefs.docx.text import attribute
from briefs.layout.placed import ContentsEntry, PlacedContents

_HIDDEN = "<w:rPr><w:noProof/><w:webHidden/></w:rPr>"
_SHOWN = "<w:rPr><w:noProof/></w:rPr>"
_OPENING = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
)


def contents(block: PlacedContents, tools: Tools) -> Wrapped:
    """The title and an entry for each heading, each a link; nothing but the title where there are no headings."""
    runs, styles = tools.runs, tools.styles
    inner: list[Para] = []
    if block.title:
        title = Para(styles.paragraph("contents-title"), styles.look("contents-title"), runs.xml(block.title.spans))
        title.rtl = runs.direction(block.title.spans)
        inner.append(title)
    entries = [_entry(each, tools, _SHOWN if block.of_parts else _HIDDEN) for each in block.entries]
    if block.of_parts:  # what a field would gather are the words of headings
        return Wrapped("", inner + entries, "")
    if entries:
        numbers = "" if tools.pages else "\\n "
        code = f'TOC \\o "1-{block.depth}" {numbers}\\h \\z \\u'
        entries[0].content = field_start(code) + entries[0].content
        entries[-1].content += field_end()
    return Wrapped(_OPENING, inner + entries, "</w:sdtContent></w:sdt>")


def _entry(entry: ContentsEntry, tools: Tools, properties: str) -> Para:
    name = tools.anchors.name(entry.anchor)
    number = ""
    if page := tools.pages.get(entry.anchor):
        reference = field(f"PAGEREF {name} \\h", str(page), properties)
        number = f"<w:r>{properties}<w:tab/></w:r>{reference}"
    inner = tools.runs.xml(entry.spans) + number
    content = f'<w:hyperlink w:anchor="{attribute(name)}" w:history="1">{inner}</w:hyperlink>'
    styles = tools.styles
    return Para(styles.paragraph(entry.role), styles.look(entry.role), content, rtl=tools.runs.direction(entry.spans))
