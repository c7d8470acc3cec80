"""What a template says, looked at before it runs: its mistakes, and the guards put into it.

It reads Jinja's syntax tree; it runs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from jinja2 import nodes

from briefs.model.problems import Place, Problem, did_you_mean
from briefs.templating.comparisons import watched

TICK, COUNT, SLICE, CUT, CONCAT, TEXT = "_tick", "_counted", "_slice", "_cut", "_concat", "_text"
LOOP_NUMBERS = frozenset({"index", "index0", "revindex", "revindex0", "length", "depth", "depth0"})
ELSEWHERE = {
    "length": "count",
    "size": "count",
    "title": "capital",
    "capitalize": "capital",
    "uppercase": "upper",
    "downcase": "lower",
    "lowercase": "lower",
    "trim": "text",
    "strip": "text",
    "last": "reverse | first",
    "round": "number(digits=0)",
    "format": "number(digits=1)",
    "selectattr": 'where("signed")',
    "rejectattr": 'unless("signed")',
    "groupby": 'group("under")',
    "select": "where(…)",
    "filter": "where(…)",
    "currency": "money",
    "mean": "average",
    "split": "…[:3]",
    "limit": "first(3)",
    "take": "first(3)",
    "strftime": 'date("d MMMM y")',
}
"""What filters of Jinja's and of other programs are called here."""
REFUSED: dict[type[nodes.Node], tuple[str, str]] = {
    nodes.FilterBlock: (
        "`{% filter %}` would change sealed text",
        "put the filter behind the value: `{{ x | upper }}`",
    ),
    nodes.ScopedEvalContextModifier: (
        "`{% autoescape %}` has no meaning here",
        "leave it out: values are never markup",
    ),
    nodes.EvalContextModifier: (
        "`{% autoescape %}` has no meaning here",
        "leave it out: values are never markup",
    ),
}


def inspect(template: nodes.Template, file: str, filters: Collection[str], tests: Collection[str]) -> list[Problem]:
    """Every mistake that can be seen without facts: unknown filters and tests, and what is refused."""
    return list(_problems(template, file, filters, tests))


def _problems(
    template: nodes.Template, file: str, filters: Collection[str], tests: Collection[str]
) -> Iterator[Problem]:
    for node in template.find_all(nodes.Node):
        at = Place(file, node.lineno or 0)
        match node:
            case nodes.Filter(name=name) if name not in filters:
                same = ELSEWHERE.get(name, "")
                near = did_you_mean(name, filters, "`briefs explain template-owner` lists the filters")
                hint = f"here that is `{same}`" if same else near
                yield Problem("T003", f"there is no filter `{name}`", at, hint)
            case nodes.Test(name=name) if name not in tests:
                yield Problem(
                    "T003",
                    f"there is no test `is {name}`",
                    at,
                    did_you_mean(name, tests, "whether there is something says `{% if x %}`, or `{% if not x %}`"),
                )
            case _ if type(node) in REFUSED:
                message, hint = REFUSED[type(node)]
                yield Problem("T005", message, at, hint)
            case _:
                pass


def prepared(template: nodes.Template) -> nodes.Template:
    """The same template with a guard at the head of each loop and macro, its loop numbers marked as counted, its
    comparisons watched, what is imported seeing the document, and slices and joined texts as calls of ours."""
    for search in template.find_all(nodes.Operand):
        if search.op in {"in", "notin"}:
            search.expr = nodes.Call(nodes.Name(TEXT, "load"), [search.expr], [], None, None)
    watched(template)
    for node in reversed([*template.find_all(nodes.Node)]):
        if isinstance(node, nodes.Import | nodes.FromImport):
            node.with_context = True
        for name, child in [*node.iter_fields()]:
            setattr(node, name, [*map(_ours, child)] if isinstance(child, list) else _ours(child))
    for node in list(template.find_all((nodes.For, nodes.Macro, nodes.CallBlock))):
        assert isinstance(node, nodes.For | nodes.Macro | nodes.CallBlock)
        call = nodes.Call(nodes.Name(TICK, "load"), [], [], None, None)
        node.body.insert(0, nodes.ExprStmt(call).set_lineno(node.lineno))
    for output in template.find_all(nodes.Output):
        output.nodes = [_counted(child) for child in output.nodes]
    return template


def _ours(node: Any) -> Any:
    """A slice or `~` as a call; anything else as it is."""
    if isinstance(node, nodes.Concat):
        return nodes.Call(nodes.Name(CONCAT, "load"), node.nodes, [], None, None).set_lineno(node.lineno)
    if not (isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Slice)):
        return node
    bounds = [each or nodes.Const(None) for each in (node.arg.start, node.arg.stop, node.arg.step)]
    return nodes.Call(nodes.Name(CUT, "load"), [node.node, *bounds], [], None, None).set_lineno(node.lineno)


def _counted(node: nodes.Expr) -> nodes.Expr:
    """The expression with each `loop.index` in it marked as a number that counts what the document shows."""
    if isinstance(node, nodes.Getattr) and _is_loop(node.node) and node.attr in LOOP_NUMBERS:
        call = nodes.Call(nodes.Name(COUNT, "load"), [node], [], None, None)
        call.set_lineno(node.lineno)
        return call
    for name, child in list(node.iter_fields()):
        if isinstance(child, nodes.Expr):
            setattr(node, name, _counted(child))
        elif isinstance(child, list):
            setattr(node, name, [_counted(c) if isinstance(c, nodes.Expr) else c for c in child])
    return node


def _is_loop(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "loop"
