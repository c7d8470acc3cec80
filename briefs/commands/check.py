"""What `briefs check` prints: text, JSON or SARIF.

Finding problems is the package's work.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from briefs.commands.terminal import not_held, summary, tell
from briefs.model.problems import Problem

if TYPE_CHECKING:
    from briefs.project.fact_checking import Findings


def told(findings: Findings, form: str) -> int:
    """How many errors there are; the problems are printed in the form asked for."""
    problems = findings.problems
    errors = sum(problem.severity == "error" for problem in problems)
    if form == "text":
        tell(problems)
        for line in _closing(findings, errors):
            click.echo(line)
    elif form == "json":
        click.echo(json.dumps([as_json(problem) for problem in problems], ensure_ascii=False, indent=1))
    else:
        from briefs import __version__
        from briefs.commands.sarif import sarif
        from briefs.manual import pages

        click.echo(json.dumps(sarif(problems, pages("codes"), __version__), ensure_ascii=False, indent=1))
    return errors


def _closing(findings: Findings, errors: int) -> list[str]:
    """The last lines: how many problems, and which sources could not be looked into."""
    warnings = len(findings.problems) - errors
    lines = [summary(errors, warnings) or "no problems"]
    if findings.unheld:
        lines.append(not_held(findings.unheld))
    return lines


def as_json(problem: Problem) -> dict[str, object]:
    """A problem as JSON has it."""
    return {
        "code": problem.code,
        "message": problem.message,
        "file": problem.at.file,
        "line": problem.at.line,
        "column": problem.at.column,
        "hint": problem.hint,
        "severity": problem.severity,
    }
