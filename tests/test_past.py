"""Builds after the first: what is unchanged is not made again, what a change touches is, and problems stay told."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from papers import HEAD, workspace

from briefs.commands import main
from briefs.project import Ask, Report, build
from briefs.project.past import FILE

HEAD_OF_TEMPLATE = "---\naudience: public\nlimits: {age: 20}\n---\n"
TEMPLATE = HEAD_OF_TEMPLATE + "# {{ title }}\n\n{% for p in points %}\n{{ p.text }}\n\n{% endfor %}\n"
POINTS = "points:\n  a: {text: The quay gives work., use: public, from: us}\n"
NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    workspace(tmp_path, POINTS, TEMPLATE)
    (tmp_path / "other.yaml").write_text((tmp_path / "facts.yaml").read_text("utf-8"), encoding="utf-8")
    return tmp_path


def again(place: Path, now: datetime = NOW, jobs: int = 1, rebuild: bool = False) -> Report:
    files = (place / "facts.yaml", place / "other.yaml")
    ask = Ask(place, files, ("test",), ("docx",), place / "out", now=now, jobs=jobs, rebuild=rebuild, lean=True)
    return build(ask)


def unchanged(report: Report) -> list[bool]:
    return [made.unchanged for made in report.made]


def test_the_second_build_makes_nothing_and_reports_the_same(place: Path) -> None:
    first, second = again(place), again(place)
    assert unchanged(first) == [False, False]
    assert unchanged(second) == [True, True]
    assert (first.files, first.problems, first.unprinted) == (second.files, second.problems, second.unprinted)
    assert [made.pages for made in first.made] == [made.pages for made in second.made]
    assert not any(data for made in first.made for data in made.files.values()), "a lean report holds no bytes"


def test_a_change_makes_again_what_it_touches(place: Path) -> None:
    again(place)
    other = place / "other.yaml"
    other.write_text(other.read_text("utf-8").replace("gives work", "gives much work"), encoding="utf-8")
    assert unchanged(again(place)) == [True, False]
    assert unchanged(again(place)) == [True, True]
    template = place / "templates" / "test.md"
    template.write_text(TEMPLATE.replace("# {{ title }}", "# On {{ title }}"), encoding="utf-8")
    assert unchanged(again(place)) == [False, False]
    (place / "templates" / "vocabulary.yaml").write_text("sections: {}\n", encoding="utf-8")
    assert unchanged(again(place)) != [True, True]


def test_a_paper_that_is_gone_or_was_edited_is_no_unchanged_one(place: Path) -> None:
    first = again(place)
    first.files[0].unlink()
    assert unchanged(again(place)) == [False, True]
    assert first.files[0].is_file()
    first.files[1].write_bytes(b"edited by hand")
    edited = again(place)
    assert unchanged(edited) == [True, False]
    assert [problem.code for problem in edited.problems if problem.severity == "error"] == ["W020"]
    assert first.files[1].read_bytes() == b"edited by hand"


def test_problems_of_unchanged_papers_are_told_as_of_today(place: Path) -> None:
    as_of = datetime(2026, 2, 1, 12, tzinfo=UTC)
    assert "D112" not in {problem.code for problem in again(place, as_of).problems}
    assert unchanged(again(place, as_of)) == [True, True]
    late = again(place, datetime(2026, 12, 1, tzinfo=UTC))
    assert unchanged(late) == [False, False], "on that day the facts are too old"
    assert {problem.code for problem in late.problems} >= {"D112"}
    later = again(place, datetime(2026, 12, 2, tzinfo=UTC))
    assert _too_old(later) != _too_old(late), "they are a day older"


def _too_old(report: Report) -> list[str]:
    return [problem.message for problem in report.problems if problem.code == "D112"]


def test_rebuild_makes_everything_and_a_damaged_record_is_none(place: Path) -> None:
    again(place)
    assert unchanged(again(place, rebuild=True)) == [False, False]
    for text in ("", "[{}]", "[" * 100_000, '{"a": 1}'):
        (place / FILE).write_text(text, encoding="utf-8")
        assert unchanged(again(place)) == [False, False]
    assert unchanged(again(place)) == [True, True]


def test_what_a_fact_file_lacked_and_now_has_is_a_change(place: Path) -> None:
    text = HEAD.replace("A source}", "A source, held: book.txt}") + POINTS
    (place / "facts.yaml").write_text(text, encoding="utf-8")
    again(place)
    assert unchanged(again(place)) == [True, True]
    (place / "book.txt").write_text("The book\n\nThe quay gives work.\n", encoding="utf-8")
    assert unchanged(again(place)) == [False, True]


def test_processes_side_by_side_know_the_same(place: Path) -> None:
    again(place, jobs=2)
    assert unchanged(again(place)) == [True, True]
    other = place / "other.yaml"
    other.write_text(other.read_text("utf-8") + "\n", encoding="utf-8")
    assert unchanged(again(place, jobs=2)) == [True, False]


def test_the_command_says_so(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    command = ["build", "facts.yaml", "-t", "test", "-f", "docx"]
    assert "unchanged" not in CliRunner().invoke(main, command).output
    assert "test.docx, unchanged" in CliRunner().invoke(main, command).output
    assert "unchanged" not in CliRunner().invoke(main, [*command, "--rebuild"]).output
    said = CliRunner().invoke(main, [*command, "--output-format", "json"]).stdout
    assert json.loads(said)["papers"][0]["unchanged"] is True


def test_one_paper_that_fails_stops_no_other(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefs.project import parallel

    whole = vars(parallel)["make"]

    def failing(plan, shelf, seal=None):  # type: ignore[no-untyped-def]
        if plan.facts.file.endswith("facts.yaml"):
            raise KeyError("a fault of ours")
        return whole(plan, shelf, seal)

    monkeypatch.setattr(parallel, "make", failing)
    report = again(place)
    assert [bool(made.files) for made in report.made] == [False, True]
    assert "W099" in {problem.code for problem in report.problems}
