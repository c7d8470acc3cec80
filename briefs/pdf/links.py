"""Where links lead: the places of a document, and addresses that a reader can open.

Headings are the places that contents and bookmarks lead to; nothing is measured or painted here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from briefs.layout.headings import anchors_of
from briefs.layout.placed import Layout
from briefs.model.problems import Place, Problem
from briefs.model.tree import Row, Spans, Table, plain, spans_of

_ADDRESS = re.compile(r"(?i)(?:https?://|mailto:|tel:)[^\s<>\"{}|\\^`]+")


class Links:
    """The places of one document, or of several that are bound as one, and their headings."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        headings = [heading for layout in layouts for heading in layout.headings]
        self._known = {anchor: None for layout in layouts for anchor in anchors_of(layout.document)}
        self._headings = {heading.anchor: heading for heading in headings}
        self._only_titles = all(heading.level == 0 for heading in headings)

    def bookmark(self, anchor: str) -> tuple[int, str] | None:
        """Depth and words of a heading's entry in the outline.

        The title is in the outline only where there is no other heading.
        """
        heading = self._headings[anchor]
        words = plain(heading.spans)
        if not words or (heading.level == 0 and not self._only_titles):
            return None
        return max(0, heading.level - 1), words

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


def _nowhere(link: str, at: Place) -> Problem:
    if link.startswith("#"):
        return Problem("W005", f"the link `{link}` leads nowhere", at, "link to a heading of this document")
    hint = "write the whole address, such as https://example.org/page"
    return Problem("W005", f"no reader can open the address `{link[:80]}`", at, hint)
