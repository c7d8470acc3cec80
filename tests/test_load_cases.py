"""The Markdown cases of what can be wrong with fact files, themes, heads of templates and files of languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from casebook import Case, accept, cases
from conftest import ROOT

from briefs.factfiles import load_facts, load_template, load_theme
from briefs.factfiles.languages import load_language
from briefs.model.problems import Problem, Stop

ALL = [case for name in ("facts", "translations", "themes", "heads", "languages") for case in cases(name)]
PLAIN = ROOT / "templates" / "themes" / "plain.yaml"


def load_theme_here(path: Path) -> object:
    return load_theme(path, {"plain": PLAIN, "itself": path}.get)


LOADS: dict[str, Callable[[Path], object]] = {
    "facts": load_facts,
    "theme": load_theme_here,
    "template": load_template,
    "language": load_language,
}
NAMES = {"template": "case.md", "language": "sw.yaml"}


def problems_of(kind: str, path: Path) -> list[Problem]:
    """Every problem that loading a file tells of."""
    try:
        loaded = LOADS[kind](path)
    except Stop as stop:
        return list(stop.problems)
    assert isinstance(loaded, tuple)
    return list(loaded[1])


def shown(problem: Problem) -> str:
    place = str(problem.at).removeprefix(problem.at.file).removeprefix(":") or "file"
    weight = " (warning)" if problem.severity == "warning" else ""
    return f"{place} {problem.code}{weight} {problem.message}\n  {problem.hint}".rstrip()


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_a_mistake_is_told_with_its_place_and_mend(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    kind = next(name for name in LOADS if name in case.blocks)
    path = tmp_path / NAMES.get(kind, "case.yaml")
    path.write_text(case.blocks[kind], encoding="utf-8")
    told = "".join(f"{shown(problem)}\n" for problem in problems_of(kind, path)).replace(str(path), path.name)
    if request.config.getoption("--accept"):
        accept(case, "problems", told)
        return
    assert told == case.blocks["problems"]
