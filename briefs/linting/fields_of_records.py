"""Fields of records that a template names and the vocabulary does not know, found without facts.

It follows what a name stands for through loops, `set` and filters; what it cannot follow, it passes over.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from jinja2 import nodes
from msgspec import Struct

from briefs.model.fields import COMMON, WHO, Field
from briefs.model.problems import Place, Problem, did_you_mean
from briefs.model.template import Template
from briefs.model.vocabulary import Vocabulary

Kind = Literal["record", "list", "section", "groups", "group"]
OWN = ("id", "use", "marking", "note")
SAME = frozenset(
    "where unless sort by_time rest reverse so_far ahead before since signed to_sign unnamed required default".split()
)
"""Filters that give the same records, or some of them."""
FIELD_FIRST = frozenset({"sort", "group", "list", "sum", "average", "min", "max", "map", "where", "unless"})
"""Filters that take the name of a field first."""
BY = frozenset({"by", "of", "attribute"})
NOT_FIELDS = frozenset({"reverse", "has", "between", "what", "n"})


class Shape(Struct, frozen=True):
    """What an expression stands for: a record of a section, several of them, groups of them."""

    kind: Kind
    section: str


Names = dict[str, Shape | None]


def unknown_fields(tree: nodes.Template, template: Template, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A problem for each field that no record of its section can have."""
    seen: Names = {"record": Shape("record", template.for_each) if template.for_each else None}
    yield from dict.fromkeys(Fields(template, vocabulary).body(tree.body, seen))


class Fields:
    """One template file being followed."""

    def __init__(self, template: Template, vocabulary: Vocabulary) -> None:
        self.template = template
        self.vocabulary = vocabulary

    def body(self, body: list[nodes.Node], names: Names) -> Iterator[Problem]:
        for node in body:
            yield from self.statement(node, names)

    def statement(self, node: nodes.Node, names: Names) -> Iterator[Problem]:
        match node:
            case nodes.For():
                yield from self.expression(node.iter, names)
                inner = names | self._loop_names(node.target, self.shape(node.iter, names))
                if node.test is not None:
                    yield from self.expression(node.test, inner)
                yield from self.body(node.body, inner)
                yield from self.body(node.else_, names)
            case nodes.If():
                yield from self.expression(node.test, names)
                for part in (node.body, node.elif_, node.else_):
                    yield from self.body([*part], names)
            case nodes.Assign(target=nodes.Name(name=name)):
                yield from self.expression(node.node, names)
                names[name] = self.shape(node.node, names)
            case nodes.Macro() | nodes.CallBlock():
                own: Names = {each.name: None for each in node.args}
                yield from self.body(node.body, names | own)
            case nodes.Block() | nodes.Scope() | nodes.With():
                yield from self.body(node.body, dict(names))
            case _:
                yield from self.expression(node, names)

    def expression(self, node: nodes.Node, names: Names) -> Iterator[Problem]:
        """The problems of an expression and of all that is in it."""
        for each in (node, *node.find_all(nodes.Node)):
            match each:
                case nodes.Getattr(node=inner, attr=name):
                    yield from self.wrong(self.shape(inner, names), name, each.lineno)
                case nodes.Filter(node=nodes.Expr() as inner, name=name) if name in {*FIELD_FIRST, "before", "since"}:
                    shape = self.shape(inner, names)
                    if shape and shape.kind in {"list", "section"}:
                        for field in _fields_named(each):
                            yield from self.wrong(Shape("record", shape.section), field, each.lineno)
                case _:
                    pass

    def wrong(self, shape: Shape | None, name: str, line: int) -> Iterator[Problem]:
        """A problem where the shape is a record that cannot have a field of that name."""
        if shape is None or shape.kind != "record":
            return
        known = self.known(shape.section)
        if not known or name in known:
            return
        hint = did_you_mean(name, known, f"its fields are {', '.join(each for each in known if each not in OWN)}")
        path = f"{shape.section}.{name}" if shape.section in self.vocabulary.sections else name
        at = Place(self.template.file, line)
        yield Problem("T002", f"`{path}`: there is no such field", at, hint)

    def known(self, section: str) -> list[str]:
        """The fields that a record of the section can have; none where any name may stand."""
        found = self.vocabulary.sections.get(section)
        if found is None or found.free:
            return []
        either = WHO if section in WHO else (section,)
        names = (name for each in either for name in self.vocabulary.fields(each))
        return list(dict.fromkeys((*names, *COMMON, *OWN)))

    def shape(self, node: nodes.Node, names: Names) -> Shape | None:
        match node:
            case nodes.Name(name=name) if name in names:
                return names[name]
            case nodes.Name(name=name):
                return self._section(name)
            case nodes.Getattr(node=inner, attr=attr):
                return self._part(self.shape(inner, names), attr)
            case nodes.Getitem(node=inner, arg=nodes.Slice()):
                return _several(self.shape(inner, names))
            case nodes.Getitem(node=inner, arg=nodes.Const(value=int())):
                return _one(self.shape(inner, names))
            case nodes.Filter(node=nodes.Expr() as inner, name="first") if not node.args and not node.kwargs:
                return _one(self.shape(inner, names))
            case nodes.Filter(node=nodes.Expr() as inner, name="first"):
                return _several(self.shape(inner, names))
            case nodes.Filter(node=nodes.Expr() as inner, name="group"):
                found = self.shape(inner, names)
                return Shape("groups", found.section) if found else None
            case nodes.Filter(node=nodes.Expr() as inner, name=name) if name in SAME:
                found = self.shape(inner, names)
                return _several(found) if found and found.kind == "section" else found
            case nodes.List(items=[first, *_]):
                return _several(self.shape(first, names))
            case _:
                return None

    def _section(self, name: str) -> Shape | None:
        section = self.vocabulary.sections.get(name)
        if section is None or section.free:
            return None
        return Shape("record" if section.single else "section", name)

    def _part(self, shape: Shape | None, attr: str) -> Shape | None:
        if shape is None:
            return None
        if shape.kind == "section":
            return Shape("record", shape.section)
        if shape.kind == "group":
            return Shape("list", shape.section) if attr == "items" else None
        if shape.kind != "record":
            return None
        found = self.vocabulary.fields(shape.section).get(attr)
        return _of_field(found) if found else None

    def _loop_names(self, target: nodes.Node, shape: Shape | None) -> Names:
        if not isinstance(target, nodes.Name):
            return {each.name: None for each in target.find_all(nodes.Name)}
        return {target.name: _one(shape)}


def _of_field(field: Field) -> Shape | None:
    """What a field leads to: records of its only section, or of people and bodies alike."""
    if not field.to or not (len(field.to) == 1 or set(field.to) == set(WHO)):
        return None
    many = field.kind in {"references", "names"}
    return Shape("list" if many else "record", field.to[0]) if field.kind in {"reference", "references"} else None


def _one(shape: Shape | None) -> Shape | None:
    if shape is None or shape.kind in {"record", "group"}:
        return None
    return Shape("group" if shape.kind == "groups" else "record", shape.section)


def _several(shape: Shape | None) -> Shape | None:
    return Shape("list", shape.section) if shape and shape.kind in {"record", "list", "section"} else None


def _fields_named(node: nodes.Filter) -> Iterator[str]:
    """The names of fields that a filter is given as texts."""
    given: list[nodes.Node] = [node.args[0]] if node.args and node.name in FIELD_FIRST else []
    given += [each.value for each in node.kwargs if each.key in BY]
    for each in given:
        items = each.items if isinstance(each, nodes.List) else [each]
        for item in items:
            if isinstance(item, nodes.Const) and isinstance(item.value, str):
                yield item.value.partition(".")[0]
    if node.name in {"where", "unless"}:
        yield from (str(each.key) for each in node.kwargs if each.key not in NOT_FIELDS)
