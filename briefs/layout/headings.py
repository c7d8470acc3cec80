"""Headings: where links to them lead, and what contents and outlines print of them.

Nothing is measured or drawn here.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefs.layout.heading_numbers import Counting
from briefs.layout.placed import ContentsEntry
from briefs.model.counting import BEHIND
from briefs.model.theme import Theme
from briefs.model.tree import Document, Heading, Span, Spans, blocks_below, plain, spans_of

OWN = "heading-"
"""Begins the anchors of headings that have none."""
DEEPEST = 3
"""Levels of contents that the theme has looks for."""


def headings_of(document: Document, theme: Theme | None = None) -> tuple[ContentsEntry, ...]:
    """The headings in reading order, each with an anchor that no other place has, and its number."""
    headings = [block for block in blocks_below(document.blocks) if isinstance(block, Heading)]
    taken = anchors_of(document)
    made: list[ContentsEntry] = []
    count = Counting(theme.stationery.numbers if theme and theme.stationery else {})
    for number, heading in enumerate(headings, 1):
        anchor = heading.anchor or f"{OWN}{number}"
        while not heading.anchor and anchor in taken:
            anchor = f"{OWN}{anchor}"
        role = f"contents-{min(max(1, heading.level), DEEPEST)}"
        own = f"heading-{min(heading.level, 6)}" if heading.level else "title"
        label = count.number(own) if plain(heading.spans).strip() and not _is_annex(heading) else ""
        label = f"{heading.number.text}{BEHIND}" if heading.number and not label else label
        words = words_of(heading.entry or heading.spans)
        words = (Span(label.replace("\t", " ")), *words) if label else words
        made.append(ContentsEntry(heading.level, words, anchor, role, label, own))
    return tuple(made)


def _is_annex(heading: Heading) -> bool:
    """Whether it heads an annex: no file counts these with other headings."""
    return heading.number is not None and heading.number.of == "annex" and not heading.number.level


def anchors_of(document: Document) -> dict[str, None]:
    """The places that the document itself names, in reading order."""
    found: dict[str, None] = {}
    for block in blocks_below(document.blocks):
        if isinstance(block, Heading) and block.anchor:
            found[block.anchor] = None
        found |= {span.anchor: None for span in spans_of(block) if span.anchor}
    return found


def words_of(spans: Spans) -> Spans:
    """The words on one line, without notes, links, places and what a tracked change deletes."""
    return tuple(
        replace(span, text=" ".join(span.text.split("\n")), link="", anchor="", marks=span.marks - {"inserted"})
        for span in spans
        if span.text and not span.marks & {"note", "deleted"}
    )
