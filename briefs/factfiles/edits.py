"""Changes to the text of a fact file: exactly the characters of a value are replaced, all others stay as they are.

Comments, order, spacing and quotes are the author's. It knows YAML's nodes and their places; what a change means is
for whoever asks, and nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import yaml
from msgspec import Struct
from msgspec.structs import replace

from briefs.factfiles.fact_file import facts_of
from briefs.factfiles.problem_list import Ledger
from briefs.model.facts import Fact, Facts
from briefs.model.problems import Problem, Stop
from briefs.model.vocabulary import STANDARD, Vocabulary

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without its C library
    from yaml import SafeLoader as Loader  # type: ignore[assignment] # the same by another name

BOM = "\ufeff"
Keys: TypeAlias = tuple[str | int, ...]
"""Keys and, in lists, indices that lead to a node."""
YamlNode: TypeAlias = Any
"""A node of PyYAML's, whose kinds have no types of their own."""
Step: TypeAlias = tuple[Keys, YamlNode]


class NotEditedError(ValueError):
    """A change that cannot be made; its text says why, in words."""


class Field(Struct, frozen=True):
    """Something of a fact that can be changed where it stands."""

    name: str
    """`value`, `source`, `at`, `says`, `use`."""
    text: str
    """As it is; empty where it is not there yet."""
    path: Keys
    there: bool = True


class Edited(Struct, frozen=True):
    """A text with a change made in it, and read again."""

    text: str
    facts: Facts
    problems: tuple[Problem, ...]


def fields_of(text: str, fact: Fact) -> tuple[Field, ...]:
    """What of a fact can be changed: its value, its source, its use. Empty where its place is not found."""
    if fact.at.in_table:
        return ()
    steps = list(nodes_in(text))
    found = next((step for step in steps if _is_at(step[1], fact)), None)
    if found is None:
        return ()
    path = found[0]
    nodes = dict(steps)
    outside = path[:-1] if fact.texts else path  # of a text in several languages the map of these says nothing else
    fields: list[Field] = []
    if not fact.formula and isinstance(nodes[path], yaml.ScalarNode):
        fields.append(Field("value", nodes[path].value, path))
    home = _home(outside, nodes)
    if home is None:
        return tuple(fields)
    return (*fields, *_citation(home, nodes), _use(home, nodes))


def edited(text: str, fact: Fact, changes: Mapping[str, str], file: str, vocabulary: Vocabulary = STANDARD) -> Edited:
    """The text with a fact's fields changed, read again; an empty `use` takes it away.

    Raises NotEditedError where a change cannot be made, or would change another fact too.
    """
    if fact.at.in_table:
        raise NotEditedError(f"`{fact.id}` stands in {fact.at}: change it in that table")
    mark = BOM if text.startswith(BOM) else ""
    text = text.removeprefix(mark)  # the parser does not count it
    fields = {each.name: each for each in fields_of(text, fact)}
    for name in changes:
        if name not in fields:
            raise NotEditedError(f"`{name}` of `{fact.id}` does not stand in the file by itself: open the place")
    before, _ = read(text, file, vocabulary)
    wanted = [(fields[name], new) for name, new in changes.items() if new != fields[name].text]
    for field, new in sorted(wanted, key=lambda pair: _offset(text, pair[0].path), reverse=True):
        text = _changed(text, field, new)
    after, problems = read(text, file, vocabulary)
    _same_but(before, after, fact, changes)
    return Edited(mark + text, after, tuple(problems))


def read(text: str, file: str, vocabulary: Vocabulary = STANDARD) -> tuple[Facts, list[Problem]]:
    """The facts of a text. Raises NotEditedError where nothing can be made of it."""
    try:
        return facts_of(text, Ledger(file, "F00"), vocabulary)
    except Stop as stop:
        first = stop.problems[0]
        raise NotEditedError(f"{first.at}: {first.message}") from None


def nodes_in(text: str) -> Iterator[Step]:
    """Every node with the path that leads to it, outer before inner; what an alias repeats only once."""
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:
        return
    seen: set[int] = set()
    todo: list[Step] = [((), root)] if root is not None else []
    while todo:
        path, node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield path, node
        if isinstance(node, yaml.MappingNode):
            todo += [((*path, key.value), value) for key, value in reversed(node.value) if hasattr(key, "value")]
        elif isinstance(node, yaml.SequenceNode):
            todo += [((*path, index), value) for index, value in reversed(list(enumerate(node.value)))]


def _is_at(node: YamlNode, fact: Fact) -> bool:
    mark = node.start_mark
    return isinstance(node, yaml.ScalarNode) and (mark.line + 1, mark.column + 1) == (fact.at.line, fact.at.column)


def _home(path: Keys, nodes: Mapping[Keys, YamlNode]) -> Keys | None:
    """The map that speaks of the fact: its own (`{value: …, from: …}`), or else that of its record."""
    while path:
        path = path[:-1]
        node = nodes.get(path)
        if isinstance(node, yaml.MappingNode):
            return path if path else None
    return None


def _citation(home: Keys, nodes: Mapping[Keys, YamlNode]) -> list[Field]:
    """What the map says of who said it."""
    where = (*home, "from")
    node = nodes.get(where)
    if isinstance(node, yaml.ScalarNode):
        return [Field("source", node.value, where)]
    if not isinstance(node, yaml.MappingNode):
        return []
    found = ((name, nodes.get((*where, name))) for name in ("source", "at", "says"))
    return [Field(name, each.value, (*where, name)) for name, each in found if isinstance(each, yaml.ScalarNode)]


def _use(home: Keys, nodes: Mapping[Keys, YamlNode]) -> Field:
    node = nodes.get((*home, "use"))
    if isinstance(node, yaml.ScalarNode):
        return Field("use", node.value, (*home, "use"))
    return Field("use", "", (*home, "use"), there=False)


def _offset(text: str, path: Keys) -> int:
    """Where a change at the path begins; a key that is not there yet comes behind all that its map has."""
    nodes = dict(nodes_in(text))
    node = nodes.get(path)
    return int(node.start_mark.index if node else nodes[path[:-1]].end_mark.index)


def _changed(text: str, field: Field, new: str) -> str:
    nodes = dict(nodes_in(text))
    node = nodes.get(field.path)
    if node is None:
        return _with_key(text, nodes[field.path[:-1]], str(field.path[-1]), new)
    if not new and field.name == "use":
        return _without_key(text, nodes[field.path[:-1]], "use")
    start, end = node.start_mark.index, node.end_mark.index
    for written in _ways(node, new, text):
        candidate = text[:start] + written + text[end:]
        again = dict(nodes_in(candidate)).get(field.path)
        if isinstance(again, yaml.ScalarNode) and again.value == new:
            return candidate
    raise NotEditedError("this text cannot stand there in YAML: open the place and write it by hand")


def _ways(node: YamlNode, new: str, text: str) -> list[str]:
    """How the new text may be written, in the order of likeness to how the old one is."""
    plain = [new] if new and new == new.strip() and "\n" not in new else []
    double = '"' + new.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    single = ["'" + new.replace("'", "''") + "'"] if "\n" not in new else []
    match node.style:
        case '"':
            return [double]
        case "'":
            return [*single, double]
        case "|" | ">":
            return [_block(node, new, text), double + "\n"]
        case _:
            return [*plain, double]


def _block(node: YamlNode, new: str, text: str) -> str:
    """The text as a block of lines, under the old one's head and with its indent."""
    old = text[node.start_mark.index : node.end_mark.index]
    head, _, body = old.partition("\n")
    first = next((line for line in body.split("\n") if line.strip()), "  ")
    indent = first[: len(first) - len(first.lstrip())]
    lines = new.rstrip("\n").split("\n")
    between = "\n\n" if node.style == ">" else "\n"
    return head + "\n" + between.join(indent + line for line in lines) + "\n"


def _with_key(text: str, home: YamlNode, key: str, new: str) -> str:
    """The text with `key: new` at the end of a map, in the map's own way of writing."""
    if not new:
        return text
    if home.flow_style:
        end = home.end_mark.index - 1
        before = text[:end].rstrip()
        comma = "" if before.endswith((",", "{")) else ","
        return f"{before}{comma} {key}: {new}{text[end:]}"
    last = home.value[-1][1]
    column = home.value[0][0].start_mark.column
    end = last.end_mark.index
    if text[:end].endswith("\n"):  # a block of lines, or a map below
        end = len(text[:end].rstrip())
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    return f"{text[:line_end]}\n{' ' * column}{key}: {new}{text[line_end:]}"


def _without_key(text: str, home: YamlNode, key: str) -> str:
    """The text without a key of a map and its value."""
    pairs = home.value
    index = next(i for i, (name, _) in enumerate(pairs) if name.value == key)
    name, value = pairs[index]
    start, end = name.start_mark.index, value.end_mark.index
    if home.flow_style:
        if index:
            return text[: pairs[index - 1][1].end_mark.index] + text[end:]
        follows = pairs[1][0].start_mark.index if len(pairs) > 1 else end
        return text[:start] + text[follows:]
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():  # the first key of an entry of a list stands behind its dash
        raise NotEditedError("it stands on a line with something else: open the place and take it away there")
    after = text.find("\n", end)
    return text[:line] + (text[after + 1 :] if after >= 0 else "")


def _same_but(before: Facts, after: Facts, fact: Fact, changes: Mapping[str, str]) -> None:
    """Raises NotEditedError where any other fact's text is another one now, or the fact's is not as asked."""
    now = _spoken(after.index.get(fact.id), _tag(fact))
    if now is None or now.written.rstrip("\n") != changes.get("value", fact.written).rstrip("\n"):
        raise NotEditedError(f"`{fact.id}` would not say that then: open the place and write it by hand")
    made = {each.id for each in after.index.values() if each.formula}
    if before.index.keys() != after.index.keys():
        raise NotEditedError("the file would hold other facts then: open the place and write it by hand")
    for each, old in before.index.items():
        new = after.index[each]
        if each != fact.id and each not in made and (old.written, _words(old)) != (new.written, _words(new)):
            raise NotEditedError(f"that would change `{each}` too: open the place and write it by hand")


def _tag(fact: Fact) -> str:
    """The language of the text that a fact has been asked for in; empty where its file gives it in one alone."""
    return next((each.language for each in fact.texts if each.at == fact.at), "")


def _spoken(fact: Fact | None, tag: str) -> Fact | None:
    """The fact with its text in that language."""
    text = next((each for each in fact.texts if each.language == tag), None) if fact else None
    return replace(fact, written=text.text) if fact and text else fact


def _words(fact: Fact) -> tuple[str, ...]:
    return tuple(each.text for each in fact.texts)
