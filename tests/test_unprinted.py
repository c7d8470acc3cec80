"""What no paper of a build prints is told: by the command in a line, one by one, in JSON; and what limits leave out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from papers import paper, plan_of

from briefs.commands import main
from briefs.project import Ask, Report, build
from briefs.project.pipeline import make

HEAD = """\
title: Facts lost
as_of: 2026-01-15
sources: {s: {title: A statement, published: 2026-01-14}}
from: s
"""
FACTS = (
    HEAD
    + """\
brief: {to: M, contact: "Ann Lee, 0171 555"}
events:
  start: {date: 2026-01-14, what: Planes left, place: Whenuapai, who: Air Force}
  end: {date: 2026-01-14, what: Planes came back}
points:
  plain: {text: A point without a use., priority: 1}
  line: {text: A line., under: line}
figures:
  a: {label: crew in 2025, value: 1, period: 2025}
  b: {label: planes, value: 2, digits: 1, compare: a}
  c: {label: deaths, value: 212}
other: {x: {label: France sent a plane}}
"""
)
NOTE = """\
---
title: Note
---
# {{ title }}

To: {{ brief.to }}

{% for group in events | group("date") %}
{{ group.key | date }}

{% for event in group.items %}
- {{ event.what }}
{% endfor %}
{% endfor %}

{% for point in points | where(under="line") %}
{{ point.text }}

{% endfor %}

{% for figure in figures | sort("value") | first(2) %}
- {{ figure | quantity }} {{ figure | dated }}
{% endfor %}
"""
REST = """\
---
title: Rest
audience: {audience}
pages: {pages}
---
# {{{{ title }}}}

{{% if other.x %}}
{{{{ other.x.label }}}}
{{% endif %}}

::: droppable 1 items
{{% for point in points | unless(under="line") %}}
- {{{{ point.text }}}}
{{% endfor %}}
:::
"""


def built(folder: Path, facts: str = FACTS, jobs: int = 1, **templates: str) -> Report:
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    for name, text in templates.items():
        (folder / "templates" / f"{name}.md").write_text(text, encoding="utf-8")
    path = folder / "lost.yaml"
    path.write_text(facts, encoding="utf-8")
    return build(Ask(folder, (path,), tuple(templates), ("docx",), folder / "out", jobs=jobs))


def reasons(report: Report) -> Mapping[str, str]:
    assert report.ok, report.problems
    return {fact.id: fact.why for fact in report.unprinted}


ALONE = {
    "brief.contact": "not asked for",
    "events.start.place": "not asked for",
    "events.start.who.1": "not asked for",
    "points.plain.text": "not asked for",
    "figures.b.compare": "not asked for",
    "figures.c.label": "left out by a limit",
    "figures.c.value": "left out by a limit",
    "other.x.label": "not asked for",
}


def test_what_a_paper_does_not_print_is_told_with_the_reason(tmp_path: Path) -> None:
    assert reasons(built(tmp_path, note=NOTE)) == ALONE


def test_they_are_told_in_the_order_of_the_file_what_is_reckoned_too(tmp_path: Path) -> None:
    facts = HEAD + "figures: {sum: {label: s, formula: a * 2}, a: {label: a, value: 1}}\nother: {x: y}\n"
    report = built(tmp_path, facts, note="---\ntitle: T\n---\n# {{ title }}\n\nText.\n")
    places = [fact.at for fact in report.unprinted]
    assert "figures.sum.value" in reasons(report)
    assert places == sorted(places)


@pytest.mark.parametrize("jobs", [1, 3])
def test_what_one_of_several_papers_prints_is_printed(tmp_path: Path, jobs: int) -> None:
    papers = {"note": NOTE, "rest": REST.format(audience="internal", pages=1)}
    papers |= {f"again{number}": NOTE for number in range(5)}
    left = {id_: why for id_, why in ALONE.items() if id_ not in {"points.plain.text", "other.x.label"}}
    assert reasons(built(tmp_path, jobs=jobs, **papers)) == left


def test_what_only_papers_for_others_would_print_is_kept_back(tmp_path: Path) -> None:
    facts = FACTS.replace("France sent a plane", "France sent a plane, use: background")
    facts = facts.replace("a use., priority: 1", "a use., priority: 1, use: public")
    found = reasons(built(tmp_path, facts, rest=REST.format(audience="public", pages=1)))
    assert found["other.x.label"] == "kept back"
    assert reasons(built(tmp_path, facts, rest=REST.format(audience="public", pages=1), note=NOTE)) == {
        id_: why for id_, why in ALONE.items() if id_ != "points.plain.text"
    }


def test_what_the_page_budget_drops_is_told_as_dropped(tmp_path: Path) -> None:
    many = "".join(f"  p{n}: {{text: Point {n} of many.}}\n" for n in range(90))
    report = built(tmp_path, HEAD + "points:\n" + many, rest=REST.format(audience="internal", pages=1))
    found = reasons(report)
    assert set(found.values()) == {"dropped"}
    assert len(found) == len(report.made[0].gone)
    assert "points.p89.text" in found


def test_each_record_of_a_paper_for_each_counts(tmp_path: Path) -> None:
    each = "---\ntitle: Each\nfor_each: figures\n---\n# {{ record.label }}\n\n{{ record | quantity }}\n"
    assert not [
        id_
        for id_ in reasons(built(tmp_path, each=each))
        if id_.startswith("figures.") and id_.endswith((".label", ".value"))
    ]


def test_nothing_is_told_of_a_file_of_which_a_paper_cannot_be_made(tmp_path: Path) -> None:
    report = built(tmp_path, note=NOTE, broken="---\ntitle: Broken\n---\n{{ brief.nothing }}\n")
    assert not report.ok
    assert report.unprinted == ()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("[words]({{ other.address }})", {"other.address"}),
        ("{{ other.names | count }} names", set()),
        ("{{ figures.twice }}", {"figures.twice.value"}),
        ("::: chart column {{ series.freight }}\n:::", {"series.freight.label", "series.freight.points.2024"}),
        ("{{ agreements.x.signatories | list }}", {"people.p.name", "agreements.x.signatories.1"}),
    ],
    ids=["address", "count", "formula", "chart", "reference"],
)
def test_printed_is_what_stands_behind_a_text_an_address_or_a_chart(
    tmp_path: Path, text: str, printed: set[str]
) -> None:
    facts = """\
from: s
other: {address: "https://example.org", names: [one, two]}
figures: {a: {label: a, value: 1}, twice: {label: b, formula: a * 2}}
series: {freight: {label: freight, points: {2024: 1, 2025: 2}}}
people: {p: {name: Ida Sand, short: Sand}}
agreements: {x: {title: T, kind: memorandum, signatories: [p]}}
"""
    plan, shelf, _ = plan_of(tmp_path, facts, f"---\ntitle: T\n---\n# {{{{ title }}}}\n\n{text}\n")
    made = make(plan, shelf)
    assert made.files, made.problems
    assert made.shown.printed - {"title", "as_of", "marking", "brief.author"} >= printed
    if not printed:
        assert "other.names.1" not in made.shown.printed
    assert "figures.a.value" not in made.shown.printed


def test_a_reference_number_is_printed_only_where_the_theme_says_it(tmp_path: Path) -> None:
    facts, template = "brief: {reference: R-1}\n", "---\ntitle: T\n---\n# {{ title }}\n\nText.\n"
    plan, shelf, _ = plan_of(tmp_path, facts, template)
    theme, _ = shelf.theme(plan.theme)
    patterns = [text for line in (*theme.header, *theme.footer) for text in (line.left, line.center, line.right)]
    shown = make(plan, shelf).shown.printed
    assert ("brief.reference" in shown) == any("{reference}" in text for text in patterns)


# limits

TEN = "figures:\n" + "".join(f"  f{n}: {{label: l{n}, value: {n}, from: s}}\n" for n in range(10))


@pytest.mark.parametrize(
    ("loop", "says"),
    [
        ("figures | first(4)", "6 of 10 figures"),
        ("figures[:4]", "6 of 10 figures"),
        ("figures[:options.most]", "7 of 10 figures"),
        ("(figures | sort('value'))[:-1]", "1 of 10 figures"),
        ("(figures | first(4))[:2]", "8 of 10 figures"),
        ("figures[7:]", ""),
        ("figures", ""),
        ("[figures | first]", ""),
        ("figures | first(40)", ""),
    ],
)
def test_a_limit_says_what_it_leaves_out(tmp_path: Path, loop: str, says: str) -> None:
    head = "---\ntitle: T\noptions: {most: {type: integer, default: 3, about: how many}}\n---\n# {{ title }}\n\n"
    template = f"{head}{{% for f in {loop} %}}\n- {{{{ f.label }}}}\n{{% endfor %}}\n"
    plan, shelf, _ = plan_of(tmp_path, TEN, template)
    made = make(plan, shelf)
    assert made.files, made.problems
    found = ", ".join(f"{len(each.cut)} of {len(each.entries)} {each.what}" for each in made.shown.limited)
    assert found == says


def test_what_a_limit_leaves_out_and_another_line_prints_is_not_left_out(tmp_path: Path) -> None:
    template = (
        "# {{ title }}\n\n{% for f in figures | first(4) %}\n- {{ f.label }}\n{% endfor %}\n\n"
        "{% for f in figures | rest(5) %}{{ f.value }} {% endfor %}\n"
    )
    plan, shelf, _ = plan_of(tmp_path, TEN, f"---\ntitle: T\n---\n{template}")
    assert [each.cut for each in make(plan, shelf).shown.limited] == [("figures.f4",)]


def test_a_slice_of_what_is_no_list_is_a_problem_in_words(tmp_path: Path) -> None:
    _, problems = paper(tmp_path, TEN, "---\ntitle: T\n---\n{{ as_of[:3] }}\n\n{{ figures[:'a'] | count }}\n")
    assert [(problem.code, problem.at.line) for problem in problems] == [("T008", 4), ("T008", 6)]


# the command


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "note.md").write_text(NOTE, encoding="utf-8")
    (tmp_path / "lost.yaml").write_text(FACTS, encoding="utf-8")
    return tmp_path


def run(*words: str) -> str:
    done = CliRunner().invoke(main, ["build", "lost.yaml", "-t", "note", "-f", "docx", *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


COUNTED = "8 facts: 1 in brief, 2 in events, 1 in points, 3 in figures, 1 in other"


def test_build_tells_in_one_line_a_file_what_no_paper_prints(desk: Path) -> None:
    assert run().splitlines() == [
        "build/lost/note.docx",
        "  left out by the template's limits: 1 of 3 figures",
        f"lost.yaml: no paper here prints {COUNTED} (--unprinted lists them)",
    ]
    assert run("-q") == ""


def test_build_lists_them_one_by_one_where_it_is_asked_to(desk: Path) -> None:
    lines = run("--unprinted").splitlines()[2:]
    assert lines[0] == f"lost.yaml: no paper here prints {COUNTED}"
    assert len(lines) == 9
    assert lines[1] == "  lost.yaml:5:25  brief.contact: no template asks for it"
    assert lines[-2] == "  lost.yaml:15:29  figures.c.value: left out by a template's limit"


def test_build_as_json_says_the_same_and_nothing_else(desk: Path) -> None:
    found = json.loads(run("--output-format", "json"))
    [made] = found["papers"]
    assert (made["name"], made["files"], made["pages"]) == ("lost/note", ["build/lost/note.docx"], 0)
    [limit] = made["left_out"]
    assert (limit["what"], limit["of"], limit["ids"], limit["line"]) == ("figures", 3, ["figures.c"], 21)
    assert {fact["id"]: fact["why"] for fact in found["unprinted"]} == ALONE
    assert found["unprinted"][0] | {"column": 0} == {
        "id": "brief.contact",
        "why": "not asked for",
        "file": "lost.yaml",
        "line": 5,
        "column": 0,
    }
    assert found["problems"] == []


def test_problems_stand_in_the_json_and_the_exit_status_says_that_there_are_some(desk: Path) -> None:
    (desk / "lost.yaml").write_text(FACTS.replace("figures:", "figurs:"), encoding="utf-8")
    done = CliRunner().invoke(main, ["build", "lost.yaml", "--output-format", "json"], catch_exceptions=False)
    assert done.exit_code == 1
    found = json.loads(done.output)
    assert found["papers"] == []
    assert found["problems"][0]["file"] == "lost.yaml"
