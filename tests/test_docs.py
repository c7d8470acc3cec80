"""The README and the manual pages: every command, filter, box and section is there, and every example runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from papers import paper

import briefs
from briefs.cli import main
from briefs.cli.readme import tables
from briefs.manual import PARTS, pages, parts, title
from briefs.problems import Stop

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text(encoding="utf-8")
_FENCE = re.compile(r"^```(\w*)[ ]?([^\n]*)\n(.*?)^```\s*$", re.DOTALL | re.MULTILINE)


def test_the_readme_lists_every_command_filter_box_and_section() -> None:
    for name, table in tables().items():
        assert f"<!-- {name} -->\n{table}\n<!-- end -->" in TEXT, f"python -m briefs.cli.readme README.md ({name})"


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
    try:
        _, problems = paper(tmp_path, blocks.get("facts", ""), blocks["template"], write=code.startswith("W"))
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
