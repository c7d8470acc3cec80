"""Check fact files: load each with the texts of its sources, and gather every problem.

It builds nothing; what a problem is, `factfiles` and `checks` say.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefs.factfiles import load_facts
from briefs.factfiles.fact_file import LARGEST
from briefs.factfiles.source_copies import HERE, load_sources
from briefs.files import read_bytes
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, Stop
from briefs.model.source_text import SourceText
from briefs.project.template_folders import Shelf

if TYPE_CHECKING:
    from briefs.project.request import Ask


class Findings(Struct, frozen=True):
    """What came of checking fact files."""

    problems: tuple[Problem, ...]
    """By place."""
    held: tuple[str, ...] = ()
    """The sources whose copies were read, as `facts file: id` where there are several files."""
    unheld: tuple[str, ...] = ()
    """Those of which there is no copy, so that nothing could be held against them."""


def found(ask: Ask) -> Findings:
    """What `briefs check` finds, and which sources had no copy that it could look into."""
    try:
        paths = ask.paths
        files = fact_files(paths.workspace, paths.facts)
        shelf = Shelf(paths.workspace)
        findings = examine(files, paths.sources, ask.oldest, ask.completeness, shelf, paths.workspace)
        return replace(findings, problems=(*shelf.speak(), *findings.problems))
    except Stop as stop:
        return Findings(stop.problems)


def fact_files(workspace: Path, named: Sequence[Path] = ()) -> list[Path]:
    """The fact files that are named, each once, or else all of the workspace. Raises Stop where there are none."""
    if named:
        return once(named)
    folder = workspace / "facts"
    files = sorted(path for path in folder.glob("*.y*ml") if path.suffix in {".yaml", ".yml"})
    if not files:
        hint = "name one (`briefs build my-facts.yaml`), or begin with `briefs new DIR`"
        raise Stop([Problem("F001", "there is no fact file here", Place(str(folder)), hint)])
    return files


def once(paths: Iterable[Path]) -> list[Path]:
    """The paths without those that are another way to write an earlier one."""
    found: dict[tuple[Path, str], Path] = {}
    for path in paths:
        found.setdefault((Path(os.path.abspath(path.parent)), path.name), path)  # noqa: PTH100 - follows no link
    return list(found.values())


def examine(
    paths: Iterable[Path],
    folders: Sequence[Path] = (),
    oldest: int = 0,
    completeness: bool = False,
    shelf: Shelf | None = None,
    workspace: Path = HERE,
) -> Findings:
    """Every problem of fact files: their own mistakes, and where they and their sources disagree.

    `folders` are where copies of sources are looked for, beside each fact file's own; `oldest` is the number of days
    by which a source may be older than the facts, 0 for any; `completeness` adds what the sources say and no fact does;
    `shelf` has the vocabulary of the workspace, and the schemes against which the facts' markings are held; `held:`
    leads nowhere out of the `workspace`.
    """
    problems: list[Problem] = []
    held: list[str] = []
    unheld: list[str] = []
    paths = list(paths)
    for path in paths:
        try:
            facts, faults = shelf.facts(path) if shelf else load_facts(path)
        except Stop as stop:
            problems += stop.problems
            continue
        texts, unread = load_sources(facts, folders, workspace)
        problems += [*faults, *unread, *disagreements(facts, texts, oldest, completeness)]
        problems += shelf.schemes.of(facts, "", Place(str(path)))[1] if shelf else []
        for source in facts.sources:
            name = f"{path}: {source}" if len(paths) > 1 else source
            (held if source in texts else unheld).append(name)
    unique = sorted(dict.fromkeys(problems), key=lambda problem: problem.order)
    return Findings(tuple(unique), tuple(held), tuple(unheld))


def disagreements(
    facts: Facts, texts: Mapping[str, SourceText], oldest: int = 0, completeness: bool = False
) -> list[Problem]:
    """Where facts that were read, and the texts of their sources, disagree with themselves or one another."""
    from briefs.checks.inquiry import Inquiry
    from briefs.checks.table_of_checks import check_sources  # 100 ms, which only what has sources to look into pays for

    try:
        lines = read_bytes(Path(facts.file), LARGEST).decode("utf-8-sig").splitlines()
    except (OSError, ValueError):
        lines = []
    return check_sources(Inquiry(facts, texts, lines, oldest), completeness)
