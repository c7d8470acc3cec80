"""`briefs lint`: mistakes of template owners, each told with its code, place and hint; sound templates pass."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from casebook import Case, accept, cases
from click.testing import CliRunner

from briefs.commands import main
from briefs.model.problems import Stop
from briefs.project.linting import lint
from briefs.project.template_folders import Shelf
from briefs.project.theme_folders import built_in

FILES = {
    "template": "templates/test.md",
    "part": "templates/parts/part.md",
    "theme": "templates/themes/look.yaml",
    "vocabulary": "templates/vocabulary.yaml",
    "facts": "facts/facts.yaml",
}
PYTHON = ("Cited", "NoneType", "object is not", "argument of type", "InvalidOperation", "Decimal(", "<class", "'str'")


def told(case: Case, folder: Path) -> str:
    """The problems of a workspace that holds what the case says."""
    for name, file in FILES.items():
        if name in case.blocks:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(case.blocks[name], encoding="utf-8")
    facts = [folder / FILES["facts"]] if "facts" in case.blocks else []
    try:
        problems = lint(Shelf(folder), facts=facts)
    except Stop as stop:
        problems = list(stop.problems)
    rows = [f"{Path(p.at.file).name}:{p.at.line} {p.code} {p.message}\n  {p.hint}".rstrip() for p in problems]
    return "\n".join(rows).replace(f"{folder}/", "").replace(str(folder), "") + "\n"


@pytest.mark.parametrize("case", cases("lint"), ids=lambda case: case.id)
def test_a_mistake_is_told(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = told(case, tmp_path)
    if request.config.getoption("--accept"):
        accept(case, "told", found)
        return
    assert found == case.blocks["told"]
    assert found.strip(), "nothing was told"
    assert not any(word in found for word in PYTHON)


def test_a_copy_of_every_built_in_template_and_theme_passes(tmp_path: Path) -> None:
    shutil.copytree(built_in(), tmp_path / "templates")
    assert lint(Shelf(tmp_path)) == []


def test_a_picture_that_is_there_and_cannot_be_shown_is_not_told_as_missing(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/map.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "templates/note.md").write_text("# {{ title }}\n\n![A map](map.pdf)\n", encoding="utf-8")
    told = [(each.code, each.message) for each in lint(Shelf(tmp_path))]
    assert told == [("W003", "`map.pdf` is of a kind that papers cannot show")]


def test_with_facts_it_tells_what_these_do_not_give(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/note.md").write_text("# {{ title }}\n\n{{ visit.place }}\n", encoding="utf-8")
    (tmp_path / "few.yaml").write_text("title: T\nas_of: 2026-01-15\n", encoding="utf-8")
    assert lint(Shelf(tmp_path)) == []
    assert [each.code for each in lint(Shelf(tmp_path), facts=[tmp_path / "few.yaml"])] == ["T006"]


def test_the_command_prints_problems_and_ends_with_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates").mkdir()
    assert CliRunner().invoke(main, ["lint"]).output == "no problems\n"
    (tmp_path / "templates/note.md").write_text("# {{ titel }}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["lint", "--output-format", "json"])
    assert done.exit_code == 1
    assert [(each["code"], each["line"]) for each in json.loads(done.stdout)] == [("T002", 1)]
    assert CliRunner().invoke(main, ["lint", "nots"]).exit_code == 1


def test_a_customised_part_stands_in_for_the_built_in_one_and_blocks_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    part = CliRunner().invoke(main, ["customise", "parts/figures.md"])
    assert part.output == "templates/parts/figures.md: yours to change\n"
    for block in ("lead", "signed"):
        assert CliRunner().invoke(main, ["customise", "one-pager", "--block", block]).exit_code == 0
    own = (tmp_path / "templates/one-pager.md").read_text(encoding="utf-8")
    assert "{% block lead %}" in own and "{% block signed %}" in own
    assert "is yours already" in CliRunner().invoke(main, ["customise", "one-pager", "--block", "lead"]).output
    assert lint(Shelf(Path())) == []
