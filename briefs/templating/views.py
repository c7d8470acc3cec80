"""Facts as templates see them: records, lists, and what is absent.

Nothing here formats a value (`filters` does) or parses a template (`environment` does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from jinja2 import Undefined
from jinja2.utils import missing

from briefs.amounts import amount_text
from briefs.model.cited import Cited, Name, Plain, Points, Unworkable, merged
from briefs.model.facts import Fact, Facts, Items, Node, Record, Reference, walk
from briefs.model.fields import COMMON, FACES, WHO
from briefs.model.problems import did_you_mean
from briefs.model.vocabulary import Vocabulary

OWN = frozenset({"id", "use", "marking"})
"""What every record says of itself, besides its fields."""


class Absent:
    """What the vocabulary knows and the file does not give: false, empty, and a problem when it is printed."""

    __slots__ = ("id", "why")

    def __init__(self, id: str, why: str = "") -> None:
        self.id = id
        self.why = why

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Value]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Absent)

    def __hash__(self) -> int:
        return 0

    def __lt__(self, other: object) -> bool:
        raise Unworkable(f"`{self.id}` {self.why or 'is not in the fact file'}, so nothing is more or less than it")

    __le__ = __gt__ = __ge__ = __lt__


TOLD = Absent("")
"""What is absent for a reason that has been reported: it prints nothing, and is not reported again."""


class Unknown(Undefined):
    """A name that no template may begin with; told wherever something depends on it, and empty."""

    __slots__ = ()
    tell: ClassVar[Callable[[str], None]]
    """Takes the name; reports it at the template's present line."""

    def told(self) -> bool:
        """Whether it is such a name, which is then reported; a parameter that was not given is none."""
        if self._undefined_name is None or self._undefined_hint or self._undefined_obj is not missing:
            return False
        type(self).tell(str(self._undefined_name))
        return True

    def __bool__(self) -> bool:
        self.told()
        return False

    def __len__(self) -> int:
        self.told()
        return 0

    def __iter__(self) -> Iterator[Any]:
        self.told()
        return iter(())


class View:
    """A record: its fields by name; as a value it is its face (a person's name, an agreement's title)."""

    __slots__ = ("desk", "record", "through")

    def __init__(self, record: Record, desk: Desk, through: tuple[str, ...] = ()) -> None:
        self.record = record
        self.desk = desk
        self.through = through
        """Ids of the facts that led here: the reference by which a signatory was named."""

    def face(self) -> Cited | None:
        """The value that stands for the record, or None where it has none."""
        section = self.desk.facts.vocabulary.sections.get(self.record.section)
        for name in (*FACES, *(section.fields if section and section.listed else ())):
            node = self.record.fields.get(name)
            if isinstance(node, Fact) and name not in COMMON:
                return self.desk.cited(node, self.through)
        return None

    def __iter__(self) -> Iterator[Value]:
        for node in self.record.fields.values():
            yield self.desk.value(node, self.through)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, View):
            return self.record.id == other.record.id
        return self.record.key == str(other)

    def __hash__(self) -> int:
        return hash(self.record.id)


class Choices(View):
    """The section `options`, with the template's own settings: a name behind a dot means a setting first."""

    __slots__ = ("settings",)

    def __init__(self, record: Record, desk: Desk, settings: Mapping[str, Cited]) -> None:
        super().__init__(record, desk)
        self.settings = settings


class Several:
    """A list of values."""

    __slots__ = ("behind", "id", "items")

    def __init__(self, items: tuple[Value, ...], id: str = "", behind: tuple[str, ...] = ()) -> None:
        self.items = items
        self.id = id
        self.behind = behind
        """Ids of the facts by which entries are not in it."""

    def __iter__(self) -> Iterator[Value]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, other: object) -> bool:
        return any(item == other for item in self.items)


class Grouped:
    """The records that share a value, as the filter `group` makes them."""

    __slots__ = ("items", "key")

    def __init__(self, key: Value, items: Several) -> None:
        self.key = key
        self.items = items


Value = Cited | View | Several | Absent | Grouped


def _ignored(entries: Sequence[Any], cut: Sequence[Any]) -> None:
    """Nobody asks which entries a limit leaves out."""


class Desk:
    """The facts of one file as one audience may see them."""

    def __init__(self, facts: Facts, kept: Mapping[str, str], report: Callable[..., None]) -> None:
        self.facts = facts
        self.kept = kept
        """Ids of what is kept back from this audience, and why, in words."""
        self.report = report
        """Takes a code, a message, a hint and what it is about; places the problem at the template's present line."""
        self.limit: Callable[[Sequence[Any], Sequence[Any]], None] = _ignored
        """Takes the entries of a list and those of them that a limit leaves out."""
        self.same: dict[str, str] = {}
        """Facts that another one says too where that is printed, by their ids."""
        self.chosen: dict[str, dict[str, None]] = {}
        """By record, the facts by which it was chosen for a list or has its place there."""
        self.known: dict[tuple[str, str, tuple[str, ...]], Value] = {}
        """Fields that were asked for before: templates look first whether there is a value, and then print it."""

    def top(self) -> dict[str, Value]:
        """Every name that a template may begin with: the head's facts and the sections."""
        return {name: self.field(self.facts.root, name) for name in self.facts.vocabulary.names}

    def field(self, record: Record, name: str, through: tuple[str, ...] = ()) -> Value:
        """The value of a field, or Absent; a name that the vocabulary does not know is reported."""
        key = (record.id, name, through)
        found = self.known.get(key)
        if found is None:
            found = self._field(record, name, through)
            if found is not TOLD:
                self.known[key] = found
        return found

    def _field(self, record: Record, name: str, through: tuple[str, ...]) -> Value:
        node = record.fields.get(name)
        path = f"{record.id}.{name}" if record.id else name
        if name in OWN:
            own = str(record.key if name == "id" else getattr(record, name))
            return Cited(own, own, (f":{path}",)) if own else Absent(path, self.kept.get(path, ""))
        if node is None:
            return self._missing(record, name, path)
        return self.value(node, through)

    def value(self, node: Node, through: tuple[str, ...] = ()) -> Value:
        match node:
            case Fact(value=Reference() as reference):
                target = self.facts.find(reference.id)
                if not isinstance(target, Record):
                    return Absent(node.id, "leads to no record")
                return View(target, self, merged(through, (node.id,)))
            case Fact():
                return self.cited(node, through)
            case Record():
                return View(node, self, through)
            case Items():
                return Several(tuple(self.value(item, through) for item in node.items), node.id)

    def cited(self, fact: Fact, through: tuple[str, ...] = ()) -> Cited:
        value: Plain = fact.written if isinstance(fact.value, Reference) else fact.value
        ids = merged((fact.id,), through) if through else (fact.id,)
        return Cited(value, fact.written, ids, fact.language)

    def points(self, record: Record, language: str) -> Points | None:
        """A record of the section `series` as a chart in that language takes it; None for any other."""
        node = record.fields.get("points")
        if not isinstance(node, Record):
            return None
        facts = [fact for fact in walk(node) if isinstance(fact.value, Decimal)]
        names = {n: Name(f.written, (f.id,), f.language) for n, f in record.fields.items() if isinstance(f, Fact)}
        return Points(
            label=names.get("label", Name()),
            unit=names.get("unit", Name()),
            periods=tuple(fact.id[len(node.id) + 1 :] for fact in facts),
            values=tuple(fact.value for fact in facts if isinstance(fact.value, Decimal)),
            written=tuple(amount_text(fact, language) for fact in facts),
            facts=tuple(fact.id for fact in facts),
        )

    def _missing(self, record: Record, name: str, path: str) -> Value:
        if path in self.kept:
            return Absent(path, self.kept[path])
        known = fields_of(record, self.facts.vocabulary)
        if known is not None and name not in known:
            self.report("T002", f"`{path}`: there is no such fact", hint_for(name, [*record.fields, *known]), name)
            return TOLD
        return Absent(path)


def entry_names(entry: Value) -> Iterator[tuple[str, str]]:
    """What an entry of a list is (`figures`, `provisions`) and the id by which it is in the list.

    Several where the entry is a group; none where no fact stands behind it.
    """
    match entry:
        case Grouped(items=items):
            for each in items:
                yield from entry_names(each)
        case View(record=record, through=through):
            yield _list_name(through[-1] if through else record.id)
        case Cited(facts=(id_, *_)) if not id_.startswith(":"):
            yield _list_name(id_)
        case _:
            pass


def _list_name(id_: str) -> tuple[str, str]:
    """The last name of what an entry stands in, and the entry's id."""
    around, _, key = id_.rpartition(".")
    return (around or key).rpartition(".")[2], id_


def fields_of(record: Record, vocabulary: Vocabulary) -> list[str] | None:
    """The field names that the vocabulary knows for a record; None where any name may stand.

    Where a person may stand, an organisation may: each knows the other's fields, and has none of them.
    """
    if not record.id:
        return vocabulary.names
    section = vocabulary.sections.get(record.section or record.id)
    if section is None or section.free or (not record.section and not section.single):
        return None
    either = WHO if record.section in WHO else (record.section or record.id,)
    return [name for each in either for name in vocabulary.fields(each)]


def hint_for(name: str, known: list[str]) -> str:
    return did_you_mean(name, known, "see `briefs schema` for the names that a fact file knows")
