"""What a template is given besides its facts: options, counts and calls; and whether it is given a fact at all.

What facts look like to a template stands in `views`.
"""

from __future__ import annotations

from decimal import Decimal

from briefs.model.cited import COUNTED, OPTION, Cited, typed
from briefs.model.facts import Facts, Items, Record


def is_given(facts: Facts, path: str) -> bool:
    match facts.find(path):
        case None:
            return False
        case Record(fields=fields):
            return bool(fields)
        case Items(items=items):
            return bool(items)
        case _:
            return True


def option_value(name: str, value: str | int | bool) -> Cited:
    plain = value if isinstance(value, bool | str) else Decimal(value)
    return Cited(plain, typed(plain), (f"{OPTION}.{name}",))


def counted_value(number: object) -> Cited:
    return Cited(Decimal(str(number)), str(number), (COUNTED,))


def may_be_called(call: object) -> object:
    def called(*args: object) -> object:
        return call(*args)  # type: ignore[operator]

    called.template_may_call = True  # type: ignore[attr-defined]
    return called
