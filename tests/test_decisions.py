"""What is ticked and filled in: controls in Word, tagged fields in PDF; and what a paper must not go without."""

from __future__ import annotations

from pathlib import Path

import page
import pytest
from docx_rules import W, Word, faults
from msgspec.structs import replace
from papers import HEAD, lines_of, paper, plan_of, text_of
from pdfcheck import paper as pdf_paper

from briefs.factfiles import load_facts
from briefs.project import Ask, build
from briefs.project.pipeline import make
from briefs.project.request import Made

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DECISION = """\
# {{ title }}

## Decision

::: decision
- [ ] Agree
- [x] Discuss
- Name:
- Date:
:::

- [ ] One thing in a list
"""
REQUIRED = "# {{ title }}\n\nAim: {{ brief.purpose | required }}\n\n- {{ objectives | required }}\n"


def files(folder: Path) -> dict[str, bytes]:
    plan, shelf, _ = plan_of(folder, "", DECISION)
    made = make(plan, shelf)
    assert not made.problems, made.problems
    return dict(made.files)


def test_choices_are_check_boxes_in_word_with_their_names(tmp_path: Path) -> None:
    data = files(tmp_path)["docx"]
    word = Word(data)
    controls = list(word.document.iter(f"{W}sdt"))
    assert word.values("alias") == ["Agree", "Discuss", "Name", "Date", "One thing in a list"]
    ticks = [each.get(f"{W14}val") for each in word.document.iter(f"{W14}checked")]
    assert ticks == ["0", "1", "0"]
    assert len({each.get(f"{W}val") for each in word.document.iter(f"{W}id") if each is not None}) == len(controls)
    assert not faults(data)


def test_choices_and_lines_are_fields_of_a_form_on_paper_in_pdf(tmp_path: Path) -> None:
    data = files(tmp_path)["pdf"]
    found = pdf_paper(data)
    assert not found.faults
    fields = found.tree.all("Form")
    assert [(str(f.attribute("/Role")), str(f.attribute("/Desc"))) for f in fields] == [
        ("/cb", "Agree"),
        ("/cb", "Discuss"),
        ("/tv", "Name"),
        ("/tv", "Date"),
        ("/cb", "One thing in a list"),
    ]
    assert [str(f.attribute("/checked")) for f in fields if str(f.attribute("/Role")) == "/cb"] == [
        "/off",
        "/on",
        "/off",
    ]
    assert all(page.validate_pdf_bytes(data, profile=profile).is_compliant for profile in ("ua1", "2a"))


def test_what_is_required_is_a_placeholder_in_a_draft(tmp_path: Path) -> None:
    document, problems = paper(tmp_path, HEAD, REQUIRED)
    assert document is not None and not problems
    assert document.status == "draft"
    assert lines_of(document)[1:] == [
        "Aim: to be supplied",
        "to be supplied",
        "Still open",
        "brief.purpose: to be supplied",
        "objectives: to be supplied",
    ]


def test_what_is_required_is_printed_where_it_is_there(tmp_path: Path) -> None:
    document, _ = paper(tmp_path, HEAD + "brief: {purpose: To tell you.}\n", REQUIRED.partition("\n\n-")[0])
    assert document is not None and document.status == ""
    assert lines_of(document)[1:] == ["Aim: To tell you."]


def test_a_final_paper_without_it_is_refused_with_its_place_in_the_template(tmp_path: Path) -> None:
    plan, shelf, _ = plan_of(tmp_path, HEAD, REQUIRED)
    made = make(replace(plan, final=True), shelf)
    assert not made.files
    assert [(each.code, each.at.line) for each in made.problems] == [("D113", 3), ("D113", 5)]


def test_a_paper_with_a_limit_of_pages_tells_what_is_open_and_prints_no_list(tmp_path: Path) -> None:
    plan, shelf, _ = plan_of(
        tmp_path, HEAD + "brief: {to: TBC}\n", f"---\npages: 1\n---\n{REQUIRED}\n{{{{ brief.to }}}}\n"
    )
    made = make(plan, shelf)
    assert made.pages == 1
    assert made.remarks == ("a draft; still open: `brief.to`, `brief.purpose`, `objectives`",)


@pytest.mark.parametrize("filled", ["points | where('under')", "points"])
def test_what_is_required_of_a_list_that_is_empty_is_named_by_the_template(tmp_path: Path, filled: str) -> None:
    document, problems = paper(tmp_path, HEAD, f"# {{{{ title }}}}\n\n{{{{ {filled} | required('points') }}}}\n")
    assert document is not None and not problems
    assert "points: to be supplied" in lines_of(document)


RULING = """\
title: A ruling
as_of: 2026-11-20
brief: {to: The Minister, author: Legal Service, reference: LS/9, action: decision, deadline: 2026-12-01}
options:
  law: {text: Bring a new law., for: [It limits the refunds.]%s}
  pay: {text: Pay., cost: EUR 41 million}
"""


def brief_of(folder: Path, recommended: str) -> tuple[str, Made]:
    path = folder / "facts.yaml"
    path.write_text(RULING % recommended, encoding="utf-8")
    text = text_of(load_facts(path)[0], "briefing-note")
    (made,) = build(Ask(folder, (path,), ("briefing-note",), ("pdf",), folder / "out", final=True)).made
    return text, made


def test_a_decision_stands_first_with_what_is_recommended_and_where_it_is_ticked(tmp_path: Path) -> None:
    text, made = brief_of(tmp_path, ", recommended: true")
    _, _, decision = text.partition("\nDecision by 1 December 2026\n")
    assert decision.startswith(
        "Recommendation: Bring a new law.\nOption | For | Against | Cost\nAs recommended | It limits"
    )
    assert "\u2610 Agree\u2003 \u2610 Not agree\u2003 \u2610 Discuss\nName: " in decision
    assert made.files


def test_what_nobody_recommends_is_a_placeholder_and_no_final_paper(tmp_path: Path) -> None:
    text, made = brief_of(tmp_path, "")
    assert "Recommendation: to be supplied\n" in text
    assert not made.files and [each.code for each in made.problems] == ["D113"]
