"""The page budget: kept by dropping what may go, in its order, and by nothing else; in PDF and in Word alike."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from office import pages_in_office
from papers import plan_of
from scale import scaled

from briefs.factfiles import load_facts
from briefs.project import Ask, Made, build
from briefs.project.pipeline import document_of, make
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf

TEMPLATE = """\
---
title: Budget
pages: {pages}
---
# {{{{ title }}}}

Stays.

::: droppable 2
Goes second.
:::

::: droppable 1 items More is elsewhere.
{{% for point in points %}}
- {{{{ point.text }}}}
{{% endfor %}}
:::

::: droppable 3
Goes third.
:::
"""


def points(count: int) -> str:
    return "points:\n" + "".join(f"  p{n}: {{text: Point {n} says something, from: s}}\n" for n in range(count))


def made(folder: Path, count: int, pages: int = 1) -> tuple[Made, Plan, Shelf]:
    plan, shelf, problems = plan_of(folder, points(count), TEMPLATE.format(pages=pages))
    assert not problems
    return make(plan, shelf), plan, shelf


def test_what_fits_is_left_whole(tmp_path: Path) -> None:
    whole, _, _ = made(tmp_path, 10)
    assert whole.pages == 1
    assert whole.gone == ()


def test_entries_go_from_the_end_and_no_more_than_must(tmp_path: Path) -> None:
    short, plan, shelf = made(tmp_path, 60)
    assert short.pages == 1
    assert 0 < len(short.gone) < 60
    assert all(what.startswith("one entry of") for what in short.gone)
    document, gone, _ = document_of(plan, shelf)
    assert "More is elsewhere." in repr(document)
    assert "Point 0 says" in repr(document)
    assert "Point 59 says" not in repr(document)
    assert "Goes second." in repr(document)
    assert len(gone) == len(short.gone)


def test_a_larger_budget_drops_less(tmp_path: Path) -> None:
    one, _, _ = made(tmp_path / "one", 120)
    two, _, _ = made(tmp_path / "two", 120, pages=2)
    assert (one.pages, two.pages) == (1, 2)
    assert len(two.gone) < len(one.gone)


def test_the_order_is_the_templates_own(tmp_path: Path) -> None:
    body = TEMPLATE.replace("Stays.", "\n\n".join(["Stays."] * 28))
    plan, shelf, _ = plan_of(tmp_path, points(3), body.format(pages=1))
    short = make(plan, shelf)
    assert short.pages == 1
    first = [what for what in short.gone if "entry" in what]
    assert short.gone[: len(first)] == tuple(first)
    if len(short.gone) > 3:
        assert "Goes second" in short.gone[3]


def test_what_cannot_fit_is_a_problem_that_says_by_how_much(tmp_path: Path) -> None:
    body = TEMPLATE.replace("Stays.", "\n\n".join(["Stays."] * 60))
    plan, shelf, _ = plan_of(tmp_path, points(3), body.format(pages=1))
    long = make(plan, shelf)
    assert [problem.code for problem in long.problems] == ["W010"]
    assert "lines longer than one page, with all dropped that may go" in long.problems[0].message
    assert not long.files


def test_type_and_margins_stay_the_themes(tmp_path: Path) -> None:
    short, plan, shelf = made(tmp_path, 60)
    loose = make(replace(plan, template=replace(plan.template, pages=0)), shelf)
    assert loose.pages > 1
    assert short.gone
    assert not loose.gone
    assert sizes_in(short.files["pdf"]) == sizes_in(loose.files["pdf"])


def sizes_in(data: bytes) -> tuple[set[float], set[tuple[float, ...]]]:
    """The sizes of type on a file's pages, and the pages' own."""
    sizes: set[float] = set()
    sheets: set[tuple[float, ...]] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            sheets.add(tuple(float(side) for side in page.mediabox))
            sizes |= {float(i.operands[1]) for i in pikepdf.parse_content_stream(page) if str(i.operator) == "Tf"}
    return sizes, sheets


@pytest.mark.parametrize("factor", [0.5, 1, 2])
@pytest.mark.parametrize("name", ["article", "budget"])
def test_the_one_pager_is_one_page_in_pdf_and_in_word(
    name: str, factor: float, article_facts: Path, budget_facts: Path, tmp_path: Path
) -> None:
    source = article_facts if name == "article" else budget_facts
    facts = tmp_path / "facts.yaml"
    facts.write_text(scaled(source.read_text(encoding="utf-8"), factor), encoding="utf-8")
    assert not [problem for problem in load_facts(facts)[1] if problem.severity == "error"]
    report = build(Ask(facts=(facts,), templates=("one-pager",), out=tmp_path / "out"))
    assert report.ok, report.problems
    assert [made.pages for made in report.made] == [1]
    word = next(path for path in report.files if path.suffix == ".docx")
    assert pages_in_office(word) == 1
