"""Mutants of sense for the trial: direction, negation, modality, bounds and status, in the words of facts.

It changes words that turn a sense round; digits, names and units are the trial's and another module's.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

Change = Callable[[random.Random, str], str]


class Pair(NamedTuple):
    """Words that may stand for one another in a slip."""

    kind: str
    before: str
    after: str


PAIRS = (
    Pair("direction", "rose", "fell"), Pair("direction", "fell", "rose"),
    Pair("direction", "increased", "decreased"), Pair("direction", "grew", "shrank"),
    Pair("direction", "exports", "imports"), Pair("direction", "imports", "exports"),
    Pair("direction", "экспорт", "импорт"), Pair("direction", "импорт", "экспорт"),
    Pair("direction", "вырос", "снизился"), Pair("direction", "выросла", "снизилась"),
    Pair("direction", "экспорта", "импорта"), Pair("direction", "импорта", "экспорта"),
    Pair("negation", "not ", ""), Pair("negation", "is", "is not"), Pair("negation", "are", "are not"),
    Pair("negation", "не ", ""), Pair("negation", "will", "will not"), Pair("negation", "was", "was not"),
    Pair("modality", "will", "may"), Pair("modality", "may", "will"), Pair("modality", "must", "should"),
    Pair("modality", "будет", "может"), Pair("modality", "будут", "могут"),
    Pair("quantifier", "over", "up to"), Pair("quantifier", "more than", "at least"),
    Pair("quantifier", "at least", "no more than"), Pair("quantifier", "up to", "at least"),
    Pair("quantifier", "более", "не более"), Pair("quantifier", "свыше", "не менее"),
    Pair("status", "signed", "proposed"), Pair("status", "agreed", "proposed"),
    Pair("status", "подписали", "предложили"),
)  # fmt: skip
KINDS = frozenset(pair.kind for pair in PAIRS)


def changes_of_sense(text: str) -> Iterator[tuple[str, re.Match[str], Change]]:
    """The words of a fact that can be turned round, each with its kind and the change."""
    for pair in PAIRS:
        for match in re.finditer(rf"(?<!\w){re.escape(pair.before)}(?<=[\w ])(?!\w*-)(?:(?<= )|(?!\w))", text):
            yield pair.kind, match, _to(pair.after)


def _to(after: str) -> Change:
    return lambda chance, old: after
