"""The filters for dates: one in the document's language, a span, an age, a label with its period.

Formats of dates are `language`'s matter.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefs.language import day, days
from briefs.model.cited import Cited, joined, merged
from briefs.model.facts import Fact
from briefs.templating.filter_arguments import Wrong, cited_of, part_of, printed_as
from briefs.templating.views import Absent

if TYPE_CHECKING:
    from briefs.templating.filters import Format


def date(form: Format, value: Any, style: str = "long") -> Cited:
    """The date in the document's language; a month as `October 2024`, a year or a date in words as typed.

    Styles: full, long, medium, short, or a pattern such as `MMMM y`.
    """
    cited = cited_of(value)
    if isinstance(cited.value, datetime.date):
        return printed_as(value, _styled(cited.value, form.language, str(style)))
    month = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", cited.written)
    if month:
        return printed_as(value, day(datetime.date(int(month[1]), int(month[2]), 1), form.language, "MMMM y"))
    if not (re.fullmatch(r"\d{4}", cited.written) or _may_be_words(form, cited)):
        raise Wrong(f"`{cited.written[:40]}` is no date (dates are written 2024-10-31)")
    return cited


def _styled(value: datetime.date, language: str, style: str) -> str:
    try:
        return day(value, language, style)
    except (AttributeError, KeyError, ValueError):
        hint = "styles are full, long, medium, short, or a pattern such as `d MMMM y`"
        raise Wrong(f"`{style[:40]}` is no style of a date: {hint}") from None


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
    return printed_as(value, days(_day(value), _day(end), form.language), cited_of(end).facts)


def _day(value: Any) -> datetime.date:
    cited = cited_of(value)
    if isinstance(cited.value, datetime.date):
        return cited.value
    raise Wrong(f"`{cited.written}` is no date (dates are written 2024-10-31)")


def age(form: Format, value: Any, on: Any = None) -> Cited:
    """The whole years from a date to another: to the day of the facts unless one is given."""
    since = _day(value)
    head = form.facts.root.fields.get("as_of")
    day: Any = on if on is not None else (form.desk.cited(head) if isinstance(head, Fact) else Absent("as_of"))
    end = _day(day)
    years = end.year - since.year - ((end.month, end.day) < (since.month, since.day))
    return Cited(Decimal(years), str(years), merged(cited_of(value).facts, cited_of(day).facts))


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
