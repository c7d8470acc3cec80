"""Comparisons in a template's syntax tree: each is made to say what it compares when it runs.

What it does with that is the run's work.
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes

NOTE, BEGIN, END, DECIDE = "_note", "_begin", "_end", "_decide"
TESTS = frozenset({"eq", "equalto", "==", "ne", "!=", "gt", "greaterthan", ">", "ge", ">=", "lt", "lessthan", "<"})
TESTS |= {"le", "<=", "in", "sameas"}
"""The tests of Jinja's that compare."""


def watched(template: nodes.Template) -> None:
    """Have every comparison say what it compares, and every branch that depends on one whether it is taken."""
    for branch in list(template.find_all(nodes.If)):
        tests = [branch.test, *(each.test for each in branch.elif_)]
        if any(_compares(test) for test in tests):
            _watch(branch)
    for choice in list(template.find_all((nodes.CondExpr, nodes.For))):
        assert isinstance(choice, nodes.CondExpr | nodes.For)
        if choice.test is not None and _compares(choice.test):
            both = isinstance(choice, nodes.CondExpr) and choice.expr2 is not None
            choice.test = _call(DECIDE, _call(BEGIN), choice.test, nodes.Const(both))
    for comparison in list(template.find_all((nodes.Compare, nodes.Test))):
        if isinstance(comparison, nodes.Compare):
            comparison.expr = _call(NOTE, comparison.expr)
            for operand in comparison.ops:
                operand.expr = _call(NOTE, operand.expr)
        elif isinstance(comparison, nodes.Test) and comparison.name in TESTS:
            comparison.node = _call(NOTE, comparison.node)
            comparison.args = [_call(NOTE, each) for each in comparison.args or ()]


def _compares(test: nodes.Node) -> bool:
    found = [test, *test.find_all((nodes.Compare, nodes.Test))]
    return any(isinstance(n, nodes.Compare) or (isinstance(n, nodes.Test) and n.name in TESTS) for n in found)


def _watch(branch: nodes.If) -> None:
    """Of `if`, `elif` and `else` one is taken, or none is: then what was compared shows nothing."""
    for each in (branch, *branch.elif_):
        each.body.insert(0, _statement(_call(END, nodes.Const(True)), branch.lineno))
    branch.else_.insert(0, _statement(_call(END, nodes.Const(bool(branch.else_))), branch.lineno))
    branch.test = nodes.And(nodes.Not(_call(BEGIN)), branch.test).set_lineno(branch.lineno)


def _statement(call: nodes.Expr, line: int) -> nodes.Node:
    return nodes.ExprStmt(call).set_lineno(line)


def _call(name: str, *args: Any) -> nodes.Expr:
    return nodes.Call(nodes.Name(name, "load"), list(args), [], None, None)
