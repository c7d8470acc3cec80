"""Places that are all off by the same number: somebody has counted from another line than the source is counted from.

It finds by how many; that a single place is wrong is for `citations`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefs.checks.places_in_sources import Spot, holds_words
from briefs.model.facts import Citation
from briefs.model.source_text import SourceText

FEWEST = 2
"""Quotations that must agree on the number."""
_NUMBERED = re.compile(r"(\D*)(\d+)(?:(\s*[-–—]\s*)(\d+))?\s*")
_PARAGRAPH = re.compile(r"\s*(?:par(?:a|agraph)?s?\.?|¶|абз(?:ац)?\.?|догол мөр|азат жол|lines?)?\s*", re.IGNORECASE)


def shifts_of(
    citations: Iterable[Citation], texts: Mapping[str, SourceText], spots: Mapping[str, tuple[Spot, ...]]
) -> dict[str, int]:
    """Source → what is to be added to each paragraph that `at` names, where all quotations agree on one number."""
    by_source: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.source in texts and texts[citation.source].unit == "paragraph":
            by_source.setdefault(citation.source, []).append(citation)
    found: dict[str, int] = {}
    for source, cited in by_source.items():
        offset = _agreed(cited, spots[source])
        numbers = [number for citation in cited for number in numbers_in(citation)]
        last = len(texts[source].paragraphs)
        if offset and all(0 < number + offset <= last for number in numbers):
            found[source] = offset
    return found


def _agreed(citations: Sequence[Citation], spots: tuple[Spot, ...]) -> int:
    """The number by which all quotations are off; 0 where they do not agree, or one of them is in its place."""
    agreed = times = 0
    for citation in citations:
        offset = _offset(citation, spots) if len(citation.spots) < FEWEST else None
        if offset is None:
            continue
        if not offset or (times and offset != agreed):
            return 0
        agreed, times = offset, times + 1
    return agreed if times >= FEWEST else 0


def numbers_in(citation: Citation) -> list[int]:
    """The paragraphs that a citation names by their numbers."""
    entries = citation.spots or ((citation.at,) if citation.at else ())
    matches = (_counted(entry) for entry in entries)
    return [int(number) for found in matches if found for number in (found[2], found[4]) if number]


def _counted(entry: str) -> re.Match[str] | None:
    found = _NUMBERED.fullmatch(entry.strip())
    return found if found and _PARAGRAPH.fullmatch(found[1]) else None


def _offset(citation: Citation, spots: tuple[Spot, ...]) -> int | None:
    """How far from its place stands what a citation quotes; None where it stands nowhere, or often."""
    found = _counted(citation.at)
    if found is None or not citation.says:
        return None
    first, last = int(found[2]), int(found[4] or found[2])
    here = [spot for spot in spots if first <= spot.number <= last]
    if any(holds_words(spot.passage.text, said) for spot in here for said in citation.says):
        return 0
    standing = [
        {spot.number for spot in spots if spot.number and holds_words(spot.passage.text, s)} for s in citation.says
    ]
    alone = [next(iter(numbers)) for numbers in standing if len(numbers) == 1]
    return min(alone) - first if alone and (first == last or len(alone) == len(standing)) else None


def moved(entry: str, offset: int) -> str:
    """A place with its paragraphs counted on by so many; others as they are."""
    found = _counted(entry)
    if found is None:
        return entry
    second = f"{found[3]}{int(found[4]) + offset}" if found[4] else ""
    return f"{found[1]}{int(found[2]) + offset}{second}"
