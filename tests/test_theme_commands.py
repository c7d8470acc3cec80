"""Themes are listed, told value by value with their places, and begun from a ministry's Word file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from houses import STYLES, house, para

from briefs.commands import main
from briefs.project import Ask, build

FACTS = "title: A visit\nas_of: 2026-01-15\nsources: {s: {title: A release}}\n"
TEMPLATE = "---\ntitle: Paper\n---\n# {{ title }}\n\n## Of it\n\nWords.\n\n- One\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "templates" / "themes").mkdir(parents=True)
    (tmp_path / "facts.yaml").write_text(FACTS)
    (tmp_path / "templates" / "ours.md").write_text(TEMPLATE)
    return tmp_path


def ran(*words: str) -> Result:
    return CliRunner().invoke(main, words, catch_exceptions=False)


def test_themes_are_listed_with_what_they_can_say(folder: Path) -> None:
    (folder / "templates" / "themes" / "ours.yaml").write_text("extends: large\nabout: Our own.\n")
    (folder / "templates" / "themes" / "broken.yaml").write_text("extends: nothing\n")
    result = ran("themes")
    assert result.exit_code == 1 and "T040" in result.output
    rows = dict(line.split("  ", 1) for line in result.output.splitlines() if "  " in line)
    assert rows[next(name for name in rows if name.strip() == "ours")].strip() == "Our own."
    assert {"plain", "dense", "large", "handout", "card"} <= {name.strip() for name in rows}
    assert "{reference}" in result.output and "heading-1" in result.output


def test_each_value_of_a_theme_is_told_with_the_line_where_it_stands(folder: Path) -> None:
    path = folder / "templates" / "themes" / "ours.yaml"
    path.write_text("extends: plain\naccent: '#7b1e2b'\nlooks:\n  title: {size: 22}\npage: {left: 1in}\n")
    lines = [line.split() for line in ran("show", "ours").output.splitlines()]
    own = "(templates/themes/ours.yaml:{})"
    assert ["accent", "#7b1e2b", own.format(2)] in lines
    assert ["looks", "title", "size", "22", own.format(4)] in lines
    assert ["page", "left", "72", own.format(5)] in lines
    assert any(line[:3] == ["looks", "title", "like"] and "plain.yaml" in line[-1] for line in lines)


def test_a_theme_is_begun_from_a_word_file_and_papers_look_as_on_the_file(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    faint = STYLES.replace('w:val="5C1620" w:themeColor="accent1" w:themeShade="BF"', 'w:val="8DB3E2"')
    outside = tmp_path_factory.mktemp("elsewhere") / "house.docx"
    outside.write_bytes(house(body=para("x"), styles=faint))
    result = ran("theme", "from", str(outside))
    assert result.output.startswith("templates/themes/house.yaml: yours to change"), result.output
    text = (folder / "templates" / "themes" / "house.yaml").read_text()
    assert 'heading-1: {font: "cambria", size: 16' in text and "#8db3e2" in text and "“heading 1”" in text
    made = {}
    for name, ask in (
        ("base", Ask(folder, ("facts.yaml",), ("ours",), theme="plain", base=str(outside), out=folder / "base")),
        ("theme", Ask(folder, ("facts.yaml",), ("ours",), theme="house", out=folder / "theme")),
    ):
        report = build(ask)
        assert not [each for each in report.problems if each.severity == "error"], report.problems
        made[name] = [path.read_bytes() for path in sorted((folder / name).rglob("ours.*"))]
    assert len(made["base"]) == 2 and made["base"] == made["theme"]


def test_no_theme_and_no_word_file_is_replaced(folder: Path) -> None:
    (folder / "house.docx").write_bytes(house(body=para("x")))
    assert ran("theme", "from", "house.docx").exit_code == 0
    again = ran("theme", "from", "house.docx")
    assert again.exit_code == 1 and "W020" in again.output
    assert ran("theme", "from", "house.docx", "--name", "second").exit_code == 0
    (folder / "house.docx").write_bytes(house(body=para("y"), styles=STYLES.replace("5C1620", "000000")))
    assert "another Word file stands here" in ran("theme", "from", "house.docx", "--name", "third").output
