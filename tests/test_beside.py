"""What a companion writes is what would be written without it."""

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
from briefs.project import beside
from briefs.project import Ask, build
beside._free = lambda: 2
parent = os.getpid()
{harm}
report = build(Ask(Path(), (Path(sys.argv[1]),), ("briefing-note",), out=Path(sys.argv[2]), jobs=int(sys.argv[3])))
assert report.ok, report.problems
assert [made.pages > 0 for made in report.made] == [True]
print("pdf here" if "briefs.pdf" in sys.modules else "pdf beside")
"""
FAILING = """
from briefs import write as _
writers = sys.modules["briefs.project.writing"].WRITERS
pdf = writers["pdf"]
def failing(layout):
    if os.getpid() != parent:
        {how}
    return pdf(layout)
writers["pdf"] = failing
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
    assert built(article_facts, tmp_path / "alone", 1) == "pdf here"
    assert built(article_facts, tmp_path / "beside", 0) == "pdf beside"
    assert files(tmp_path / "alone") == files(tmp_path / "beside")


@pytest.mark.parametrize("how", ["raise ValueError", "os._exit(3)", "os.kill(os.getpid(), 9)", "return None"])
def test_what_fails_beside_is_done_here(article_facts: Path, tmp_path: Path, how: str) -> None:
    assert built(article_facts, tmp_path / "alone", 1) == "pdf here"
    assert built(article_facts, tmp_path / "beside", 0, FAILING.format(how=how)) == "pdf here"
    assert files(tmp_path / "alone") == files(tmp_path / "beside")


def test_a_companion_without_work_is_sent_away(tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text("title: No day, no sources\n", encoding="utf-8")
    harm = "beside.Companion.give = lambda *_: print('given')\n"
    lines = SCRIPT.format(harm=harm).splitlines()
    script = "\n".join(line for line in lines if not line.startswith(("assert", "print")))
    script += """
try:
    os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    print(len(report.made), "made, nobody left")
"""
    command = [sys.executable, "-c", script, str(facts), str(tmp_path / "out"), "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "0 made, nobody left\n"
