"""What a template is given besides its facts: options, counts and calls.

What facts look like to a template stands in `views`.
"""

from __future__ import annotations

from decimal import Decimal

from briefs.model.cited import COUNTED, OPTION, Cited, typed


def option_value(name: str, value: str | int | bool) -> Cited:
    plain = value if isinstance(value, bool | str) else Decimal(value)
    return Cited(plain, typed(plain), (f"{OPTION}.{name}",))


def counted_value(number: object) -> Cited:
    return Cited(Decimal(str(number)), str(number), (COUNTED,))


def may_be_called(call: object) -> object:
    def called(*args: object) -> object:
        return call(*args)  # type: ignore[operator] # Jinja's calls have no types

    called.template_may_call = True  # type: ignore[attr-defined] # Jinja's calls have no types
    return called
