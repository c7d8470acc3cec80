"""Deduction: what a reader can work out of facts that are kept back, from values that somebody has opened.

It follows formulas, and looks at sums and differences of two numbers; what can be guessed from words it does not see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from decimal import Decimal

from msgspec import Struct

from briefs.model.facts import Fact, Facts


class Deduction(Struct, frozen=True):
    """An opened value that tells one that is kept back."""

    opened: str
    """Id of the fact that is open."""
    told: str
    """Id of the fact that can be worked out."""


def deductions(facts: Facts, shown: Set[str]) -> tuple[Deduction, ...]:
    """What the opened values among the facts shown tell of the others, each once.

    `facts` are all facts of the file, `shown` the ids of those that the audience sees.
    """
    opened = [each for each in facts.index if each in shown and facts.index[each].opened]
    if not opened:
        return ()
    found = {each.told: each for each in (*_by_formula(facts, shown, opened), *_by_difference(facts, shown, opened))}
    return tuple(found[each] for each in facts.index if each in found)


def _by_formula(facts: Facts, shown: Set[str], opened: Sequence[str]) -> Iterator[Deduction]:
    """What formulas tell with the opened values, and would not tell without."""
    groups = [frozenset((fact.id, *fact.behind)) for fact in facts.index.values() if fact.behind]
    told = _closure(shown, groups) - _closure(shown - set(opened), groups) - shown
    for each in sorted(told):
        guilty = (one for one in opened if each not in _closure(shown - {one}, groups))
        yield Deduction(next(guilty, opened[0]), each)


def _closure(known: Set[str], groups: Collection[frozenset[str]]) -> set[str]:
    """What is known where of each group all but one are: the number that lacks can be worked out."""
    found = set(known)
    waiting = [group for group in groups if not group <= found]
    while True:
        solved = [group for group in waiting if len(group - found) == 1]
        if not solved:
            return found
        found |= {each for group in solved for each in group}
        waiting = [group for group in waiting if not group <= found]


def _by_difference(facts: Facts, shown: Set[str], opened: Collection[str]) -> Iterator[Deduction]:
    """Numbers kept back that are the sum or the difference of an opened number and another one of the same unit."""
    numbers = {each.id: (value, _unit(each, facts)) for each in facts.index.values() if (value := _number(each))}
    hidden: Mapping[tuple[Decimal, str], str] = {numbers[each]: each for each in numbers if each not in shown}
    for one in opened:
        if one not in numbers or not hidden:
            continue
        value, unit = numbers[one]
        for each in shown:
            other, its = numbers.get(each, (None, ""))
            if other is None or each == one or its != unit:
                continue
            for result in (abs(value - other), value + other):
                if (result, unit) in hidden:
                    yield Deduction(one, hidden[result, unit])


def _number(fact: Fact) -> Decimal | None:
    """The number of a figure or of a point in a series; None for any other fact, and for nought."""
    counts = fact.id.startswith("figures.") and fact.id.endswith(".value")
    counts = counts or (fact.id.startswith("series.") and ".points." in fact.id)
    return fact.value if counts and isinstance(fact.value, Decimal) and fact.value else None


def _unit(fact: Fact, facts: Facts) -> str:
    section, key, *_ = fact.id.split(".")
    return facts.text(f"{section}.{key}.unit")
