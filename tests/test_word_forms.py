"""Word forms: filled in place, every value as text, problems with the paragraph or cell as their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook import Case, accept, cases
from papers import HEAD, NOW
from word_forms import form_in, said

from briefs.factfiles import load_facts
from briefs.model.problems import Problem, Stop
from briefs.project.pipeline import make
from briefs.project.plan import PLAIN
from briefs.project.request import Made
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf

ALL = cases("word_forms")


def filled(folder: Path, facts: str, form: str | bytes, formats: tuple[str, ...] = ("docx",)) -> Made:
    """The form filled with the facts; with the problems alone where it cannot be."""
    (folder / "templates").mkdir(exist_ok=True)
    path, file = folder / "templates" / "form.docx", folder / "facts.yaml"
    path.write_bytes(form if isinstance(form, bytes) else form_in(form))
    file.write_text(facts if "as_of:" in facts else HEAD + facts, encoding="utf-8")
    found, problems = load_facts(file)
    shelf = Shelf(folder)
    try:
        template, faults = shelf.read(path)
    except Stop as stop:
        return Made("form", {}, 0, (), (*problems, *stop.problems))
    problems += faults
    if any(problem.severity == "error" for problem in problems):
        return Made("form", {}, 0, (), tuple(problems))
    made = make(Plan(found, template, None, "form", formats, PLAIN, now=NOW), shelf)
    return Made("form", made.files, made.pages, (), (*problems, *made.problems), (), made.remarks, made.shown)


def shown(problem: Problem, folder: Path) -> str:
    """A problem on two lines, without the folder."""
    where = str(problem.at).replace(f"{folder}/templates/", "").replace(f"{folder}/", "")
    return f"{where} {problem.code} {problem.message}\n  {problem.hint}"


def told(case: Case, folder: Path) -> dict[str, str]:
    made = filled(folder, case.blocks.get("facts", ""), case.blocks["form"])
    found: dict[str, str] = {}
    if "problems" in case.blocks:
        found["problems"] = "\n".join(shown(each, folder) for each in made.problems) + "\n"
    else:
        assert not made.problems, made.problems
    if "text" in case.blocks:
        found["text"] = "\n".join(said(made.files["docx"])) + "\n"
    assert found
    return found


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_a_form_is_filled_as_written(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for block, text in told(case, tmp_path).items():
        if request.config.getoption("--accept"):
            accept(case, block, text)
        else:
            assert text == case.blocks[block]
