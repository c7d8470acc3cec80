"""Places that are all off by the same number: somebody has counted from another line than the source is counted from.

It finds by how many; that a single place is wrong is for `citations`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

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
    votes: dict[str, Counter[int]] = {}
    named: dict[str, list[int]] = {}
    for citation in citations:
        if citation.source not in texts or texts[citation.source].unit != "paragraph":
            continue
        for number in numbers_in(citation):
            named.setdefault(citation.source, []).append(number)
        if len(citation.spots) < FEWEST and (offset := _offset(citation, spots[citation.source])) is not None:
            votes.setdefault(citation.source, Counter())[offset] += 1
    found: dict[str, int] = {}
    for source, counted in votes.items():
        (offset, times), *others = counted.most_common()
        last = len(texts[source].paragraphs)
        inside = all(0 < number + offset <= last for number in named[source])
        if offset and times >= FEWEST and not others and inside:
            found[source] = offset
    return found


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
    standing = [
        {spot.number for spot in spots if spot.number and holds_words(spot.passage.text, s)} for s in citation.says
    ]
    if any(first <= number <= last for numbers in standing for number in numbers):
        return 0
    alone = [next(iter(numbers)) for numbers in standing if len(numbers) == 1]
    return min(alone) - first if alone and (first == last or len(alone) == len(standing)) else None


def moved(entry: str, offset: int) -> str:
    """A place with its paragraphs counted on by so many; others as they are."""
    found = _counted(entry)
    if found is None:
        return entry
    second = f"{found[3]}{int(found[4]) + offset}" if found[4] else ""
    return f"{found[1]}{int(found[2]) + offset}{second}"
