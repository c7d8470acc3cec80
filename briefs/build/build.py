"""The whole run: facts loaded, plans made, documents built side by side and put away.

It gathers problems and tells whoever asked how far it is; it prints nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from briefs.build.beside import Companion, pays
from briefs.build.checking import Findings, examine
from briefs.build.make import Made, Plan, make
from briefs.build.plan import chosen, fitting, plans, unknown_settings
from briefs.build.shelf import Shelf
from briefs.build.store import Store, reason
from briefs.facts import Facts
from briefs.load import load_facts
from briefs.problems import Place, Problem, Stop
from briefs.unhurried import unhurried
from briefs.write.seal import Seal, settled

FORMATS = ("docx", "pdf")
WORTH_A_PROCESS = 12
"""Documents for which another process pays for its start."""
Tell = Callable[[Made, tuple[Path, ...], int, int], None]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be built; with no `facts` every file in the workspace's `facts/`, with no `templates` every one."""

    workspace: Path = Path()
    facts: tuple[Path, ...] = ()
    templates: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    out: Path = Path("build")
    theme: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    final: bool = False
    force: bool = False
    jobs: int = 0
    """Processes; 0: as many as pay."""
    since: str = ""
    """An earlier version (`FILE`, `FILE@REVISION`, `@REVISION`): documents say what has changed since."""
    redline: bool = False
    """Whether Word files with tracked changes since then are made too."""
    sources: tuple[Path, ...] = ()
    """Folders in which `check` looks for copies of sources, beside the fact file's own."""
    oldest: int = 0
    """Days by which a source may be older than the facts before `check` warns; 0: any."""
    completeness: bool = False
    """Whether `check` also tells what the sources say and no fact does."""
    password: str | None = field(default=None, repr=False)
    """With which PDF files are to be encrypted; None: they are not."""
    certificate: Path | None = None
    """The PKCS#12 or PEM file with whose key PDF files are to be signed."""
    passphrase: str = field(default="", repr=False)
    """What opens the certificate's file."""
    annex: bool = False
    """Whether a table of all facts that a document prints, with their sources, stands at its end."""
    now: datetime | None = None
    """By which embargoes and the age of facts are judged; None: embargoes hold, and nothing is old."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it."""

    made: tuple[Made, ...]
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    kept: tuple[tuple[Path, Path], ...] = ()
    """Hand-edited files that `--force` replaced, each with the copy that was kept."""

    @property
    def ok(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)


def build(ask: Ask, tell: Tell | None = None) -> Report:
    """Everything asked for, made and written; `tell` hears of each document as it is done.

    Never raises for what facts, templates or the disk bring about: those are the report's problems.
    """
    shelf = Shelf(ask.workspace)
    companion = _invited(ask, shelf)
    try:
        with unhurried():
            return _built(ask, shelf, companion, tell)
    finally:
        if companion:
            companion.dismiss()


def _invited(ask: Ask, shelf: Shelf) -> Companion | None:
    """A companion, where the run makes one document; its problems are told later."""
    if ask.jobs or len(ask.templates) != 1 or len(ask.facts) > 1:
        return None
    try:
        templates, faults = chosen(shelf, ask.templates)
    except Stop:
        return None
    wrong = any(fault.severity == "error" for fault in faults)
    return Companion() if not wrong and pays(ask.formats, templates) else None


def _built(ask: Ask, shelf: Shelf, companion: Companion | None, tell: Tell | None) -> Report:
    problems: list[Problem] = []
    try:
        seal = _seal(ask)
        todo = list(_todo(ask, shelf, problems))
        store = Store(ask.out, ask.force)
    except Stop as stop:
        return Report((), (), _sorted([*problems, *stop.problems]))
    made: list[Made] = []
    files: list[Path] = []
    for number, one in enumerate(_made(todo, shelf, ask.jobs, seal, companion), 1):
        put = _put(one, store, problems)
        made.append(one)
        files += put
        problems += one.problems
        if tell:
            tell(one, put, number, len(todo))
    try:
        store.close()
    except Stop as stop:
        problems += stop.problems
    return Report(tuple(made), tuple(files), _sorted(problems), tuple(store.kept))


def _seal(ask: Ask) -> Seal | None:
    """What PDF files are to be sealed with. Raises Stop where they cannot be, or where none is asked for."""
    if ask.password is None and ask.certificate is None:
        return None
    if "pdf" not in ask.formats:
        hint = "ask for PDF too (`-f pdf`); Word files are encrypted and signed in Word"
        message = "only PDF files are encrypted or signed, and none is asked for"
        raise Stop([Problem("W033", message, Place("-f"), hint)])
    at = Place(str(ask.certificate or ""))
    try:
        data = ask.certificate.read_bytes() if ask.certificate else None
    except OSError as fault:
        hint = "name the PKCS#12 or PEM file that holds the certificate and its key"
        raise Stop([Problem("W032", f"the certificate file cannot be read: {reason(fault)}", at, hint)]) from None
    return settled(ask.password, data, ask.passphrase, at)


def check(ask: Ask) -> tuple[Problem, ...]:
    """Every problem of the fact files that are asked for, and of what they say their sources say, by place.

    Nothing is built.
    """
    return findings(ask).problems


def findings(ask: Ask) -> Findings:
    """What `check` finds, and which sources had no copy that it could look into."""
    try:
        schemes = Shelf(ask.workspace).schemes
        return examine(fact_files(ask), ask.sources, ask.oldest, ask.completeness, schemes)
    except Stop as stop:
        return Findings(stop.problems)


def _sorted(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.order))


def fact_files(ask: Ask) -> list[Path]:
    """The fact files that are asked for. Raises Stop where there are none."""
    if ask.facts:
        return list(ask.facts)
    folder = ask.workspace / "facts"
    found = sorted(path for path in folder.glob("*.y*ml") if path.suffix in {".yaml", ".yml"})
    if not found:
        hint = "name one (`briefs build my-facts.yaml`), or begin with `briefs new DIR`"
        raise Stop([Problem("F001", "there is no fact file here", Place(str(folder)), hint)])
    return found


def _todo(ask: Ask, shelf: Shelf, problems: list[Problem]) -> Iterator[Plan]:
    """The plans of every fact file that has no error; problems gather beside."""
    templates, faults = chosen(shelf, ask.templates)
    problems += faults
    problems += unknown_settings(templates, ask.settings)
    if any(problem.severity == "error" for problem in problems):
        return
    for path in fact_files(ask):
        facts = _facts(path, problems)
        if facts is None or (ask.final and not _holds(path, ask, problems)):
            continue
        wanted = templates if ask.templates else fitting(templates, facts, shelf, problems)
        then = _earlier(ask, path) if ask.since else None
        for plan in plans(facts, wanted, ask.formats, ask.theme, ask.settings, ask.final, shelf):
            plan = replace(plan, annex=ask.annex, now=ask.now)  # noqa: PLW2901
            yield replace(plan, since=then, redline=ask.redline) if then else plan


def _holds(path: Path, ask: Ask, problems: list[Problem]) -> bool:
    """Whether the facts stand up to their sources, as a final paper's must."""
    found = examine([path], ask.sources, ask.oldest).problems
    problems += found
    return not any(problem.severity == "error" for problem in found)


def _earlier(ask: Ask, path: Path) -> Facts:
    """The facts that `--since` names. Raises Stop where they cannot be had or hold errors."""
    from briefs.build.earlier import load_version  # only this option pays for it

    facts, faults = load_version(ask.since, path)
    if any(fault.severity == "error" for fault in faults):
        raise Stop(faults)
    return facts


def _facts(path: Path, problems: list[Problem]) -> Facts | None:
    try:
        facts, faults = load_facts(path)
    except Stop as stop:
        problems += stop.problems
        return None
    problems += faults
    return None if any(fault.severity == "error" for fault in faults) else facts


def _put(made: Made, store: Store, problems: list[Problem]) -> tuple[Path, ...]:
    put: list[Path] = []
    for ending, data in made.files.items():
        try:
            put.append(store.put(f"{made.name}.{ending}", data))
        except Stop as stop:
            problems += stop.problems
    return tuple(put)


def _made(
    todo: Sequence[Plan], shelf: Shelf, jobs: int, seal: Seal | None, companion: Companion | None
) -> Iterator[Made]:
    """The documents in the plans' order, made here or in several processes."""
    if len(todo) == 1:
        yield make(todo[0], shelf, seal, companion)
        return
    jobs = min(jobs or min(os.cpu_count() or 1, len(todo) // WORTH_A_PROCESS), len(todo))
    if jobs < 2 or not hasattr(os, "fork"):
        yield from (make(plan, shelf, seal) for plan in todo)
        return
    from multiprocessing import get_context  # takes 10 ms to import

    _shared[:] = [(plan, shelf, seal) for plan in todo]
    with get_context("fork").Pool(jobs) as pool:
        yield from pool.imap(_make_shared, range(len(todo)), chunksize=2)
    _shared.clear()


_shared: list[tuple[Plan, Shelf, Seal | None]] = []
"""What forked processes find in their memory: plans hold whole fact files, too large to be sent."""


def _make_shared(number: int) -> Made:
    return make(*_shared[number])
