"""README, guides and manual: every command, code, filter, box, setting and key is there, and every example runs."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from everything import png
from papers import lines_of, paper, workspace

import briefs
from briefs.commands import main
from briefs.commands.guide_tables import tables
from briefs.factfiles import load_template, load_theme
from briefs.factfiles.template_file import KEYS as SETTINGS
from briefs.factfiles.template_file import LIMITS, OPTION_KEYS
from briefs.factfiles.theme_accent import LINES
from briefs.factfiles.theme_file import FACES, MARGINS
from briefs.factfiles.theme_file import KEYS as THEME_KEYS
from briefs.factfiles.theme_furniture import LINE_KEYS, PICTURE_KEYS
from briefs.manual import FOLDERS, PARTS, entries, pages, parts, title
from briefs.model.problems import Stop
from briefs.model.theme import ROLES, Look
from briefs.project import Ask
from briefs.project.linting import lint
from briefs.project.template_folders import Shelf
from briefs.templating.boxes import BOXES
from briefs.templating.filters import FILTERS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = pages("guides")
_FENCE = re.compile(r"^```(\w*)[ ]?([^\n]*)\n(.*?)^```\s*$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def test_the_guides_list_every_command_filter_box_and_section() -> None:
    together = "\n".join(GUIDES.values())
    for name, table in tables().items():
        made = f"<!-- {name} -->\n{table}\n<!-- end -->"
        assert made in together, f"python -m briefs.commands.guide_tables briefs/manual/guides/*.md ({name})"


def test_there_is_a_guide_for_each_who_uses_it_and_the_readme_leads_to_all() -> None:
    assert set(GUIDES) == {"architecture", "desk-officer", "engineer", "template-owner"}
    for name, page in GUIDES.items():
        assert title(page), name
        assert f"(briefs/manual/guides/{name}.md)" in README
        assert f"`briefs explain {name}`" in README
        assert CliRunner().invoke(main, ["explain", name]).output == page


def test_the_readme_can_be_read_in_ten_minutes_and_its_links_lead_somewhere() -> None:
    assert len(README.splitlines()) <= 200
    assert all((ROOT / link).is_file() for link in _LINK.findall(README))


def test_the_two_commands_stand_on_one_line_each() -> None:
    assert "\n    pip install . && briefs build\n" in README
    assert "\n    pip install '.[test]' && pytest\n" in README


@pytest.fixture
def filters_as_they_were() -> Iterator[None]:
    before = dict(FILTERS)
    yield
    FILTERS.clear()
    FILTERS.update(before)


@pytest.mark.usefixtures("filters_as_they_were")
@pytest.mark.parametrize("name", ["README", *GUIDES])
def test_a_guide_does_what_it_says(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of its own: files are written, commands and Python run, and all print what is shown and no more."""
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    text = README if name == "README" else GUIDES[name]
    blocks = _FENCE.findall(text)
    for (language, file, body), (after, _, shown) in zip(blocks, [*blocks, ("text", "", "")][1:], strict=True):
        if file:
            Path(file).parent.mkdir(parents=True, exist_ok=True)
            Path(file).write_text(body, encoding="utf-8")
        elif language == "console":
            _console(body)
        elif language == "python":
            assert _printed(body, names) == ("" if after else shown), body
        else:
            assert language in {"", "sh", "yaml"}, f"```{language} is neither written nor run"


def _console(body: str) -> None:
    """Run each line that begins with `$`; a command that ends otherwise than with 0 is followed by `$ echo $?`."""
    status = 0
    for each in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        line, _, expected = each.partition("\n")
        words = shlex.split(line)
        if words != ["echo", "$?"]:
            assert status == 0, f"before $ {line}"
        status, printed = _ran(words, status)
        assert _matches(expected, printed), f"$ {line}\n{printed}"
    assert status == 0, body


def _ran(words: Sequence[str], before: int) -> tuple[int, str]:
    """The exit status of a command, and what it prints; `before` is the status of the one before."""
    match words:
        case ["echo", "$?"]:
            return 0, f"{before}\n"
        case ["cd", folder]:
            os.chdir(folder)
            return 0, ""
        case ["briefs", *arguments, ">", file]:
            done = CliRunner().invoke(main, arguments, catch_exceptions=False)
            Path(file).write_text(done.stdout, encoding="utf-8")
            return done.exit_code, done.stderr
        case ["briefs", *arguments]:
            done = CliRunner().invoke(main, arguments, catch_exceptions=False)
            return done.exit_code, done.output
        case _:
            raise AssertionError(f"the tests cannot run `{shlex.join(words)}`")


def _printed(program: str, names: dict[str, object]) -> str:
    """What a program prints that goes on with the names of those before it."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(program, "guide", "exec"), names)
    return out.getvalue()


def _matches(expected: str, found: str) -> bool:
    """Whether the output is as shown; a line `…` stands for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…\n", expected, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*".join(parts), found) is not None


@pytest.mark.parametrize(
    "body",
    [
        "$ briefs explain Z999\n…\n",  # it fails, and nobody says so
        "$ briefs explain D103\n# Another page\n",
        "$ briefs explain D103\n",
        "$ briefs explain Z999\n…\n$ echo $?\n0\n",
        "$ rm notes.txt\n",
    ],
)
def test_a_guide_that_says_otherwise_than_what_happens_is_seen(body: str) -> None:
    with pytest.raises(AssertionError):
        _console(body)


def test_what_is_not_run_installs_packages_or_is_the_head_of_a_template(tmp_path: Path) -> None:
    for page in GUIDES.values():
        for language, file, body in _FENCE.findall(page):
            if language == "sh":
                assert all(line.startswith(("pip ", "pytest")) for line in body.splitlines())
            if language == "yaml" and not file:
                path = tmp_path / "a.md"
                path.write_text(f"---\n{body}---\n# x\n", encoding="utf-8")
                assert load_template(path)[1] == []


def _examples() -> list[tuple[str, str]]:
    codes = pages("codes")
    assert len(codes) > 140
    return [(code, page) for code, page in codes.items() if re.search(r"```template", page)]


@pytest.mark.usefixtures("loops_end_early")
@pytest.mark.parametrize(("code", "page"), _examples(), ids=lambda value: value if len(value) == 4 else "")
def test_a_manual_pages_example_brings_the_problem_about(code: str, page: str, tmp_path: Path) -> None:
    blocks = {language: body for language, _, body in _FENCE.findall(page + "\n")}
    facts, template = blocks.get("facts", ""), blocks["template"]
    try:
        if code.startswith("W02"):  # what concerns the output folder comes of a whole build
            fact_file, template_file = workspace(tmp_path, facts, template)
            ask = Ask(tmp_path, (fact_file,), (str(template_file),), out=tmp_path / "build")
            problems = list(briefs.build(ask).problems)
        elif code.startswith("T09"):  # what can be seen before anything is built
            workspace(tmp_path, facts, template)
            problems = lint(Shelf(tmp_path))
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
        *(("theme", lines, (*LINE_KEYS, *PICTURE_KEYS)) for lines in LINES),
        ("theme", "logo", ("place", *PICTURE_KEYS)),
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
    (tmp_path / "crest.png").write_bytes(png())
    plain = Path(__file__).parent.parent / "templates" / "themes" / "plain.yaml"
    problems = load_template(path)[1] if kind == "template" else load_theme(path, lambda _: plain)[1]
    assert not problems
    assert re.search(rf"^{name}: ?", text, re.MULTILINE)
