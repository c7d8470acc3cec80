"""Formulas over figures: what may be written, what comes out, and what is told."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import paper

from briefs.factfiles.expressions import FormulaError, evaluate, parse
from briefs.factfiles.fact_file import facts_of
from briefs.factfiles.problem_list import Ledger
from briefs.model.facts import Facts
from briefs.model.precision import written
from briefs.model.problems import Place, Problem

HEAD = "title: Trade\nas_of: 2024-11-01\nfrom: us\nsources:\n  paper: {title: A paper}\n"
GIVEN = (
    'series:\n  trade: {label: Trade, points: {2019: 35.3, "2023": 76.7}}\n'
    "figures:\n  exports: {label: Exports, value: 60.2}\n  imports: {label: Imports, value: 16.5}\n"
)


def read(text: str) -> tuple[Facts, list[Problem]]:
    return facts_of(HEAD + text, Ledger("facts.yaml", "F00"))


def result(formula: str) -> str:
    """What a formula over the given figures comes to, as it is printed."""
    facts, problems = read(GIVEN + f"  it:\n    label: It\n    formula: |-\n      {formula}\n")
    assert not problems, problems
    return facts.text("figures.it.value")


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("exports + imports", "76.7"),
        ("exports - imports * 2", "27.2"),
        ("-(exports - imports)", "-43.7"),
        ("+imports", "16.5"),
        ("figures.exports / 2", "30.1"),
        ("1 / 3", "0.33"),
        ("2 / 3", "0.67"),
        ("10 / 4 * 2", "5"),
        ("0.1 + 0.2", "0.3"),
        ("1000000 * 1000000", "1000000000000"),
        ("imports * 0", "0"),
        ("0 - 0", "0"),
        ("round(1 / 3, 6)", "0.333333"),
        ("round(2.5)", "3"),
        ("round(2.345, 2)", "2.35"),
        ("round(exports / 7, 2)", "8.6"),
        ("abs(imports - exports)", "43.7"),
        ("min(exports, imports, 3)", "3"),
        ("max(exports, imports)", "60.2"),
        ("sum(exports, imports, 1)", "77.7"),
        ("sum(series.trade)", "112.0"),
        ("max(series.trade)", "76.7"),
        ('series.trade["2023"] - series.trade[2019]', "41.4"),
        ("(series.trade['2023'] - series.trade['2019']) / series.trade['2019'] * 100", "117.3"),
        ("24100 / 110", "219.1"),
        ("exports / 7000", "0.0086"),
        ("exports * 1.195583", "72.0"),
        ("exports + 0.25", "60.45"),
    ],
)
def test_a_formula_comes_to_a_number(formula: str, printed: str) -> None:
    assert result(formula) == printed


def figure(given: str, field: str = "value") -> str:
    """A field of the figure `it`, with three others beside it, of no, one and two decimals."""
    others = "".join(f"  {n}: {{label: {n}, value: {v}}}\n" for n, v in (("a", "482"), ("b", "2.2"), ("c", "12.50")))
    facts, problems = read(f"figures:\n{others}  it: {{label: It, {given}}}\n")
    assert not problems, problems
    return facts.text(f"figures.it.{field}")


def test_a_result_has_no_more_decimals_than_its_parts_justify() -> None:
    assert figure("formula: a / b") == "219.1"
    assert figure("formula: c * 3") == "37.50"
    assert figure("formula: c / 3") == "4.17"
    assert figure("formula: a + b") == "484.2"
    assert figure("formula: c + b - a") == "-467.30"
    assert figure("formula: c / 19.43 * 100, unit: '%'") == "64.3"
    assert figure("formula: 5 / a") == "0.01"
    assert figure("formula: 7 / a") == "0.015"


def test_digits_say_how_many_decimals_are_printed() -> None:
    assert figure("formula: a / b, digits: 2") == "219.09"
    assert figure("formula: a / b, digits: 0") == "219"
    assert figure("formula: c * 2, digits: 3") == "25.000"
    _, problems = read("figures: {a: {label: A, value: 1, digits: 1.5}, b: {label: B, value: 1, digits: 13}}\n")
    assert [problem.code for problem in problems] == ["F015", "F015"]


def test_a_document_prints_results_rounded_and_typed_values_with_the_digits_asked_for(tmp_path: Path) -> None:
    figures = (
        "figures:\n  from: us\n  a: {label: A, value: 24100, unit: EUR, digits: 2}\n  b: {label: B, value: 110}\n"
        "  each: {label: Each, formula: a / b, unit: EUR}\n"
        "  part: {label: Part, formula: b / 171.0337 * 100, unit: '%'}\n"
    )
    document, problems = paper(
        tmp_path,
        figures,
        "---\ntitle: T\nneeds: []\n---\n# {{ title }}\n\n"
        "{% for figure in figures %}\n- {{ figure | quantity }}\n{% endfor %}\n\n"
        "{{ figures.each | quantity(digits=3) }}\n",
    )
    assert not [problem for problem in problems if problem.severity == "error"], problems
    texts = repr(document).replace("\\xa0", " ")
    for printed in ("EUR 24,100.00", "'110'", "EUR 219.1", "64.3%", "EUR 219.091"):
        assert printed in texts, texts


def test_what_builds_on_a_result_takes_it_unrounded() -> None:
    parts = "  a: {label: A, value: 1}\n  third: {label: T, formula: a / 3}\n"
    facts, problems = read(f"figures:\n{parts}  all: {{label: All, formula: third * 3}}\n")
    assert not problems
    assert (facts.text("figures.third.value"), facts.text("figures.all.value")) == ("0.33", "1")


def test_a_figure_without_a_value_gets_its_formulas_value_and_knows_what_is_behind_it() -> None:
    facts, problems = read(GIVEN + "  total: {label: Total, formula: exports + imports, unit: m, marking: OFFICIAL}\n")
    assert not problems
    fact = facts.index["figures.total.value"]
    assert (fact.value, fact.written, fact.formula) == (Decimal("76.7"), "76.7", "exports + imports")
    assert fact.behind == ("figures.exports.value", "figures.imports.value")
    assert fact.marking == "OFFICIAL"
    assert fact.at == Place("facts.yaml", 11, 34)
    assert facts.find("figures.total.value") is fact


def test_a_computed_figure_is_said_by_those_who_said_its_parts() -> None:
    facts, problems = read(
        "figures:\n  a: {label: A, value: 1, from: {source: paper, at: 3}}\n"
        "  b: {label: B, value: 2, from: {source: paper, at: 4}}\n"
        "  c: {label: C, formula: a + b + a}\n  d: {label: D, formula: a + b, from: us}\n"
    )
    assert not problems
    assert [(c.source, c.at) for c in facts.index["figures.c.value"].sources] == [("paper", "3"), ("paper", "4")]
    assert [c.source for c in facts.index["figures.d.value"].sources] == ["us"]


def test_formulas_may_build_on_one_another_in_any_order() -> None:
    chain = "".join(f"  f{n}: {{label: F, formula: f{n + 1} + 1}}\n" for n in range(3000))
    facts, problems = read("figures:\n" + chain + "  f3000: {label: F, value: 1}\n")
    assert not problems
    assert facts.text("figures.f0.value") == "3001"


@pytest.mark.parametrize(
    ("typed", "agrees"),
    [
        ("117", True),
        ("117.3", True),
        ("117.28", True),
        ("117.2805", True),
        ("116", False),
        ("118", False),
        ("117.2", False),
        ("117.30", False),
    ],
)
def test_a_value_must_agree_with_its_formula_as_exactly_as_it_is_written(typed: str, agrees: bool) -> None:
    growth = "(series.trade['2023'] - series.trade['2019']) / series.trade['2019'] * 100"
    facts, problems = read(GIVEN + f'  growth: {{label: Growth, value: {typed}, formula: "{growth}"}}\n')
    assert [p.code for p in problems] == ([] if agrees else ["F035"])
    assert facts.text("figures.growth.value") == typed
    if not agrees:
        assert typed in problems[0].message
        assert "117" in problems[0].message


def test_a_tie_agrees_with_the_number_above_and_below() -> None:
    for typed in ("2", "3"):
        assert not read(f"figures:\n  a: {{label: A, value: {typed}, formula: 5 / 2}}\n")[1]


def test_a_circle_is_told_once_and_named_whole() -> None:
    _, problems = read(
        "figures:\n  z: {label: Z, formula: a}\n  a: {label: A, formula: b}\n  b: {label: B, formula: c}\n"
        "  c: {label: C, formula: a}\n"
        "  self: {label: S, formula: self + 1}\n  y: {label: Y, formula: self + 1}\n"
    )
    assert [p.code for p in problems] == ["F034", "F013", "F034"]
    assert problems[0].message.endswith("`a` needs `b` needs `c` needs `a`")


REFUSED = [
    "a ** 2",
    "a // 2",
    "a % 2",
    "a if a else 1",
    "a and a",
    "a < 2",
    "[a]",
    "{a: 1}",
    "(a, a)",
    "lambda: a",
    "a := 2",
    "a.real",
    "a()",
    "open('x')",
    "__import__('os')",
    "().__class__",
    "series.trade.points",
    "series['trade']",
    "series.trade[a]",
    "series.trade[1:2]",
    "people.anna",
    "'a'",
    "f'{a}'",
    "1e5",
    "0x10",
    "1_000",
    "1j",
    "True",
    "None",
    "...",
    "not a",
    "~a",
    "await a",
    "*a",
    "abs()",
    "abs(1, 2)",
    "abs(x=1)",
    "round(1, 2, 3)",
    "round(1, 99)",
    "round(1, a)",
    "round(1, 1.5)",
    "min()",
    "sum(*a)",
    "",
    "a +",
    "a; a",
    "a = 2",
    "a b",
    "1 / ",
    "\x00",
]


@pytest.mark.parametrize("formula", REFUSED)
def test_nothing_but_arithmetic_may_stand_in_a_formula(formula: str) -> None:
    with pytest.raises(FormulaError) as error:
        parse(formula)
    assert error.value.code == "F030"
    assert error.value.hint


ENDLESS = ["1+" * 300 + "1", "(" * 1500 + "1" + ")" * 1500, "-" * 400 + "1", "1" * 400 + "+1"]


@pytest.mark.parametrize("formula", ENDLESS)
def test_a_formula_without_end_is_refused(formula: str) -> None:
    began = time.process_time()
    with pytest.raises(FormulaError):
        parse(formula)
    assert time.process_time() - began < 1


def test_a_long_sum_is_no_fault() -> None:
    expression = parse(" + ".join(f"figure_{n}" for n in range(100)))
    assert evaluate(expression, lambda name: (Decimal(1),)) == 100


def test_a_result_without_end_is_refused() -> None:
    expression = parse("a * a * a * a * a * a * a * a * a")
    with pytest.raises(FormulaError) as error:
        evaluate(expression, lambda name: (Decimal("9" * 20),))
    assert error.value.code == "F036"


numbers = st.decimals(min_value=-10_000, max_value=10_000, places=3, allow_nan=False)


@given(numbers, numbers, numbers)
@settings(max_examples=200, deadline=None)
def test_arithmetic_is_exact(a: Decimal, b: Decimal, c: Decimal) -> None:
    values = {"a": a, "b": b, "c": c}
    expression = parse("(a + b) * c - a")
    assert evaluate(expression, lambda name: (values[name.key],)) == (a + b) * c - a


@given(numbers, st.integers(min_value=0, max_value=6))
@settings(max_examples=200, deadline=None)
def test_a_number_is_written_without_exponent_or_needless_zeros(value: Decimal, places: int) -> None:
    text = written(value, places)
    assert "E" not in text.upper()
    assert not ("." in text and text.endswith("0"))
    assert abs(Decimal(text) - value) <= Decimal(5).scaleb(-places - 1)


@given(st.text(st.sampled_from("ab12.+-*/()[]'\" ,=<>:_"), max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_formula_breaks_the_loader(text: str) -> None:
    try:
        evaluate(parse(text), lambda name: (Decimal(1),))
    except FormulaError as error:
        assert error.code.startswith("F03")


def test_places_in_a_formula_count_characters_in_any_script() -> None:
    _, problems = read("figures:\n  экспорт: {label: Э, value: 2}\n  it: {label: It, formula: экспорт + импорт * 2}\n")
    text = "  it: {label: It, formula: экспорт + импорт * 2}"
    assert [(p.code, p.at.column, p.width) for p in problems] == [("F031", text.index("импорт") + 1, 6)]
