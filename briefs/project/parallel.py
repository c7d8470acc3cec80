"""The list of work of a build, done here, or by whatever executes calls: processes of this machine, a cluster.

A piece of work names a fact file and which of its papers; whoever does it loads the facts. What a document is,
`pipeline` knows.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from briefs.files import noting
from briefs.model.problems import Place, Problem
from briefs.project.one_fact_file import Planned, planned
from briefs.project.pipeline import make
from briefs.project.request import Ask, Made
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf
from briefs.project.unprinted import Unprinted, unprinted

if TYPE_CHECKING:
    from briefs.pdf.seal import Seal

WORTH_A_PROCESS = 30
"""Documents that take as long as a process to start: for fewer another does not pay."""
AHEAD = 4
"""Pieces of work that wait for each process, so that none waits for work, and not all results for their turn."""


class Job(Struct, frozen=True):
    """Papers of a fact file that one process makes: from the number `first` up to `last`, or all of them."""

    ask: Ask
    file: str
    first: int = 0
    last: int | None = None
    seal: Seal | None = None
    home: str = ""
    """The folder from which relative paths lead."""
    run: str = ""
    """What tells the jobs of one build from those of another."""


class Done(Struct, frozen=True):
    """What came of a job."""

    file: str
    made: tuple[Made, ...]
    problems: tuple[Problem, ...] = ()
    """What is wrong with the fact file."""
    unheld: tuple[str, ...] = ()
    unprinted: tuple[Unprinted, ...] = ()
    """Only of a job that makes all papers of its file."""
    inputs: frozenset[str] = frozenset()
    """The paths that were read or looked for."""
    until: str = ""
    """The day on which something else may come of it, though nothing has changed; empty where there is none."""


class Bench:
    """Where jobs are done, one after the other: it keeps the templates at hand, and the facts of the last file."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._last: tuple[Path, Planned] | None = None

    def planned(self, path: Path, ask: Ask) -> Planned:
        """The plans of a fact file."""
        if self._last is None or self._last[0] != path:
            self.shelf.forget_facts()
            self._last = path, planned(path, ask, self.shelf)
        return self._last[1]

    def done(self, job: Job) -> Done:
        """The papers of a job, each made whatever became of the one before."""
        whole = self.planned(Path(job.file), job.ask)
        inputs = set(whole.inputs)
        with noting(inputs):
            made = tuple(one(plan, self.shelf, job.seal) for plan in whole.plans[job.first : job.last])
        complete = job.first == 0 and job.last is None and job.ask.shard[1] == 1
        lacking = not_printed(whole, made) if complete else ()
        inputs |= self.shelf.looked_at
        until = next_change(whole, job.ask, made)
        return Done(job.file, made, whole.problems, whole.unheld, lacking, frozenset(inputs), until)


def one(plan: Plan, shelf: Shelf, seal: Seal | None) -> Made:
    """The document of a plan; where it fails by a fault of ours or of the machine, the problem that says so."""
    try:
        return make(plan, shelf, seal)
    except (RecursionError, MemoryError) as fault:
        deep = isinstance(fault, RecursionError)
        message = "this is nested too deep" if deep else "the machine has not enough memory for this"
        hint = "take some levels away" if deep else "build fewer documents at once"
        return Made(plan.name, {}, 0, (), (Problem("W027", message, Place(plan.facts.file), hint),))
    except Exception as fault:
        hint = "please report this, with the fact file and the template: it is a fault of briefs, not yours"
        message = f"briefs has failed at `{plan.name}`: {type(fault).__name__}: {fault}"
        return Made(plan.name, {}, 0, (), (Problem("W099", message, Place(plan.facts.file), hint),))


def not_printed(whole: Planned, made: Sequence[Made]) -> tuple[Unprinted, ...]:
    """The facts that no paper of the file prints in their language; none where one of the papers could not be made."""
    papers: dict[int, list[Made]] = {}
    for plan, one in zip(whole.plans, made, strict=True):
        papers.setdefault(id(plan.facts), []).append(one)
    files = {id(plan.facts): plan.facts for plan in whole.plans}
    complete = (each for each, done in papers.items() if all(one.files for one in done))
    return tuple(fact for each in complete for fact in unprinted(files[each], [one.shown for one in papers[each]]))


def next_change(whole: Planned, ask: Ask, made: Iterable[Made]) -> str:
    """The first day after today on which time alone may change the papers of a file, or their problems.

    Those are all days that the file names (embargoes, publications), and those on which facts become too old; today
    where a moment of today is named. Empty where there is no clock, or no such day.
    """
    if ask.today is None or whole.facts is None:
        return ""
    today = ask.today.isoformat()
    days = {fact.written[:10] for fact in whole.facts.index.values() if _is_day(fact.written[:10])}
    moments = {fact.written[:10] for fact in whole.facts.index.values() if "T" in fact.written[10:11]}
    if today in moments:
        return today
    coming = [day for day in days if day > today]
    aged = [plan.template.limits["age"] for plan in whole.plans if plan.template.limits.get("age")]
    as_of = whole.facts.text("as_of")[:10]
    if _is_day(as_of):
        ends = [date.fromordinal(date.fromisoformat(as_of).toordinal() + most + 1) for most in aged]
        next_day = date.fromordinal(ask.today.toordinal() + 1)
        coming += [max(end, next_day).isoformat() for end in ends]
    return min(coming, default="")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def results(
    jobs: Iterable[Job | Done], here: Callable[[Job], Done], executor: Executor | None = None, ahead: int = 1
) -> Iterator[Done]:
    """What comes of the jobs, in their order; what is done already passes through.

    With an executor up to `ahead` jobs are under way. Where its processes have ended by themselves, as they do without
    enough memory, the rest is done here.
    """
    if executor is None:
        yield from (each if isinstance(each, Done) else here(each) for each in jobs)
        return
    waiting: deque[tuple[Job | Done, Future[Done] | None]] = deque()
    broken = False

    def first() -> Done:
        nonlocal broken
        job, future = waiting.popleft()
        if isinstance(job, Done):
            return job
        if future is not None and not broken:
            from concurrent.futures import BrokenExecutor

            try:
                return future.result()
            except BrokenExecutor:
                broken = True
        return here(job)

    for each in jobs:
        waiting.append((each, None if broken or isinstance(each, Done) else _submitted(executor, each)))
        if len(waiting) > ahead:
            yield first()
    while waiting:
        yield first()


def _submitted(executor: Executor, job: Job) -> Future[Done] | None:
    """The job on its way; None where the executor takes no more."""
    try:
        return executor.submit(in_process, job)
    except RuntimeError:  # BrokenExecutor is one
        return None


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """Fresh interpreters of this machine, on every system."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context  # takes 10 ms to import

    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """In a new process: an interruption is the first one's to hear, and with that one this ends too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


_one_at_a_time = threading.Lock()
_benches: dict[str, Bench] = {}
"""In a process that does jobs: that of the build which it works for; files may have changed before the next."""


def in_process(job: Job) -> Done:
    """What comes of a job, in a process that keeps the templates for the next."""
    with _one_at_a_time:
        if job.run not in _benches:
            if job.home and job.home != str(Path.cwd()):
                os.chdir(job.home)
            _benches.clear()
            _benches[job.run] = Bench(Shelf(job.ask.paths.workspace, job.ask.today))
        return _benches[job.run].done(job)
