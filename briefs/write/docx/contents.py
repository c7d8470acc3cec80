"""The table of contents: a field that Word can update, with its result as it should be at once.

The pages come from whoever has laid the document out; where they are not known, none are printed.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefs.tree import Contents, Heading, Spans, blocks_below, plain
from briefs.write.docx.fields import field, field_end, field_start
from briefs.write.docx.paragraphs import Para, Wrapped
from briefs.write.docx.revisions import standing
from briefs.write.docx.text import attribute
from briefs.write.docx.tools import Tools

DEEPEST = 3
"""Levels of contents that the theme has looks for."""
_HIDDEN = "<w:rPr><w:noProof/><w:webHidden/></w:rPr>"
_OPENING = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
)


def contents(block: Contents, tools: Tools) -> Wrapped:
    """The title and an entry for each heading, each a link; nothing but the title where there are no headings."""
    runs, styles = tools.runs, tools.styles
    headings = [each for each in blocks_below(tools.document.blocks) if isinstance(each, Heading)]
    pages: Sequence[int | None] = tools.pages or [None] * len(headings)
    listed = [
        (each, page)
        for each, page in zip(headings, pages, strict=True)
        if 1 <= each.level <= block.depth and plain(_words(each.spans)).strip()
    ]
    inner: list[Para] = []
    if plain(block.title).strip():
        title = Para(styles.paragraph("contents-title"), styles.look("contents-title"), runs.xml(block.title))
        title.rtl = runs.direction(block.title)
        inner.append(title)
    entries = [_entry(each, page, tools) for each, page in listed]
    if entries:
        numbers = "" if tools.pages else "\\n "
        code = f'TOC \\o "1-{block.depth}" {numbers}\\h \\z \\u'
        entries[0].content = field_start(code) + entries[0].content
        entries[-1].content += field_end()
    return Wrapped(_OPENING, inner + entries, "</w:sdtContent></w:sdt>")


def _entry(heading: Heading, page: int | None, tools: Tools) -> Para:
    role = f"contents-{min(heading.level, DEEPEST)}"
    name = tools.anchors.of_heading(heading)
    words = _words(heading.spans)
    number = ""
    if page is not None:
        reference = field(f"PAGEREF {name} \\h", str(page), _HIDDEN)
        number = f"<w:r>{_HIDDEN}<w:tab/></w:r>{reference}"
    inner = tools.runs.xml(words) + number
    content = f'<w:hyperlink w:anchor="{attribute(name)}" w:history="1">{inner}</w:hyperlink>'
    return Para(tools.styles.paragraph(role), tools.styles.look(role), content, rtl=tools.runs.direction(words))


def _words(spans: Spans) -> Spans:
    """The heading's words without its source numbers, links and places, on one line."""
    return tuple(
        replace(span, text=span.text.replace("\n", " "), link="", anchor="", marks=span.marks - {"inserted"})
        for span in standing(spans)
        if "note" not in span.marks
    )
