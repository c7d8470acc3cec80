"""Events: what a paragraph says of a day, or of a month that is to come.

A bare year or month beside a figure is that figure's period, and for `figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefs.checks.places_in_sources import Spot
from briefs.drafting.candidate import Candidate, around
from briefs.language import grammar_of, per_language
from briefs.understanding.dates import Dated, with_year
from briefs.understanding.numbers import find_numbers

FEWEST = 4
"""Words of a sentence that tells of something."""
MOST = 4
"""Dates of one sentence; a sentence with more is a list."""
LONGEST = 260
"""Characters of what happened; more of a sentence is cut at a comma."""


def events_in(spot: Spot, published: date | None) -> Iterator[Candidate]:
    """A candidate for each date of a paragraph that tells of something."""
    text = spot.passage
    seen: set[tuple[int, str]] = set()
    for dated in text.dates:
        first = with_year(dated.moments[0], published)
        sentence = text.sentence_at(dated.start)
        if not first.year or not first.month or not _tells(spot, dated) or (sentence, str(first)) in seen:
            continue
        if published is not None and first.day and first.first == published and not dated.moments[0].year:
            continue
        seen.add((sentence, str(first)))
        begin, end = text.sentences[sentence]
        what = _what(text.text[begin:end], dated.start - begin)
        says = around(spot, dated.start, dated.end)
        yield Candidate("events", what, {"date": str(first), "what": what}, spot, says, [(dated.start, dated.end)])


def _tells(spot: Spot, dated: Dated) -> bool:
    """Whether a date is one on which something happens: it has a day, or stands with a verb of what is to come."""
    text = spot.passage
    begin, end = text.sentences[text.sentence_at(dated.start)]
    sentence = text.text[begin:end]
    inside = sum(begin <= each.start < end for each in text.dates)
    if len(sentence.split()) < FEWEST or inside > MOST:
        return False
    if any(moment.day for moment in dated.moments):
        return True
    counted = [n for n in find_numbers(sentence, text.tag) if not n.year]
    return (bool(_future(text.tag).search(sentence)) and not counted) or bool(
        _future(text.tag).search(sentence[: dated.start - begin])
    )


@per_language(maxsize=16)
def _future(tag: str) -> re.Pattern[str]:
    return re.compile(grammar_of(tag).future or "(?!)", re.IGNORECASE)


def _what(sentence: str, at: int) -> str:
    """The sentence, or so much of it around the date as can be printed."""
    if len(sentence) <= LONGEST:
        return sentence.strip()
    begin = max(sentence.rfind(mark, 0, at) for mark in ("; ", ", "))
    begin = 0 if begin < 0 or at < LONGEST - 40 else begin + 2
    cut = sentence.find(", ", at + 20)
    end = cut if 0 < cut - begin <= LONGEST else len(sentence)
    if end - begin > LONGEST:
        end = sentence.rfind(" ", begin, begin + LONGEST)
    return sentence[begin:end].strip(" ,;")
