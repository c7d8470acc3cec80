"""What a document depends on without printing it: what chose and ordered its entries, and what it compares.

It gathers ids; who may see what bears what is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from briefs.model.cited import Cited
from briefs.templating.views import Desk, Several, View


def ids_of(value: object) -> list[str]:
    """The ids of the facts in a value: its own, those of what stands for a record, those of each entry."""
    if isinstance(value, Several):
        return [each for item in value for each in ids_of(item)]
    face = value.face() if isinstance(value, View) else value
    return [each for each in face.facts if not each.startswith(":")] if isinstance(face, Cited) else []


def field_of(item: View, name: str) -> object:
    """The field of a record by its name, dots and all; None where there is none."""
    found: object = item
    for part in name.split("."):
        if not isinstance(found, View):
            return None
        found = found.desk.field(found.record, part, found.through)
    return found


def choose(desk: Desk, items: Iterable[object], *names: str) -> None:
    """Keep by which facts the entries were chosen or ordered: the fields of these names."""
    for item in items:
        if isinstance(item, View):
            found = desk.chosen.setdefault(item.record.id, {})
            for name in names:
                found |= dict.fromkeys(ids_of(field_of(item, name)))


class Comparisons:
    """The facts that a template has compared, as it runs.

    What is compared to decide on a branch counts where a branch is taken: what is not printed shows nothing.
    """

    def __init__(self) -> None:
        self.found: dict[str, None] = {}
        self._open: list[dict[str, None]] = []
        """What was compared in each decision that is being made, the innermost last."""

    def note(self, value: object) -> object:
        """The value itself; the facts in it are compared."""
        found = self._open[-1] if self._open else self.found
        found.update(dict.fromkeys(ids_of(value)))
        return value

    def begin(self) -> None:
        """A decision begins."""
        self._open.append({})

    def end(self, taken: bool) -> None:
        """The decision is made, for a branch or for none."""
        found = self._open.pop()
        if taken:
            (self._open[-1] if self._open else self.found).update(found)

    def decide(self, begun: None, result: object, both: bool = False) -> object:
        """The result of a test: what was compared counts where it is true, or where `both` ways print something."""
        truth = bool(result)
        self.end(truth or both)
        return truth
