"""YAML as nodes: places, styles, faults; what is typed is what is read."""

from __future__ import annotations

import json
import re
import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefs.factfiles import node_builder as build
from briefs.factfiles.nodes import Map, Node, Scalar, Seq
from briefs.factfiles.problem_list import Ledger
from briefs.factfiles.text_file import forbidden
from briefs.factfiles.yaml_reader import Read, read_yaml
from briefs.model.problems import Problem


def read(text: str) -> tuple[Read, list[Problem]]:
    ledger = Ledger("f.yaml", "F00")
    return read_yaml(text, ledger), ledger.sorted()


def value(text: str) -> Scalar:
    """The scalar under the only name of `text`, which has no fault."""
    result, problems = read(text)
    assert not problems, problems
    assert isinstance(result.node, Map)
    ((_, node),) = result.node.entries.values()
    assert isinstance(node, Scalar)
    return node


def test_a_node_knows_its_line_and_column() -> None:
    result, _ = read('# note\na: 1\nb:\n  - "x"\n  - {c: Ө, d: 2}\n')
    assert isinstance(result.node, Map)
    key, items = result.node.entries["b"]
    assert (key.line, key.column) == (3, 1)
    assert isinstance(items, Seq)
    assert (items.items[0].line, items.items[0].column) == (4, 5)
    inner = items.items[1]
    assert isinstance(inner, Map)
    assert (inner.entries["d"][1].line, inner.entries["d"][1].column) == (5, 15)


def test_columns_count_characters_not_bytes() -> None:
    text = "a: {x: Өндөр 😀 ₮, y: 1}\n"
    result, _ = read(text)
    assert isinstance(result.node, Map)
    inner = result.node.entries["a"][1]
    assert isinstance(inner, Map)
    assert inner.entries["y"][1].column == text.index("1") + 1


def test_quoted_text_is_known_to_be_quoted() -> None:
    assert value("a: 12").style == ""
    assert value("a: '12'").style == "'"
    assert value('a: "12"').style == '"'
    assert value("a: |\n  12\n").style == "|"


def test_the_parser_in_python_gives_the_same_nodes(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: 1\nb: [x, 'y']\nc: {d: |\n}\n".replace("{d: |\n}", "{d: e}")
    quick, _ = read(text)
    monkeypatch.setattr(build, "Parser", yaml.Loader)
    slow, problems = read(text)
    assert not problems
    assert quick == slow


@pytest.mark.parametrize("text", ["a: @x\nb: 1", "a: Fish: chips\nb: 1", "a: *x y\nb: 1", "a: 'it's'\nb: 1"])
def test_the_parser_in_python_tells_the_same_faults(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, quick = read(text)
    monkeypatch.setattr(build, "Parser", yaml.Loader)
    _, slow = read(text)
    assert quick == slow


def test_a_template_head_counts_lines_from_its_file() -> None:
    ledger = Ledger("t.md", "T02")
    read_yaml("title: a\ntitle: b\nsummary: @x\n", ledger, line=2)
    assert [(p.at.line, p.code) for p in ledger.sorted()] == [(3, "T023"), (4, "T022")]


def test_every_fault_of_a_file_is_told_up_to_a_limit() -> None:
    result, problems = read("".join(f"a{n}: @x\n" for n in range(10)))
    assert [p.at.line for p in problems] == list(range(1, 11))
    assert result.complete
    _, problems = read("".join(f"a{n}: @x\n" for n in range(200)))
    assert 20 < len(problems) < 30


def test_a_comment_that_allows_is_kept_and_a_quoted_one_is_text() -> None:
    result, _ = read("# allow S1 because\na: x # allow S2 because\nb: '# allow S3'\nc: |\n  # allow S4\n")
    assert [(c.text, c.line, c.column) for c in result.comments] == [
        ("# allow S1 because", 1, 1),
        ("# allow S2 because", 2, 6),
    ]


PRINTABLE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2028\u2029\ufeff")
).filter(lambda text: not forbidden(text))
LINES = st.lists(PRINTABLE, min_size=1, max_size=4).map("\n".join)


@given(st.lists(st.one_of(PRINTABLE, st.just("\n"), st.just("\t")), max_size=6).map("".join))
@settings(max_examples=300, deadline=None)
def test_a_text_in_double_quotes_is_read_as_typed(text: str) -> None:
    assert value(f"a: {json.dumps(text, ensure_ascii=False)}\n").text == text


@given(PRINTABLE)
@settings(max_examples=300, deadline=None)
def test_a_text_in_single_quotes_is_read_as_typed(text: str) -> None:
    quoted = text.replace("'", "''")
    assert value(f"a: '{quoted}'\n").text == text


@given(LINES.filter(lambda text: text.strip(" \n") == text and text))
@settings(max_examples=300, deadline=None)
def test_a_block_of_text_is_read_as_typed(text: str) -> None:
    block = text.replace("\n", "\n  ")
    assert value(f"a: |-\n  {block}\n").text == text


@given(st.text(st.sampled_from("abcXYZ019.:+-_~/#%@*&!?|>'\"\\()=<ёө$₮ "), min_size=1, max_size=12))
@settings(max_examples=500, deadline=None)
def test_plain_text_is_read_as_typed_or_told(text: str) -> None:
    """Nothing typed without quotes comes out as something else without a word about it."""
    result, problems = read(f"a: {text}\nb: 1\n")
    if problems or not isinstance(result.node, Map):
        return
    node: Node = result.node.entries["a"][1]
    assert isinstance(node, Scalar)
    is_comment = re.search(r" #[ #*=!-]", f" {text} ")
    in_quotes = node.style != ""
    if not is_comment and not in_quotes:
        assert node.text == text.strip()


@given(st.text(st.sampled_from("ab:-[]{}#,&*!|>'\"%@`? \n\t\\"), max_size=60))
@settings(max_examples=500, deadline=None)
def test_no_text_breaks_the_reader(text: str) -> None:
    result, problems = read(text)
    assert result.complete or problems


HOSTILE = {
    "deep lists": "[" * 200_000,
    "deep maps": "{a: " * 100_000,
    "deep blocks": "".join(f"{' ' * n}a:\n" for n in range(2_000)),
    "many anchors": "".join(f"a{n}: &a{n} x\n" for n in range(20_000)),
    "aliases of aliases": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 400)),
    "many faults": "".join(f"a{n}: @x: y\n" for n in range(20_000)),
    "a long line of spaces": f"a: x\nb{' ' * 500_000}c\n",
    "a long line of quotes": f"a: {chr(39) * 300_001} x\n",
    "a long line of commas": f"a: [{',' * 300_000}\n",
    "many repeated names": "a: 1\n" * 50_000,
    "many cut texts": "".join(f"a{n}: x #y\n" for n in range(50_000)),
    "many comments that allow": "# allow S1\n" * 50_000 + "a: 1\n",
    "an endless quotation": 'a: "' + "x\n" * 100_000,
    "question marks": "? " * 50_000,
    "dashes": "- " * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon(name: str) -> None:
    began = time.process_time()
    _, problems = read(HOSTILE[name])
    assert time.process_time() - began < 10
    assert len(problems) <= 300


def test_values_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "MOST_EVENTS", 1000)
    result, problems = read("a: [" + "x, " * 2000 + "y]\n")
    assert [p.code for p in problems] == ["F006"]
    assert not result.complete
