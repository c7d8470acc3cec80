"""Facts of a paper that nobody has confirmed or supplied yet.

How they are marked in the text the document room says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.document import (
    drafts,
    is_open,
    open_facts,
)
from briefs.model.facts import Facts
from briefs.model.problems import Problem
from briefs.model.template import Template


def waiting_in(facts: Facts, whole: Facts) -> frozenset[str]:
    """The ids of the facts that are still to be confirmed, and of those that are still to be supplied."""
    return open_facts(facts) | (facts.index.keys() - whole.index.keys())


def unsettled_problems(
    waiting: frozenset[str], unsettled: Sequence[str], facts: Facts, template: Template
) -> Iterator[Problem]:
    """A problem for each fact that the document prints and that is still to be confirmed, or to be supplied."""
    candidates = drafts(facts)
    for each in unsettled:
        if each in candidates:
            hint = "confirm it and delete `draft: true`, or build a draft (without --final)"
            yield Problem("D110", f"`{each}` is a draft that nobody has confirmed", facts.index[each].at, hint)
        elif is_open(facts.index[each]):
            hint = "confirm it, or build a draft (without --final)"
            yield Problem("D110", f"`{each}` is still to be confirmed", facts.index[each].at, hint)
    for need in template.header:
        if any(
            each in waiting and not is_open(facts.index[each])
            for each in (need.path, f"{need.path}.1", f"{need.path}.1.who")
        ):
            hint = f"add it to {facts.file}, or build a draft (without --final)"
            yield Problem("D113", f"this paper needs `{need.path}`, and {facts.file} does not give it", need.at, hint)
