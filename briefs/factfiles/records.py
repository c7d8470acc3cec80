"""Records and sections from nodes, by the vocabulary: what is unknown, missing or of the wrong kind is told.

Single values are `values`' work, formulas are worked out later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from briefs.factfiles.attributions import ATTRIBUTE_NAMES, OURS, Attributes, Origin
from briefs.factfiles.identifiers import fault_in, mended
from briefs.factfiles.nodes import Map, Scalar, Seq
from briefs.factfiles.nodes import Node as Typed
from briefs.factfiles.problem_list import REPEATED, Ledger
from briefs.factfiles.table_nodes import FROM_FILE
from briefs.factfiles.values import Formula, Values
from briefs.model.facts import Fact, Items, Node, Record
from briefs.model.fields import COMMON, DATES, FACES, Field, Section
from briefs.model.problems import Place
from briefs.model.vocabulary import STANDARD, Vocabulary

ANY = Field("")


class Records(Values):
    """Makes the records of one file."""

    def __init__(
        self,
        ledger: Ledger,
        attributes: Attributes,
        ids: Mapping[str, frozenset[str]],
        complete: bool,
        vocabulary: Vocabulary = STANDARD,
    ) -> None:
        super().__init__(ledger, attributes, ids)
        self.head, self.sections = vocabulary.head, vocabulary.sections
        self.complete = complete
        """Whether the file was read to its end; only then is anything said to be missing."""
        self.formulas: list[Formula] = []

    def root(self, node: Map) -> Record:
        """The whole file."""
        above = self.attributes.below(_attributes_only(node, {"marking", "language"}), Origin())
        fields: dict[str, Node] = {}
        for name, (key, value) in node.entries.items():
            if isinstance(value, Scalar) and value.void:
                continue
            if name in self.head:
                made = self.field(name, value, self.head[name], above)
            elif name in self.sections:
                made = self.section(name, key, value, above)
            else:
                if name not in ATTRIBUTE_NAMES:
                    self.unknown_section(name, key)
                continue
            if made is not None:
                fields[name] = made
        self.require("the file", self.head, node, (0, 0))
        heads = [fact for fact in fields.values() if isinstance(fact, Fact)]
        self.unsourced("", heads, (1, 1), heads)
        place = Place(self.ledger.file, 1, 1)
        note = self.attributes.text(node, "note")
        return Record("", fields, place, "", above.sources, above.use, (), note, "", above.embargoes)

    def unknown_section(self, name: str, key: Scalar) -> None:
        if self.ledger.full:
            return
        known = [*self.head, *self.sections, *ATTRIBUTE_NAMES]
        homes = [section for section, about in self.sections.items() if name in about.fields and name not in COMMON]
        otherwise = "what fits nowhere else goes under `other:`; `briefs schema` lists all names"
        if homes:
            a_record = "" if self.sections[homes[0]].single else "a record of "
            otherwise = f"`{name}` belongs into {a_record}`{homes[0]}`; is it indented enough?"
        hint = otherwise if homes else self.ledger.nearest(name, known, otherwise)
        message = f"a fact file knows no `{name}`"
        self.ledger.add("F010", message, (key.line, key.column), hint, len(name))

    def section(self, name: str, key: Scalar, node: Typed, above: Origin) -> Node | None:
        about = self.sections[name]
        if about.ours:
            above = replace(above, sources=OURS)
        if not isinstance(node, Map):
            self.not_a_map(name, key, node, about)
            return None
        if about.single:
            return self.record(name, key, node, name, about, above)
        origin = self.attributes.below(node, above)
        if about.free:
            return self.tree(name, key, node, origin)
        fields: dict[str, Node] = {}
        node = with_draft(node)
        for record, (record_key, value) in node.entries.items():
            if record in (*ATTRIBUTE_NAMES, FROM_FILE) or (isinstance(value, Scalar) and value.void):
                self.tell_of_record_as_attribute(name, record_key, value, about)
                continue
            id_ = self.named(record, record_key, name)
            made = self.member(f"{name}.{id_}", record_key, value, name, about, origin)
            if made is not None:
                fields[id_] = made
        self.from_tables(name, node, about, origin, fields)
        return self.gathered(name, key, node, fields, origin)

    def from_tables(self, name: str, node: Map, about: Section, origin: Origin, fields: dict[str, Node]) -> None:
        """Add the records that tables give a section; each has its place in its table."""
        draft = node.entries.get("draft")
        for rows in self.tables.get(name, ()):
            with self.ledger.elsewhere(rows.file):
                for record, (key, value) in rows.node.entries.items():
                    id_ = self.named(record, key, name)
                    if id_ in fields:
                        message = f"`{id_}` is given twice; it first stands at {fields[id_].at}"
                        self.ledger.add(REPEATED, message, (key.line, key.column), "keep one of them")
                        continue
                    given = value
                    if draft is not None and isinstance(value, Map) and "draft" not in value.entries:
                        flag = Scalar("true", value.line, value.column)
                        given = Map({**value.entries, "draft": (flag, flag)}, value.line, value.column)
                    made = self.member(f"{name}.{id_}", key, given, name, about, origin)
                    if made is not None:
                        fields[id_] = made

    def tell_of_rounded(self) -> None:
        """Tell of numbers that their cells show with fewer digits than they have, and that something reckons with."""
        rounded = {
            (rows.file, *at): exact
            for every in self.tables.values()
            for rows in every
            for at, exact in rows.rounded.items()
        }
        used = {behind: fact for fact in self.index.values() for behind in fact.behind} if rounded else {}
        for id_, fact in used.items():
            one = self.index[id_]
            exact = rounded.get((one.at.file, one.at.line, one.at.column))
            if exact is not None:
                with self.ledger.elsewhere(one.at.file):
                    message = f"the cell holds {exact} and shows {one.written}: `{fact.id}` reckons with {one.written}"
                    hint = "let the cell show the digits that are to be reckoned with"
                    self.ledger.add("F074", message, (one.at.line, one.at.column), hint, severity="warning")

    def tell_of_record_as_attribute(self, section: str, key: Scalar, value: Typed, about: Section) -> None:
        """Tell of what was meant as a record, and has the name of something that holds for all of them."""
        if not isinstance(value, Map) or about.fields.keys().isdisjoint(value.entries) or key.text == FROM_FILE:
            return
        if not (key.text == "from" and "source" in value.entries):
            message = f"`{key.text}` is no record: it is a word that holds for all of `{section}`"
            hint = f"write `{key.text}_` or another name"
            self.ledger.add("F013", message, (key.line, key.column), hint, len(key.text))

    def member(self, id_: str, key: Scalar, node: Typed, section: str, about: Section, above: Origin) -> Record | None:
        """A record of a section."""
        if not isinstance(node, Map):
            hint = self.ledger.nearest(key.text, ATTRIBUTE_NAMES) or f"write `{key.text}: {{{_sample(about)}}}`"
            message = f"`{id_}` must be a record: names and values"
            self.ledger.add("F012", message, (key.line, key.column), hint, len(key.text))
            return None
        if section == "sources":
            own = self.attributes.citations(Scalar(key.text, key.line, key.column))
            above = replace(above, sources=own)
        return self.record(id_, key, node, section, about, above)

    def record(self, id_: str, key: Scalar, node: Map, section: str, about: Section, above: Origin) -> Record:
        origin = self.attributes.below(node, above)
        if not origin.sources and "formula" in node.entries:
            origin = replace(origin, sources=OURS)
        fields: dict[str, Node] = {}
        for name, (field_key, value) in node.entries.items():
            if isinstance(value, Scalar) and value.void:
                continue
            kind = about.fields.get(name)
            if kind is None:
                if name not in ATTRIBUTE_NAMES:
                    self.unknown_field(name, field_key, section, about.fields)
            elif kind.kind == "formula":
                self.formula(id_, value, fields, origin, "from" in node.entries)
            elif (made := self.field(f"{id_}.{name}", value, kind, origin)) is not None:
                fields[name] = made
        at = (key.line, key.column)
        self.require(f"`{id_}`", about.fields, node, at, about.either)
        if not origin.sources:
            self.unsourced(id_, _direct(fields.values()), at, _facts(fields.values()))
        return self.gathered(id_, key, node, fields, origin, section)

    def gathered(
        self, id_: str, key: Scalar, node: Map, fields: dict[str, Node], origin: Origin, section: str = ""
    ) -> Record:
        note = self.attributes.text(node, "note") if "note" in node.entries else ""
        place = Place(self.ledger.file, key.line, key.column)
        use, markings, embargoes = origin.use, origin.markings, origin.embargoes
        return Record(id_, fields, place, section, origin.sources, use, markings, note, origin.language, embargoes)

    def tree(self, id_: str, key: Scalar, node: Typed, above: Origin) -> Node | None:
        """What stands under `other`: facts, lists and records under any names."""
        if isinstance(node, Scalar) or (isinstance(node, Map) and "value" in node.entries):
            fact = self.one(id_, node, ANY, above)
            if fact is not None and not fact.sources:
                self.unsourced(id_, [fact], (key.line, key.column), [fact])
            return fact
        if isinstance(node, Seq):
            items = (self.tree(f"{id_}.{n}", key, item, above) for n, item in enumerate(node.items, 1))
            place = Place(self.ledger.file, node.line, node.column)
            return Items(id_, tuple(item for item in items if item is not None), place)
        origin = self.attributes.below(node, above)
        fields: dict[str, Node] = {}
        for name, (name_key, value) in node.entries.items():
            if name in ATTRIBUTE_NAMES or (isinstance(value, Scalar) and value.void):
                continue
            child = self.named(name, name_key)
            made = self.tree(f"{id_}.{child}", name_key, value, origin)
            if made is not None:
                fields[child] = made
        return self.gathered(id_, key, node, fields, origin)

    def entries(self, id_: str, node: Typed, kind: Field, above: Origin) -> Items:
        """A list of small records; one that is a single value holds the first of their fields alone."""
        place = Place(self.ledger.file, node.line, node.column)
        listed = node.items if isinstance(node, Seq) else [node]
        made = (self.entry(f"{id_}.{n}", each, kind, above) for n, each in enumerate(listed, 1))
        return Items(id_, tuple(record for record in made if record is not None), place)

    def entry(self, id_: str, node: Typed, kind: Field, above: Origin) -> Record | None:
        first = next(iter(kind.fields))
        if not isinstance(node, Map) or "value" in node.entries:
            node = Map({first: (Scalar(first, node.line, node.column), node)}, node.line, node.column)
        origin = self.attributes.below(node, above)
        fields: dict[str, Node] = {}
        for name, (key, value) in node.entries.items():
            about = kind.fields.get(name)
            if about is None and name not in ATTRIBUTE_NAMES:
                self.unknown_field(name, key, id_.rpartition(".")[0], kind.fields)
            elif about is not None and (made := self.make(f"{id_}.{name}", value, about, origin)) is not None:
                fields[name] = made
        self.require(f"`{id_}`", kind.fields, node, (node.line, node.column))
        key = Scalar(id_.rpartition(".")[2], node.line, node.column)
        return self.gathered(id_, key, node, fields, origin) if fields else None

    def field(self, id_: str, node: Typed, kind: Field, above: Origin) -> Node | None:
        """What a field holds, said by the office itself where the vocabulary says so."""
        if kind.ours:
            above = replace(above, sources=OURS)
        return self.make(id_, node, kind, above)

    def formula(self, id_: str, node: Typed, fields: dict[str, Node], origin: Origin, own: bool) -> None:
        if isinstance(node, Map) and isinstance(node.entries.get("value", (None, None))[1], Scalar):
            origin, own = self.unwrap(node, origin), own or "from" in node.entries
            node = node.entries["value"][1]
        if not isinstance(node, Scalar):
            message = f"`{id_}.formula` must be a text"
            hint = "write `formula: exports + imports`; text that begins with { or [ must stand in quotes"
            self.ledger.add("F012", message, (node.line, node.column), hint)
            return
        self.formulas.append(Formula(id_, node, fields, origin, own, self.ledger.file))

    def named(self, name: str, key: Scalar, section: str = "") -> str:
        """The name to go on with; a problem where it is no good one."""
        message, hint = fault_in(name, section)
        if not message:
            return name
        self.ledger.add("F013", message, (key.line, key.column), hint, len(name))
        return mended(name)

    def unknown_field(self, name: str, key: Scalar, section: str, about: Mapping[str, Field]) -> None:
        if self.ledger.full:
            return
        known = [*about, *ATTRIBUTE_NAMES]
        fields = ", ".join(f"`{field}`" for field in about)
        hint = self.called_otherwise(name, section, about)
        hint = hint or self.ledger.nearest(name, known, f"`{section}` knows {fields}")
        message = f"`{section}` knows no `{name}`"
        self.ledger.add("F010", message, (key.line, key.column), hint, len(name))

    def called_otherwise(self, name: str, section: str, about: Mapping[str, Field]) -> str:
        """The hint where a section calls by another name what this one is elsewhere; empty where none is known."""
        for alike in (FACES, DATES):
            own = next((field for field in alike if field in about), "")
            if name in alike and own:
                return f"in `{section}` it is called `{own}`"
        if name in self.head or name in self.sections:
            return f"`{name}` stands by itself, not within `{section}`: write it without indentation"
        return ""

    def not_a_map(self, name: str, key: Scalar, node: Typed, about: Section) -> None:
        sample = f"{{{_sample(about)}}}"
        if about.single:
            message, hint = f"`{name}` must be one record", f"write `{name}: {sample}`"
        elif about.free:
            message, hint = f"`{name}` must hold names and values", "give it a name: `name: value`"
        else:
            what = "is a list" if isinstance(node, Seq) else "is a single value"
            message = f"`{name}` {what}; it must hold records, each under an id of its own"
            hint = f"write `an_id: {sample}`" + (" instead of `- …`" if isinstance(node, Seq) else "")
        self.ledger.add("F012", message, (key.line, key.column), hint, len(name))

    def require(
        self,
        what: str,
        fields: Mapping[str, Field],
        node: Map,
        at: tuple[int, int],
        either: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        if not self.complete:
            return
        for name, about in fields.items():
            if about.required and name not in node.entries:
                hint = f"add `{name}: …` ({about.about})"
                self.ledger.add("F011", f"{what} has no `{name}`", at, hint)
        for names in either:
            if not any(name in node.entries for name in names):
                quoted = [f"`{name}`" for name in names]
                message = f"{what} has neither {' nor '.join(quoted)}"
                self.ledger.add("F011", message, at, f"add {' or '.join(quoted)}")

    def unsourced(self, id_: str, own: list[Fact], at: tuple[int, int], facts: list[Fact]) -> None:
        """Tells, once for each record, that nobody has said what it states."""
        without = [fact for fact in facts if not fact.sources]
        if not without:
            return
        hint = "name a source: `from: its_id`, or `from: us` for the office's own statement"
        if id_ and len(without) == len(facts) and len(own) > 1:
            message = f"nobody is named who says what `{id_}` states"
        else:
            message = f"nobody is named who says `{without[0].id}`"
            at = (without[0].at.line, without[0].at.column)
        self.ledger.add("F021", message, at, hint, facts=tuple(fact.id for fact in without))


def _attributes_only(node: Map, without: set[str]) -> Map:
    """The attributes of the head; `marking` and `language` are facts of its own there."""
    entries = node.entries
    kept = {name: entries[name] for name in ATTRIBUTE_NAMES if name in entries and name not in without}
    return Map(kept, node.line, node.column)


def _direct(nodes: Iterable[Node]) -> list[Fact]:
    return [node for node in nodes if isinstance(node, Fact)]


def _facts(nodes: Iterable[Node]) -> list[Fact]:
    """The facts among a record's fields, those in lists and points too."""
    found: list[Fact] = []
    for node in nodes:
        match node:
            case Fact():
                found.append(node)
            case Items():
                found += _facts(node.items)
            case Record():
                found += _facts(node.fields.values())
    return found


def _sample(about: Section) -> str:
    needed = [name for name, field in about.fields.items() if field.required] or list(about.fields)[:1]
    return ", ".join(f"{name}: …" for name in needed)


def with_draft(node: Map) -> Map:
    """A section with the `draft:` that stands above its records handed down to each that has none of its own."""
    key, value = node.entries.get("draft", (None, None))
    if key is None or not isinstance(value, Scalar):
        return node
    entries: dict[str, tuple[Scalar, Typed]] = {}
    for name, (own, record) in node.entries.items():
        if name != "draft":
            below = isinstance(record, Map) and "draft" not in record.entries
            given = record
            if below and isinstance(record, Map):
                given = Map({**record.entries, "draft": (key, value)}, record.line, record.column)
            entries[name] = (own, given)
    return Map(entries, node.line, node.column)
