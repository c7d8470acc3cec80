"""The filters that reckon with a list: its sum, its average, the smallest and the largest of its values.

The decimals of what is reckoned are those that its parts justify; how a language writes them is not known here.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any

from briefs.model.cited import Cited, merged
from briefs.model.precision import EXACT, Precision, precision_of, product, widest
from briefs.templating.choosing_filters import sort
from briefs.templating.dependence import ids_of
from briefs.templating.filter_arguments import Wrong, amount_of, cited_of, items_of, part_of
from briefs.templating.views import Absent

if TYPE_CHECKING:
    from briefs.templating.filters import Format


def _parts(value: Any, of: str | None) -> list[Any]:
    return [part_of(item, of) if of else item for item in items_of(value)]


def _total(parts: list[Any]) -> tuple[Decimal, Precision]:
    """The sum, and the decimals that it may show: those of its most exact part."""
    amounts = [(amount_of(part), cited_of(part).precision) for part in parts]
    with localcontext(EXACT):
        total = sum((amount for amount, _ in amounts), Decimal(0))
    return total, widest([precision or precision_of(amount) for amount, precision in amounts])


def sum_(form: Format, value: Any, of: str | None = None) -> Cited:
    """The sum of the entries, or of a field of each."""
    parts = _parts(value, of)
    total, precision = _total(parts)
    return _reckoned(total, precision, parts)


def average(form: Format, value: Any, of: str | None = None) -> Cited:
    """The average of the entries, or of a field of each."""
    parts = [part for part in _parts(value, of) if not isinstance(part, Absent)]
    if not parts:
        raise Wrong("there is no average of an empty list")
    total, precision = _total(parts)
    precision = product([precision])
    with localcontext(EXACT):
        mean = total / len(parts)
    return _reckoned(mean, precision, parts)


def _reckoned(number: Decimal, precision: Precision, parts: list[Any]) -> Cited:
    return Cited(number, precision.apply(number), merged(*(cited_of(part).facts for part in parts)), reckoned=precision)


def min_(form: Format, value: Any, of: str | None = None) -> Any:
    """The smallest of the entries, or of a field of each; of days, the earliest."""
    return _at_the_end(form, _parts(value, of), last=False)


def max_(form: Format, value: Any, of: str | None = None) -> Any:
    """The largest of the entries, or of a field of each; of days, the latest."""
    return _at_the_end(form, _parts(value, of), last=True)


def _at_the_end(form: Format, parts: list[Any], last: bool) -> Any:
    """The part that comes first or last in order; it was chosen by all of them."""
    given = [cited_of(part) for part in parts if not isinstance(part, Absent)]
    if not given:
        return Absent("", "")
    if len({isinstance(each.value, Decimal) for each in given}) > 1:
        shown = "` and `".join(each.written[:30] for each in given[:2])
        raise Wrong(f"the entries are of several kinds, such as `{shown}`")
    found = [each for each in sort(form, given) if isinstance(each, Cited)][-1 if last else 0]
    ids = [id_ for each in given for id_ in ids_of(each)]
    for record in {id_.rpartition(".")[0] for id_ in found.facts if not id_.startswith(":")}:
        form.desk.chosen.setdefault(record, {}).update(dict.fromkeys(ids))
    return found
