"""The check of what bounds a number: at least, more than, up to and no more than are four things.

Whether a number is exact or `about` in the source is for `numbers_and_dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.checks.contrary_words import Found, told
from briefs.checks.inquiry import Inquiry
from briefs.checks.number_matching import is_duration
from briefs.language import grammar_of
from briefs.model.problems import Problem
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage

BEFORE = 48
"""Characters before a number in which its bound is looked for."""
LOWER = frozenset({"at least", "more than"})
UPPER = frozenset({"up to", "no more than", "fewer than", "nearly"})
_GAP = r"(?:на\s|the\s|a\s)?(?:(?-i:[A-Z]{2,3})\s?)?[^\w\s]{0,2}"
"""What may stand between a bound and its number: a sign or code of a currency."""


def other_bound(inquiry: Inquiry) -> Iterator[Problem]:
    """A number is bounded by other words than in the source: no more than for at least, up to for more than."""
    for fact in inquiry.claims:
        scope = inquiry.scope(fact)
        if scope is None or not any(c.at or c.spots or c.says for c in fact.sources) or not inquiry.reads(fact, scope):
            continue
        own = inquiry.words(fact)
        for number in own.numbers:
            bound = bound_of(own, number)
            if bound is None or is_duration(own, number):
                continue
            found = [
                (each, bound_of(spot.passage, each))
                for spot in scope.holding.get(number.readings[0], ())
                for each in spot.passage.numbers
                if set(each.readings) & set(number.readings)
            ]
            bounds = [there for _, there in found]
            if not found or any(there is None or there.kind == bound.kind for there in bounds):
                continue
            if not any(each.limit == number.limit for each, _ in found):
                continue
            theirs = next(there for there in bounds if there is not None)
            sides = {bound.kind in LOWER, theirs.kind in LOWER} == {True, False} and {bound.kind, theirs.kind} & UPPER
            words = f"{bound.word} {number.text}", f"{theirs.word} {number.text}"
            yield told(inquiry, "S133", fact, words[0], words[1], bool(sides))


def bound_of(text: Passage, number: Number) -> Found | None:
    """The words before a number that bound it."""
    before = text.text[max(0, number.start - BEFORE) : number.start]
    kinds = grammar_of(text.tag).contraries.get("bound", {})
    found = [
        Found(kind, match[1])
        for kind, words in kinds.items()
        for match in [re.search(rf"(?<!\w)({words})\s*{_GAP}$", before, re.IGNORECASE)]
        if match
    ]
    return max(found, key=lambda each: len(each.word), default=None)
