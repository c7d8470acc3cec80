"""The filters that choose: which entries of a list, in which order and groups.

How a value is printed is `filters`' work.
"""

from __future__ import annotations

import datetime
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefs.model.cited import Cited
from briefs.model.clock import minutes, offset
from briefs.model.facts import Fact, Reference
from briefs.model.fields import MUST
from briefs.templating.dependence import choose, depend, ids_of
from briefs.templating.filter_arguments import amount_of, cited_of, items_of, part_of
from briefs.templating.text_filters import term
from briefs.templating.times_in_order import Moment, is_date, moment
from briefs.templating.views import Absent, Grouped, Several, Value, View, entry_names, fields_of

if TYPE_CHECKING:
    from briefs.templating.filters import Format


def first(form: Format, value: Any, n: Any = None) -> Any:
    """The first entry, or the first `n`."""
    items = items_of(value)
    if n is None:
        return items[0] if items else Absent("first", "is the first of an empty list")
    most = int(amount_of(n))
    form.desk.limit(items, items[most:])
    return Several(tuple(items[:most]))


def slice_(form: Format, value: Any, start: Any, stop: Any, step: Any) -> Several:
    """The entries between two places, written `[:6]` or `[2:6]`."""
    first, last, by = (None if each is None else int(amount_of(each)) for each in (start, stop, step))
    items = items_of(value)
    chosen = items[first:last:by]
    depend(form.desk, chosen, ids_of(items[: first or 0]))
    if last is not None or by not in {None, 1}:
        kept = {id(item) for item in chosen}
        form.desk.limit(items, [item for item in items if id(item) not in kept])
    return Several(tuple(chosen))


def rest(form: Format, value: Any, n: Any) -> Several:
    """The entries after the first `n`."""
    items, begin = items_of(value), int(amount_of(n))
    depend(form.desk, items[begin:], ids_of(items[:begin]))
    return Several(tuple(items[begin:]))


def together(form: Format, value: Any, other: Any) -> Several:
    """The entries of both lists, to be sorted as one."""
    return Several((*items_of(value or []), *items_of(other or [])))


def _rank(form: Format, item: Any) -> tuple[int, Any]:
    face = item.face() if isinstance(item, View) else item
    if not isinstance(face, Cited):
        return (9, "")
    if face.value == MUST and face.facts and face.facts[0].endswith(".priority"):
        return (-1, "")
    if is_date(face, form.facts.vocabulary) or isinstance(face.value, datetime.date):
        when = moment(face, form.language, _as_of(form))
        return (1, when.order()) if when else (8, "")
    kinds: dict[type, int] = {Decimal: 0, bool: 2, str: 3}
    return (kinds.get(type(face.value), 4), face.value)


def sort(form: Format, value: Any, by: str | list[str] | None = None, reverse: bool = False) -> Several:
    """The entries in order, by a field if one is named; what lacks the field comes last. Dates are in order of time.

    Of several fields (`["date", "by"]`) an entry's own counts.
    """

    def rank(item: Any) -> tuple[int, Any]:
        return _rank(form, part_of(item, _own(item, by)) if by else item)

    items = sorted(items_of(value), key=rank, reverse=reverse)
    for item in items:
        if by:
            choose(form.desk, (item,), _own(item, by))
        else:
            depend(form.desk, (item,), ids_of(item))
    return Several(tuple(items))


def by_time(form: Format, value: Any) -> Several:
    """The entries of a programme in the order in which they happen: by day, and by the clock of their zone."""
    items = sorted(items_of(value), key=lambda item: _when(form, item))
    for name in ("date", "time", "zone"):
        choose(form.desk, [item for item in items if _written(item, name)], name)
    return Several(tuple(items))


def _when(form: Format, item: Any) -> tuple[tuple[int, ...], float]:
    """An entry's day, and the minute of it by UTC where its zone says so; what lacks either comes last."""
    day = part_of(item, "date")
    then = moment(cited_of(day), form.language) if day else None
    time, zone = (_written(item, name) for name in ("time", "zone"))
    minute, exact = minutes(time), cited_of(day).value if day else None
    ahead = offset(zone, exact) if zone and isinstance(exact, datetime.date) else None
    late = math.inf if minute is None else minute - (ahead or 0)
    return (then.order() if then else (9999,), late)


def _written(item: Any, name: str) -> str:
    """A field as it was typed; empty where the record has none, or can have none."""
    node = item.record.fields.get(name) if isinstance(item, View) else None
    return node.written if isinstance(node, Fact) else ""


def _own(item: Any, by: str | list[str]) -> str:
    """The field to sort by: of several, the first that such a record can have."""
    names = [by] if isinstance(by, str) else [str(each) for each in by]
    known = fields_of(item.record, item.desk.facts.vocabulary) if isinstance(item, View) and len(names) > 1 else None
    return next((name for name in names if known is None or name in known), names[0])


def _fits(item: Any, wanted: dict[str, Any]) -> bool:
    for name, value in wanted.items():
        part = part_of(item, name)
        if isinstance(part, Several):
            if value not in part:
                return False
        elif part != value and not (value is True and part):
            return False
    return True


def where(form: Format, value: Any, has: str | None = None, **wanted: Any) -> Several:
    """The entries whose fields have these values, or that have the field at all: `where("signed")`."""
    items = [item for item in items_of(value) if has is None or part_of(item, has)]
    items = [item for item in items if _fits(item, wanted)]
    depend(form.desk, items, ids_of([*wanted.values()]))
    return _chosen(form, items, *([has] if has else ()), *wanted)


def unless(form: Format, value: Any, has: str | None = None, **wanted: Any) -> Several:
    """The entries that `where` would leave out."""
    kept = [item for item in items_of(value) if (has is None or part_of(item, has)) and _fits(item, wanted)]
    items = [item for item in items_of(value) if not any(item is k or item == k for k in kept)]
    depend(form.desk, items, ids_of([*wanted.values()]))
    return _chosen(form, items, *([has] if has else ()), *wanted)


def group(form: Format, value: Any, by: str) -> list[Grouped]:
    """Groups with a `key` and `items`, in order of first appearance, of the entries that share a field's value."""
    groups: dict[str, tuple[Value, list[Value]]] = {}
    for item in items_of(value):
        key = part_of(item, by)
        shown = str(cited_of(key).written) if key else ""
        first = groups.setdefault(shown, (key, []))
        first[1].append(item)
        choose(form.desk, (item,), by)
        for (_, own), (_, said) in zip(entry_names(key), entry_names(first[0]), strict=False):
            form.desk.same[own] = said
    return [Grouped(key, Several(tuple(items))) for key, items in groups.values()]


def ahead(form: Format, value: Any, by: str = "date") -> Several:
    """The entries whose date lies after the day of the facts: what is still to come; `by` names another field."""
    return _chosen(form, [item for item in items_of(value) if _lies_ahead(form, part_of(item, by))], by)


def so_far(form: Format, value: Any, by: str = "date") -> Several:
    """The entries that `ahead` would leave out: what has happened by the day of the facts."""
    return _chosen(form, [item for item in items_of(value) if not _lies_ahead(form, part_of(item, by))], by)


def before(form: Format, value: Any, day: Any, by: str = "date") -> Several:
    """The entries whose date lies before another: `events | before(visit.start)`; `by` names another field."""
    items = [item for item in items_of(value) if _is_before(form, part_of(item, by), day)]
    depend(form.desk, items, ids_of(day))
    return _chosen(form, items, by)


def since(form: Format, value: Any, day: Any, by: str = "date") -> Several:
    """The entries that `before` would leave out."""
    items = [item for item in items_of(value) if not _is_before(form, part_of(item, by), day)]
    depend(form.desk, items, ids_of(day))
    return _chosen(form, items, by)


def _chosen(form: Format, items: list[Any], *names: str) -> Several:
    """The entries, which were chosen by these fields."""
    choose(form.desk, items, *names)
    return Several(tuple(items))


def _moment(form: Format, when: Any) -> Moment | None:
    return moment(cited_of(when), form.language, _as_of(form)) if when else None


def _as_of(form: Format) -> datetime.date | None:
    """The day on which the facts were true."""
    fact = form.facts.root.fields.get("as_of")
    return fact.value if isinstance(fact, Fact) and isinstance(fact.value, datetime.date) else None


def _today(form: Format) -> Moment | None:
    return _moment(form, form.desk.field(form.facts.root, "as_of"))


def _is_before(form: Format, one: Any, other: Any) -> bool:
    first, second = _moment(form, one), _moment(form, other)
    return first is not None and second is not None and first.before(second)


def _lies_ahead(form: Format, when: Any) -> bool:
    """Whether a day, month or year is later than the one in which the facts were true."""
    then = _moment(form, when)
    if then is None:
        return False
    today = _today(form)
    return today is not None and today.before(then)


DONE = ("signed", "signed and in force")
"""Names of the terms by which an instrument is signed."""


def signed(form: Format, value: Any) -> Several:
    """The instruments that were signed by the day of the facts, as their date or their status says; never inferred."""
    today = _today(form)

    def was_signed(item: Any) -> bool:
        status, day = part_of(item, "status"), _moment(form, part_of(item, "signed"))
        if day is None:
            return bool(status) and term(form, status) in DONE
        return today is not None and day.by(today)

    return _chosen(form, [item for item in items_of(value) if was_signed(item)], "status", "signed")


def to_sign(form: Format, value: Any) -> Several:
    """The instruments still to be signed: by their date, or with a visit to come if they have no date and no status."""
    visit = form.desk.field(form.facts.root, "visit")
    coming = isinstance(visit, View) and _lies_ahead(form, part_of(visit, "start"))

    def is_to_be_signed(item: Any) -> bool:
        day, status = part_of(item, "signed"), part_of(item, "status")
        if day:
            return _lies_ahead(form, day)
        return coming and not status and not _kept(day) and not _kept(status)

    items = [item for item in items_of(value) if is_to_be_signed(item)]
    depend(form.desk, items, ids_of(part_of(visit, "start")))
    return _chosen(form, items, "signed", "status")


def lacking(form: Format, value: Any, **words: str) -> Several:
    """The words for the fields that a record lacks: `lacking(term="term")`; not for one kept from this audience."""
    parts = {word: part_of(value, name) for name, word in words.items()}
    return Several(tuple(Cited(str(word), str(word)) for word, part in parts.items() if not part and not _kept(part)))


def _kept(part: Any) -> bool:
    """Whether a field is absent because this audience may not see it."""
    return isinstance(part, Absent) and bool(part.why)


def unnamed(form: Format, value: Any, *fields: str) -> Several:
    """The records that no other record names; where fields are given (`people.of`), that none of these names."""
    naming = {
        fact.id: fact.value.id
        for fact in form.facts.index.values()
        if isinstance(fact.value, Reference) and (not fields or _field(form, fact.id) in fields)
    }
    named = frozenset(naming.values())
    items = [item for item in items_of(value) if not isinstance(item, View) or item.record.id not in named]
    depend(form.desk, items, naming)
    return Several(tuple(items), behind=tuple(naming))


def _field(form: Format, id_: str) -> str:
    """Section and field of a fact: `people.of` for `people.sand.of`, `visit.host` for itself."""
    section, *rest = id_.split(".")
    return f"{section}.{rest[0] if form.facts.vocabulary.sections[section].single else rest[1]}"
