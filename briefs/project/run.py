"""The whole run: facts loaded, plans made, documents built side by side and put away.

It gathers problems and tells whoever asked how far it is; it prints nothing.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefs.files import NotReadError, read_bytes
from briefs.model.problems import Place, Problem, Stop
from briefs.project.fact_checking import fact_files
from briefs.project.file_names import file_problems
from briefs.project.languages import unknown_languages
from briefs.project.one_fact_file import Planned
from briefs.project.output_folder import Store
from briefs.project.parallel import AHEAD, WORTH_A_PROCESS, Bench, Done, Job, not_printed, processes, results
from briefs.project.past import Past
from briefs.project.plan import chosen, unknown_settings
from briefs.project.request import Ask, Made, Report, Tell
from briefs.project.template_folders import Shelf
from briefs.project.unprinted import Unprinted

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from briefs.pdf.seal import Seal

WORKERS = 16
"""Processes for which an executor of unknown size is kept in work."""
LARGEST_CERTIFICATE = 1_000_000
"""Bytes of a file with a certificate and its key."""


def built(ask: Ask, tell: Tell | None, executor: Executor | None = None) -> Report:
    """What came of it. Never raises for what facts, templates or the disk bring about: those are its problems.

    `executor` does the work, where one is given, in whatever processes it has.
    """
    run = Run(ask, tell)
    try:
        run.begin()
    except Stop as stop:
        return Report((), (), _sorted([*run.problems, *stop.problems]))
    try:
        run.make(executor)
    except Stop as stop:
        run.problems += stop.problems
    return run.report()


class Run:
    """One build: what is to be done, and what has come of it so far."""

    def __init__(self, ask: Ask, tell: Tell | None) -> None:
        self.ask = ask
        self.tell = tell
        self.shelf = Shelf(ask.paths.workspace, ask.today)
        self.bench = Bench(self.shelf)
        self.store = Store(ask.paths.out, ask.force)
        self.past = Past(ask)
        self.files: list[str] = []
        """The fact files of which papers are made."""
        self.made: list[Made] = []
        self.put: list[Path] = []
        self.problems: list[Problem] = []
        self.unheld: list[str] = []
        self.unprinted: list[Unprinted] = []
        self.seal: Seal | None = None
        self.home = str(Path.cwd())
        self.name = f"{os.getpid()}-{time.time_ns()}"
        self._known: dict[str, int] = {}
        """How many papers there are of a fact file that has been looked at."""
        self._open: dict[str, Parts] = {}
        """What has come of a fact file of which not all papers are made."""

    def begin(self) -> None:
        """Find what is to be done. Raises Stop where nothing can be."""
        ask, shelf = self.ask, self.shelf
        self.seal = _seal(ask)
        templates, faults = chosen(shelf, ask.templates)
        self.problems += [*faults, *unknown_languages(ask.languages)]
        self.problems += unknown_settings(templates, ask.typed)
        if any(problem.severity == "error" for problem in self.problems):
            return
        paths = fact_files(ask.paths.workspace, ask.paths.facts)
        unfit = list(file_problems(paths))
        self.problems += unfit
        self.files = [] if unfit else [str(path) for path in paths]

    def make(self, executor: Executor | None) -> None:
        """Have all papers made, and put each in its place."""
        count = self.ask.jobs
        if self.ask.scheduler or executor:
            count = count or WORKERS
        if count == 0:
            first = self.bench.planned(Path(self.files[0]), self.ask).plans if self.files else ()
            count = min(os.cpu_count() or 1, len(self.files) * len(first) // WORTH_A_PROCESS)
        pool = self._workers(executor, count)
        with pool as workers:
            ahead = AHEAD * max(count, 1) if workers else 0
            for done in results(self._jobs(max(count, 1) if workers else 0), self.bench.done, workers, ahead):
                self._received(done)

    def _workers(self, executor: Executor | None, count: int) -> AbstractContextManager[Executor | None]:
        if executor is None and self.ask.scheduler:
            from briefs.project.cluster import cluster  # an extra

            return cluster(self.ask.scheduler)
        return nullcontext(executor) if executor or count <= 1 else processes(count)

    def _jobs(self, workers: int) -> Iterator[Job | Done]:
        """The work in its order: of few fact files paper by paper, of many file by file."""
        several = workers > 0 and len(self.files) >= 2 * workers
        for file in self.files:
            past = self.past.unchanged(file)
            if past is not None:
                self._known[file] = len(past.made)
                yield past
            elif several:
                yield Job(self.ask, file, seal=self.seal, home=self.home, run=self.name)
            else:
                yield from self._papers(file)

    def _papers(self, file: str) -> Iterator[Job]:
        """A job for each paper; one that makes none where there is none, so that its problems are told."""
        whole = self.bench.planned(Path(file), self.ask)
        count = max(len(whole.plans), 1)
        self._open[file] = Parts(whole, count, self.ask.shard[1] == 1)
        self._known[file] = len(whole.plans)
        for number in range(count):
            yield Job(self.ask, file, number, number + 1, self.seal, self.home, self.name)

    def _received(self, done: Done) -> None:
        """Put what was made in its place, and gather what is to be said."""
        sound = True
        hashes: dict[str, str] = {}
        for one in done.made:
            files = self._stored(one, hashes)
            sound = sound and bool(one.files) and len(files) == len(one.files)
            lean = replace(one, files=dict.fromkeys(one.files, b"")) if self.ask.lean else one
            self.made.append(lean)
            self.put += files
            self.problems += one.problems
            if self.tell:
                self.tell(lean, files, len(self.made), self._total(done))
        self.problems += done.problems
        parts = self._open.get(done.file)
        whole = parts.joined(done, hashes, sound) if parts else (done, hashes, sound)
        if whole is not None:
            self._finished(*whole)

    def _finished(self, done: Done, hashes: Mapping[str, str], sound: bool) -> None:
        """All papers of a fact file are there."""
        self._open.pop(done.file, None)
        self._known[done.file] = len(done.made)
        self.unheld += done.unheld
        self.unprinted += done.unprinted
        errors = any(each.severity == "error" for each in (*done.problems, *(p for m in done.made for p in m.problems)))
        if sound and done.made and not errors and not done.made[0].unchanged:
            self.past.add(done, dict(hashes))

    def _stored(self, made: Made, hashes: dict[str, str]) -> tuple[Path, ...]:
        """The files of a paper, in their place; what stands in the way of one is a problem."""
        names = {ending: f"{made.name}.{ending}" for ending in made.files}
        if made.unchanged:
            return tuple(self.store.folder / name for name in names.values())
        put: list[Path] = []
        for ending, name in names.items():
            try:
                put.append(self.store.put(name, made.files[ending]))
                hashes[name] = hashlib.sha256(made.files[ending]).hexdigest()
            except Stop as stop:
                self.problems += stop.problems
        return tuple(put)

    def _total(self, done: Done) -> int:
        """How many papers there are, as far as that is known: of files not yet looked at, as many as of the others."""
        self._known.setdefault(done.file, len(done.made))
        counts = self._known.values()
        return max(len(self.made), round(sum(counts) / len(counts) * len(self.files)))

    def report(self) -> Report:
        """What has come of it."""
        self.problems += self.store.close()
        if not self.ask.templates and self.ask.shard[1] == 1:
            self.problems += _left_over(self.ask, self.files, self.made, self.store)
        self.past.close()
        return Report(
            tuple(self.made),
            tuple(self.put),
            _sorted(self.problems),
            tuple(self.store.kept),
            tuple(self.unprinted),
            tuple(self.unheld),
        )


class Parts:
    """The papers of one fact file, as they come in one by one."""

    def __init__(self, whole: Planned, count: int, complete: bool) -> None:
        self.whole = whole
        self.left = count
        self.complete = complete
        """Whether these are all papers of the file, and not those of a part."""
        self.made: list[Made] = []
        self.inputs: set[str] = set()
        self.hashes: dict[str, str] = {}
        self.sound = True

    def joined(self, done: Done, hashes: Mapping[str, str], sound: bool) -> tuple[Done, Mapping[str, str], bool] | None:
        """All of them as one, with the hashes of their files and whether each was written; None while some lack."""
        self.left -= 1
        self.made += (replace(each, files=dict.fromkeys(each.files, b"")) for each in done.made)
        self.inputs |= done.inputs
        self.hashes.update(hashes)
        self.sound = self.sound and sound
        if self.left:
            return None
        lacking = not_printed(self.whole, self.made) if self.complete else ()
        done = replace(done, made=tuple(self.made), unprinted=lacking, inputs=frozenset(self.inputs))
        return done, self.hashes, self.sound


def _left_over(ask: Ask, files: Sequence[str], made: Sequence[Made], store: Store) -> Iterator[Problem]:
    """A warning for each document of these fact files that was built once and is not made any more."""
    stems = {Path(file).stem for file in files}
    now = {f"{one.name}.{ending}" for one in made for ending in ask.formats}
    tags = {_tag(name) for name in now}
    for name in store.names():
        path = store.folder / name
        ours = name.partition("/")[0] in stems and name.rpartition(".")[2] in ask.formats
        ours = ours and _tag(name) in tags
        if ours and name not in now and path.exists() and not name.endswith(".redline.docx"):
            message = f"{path.name} is from an earlier build, and was not made this time"
            yield Problem("W023", message, Place(str(path)), "delete it, lest it be taken for a new one", "warning")


def _tag(name: str) -> str:
    """The language that a paper's file name says; empty where it says none."""
    return name.rpartition("/")[2].partition(".")[2].rpartition(".")[0]


def _seal(ask: Ask) -> Seal | None:
    """What PDF files are to be sealed with. Raises Stop where they cannot be, or where none is asked for."""
    certificate = ask.paths.certificate
    if ask.password is None and certificate is None:
        return None
    from briefs.pdf.seal import settled  # only these options pay for it

    if "pdf" not in ask.formats:
        hint = "ask for PDF too (`-f pdf`); Word files are encrypted and signed in Word"
        message = "only PDF files are encrypted or signed, and none is asked for"
        raise Stop([Problem("W033", message, Place("-f"), hint)])
    at = Place(str(certificate or ""))
    try:
        data = read_bytes(certificate, LARGEST_CERTIFICATE) if certificate else None
    except NotReadError as fault:
        hint = "name the PKCS#12 or PEM file that holds the certificate and its key"
        raise Stop([Problem("W032", f"the certificate file {fault}", at, hint)]) from None
    return settled(ask.password, data, ask.passphrase, at)


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))
