"""The filters that take a list as a whole: turned round, field by field, a part of it; of a text, its letters.

Which entries are chosen by what they say is `choosing_filters`' work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefs.model.cited import Cited
from briefs.templating.filter_arguments import Wrong, amount_of, items_of, part_of
from briefs.templating.text_filters import respelt
from briefs.templating.views import Several, View

if TYPE_CHECKING:
    from briefs.templating.filters import Format


def letters(form: Format, value: Any, start: Any, stop: Any, step: Any) -> Cited:
    """The letters of a text between two places, written `[:1]` or `[2:6]`."""
    first, last, by = (None if each is None else int(amount_of(each)) for each in (start, stop, step))
    if by == 0:
        raise Wrong("a slice cannot go in steps of 0")
    return respelt(value, lambda text: text[first:last:by])


def reverse(form: Format, value: Any) -> Several:
    """The entries in the opposite order."""
    return Several(tuple(reversed(items_of(value))))


def map_(form: Format, value: Any, what: str | None = None, attribute: str | None = None) -> Several:
    """Of each record the field of that name; of each value what the filter of that name makes of it."""
    name = str(what or attribute or "")
    if not name:
        raise Wrong("there is no field or filter named")
    return Several(tuple(_mapped(form, item, name) for item in items_of(value)))


def _mapped(form: Format, item: Any, name: str) -> Any:
    if isinstance(item, View):
        return part_of(item, name)
    call = form.filters.get(name)
    if call is None:
        raise Wrong(f"there is no filter `{name}`, and values have no fields")
    return call(item)
