"""The whole run: facts loaded, plans made, documents built side by side and put away.

It gathers problems and tells whoever asked how far it is; it prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefs.factfiles.source_copies import load_sources
from briefs.factfiles.translations import in_language
from briefs.files import NotReadError, read_bytes
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, Stop
from briefs.model.template import Template
from briefs.project.fact_checking import disagreements, fact_files
from briefs.project.file_names import file_problems, paper_problems
from briefs.project.languages import in_languages, unknown_languages
from briefs.project.output_folder import Store
from briefs.project.parallel import made_of
from briefs.project.plan import asked_for, chosen, fitting, plans, unknown_settings, without_records
from briefs.project.request import Ask, Made, Report, Tell
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf
from briefs.project.unprinted import Unprinted, unprinted

if TYPE_CHECKING:
    from briefs.pdf.seal import Seal

LARGEST_CERTIFICATE = 1_000_000
"""Bytes of a file with a certificate and its key."""


def built(ask: Ask, tell: Tell | None) -> Report:
    """What came of it. Never raises for what facts, templates or the disk bring about: those are its problems."""
    shelf = Shelf(ask.paths.workspace, ask.today)
    problems: list[Problem] = []
    unheld: list[str] = []
    try:
        seal = _seal(ask)
        todo = _todo(ask, shelf, problems, unheld)
    except Stop as stop:
        return Report((), (), _sorted([*problems, *stop.problems]))
    store = Store(ask.paths.out, ask.force)
    made: list[Made] = []
    files: list[Path] = []
    for number, one in enumerate(made_of(todo, shelf, ask.jobs, seal), 1):
        put = _put(one, store, problems)
        made.append(one)
        files += put
        problems += one.problems
        if tell:
            tell(one, put, number, len(todo))
    problems += store.close()
    if not ask.templates:
        problems += _left_over(ask, todo, made, store)
    return Report(
        tuple(made), tuple(files), _sorted(problems), tuple(store.kept), _unprinted(todo, made), tuple(unheld)
    )


def _unprinted(todo: Sequence[Plan], made: Sequence[Made]) -> tuple[Unprinted, ...]:
    """The facts that no paper of their file prints; none of a file of which a paper could not be made."""
    papers: dict[int, list[Made]] = {}
    for plan, one in zip(todo, made, strict=True):
        papers.setdefault(id(plan.facts), []).append(one)
    files = {id(plan.facts): plan.facts for plan in todo}
    whole = (each for each, done in papers.items() if all(one.files for one in done))
    return tuple(fact for each in whole for fact in unprinted(files[each], [one.shown for one in papers[each]]))


def _left_over(ask: Ask, todo: Sequence[Plan], made: Sequence[Made], store: Store) -> Iterator[Problem]:
    """A warning for each document of these fact files that was built once and is not made any more."""
    stems = {Path(plan.facts.file).stem for plan in todo}
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


def _todo(ask: Ask, shelf: Shelf, problems: list[Problem], unheld: list[str]) -> list[Plan]:
    """The plans of every fact file that has no error; none where names of papers are wrong.

    Problems, and sources without a copy, gather beside.
    """
    templates, faults = chosen(shelf, ask.templates)
    problems += [*faults, *unknown_languages(ask.languages)]
    problems += unknown_settings(templates, ask.typed)
    if any(problem.severity == "error" for problem in problems):
        return []
    paths = fact_files(ask.paths.workspace, ask.paths.facts)
    todo: list[Plan] = []
    for path in paths:
        facts = _facts(path, shelf, problems)
        if facts is not None and _holds(facts, ask, problems, unheld):
            for each in in_languages(facts, ask.languages):
                todo += _plans(each, templates, ask, shelf, problems)
    unfit = [*file_problems(paths), *paper_problems(todo)]
    problems += unfit
    return [] if unfit else todo


def _plans(
    facts: Facts, templates: Sequence[Template], ask: Ask, shelf: Shelf, problems: list[Problem]
) -> Iterator[Plan]:
    """The plans of one fact file."""
    named = None if ask.templates else asked_for(facts, shelf, problems)
    wanted = templates if ask.templates else named if named is not None else fitting(templates, facts, shelf, problems)
    problems += without_records(wanted, facts, shelf) if ask.templates else ()
    then = _earlier(ask, Path(facts.file), shelf) if ask.since else None
    then = in_language(then, facts.text("language")) if then and facts.written_in else then
    for plan in plans(
        facts,
        wanted,
        tuple(ask.formats),
        ask.theme,
        ask.typed,
        ask.final,
        shelf,
        named is not None or bool(ask.templates),
    ):
        asked = replace(plan, annex=ask.annex, now=ask.now, base=ask.base)
        yield replace(asked, since=then, redline=ask.redline) if then else asked


def _holds(facts: Facts, ask: Ask, problems: list[Problem], unheld: list[str]) -> bool:
    """Whether papers may be made of the facts: a final one only where they stand up to their sources.

    Of another it is warned; where no copy of a source is held there is nothing to hold it against but its programme.
    """
    texts, found = load_sources(facts, ask.paths.sources, ask.paths.workspace)
    unheld += [f"{facts.file}: {source}" for source in facts.sources if source not in texts]
    if texts or ask.final or facts.find("programme") is not None:
        found = [*found, *disagreements(facts, texts, ask.oldest)]
    problems += found if ask.final else [replace(each, severity="warning") for each in found]
    return not (ask.final and any(problem.severity == "error" for problem in found))


def _earlier(ask: Ask, path: Path, shelf: Shelf) -> Facts:
    """The facts that `--since` names. Raises Stop where they cannot be had or hold errors."""
    from briefs.project.earlier import load_version  # only this option pays for it

    facts, faults = load_version(ask.since, path, shelf.vocabulary)
    if any(fault.severity == "error" for fault in faults):
        raise Stop(faults)
    return facts


def _facts(path: Path, shelf: Shelf, problems: list[Problem]) -> Facts | None:
    try:
        facts, faults = shelf.facts(path)
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
