"""A cluster of separate processes makes the same documents, each once, though one of them is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from papers import workspace

from briefs.commands import main

pytest.importorskip("distributed", reason="the extra dask is not installed")
SCRIPT = """
import os, signal, sys
from pathlib import Path

def work():
    from distributed import LocalCluster
    from briefs import Ask, build
    asked = dict(facts=("facts.yaml",), templates=("test",), formats=("docx",))
    here = build(Ask(out="here", **asked))
    options = dict(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
    with LocalCluster(**options) as cluster:
        seen = []
        def tell(made, files, number, total):
            if not seen:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
            seen.append(made.name)
        there = build(Ask(out="there", scheduler=cluster.scheduler_address, **asked), tell)
    assert seen == [made.name for made in here.made] == [made.name for made in there.made]
    assert len(set(seen)) == len(seen) == 12
    assert [dict(made.files) for made in here.made] == [dict(made.files) for made in there.made]
    assert not there.problems, there.problems
    print("the same")

if __name__ == "__main__":
    work()
"""
EACH = "---\nfor_each: agreements\n---\n# {{ record.title }}\n\nText.\n"


def test_a_cluster_makes_the_same_documents_though_a_worker_is_killed(tmp_path: Path) -> None:
    rows = "".join(f"  a{n}: {{title: Agreement {n}, kind: agreement, from: us}}\n" for n in range(12))
    workspace(tmp_path, f"agreements:\n{rows}", EACH)
    (tmp_path / "work.py").write_text(SCRIPT, encoding="utf-8")
    env = {"PYTHONPATH": str(Path(__file__).parent.parent), "PATH": "", "HOME": str(tmp_path)}
    command = [sys.executable, "work.py"]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.stdout.endswith("the same\n"), done.stderr[-3000:]


def test_where_no_scheduler_is_that_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefs.project import cluster

    workspace(tmp_path, "", "# {{ title }}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    command = ["build", "facts.yaml", "-t", "test", "--scheduler", "tcp://127.0.0.1:1"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert "W034" in done.stderr
