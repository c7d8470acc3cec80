"""Arithmetic in formulas: what may be written, and its value in decimal numbers.

It knows operators and a few functions; which fact a name stands for is told to it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation, localcontext

from msgspec import Struct

from briefs.factfiles.scalars import NUMBER
from briefs.model.precision import EXACT, Precision, decimals, product, widest

LONGEST = 2000
DEEPEST, MOST_STEPS = 30, 200
"""Brackets inside one another; operations between the whole and any one number, as in a long sum."""
LARGEST = Decimal(10) ** 30
FUNCTIONS = ("round", "sum", "min", "max", "abs")
MOST_ARGUMENTS = {"abs": 1, "round": 2}
OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


class FormulaError(Exception):
    """A formula that cannot be taken: the code, what is wrong, the column from 0 and the likely mend."""

    def __init__(self, code: str, message: str, column: int = 0, hint: str = "", width: int = 1) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.column = column
        self.hint = hint
        self.width = width


class Name(Struct, frozen=True):
    """What a formula names: a figure, a point of a series (`period`), or a whole series."""

    section: str
    key: str
    period: str = ""
    column: int = 0
    width: int = 1


class Expression(Struct, frozen=True):
    """A formula that has been understood."""

    text: str
    body: ast.expr

    def names(self) -> Iterator[Name]:
        """Every name in it, in the order in which they are written."""
        yield from _names(self.body, self.text)

    def precision(self, of: Callable[[Name], Precision]) -> Precision:
        """The decimals that the result is printed with, from those of the figures in it, which `of` tells.

        A sum or difference keeps the most of its parts. A product or quotient has as many as its figure with the
        fewest, one at least; numbers in the formula itself are exact and do not count. `round` says its own.
        """
        return _precision(self.body, self.text, of)


Lookup = Callable[[Name], tuple[Decimal, ...]]
"""The numbers that a name stands for: one, or all of a series."""


def parse(text: str) -> Expression:
    """The formula, understood. Raises FormulaError for what may not stand in one."""
    if len(text) > LONGEST:
        hint = "divide it into several figures"
        raise FormulaError("F036", f"the formula is longer than {LONGEST} characters", hint=hint)
    try:
        tree = ast.parse(text.strip().replace("\n", " "), mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        column = max(0, (getattr(error, "offset", 0) or 1) - 1)
        hint = 'write arithmetic over the ids of figures: `exports + imports`, `series.trade["2023"] / 2`'
        raise FormulaError("F030", "the formula cannot be read", min(column, len(text)), hint) from None
    expression = Expression(text.strip().replace("\n", " "), tree.body)
    _allow(tree.body, expression.text, 0)
    return expression


def evaluate(expression: Expression, look_up: Lookup) -> Decimal:
    """The formula's value. Raises FormulaError where it has none."""
    with localcontext(EXACT):
        (result,) = _value(expression.body, expression.text, look_up)
        return result


def _segment(node: ast.expr, text: str) -> str:
    """The characters of a part of the formula."""
    begin, end = node.col_offset, node.end_col_offset
    return text[begin:end] if text.isascii() else text.encode()[begin:end].decode()


def _column(node: ast.expr, text: str) -> int:
    """Where a part of the formula begins, in characters; Python counts bytes."""
    begin = node.col_offset
    return begin if text.isascii() else len(text.encode()[:begin].decode())


def _allow(node: ast.expr, text: str, depth: int, steps: int = 0) -> None:
    """Raises FormulaError for whatever is not on the list."""
    if depth > DEEPEST or steps > MOST_STEPS:
        message = f"more than {DEEPEST} brackets or steps inside one another"
        raise FormulaError("F036", message, _column(node, text), "divide it into several figures")
    match node:
        case ast.BinOp(op=op, left=left, right=right) if type(op) in OPERATORS:
            _allow(left, text, depth, steps + 1)
            _allow(right, text, depth + 1, steps + 1)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _allow(operand, text, depth + 1, steps + 1)
        case ast.Call():
            _allow_call(node, text, depth, steps)
        case ast.Constant():
            _constant(node, text)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            _name(node, text)
        case _:
            hint = f"a formula holds + - * / ( ), numbers, names and {', '.join(FUNCTIONS)}"
            part = _segment(node, text)
            message = f"`{part[:40]}` may not stand in a formula"
            raise FormulaError("F030", message, _column(node, text), hint, len(part))


def _allow_call(node: ast.Call, text: str, depth: int, steps: int) -> None:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in FUNCTIONS:
        part = _segment(node.func, text)
        hint = f"the functions are {', '.join(FUNCTIONS)}"
        raise FormulaError("F030", f"there is no function `{part[:40]}`", _column(node, text), hint, len(part))
    count = len(node.args)
    if node.keywords or not 0 < count <= MOST_ARGUMENTS.get(name, 100):
        usage = {"abs": "abs(x)", "round": "round(x, 1)"}.get(name, f"{name}(x, y, …)")
        message = f"`{name}` is not given what it needs"
        raise FormulaError("F030", message, _column(node, text), f"write `{usage}`")
    for argument in node.args:
        _allow(argument, text, depth + 1, steps + 1)
    if name == "round" and count == 2:
        places = node.args[1]
        value = _constant(places, text) if isinstance(places, ast.Constant) else Decimal(-1)
        if value != int(value) or not 0 <= value <= 12:
            hint = "write a whole number from 0 to 12"
            raise FormulaError("F030", "`round` takes a number of decimals", _column(places, text), hint)


def _constant(node: ast.expr, text: str) -> Decimal:
    part = _segment(node, text)
    if not isinstance(node, ast.Constant) or not NUMBER.fullmatch(part):
        hint = "write digits with a point for decimals"
        raise FormulaError("F030", f"`{part[:40]}` is no number", _column(node, text), hint, len(part))
    return Decimal(part)


def _name(node: ast.expr, text: str) -> Name:
    """The fact that `exports`, `figures.exports` or `series.trade["2023"]` names."""
    part = _segment(node, text)
    column = _column(node, text)
    match node:
        case ast.Name(id=key):
            return Name("figures", key, "", column, len(part))
        case ast.Attribute(value=ast.Name(id="figures" | "series" as section), attr=key):
            return Name(section, key, "", column, len(part))
        case ast.Subscript(value=ast.Attribute(value=ast.Name(id="series"), attr=key), slice=ast.Constant() as at):
            period = at.value if isinstance(at.value, str) else _segment(at, text)
            return Name("series", key, period, column, len(part))
    hint = 'write a figure\'s id, or `series.trade["2023"]`'
    raise FormulaError("F030", f"`{part[:40]}` names no figure", column, hint, len(part))


def _names(node: ast.expr, text: str) -> Iterator[Name]:
    match node:
        case ast.BinOp(left=left, right=right):
            yield from _names(left, text)
            yield from _names(right, text)
        case ast.UnaryOp(operand=operand):
            yield from _names(operand, text)
        case ast.Call(args=args):
            for argument in args:
                yield from _names(argument, text)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            yield _name(node, text)
        case _:
            return


def _value(node: ast.expr, text: str, look_up: Lookup) -> tuple[Decimal, ...]:
    match node:
        case ast.BinOp(op=op, left=left, right=right):
            return (_combined(op, node, text, _one(left, text, look_up), _one(right, text, look_up)),)
        case ast.UnaryOp(op=op, operand=operand):
            value = _one(operand, text, look_up)
            return (-value if isinstance(op, ast.USub) else value,)
        case ast.Call(func=ast.Name(id=name), args=args):
            return (_call(name, args, text, look_up),)
        case ast.Constant():
            return (_constant(node, text),)
        case _:
            return look_up(_name(node, text))


def _one(node: ast.expr, text: str, look_up: Lookup) -> Decimal:
    values = _value(node, text, look_up)
    if len(values) == 1:
        return values[0]
    hint = 'name a period, `series.trade["2023"]`, or write `sum(…)`'
    message = "a whole series stands where one number is needed"
    raise FormulaError("F032", message, _column(node, text), hint)


def _combined(op: ast.operator, node: ast.BinOp, text: str, left: Decimal, right: Decimal) -> Decimal:
    try:
        result = OPERATORS[type(op)](left, right)
    except (DivisionByZero, InvalidOperation):
        column = _column(node.right, text)
        hint = "mend the formula, or the figure that is zero"
        raise FormulaError("F033", "the formula divides by zero", column, hint) from None
    if abs(result) > LARGEST:
        raise FormulaError("F036", "the result has more than 30 digits", _column(node, text))
    return result


def _precision(node: ast.expr, text: str, of: Callable[[Name], Precision]) -> Precision:
    match node:
        case ast.BinOp(op=ast.Add() | ast.Sub(), left=left, right=right):
            return widest([_precision(left, text, of), _precision(right, text, of)])
        case ast.BinOp(left=left, right=right):
            return product([_precision(side, text, of) for side in (left, right) if any(_names(side, text))])
        case ast.UnaryOp(operand=operand):
            return _precision(operand, text, of)
        case ast.Call(func=ast.Name(id="round"), args=args):
            return Precision(int(_constant(args[1], text)) if len(args) == 2 else 0, 0)
        case ast.Call(func=ast.Name(id="min" | "max"), args=args):
            whole = widest([_precision(argument, text, of) for argument in args])
            return Precision(whole.most, 0, whole.fraction)
        case ast.Call(args=args):
            return widest([_precision(argument, text, of) for argument in args])
        case ast.Constant():
            return Precision(decimals(_constant(node, text)), 0)
        case _:
            return of(_name(node, text))


def _call(name: str, args: list[ast.expr], text: str, look_up: Lookup) -> Decimal:
    if name == "round":
        places = int(_constant(args[1], text)) if len(args) == 2 else 0
        return _one(args[0], text, look_up).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if name == "abs":
        return abs(_one(args[0], text, look_up))
    values = [value for argument in args for value in _value(argument, text, look_up)]
    if name == "sum":
        return sum(values, Decimal(0))
    return min(values) if name == "min" else max(values)
