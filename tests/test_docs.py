"""The README and the manual: every command, code, filter, box, setting and key is there, and every example runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from papers import lines_of, paper, workspace

import briefs
from briefs.commands import main
from briefs.commands.readme import tables
from briefs.factfiles import load_template, load_theme
from briefs.factfiles.template_file import KEYS as SETTINGS
from briefs.factfiles.template_file import LIMITS, OPTION_KEYS
from briefs.factfiles.theme_file import FACES, MARGINS
from briefs.factfiles.theme_file import KEYS as THEME_KEYS
from briefs.manual import FOLDERS, PARTS, entries, pages, parts, title
from briefs.model.problems import Stop
from briefs.model.theme import ROLES, Furniture, Look
from briefs.project import Ask
from briefs.templating import BOXES, FILTERS

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")
_FENCE = re.compile(r"^```(\w*)[ ]?([^\n]*)\n(.*?)^```\s*$", re.DOTALL | re.MULTILINE)


def test_the_readme_lists_every_command_filter_box_and_section() -> None:
    for name, table in tables().items():
        assert f"<!-- {name} -->\n{table}\n<!-- end -->" in TEXT, f"python -m briefs.commands.readme README.md ({name})"


def test_the_two_commands_stand_on_one_line_each() -> None:
    assert "\n    pip install . && briefs build\n" in TEXT
    assert "\n    pip install '.[test]' && pytest\n" in TEXT


def _matches(expected: str, found: str) -> bool:
    """Whether the output is as shown; a line `…` stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…\n", expected, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*".join(parts), found) is not None


def test_the_readme_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for language, name, body in _FENCE.findall(TEXT):
        if name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(body, encoding="utf-8")
        elif language == "console":
            ran += _console(body)
    assert ran >= 3


def _console(body: str) -> int:
    commands = re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
    for each in commands:
        line, _, expected = each.partition("\n")
        done = CliRunner().invoke(main, line.split()[1:], catch_exceptions=False)
        assert _matches(expected, done.output), f"$ {line}\n{done.output}"
    return len(commands)


def test_the_readmes_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = _FENCE.findall(TEXT)
    for _, name, body in blocks:
        if name and "broken" not in name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(body, encoding="utf-8")
    place = next(number for number, (language, _, _) in enumerate(blocks) if language == "python")
    exec(compile(blocks[place][2], "README.md", "exec"), {})
    assert capsys.readouterr().out == blocks[place + 1][2]


def _examples() -> list[tuple[str, str]]:
    codes = pages("codes")
    assert len(codes) > 140
    return [(code, page) for code, page in codes.items() if re.search(r"```template", page)]


@pytest.mark.parametrize(("code", "page"), _examples(), ids=lambda value: value if len(value) == 4 else "")
def test_a_manual_pages_example_brings_the_problem_about(code: str, page: str, tmp_path: Path) -> None:
    blocks = {language: body for language, _, body in _FENCE.findall(page + "\n")}
    facts, template = blocks.get("facts", ""), blocks["template"]
    try:
        if code.startswith("W02"):  # what concerns the output folder comes of a whole build
            fact_file, template_file = workspace(tmp_path, facts, template)
            ask = Ask(tmp_path, (fact_file,), (str(template_file),), out=tmp_path / "build")
            problems = list(briefs.build(ask).problems)
        else:
            _, problems = paper(tmp_path, facts, template, write=code.startswith("W"))
    except Stop as stop:
        problems = list(stop.problems)
    assert code in {problem.code for problem in problems}, problems


def test_every_manual_page_says_what_why_and_how_to_mend_it() -> None:
    for code, page in pages("codes").items():
        assert page.startswith(f"# {code}: ") and title(page), code
        assert tuple(parts(page)) in (PARTS, PARTS[:-1]), code
        assert all(parts(page).values()), code


def test_every_code_that_the_house_tells_of_has_its_page_and_no_page_is_without_a_code() -> None:
    """Codes stand in the source as texts of their own; those of reading YAML are put together from a family."""
    house = Path(briefs.__file__).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in house.rglob("*.py"))
    told = set(re.findall(r'"([FSTDW]\d{3})"', source))
    told |= {f"{family}{number}" for family in ("F00", "T02") for number in range(1, 9)}
    assert told ^ set(pages("codes")) == set()


@pytest.mark.parametrize(
    ("folder", "known"),
    [("boxes", BOXES), ("filters", FILTERS), ("settings", SETTINGS), ("theme", THEME_KEYS)],
)
def test_each_of_them_has_its_page_and_no_page_is_left_over(folder: str, known: Iterable[str]) -> None:
    found = pages(folder)
    assert set(found) == set(known)
    for name, page in found.items():
        assert page.startswith(f"# {name}: ") and title(page), name
        assert "Example" in parts(page), name


def test_the_manual_has_no_folder_that_nobody_opens() -> None:
    house = Path(briefs.__file__).parent / "manual"
    assert {path.name for path in house.iterdir() if path.is_dir() and path.name != "__pycache__"} == set(FOLDERS)


@pytest.mark.parametrize(
    ("folder", "page", "known"),
    [
        ("settings", "limits", LIMITS),
        ("settings", "options", OPTION_KEYS),
        ("theme", "page", ("size", *MARGINS)),
        ("theme", "fonts", ("word", "family", *FACES, "fallbacks")),
        ("theme", "looks", ("like", *Look.__struct_fields__, *ROLES)),
        ("theme", "header", Furniture.__struct_fields__),
        ("theme", "footer", Furniture.__struct_fields__),
    ],
)
def test_what_stands_under_a_key_is_explained_on_its_page(folder: str, page: str, known: Sequence[str]) -> None:
    assert sorted(entries(pages(folder)[page])) == sorted(known)


def _shown(folder: str) -> list[tuple[str, dict[str, str]]]:
    """Name → fences, of the pages of a folder."""
    found = pages(folder).items()
    return [(name, {language: body for language, _, body in _FENCE.findall(page)}) for name, page in found]


@pytest.mark.parametrize(("name", "example"), [*_shown("boxes"), *_shown("filters")], ids=str)
def test_a_box_and_a_filter_make_what_their_pages_show(name: str, example: dict[str, str], tmp_path: Path) -> None:
    document, problems = paper(tmp_path, example.get("facts", ""), example["template"])
    assert document is not None and not problems, problems
    assert [line for line in lines_of(document)[1:] if line] == example["text"].splitlines()
    assert re.search(rf"::: {name}\b|\| {name}\b", example["template"]), name


@pytest.mark.parametrize(("name", "example"), [*_shown("settings"), *_shown("theme")], ids=str)
def test_the_example_of_a_setting_and_of_a_key_can_be_read(name: str, example: dict[str, str], tmp_path: Path) -> None:
    (kind, text) = next(iter(example.items()))
    path = tmp_path / ("a.md" if kind == "template" else "a.yaml")
    path.write_text(text, encoding="utf-8")
    plain = Path(briefs.__file__).parent.parent / "templates" / "themes" / "plain.yaml"
    problems = load_template(path)[1] if kind == "template" else load_theme(path, lambda _: plain)[1]
    assert not problems
    assert re.search(rf"^{name}: ?", text, re.MULTILINE)
