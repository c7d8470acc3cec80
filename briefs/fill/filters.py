"""The filters: how a value is printed, chosen or counted, with the facts behind it kept.

Dates, numbers and lists follow the document's language (Babel). No template syntax is known here.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from briefs.cited import COUNTED, Cited, merged
from briefs.facts import Fact, Facts
from briefs.fill.values import TOLD, Absent, Desk, Grouped, Several, Value, View
from briefs.language import PERCENT_UNITS, day, listed, number_text, percent_text

NBSP = "\u00a0"


class Wrong(Exception):
    """A filter was given what it cannot print; says so in the template writer's words."""


class Format:
    """The language of a document, and the filters bound to it."""

    def __init__(self, language: str, facts: Facts, desk: Desk, report: Callable[[str, str, str], None]) -> None:
        self.language = language
        self.facts = facts
        self.desk = desk
        self.report = report

    def bound(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The filter as the template calls it: what is absent passes through, what is wrong is reported."""

        def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(value, Absent) and call not in TAKES_ABSENT:
                return value
            try:
                return call(self, value, *args, **kwargs)
            except Wrong as wrong:
                self.report("T008", str(wrong), _page(call))
                return TOLD
            except TypeError as fault:
                self.report("T008", f"the filter `{call.__name__.rstrip('_')}` cannot do this: {fault}", _page(call))
                return TOLD

        return filtered


def _page(call: Callable[..., Any]) -> str:
    gives = (call.__doc__ or "").split(".")[0].strip()
    return f"`{call.__name__.rstrip('_')}` gives {gives[:1].lower()}{gives[1:]}"


def _cited(value: Any) -> Cited:
    """One value with its facts. Raises Wrong for a list, a record without a face, or nothing."""
    if isinstance(value, View):
        face = value.face()
        if face is None:
            raise Wrong(f"`{value.record.id}` is a record, not a value")
        return face
    if isinstance(value, Cited):
        return value
    if isinstance(value, datetime.date | Decimal | str | bool):
        return Cited(value, str(value))
    if isinstance(value, int | float):
        return Cited(Decimal(str(value)), str(value))
    raise Wrong("a list is no single value")


def _day(value: Any) -> datetime.date:
    cited = _cited(value)
    if isinstance(cited.value, datetime.date):
        return cited.value
    raise Wrong(f"`{cited.written}` is no date (dates are written 2024-10-31)")


def _amount(value: Any) -> Decimal:
    cited = _cited(value)
    if isinstance(cited.value, Decimal):
        return cited.value
    raise Wrong(f"`{cited.written}` is no number")


def _rewritten(value: Any, text: str, *more: tuple[str, ...]) -> Cited:
    cited = _cited(value)
    return Cited(cited.value, text, merged(cited.facts, *more))


def _items(value: Any) -> list[Any]:
    """The entries of a list or of a section. Raises Wrong for a single value."""
    if isinstance(value, Several | View | list | tuple):
        return [item for item in value if not isinstance(item, Absent)]
    raise Wrong("this is one value, not a list")


def _behind(items: Iterable[Any]) -> tuple[str, ...]:
    ids: list[tuple[str, ...]] = []
    for item in items:
        face = item.face() if isinstance(item, View) else item
        ids.append(face.facts if isinstance(face, Cited) else ())
    return merged(*ids)


def _part(item: Any, name: str) -> Any:
    """The field of a record that a filter was given by name, dots and all."""
    for part in str(name).split("."):
        if not isinstance(item, View):
            return Absent(part)
        item = item.desk.field(item.record, part, item.through)
    return item


def date(form: Format, value: Any, style: str = "long") -> Cited:
    """The date in the document's language; a month as `October 2024`, a year or words as typed.

    Styles: full, long, medium, short, or a pattern such as `MMMM y`.
    """
    cited = _cited(value)
    if isinstance(cited.value, datetime.date):
        return _rewritten(value, day(cited.value, form.language, str(style)))
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", cited.written)
    if month:
        return _rewritten(value, day(datetime.date(int(month[1]), int(month[2]), 1), form.language, "MMMM y"))
    return cited


def until(form: Format, value: Any, end: Any) -> Cited:
    """The span from one date to another: 28–29 October 2024."""
    if isinstance(end, Absent) or _cited(end) == _cited(value):
        return date(form, value)
    return _rewritten(value, span_of(_day(value), _day(end), form.language), _cited(end).facts)


def span_of(start: datetime.date, end: datetime.date, language: str) -> str:
    """The days from `start` to `end` in words; what both have in common stands once."""
    last = day(end, language)
    if (start.year, start.month) == (end.year, end.month):
        head, number, tail = re.split(rf"((?<!\d){end.day}(?!\d))(?!.*(?<!\d){end.day}(?!\d))", last, maxsplit=1)[:3]
        return f"{head}{start.day}–{number}{tail}"
    if start.year == end.year and language.startswith("en"):
        return f"{day(start, language, 'd MMMM')} – {last}"
    return f"{day(start, language)} – {last}"


def _figure(form: Format, value: Any, digits: int | None) -> str:
    amount, places = _rounded(value, digits)
    return number_text(amount, form.language, places)


def _rounded(value: Any, digits: int | None) -> tuple[Decimal, int]:
    """The number and its decimals: those asked for, else the figure's own `digits`, else as it is written."""
    amount = _amount(value)
    own = _part(value, "digits") if digits is None and isinstance(value, View) and _has_digits(value) else None
    if own:
        digits = int(_amount(own))
    if digits is None:
        amount = _as_written(value, amount)
        digits = _places(amount)
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP), digits


def _has_digits(view: View) -> bool:
    return view.record.section == "figures"


def _as_written(value: Any, amount: Decimal) -> Decimal:
    """The number as its text has it: what a formula makes is written rounded."""
    text = _cited(value).written
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else amount


def _places(value: Decimal) -> int:
    """The decimals with which a number was written."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent if isinstance(exponent, int) else 0)


def number(form: Format, value: Any, digits: int | None = None) -> Cited:
    """The number with its thousands set apart, rounded to `digits` where they are given."""
    return _rewritten(value, _figure(form, value, digits))


def _unit(value: Any, unit: Any) -> tuple[str, tuple[str, ...]]:
    if unit is None and isinstance(value, View):
        unit = _part(value, "unit")
    if not unit:
        return "", ()
    cited = _cited(unit)
    return cited.written, cited.facts


def money(form: Format, value: Any, unit: Any = None, digits: int | None = None) -> Cited:
    """The amount with its currency: USD 76.7 million. The unit is the figure's own unless one is given."""
    text, facts = _unit(value, unit)
    code, _, scale = text.partition(" ")
    figure = _figure(form, value, digits)
    behind = NBSP + scale if scale else ""
    if form.language.startswith("en"):
        glue = NBSP if len(code) > 1 else ""
        return _rewritten(value, f"{code}{glue}{figure}{behind}" if code else figure, facts)
    return _rewritten(value, f"{figure}{behind}{NBSP}{code}" if code else figure, facts)


def percent(form: Format, value: Any, digits: int | None = None) -> Cited:
    """The number as a percentage: 117%. The number itself is the percentage, not a share of one."""
    amount, places = _rounded(value, digits)
    return _rewritten(value, percent_text(amount, form.language, places))


def quantity(form: Format, value: Any, unit: Any = None, digits: int | None = None) -> Cited:
    """The number with its unit: 3,000 people. The unit is the figure's own unless one is given."""
    text, facts = _unit(value, unit)
    cited = _cited(value)
    if text.casefold() in PERCENT_UNITS:
        return percent(form, value, digits)
    if _is_money(text) and isinstance(cited.value, Decimal):
        return money(form, value, unit, digits)
    figure = _figure(form, value, digits) if isinstance(cited.value, Decimal) else cited.written
    return _rewritten(value, f"{figure}{NBSP}{text}" if text else figure, facts)


def _is_money(unit: str) -> bool:
    """Whether a unit begins with a currency: its code (USD, `USD million`) or its sign (€, `₮ billion`)."""
    code = unit.partition(" ")[0]
    return (len(code) == 3 and code.isascii() and code.isupper()) or (
        len(code) == 1 and unicodedata.category(code) == "Sc"
    )


def ordinal(form: Format, value: Any) -> Cited:
    """The number as a rank: 24th."""
    amount = _amount(value)
    if not form.language.startswith("en"):
        return _rewritten(value, f"{amount:f}." if form.language[:2] in {"de", "da", "nb"} else f"{amount:f}")
    last = int(amount) % 100
    ending = "th" if 10 <= last % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th")
    return _rewritten(value, f"{amount:f}{ending}")


def list_(form: Format, value: Any, by: str | None = None) -> Cited:
    """The entries in one line: A, B and C; with a field's name, that field of each."""
    items = _items(value)
    parts = [_part(item, by) for item in items] if by else items
    texts = [_cited(part) for part in parts if not isinstance(part, Absent)]
    joined = listed([t.written for t in texts], form.language)
    return Cited(joined, joined, merged(*(t.facts for t in texts)))


def upper(form: Format, value: Any) -> Cited:
    """The text in capitals."""
    return _rewritten(value, _cited(value).written.upper())


def capital(form: Format, value: Any) -> Cited:
    """The text with its first letter a capital."""
    text = _cited(value).written
    return _rewritten(value, text[:1].upper() + text[1:])


def text(form: Format, value: Any) -> Cited:
    """The text as typed, on one line."""
    return _rewritten(value, " ".join(_cited(value).written.split()))


def first(form: Format, value: Any, n: Any = None) -> Any:
    """The first entry, or the first `n`."""
    items = _items(value)
    if n is None:
        return items[0] if items else Absent("first", "is the first of an empty list")
    return Several(tuple(items[: int(_amount(n))]))


def rest(form: Format, value: Any, n: Any) -> Several:
    """The entries after the first `n`."""
    return Several(tuple(_items(value)[int(_amount(n)) :]))


def _rank(item: Any) -> tuple[int, Any]:
    face = item.face() if isinstance(item, View) else item
    if not isinstance(face, Cited):
        return (9, "")
    kinds: dict[type, int] = {Decimal: 0, datetime.date: 1, bool: 2, str: 3}
    return (kinds.get(type(face.value), 4), face.value)


def sort(form: Format, value: Any, by: str | None = None, reverse: bool = False) -> Several:
    """The entries in order, by a field if one is named; what lacks the field comes last."""
    items = sorted(_items(value), key=lambda item: _rank(_part(item, by) if by else item), reverse=reverse)
    return Several(tuple(items))


def _fits(item: Any, wanted: dict[str, Any]) -> bool:
    for name, value in wanted.items():
        part = _part(item, name)
        if isinstance(part, Several):
            if value not in part:
                return False
        elif part != value and not (value is True and part):
            return False
    return True


def where(form: Format, value: Any, has: str | None = None, **wanted: Any) -> Several:
    """The entries whose fields have these values, or that have the field at all: `where("signed")`."""
    items = [item for item in _items(value) if has is None or _part(item, has)]
    return Several(tuple(item for item in items if _fits(item, wanted)))


def unless(form: Format, value: Any, has: str | None = None, **wanted: Any) -> Several:
    """The entries that `where` would leave out."""
    kept = where(form, value, has, **wanted).items
    return Several(tuple(item for item in _items(value) if not any(item is k or item == k for k in kept)))


def group(form: Format, value: Any, by: str) -> list[Grouped]:
    """Groups with a `key` and `items`, in order of first appearance, of the entries that share a field's value."""
    groups: dict[str, tuple[Value, list[Value]]] = {}
    for item in _items(value):
        key = _part(item, by)
        shown = str(_cited(key).written) if key else ""
        groups.setdefault(shown, (key, []))[1].append(item)
    return [Grouped(key, Several(tuple(items))) for key, items in groups.values()]


def count(form: Format, value: Any) -> Cited:
    """How many entries there are."""
    items = [] if isinstance(value, Absent) else _items(value)
    return Cited(Decimal(len(items)), str(len(items)), merged(_behind(items), (COUNTED,)))


def sum_(form: Format, value: Any, of: str | None = None) -> Cited:
    """The sum of the entries, or of a field of each."""
    parts = [_part(item, of) if of else item for item in _items(value)]
    total = sum((_amount(part) for part in parts), Decimal(0))
    return Cited(total, f"{total:f}", merged(*(_cited(part).facts for part in parts)))


def age(form: Format, value: Any, on: Any = None) -> Cited:
    """The whole years from a date to another: to the day of the facts unless one is given."""
    since = _day(value)
    head = form.facts.root.fields.get("as_of")
    day: Any = on if on is not None else (form.desk.cited(head) if isinstance(head, Fact) else Absent("as_of"))
    end = _day(day)
    years = end.year - since.year - ((end.month, end.day) < (since.month, since.day))
    return Cited(Decimal(years), str(years), merged(_cited(value).facts, _cited(day).facts))


def default(form: Format, value: Any, other: Any = "") -> Any:
    """The value, or the other one where there is none."""
    return value or other


FILTERS: dict[str, Callable[..., Any]] = {
    "age": age,
    "capital": capital,
    "count": count,
    "date": date,
    "default": default,
    "first": first,
    "group": group,
    "list": list_,
    "money": money,
    "number": number,
    "ordinal": ordinal,
    "percent": percent,
    "quantity": quantity,
    "rest": rest,
    "sort": sort,
    "sum": sum_,
    "text": text,
    "unless": unless,
    "until": until,
    "upper": upper,
    "where": where,
}
TAKES_ABSENT = frozenset({count, default})
