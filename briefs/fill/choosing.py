"""The filters that choose: which entries of a list, in which order and groups.

How a value is printed is `filters`' work.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefs.cited import Cited
from briefs.facts import Reference
from briefs.fill.parts import amount_of, cited_of, items_of, part_of
from briefs.fill.values import Absent, Grouped, Several, Value, View
from briefs.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from briefs.fill.filters import Format


def first(form: Format, value: Any, n: Any = None) -> Any:
    """The first entry, or the first `n`."""
    items = items_of(value)
    if n is None:
        return items[0] if items else Absent("first", "is the first of an empty list")
    return Several(tuple(items[: int(amount_of(n))]))


def rest(form: Format, value: Any, n: Any) -> Several:
    """The entries after the first `n`."""
    return Several(tuple(items_of(value)[int(amount_of(n)) :]))


def _rank(item: Any) -> tuple[int, Any]:
    face = item.face() if isinstance(item, View) else item
    if not isinstance(face, Cited):
        return (9, "")
    kinds: dict[type, int] = {Decimal: 0, datetime.date: 1, bool: 2, str: 3}
    return (kinds.get(type(face.value), 4), face.value)


def sort(form: Format, value: Any, by: str | None = None, reverse: bool = False) -> Several:
    """The entries in order, by a field if one is named; what lacks the field comes last."""
    items = sorted(items_of(value), key=lambda item: _rank(part_of(item, by) if by else item), reverse=reverse)
    return Several(tuple(items))


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
    return Several(tuple(item for item in items if _fits(item, wanted)))


def unless(form: Format, value: Any, has: str | None = None, **wanted: Any) -> Several:
    """The entries that `where` would leave out."""
    kept = where(form, value, has, **wanted).items
    return Several(tuple(item for item in items_of(value) if not any(item is k or item == k for k in kept)))


def group(form: Format, value: Any, by: str) -> list[Grouped]:
    """Groups with a `key` and `items`, in order of first appearance, of the entries that share a field's value."""
    groups: dict[str, tuple[Value, list[Value]]] = {}
    for item in items_of(value):
        key = part_of(item, by)
        shown = str(cited_of(key).written) if key else ""
        groups.setdefault(shown, (key, []))[1].append(item)
    return [Grouped(key, Several(tuple(items))) for key, items in groups.values()]


def ahead(form: Format, value: Any, by: str = "date") -> Several:
    """The entries whose date lies after the day of the facts: what is still to come; `by` names another field."""
    return Several(tuple(item for item in items_of(value) if _lies_ahead(form, part_of(item, by))))


def so_far(form: Format, value: Any, by: str = "date") -> Several:
    """The entries that `ahead` would leave out: what has happened by the day of the facts."""
    return Several(tuple(item for item in items_of(value) if not _lies_ahead(form, part_of(item, by))))


def _lies_ahead(form: Format, when: Any) -> bool:
    """Whether a day, month or year is later than the one in which the facts were true; words are not."""
    today = form.facts.text("as_of")
    written = cited_of(when).written if when else ""
    return re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", written) is not None and written > today[: len(written)]


def unnamed(form: Format, value: Any, *fields: str) -> Several:
    """The records that no other record names; where fields are given (`people.of`), that none of these names."""
    named = {
        fact.value.id
        for fact in form.facts.index.values()
        if isinstance(fact.value, Reference) and (not fields or _field(fact.id) in fields)
    }
    return Several(tuple(item for item in items_of(value) if not isinstance(item, View) or item.record.id not in named))


def _field(id_: str) -> str:
    """Section and field of a fact: `people.of` for `people.sand.of`, `visit.host` for itself."""
    section, *rest = id_.split(".")
    return f"{section}.{rest[0] if VOCABULARY[section].single else rest[1]}"
