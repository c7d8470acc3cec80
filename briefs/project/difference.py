"""The difference between two versions of a fact file: facts, and the paragraphs of papers that read otherwise by them.

What has changed `compare` finds; how it is laid out for people is the command's work.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, Stop
from briefs.model.vocabulary import Vocabulary
from briefs.project.changes import Change, Revision, changes, revisions
from briefs.project.earlier import load_version
from briefs.project.pipeline import document_of, former
from briefs.project.plan import chosen, fits, plans, unknown_settings
from briefs.project.request import Anywhere, Ask
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf


class Difference(Struct, frozen=True):
    """All that differs: facts, and paragraphs by document."""

    facts: tuple[Change, ...]
    """In the order in which facts are written."""
    documents: tuple[tuple[str, tuple[Revision, ...]], ...]
    """The name of each document that reads otherwise, and its texts that do."""
    problems: tuple[Problem, ...] = ()
    """What was met on the way: warnings, and documents that could not be made."""
    language: str = "en"
    """Of the facts: their amounts are shown as it writes numbers."""


def difference(old: Anywhere | Facts, new: Anywhere | Facts, ask: Ask) -> Difference:
    """What differs between two versions; `ask` says in which templates, with which settings and theme.

    Raises Stop where a version cannot be had or holds errors, and where there is no such template.
    """
    problems: list[Problem] = []
    shelf = Shelf(ask.paths.workspace, ask.today)
    then, now = _versions(old, new, shelf.vocabulary, problems)
    templates, faults = chosen(shelf, ask.templates)
    problems += [*faults, *unknown_settings(templates, ask.typed)]
    found = changes(then, now)
    wanted = templates if ask.templates else [each for each in templates if fits(each, now)]
    documents: list[tuple[str, tuple[Revision, ...]]] = []
    for plan in plans(now, wanted, (), ask.theme, ask.typed, False, shelf) if found else ():
        try:
            if differing := _revisions(plan, then, shelf):
                documents.append((plan.name, differing))
        except Stop as stop:
            problems += stop.problems
    return Difference(found, tuple(documents), tuple(problems), now.text("language") or "en")


def _versions(
    old: Anywhere | Facts, new: Anywhere | Facts, known: Vocabulary, problems: list[Problem]
) -> tuple[Facts, Facts]:
    """Both versions as facts; `FILE@REVISION` alone is held against the file as it is now. Raises Stop."""
    if isinstance(old, Facts):
        return old, _sound(new, Path(old.file), known, problems)
    name = str(old)
    other = name.rpartition("@")[0] if "@" in name and not Path(name).exists() else ""
    if not (new or other):
        load_version(name)  # tells what is missing
        hint = f"name the other, or {name}@REVISION for the file as git had it: `briefs diff {name}@HEAD~1`"
        raise Stop([Problem("F050", "the two versions are the same file", Place(name), hint)])
    now = _sound(new or other, Path(other) if other else None, known, problems)
    return _sound(name, Path(now.file), known, problems), now


def _sound(version: Anywhere | Facts, of: Path | None, known: Vocabulary, problems: list[Problem]) -> Facts:
    if isinstance(version, Facts):
        return version
    facts, faults = load_version(str(version), of, known)
    if any(fault.severity == "error" for fault in faults):
        raise Stop(faults)
    problems += faults
    return facts


def _revisions(plan: Plan, then: Facts, shelf: Shelf) -> tuple[Revision, ...]:
    new, _, _ = document_of(plan, shelf)
    earlier = former(plan, then, shelf)
    old = document_of(earlier, shelf)[0].blocks if earlier else ()
    return tuple(revisions(old, new.blocks))
