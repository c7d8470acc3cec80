"""What a template is given besides its facts: options, counts and calls.

What facts look like to a template stands in `views`.
"""

from __future__ import annotations

from decimal import Decimal

from jinja2.utils import Namespace

from briefs.model.cited import COUNTED, OPTION, Cited, typed


def option_value(name: str, value: str | int | bool) -> Cited:
    plain = value if isinstance(value, bool | str) else Decimal(value)
    return Cited(plain, typed(plain), (f"{OPTION}.{name}",))


def counted_value(number: object) -> Cited:
    return Cited(Decimal(str(number)), str(number), (COUNTED,))


def counters(**numbers: object) -> Namespace:
    """Names that keep what is assigned to them through loops; a number that such a name begins with counts."""
    return Namespace({name: counted_value(n) if type(n) in {int, float} else n for name, n in numbers.items()})


def text_to_search(value: object) -> object:
    """What stands behind `in`: a text as a value, so that any value can be looked for in it; else as it is."""
    return Cited(value, value) if isinstance(value, str) else value


def may_be_called(call: object) -> object:
    def called(*args: object, **kwargs: object) -> object:
        return call(*args, **kwargs)  # type: ignore[operator] # Jinja's calls have no types

    called.template_may_call = True  # type: ignore[attr-defined] # Jinja's calls have no types
    return called
