"""Clocks: CPU and wall time of calls and of whole processes, taken in turns so that a busy machine is unfair to nobody.

It knows no document.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Run = Callable[[], "Cost"]


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


def called(call: Callable[[], object]) -> Cost:
    """The cost of a call in this process."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def started(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Cost:
    """The cost of a fresh process from its start to its end. Raises RuntimeError where it fails."""
    wall = time.perf_counter()
    with (folder / "said").open("w+b") as said:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)[:200]}: {said.read().decode(errors='replace')[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - wall, used.ru_maxrss / 1024)


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
