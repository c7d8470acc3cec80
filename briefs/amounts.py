"""Amounts: the numbers of figures and series, as documents print them.

How a language writes a number is the language's matter.
"""

from __future__ import annotations

import re
from decimal import Decimal

from briefs.language import number_text, rewritten
from briefs.model.facts import Fact

AMOUNT = re.compile(r"figures\.[^.]+\.value|series\.[^.]+\.points\..+")
"""The facts that are amounts; another number may be a year or a name."""
TYPED = re.compile(r"-?\d+(?:\.\d+)?")


def amount_text(fact: Fact, language: str) -> str:
    """The text of a fact as documents print it: of a figure or a point of a series with its thousands set apart."""
    if isinstance(fact.value, Decimal) and AMOUNT.fullmatch(fact.id) and TYPED.fullmatch(fact.written):
        value = Decimal(fact.written)
        return number_text(value, language, len(fact.written.partition(".")[2]))
    if isinstance(fact.value, str) and AMOUNT.fullmatch(fact.id):
        amount = rewritten(fact.written, language, False)
        return "".join((amount.before, amount.figure, amount.after)) if amount else fact.written
    return fact.written
