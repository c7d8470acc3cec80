"""Documents made in several processes, where there are enough of them.

Each process is a fresh interpreter, on every system; what a document is, `pipeline` knows.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.project.pipeline import make
from briefs.project.request import Made
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf

if TYPE_CHECKING:
    from briefs.pdf.seal import Seal

WORTH_A_PROCESS = 30
"""Documents that take as long as a process to start: for fewer another does not pay."""


def made_of(plans: Sequence[Plan], shelf: Shelf, jobs: int, seal: Seal | None) -> Iterator[Made]:
    """The documents in the plans' order, made by as many processes as `jobs` says; 0: by as many as pay."""
    jobs = min(jobs or min(os.cpu_count() or 1, len(plans) // WORTH_A_PROCESS), len(plans))
    done = 0
    if jobs > 1:
        for one in _side_by_side(plans, shelf, jobs, seal):
            done += 1
            yield one
    yield from (make(plan, shelf, seal) for plan in plans[done:])


def _side_by_side(plans: Sequence[Plan], shelf: Shelf, jobs: int, seal: Seal | None) -> Iterator[Made]:
    """The documents up to the one at which a process has ended by itself, as one without enough memory does."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context  # takes 10 ms to import

    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (plans, shelf.workspace, shelf.today, seal))
    try:
        yield from pool.map(_make, range(len(plans)), chunksize=2)
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)


_work: list[tuple[Sequence[Plan], Shelf, Seal | None]] = []
"""What a process has to do, sent once: plans share the facts of their file."""


def _begin(plans: Sequence[Plan], workspace: Path, today: date | None, seal: Seal | None) -> None:
    """In a new process: an interruption is the first one's to hear, and with that one this ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work.append((plans, Shelf(workspace, today), seal))


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _make(number: int) -> Made:
    plans, shelf, seal = _work[0]
    return make(plans[number], shelf, seal)
