"""The invented trade mission that ships with the house: it is sound, and its papers say what is expected."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pypdfium2.raw
import pytest
from msgspec.structs import replace
from PIL import Image

from briefs.commands.preview import contact_sheet
from briefs.model.problems import Problem
from briefs.model.tree import Table, blocks_below, plain
from briefs.project import Ask, build, check
from briefs.project.as_text import lines
from briefs.project.pipeline import document_of
from briefs.project.plan import chosen, plans
from briefs.project.template_folders import Shelf

ROOT = Path(__file__).parent.parent
MISSION = ROOT / "facts" / "invented-trade-mission.yaml"
ARTICLE = ROOT / "facts" / "mongolia-kazakhstan-2024.yaml"
OLDER = """\
title: A visit
as_of: 2026-05-04
brief: {reference: X/1, version: 1}
meetings:
  talks: {what: Talks, date: 2026-05-06, time: "9:00", priority: 1}
"""
NEWER = (
    OLDER.replace("version: 1", "version: 2").replace('"9:00", priority: 1', '"10:00", priority: 2')
    + """\
  tour: {what: Tour of the quay, date: 2026-05-07}
"""
)
LIMITS = {"press-lines": 2, "read-out": 1, "visit-report": 3, "country-sheet": 1, "outcomes": 1}


PDFIUM: Any = pypdfium2


def papers(name: str, path: Path = MISSION) -> list[str]:
    """The text of each paper of one template, a line for each block."""
    shelf = Shelf(ROOT)
    facts, problems = shelf.facts(path)
    assert not problems
    made = [document_of(plan, shelf) for plan in plans(facts, chosen(shelf, [name])[0], ("pdf",), "", {}, False, shelf)]
    assert not [each for _, _, faults in made for each in faults]
    return ["\n".join(lines(document.blocks)) for document, _, _ in made]


def test_its_sources_say_all_that_it_says_of_them() -> None:
    assert not check(Ask(ROOT, (MISSION,)))


def test_the_file_and_each_of_its_sources_say_that_it_is_invented() -> None:
    copies = sorted((MISSION.parent / MISSION.stem).glob("*.md"))
    assert len(copies) == 3
    assert all("invented" in path.read_text(encoding="utf-8").splitlines()[0] for path in (MISSION, *copies))


@pytest.mark.parametrize("facts", [MISSION, ARTICLE], ids=lambda path: path.stem)
def test_each_paper_keeps_its_limit_of_pages(facts: Path, tmp_path: Path) -> None:
    named = tuple(name for name in LIMITS if facts == MISSION or name != "read-out")
    report = build(Ask(ROOT, (facts,), named, ("pdf",), out=tmp_path))
    assert report.ok, report.problems
    assert {made.name.split("/")[1] for made in report.made} == set(named)
    assert all(made.pages <= LIMITS[made.name.split("/")[1]] for made in report.made)


def test_the_programme_is_in_order_by_day_and_says_the_zone_where_two_meet() -> None:
    (text,) = papers("programme")
    days = [text.index(f"h1: [{day} November 2026") for day in ("Tuesday, 10", "Wednesday, 11", "Thursday, 12")]
    assert days == sorted(days)
    first, second, third = (text[start:end] for start, end in zip(days, [*days[1:], None], strict=True))
    assert "08:15" in first and first.index("08:15") < first.index("17:40")
    assert "Orsund (UTC+1)" in first and "All times" not in first
    assert "All times: [Port Sabel (UTC+4)]" in second
    assert second.count("Port Sabel (UTC+4)") == 1
    assert third.index("14:05") < third.index("17:50")
    assert text.count("+999 40 555 022") == 1


def test_a_read_out_is_made_of_those_meetings_of_which_something_is_recorded() -> None:
    first, second = papers("read-out")
    assert "Opening talks with the Minister of Economy" in first
    assert "She would look at a clause on review" in first and "berths" not in first
    assert "Call on the Port Authority" in second and "The simulator will be ready" in second


def test_press_lines_print_only_what_is_addressed_to_nobody() -> None:
    (text,) = papers("press-lines")
    assert "We sign nothing about harbour fees" in text
    assert "Thank you for taking" not in text
    assert "valid until" in text and "If pressed:" in text


def test_outcomes_hold_nothing_of_our_own() -> None:
    (text,) = papers("outcomes")
    assert text.count("Signed on") == 3
    for word in ("Trade Policy Directorate", "Legal Adviser", "we recommend", "fees", "bank inquiry", "TPD/2026"):
        assert word not in text


def test_biographies_stand_in_the_order_of_rank_with_their_pictures() -> None:
    (text,) = papers("biographies")
    names = [text.index(f"h1: [{name}]") for name in ("Renata Okavi", "Teodor Macal", "Isaura Temba")]
    assert names == sorted(names)
    assert text.count("picture invented-trade-mission/") == 3
    assert "Astrid Hallvik" not in text


def test_a_picture_stands_beside_its_text_in_both_formats(tmp_path: Path) -> None:
    report = build(Ask(ROOT, (MISSION,), ("biographies",), out=tmp_path))
    assert report.ok, report.problems
    word = next(path for path in report.files if path.suffix == ".docx")
    body = zipfile.ZipFile(word).read("word/document.xml").decode()
    assert body.count("<w:framePr ") == body.count("<pic:pic ") == 3
    data = next(path for path in report.files if path.suffix == ".pdf").read_bytes()
    page = PDFIUM.PdfDocument(data)[0]
    pictures = [each.get_bounds() for each in page.get_objects() if each.type == PDFIUM.raw.FPDF_PAGEOBJ_IMAGE]
    words = page.get_textpage()
    for left, bottom, right, top in pictures:
        assert words.get_text_bounded(left, bottom, right, top).strip() == ""
        assert words.get_text_bounded(right, bottom, page.get_width(), top).strip() != ""


def test_a_contact_sheet_is_one_picture_with_the_first_page_of_each_paper(tmp_path: Path) -> None:
    names = ("outcomes", "programme", "biographies")
    problems: list[Problem] = []
    files = [*contact_sheet(Ask(ROOT, (MISSION,), names, out=tmp_path), 200, problems)]
    assert [path.name for path in files] == ["invented-trade-mission.png"]
    assert not [each for each in problems if each.severity == "error"]
    with Image.open(files[0]) as sheet:
        assert 3 * 200 < sheet.width < 4 * 200
        assert 200 * 1.4 < sheet.height < 200 * 2


def test_an_addendum_tells_all_that_has_changed_and_is_not_made_without_an_earlier_version(tmp_path: Path) -> None:
    (tmp_path / "older.yaml").write_text(OLDER, encoding="utf-8")
    (tmp_path / "newer.yaml").write_text(NEWER, encoding="utf-8")
    ask = Ask(tmp_path, (tmp_path / "newer.yaml",), ("addendum",), ("pdf",), out=tmp_path / "out")
    assert [problem.code for problem in build(ask).problems] == ["T007"]
    report = build(replace(ask, since=str(tmp_path / "older.yaml")))
    assert report.ok, report.problems
    text = " ".join(PDFIUM.PdfDocument(report.files[0])[0].get_textpage().get_text_range().split())
    assert "Talks: time 10:00 (earlier: 9:00)" in text
    assert "Version 2 (earlier: 1)" in text
    assert "Tour of the quay (new)" in text
    assert "priority" not in text


@pytest.mark.parametrize(
    ("name", "needed"),
    [("programme", "`programme`"), ("read-out", "`statements.meeting` or `commitments.meeting`")],
)
def test_a_paper_without_its_facts_is_told_of_and_not_made(name: str, needed: str, tmp_path: Path) -> None:
    report = build(Ask(ROOT, (ARTICLE,), (name,), ("pdf",), out=tmp_path))
    assert [problem.code for problem in report.problems] == ["T007"]
    assert needed in report.problems[0].message
    assert not report.files


def test_no_row_of_a_table_holds_one_cell_alone() -> None:
    shelf = Shelf(ROOT)
    facts, _ = shelf.facts(MISSION)
    for plan in plans(facts, chosen(shelf, [*LIMITS, "programme"])[0], ("pdf",), "", {}, False, shelf):
        document, _, _ = document_of(plan, shelf)
        for block in blocks_below(document.blocks):
            if isinstance(block, Table):
                assert all(sum(bool(plain(cell.spans).strip()) for cell in row.cells) > 1 for row in block.rows), (
                    plan.name
                )
