"""The Markdown cases: facts and a template in, the tree or the problems out."""

from __future__ import annotations

from pathlib import Path

import pytest
from casebook import Case, accept, cases
from papers import paper

from briefs.write.text import lines

FILES = ("values", "lines", "boxes", "sources", "mistakes", "checks")
ALL = [case for name in FILES for case in cases(name)]


def told(case: Case, folder: Path) -> tuple[str, str]:
    """The block that the case expects, and what came out in its place."""
    document, problems = paper(folder, case.blocks.get("facts", ""), case.blocks["template"])
    if "problems" in case.blocks:
        rows = [f"{Path(p.at.file).name}:{p.at.line} {p.code} {p.message}\n  {p.hint}".rstrip() for p in problems]
        return "problems", "\n".join(rows).replace(str(folder), "") + "\n"
    assert not problems, problems
    assert document is not None
    return "tree", "\n".join(lines(document.blocks)) + "\n"


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_a_case_comes_out_as_written(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    block, text = told(case, tmp_path)
    if request.config.getoption("--accept"):
        accept(case, block, text)
        return
    assert text == case.blocks[block]
