"""The Markdown cases: facts and a template in, the tree or the problems out."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook import Case, accept, cases
from papers import paper

from briefs.project.as_text import lines

FILES = (
    "values",
    "expressions",
    "lines",
    "boxes",
    "sources",
    "mistakes",
    "checks",
    "dependence",
    "decisions",
    "amounts",
    "structure",
)
ALL = [case for name in FILES for case in cases(name)]


def told(case: Case, folder: Path) -> dict[str, str]:
    """What came out in place of each block that the case expects: the problems, the tree, or both."""
    document, problems = paper(folder, case.blocks.get("facts", ""), case.blocks["template"])
    found: dict[str, str] = {}
    if "problems" in case.blocks:
        rows = [f"{Path(p.at.file).name}:{p.at.line} {p.code} {p.message}\n  {p.hint}".rstrip() for p in problems]
        found["problems"] = "\n".join(rows).replace(str(folder), "") + "\n"
    else:
        assert not problems, problems
    if "tree" in case.blocks:
        assert document is not None
        found["tree"] = "\n".join(lines(document.blocks)) + "\n"
    assert found
    return found


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_a_case_comes_out_as_written(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for block, text in told(case, tmp_path).items():
        if request.config.getoption("--accept"):
            accept(case, block, text)
        else:
            assert text == case.blocks[block]
