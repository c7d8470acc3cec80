"""The filters: how a value is printed, chosen or counted, with the facts behind it kept.

Dates, numbers and lists follow the document's language (Babel). No template syntax is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from briefs.language import Forms, words_of
from briefs.model.cited import COUNTED, MISSING, Cited, Unworkable, merged
from briefs.model.facts import Facts, Record
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
from briefs.templating.date_filters import age, date, dated, until
from briefs.templating.filter_arguments import Wrong, items_of
from briefs.templating.mapping_filters import map_, reverse
from briefs.templating.number_filters import money, number, ordinal, percent, quantity
from briefs.templating.reckoning_filters import average, max_, min_, sum_
from briefs.templating.runtime_messages import misgiven, said
from briefs.templating.text_filters import (
    capital,
    fill,
    join,
    list_,
    lower,
    quoted,
    replace,
    term,
    text,
    truncate,
    upper,
)
from briefs.templating.views import TOLD, Absent, Desk, Several, Unknown, View


class Format:
    """The language of a document, and the filters bound to it."""

    def __init__(self, language: str, facts: Facts, desk: Desk, report: Callable[[str, str, str], None]) -> None:
        self.language = language
        self.facts = facts
        self.desk = desk
        self.report = report
        self.filters: Mapping[str, Callable[..., Any]] = {}
        """All filters as templates call them, by name."""

    @cached_property
    def forms(self) -> Forms:
        """How the paper writes currencies and scales: as the units of its figures do."""
        units = (f"{each}.unit" for each in (*_records(self.facts, "figures"), *_records(self.facts, "series")))
        return Forms((found.written for each in units if (found := self.facts.index.get(each))), self.language)

    def bound(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The filter as the template calls it: what is absent or to be supplied passes, what is wrong is reported."""

        def filtered(value: Any, *args: Any, **kwargs: Any) -> Any:
            given = (value, *args, *kwargs.values())
            if any(isinstance(each, Unknown) and each.told() for each in given):
                return TOLD
            if (isinstance(value, Absent) and call not in TAKES_ABSENT) or _is_placeholder(value):
                return value
            try:
                return call(self, value, *args, **kwargs)
            except (Wrong, Unworkable) as wrong:
                self.report("T008", str(wrong), _gives(call))
            except (TypeError, ValueError, ArithmeticError, AttributeError) as fault:
                why = misgiven(call, args, kwargs) or f"`{_name(call)}` cannot do this: {said(fault)}"
                self.report("T008", why, _gives(call))
            return TOLD

        return filtered


def _records(facts: Facts, section: str) -> Iterable[str]:
    node = facts.find(section)
    return (f"{section}.{key}" for key in node.fields) if isinstance(node, Record) else ()


def _is_placeholder(value: Any) -> bool:
    """Whether it stands for what nobody has supplied: no date and no number, but printed where one would be."""
    return isinstance(value, Cited) and any(each.startswith(MISSING) for each in value.facts)


def _name(call: Callable[..., Any]) -> str:
    return call.__name__.rstrip("_")


def _gives(call: Callable[..., Any]) -> str:
    """What a filter gives, as its page in the manual says it; of a slice, which has none, as its own words do."""
    from briefs.manual import pages, title  # only mistakes pay for it

    name = _name(call)
    page = pages("filters").get(name)
    gives = (title(page) if page else call.__doc__ or "").split(".")[0].strip()
    return f"`{name}` gives {gives[:1].lower()}{gives[1:]}"


def _behind(items: Iterable[Any]) -> tuple[str, ...]:
    ids: list[tuple[str, ...]] = []
    for item in items:
        face = item.face() if isinstance(item, View) else item
        ids.append(face.facts if isinstance(face, Cited) else ())
    return merged(*ids)


def count(form: Format, value: Any) -> Cited:
    """How many entries there are."""
    items = [] if isinstance(value, Absent) else items_of(value)
    missing = value.behind if isinstance(value, Several) else ()
    return Cited(Decimal(len(items)), str(len(items)), merged(_behind(items), missing, (COUNTED,)))


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
    "average": average,
    "before": before,
    "by_time": by_time,
    "capital": capital,
    "count": count,
    "date": date,
    "dated": dated,
    "default": default,
    "fill": fill,
    "first": first,
    "group": group,
    "join": join,
    "lacking": lacking,
    "list": list_,
    "lower": lower,
    "map": map_,
    "max": max_,
    "min": min_,
    "money": money,
    "number": number,
    "ordinal": ordinal,
    "percent": percent,
    "quantity": quantity,
    "quoted": quoted,
    "replace": replace,
    "required": required,
    "rest": rest,
    "reverse": reverse,
    "signed": signed,
    "since": since,
    "so_far": so_far,
    "sort": sort,
    "sum": sum_,
    "term": term,
    "text": text,
    "to_sign": to_sign,
    "together": together,
    "truncate": truncate,
    "unless": unless,
    "unnamed": unnamed,
    "until": until,
    "upper": upper,
    "where": where,
}
TAKES_ABSENT = frozenset({count, default, required, together})
