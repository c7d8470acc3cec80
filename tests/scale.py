"""The same fact file with fewer or more records: half of it, twice as much, thousands of agreements.

Works on YAML nodes, so that values stay as typed; it checks nothing and reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import partial

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from briefs.model.fields import FACES, Field
from briefs.model.vocabulary import VOCABULARY

SECTIONS = ("people", "agreements", "figures", "events", "statements", "points", "actions", "gaps")
"""What grows and shrinks; the sources, the organisations, the series and the visit stay."""
VARIED = frozenset({*FACES, "short", "purpose", "provisions", "benefits", "background", "why"}) - {"value"}
"""The fields that tell their copy's number, so that no two copies are set from one cache."""
COPY = "qCOPYq"
"""Stands for a copy's number in its mould; a word, so that YAML quotes nothing because of it."""
NAME = re.compile(r"\b[A-Za-z_]\w*\b")
REFERRING = re.compile(rf"\b(\w+)_{COPY}\b")

Kept = Mapping[str, list[str]]
"""Section → the ids of its records."""


def scaled(text: str, factor: float, sections: Iterable[str] = SECTIONS) -> str:
    """A fact file with `factor` times as many records in each of `sections`, and at least one.

    Copies have ids of their own (`pension_2`), refer to copies where there are any, and tell their number in
    their texts. With a factor below 1 the first records stay, and whatever they refer to.
    """
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    assert isinstance(root, MappingNode), "a fact file is a map"
    named = set(sections)
    ids = {name: list(_entries(node)) for name, node in _entries(root).items() if name in named}
    counts = {name: max(1, round(len(keys) * factor)) for name, keys in ids.items() if keys}
    if factor < 1:
        kept = {name: ids[name][:count] for name, count in counts.items()}
        return _head(text) + _shrunk(root, kept)
    growth = Growth({name: ids[name] for name in counts}, counts)
    return _head(text) + "".join(_grown(root, growth))


@dataclass(frozen=True, slots=True)
class Growth:
    """The records that there are, and how many of each section there will be."""

    ids: Kept
    counts: Mapping[str, int]

    @property
    def complete(self) -> int:
        """The last copy that every record of every section has."""
        return min((self.counts[name] // len(ids) for name, ids in self.ids.items()), default=0)

    def reference(self, copy: int, found: re.Match[str]) -> str:
        """What stands for a reference to a record's copy: the record itself where it has no such copy."""
        for section in ("people", "figures"):
            ids = self.ids.get(section, [])
            if found[1] in ids and (copy - 1) * len(ids) + ids.index(found[1]) >= self.counts[section]:
                return found[1]
        return found[0]


def _grown(root: MappingNode, growth: Growth) -> Iterator[str]:
    for name, node in _entries(root).items():
        assert isinstance(node, Node)
        if isinstance(node, MappingNode):
            node.flow_style = False
        yield _written(name, node)
        if name in growth.ids:
            yield from _copies(name, _entries(node), growth)


def _copies(section: str, records: Mapping[str, Node], growth: Growth) -> Iterator[str]:
    """The texts of the copies: each record is written once, and a copy is that text with its number."""
    moulds = [(key, _mould(section, node, growth)) for key, node in records.items()]
    for number in range(len(moulds), growth.counts[section]):
        copy, (key, mould) = number // len(moulds) + 1, moulds[number % len(moulds)]
        if copy > growth.complete:
            mould = REFERRING.sub(partial(growth.reference, copy), mould)
        yield f"  {key}_{copy}:\n{mould.replace(COPY, str(copy))}"


def _mould(section: str, record: Node, growth: Growth) -> str:
    """The fields of a record as text, with COPY wherever its copies differ."""
    record = deepcopy(record)
    assert isinstance(record, MappingNode), f"a record of `{section}` is a map"
    record.flow_style = False
    for name, value in _entries(record).items():
        field = VOCABULARY[section].fields.get(name)
        for scalar in _values(value) if field else ():
            scalar.value = _varied(name, field or Field(""), scalar.value, growth)
    return _indented(_dumped(record), 4)


def _varied(name: str, field: Field, text: str, growth: Growth) -> str:
    if field.to:
        there = any(text in growth.ids.get(section, ()) for section in field.to)
        return f"{text}_{COPY}" if there else text
    if field.kind == "formula":
        figures = growth.ids.get("figures", [])
        return NAME.sub(lambda found: found[0] + (f"_{COPY}" if found[0] in figures else ""), text)
    return f"{text} ({COPY})" if name in VARIED else text


def _shrunk(root: MappingNode, kept: Kept) -> str:
    records = {(name, key): node for name in kept for key, node in _entries(_entries(root)[name]).items()}
    staying = {(name, key) for name, keys in kept.items() for key in keys}
    others = [(name, node) for name, node in _entries(root).items() if name not in kept]
    waiting = [(name, records[name, key]) for name, key in staying]
    waiting += [(name, record) for name, node in others for record in _records(name, node)]
    while waiting:
        found = {each for each in _references(*waiting.pop()) if each in records} - staying
        staying |= found
        waiting += [(section, records[section, key]) for section, key in found]
    for name in kept:
        node = _entries(root)[name]
        node.value = [pair for pair in node.value if (name, pair[0].value) in staying]
    return _dumped(root)


def _records(section: str, node: Node) -> list[Node]:
    about = VOCABULARY.get(section)
    if about is None or about.free or not isinstance(node, MappingNode):
        return []
    return [node] if about.single else list(_entries(node).values())


def _references(section: str, record: Node) -> Iterator[tuple[str, str]]:
    """Section and id of every record that this one names."""
    for name, value in _entries(record).items():
        field = VOCABULARY[section].fields.get(name)
        for scalar in _values(value) if field else ():
            if field and field.kind == "formula":
                yield from (("figures", word) for word in NAME.findall(scalar.value))
            elif field:
                yield from ((target, scalar.value) for target in field.to)


def _values(node: Node) -> Iterator[ScalarNode]:
    """The scalars of a value: itself, its entries, or what stands under `value:`."""
    match node:
        case ScalarNode():
            yield node
        case SequenceNode():
            for item in node.value:
                yield from _values(item)
        case MappingNode():
            for key, value in node.value:
                if key.value == "value":
                    yield from _values(value)


def _entries(node: Node) -> dict[str, Node]:
    return {key.value: value for key, value in node.value} if isinstance(node, MappingNode) else {}


def _head(text: str) -> str:
    """The comment at the top of the file."""
    lines = text.splitlines(keepends=True)
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "".join(lines[:end])


def _written(name: str, node: Node) -> str:
    return _dumped(MappingNode("tag:yaml.org,2002:map", [(ScalarNode("tag:yaml.org,2002:str", name), node)]))


def _dumped(node: Node) -> str:
    """The node as YAML, every scalar in the style in which it was typed."""
    return str(yaml.serialize(node, Dumper=yaml.BaseDumper, allow_unicode=True, width=1_000_000))


def _indented(text: str, by: int) -> str:
    return "".join(" " * by + line if line.strip() else line for line in text.splitlines(keepends=True))
