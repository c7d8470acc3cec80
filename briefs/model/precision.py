"""How many decimals a number that was reckoned may show: as many as what it was reckoned from justifies.

It rounds and writes a number as one would type it; how a language writes it is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext

from msgspec import Struct

EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])


class Precision(Struct, frozen=True):
    """How many decimals a number may show, and how many it shows even where they are zeros."""

    most: int
    least: int

    def apply(self, value: Decimal, percentage: bool = False) -> str:
        """The number as it is printed; below 1, two digits that are not zero at least; a percentage one decimal."""
        most, least = self.most, self.least
        if percentage and self.fraction:
            most, least = min(most, 1), min(least, 1)
        if self.fraction and value and abs(value) < 1:
            most = max(most, 1 - value.adjusted())
        text = written(value, most)
        if text == "0" or not least:
            return text
        return f"{Decimal(text):.{max(least, len(text.partition('.')[2]))}f}"

    fraction: bool = False
    """Whether it comes from a product or quotient, and so has more digits than anybody measured."""


def precision_of(value: Decimal) -> Precision:
    """That of a number as it was typed."""
    return Precision(decimals(value), decimals(value))


def widest(parts: Sequence[Precision]) -> Precision:
    """That of a sum or difference of these: the most of its parts."""
    return Precision(
        max((p.most for p in parts), default=0),
        max((p.least for p in parts), default=0),
        any(p.fraction for p in parts),
    )


def product(parts: Sequence[Precision]) -> Precision:
    """That of a product or quotient of these: the fewest, one at least; numbers alone make one decimal."""
    least = min((part.least for part in parts), default=0)
    return Precision(max(1, min((part.most for part in parts), default=1)), least, fraction=True)


def decimals(value: Decimal) -> int:
    """The decimals with which a number was written."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent if isinstance(exponent, int) else 0)


def written(value: Decimal, places: int) -> str:
    """A number as one would type it: at most `places` decimals, no trailing zeros, no exponent."""
    with localcontext(EXACT):
        rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
