"""The command as a program of its own: what it prints is whole, and its exit status is the command's."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

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
