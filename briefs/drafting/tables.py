"""Tables of a source as series, or as figures where their columns are no periods.

What stands in running text is for `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefs.checks.places_in_sources import Spot
from briefs.drafting.candidate import Candidate, SourceToDraft, Value
from briefs.model.source_text import Paragraph

_NUMBER = re.compile(r"[-−]?\d[\d.,'’\u00a0\u202f ]*%?")
_PERIOD = re.compile(
    r"(?:Q[1-4]|H[12]|[IV]{1,3}|\d{1,2})?[\s/-]*(?:19|20)\d{2}(?:[/–-]\d{2,4})?(?:[\s/-]*(?:Q[1-4]|H[12]))?",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\(([^()]+)\)")
LONGEST = 90


def from_tables(source: SourceToDraft) -> Iterator[Candidate]:
    """A candidate for each row with numbers of each table."""
    rows = [(spot, paragraph) for spot, paragraph in _with_paragraphs(source) if paragraph.table]
    for _, group in groupby(rows, key=lambda each: each[1].table):
        listed = list(group)
        head = listed[0][1].cells
        if len(listed) > 1 and not any(_NUMBER.fullmatch(cell) for cell in head[1:] if not _PERIOD.fullmatch(cell)):
            caption = _caption(source, listed[0][0])
            for spot, paragraph in listed[1:]:
                yield from _of_row(spot, paragraph.cells, (listed[0][0], head), caption)


def _with_paragraphs(source: SourceToDraft) -> Iterator[tuple[Spot, Paragraph]]:
    every = (*source.text.head, *source.text.paragraphs, *source.text.notes)
    yield from zip(source.every, every, strict=True)


def _caption(source: SourceToDraft, first: Spot) -> str:
    """The unit in brackets of the line above a table; empty where none stands there."""
    at = source.every.index(first)
    above = source.every[at - 1].passage.text if at else ""
    found = _BRACKET.findall(above)
    return found[-1] if found and len(above) < 200 else ""


def _of_row(spot: Spot, cells: Sequence[str], above: tuple[Spot, Sequence[str]], caption: str) -> Iterator[Candidate]:
    head = above[1]
    label = cells[0].strip() if cells else ""
    numbered = [(h, c) for h, c in zip(head[1:], cells[1:], strict=False) if _NUMBER.fullmatch(c.strip())]
    if not label or not numbered:
        return
    says = spot.passage.text[:LONGEST].rsplit(" |", 1)[0] if len(spot.passage.text) > LONGEST else spot.passage.text
    periods = [_PERIOD.search(h) for h, _ in numbered]
    units = {bracket[1] for h, _ in numbered if (bracket := _BRACKET.search(h))}
    unit = units.pop() if len(units) == 1 else caption if not units else ""
    if len(numbered) > 1 and all(periods) and len({p[0] for p in periods if p}) == len(numbered):
        points = {p[0].strip(): _plain(c) for p, (_, c) in zip(periods, numbered, strict=True) if p}
        fields: dict[str, Value] = {"label": label, "unit": unit, "points": points}
        yield Candidate("series", label, {k: v for k, v in fields.items() if v}, spot, says, head=above[0])
        return
    for header, cell in numbered:
        about = _BRACKET.sub("", header).strip()
        figure = {
            "label": f"{about}, {label}" if about else label,
            "value": cell.strip().rstrip("%"),
            "unit": "%" if cell.endswith("%") else unit,
        }
        yield Candidate(
            "figures", f"{label} {about}", {k: v for k, v in figure.items() if v}, spot, says, head=above[0]
        )


def _plain(cell: str) -> str:
    """A number as a series holds it: without signs between thousands."""
    text = re.sub(r"['’\u00a0\u202f ]", "", cell.strip().rstrip("%")).replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        return text.replace(",", "")
    return text.replace(",", ".") if re.fullmatch(r"-?\d+,\d+", text) else text
