"""Clocks: CPU and wall time of whole processes, taken in turns so that a busy machine is unfair to nobody.

It knows no document.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

Run = Callable[[], "Cost"]
Costs = dict[str, list["Cost"]]
"""What each run took, once for each round."""
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

    @property
    def all(self) -> tuple[float, float, float]:
        """CPU and wall seconds, and the peak."""
        return self.cpu, self.wall, self.peak

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


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


def in_turns(runs: Mapping[str, Run], rounds: int, warm: int, heavy: Collection[str]) -> Costs:
    """The costs of each run, all of them taken once in every round; the first `warm` rounds do not count.

    Those whose name is among the `heavy` are taken in every third.
    """
    found: Costs = {name: [] for name in runs}
    for number in range(rounds + warm):
        for name, run in runs.items():
            if name in heavy and number % 3 and found[name]:
                continue
            cost = run()
            if number >= warm or name in heavy:
                found[name].append(cost)
    return found


def median_of(values: Sequence[float]) -> float:
    """The median; of one value that value."""
    return float(median(values))


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """The lower quartile, the median and the upper quartile."""
    if len(values) < 2:
        return values[0], values[0], values[0]
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high
