"""Facts held against their sources: the manual pages' examples, what is allowed, languages, what must not alarm."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from casebook import Case, accept, cases
from click.testing import CliRunner, Result

from briefs.commands import main
from briefs.manual import pages
from briefs.model.problems import Problem
from briefs.project.fact_checking import examine
from briefs.understanding.numbers import find_numbers

FENCE = re.compile(r"^```(\w+)[ ]?([^\n]*)\n(.*?)^```\s*$", re.DOTALL | re.MULTILINE)


def written(folder: Path, text: str) -> Path:
    """The fact file of some Markdown, written with its sources' copies."""
    for language, name, body in FENCE.findall(text + "\n"):
        path = folder / (name or ("facts.yaml" if language == "facts" else "article.txt"))
        path.write_text(body, encoding="utf-8")
    return folder / "facts.yaml"


def found(folder: Path, text: str, oldest: int = 0, completeness: bool = False) -> list[Problem]:
    return list(examine([written(folder, text)], [folder], oldest, completeness).problems)


def examples() -> list[tuple[str, str]]:
    return [(code, page) for code, page in pages("codes").items() if code.startswith("S") and "```facts" in page]


def test_every_code_of_sources_has_a_page_with_an_example() -> None:
    codes = [code for code, _ in examples()]
    assert len(codes) > 30
    assert [code for code in pages("codes") if code.startswith("S") and code not in codes] == []


@pytest.mark.parametrize(("code", "page"), examples(), ids=lambda value: value if len(value) == 4 else "")
def test_a_pages_example_brings_its_problem_about_and_no_other_error(code: str, page: str, tmp_path: Path) -> None:
    problems = found(tmp_path, page, oldest=365, completeness=code[1] == "4")
    assert code in {problem.code for problem in problems}, problems
    others = {problem.code for problem in problems if problem.severity == "error"} - {code}
    assert others <= {"S104", "S106", "S113"} if code == "S303" else not others, problems


@pytest.mark.parametrize("case", [*cases("evidence"), *cases("programmes")], ids=lambda case: case.id)
def test_a_case_is_told_as_written(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    (tmp_path / "facts.yaml").write_text(case.blocks["facts"], encoding="utf-8")
    for block, name in (("source", "s.txt"), ("markdown", "s.md")):
        if block in case.blocks:
            (tmp_path / name).write_text(case.blocks[block], encoding="utf-8")
    problems = examine([tmp_path / "facts.yaml"], [tmp_path]).problems
    told = "".join(f"{shown(problem)}\n" for problem in problems) or "none\n"
    if request.config.getoption("--accept"):
        accept(case, "problems", told)
        return
    assert told == case.blocks["problems"]


def shown(problem: Problem) -> str:
    weight = " (warning)" if problem.severity == "warning" else ""
    return f"{problem.at.line}:{problem.at.column} {problem.code}{weight} {problem.message}\n  {problem.hint}".rstrip()


# what is allowed

WRONG = """\
```facts
title: Trade in 2024
as_of: 2024-11-01
sources: {article: {title: Trade doubles}}
figures:
  trade: {label: Trade, value: 76.8, from: {source: article, at: 1}}ALLOW
```
```source
Trade doubles

Trade grew to 76.7 million.
```
"""


def test_a_problem_is_allowed_on_its_line_with_a_reason(tmp_path: Path) -> None:
    allowed = WRONG.replace("ALLOW", " # allow S106 because the table says so")
    assert found(tmp_path, allowed) == []


def test_a_problem_is_allowed_in_the_whole_file_above_all_facts(tmp_path: Path) -> None:
    text = WRONG.replace("ALLOW", "").replace(
        "title: Trade in", "# allow S106 because a table is coming\ntitle: Trade in"
    )
    assert found(tmp_path, text) == []


def test_another_code_or_another_line_allows_nothing(tmp_path: Path) -> None:
    for text in (
        WRONG.replace("ALLOW", " # allow S107 because the table says so"),
        WRONG.replace("ALLOW", "").replace("figures:", "figures: # allow S106 because the table says so"),
    ):
        codes = [problem.code for problem in found(tmp_path, text)]
        assert sorted(codes) == ["S001", "S106"]


def test_a_reason_is_needed(tmp_path: Path) -> None:
    codes = {problem.code for problem in found(tmp_path, WRONG.replace("ALLOW", " # allow S106"))}
    assert codes == {"F009", "S106"}


def test_what_allows_nothing_is_a_warning_and_mistakes_of_the_file_cannot_be_allowed(tmp_path: Path) -> None:
    text = WRONG.replace("76.8", "76.7").replace("ALLOW", " # allow S106, F021 because of nothing")
    problems = found(tmp_path, text)
    assert [(p.code, p.severity) for p in problems] == [("S001", "warning"), ("S001", "warning")]
    assert "F021 cannot be allowed" in {p.message for p in problems}


def test_without_the_sources_text_nobody_knows_whether_a_problem_is_there_to_allow(tmp_path: Path) -> None:
    path = written(tmp_path, WRONG.replace("ALLOW", " # allow S106 because the table says so"))
    assert examine([path]).problems == ()
    assert examine([path]).unheld == ("article",)


def test_a_gap_that_quotes_what_the_source_has_wrong_settles_it(tmp_path: Path) -> None:
    text = """\
```facts
title: Trade in 2024
as_of: 2024-11-01
sources: {article: {title: Trade doubles}}
summary: {value: Companies meet., from: {source: article, at: 1}}
GAP
```
```source
Trade doubles

Companies from 436 countries meet.
```
"""
    gap = (
        "gaps: {all: {what: {value: There are not so many., from: {source: article, at: 1, says: from 436 countries}}}}"
    )
    assert [p.code for p in found(tmp_path, text.replace("GAP", ""))] == ["S204"]
    assert found(tmp_path, text.replace("GAP", gap)) == []


# the command


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path, WRONG.replace("ALLOW", ""))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def test_check_points_at_the_number_and_exits_with_1(place: Path) -> None:
    done = run("facts.yaml", "--sources", ".")
    assert done.exit_code == 1
    assert "facts.yaml:5:32: S106 `76.8` does not stand in paragraph 1 of `article`" in done.stderr
    assert f"{' ' * 31}^^^^\n" in done.stderr
    assert "did you mean `76.7 million`?" in done.stderr
    assert done.stdout == "1 problem\n"


def test_check_says_which_sources_it_could_not_look_into(place: Path) -> None:
    done = run("facts.yaml")
    assert done.exit_code == 0
    assert done.stdout == "no problems\nnot held against a source: no copy of `article` (`held:`, or --sources DIR)\n"


def test_a_copy_that_held_names_beside_the_fact_file_needs_no_option(place: Path) -> None:
    text = (place / "facts.yaml").read_text(encoding="utf-8")
    held = text.replace("title: Trade doubles}", "title: Trade doubles, held: article.txt}")
    (place / "facts.yaml").write_text(held, encoding="utf-8")
    assert run("facts.yaml").exit_code == 1


def test_check_prints_json(place: Path) -> None:
    problems = json.loads(run("facts.yaml", "--sources", ".", "--output-format", "json").stdout)
    assert [(p["code"], p["line"], p["column"], p["severity"]) for p in problems] == [("S106", 5, 32, "error")]


def test_warnings_alone_leave_the_exit_status_at_0(place: Path) -> None:
    text = (place / "facts.yaml").read_text(encoding="utf-8").replace("76.8", "76.7")
    letter = "sources: {letter: {title: A letter}, article"
    (place / "facts.yaml").write_text(text.replace("sources: {article", letter), encoding="utf-8")
    done = run("facts.yaml", "--sources", ".")
    assert done.exit_code == 0
    assert "S118" in done.stderr
    assert done.stdout.startswith("1 warning\n")


def test_completeness_lists_what_no_fact_mentions_and_is_no_error(place: Path) -> None:
    (place / "facts.yaml").write_text(
        (place / "facts.yaml").read_text(encoding="utf-8").replace("76.8", "76.7"), encoding="utf-8"
    )
    (place / "article.txt").write_text("Trade doubles\n\nTrade grew to 76.7 million, and 17 ships of Ulan sailed.")
    done = run("facts.yaml", "--sources", ".", "--completeness")
    assert done.exit_code == 0
    assert "article.txt:3: S401 paragraph 1 of `article`: no fact mentions the numbers `17`" in done.stderr
    assert "article.txt:3: S404 paragraph 1 of `article`: no fact mentions the names `Ulan`" in done.stderr
    assert "S40" not in run("facts.yaml", "--sources", ".").stderr


WEEKDAYS = {
    "en": ("They met on Thursday President Omar in Dakar, on Mondays, with C. Friday.", "President Omar,Dakar,Friday"),
    "ru": ("Они встретились в Четверг в Дакаре, по приглашению Ц. Пятницы.", "Дакаре,Пятницы"),
    "mn": ("Тэд уулзав, энэ Пүрэв гарагт Дакар хотод, Ц.Лхагва ирэв.", "Дакар,Лхагва"),
    "kk": ("Олар кездесті, бұл Бейсенбіде Дакар қаласында болды.", "Дакар"),
}
"""Language → a text, and its names: behind an initial a weekday is one."""


@pytest.mark.parametrize("tag", WEEKDAYS)
def test_completeness_takes_no_weekday_for_a_name(tag: str, tmp_path: Path) -> None:
    text, names = WEEKDAYS[tag]
    head = f"title: T\nas_of: 2024-11-01\nlanguage: {tag}\nsources: {{article: {{title: A}}}}\n"
    page = f"```facts\n{head}summary: {{value: x, from: us}}\n```\n```source article.txt\nA\n\n{text}\n```"
    (told,) = [p.message for p in found(tmp_path, page, completeness=True) if p.code == "S404"]
    assert re.findall("`([^`]+)`", told)[1:] == names.split(",")


def test_completeness_reads_the_years_of_a_series(tmp_path: Path) -> None:
    facts = (
        "title: T\nas_of: 2024-11-01\nsources: {article: {title: A}}\n"
        'series: {trade: {label: Trade, points: {"2022": 3, "2023/24": 4}, from: {source: article, at: 1}}}'
    )
    text = f"```facts\n{facts}\n```\n```source article.txt\nA\n\nIt was 3 in 2022, 4 in 2023 and 3 in 2019.\n```"
    told = [p.message for p in found(tmp_path, text, completeness=True) if p.code in {"S401", "S402"}]
    assert told == ["paragraph 1 of `article`: no fact mentions the numbers `2019`"]


def test_a_folder_of_sources_that_is_not_there_is_a_wrong_use(place: Path) -> None:
    assert run("facts.yaml", "--sources", "nowhere").exit_code == 2


def test_the_age_of_sources_is_asked_for(place: Path) -> None:
    text = (place / "facts.yaml").read_text(encoding="utf-8").replace("76.8", "76.7")
    old = text.replace("title: Trade doubles}", "title: Trade doubles, published: 2023-01-01}")
    (place / "facts.yaml").write_text(old, encoding="utf-8")
    assert "S119" not in run("facts.yaml", "--sources", ".").stderr
    assert "S119" in run("facts.yaml", "--sources", ".", "--max-age", "365").stderr


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\u2212\u20ae60.0 billion", "-60.0E+9"),
        ("-$5m", "-5E+6"),
        ("EUR\u00a0\u2212412.6\u00a0million", "-412.6E+6"),
        ("\u22127.8%", "-7.8"),
        ("aged 12-60", None),
    ],
)
def test_a_minus_is_seen_before_a_number_and_before_its_currency(text: str, value: str | None) -> None:
    found = find_numbers(text, "en")[-1]
    assert found.amounts == ((Decimal(value),) if value else (Decimal(60),))
