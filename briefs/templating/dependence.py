"""What a document depends on without printing it: what chose and ordered its entries, what it compares and asks for.

It gathers ids; who may see what bears what is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefs.model.cited import Cited
from briefs.model.facts import walk
from briefs.templating.views import Desk, Grouped, Several, View


def ids_of(value: object) -> list[str]:
    """The ids of the facts in a value: its own, those of what stands for a record, those of each entry."""
    if isinstance(value, Several | list | tuple):
        behind = value.behind if isinstance(value, Several) else ()
        return [*behind, *(each for item in value for each in ids_of(item))]
    if isinstance(value, Grouped):
        return ids_of(value.items)
    face = value.face() if isinstance(value, View) else value
    if isinstance(face, Cited):
        return [each for each in face.facts if not each.startswith(":")]
    return [*value.through] if isinstance(value, View) else []


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
            depend(desk, (item,), [each for name in names for each in ids_of(field_of(item, name))])


def depend(desk: Desk, items: Iterable[object], ids: Iterable[str]) -> None:
    """Keep that the entries would not be where they are but for these facts."""
    found = dict.fromkeys(ids)
    for item in items:
        if isinstance(item, View):
            desk.chosen.setdefault(item.record.id, {}).update(found)


class Decisions:
    """The facts on which a template has decided what it prints, as it runs.

    What is compared or asked for to decide on a branch counts where a branch is taken: what is not printed shows
    nothing.
    """

    def __init__(self) -> None:
        self.found: dict[str | tuple[str, ...], None] = {}
        """The facts that were compared; and for each thing that had to exist, the facts of which any one shows it."""
        self._open: list[dict[str | tuple[str, ...], None]] = []
        """What was compared in each decision that is being made, the innermost last."""
        self._known: dict[str, tuple[str, ...]] = {}
        """The facts of each record that had to exist."""

    @property
    def compared(self) -> tuple[str, ...]:
        """The facts that were compared."""
        return tuple(each for each in self.found if isinstance(each, str))

    @property
    def existing(self) -> tuple[tuple[str, ...], ...]:
        """For each thing that had to exist, the facts of which any one shows that it does."""
        return tuple(each for each in self.found if isinstance(each, tuple))

    def note(self, value: object) -> object:
        """The value itself; the facts in it are compared."""
        self._gathered().update(dict.fromkeys(ids_of(value)))
        return value

    def exists(self, value: object) -> object:
        """The value itself; it is asked whether there is one."""
        self._gathered().update(dict.fromkeys(self._signs(value)))
        return value

    def _gathered(self) -> dict[str | tuple[str, ...], None]:
        return self._open[-1] if self._open else self.found

    def _signs(self, value: object) -> Iterator[tuple[str, ...]]:
        match value:
            case Cited() | View(through=(_, *_)):
                yield from ((each,) for each in (value.facts if isinstance(value, Cited) else value.through))
            case View() | Several() | Grouped() | list():
                any_of = tuple(dict.fromkeys(self._any_of(value)))
                if any_of:
                    yield any_of
            case _:
                pass

    def _any_of(self, value: object) -> Iterator[str]:
        """The facts of which any one shows that a record or a list is not empty."""
        match value:
            case Cited():
                yield from value.facts
            case View(through=(_, *_)):
                yield from value.through
            case View(record=record):
                if record.id not in self._known:
                    self._known[record.id] = tuple(fact.id for fact in walk(record))
                yield from self._known[record.id]
            case Grouped():
                yield from self._any_of(value.items)
            case Several() | list():
                for item in value:
                    yield from self._any_of(item)
            case _:
                pass

    def begin(self) -> None:
        """A decision begins."""
        self._open.append({})

    def end(self, taken: bool) -> None:
        """The decision is made, for a branch or for none."""
        found = self._open.pop()
        if taken:
            self._gathered().update(found)

    def decide(self, begun: None, result: object, both: bool = False) -> object:
        """The result of a test: what was compared counts where it is true, or where `both` ways print something."""
        truth = bool(result)
        self.end(truth or both)
        return truth
