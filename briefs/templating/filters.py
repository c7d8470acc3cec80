"""The filters: how a value is printed, chosen or counted, with the facts behind it kept.

Dates, numbers and lists follow the document's language (Babel). No template syntax is known here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from briefs.language import (
    MINUS,
    Amount,
    Forms,
    day,
    is_percentage,
    language_of,
    number_text,
    percent_text,
    printed_amount,
    rewritten,
    words_of,
)
from briefs.model.cited import COUNTED, MISSING, Cited, joined, merged
from briefs.model.facts import Fact, Facts, Record
from briefs.templating.choosing_filters import (
    ahead,
    before,
    by_time,
    first,
    group,
    lacking,
    rest,
    signed,
    since,
    so_far,
    sort,
    to_sign,
    together,
    unless,
    unnamed,
    where,
)
from briefs.templating.filter_arguments import Wrong, amount_of, cited_of, items_of, part_of
from briefs.templating.text_filters import capital, list_, quoted, text, upper
from briefs.templating.views import TOLD, Absent, Desk, Several, Unknown, View

NBSP = "\u00a0"


class Format:
    """The language of a document, and the filters bound to it."""

    def __init__(self, language: str, facts: Facts, desk: Desk, report: Callable[[str, str, str], None]) -> None:
        self.language = language
        self.facts = facts
        self.desk = desk
        self.report = report

    @cached_property
    def forms(self) -> Forms:
        """How the paper writes currencies and scales: as the units of its figures do."""
        units = (f"{each}.unit" for each in (*_records(self.facts, "figures"), *_records(self.facts, "series")))
        return Forms((found.written for each in units if (found := self.facts.index.get(each))), self.language)

    def bound(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The filter as the template calls it: what is absent passes through, what is wrong is reported."""

        def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
            given = (value, *args, *kwargs.values())
            if any(isinstance(each, Unknown) and each.told() for each in given):
                return TOLD
            if isinstance(value, Absent) and call not in TAKES_ABSENT:
                return value
            try:
                return call(self, value, *args, **kwargs)
            except Wrong as wrong:
                self.report("T008", str(wrong), _gives(call))
                return TOLD
            except TypeError as fault:
                self.report("T008", f"the filter `{call.__name__.rstrip('_')}` cannot do this: {fault}", _gives(call))
                return TOLD

        return filtered


def _records(facts: Facts, section: str) -> Iterable[str]:
    node = facts.find(section)
    return (f"{section}.{key}" for key in node.fields) if isinstance(node, Record) else ()


def _gives(call: Callable[..., Any]) -> str:
    """What a filter gives, as its page in the manual says it; of a slice, which has none, as its own words do."""
    from briefs.manual import pages, title  # only mistakes pay for it

    name = call.__name__.rstrip("_")
    page = pages("filters").get(name)
    gives = (title(page) if page else call.__doc__ or "").split(".")[0].strip()
    return f"`{name}` gives {gives[:1].lower()}{gives[1:]}"


def _day(value: Any) -> datetime.date:
    cited = cited_of(value)
    if isinstance(cited.value, datetime.date):
        return cited.value
    raise Wrong(f"`{cited.written}` is no date (dates are written 2024-10-31)")


def _rewritten(value: Any, text: str, *more: tuple[str, ...]) -> Cited:
    """The value printed as `text`, which is in the document's language."""
    cited = cited_of(value)
    return Cited(cited.value, text, merged(cited.facts, *more))


def _behind(items: Iterable[Any]) -> tuple[str, ...]:
    ids: list[tuple[str, ...]] = []
    for item in items:
        face = item.face() if isinstance(item, View) else item
        ids.append(face.facts if isinstance(face, Cited) else ())
    return merged(*ids)


def date(form: Format, value: Any, style: str = "long") -> Cited:
    """The date in the document's language; a month as `October 2024`, a year or a date in words as typed.

    Styles: full, long, medium, short, or a pattern such as `MMMM y`.
    """
    cited = cited_of(value)
    if isinstance(cited.value, datetime.date):
        return _rewritten(value, day(cited.value, form.language, str(style)))
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", cited.written)
    if month:
        return _rewritten(value, day(datetime.date(int(month[1]), int(month[2]), 1), form.language, "MMMM y"))
    if not (re.fullmatch(r"\d{4}", cited.written) or _may_be_words(form, cited)):
        raise Wrong(f"`{cited.written[:40]}` is no date (dates are written 2024-10-31)")
    return cited


def _may_be_words(form: Format, cited: Cited) -> bool:
    """Whether a value may be a date in words: one of a field for dates, or one of a free tree with a digit in it."""
    section, *rest = (cited.facts[0] if cited.facts else "").split(".")
    known = form.facts.vocabulary.sections.get(section)
    if known is None or known.free:
        return section not in form.facts.vocabulary.head and any(char.isdigit() for char in cited.written)
    name = rest[0 if known.single else 1] if len(rest) > (not known.single) else ""
    return name == "period" or (name in known.fields and known.fields[name].kind in {"day", "date"})


def until(form: Format, value: Any, end: Any) -> Cited:
    """The span from one date to another: 28–29 October 2024."""
    if isinstance(end, Absent) or cited_of(end) == cited_of(value):
        return date(form, value)
    return _rewritten(value, span_of(_day(value), _day(end), form.language), cited_of(end).facts)


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
    amount = amount_of(value)
    own = part_of(value, "digits") if digits is None and isinstance(value, View) and _has_digits(value) else None
    if own:
        digits = int(amount_of(own))
    if digits is None:
        amount = _as_written(value, amount)
        digits = _places(amount)
    return amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP), digits


def _has_digits(view: View) -> bool:
    return view.record.section == "figures"


def _as_written(value: Any, amount: Decimal) -> Decimal:
    """The number as its text has it: what a formula makes is written rounded."""
    text = cited_of(value).written.replace(MINUS, "-")
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else amount


def _places(value: Decimal) -> int:
    """The decimals with which a number was written."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent if isinstance(exponent, int) else 0)


def number(form: Format, value: Any, digits: int | None = None) -> Cited:
    """The number with its thousands set apart, rounded to `digits` where they are given."""
    return _rewritten(value, _figure(form, value, digits))


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
    return _rewritten(value, percent_text(amount, form.language, places))


def quantity(form: Format, value: Any, unit: Any = None, digits: int | None = None) -> Cited:
    """The number with its unit: 3,000 people. The unit is the figure's own unless one is given."""
    text, facts = _unit(form, value, unit)
    if is_percentage(text, form.language) and isinstance(cited_of(value).value, Decimal):
        return percent(form, value, digits)
    amount = _amount(form, value, digits, bool(text))
    parts = form.forms.unit(text)
    if amount is None:
        words = (cited_of(value).written, parts.word, parts.sign, parts.rest)
        return _rewritten(value, NBSP.join(filter(None, words)), facts)
    return _rewritten(value, printed_amount(amount, parts, form.language), facts)


def ordinal(form: Format, value: Any) -> Cited:
    """The number as a rank: 24th."""
    amount = amount_of(value)
    if not form.language.startswith("en"):
        return _rewritten(value, language_of(form.language).ordinal.format(number=f"{amount:f}"))
    last = int(amount) % 100
    ending = "th" if 10 <= last % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th")
    return _rewritten(value, f"{amount:f}{ending}")


def dated(form: Format, value: Any) -> Cited:
    """The label of a figure with its period behind it, where the label does not say it: Trade, 2022."""
    label, period = part_of(value, "label"), part_of(value, "period")
    if not label or not period:
        return cited_of(label or value)
    name, span = cited_of(label), cited_of(period)
    span = date(form, span) if isinstance(span.value, datetime.date) else span
    numbers = re.findall(r"\d+", span.written)
    said = set(numbers) <= set(re.findall(r"\d+", name.written)) if numbers else span.written in name.written
    form.desk.same |= dict.fromkeys(span.facts, name.facts[0]) if said and name.facts else {}
    return name if said else joined((name, Cited(", ", ", "), span))


def count(form: Format, value: Any) -> Cited:
    """How many entries there are."""
    items = [] if isinstance(value, Absent) else items_of(value)
    return Cited(Decimal(len(items)), str(len(items)), merged(_behind(items), (COUNTED,)))


def sum_(form: Format, value: Any, of: str | None = None) -> Cited:
    """The sum of the entries, or of a field of each."""
    parts = [part_of(item, of) if of else item for item in items_of(value)]
    total = sum((amount_of(part) for part in parts), Decimal(0))
    return Cited(total, f"{total:f}", merged(*(cited_of(part).facts for part in parts)))


def age(form: Format, value: Any, on: Any = None) -> Cited:
    """The whole years from a date to another: to the day of the facts unless one is given."""
    since = _day(value)
    head = form.facts.root.fields.get("as_of")
    day: Any = on if on is not None else (form.desk.cited(head) if isinstance(head, Fact) else Absent("as_of"))
    end = _day(day)
    years = end.year - since.year - ((end.month, end.day) < (since.month, since.day))
    return Cited(Decimal(years), str(years), merged(cited_of(value).facts, cited_of(day).facts))


def default(form: Format, value: Any, other: Any = "") -> Any:
    """The value, or the other one where there is none; nothing where there is one that this audience may not see."""
    if isinstance(value, Absent) and value.id in form.desk.kept:
        return TOLD
    return value or other


def required(form: Format, value: Any, path: str = "") -> Any:
    """The value; where there is none a placeholder, which a draft shows and a final paper refuses."""
    if value or (isinstance(value, Absent) and value.id in form.desk.kept):
        return value
    named = path or (value.id if isinstance(value, Absent | Several) else "")
    if not named:
        raise Wrong('what is required has no name here: write `required("brief.purpose")`')
    word = words_of(form.language)["missing"]
    return Cited(word, word, (f"{MISSING}{named}",))


FILTERS: dict[str, Callable[..., Any]] = {
    "age": age,
    "ahead": ahead,
    "before": before,
    "by_time": by_time,
    "capital": capital,
    "count": count,
    "date": date,
    "dated": dated,
    "default": default,
    "first": first,
    "group": group,
    "lacking": lacking,
    "list": list_,
    "money": money,
    "number": number,
    "ordinal": ordinal,
    "percent": percent,
    "quantity": quantity,
    "quoted": quoted,
    "required": required,
    "rest": rest,
    "signed": signed,
    "since": since,
    "so_far": so_far,
    "sort": sort,
    "sum": sum_,
    "text": text,
    "to_sign": to_sign,
    "together": together,
    "unless": unless,
    "unnamed": unnamed,
    "until": until,
    "upper": upper,
    "where": where,
}
TAKES_ABSENT = frozenset({count, default, required, together})
