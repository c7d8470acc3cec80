"""The table of contents: a field that Word can update, with its result as it should be at once.

The pages come from whoever has laid the document out; where they are not known, none are printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefs.tree import Contents, Document, Heading, Spans, blocks_below
from briefs.write.docx.anchors import Anchors
from briefs.write.docx.fields import field, field_end, field_start
from briefs.write.docx.paragraphs import Para, Wrapped
from briefs.write.docx.runs import Runs
from briefs.write.docx.styles import Styles
from briefs.write.docx.text import attribute

DEEPEST = 3
"""Levels of contents that the theme has looks for."""
_HIDDEN = "<w:rPr><w:noProof/><w:webHidden/></w:rPr>"
_OPENING = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
)


def contents(
    block: Contents,
    document: Document,
    pages: Mapping[str, int],
    styles: Styles,
    runs: Runs,
    anchors: Anchors,
) -> Wrapped:
    """The title and an entry for each heading, each a link; nothing but the title where there are no headings."""
    headings = [
        each
        for each in blocks_below(document.blocks)
        if isinstance(each, Heading) and 1 <= each.level <= block.depth and _words(each.spans)
    ]
    known = any(each.anchor in pages for each in headings)
    inner: list[Para] = []
    if block.title:
        title = Para(styles.paragraph("contents-title"), styles.look("contents-title"), runs.xml(block.title))
        title.rtl = runs.direction(block.title)
        inner.append(title)
    entries = [_entry(each, pages.get(each.anchor), styles, runs, anchors) for each in headings]
    if entries:
        code = f'TOC \\o "1-{block.depth}" {"" if known else chr(92) + "n "}\\h \\z \\u'
        entries[0].content = field_start(code) + entries[0].content
        entries[-1].content += field_end()
    inner += entries
    return Wrapped(_OPENING, inner, "</w:sdtContent></w:sdt>")


def _entry(heading: Heading, page: int | None, styles: Styles, runs: Runs, anchors: Anchors) -> Para:
    role = f"contents-{min(heading.level, DEEPEST)}"
    name = anchors.of_heading(heading)
    words = _words(heading.spans)
    number = ""
    if page is not None:
        reference = field(f"PAGEREF {name} \\h", str(page), _HIDDEN)
        number = f"<w:r>{_HIDDEN}<w:tab/></w:r>{reference}"
    content = f'<w:hyperlink w:anchor="{attribute(name)}" w:history="1">{runs.xml(words)}{number}</w:hyperlink>'
    return Para(styles.paragraph(role), styles.look(role), content, rtl=runs.direction(words))


def _words(spans: Spans) -> Spans:
    """The heading's words without its source numbers, links and places, on one line."""
    return tuple(
        replace(span, text=span.text.replace("\n", " "), link="", anchor="")
        for span in spans
        if "note" not in span.marks
    )
