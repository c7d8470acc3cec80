"""Decisions in a template's syntax tree: each is made to say what it depends on when it runs.

What it does with that is the run's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jinja2 import nodes

from briefs.templating.template_places import MARKS

NOTE, EXISTS, BEGIN, END, DECIDE = "_note", "_exists", "_begin", "_end", "_decide"
TESTS = frozenset({"eq", "equalto", "==", "ne", "!=", "gt", "greaterthan", ">", "ge", ">=", "lt", "lessthan", "<"})
TESTS |= {"le", "<=", "in", "sameas"}
"""The tests of Jinja's that compare."""
OF_ITSELF = (nodes.Const, nodes.Compare, nodes.Test, nodes.Not, nodes.And, nodes.Or)
"""What needs not be asked whether it exists: it has no facts, or its operands are asked."""
PRINTS = (nodes.Include, nodes.CallBlock, nodes.AssignBlock, nodes.FilterBlock, nodes.Block)


def watched(template: nodes.Template) -> None:
    """Have every decision say what it compares and what must exist for it, and whether its branch is taken.

    What a loop prints in a turn depends on the entry that it turns with.
    """
    for node in (template, *template.find_all((nodes.Macro, nodes.Block, nodes.CallBlock))):
        _watch_loops(getattr(node, "body", ()), ())
    for branch in list(template.find_all(nodes.If)):
        _watch(branch)
    for choice in list(template.find_all((nodes.CondExpr, nodes.For))):
        assert isinstance(choice, nodes.CondExpr | nodes.For)
        if choice.test is not None:
            both = isinstance(choice, nodes.CondExpr) and choice.expr2 is not None
            choice.test = _call(DECIDE, _call(BEGIN), _exists(choice.test), nodes.Const(both))
    for each in list(template.find_all((nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Test))):
        _watch_operands(each)


def _watch_operands(expression: nodes.Node) -> None:
    match expression:
        case nodes.Compare():
            expression.expr = _call(NOTE, expression.expr)
            for operand in expression.ops:
                operand.expr = _call(NOTE, operand.expr)
        case nodes.Test(name=name) if name in TESTS:
            expression.node = _call(NOTE, expression.node)
            expression.args = [_call(NOTE, each) for each in expression.args or ()]
        case nodes.Test() | nodes.Not():
            expression.node = _exists(expression.node)
        case nodes.And() | nodes.Or():
            expression.left, expression.right = _exists(expression.left), _exists(expression.right)
        case _:
            raise AssertionError(expression)


def _exists(expression: nodes.Node) -> Any:
    return expression if isinstance(expression, OF_ITSELF) else _call(EXISTS, expression)


def _watch(branch: nodes.If) -> None:
    """Of `if`, `elif` and `else` one is taken, or none is: then what was compared shows nothing."""
    for each in (branch, *branch.elif_):
        each.body.insert(0, _statement(_call(END, nodes.Const(True)), branch.lineno))
        each.test = _exists(each.test)
    branch.else_.insert(0, _statement(_call(END, nodes.Const(bool(branch.else_))), branch.lineno))
    branch.test = nodes.And(nodes.Not(_call(BEGIN)), branch.test).set_lineno(branch.lineno)


def _watch_loops(body: list[nodes.Node] | tuple[()], entries: Sequence[str]) -> None:
    """Have what prints within loops say that it depends on the entries, whose names are given."""
    for node in body:
        match node:
            case nodes.For():
                names = [
                    each.name
                    for each in (node.target, *node.target.find_all(nodes.Name))
                    if isinstance(each, nodes.Name)
                ]
                _watch_loops(node.body, (*entries, *names))
                if _counts(node):
                    _say(node.body, names, node.lineno)
            case nodes.If():
                for inner in _branches(node):
                    _watch_loops(inner, entries)
            case nodes.With():
                _watch_loops(node.body, entries)
            case _:
                pass
    line = next((node.lineno for node in body if _prints(node)), 0)
    if line and entries:
        assert isinstance(body, list)
        _say(body, entries, line)


def _branches(node: nodes.If) -> Iterator[list[nodes.Node]]:
    yield node.body
    for each in node.elif_:
        yield each.body
    yield node.else_


def _counts(loop: nodes.For) -> bool:
    """Whether anything in a loop asks for its place in it, or how many turns there are."""
    names = (name for each in loop.body for name in (each, *each.find_all(nodes.Name)))
    return any(isinstance(name, nodes.Name) and name.name == "loop" for name in names)


def _say(body: list[nodes.Node], entries: Sequence[str], line: int) -> None:
    body[:0] = [_statement(_call(EXISTS, nodes.Name(each, "load")), line) for each in dict.fromkeys(entries)]


def _prints(node: nodes.Node) -> bool:
    """Whether a statement prints something by itself."""
    if not isinstance(node, nodes.Output):
        return isinstance(node, PRINTS)
    return any(not isinstance(each, nodes.TemplateData) or MARKS.sub("", each.data).strip() for each in node.nodes)


def _statement(call: nodes.Expr, line: int) -> nodes.Node:
    return nodes.ExprStmt(call).set_lineno(line)


def _call(name: str, *args: Any) -> nodes.Expr:
    return nodes.Call(nodes.Name(name, "load"), list(args), [], None, None)
