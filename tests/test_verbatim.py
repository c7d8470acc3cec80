"""A value is never markup: any text comes out character for character, wherever a template puts it, in both formats.

And Word and PDF say the same words in the same order.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from papers import HEAD, plan_of
from readback import pdf_paragraphs, word_paragraphs

from briefs.factfiles import load_facts, load_template
from briefs.project import Made
from briefs.project.pipeline import make
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf

PLACES = 20
"""Places in the template below; with 110 documents that is 2,200 random values in each format."""
TEMPLATE = """\
---
title: Every place
options: {word: {type: text, default: x, about: a word}}
---
{% macro twice(x) %}{{ x }}{% endmacro %}
# {{ points.p0.text }}

{{ points.p1.text }}

**{{ points.p2.text }}**

*{{ points.p3.text }}*

`{{ points.p4.text }}`

## {{ points.p5.text }}

- {{ points.p6.text }}
  - {{ points.p7.text }}
1. {{ points.p8.text }}

> {{ points.p9.text }}

[{{ points.p10.text }}](https://example.org/)

| {{ points.p11.text }} |
|---|
| {{ points.p12.text }} |

::: callout {{ points.p13.text }}
{{ points.p14.text }}
:::

::: fields
- Name: {{ points.p15.text }}
:::

::: figures
- **{{ points.p16.text }}** {{ points.p17.text }}
:::

```
{{ points.p18.text }}
```

{{ twice(points.p19.text) }}
"""

NASTY = [
    "*",
    "_",
    "`",
    "|",
    "<b>",
    "&",
    "&amp;",
    "{{ x }}",
    "{% if %}",
    "{#",
    "1. ",
    "- ",
    "# ",
    "::: box",
    ":::",
    "[a](b)",
    "<",
    ">",
]
NASTY += [
    "\\",
    "$",
    "~",
    "--",
    "...",
    '"',
    "'",
    "\n",
    "\t",
    "  ",
    "\n\n",
    "---",
    "> ",
    "^",
    "http://x.y",
    "\u00a0",
    "½",
    "№",
    "€",
    "₮",
    "₸",
]
LETTERS = "abc XYZ 0123456789 .,;:!?()/%+=@ äöüßéñ çğşİ ӨөҮү ҚқҒғҢңҰұҺһІіӘә Жя Ωλ ΑΩ – — “” ‘’ « » … • → ≤ ≥ ✓ ★"
ARABIC = "اتفاقية التعاون بين البلدين ١٢٣ ،؟"
HEBREW = "הסכם שיתוף פעולה"
VALUE = st.one_of(
    st.lists(st.sampled_from([*NASTY, *LETTERS]), min_size=1, max_size=12).map("".join),
    st.text(st.sampled_from(LETTERS + "\n\t"), min_size=1, max_size=40),
    st.text(st.sampled_from(ARABIC + " " + HEBREW + " abc 12 (x) "), min_size=1, max_size=30),
).filter(lambda text: text.strip() != "")


def facts_with(values: list[str]) -> str:
    """A fact file with these texts, in double quotes as YAML escapes them."""
    rows = (f"  p{n}: {{text: {json.dumps(value, ensure_ascii=False)}, from: s}}\n" for n, value in enumerate(values))
    return HEAD + "points:\n" + "".join(rows)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan, Shelf]:
    folder = tmp_path_factory.mktemp("verbatim")
    plan, shelf, problems = plan_of(folder, facts_with(["x"] * PLACES), TEMPLATE)
    assert not problems
    return folder, plan, shelf


def made_with(bench: tuple[Path, Plan, Shelf], values: list[str]) -> Made:
    folder, plan, shelf = bench
    file = folder / "facts.yaml"
    file.write_text(facts_with(values), encoding="utf-8")
    facts, problems = load_facts(file)
    assert not problems, problems
    assert [facts.text(f"points.p{n}.text") for n in range(PLACES)] == values
    return make(Plan(facts, plan.template, None, "x", plan.formats, plan.theme), shelf)


def expected(values: list[str]) -> list[str]:
    """What each place must say, in the order in which it stands."""
    texts = list(values)
    texts[16], texts[17] = values[17], values[16]
    return texts


@settings(
    max_examples=110, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(values=st.lists(VALUE, min_size=PLACES, max_size=PLACES))
def test_a_value_is_never_markup(bench: tuple[Path, Plan, Shelf], values: list[str]) -> None:
    made = made_with(bench, values)
    assert made.files, made.problems
    for found in (word_paragraphs(made.files["docx"]), pdf_paragraphs(made.files["pdf"])):
        rest = iter(found)
        for value in expected(values):
            assert any(value == said or value == said.removeprefix("Name\t") for said in rest), (value, found)


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\ufffe", "\uffff", "\r"]
)
def test_a_control_character_is_refused_with_its_place(tmp_path: Path, character: str) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text(HEAD + f'points: {{p: {{text: "a\\u{ord(character):04x}b", from: s}}}}\n', encoding="utf-8")
    _, problems = load_facts(file)
    assert [(problem.at.line, problem.code[0]) for problem in problems] == [(4, "F")]
    assert f"U+{ord(character):04X}" in problems[0].message


def _words(paragraphs: list[str]) -> list[str]:
    return re.findall(r"\S+", "\n".join(paragraphs).replace("\u00ad", ""))


def _same(made: Made) -> None:
    """The words of both files are the same in the same order; list labels are Word's own numbering, not its text."""
    word = _words(word_paragraphs(made.files["docx"]))
    pdf = [each for each in _words(pdf_paragraphs(made.files["pdf"])) if each not in {"•", "–", "▪"}]
    labels = re.compile(r"\d+\.?$")
    assert [each for each in word if not labels.match(each)] == [each for each in pdf if not labels.match(each)]


@pytest.mark.parametrize("template", ["briefing-note", "one-pager", "agreement-summary"])
@pytest.mark.parametrize("facts", ["article", "budget", "flood", "trade-mission"])
def test_word_and_pdf_say_the_same_in_the_same_order(template: str, facts: str, article_facts: Path) -> None:
    file = article_facts if facts == "article" else article_facts.parent.parent / f"tests/facts/{facts}.yaml"
    found, problems = load_facts(file)
    assert not [problem for problem in problems if problem.severity == "error"]
    shelf = Shelf(article_facts.parent.parent)
    path = shelf.path(template)
    assert path is not None
    read, _ = load_template(path)
    section: Any = found.find(read.for_each) if read.for_each else None
    records = list(section.fields.values()) if section else [None]
    if read.for_each and section is None:
        pytest.skip(f"{facts} has no {read.for_each}")
    for record in records:
        made = make(Plan(found, read, record, "x", ("docx", "pdf"), "plain"), shelf)
        assert made.files, made.problems
        _same(made)
