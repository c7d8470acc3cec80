"""The names that a template uses and those that it makes, as its syntax tree has them.

It knows no facts and runs nothing; which names are problems is `filling`'s judgement.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes
from msgspec import Struct

from briefs.model.vocabulary import HEAD, VOCABULARY

GIVEN = frozenset(
    {*HEAD, *VOCABULARY, "record", "words", "range", "loop", "self", "super", "caller"} | {"varargs", "kwargs"}
)
"""What any template may begin with, beside what it makes itself."""
CALLED = frozenset({"namespace"})
"""What any template may call."""


class Use(Struct, frozen=True, array_like=True):
    """A name that the template neither makes nor is given."""

    name: str
    line: int
    bare: bool
    """Whether it stands where a text is likely: as the argument of a filter, or in a comparison."""


class Names(Struct, frozen=True, array_like=True):
    """What one template file says of names."""

    unmade: tuple[Use, ...] = ()
    """In the order in which they stand; another file, which includes this one, may make them."""
    made: frozenset[str] = frozenset()
    """By a loop, `set`, a macro or an import; or asked about with `is defined`."""


def names_of(template: nodes.Template) -> Names:
    """The names of a template that was parsed, before anything is put into it."""
    made = frozenset(_made(template))
    bare = {id(each) for each in _arguments(template) if isinstance(each, nodes.Name)}
    used = [each for each in template.find_all(nodes.Name) if each.ctx == "load"]
    unmade = [Use(n.name, n.lineno or 0, id(n) in bare) for n in used if n.name not in GIVEN | CALLED | made]
    return Names(tuple(sorted(unmade, key=lambda use: use.line)), made)


def _made(template: nodes.Template) -> Iterator[str]:
    for node in template.find_all(nodes.Node):
        match node:
            case nodes.Name(name=name, ctx="store" | "param") | nodes.Macro(name=name) | nodes.Import(target=name):
                yield name
            case nodes.FromImport(names=names):
                yield from (each if isinstance(each, str) else each[1] for each in names)
            case nodes.Test(name="defined" | "undefined", node=nodes.Name(name=name)):
                yield name
            case _:
                pass


def _arguments(template: nodes.Template) -> Iterator[nodes.Node]:
    """What filters, tests and macros are given, and both sides of comparisons."""
    for node in template.find_all((nodes.Filter, nodes.Test, nodes.Call, nodes.Compare)):
        match node:
            case nodes.Filter() | nodes.Test() | nodes.Call():
                yield from node.args
                yield from (each.value for each in node.kwargs)
            case nodes.Compare(expr=left, ops=ops):
                yield from (left, *(each.expr for each in ops))
            case _:
                pass
