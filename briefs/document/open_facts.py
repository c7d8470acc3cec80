"""Gaps that somebody still has to fill: facts that are `TBC`, and records that are drafts.

They are marked in the tree, so that a draft shows them; whether a draft may go out is `build`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefs.model.cited import MISSING
from briefs.model.facts import Fact, Facts
from briefs.model.problems import Place
from briefs.model.tree import Block, Span, Spans, blocks_below, spans_of
from briefs.model.tree_changes import respanned

OPEN = frozenset({"TBC", "TBD", "TO BE CONFIRMED", "TO BE DETERMINED", "???"})
"""Values that say that there is no value yet."""


def is_open(fact: Fact) -> bool:
    """Whether the fact is still to be confirmed."""
    return fact.written.strip().upper() in OPEN


def open_facts(facts: Facts) -> frozenset[str]:
    """The ids of the facts that are still to be confirmed, with those of records that are drafts."""
    return frozenset(fact.id for fact in facts.index.values() if is_open(fact)) | drafts(facts)


def drafts(facts: Facts) -> frozenset[str]:
    """The ids of the facts in records that say `draft: true`."""
    records = tuple(each.removesuffix("draft") for each, fact in facts.index.items() if _says_draft(fact))
    return frozenset(each for each in facts.index if each.startswith(records)) if records else frozenset()


def _says_draft(fact: Fact) -> bool:
    return fact.id.endswith(".draft") and fact.value is True


def missing(blocks: tuple[Block, ...]) -> dict[str, Place]:
    """The paths of the facts for which the blocks show a placeholder, and where in the template each stands first."""
    found: dict[str, Place] = {}
    for block in blocks_below(blocks):
        for span in spans_of(block):
            for path in _missing(span):
                found.setdefault(path, block.at)
    return found


def _missing(span: Span) -> Iterator[str]:
    return (each.removeprefix(MISSING) for each in span.facts if each.startswith(MISSING))


def marked(blocks: tuple[Block, ...], gaps: frozenset[str]) -> tuple[Block, ...]:
    """The blocks with every span that prints an open fact, or stands for one, marked as a placeholder."""
    return respanned(blocks, lambda spans, _: _spans(spans, gaps))


def _spans(spans: Spans, gaps: frozenset[str]) -> Spans:
    open_ones = [not gaps.isdisjoint(span.facts) or any(_missing(span)) for span in spans]
    if not any(open_ones):
        return spans
    return tuple(
        replace(span, marks=span.marks | {"placeholder"}) if is_one else span
        for span, is_one in zip(spans, open_ones, strict=True)
    )
