"""What filters are given: a value with its facts, a number, the entries of a list, a field of a record.

It takes values apart and prints nothing.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from briefs.model.cited import Cited, merged
from briefs.templating.views import Absent, Several, View


class Wrong(Exception):
    """A filter was given what it cannot print; says so in the template writer's words."""


def cited_of(value: Any) -> Cited:
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


def amount_of(value: Any) -> Decimal:
    cited = cited_of(value)
    if isinstance(cited.value, Decimal):
        return cited.value
    raise Wrong(f"`{cited.written}` is no number")


def items_of(value: Any) -> list[Any]:
    """The entries of a list or of a section. Raises Wrong for a single value."""
    if isinstance(value, Several | View | list | tuple):
        return [item for item in value if not isinstance(item, Absent)]
    raise Wrong("this is one value, not a list")


def part_of(item: Any, name: str) -> Any:
    """The field of a record that a filter was given by name, dots and all."""
    for part in str(name).split("."):
        if not isinstance(item, View):
            return Absent(part)
        item = item.desk.field(item.record, part, item.through)
    return item


def printed_as(value: Any, text: str, *more: tuple[str, ...]) -> Cited:
    """The value printed as `text`, which is in the document's language."""
    cited = cited_of(value)
    return Cited(cited.value, text, merged(cited.facts, *more))
