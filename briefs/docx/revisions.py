"""Tracked changes: text, paragraphs and rows that Word can accept or reject (ISO/IEC 29500-1, 17.13.5).

Which text was inserted or deleted, the spans' marks say; where it stands, those who write the places decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from briefs.docx.text import attribute
from briefs.model.tree import Document, Span, Spans, plain

Change: TypeAlias = Literal["inserted", "deleted"]
AUTHOR = "briefs"
_TAGS: dict[Change, str] = {"inserted": "ins", "deleted": "del"}
_TEXT = re.compile(r"<(/?)w:t(?=[ >])")


class Revisions:
    """The tracked changes of one document; all bear one author and the day of the facts."""

    def __init__(self, document: Document) -> None:
        author = attribute(document.author or AUTHOR)
        self._signed = f'w:author="{author}" w:date="{document.dated.isoformat()}T00:00:00Z"'
        self._count = 0

    def around(self, spans: Sequence[Span], runs: str) -> str:
        """The runs of these spans as inserted or deleted, where all of them are."""
        change = change_of(spans)
        if not runs or not change:
            return runs
        if change == "deleted":
            runs = _TEXT.sub(r"<\1w:delText", runs)
        return f"<{self._opening(change)}>{runs}</w:{_TAGS[change]}>"

    def mark(self, spans: Sequence[Span]) -> str:
        """The element that says that the paragraph or row of these spans is inserted or deleted; else empty."""
        change = change_of(spans)
        return f"<{self._opening(change)}/>" if change else ""

    def of_paragraph(self, label: Spans, spans: Spans) -> str:
        """The same for a paragraph with a label before it: it comes or goes only together with its label."""
        if label and change_of(label) not in (change_of(spans) if plain(spans) else change_of(label),):
            return ""
        return self.mark(label or spans)

    def _opening(self, change: Change) -> str:
        self._count += 1
        return f'w:{_TAGS[change]} w:id="{self._count}" {self._signed}'


def change_of(spans: Sequence[Span]) -> Change | None:
    """Whether all the text of the spans is inserted, or all deleted; without any text, whether the spans are."""
    told = [span for span in spans if span.text] or spans
    for change in _TAGS:
        if told and all(change in span.marks for span in told):
            return change
    return None


def standing(spans: Spans) -> Spans:
    """The spans that are not deleted, as if nothing were tracked: for names and contents."""
    return tuple(span for span in spans if "deleted" not in span.marks)
