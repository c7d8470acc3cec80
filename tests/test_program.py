"""The command as a program of its own: what it prints is whole, and its exit status is the command's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from papers import workspace

ROOT = Path(__file__).parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "briefs", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_long_answer_is_printed_whole() -> None:
    done = run("schema")
    assert done.returncode == 0
    assert "agreements" in json.loads(done.stdout)["properties"]


@pytest.mark.parametrize(
    ("arguments", "status"), [(["--version"], 0), (["build", "no-such-file.yaml"], 1), (["no-such-command"], 2)]
)
def test_the_exit_status_is_the_commands(arguments: list[str], status: int) -> None:
    done = run(*arguments)
    assert done.returncode == status
    assert bool(done.stderr) == (status > 0)


def test_a_reader_that_goes_away_brings_no_traceback() -> None:
    command = [sys.executable, "-m", "briefs", "schema"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        told = process.stderr.read()
    assert b"Traceback" not in told
    assert process.returncode == 1


SHELL = shutil.which("sh")
CLOSED = [
    ("build facts.yaml -t test -f docx -o 1 >&-", 0, False),
    ("build facts.yaml -t test -f docx -o 2 2>&-", 0, True),
    ("build facts.yaml -t test -f docx -o 3 <&- >&- 2>&-", 0, False),
    ("build none.yaml >&- 2>&-", 1, False),
]


@pytest.mark.skipif(SHELL is None, reason="a POSIX shell closes what a program prints to")
def test_closed_streams_and_no_home_bring_no_traceback_and_no_other_status(tmp_path: Path) -> None:
    """What is printed goes nowhere, and into no paper: each stands in its folder, whole."""
    workspace(tmp_path, "summary: {value: It was small., from: s}\n", "# {{ title }}\n\n{{ summary }}\n")
    lines = [f'"{sys.executable}" -m briefs {command}; echo "status $?"' for command, _, _ in CLOSED]
    nowhere = dict(os.environ, HOME="/dev/null/home", XDG_CACHE_HOME="/dev/null/cache")
    done = subprocess.run(
        [SHELL or "", "-c", "\n".join(lines)], cwd=tmp_path, env=nowhere, capture_output=True, text=True, check=False
    )
    said = done.stdout.split("status ")
    assert [part[0] for part in said[1:]] == [str(status) for _, status, _ in CLOSED]
    assert ["docx" in part for part in said[:-1]] == [tells for _, _, tells in CLOSED]
    assert "Traceback" not in done.stderr
    for folder in "123":
        (paper,) = (tmp_path / folder).rglob("*.docx")
        assert ZipFile(paper).testzip() is None
