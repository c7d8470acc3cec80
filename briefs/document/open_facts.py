"""Gaps that somebody still has to fill: facts that are `TBC`, and records that are drafts.

They are marked in the tree, so that a draft shows them; whether a draft may go out is `build`'s to say.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefs.model.facts import Fact, Facts
from briefs.model.tree import Block, Spans, respanned

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


def marked(blocks: tuple[Block, ...], gaps: frozenset[str]) -> tuple[Block, ...]:
    """The blocks with every span that prints an open fact marked as a placeholder."""
    if not gaps:
        return blocks
    return respanned(blocks, lambda spans, _: _spans(spans, gaps))


def _spans(spans: Spans, gaps: frozenset[str]) -> Spans:
    return tuple(
        replace(span, marks=span.marks | {"placeholder"}) if not gaps.isdisjoint(span.facts) else span for span in spans
    )
