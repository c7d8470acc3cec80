"""The papers of one fact file: loaded, held against its sources, planned.

It makes no document and writes nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefs.factfiles.source_copies import load_sources
from briefs.factfiles.translations import in_language
from briefs.files import noting
from briefs.model.facts import Facts
from briefs.model.problems import Problem, Stop
from briefs.model.template import Template
from briefs.project.fact_checking import disagreements
from briefs.project.file_names import paper_problems
from briefs.project.languages import in_languages
from briefs.project.plan import asked_for, chosen, fitting, plans, without_records
from briefs.project.request import Ask
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf


class Planned(Struct, frozen=True):
    """What is to be made of a fact file, and what is wrong with it."""

    facts: Facts | None
    """None where they hold an error."""
    plans: tuple[Plan, ...]
    """Empty where names of papers are wrong."""
    problems: tuple[Problem, ...]
    unheld: tuple[str, ...]
    """Sources without a copy, as `facts file: id`."""
    inputs: frozenset[str]
    """The paths that were read or looked for."""


def planned(path: Path, ask: Ask, shelf: Shelf) -> Planned:
    """The plans of a fact file in the order in which its papers are made. Never raises Stop: that is its problems."""
    problems: list[Problem] = []
    unheld: list[str] = []
    inputs: set[str] = set()
    todo: list[Plan] = []
    facts: Facts | None = None
    with noting(inputs):
        try:
            templates, _ = chosen(shelf, ask.templates)
            facts = _facts(path, shelf, problems)
            facts = _with_rows(facts, ask, problems) if ask.data and facts is not None else facts
            if facts is not None and _holds(facts, ask, problems, unheld):
                for each in in_languages(facts, ask.languages):
                    todo += _plans(each, templates, ask, shelf, problems)
        except Stop as stop:
            todo = []
            problems += stop.problems
    unfit = list(paper_problems(todo))
    todo = _of_shard(todo, ask) if ask.shard[1] > 1 else todo
    problems += unfit
    return Planned(facts, () if unfit else tuple(todo), tuple(problems), tuple(unheld), frozenset(inputs))


def _facts(path: Path, shelf: Shelf, problems: list[Problem]) -> Facts | None:
    try:
        facts, faults = shelf.facts(path)
    except Stop as stop:
        problems += stop.problems
        return None
    problems += faults
    return None if any(fault.severity == "error" for fault in faults) else facts


def _with_rows(facts: Facts, ask: Ask, problems: list[Problem]) -> Facts | None:
    """The facts with the rows of the ask; None where these hold an error. Raises Stop where they cannot be read."""
    from briefs.factfiles.row_file import with_rows  # only this option pays for it

    facts, faults = with_rows(facts, ask.data, ask.name_by, ask.rows)
    problems += faults
    return None if any(fault.severity == "error" for fault in faults) else facts


def _of_shard(todo: list[Plan], ask: Ask) -> list[Plan]:
    """Those of the plans that belong to the part that is asked for, by their names: the same on every machine."""
    part, parts = ask.shard
    return [plan for plan in todo if zlib.crc32(plan.name.encode("utf-8", "replace")) % parts == part - 1]


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
