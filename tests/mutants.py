"""Small faults in Python source: one comparison turned round, one condition forgotten, one number off by one.

Each is a change of a few characters of the source; running tests against it is `faults`' work.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.In: (" in ", " not in "),
    ast.NotIn: ("not in", "in"),
    ast.Is: (" is ", " is not "),
    ast.IsNot: ("is not", "is"),
}
ARITHMETIC: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "/"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"),
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list"}


class Fault(NamedTuple):
    """A change of the source from one character to another, and where it stands for people."""

    line: int
    start: int
    end: int
    new: str
    old: str

    def planted(self, source: str) -> str:
        """The source with the fault."""
        return source[: self.start] + self.new + source[self.end :]


def faults_in(source: str) -> list[Fault]:
    """Every fault that can be planted in a module, in the order of its source; annotations and docstrings have none."""
    starts = [0]
    rows = source.split("\n")
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    found: list[Fault] = []

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + len(rows[line - 1].encode()[:column].decode())

    def span(node: ast.expr | ast.stmt) -> tuple[int, int]:
        return offset(node.lineno, node.col_offset), offset(node.end_lineno or 0, node.end_col_offset or 0)

    def between(left: ast.expr, right: ast.expr, old: str, new: str) -> Iterator[Fault]:
        begin, end = span(left)[1], span(right)[0]
        at = source.find(old, begin, end)
        if at >= 0:
            yield Fault(left.end_lineno or 0, at, at + len(old), new, old)

    def whole(node: ast.expr | ast.stmt, new: str) -> Fault:
        begin, end = span(node)
        return Fault(node.lineno, begin, end, new, source[begin:end])

    for node in _code(ast.parse(source)):
        found += _planted(node, between, whole, source, span)
    return sorted(set(found), key=lambda fault: (fault.start, fault.new))


def _code(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run: neither annotations nor what only the type checker reads."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list", "keywords"} and not isinstance(tree, ast.Call):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
                continue
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield child
                yield from _code(child)


def _planted(node, between, whole, source, span) -> Iterator[Fault]:  # type: ignore[no-untyped-def]
    match node:
        case ast.Compare(left, [operator], [right]) if type(operator) in COMPARISONS:
            yield from between(left, right, *COMPARISONS[type(operator)])
        case ast.BoolOp(operator, values):
            old, new = ("and", "or") if isinstance(operator, ast.And) else ("or", "and")
            for left, right in pairwise(values):
                yield from between(left, right, f" {old} ", f" {new} ")
        case ast.BinOp(left, operator, right) if type(operator) in ARITHMETIC and not _is_text(left, right):
            yield from between(left, right, *ARITHMETIC[type(operator)])
        case ast.UnaryOp(ast.Not(), operand):
            yield whole(node, source[slice(*span(operand))])
        case ast.Constant(bool() as value):
            yield whole(node, str(not value))
        case ast.Constant(int() | float() as value):
            yield whole(node, repr(value + 1))
        case ast.Call(ast.Name(id=name) as called) if name in CALLS:
            yield whole(called, CALLS[name])
        case ast.If(test) | ast.IfExp(test) | ast.While(test):
            yield whole(test, f"(not ({source[slice(*span(test))]}))")
        case ast.Expr(ast.Call()) | ast.AugAssign():
            yield whole(node, "pass")
        case ast.comprehension(ifs=[condition, *_]):
            yield whole(condition, "True")
        case ast.Return(ast.Tuple() | ast.List() | ast.ListComp() | ast.GeneratorExp() as value):
            yield whole(value, "[]" if isinstance(value, ast.List | ast.ListComp) else "()")
        case _:
            pass


def _is_text(*nodes: ast.expr) -> bool:
    return any(isinstance(each, ast.JoinedStr) or isinstance(getattr(each, "value", None), str) for each in nodes)
