"""Begin: what a run needs is imported here, when it is asked for.

It decides nothing about documents; `run` does the work.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.project.request import Anywhere, Ask, Report, Setting, Tell

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from briefs.model.facts import Facts
    from briefs.model.problems import Problem
    from briefs.model.theme import Theme
    from briefs.project.difference import Difference
    from briefs.project.fact_checking import Findings
    from briefs.project.stages import Drafted
    from briefs.project.traces import Traces


def build(ask: Ask, tell: Tell | None = None, executor: Executor | None = None) -> Report:
    """Everything asked for, made and written; `tell` hears of each document as it is done.

    `executor` (of `concurrent.futures`, or with its `submit`) makes the documents in processes that see the same files;
    without one, `ask.jobs` processes of this machine do.

    Never raises for what facts, templates or the disk bring about: those are the report's problems.
    """
    from briefs.project.run import built

    return built(ask, tell, executor)


def draft(
    facts: Facts,
    template: str,
    record: str = "",
    theme: str = "",
    settings: Mapping[str, Setting] | None = None,
    workspace: Anywhere = "",
) -> Drafted:
    """One document as a tree, with the theme that it is to be written in; nothing is written.

    `template` and `theme` are names or paths; `record` is the id of the record, where there is a document for each.
    Raises Stop where there is no such template, theme or record, or where the document cannot be made.
    """
    from briefs.project.single_document import drafted

    return drafted(facts, template, record, Ask(workspace, theme=theme, settings=settings or {}))


def load_theme(name: str = "plain", workspace: Anywhere = "") -> tuple[Theme, list[Problem]]:
    """The theme of that name, or in that file, and every problem found in it. Raises Stop where there is none."""
    from briefs.project.template_folders import Shelf

    return Shelf(Path(workspace)).theme(name)


def check(ask: Ask) -> tuple[Problem, ...]:
    """Every problem of the fact files that are asked for, and of what they say their sources say, by place.

    Nothing is built.
    """
    return findings(ask).problems


def trace(ask: Ask) -> Traces:
    """Behind each text of the papers that are asked for the facts, and behind each fact its sources.

    Raises Stop where there is no such template or fact file.
    """
    from briefs.project.traces import traced

    return traced(ask)


def diff(old: Anywhere | Facts, new: Anywhere | Facts = "", ask: Ask | None = None) -> Difference:
    """Every fact that differs between two versions, and every text of the papers that reads otherwise by that.

    A version is a fact file, `FILE@REVISION` as git has it, or loaded facts; without `new` it is the file of `old` as
    it is now. `ask` says in which templates, with which settings, theme and workspace; without one, in all that fit.
    Raises Stop where a version cannot be had or holds errors.
    """
    from briefs.project.difference import difference

    return difference(old, new, ask or Ask())


def findings(ask: Ask) -> Findings:
    """What `check` finds, and which sources had no copy that it could look into."""
    from briefs.project.fact_checking import found

    return found(ask)
