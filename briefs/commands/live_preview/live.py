"""The papers that pages have open: built anew when files change, and told to whoever listens.

One thread builds and draws, the newest state wins. It serves nothing and watches nothing itself.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from briefs.commands.live_preview.pictures import Pictures
from briefs.commands.live_preview.state import Sight, digest, paper_list, problem, sight_of, told
from briefs.commands.live_preview.watching import stamp
from briefs.factfiles.edits import Edited
from briefs.model.problems import Problem, Stop
from briefs.project.workbench import Workbench

T = TypeVar("T")
HALF_SAVED = 0.15
"""Seconds that a problem is held back where a file has just lost half its length: the rest may be on its way."""
FEW_COLLECTIONS = 50_000


class Paper:
    """One paper: the last good state of it, and what is wrong now."""

    def __init__(self) -> None:
        self.version = 0
        self.sight: Sight | None = None
        self.pictures: Pictures | None = None
        self.problems: tuple[Problem, ...] = ()
        self.doubts: tuple[Problem, ...] = ()
        self.stale = False
        """Whether what is shown is an earlier state, because the present one cannot be made."""
        self.facts: Any = None
        self.reading = 0
        """Of which reading of the files it was made."""


class Undo:
    """What an edit has replaced."""

    def __init__(self, paper: str, before: str, after: str) -> None:
        self.paper, self.before, self.after = paper, before, digest(after)


class Live:
    """All papers of a workbench, and those who listen."""

    def __init__(self, bench: Workbench, link: str) -> None:
        self.bench = bench
        self.link = link
        self.papers: dict[str, Paper] = {}
        self.counts: dict[str, tuple[int, int]] = {}
        self.undone: list[Undo] = []
        self.ended = asyncio.Event()
        self.readings = 0
        self._thread = ThreadPoolExecutor(1, "papers")
        self._listeners: dict[asyncio.Queue[dict[str, Any] | None], str] = {}
        self._changed: set[Path] | None = None
        """What has changed since the last look; empty: nothing, None: not looked at all yet."""
        self._news = asyncio.Event()
        self._sizes: dict[Path, int] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}
        self._news.set()

    async def work(self, call: Callable[..., T], *given: Any) -> T:
        """What the call gives, in the thread that builds."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *given)

    def notice(self, paths: Iterable[Path]) -> None:
        """Files have changed; told twice of one state of a file, it listens once."""
        fresh = {path for path in map(Path.absolute, paths) if self._stamps.get(path) != stamp(path)}
        if self._changed is not None and fresh:
            self._stamps |= {path: stamp(path) for path in fresh}
            self._changed |= fresh
            self._news.set()

    def end(self) -> None:
        """Nothing more is told; whoever listens is let go."""
        self.ended.set()
        self._news.set()
        for queue in self._listeners:
            queue.put_nowait(None)

    async def run(self) -> None:
        """Build whatever is open whenever something has changed, until the end."""
        while not self.ended.is_set():
            await self._news.wait()
            self._news.clear()
            if self.ended.is_set():
                break
            changed, self._changed = self._changed, set()
            if changed and self._is_half_saved(changed):
                await asyncio.sleep(HALF_SAVED)
                changed |= self._changed
                self._changed = set()
            if changed is None or changed:
                await self.work(self.bench.refresh, changed)
                self.counts = {}
                self.readings += 1
            for queue, name in self._listeners.items():
                if not name:  # who came when no paper could be made
                    self._listeners[queue] = next(iter(self.bench.plans), "")
            open_now = sorted(set(self._listeners.values()))
            for name in open_now:
                await self._build(name)
            await self._idle(open_now)
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _is_half_saved(self, changed: Iterable[Path]) -> bool:
        doubtful = False
        for path in changed:
            try:
                size = path.stat().st_size
            except OSError:
                size = 0
            doubtful |= size * 2 < self._sizes.get(path, 0)
            self._sizes[path] = size
        return doubtful

    async def _build(self, name: str) -> None:
        paper = self.papers.setdefault(name, Paper())
        paper.reading = self.readings
        await self.work(self._built, name, paper)
        paper.version += 1
        self._tell(name)
        if not self._changed and name in self.bench.plans:
            doubts = await self.work(self._doubted, name)
            if doubts != paper.doubts:
                paper.doubts = doubts
                self._count(name, paper)
                self._tell(name)

    def _built(self, name: str, paper: Paper) -> None:
        try:
            proof = self.bench.proof(name)
        except (Stop, KeyError) as fault:
            found = fault.problems if isinstance(fault, Stop) else ()
            paper.problems = (*self.bench.problems, *found)
            paper.stale = True
        else:
            paper.problems = (*self.bench.problems, *proof.problems)
            wrong = any(each.severity == "error" for each in self.bench.problems)
            paper.stale = wrong
            paper.sight = sight_of(proof, paper.sight)
            paper.facts = self.bench.facts_of(name)
            if paper.pictures:
                paper.pictures.close()
            paper.pictures = Pictures(proof.pdf)
        self._count(name, paper)
        if gc.get_threshold()[0] != FEW_COLLECTIONS:  # once all that stays is there
            gc.collect()
            gc.freeze()
            gc.set_threshold(FEW_COLLECTIONS, 20, 20)

    def _doubted(self, name: str) -> tuple[Problem, ...]:
        try:
            return self.bench.doubts(name)
        except Stop as stop:
            return stop.problems

    def _count(self, name: str, paper: Paper) -> None:
        found = dict.fromkeys((*paper.problems, *paper.doubts))
        errors = sum(each.severity == "error" for each in found)
        self.counts[name] = errors, len(found) - errors

    async def _idle(self, open_now: list[str]) -> None:
        """Count the problems of the papers that nobody has open, as long as nothing else is to be done."""
        for name in list(self.bench.plans):
            if self._changed or self._news.is_set() or self.ended.is_set():
                return
            if name not in open_now and name not in self.counts:
                await self.work(self._counted, name)
        for name in open_now:
            self._tell(name, only_list=True)

    def _counted(self, name: str) -> None:
        try:
            problems = (*self.bench.problems, *self.bench.proof(name).problems)
        except (Stop, KeyError) as fault:
            problems = (*self.bench.problems, *(fault.problems if isinstance(fault, Stop) else ()))
        found = dict.fromkeys(problems)
        errors = sum(each.severity == "error" for each in found)
        self.counts[name] = errors, len(found) - errors

    # whoever listens

    async def listen(self, name: str) -> AsyncIterator[dict[str, Any]]:
        """The states of a paper, the present one first; an empty one from time to time, to see who is still there."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._listeners[queue] = name
        try:
            paper = self.papers.get(name)
            if paper and paper.version and paper.reading == self.readings and not self._changed:
                yield self.state(name)
            else:
                yield {"papers": paper_list(list(self.bench.plans), self.counts), "paper": name, "making": True}
                self._news.set()
            while not self.ended.is_set():
                try:
                    state = await asyncio.wait_for(queue.get(), 15)
                except TimeoutError:
                    yield {}
                    continue
                if state is None:
                    return
                yield state
        finally:
            del self._listeners[queue]

    def _tell(self, name: str, only_list: bool = False) -> None:
        if only_list:
            state = {"papers": paper_list(list(self.bench.plans), self.counts), "paper": name, "only": "papers"}
        else:
            state = self.state(name)
        for queue, wanted in self._listeners.items():
            if wanted == name:
                queue.put_nowait(state)

    def state(self, name: str) -> dict[str, Any]:
        """All that a page shows of a paper."""
        paper = self.papers[name]
        found = sorted(dict.fromkeys((*paper.problems, *paper.doubts)), key=lambda each: (each.severity, *each.order))
        state: dict[str, Any] = {
            "papers": paper_list(list(self.bench.plans), self.counts),
            "paper": name,
            "version": paper.version,
            "stale": paper.stale,
            "problems": [problem(each, self.link) for each in found],
            "undo": bool(self.undone),
        }
        if paper.sight and paper.pictures:
            state["shown"] = told(paper.sight, paper.facts, self.link)
            state["sizes"] = paper.pictures.sizes
        return state

    # edits

    def look(self, name: str, fact: str, changes: dict[str, str]) -> tuple[str, Edited]:
        """The text of the fact file as it is, and with a fact changed. Raises as `Workbench.edited` does."""
        return self.bench.text_of(name), self.bench.edited(name, fact, changes)

    def save(self, name: str, fact: str, changes: dict[str, str], seen: str) -> None:
        """Change the fact in its file. Raises ValueError where the file is not the one that was looked at."""
        before, edited = self.look(name, fact, changes)
        if digest(before) != seen:
            raise ValueError("the file has changed meanwhile: look at the change again")
        self.bench.replace_text(name, edited.text)
        self.undone.append(Undo(name, before, edited.text))
        del self.undone[:-50]

    def undo(self) -> str:
        """Take the last edit back; the paper's name. Raises ValueError where the file has changed since."""
        if not self.undone:
            raise ValueError("there is nothing to take back")
        last = self.undone[-1]
        if digest(self.bench.text_of(last.paper)) != last.after:
            raise ValueError("the file has changed since: nothing is taken back")
        self.undone.pop()
        self.bench.replace_text(last.paper, last.before)
        return last.paper
