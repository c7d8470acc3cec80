"""Two formats written at the same time are what they are one after the other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ROOT = Path(__file__).parent.parent
SCRIPT = """
import os, sys
from pathlib import Path
from briefs.build import Ask, beside, build
beside._cores = lambda: 2
parent = os.getpid()
{harm}
report = build(Ask(Path(), (Path(sys.argv[1]),), ("briefing-note",), out=Path(sys.argv[2]), jobs=int(sys.argv[3])))
assert report.ok, report.problems
assert [made.pages > 0 for made in report.made] == [True]
print("docx here" if "briefs.write.docx" in sys.modules else "docx beside")
"""
FAILING = """
from briefs import write as _
writers = sys.modules["briefs.write"].WRITERS
docx = writers["docx"]
def failing(document, theme):
    if os.getpid() != parent:
        {how}
    return docx(document, theme)
writers["docx"] = failing
"""


def built(facts: Path, out: Path, jobs: int, harm: str = "") -> str:
    """What a fresh process says that builds the briefing note in both formats."""
    command = [sys.executable, "-c", SCRIPT.format(harm=harm), str(facts), str(out), str(jobs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_side_by_side_and_one_after_the_other_are_the_same_bytes(article_facts: Path, tmp_path: Path) -> None:
    assert built(article_facts, tmp_path / "alone", 1) == "docx here"
    assert built(article_facts, tmp_path / "beside", 0) == "docx beside"
    assert files(tmp_path / "alone") == files(tmp_path / "beside")


@pytest.mark.parametrize("how", ["raise ValueError", "os._exit(3)", "os.kill(os.getpid(), 9)", "return None"])
def test_what_fails_beside_is_done_here(article_facts: Path, tmp_path: Path, how: str) -> None:
    assert built(article_facts, tmp_path / "alone", 1) == "docx here"
    assert built(article_facts, tmp_path / "beside", 0, FAILING.format(how=how)) == "docx here"
    assert files(tmp_path / "alone") == files(tmp_path / "beside")
