"""Documents made in several processes: the same bytes, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from papers import HEAD, workspace

from briefs.project import Ask, build

AGREEMENTS = "".join(f"  a{n}: {{title: Agreement {n}, kind: agreement, from: us}}\n" for n in range(80))
EACH = "---\nfor_each: agreements\n---\n# {{ record.title }}\n\nText.\n"
UNGUARDED = """
import sys
from briefs import Ask, build
report = build(Ask(sys.argv[1], (sys.argv[1] + "/facts.yaml",), ("test",), out=sys.argv[1] + "/out"))
print(len(report.files), report.problems)
"""
DYING = """
import os
from briefs.project import parallel
whole = parallel.make
def make(plan, shelf, seal=None):
    if plan.name.endswith("a7"):
        os._exit(9)
    return whole(plan, shelf, seal)
if __name__ == "__main__":
    import sys
    from briefs import Ask, build
    root = sys.argv[1]
    report = build(Ask(root, (root + "/facts.yaml",), ("test",), ("docx",), root + "/out", jobs=2))
    print(len(report.files), report.problems)
else:
    parallel.make = make
"""


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return workspace(tmp_path, f"agreements:\n{AGREEMENTS}", EACH)[0]


def run(script: str, folder: Path) -> str:
    path = folder / "script.py"
    path.write_text(script, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, str(path), str(folder)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


def test_documents_made_side_by_side_are_the_same_and_in_the_same_order(facts: Path, tmp_path: Path) -> None:
    reports = [build(Ask(tmp_path, (facts,), ("test",), out=tmp_path / str(jobs), jobs=jobs)) for jobs in (1, 3)]
    one, two = ({path.relative_to(tmp_path / path.parts[len(tmp_path.parts)]): path.read_bytes() for path in each.files}
                for each in reports)  # fmt: skip
    assert len(one) == 160
    assert list(one.items()) == list(two.items())
    assert reports[0].problems == reports[1].problems == ()


def test_a_script_without_a_guard_builds_many_papers(facts: Path, tmp_path: Path) -> None:
    assert run(UNGUARDED, tmp_path) == "160 ()\n"


def test_what_a_process_that_has_died_had_to_make_is_made_here(facts: Path, tmp_path: Path) -> None:
    assert run(DYING, tmp_path) == "80 ()\n"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes as Linux shows them")
@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_a_build_that_is_ended(facts: Path, tmp_path: Path, ending: signal.Signals) -> None:
    text = HEAD + "agreements:\n" + AGREEMENTS.replace("  a", "  b") + AGREEMENTS
    facts.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "briefs", "build", str(facts), "-t", "test", "-o", str(out), "-j", "2"]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until = time.monotonic() + 120
    while not list(out.rglob("*.docx")) and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(process.pid, ending)
    _, errors = process.communicate(timeout=120)
    assert "Traceback" not in errors
    while _alive(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert _alive(process.pid) == []


def _alive(session: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(session) and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found
