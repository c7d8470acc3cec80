"""Clocks: CPU and wall time of calls and of whole processes, taken in turns so that a busy machine is unfair to nobody.

It knows no document.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Run = Callable[[], "Cost"]
STARTER = """
import json, os, sys, time
said = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
shown = [(os.POSIX_SPAWN_DUP2, said, 1), (os.POSIX_SPAWN_DUP2, said, 2)]
wall = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=shown)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - wall
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024]))
"""
"""A small process that starts another: a process' peak is, as Linux tells it, never below that of its starter."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    cpu: float
    """Seconds, of the process and of the children it waited for."""
    wall: float
    """Seconds."""
    peak: float = 0.0
    """MiB of memory, the largest process; 0 where it was not measured."""

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


def called(call: Callable[[], object], times: int = 5) -> Cost:
    """The cost of one call of several in a row, so that each route collects its own garbage and nobody else's."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(times):
        call()
    return Cost((time.process_time() - cpu) / times, (time.perf_counter() - wall) / times)


def started(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Cost:
    """The cost of a fresh process, and of those it waited for, from its start to its end.

    `command` begins with a path. Raises RuntimeError where it fails.
    """
    said = folder / "said"
    starter = [sys.executable, "-S", "-c", STARTER, str(said), *command]
    done = subprocess.run(starter, env=environment, cwd=folder, capture_output=True, text=True, check=True)
    status, cpu, wall, peak = json.loads(done.stdout)
    if status:
        raise RuntimeError(f"{' '.join(command)[:200]}: {said.read_text(errors='replace')[-2000:]}")
    return Cost(cpu, wall, peak)


def in_turns(runs: Mapping[str, Run], rounds: int, warm: int = 1) -> dict[str, Cost]:
    """The median cost of each run, all of them taken once in every round; the first `warm` rounds do not count."""
    found: dict[str, list[Cost]] = {name: [] for name in runs}
    for number in range(rounds + warm):
        for name, run in runs.items():
            cost = run()
            if number >= warm:
                found[name].append(cost)
    return {name: _median(costs) for name, costs in found.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        median(cost.cpu for cost in costs), median(cost.wall for cost in costs), median(cost.peak for cost in costs)
    )
