"""Templates from files: the head's settings, and the body as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

from briefs.factfiles import load_template
from briefs.model.problems import Place, Stop
from briefs.model.template import Need, Option, Template


def template(folder: Path, text: str) -> Template:
    """The template of a text without a fault."""
    path = folder / "ours.md"
    path.write_text(text, encoding="utf-8")
    found, problems = load_template(path)
    assert not problems, problems
    return found


def test_a_head_says_everything(tmp_path: Path) -> None:
    found = template(
        tmp_path,
        "---\ntitle: One-pager\nabout: One side.\nneeds: [title, visit.start]\npages: 1\nfor_each: agreements\n"
        "audience: public\ntheme: formal\nlanguage: mn\nextends: base.md\nnotes: false\n"
        "options:\n  most: {type: integer, default: 6, about: how many}\n"
        "  order: {type: text, default: name, choices: [name, date]}\n  long: {type: boolean, default: false}\n"
        "---\n# {{ title }}\n",
    )
    file = str(tmp_path / "ours.md")
    assert found == Template(
        name="ours",
        file=file,
        body="# {{ title }}\n",
        line=17,
        places=found.places,
        title="One-pager",
        about="One side.",
        needs=(Need("title", Place(file, 4, 9)), Need("visit.start", Place(file, 4, 16))),
        pages=1,
        for_each="agreements",
        audience="public",
        theme="formal",
        language="mn",
        extends="base",
        notes=False,
        options=(
            Option("most", "integer", 6, "how many", Place(file, 13, 3)),
            Option("order", "text", "name", "", Place(file, 14, 3), ("name", "date")),
            Option("long", "boolean", False, "", Place(file, 15, 3)),
        ),
    )


def test_a_file_without_a_head_is_all_body(tmp_path: Path) -> None:
    found = template(tmp_path, "{% macro x() %}{% endmacro %}\n\n---\nA rule above.\n")
    assert found.body == "{% macro x() %}{% endmacro %}\n\n---\nA rule above.\n"
    assert (found.line, found.title, found.needs, found.notes) == (1, "", (), True)


def test_an_empty_head_is_a_head(tmp_path: Path) -> None:
    assert template(tmp_path, "---\n---\nText\n").body == "Text\n"
    assert template(tmp_path, "---\n# Only a comment\n---\nText\n").line == 4


def test_the_body_is_kept_character_for_character(tmp_path: Path) -> None:
    body = "\n  # {{ title }}\t*x*  \n\n::: box\n{% raw %}{{{% endraw %}\n---\n:::\n\n"
    assert template(tmp_path, f"---\ntitle: One\n---\n{body}").body == body


def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "ours.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: One\r\n---\r\n# {{ title }}\r\n")
    found, problems = load_template(path)
    assert not problems
    assert (found.title, found.body, found.line) == ("One", "# {{ title }}\n", 4)


def test_internal_can_be_said_so_that_it_overrides_a_public_template(tmp_path: Path) -> None:
    assert template(tmp_path, "---\naudience: internal\n---\nText\n").audience == "internal"
    assert template(tmp_path, "Text\n").audience == ""


def test_a_template_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "ours.md"
    path.write_text("x" * 1_000_001)
    with pytest.raises(Stop) as stop:
        load_template(path)
    assert [p.code for p in stop.value.problems] == ["T026"]


@pytest.mark.parametrize("char", ["\ue000", "\ue001", "\ue002", "\ue003"])
def test_the_characters_of_seals_are_refused(char: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.md"
    path.write_text(f"---\ntitle: One\n---\n# {{{{ title }}}}\nA {char} here.\n", encoding="utf-8")
    (problem,) = load_template(path)[1]
    assert (problem.code, problem.at.line, problem.at.column) == ("T005", 5, 3)


def test_an_invisible_character_in_the_body_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "ours.md"
    path.write_bytes(b"---\ntitle: One\n---\n# x\nA \x07 here.\n")
    (problem,) = load_template(path)[1]
    assert (problem.code, problem.at.line, problem.at.column) == ("T025", 5, 3)


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.md")), ids=lambda path: path.name)
def test_a_shipped_template_has_a_head_without_fault(path: Path) -> None:
    found, problems = load_template(path)
    assert not problems
    assert found.body.strip()
    if path.parent.name == "templates":
        assert found.title
        assert found.about


def test_the_place_of_a_setting_is_known_and_of_one_that_is_not_there_the_first_line(tmp_path: Path) -> None:
    found = template(tmp_path, "---\ntitle: One\nextends: base\ntheme: hose\npages: 1\n---\n# {{ title }}\n")
    file = str(tmp_path / "ours.md")
    settings = ("extends", "theme", "pages", "audience")
    assert [found.at(each) for each in settings] == [
        Place(file, 3, 10),
        Place(file, 4, 8),
        Place(file, 5, 8),
        Place(file, 1),
    ]
