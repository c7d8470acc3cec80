"""Where links lead: the places of a document, and addresses that a reader can open.

Headings are the places that contents and bookmarks lead to; nothing is measured or painted here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from briefs.problems import Place, Problem
from briefs.tree import Document, Heading, Row, Spans, Table, blocks_below, plain, spans_of

OWN = "heading-"
"""Begins the anchors of headings that have none."""
_ADDRESS = re.compile(r"(?i)(?:https?://|mailto:|tel:)[^\s<>\"{}|\\^`]+")


class Links:
    """The places of one document, and its headings."""

    def __init__(self, document: Document) -> None:
        self._blocks = tuple(blocks_below(document.blocks))
        self.headings = [block for block in self._blocks if isinstance(block, Heading)]
        self._known = {heading.anchor for heading in self.headings if heading.anchor}
        self._known |= {span.anchor for block in self._blocks for span in spans_of(block) if span.anchor}
        self.places = self._named()
        """The anchors of the headings in reading order, made where there are none."""
        self._only_titles = all(heading.level == 0 for heading in self.headings)
        self._told = 0

    def _named(self) -> list[str]:
        places: list[str] = []
        for number, heading in enumerate(self.headings, 1):
            place = heading.anchor or f"{OWN}{number}"
            while not heading.anchor and place in self._known:
                place = f"{OWN}{place}"
            places.append(place)
        return places

    def place_of(self, heading: Heading) -> tuple[str, tuple[int, str] | None]:
        """The anchor of the next heading in reading order, and its bookmark: depth and words.

        The title is in the outline only where there is no other heading.
        """
        anchor = self.places[self._told]
        self._told += 1
        words = plain(words_of(heading))
        if not words or (heading.level == 0 and not self._only_titles):
            return anchor, None
        return anchor, (max(0, heading.level - 1), words)

    def entries(self, depth: int) -> Iterator[tuple[int, Spans, str]]:
        """Level, words and anchor of each heading down to `depth`, the title left out."""
        for heading, anchor in zip(self.headings, self.places, strict=True):
            if 1 <= heading.level <= depth and plain(words_of(heading)):
                yield heading.level, words_of(heading), anchor

    def checked(self, spans: Spans, at: Place, problems: list[Problem]) -> Spans:
        """The spans without links that lead nowhere; each of those is a problem."""
        if not any(span.link for span in spans):
            return spans
        wrong = {span.link for span in spans if span.link and not self._leads(span.link)}
        for link in sorted(wrong):
            problem = _nowhere(link, at)
            if problem not in problems:
                problems.append(problem)
        return tuple(replace(span, link="") if span.link in wrong else span for span in spans) if wrong else spans

    def checked_table(self, table: Table, problems: list[Problem]) -> Table:
        """The table without links that lead nowhere."""
        if not any(span.link for span in spans_of(table)):
            return table

        def rows(of: tuple[Row, ...]) -> tuple[Row, ...]:
            return tuple(
                replace(
                    row,
                    cells=tuple(
                        replace(cell, spans=self.checked(cell.spans, row.at if row.at.file else table.at, problems))
                        for cell in row.cells
                    ),
                )
                for row in of
            )

        return replace(table, head=rows(table.head), rows=rows(table.rows))

    def _leads(self, link: str) -> bool:
        return link[1:] in self._known if link.startswith("#") else _ADDRESS.fullmatch(link) is not None


def words_of(heading: Heading) -> Spans:
    """The heading's words on one line, without its notes, links and places."""
    return tuple(
        replace(span, text=" ".join(span.text.split("\n")), link="", anchor="")
        for span in heading.spans
        if "note" not in span.marks and span.text
    )


def _nowhere(link: str, at: Place) -> Problem:
    if link.startswith("#"):
        return Problem("W005", f"the link `{link}` leads nowhere", at, "link to a heading of this document")
    hint = "write the whole address, such as https://example.org/page"
    return Problem("W005", f"no reader can open the address `{link[:80]}`", at, hint)
