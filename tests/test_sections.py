"""Sections of a paper: limits, the order in which they give way, quiet sources; the brief in two pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import lines_of, paper
from scale import scaled

from briefs.document.sections import subject
from briefs.factfiles import load_facts
from briefs.model.problems import Problem
from briefs.model.tree import Document, List, Table, blocks_below, spans_of
from briefs.project import Ask, build
from briefs.project.pipeline import document_of
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf

HEAD = "title: A test\nas_of: 2026-01-15\nsources: {s: {title: A source, counted: paragraphs}}\nfrom: s\n"
ARTICLE = Path(__file__).parent.parent / "facts" / "mongolia-kazakhstan-2024.yaml"
TWELVE = (
    HEAD
    + "points:\n"
    + "".join(f"  p{n}: {{text: Point {n} is made., priority: {'must' if n == 12 else n}}}\n" for n in range(1, 13))
)
LISTED = "## Points\n\n{% for point in points | sort('priority') %}\n- {{ point.text }}\n{% endfor %}\n"


def made(folder: Path, facts: str, template: str) -> tuple[list[str], list[Problem]]:
    document, problems = paper(folder, facts, template)
    assert document is not None, problems
    return lines_of(document), problems


def test_a_section_keeps_what_comes_first_and_what_must_stay_and_says_how_many(tmp_path: Path) -> None:
    template = f"# {{{{ title }}}}\n::: section limit=3 {{shown}} of {{all}} points.\n{LISTED}:::\n"
    lines, problems = made(tmp_path, TWELVE, template)
    assert [line for line in lines if line.startswith("Point ")] == [f"Point {n} is made." for n in (12, 1, 2)]
    assert "3 of 12 points." in lines
    assert not problems


def test_a_section_without_an_entry_goes_with_its_heading_before_a_box_too(tmp_path: Path) -> None:
    figures = "\n::: figures\n- **41** ships\n:::\n"
    template = f"# {{{{ title }}}}\n::: section limit=3\n{LISTED}:::\n{figures}"
    lines, _ = made(tmp_path, HEAD, template)
    assert "Points" not in lines


def test_sections_give_way_in_their_turn_by_priority(tmp_path: Path) -> None:
    long = TWELVE.replace("is made.", "is made. " + "It is said at length. " * 20)
    template = f"---\npages: 1\n---\n# {{{{ title }}}}\n::: section gives-way=1:4,2\n{LISTED}:::\n"
    lines, problems = made(tmp_path, long, template)
    left = [line.split(" ")[1] for line in lines if line.startswith("Point ")]
    assert left[0] == "12"
    assert left[1:] == [str(n) for n in range(1, len(left))]
    assert len(left) < 12
    assert not problems


def test_what_must_stay_and_does_not_fit_is_an_error_that_names_it(tmp_path: Path) -> None:
    long = TWELVE.replace("is made.", "is made. " + "It is said at length. " * 300)
    template = f"---\npages: 1\n---\n# {{{{ title }}}}\n::: section gives-way=1\n{LISTED}:::\n"
    _, problems = paper(tmp_path, long, template)
    assert [each.code for each in problems] == ["W010"]
    assert "`points.p12`" in problems[0].hint


def test_one_entry_runs_in(tmp_path: Path) -> None:
    lines, _ = made(tmp_path, HEAD + "points: {a: {text: One.}}\n", f"# {{{{ title }}}}\n::: section\n{LISTED}:::\n")
    assert "Points\u2002One." in lines


@pytest.mark.parametrize("setting", ["limit=0", "limit=x", "gives-way=first", "lmit=3"])
def test_a_setting_that_is_none_is_told(tmp_path: Path, setting: str) -> None:
    _, problems = paper(tmp_path, TWELVE, f"# {{{{ title }}}}\n::: section {setting}\n{LISTED}:::\n")
    assert [each.code for each in problems] == ["T004"]


def test_a_paper_with_one_source_has_one_line_and_no_numbers(tmp_path: Path) -> None:
    facts = (
        HEAD
        + "points:\n"
        + "".join(f"  p{n}: {{text: Point {n}., from: {{source: s, at: {n}}}}}\n" for n in (1, 3, 5, 6, 7, 8))
    )
    template = f"---\nnotes: sources\n---\n# {{{{ title }}}}\n{LISTED}\n::: sources\n:::\n"
    document, _ = paper(tmp_path, facts, template)
    assert document is not None
    assert lines_of(document)[-1] == "Source: A source, paragraphs 1, 3, 5–8."
    assert not [span for b in blocks_below(document.blocks) for span in spans_of(b) if "note" in span.marks]


def test_with_several_a_source_has_one_number_never_twice_in_a_row(tmp_path: Path) -> None:
    facts = HEAD.replace("A source, counted: paragraphs}", "A source, counted: paragraphs}, t: {title: Another}")
    places = ("s, at: 1", "s, at: 2", "t", "s, at: 9")
    facts += "points:\n" + "".join(
        f"  p{n}: {{text: Point {n}., from: {{source: {at}}}}}\n" for n, at in enumerate(places)
    )
    template = f"---\nnotes: sources\n---\n# {{{{ title }}}}\n{LISTED}\n::: sources\n:::\n"
    document, _ = paper(tmp_path, facts, template)
    assert document is not None
    spans = [span for b in blocks_below(document.blocks) for span in spans_of(b)]
    assert [s.text for s in spans if "note" in s.marks and s.link] == ["1", "2", "1"]
    assert "A source, paragraphs 1, 2, 9." in lines_of(document)[-2]


def brief_of(path: Path) -> Document:
    facts, _ = load_facts(path)
    shelf = Shelf(path.parent)
    template = shelf.template("briefing-note")
    assert template is not None
    return document_of(Plan(facts, template, None, "x", (), "dense"), shelf)[0]


def test_no_record_is_the_subject_of_two_entries_of_the_brief() -> None:
    facts, _ = load_facts(ARTICLE)
    subjects = []
    for block in blocks_below(brief_of(ARTICLE).blocks):
        if isinstance(block, List):
            texts = [[s for b in blocks_below(item.blocks) for s in spans_of(b)] for item in block.items]
        elif isinstance(block, Table) and block.head:
            texts = [[s for cell in row.cells for s in cell.spans] for row in block.rows]
        else:
            continue
        subjects += [found for each in texts if (found := subject(each, facts))]
    assert len([each for each in subjects if each.startswith("agreements.")]) == 11
    assert len(subjects) == len(set(subjects))


@pytest.mark.parametrize("factor", [0.5, 1, 2, 3])
def test_the_brief_has_two_pages_whatever_the_facts(tmp_path: Path, factor: float) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(scaled(ARTICLE.read_text(encoding="utf-8"), factor), encoding="utf-8")
    report = build(Ask(tmp_path, (path,), ("briefing-note",), ("pdf",), tmp_path / "out"))
    assert [one.pages for one in report.made] == [2], report.problems
    assert report.made[0].gone


def test_an_empty_file_with_a_title_has_a_brief(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("title: A ruling\nas_of: 2026-01-01\n", encoding="utf-8")
    report = build(Ask(tmp_path, (path,), ("briefing-note",), ("docx", "pdf"), tmp_path / "out"))
    assert report.ok, report.problems


def test_the_head_of_the_facts_says_which_papers_are_made(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text("title: A ruling\nas_of: 2026-01-01\npapers: [dossier]\n", encoding="utf-8")
    report = build(Ask(tmp_path, (path,), (), ("pdf",), tmp_path / "out"))
    assert [one.name for one in report.made] == ["facts/dossier"] or report.problems
    path.write_text("title: A ruling\nas_of: 2026-01-01\npapers: [dosier]\n", encoding="utf-8")
    report = build(Ask(tmp_path, (path,), (), ("pdf",), tmp_path / "out"))
    assert [(each.code, each.hint) for each in report.problems] == [("T011", "did you mean `dossier`?")]


def test_where_a_large_part_goes_what_went_before_it_has_its_place_again(tmp_path: Path) -> None:
    """The long part goes last and frees most of the page: the short ones, which went first, come back."""
    facts = "points:\n  from: s\n" + "".join(f"  p{n}: {{text: Short {n}}}\n" for n in range(3))
    facts += "  long: {text: Long}\n"
    line = "{{ points.long.text }}\n\n"
    template = "---\ntitle: T\npages: 1\n---\n# T\n\n::: section gives-way=1\n## Short\n\n"
    template += "{% for point in points | unless(text='Long') %}\n- {{ point.text }}\n{% endfor %}\n:::\n\n"
    template += f"::: section gives-way=2\n{line * 45}:::\n\n{'Words.' + chr(10) + chr(10)}"
    document, problems = paper(tmp_path, facts, template)
    assert document is not None and not problems
    assert [each for each in lines_of(document) if each.startswith("Short ")] == ["Short 0", "Short 1", "Short 2"]
    assert "Long" not in lines_of(document)
