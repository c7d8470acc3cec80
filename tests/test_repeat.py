"""The same input gives the same bytes: in any folder, time zone and hash seed, in one process or in several."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def build(folder: Path, facts: Path, *more: str, **environment: str) -> dict[str, bytes]:
    """Every file of a build in a fresh process, by name."""
    (folder / "facts").mkdir(parents=True)
    shutil.copy(facts, folder / "facts" / facts.name)
    done = subprocess.run(
        [sys.executable, "-m", "briefs", "build", "-o", "out", *more],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted((folder / "out").rglob("*")) if p.is_file()}


@pytest.mark.parametrize("name", ["article", "budget"])
def test_two_builds_are_the_same_bytes(name: str, article_facts: Path, budget_facts: Path, tmp_path: Path) -> None:
    facts = article_facts if name == "article" else budget_facts
    one = build(tmp_path / "a", facts, PYTHONHASHSEED="1", TZ="Asia/Ulaanbaatar", LC_ALL="C")
    two = build(
        tmp_path / "a much longer name" / "ö",
        facts,
        "--jobs",
        "2",
        PYTHONHASHSEED="2",
        TZ="America/New_York",
        LC_ALL="C.UTF-8",
    )
    assert len(one) > 4
    assert one.keys() == two.keys()
    assert [key for key in one if one[key] != two[key]] == []
