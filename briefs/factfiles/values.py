"""Facts from nodes: single values, lists and references, each with its origin.

One value at a time, by the kind that the vocabulary gives its field; records are `records`' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from briefs.factfiles.attributions import ATTRIBUTE_NAMES, Attributes, Origin
from briefs.factfiles.nodes import Map, Scalar, Seq
from briefs.factfiles.nodes import Node as Typed
from briefs.factfiles.problem_list import VALUELESS, Ledger
from briefs.factfiles.scalars import LANGUAGE, LIKE_A_DATE, NUMBER, PART, is_day, typed
from briefs.factfiles.table_nodes import FROM_FILE, Rows
from briefs.factfiles.translations import chosen, fallback
from briefs.language import is_known, is_listed
from briefs.model.facts import Fact, Items, Node, Record, Reference, Translation, Value
from briefs.model.fields import MUST, Field, Kind
from briefs.model.problems import Place

ID_AS_TEXT = "F024"
ENGLISH = "en"
IN_LANGUAGES = frozenset({"text", "name", "date"})
"""The kinds of fields whose words may stand in several languages."""
TAGS = "write a BCP 47 tag: `en`, `mn`, `kk`, `zh-Hant` …"
WRAPPED = frozenset({"value", *ATTRIBUTE_NAMES})
ONE: Mapping[str, str] = {
    "text": "a single value",
    "number": "a number",
    "places": "a whole number",
    "priority": "a number or `must`",
    "flag": "`true` or `false`",
    "day": "a date",
    "date": "a date",
    "language": "a language's tag",
    "reference": "the id of a record",
    "name": "the id of a record, or a name",
}


class Formula(Struct, frozen=True):
    """A formula, with the record whose value it makes or checks."""

    record: str
    text: Scalar
    fields: dict[str, Node]
    above: Origin
    own: bool
    """Whether the record itself says where it comes from."""
    file: str = ""
    """Where it stands, if that is a table."""


class Values:
    """Makes the facts of one file from what was typed."""

    def __init__(self, ledger: Ledger, attributes: Attributes, ids: Mapping[str, frozenset[str]]) -> None:
        self.ledger = ledger
        self.attributes = attributes
        self.ids = ids
        """The ids of the records in each section."""
        self.index: dict[str, Fact] = {}
        self.tables: Mapping[str, Sequence[Rows]] = {}
        """Section → the records that tables give it; `series.ID` → its points."""

    def make(self, id_: str, node: Typed, kind: Field, above: Origin) -> Node | None:
        """The fact or list that a field holds; None where a problem left nothing of it."""
        match kind.kind:
            case "references" | "texts" | "names":
                return self.several(id_, node, kind, above)
            case "points":
                return self.points(id_, node, above)
            case "entries":
                return self.entries(id_, node, kind, above)
            case _:
                return self.one(id_, node, kind, above)

    def one(self, id_: str, node: Typed, kind: Field, above: Origin, note: str = "") -> Fact | None:
        if isinstance(node, Scalar):
            return self.fact(id_, node, kind, above, note)
        if isinstance(node, Map) and "value" in node.entries:
            origin = self.unwrap(node, above)
            value, note = node.entries["value"][1], self.attributes.text(node, "note")
            if isinstance(value, Scalar):
                return self.fact(id_, value, kind, origin, note)
            if isinstance(value, Map) and by_language(value, kind):
                return self.translated(id_, value, kind, origin, note)
            node = value
        elif isinstance(node, Map) and by_language(node, kind):
            return self.translated(id_, node, kind, above, note)
        self.wrong_kind(id_, node, kind)
        return None

    def translated(self, id_: str, node: Map, kind: Field, above: Origin, note: str = "") -> Fact | None:
        """The fact that a text in several languages states, in the file's own where it has that."""
        texts = tuple(self.translations(id_, node))
        if not texts:
            return None
        own = self.attributes.language or ENGLISH
        first = fallback(texts, own)
        scalar = node.entries[first.language][1]
        assert isinstance(scalar, Scalar)
        language = "" if chosen(texts, own) else first.language
        made = self.fact(id_, scalar._replace(style=scalar.style or "'"), kind, replace(above, language=language), note)
        if made is not None:
            made = self.index[id_] = replace(made, value=made.written, texts=texts)
        return made

    def translations(self, id_: str, node: Map) -> Iterator[Translation]:
        """The texts by language; one that is none, and a tag of no language, are told."""
        for tag, (key, value) in node.entries.items():
            if not (LANGUAGE.fullmatch(tag) and is_known(tag)):
                message = f"`{tag}` names no language"
                self.ledger.add("F019", message, (key.line, key.column), TAGS, len(tag))
            elif not isinstance(value, Scalar):
                message = f"`{id_}` must be one text in each language"
                self.ledger.add("F012", message, (value.line, value.column), "write `{en: …, mn: …}`")
            elif value.text.strip():
                yield Translation(tag, value.text, Place(self.ledger.file, value.line, value.column))
            elif not value.void:
                hint = "write the text, or delete the line"
                self.ledger.add(VALUELESS, f"`{id_}` is empty in `{tag}`", (value.line, value.column), hint)

    def unwrap(self, node: Map, above: Origin) -> Origin:
        """What holds for a value written as `{value: …, from: …}`."""
        for name, (key, _) in node.entries.items():
            if name not in WRAPPED:
                message = f"a value knows no `{name}`"
                hint = self.ledger.nearest(name, WRAPPED, f"beside `value` may stand {_listed(ATTRIBUTE_NAMES)}")
                self.ledger.add("F010", message, (key.line, key.column), hint, len(name))
        return self.attributes.below(node, above, of_value=True)

    def wrong_kind(self, id_: str, node: Typed, kind: Field) -> None:
        what = "a list" if isinstance(node, Seq) else "names and values"
        if isinstance(node, Map) and not WRAPPED.isdisjoint(node.entries):
            hint = "write `{value: …, from: …}`"
        elif isinstance(node, Map) and len(node.entries) == 1:
            hint = f'is this one text? then put it in quotes: "{next(iter(node.entries))}: …"'
        elif isinstance(node, Map):
            hint = f"write `{id_.rpartition('.')[2]}: …`; text that begins with {{ must stand in quotes"
        else:
            hint = "write one value; text that begins with `[` or `- ` must stand in quotes"
        message = f"`{id_}` must be {ONE.get(kind.kind, 'a single value')}, not {what}"
        self.ledger.add("F012", message, (node.line, node.column), hint)

    def fact(self, id_: str, node: Scalar, kind: Field, above: Origin, note: str = "") -> Fact | None:
        """The fact that a scalar states; None where there is nothing in it."""
        if not node.text.strip():
            if not node.void:
                hint = "write the value, or delete the line"
                self.ledger.add(VALUELESS, f"`{id_}` is empty", (node.line, node.column), hint)
            return None
        fact = Fact(
            id_,
            READERS[kind.kind](self, id_, node, kind),
            node.text,
            Place(self.ledger.file, node.line, node.column),
            above.sources,
            above.use,
            above.markings,
            note,
            above.language,
            embargoes=above.embargoes,
            opened=above.opened,
        )
        self.index[id_] = fact
        return fact

    def several(self, id_: str, node: Typed, kind: Field, above: Origin) -> Items:
        """A list; one value alone is a list of one."""
        place = Place(self.ledger.file, node.line, node.column)
        if isinstance(node, Map) and "value" in node.entries and isinstance(node.entries["value"][1], Seq):
            above = self.unwrap(node, above)
            node = node.entries["value"][1]
        entries = node.items if isinstance(node, Seq) else self.by_entry(id_, node)
        single = Field(kind.about, ENTRY[kind.kind], to=kind.to, choices=kind.choices, words=kind.words)
        made = (self.one(f"{id_}.{n}", entry, single, above) for n, entry in enumerate(entries, 1))
        return Items(id_, tuple(fact for fact in made if fact is not None), place)

    def by_entry(self, id_: str, node: Typed) -> list[Typed]:
        """The entries of a list that is given in each language by itself; else the one that the node is."""
        lists = node.entries.values() if isinstance(node, Map) else ()
        if not lists or not isinstance(node, Map) or not all(isinstance(value, Seq) for _, value in lists):
            return [node]
        if not all(LANGUAGE.fullmatch(tag) for tag in node.entries):
            return [node]
        whole = {tag: (key, value.items) for tag, (key, value) in node.entries.items() if isinstance(value, Seq)}
        sizes = {tag: len(items) for tag, (_, items) in whole.items()}
        if len(set(sizes.values())) > 1:
            counts = ", ".join(f"{size} in `{tag}`" for tag, size in sizes.items())
            message = f"`{id_}` has not as many entries in each language: {counts}"
            self.ledger.add("F012", message, (node.line, node.column), "give each entry in each language")
        return [
            Map({tag: (key, items[n]) for tag, (key, items) in whole.items()}, node.line, node.column)
            for n in range(min(sizes.values()))
        ]

    def entries(self, id_: str, node: Typed, kind: Field, above: Origin) -> Items:
        """A list of small records."""
        raise NotImplementedError

    def points(self, id_: str, node: Typed, above: Origin) -> Record | None:
        """The numbers of a series by their periods."""
        if not isinstance(node, Map):
            hint = 'write `points: {"2023": 35.3, "2024": 76.7}`'
            message = f"`{id_}` must give a number for each period"
            self.ledger.add("F012", message, (node.line, node.column), hint)
            return None
        origin = self.attributes.below(node, above)
        place = Place(self.ledger.file, node.line, node.column)
        given = self.tables.get(id_.removesuffix(".points"), ()) if FROM_FILE in node.entries else None
        if given is None:
            fields = self.numbers(id_, node, origin)
        else:
            fields = {}
            for rows in given:
                with self.ledger.elsewhere(rows.file):
                    fields |= self.numbers(id_, rows.node, origin)
        return Record(id_, fields, place, "", origin.sources, origin.use, origin.markings)

    def numbers(self, id_: str, node: Map, origin: Origin) -> dict[str, Node]:
        """The numbers of a series by their periods."""
        fields: dict[str, Node] = {}
        for name, (key, value) in node.entries.items():
            if name in ATTRIBUTE_NAMES:
                continue
            if "." in name:
                message = f"the period `{name}` holds a full stop, which divides names"
                self.ledger.add("F013", message, (key.line, key.column), "write it without", len(name))
                continue
            fact = self.one(f"{id_}.{name}", value, Field("", "number"), origin)
            if fact is not None:
                fields[name] = fact
        return fields

    def text(self, id_: str, node: Scalar, kind: Field) -> Value:
        try:
            value = typed(node)
        except ValueError:
            return self.no_such_day(node)
        if kind.to or "_" in node.text:  # elsewhere a word alone may well be an id and a text
            self.warn_of_id(node)
        if kind.choices and node.text not in kind.choices:
            hint = self.ledger.nearest(node.text, kind.choices, f"write one of {_listed(kind.choices)}")
            name = id_.rpartition(".")[2]
            at = (node.line, node.column)
            self.ledger.add("F016", f"`{node.text}` is no word for `{name}`", at, hint, len(node.text))
        if kind.words:
            self.warn_of_word(id_, node, kind)
        return value

    def warn_of_word(self, id_: str, node: Scalar, kind: Field) -> None:
        """Tell of a word that is nearly one of those that the built-in templates know."""
        near = "" if node.text in kind.words else self.ledger.nearly(node.text, kind.words)
        if not near:
            return
        message = f"`{node.text}` is none of the words for `{id_.rpartition('.')[2]}` that the built-in templates know"
        at = (node.line, node.column)
        self.ledger.add("F016", message, at, f"did you mean `{near}`?", len(node.text), "warning")

    def no_such_day(self, node: Scalar) -> str:
        message = f"there is no day `{node.text}`"
        hint = "mend the date, or put it in quotes if it is none"
        self.ledger.add("F014", message, (node.line, node.column), hint, len(node.text))
        return node.text

    def number(self, id_: str, node: Scalar, kind: Field) -> Value:
        if not node.style and NUMBER.fullmatch(node.text):
            return Decimal(node.text)
        bare = node.text.replace(",", "").replace(" ", "").replace("_", "").replace("\xa0", "").lstrip("+")
        hint = "write digits with a point for decimals, and nothing else"
        if NUMBER.fullmatch(bare):
            hint = f"write {bare}{' without quotes' if node.style else ''}"
        message = f"`{id_}` must be a number, not `{node.text[:40]}`"
        self.ledger.add("F015", message, (node.line, node.column), hint, len(node.text))
        return node.text

    def places(self, id_: str, node: Scalar, kind: Field) -> Value:
        value = self.number(id_, node, kind)
        if isinstance(value, Decimal) and not (value == int(value) and 0 <= value <= 12):
            message = f"`{id_}` must be a whole number from 0 to 12, not `{node.text[:40]}`"
            self.ledger.add(
                "F015", message, (node.line, node.column), "write how many decimals to print", len(node.text)
            )
            return node.text
        return value

    def priority(self, id_: str, node: Scalar, kind: Field) -> Value:
        if node.text == MUST:
            return MUST
        if not node.style and NUMBER.fullmatch(node.text):
            return Decimal(node.text)
        message = f"`{id_}` must be a number or `{MUST}`, not `{node.text[:40]}`"
        hint = f"1 comes first and goes last; what is `{MUST}` never goes"
        self.ledger.add("F015", message, (node.line, node.column), hint, len(node.text))
        return node.text

    def flag(self, id_: str, node: Scalar, kind: Field) -> Value:
        value = typed(node)
        if isinstance(value, bool):
            return value
        message = f"`{id_}` must be `true` or `false`, not `{node.text[:40]}`"
        hint = "write it without quotes" if node.text in {"true", "false"} else "leave the line out for `false`"
        self.ledger.add("F016", message, (node.line, node.column), hint, len(node.text))
        return False

    def day(self, id_: str, node: Scalar, kind: Field) -> Value:
        if is_day(node.text):
            return typed(node._replace(style=""))
        message = f"`{id_}` must be a whole date, not `{node.text[:40]}`"
        hint = "write year, month and day: `2024-10-29`"
        self.ledger.add("F014", message, (node.line, node.column), hint, len(node.text))
        return node.text

    def date(self, id_: str, node: Scalar, kind: Field) -> Value:
        if node.style or PART.fullmatch(node.text):
            return node.text
        try:
            value = typed(node)
        except ValueError:
            return self.no_such_day(node)
        if isinstance(value, str) and LIKE_A_DATE.fullmatch(value):
            message = f"`{value[:40]}` is not written as dates are here"
            hint = "write year, month and day: `2024-10-29`; in quotes it is words, and no date"
            self.ledger.add("F014", message, (node.line, node.column), hint, len(value))
        return node.text if isinstance(value, Decimal) else value

    def language(self, id_: str, node: Scalar, kind: Field) -> Value:
        if not LANGUAGE.fullmatch(node.text):
            self.attributes.wrong_language(node.text, node)
        return node.text

    def reference(self, id_: str, node: Scalar, kind: Field) -> Value:
        found = self.found(node, kind)
        if found is not None:
            return found
        known = [key for section in kind.to for key in self.ids.get(section, ())]
        where = " or ".join(f"`{section}`" for section in kind.to)
        hint = self.ledger.nearest(node.text, known, f"add a record for it to {where}, and write its id here")
        elsewhere = [name for name, keys in self.ids.items() if node.text in keys]
        if node.text.upper() in {"TBC", "TBD"}:
            hint = f"add a record to {where}, such as `to_be_named: {{name: {node.text}}}`, and write its id here"
        elif elsewhere:
            hint = f"`{node.text}` is in `{elsewhere[0]}`; what is needed here is in {where}"
        message = f"there is no record `{node.text[:60]}` in {where}"
        self.ledger.add("F017", message, (node.line, node.column), hint, len(node.text))
        return node.text

    def name(self, id_: str, node: Scalar, kind: Field) -> Value:
        """A reference, or a plain name: quoted text, and what is near no id, is a name."""
        if node.style:
            self.warn_of_id(node)
            return node.text
        found = self.found(node, kind)
        if found is not None:
            return found
        known = [key for section in kind.to for key in self.ids.get(section, ())]
        near = self.ledger.nearly(node.text, known) if node.text.isidentifier() else ""
        if near:
            hint = f"did you mean `{near}`? put it in quotes if it is a name to print"
            message = f"there is no record `{node.text}`"
            self.ledger.add("F017", message, (node.line, node.column), hint, len(node.text))
        return self.text(id_, node, kind)

    def warn_of_id(self, node: Scalar) -> None:
        """Tell of a text that is to be printed as it stands, and is a record's id too: it does not lead there."""
        section, _, key = node.text.rpartition(".")
        homes = [name for name, keys in self.ids.items() if key in keys and section in {"", name}]
        if not homes:
            return
        message = f"`{node.text}` is printed as it stands, and is the id of a record too: `{homes[0]}.{key}`"
        bare = "write it without quotes" if node.style else f"it cannot stand here for a record of `{homes[0]}`"
        hint = f"to name the record, {bare}; what is kept back of the record is not kept back of a text"
        self.ledger.add(ID_AS_TEXT, message, (node.line, node.column), hint, len(node.text), "warning")

    def found(self, node: Scalar, kind: Field) -> Reference | None:
        """The record that a text refers to, written as `key` or as `section.key`."""
        section, dot, key = node.text.partition(".")
        if dot and section in kind.to and key in self.ids.get(section, ()):
            return Reference(section, key)
        there = [section for section in kind.to if node.text in self.ids.get(section, ())]
        if len(there) > 1:
            hint = f"write {' or '.join(f'`{section}.{node.text}`' for section in there)}"
            message = f"`{node.text}` stands in {_listed(there)}"
            self.ledger.add("F018", message, (node.line, node.column), hint, len(node.text))
        return Reference(there[0], node.text) if there else None


def by_language(node: Map, kind: Field) -> bool:
    """Whether what stands there is a text in several languages."""
    names = node.entries.keys()
    if kind.kind not in IN_LANGUAGES or kind.choices or not names or not WRAPPED.isdisjoint(names):
        return False
    return any(is_listed(tag) for tag in names) and all(isinstance(value, Scalar) for _, value in node.entries.values())


READERS: Mapping[str, Callable[[Values, str, Scalar, Field], Value]] = {
    "text": Values.text,
    "formula": Values.text,
    "number": Values.number,
    "places": Values.places,
    "priority": Values.priority,
    "flag": Values.flag,
    "day": Values.day,
    "date": Values.date,
    "language": Values.language,
    "reference": Values.reference,
    "name": Values.name,
}
ENTRY: Mapping[str, Kind] = {"references": "reference", "texts": "text", "names": "name"}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(f"`{name}`" for name in names))
