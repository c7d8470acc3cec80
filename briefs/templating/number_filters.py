"""The filters for numbers: with their unit or currency, as a percentage, as a rank.

How a language writes an amount is `language`'s matter.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any

from briefs.language import (
    LRM,
    MINUS,
    Amount,
    is_percentage,
    language_of,
    number_text,
    percent_text,
    printed_amount,
    rewritten,
)
from briefs.model.cited import Cited
from briefs.templating.filter_arguments import amount_of, cited_of, part_of, printed_as
from briefs.templating.views import View

if TYPE_CHECKING:
    from briefs.templating.filters import Format

NBSP = "\u00a0"
EXACT = Context(prec=1_000)
"""For numbers of any length."""


def _figure(form: Format, value: Any, digits: int | None) -> str:
    amount, places = _rounded(value, digits)
    return number_text(amount, form.language, places)


def _rounded(value: Any, digits: int | None) -> tuple[Decimal, int]:
    """The number and its decimals: those asked for, else the figure's own `digits`, else as it is written."""
    amount = amount_of(value)
    own = part_of(value, "digits") if digits is None and isinstance(value, View) and _has_digits(value) else None
    if own:
        digits = int(amount_of(own))
    if digits is None:
        amount = _as_written(value, amount)
        digits = _places(amount)
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, EXACT), digits


def _has_digits(view: View) -> bool:
    return view.record.section == "figures"


def _as_written(value: Any, amount: Decimal) -> Decimal:
    """The number as its text has it: what a formula makes is written rounded."""
    text = cited_of(value).written.replace(LRM, "").replace(MINUS, "-")
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else amount


def _places(value: Decimal) -> int:
    """The decimals with which a number was written."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent if isinstance(exponent, int) else 0)


def number(form: Format, value: Any, digits: int | None = None) -> Cited:
    """The number with its thousands set apart, rounded to `digits` where they are given."""
    return printed_as(value, _figure(form, value, digits))


def _unit(form: Format, value: Any, unit: Any) -> tuple[str, tuple[str, ...]]:
    if unit is None and isinstance(value, View):
        unit = part_of(value, "unit")
    if not unit:
        return "", ()
    cited = cited_of(unit)
    return cited.written, cited.facts


def _amount(form: Format, value: Any, digits: int | None, counted: bool) -> Amount | None:
    """The number as the language writes it, with the words round it; None for words without a number."""
    cited = cited_of(value)
    if isinstance(cited.value, Decimal):
        return Amount("", _figure(form, value, digits), "")
    own = part_of(value, "digits") if digits is None and isinstance(value, View) and _has_digits(value) else None
    return rewritten(cited.written, form.language, counted, int(amount_of(own)) if own else digits)


def money(form: Format, value: Any, unit: Any = None, digits: int | None = None) -> Cited:
    """The amount with its currency: USD 76.7 million, −€5. The unit is the figure's own unless one is given."""
    cited_of(value)
    return quantity(form, value, unit, digits)


def percent(form: Format, value: Any, digits: int | None = None) -> Cited:
    """The number as a percentage: 117%. The number itself is the percentage, not a share of one."""
    amount, places = _rounded(value, digits)
    return printed_as(value, percent_text(amount, form.language, places))


def quantity(form: Format, value: Any, unit: Any = None, digits: int | None = None) -> Cited:
    """The number with its unit: 3,000 people. The unit is the figure's own unless one is given."""
    text, facts = _unit(form, value, unit)
    if is_percentage(text, form.language) and isinstance(cited_of(value).value, Decimal):
        return percent(form, value, digits)
    amount = _amount(form, value, digits, bool(text))
    parts = form.forms.unit(text)
    if amount is None:
        words = (cited_of(value).written, parts.word, parts.sign, parts.rest)
        return printed_as(value, NBSP.join(filter(None, words)), facts)
    return printed_as(value, printed_amount(amount, parts, form.language), facts)


def ordinal(form: Format, value: Any) -> Cited:
    """The number as a rank: 24th."""
    amount = amount_of(value)
    known, number = language_of(form.language), f"{amount:f}"
    ends = [end for end in known.ordinals if end == f"={number}" or number.endswith(end)]
    pattern = known.ordinals[max(ends, key=len)] if ends else known.ordinal
    return printed_as(value, pattern.format(number=number))
