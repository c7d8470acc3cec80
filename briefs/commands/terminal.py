"""How problems and progress look in a terminal.

It prints; it decides nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from briefs.files import read_bytes
from briefs.model.problems import Problem, show

WORTH_A_BAR = 20
"""Documents from which on a progress bar is shown, where the output is a terminal."""

LARGEST = 20_000_000
"""Bytes of a file whose lines are shown."""


def tell(problems: Iterable[Problem]) -> int:
    """How many errors there were; each problem goes to standard error, with its line and a caret."""
    errors = 0
    lines: dict[str, list[str]] = {}
    for problem in problems:
        errors += problem.severity == "error"
        click.echo(show(problem, _line(problem, lines)), err=True)
    return errors


def _line(problem: Problem, lines: dict[str, list[str]]) -> str:
    name, number = problem.at.file, problem.at.line
    if not number or problem.at.in_table:
        return ""
    if name not in lines:
        try:
            lines[name] = read_bytes(Path(name), LARGEST).decode("utf-8").splitlines()
        except (OSError, ValueError):
            lines[name] = []
    return lines[name][number - 1] if number <= len(lines[name]) else ""


def summary(errors: int, warnings: int = 0) -> str:
    """`3 problems`, in words for the last line."""
    parts = [f"{errors} problem{'s' if errors != 1 else ''}"] if errors else []
    parts += [f"{warnings} warning{'s' if warnings != 1 else ''}"] if warnings else []
    return ", ".join(parts)


def not_held(sources: Sequence[str]) -> str:
    """A line that names the sources against which nothing could be held."""
    shown = ", ".join(f"`{name}`" for name in sources[:5])
    more = f" and {len(sources) - 5} more" if len(sources) > 5 else ""
    return f"not held against a source: no copy of {shown}{more} (`held:`, or --sources DIR)"


def bar(total: int) -> AbstractContextManager[Any]:
    """A progress bar where the work is long and somebody watches; otherwise nothing."""
    if total < WORTH_A_BAR or not sys.stderr.isatty():
        return nullcontext()
    from rich import progress  # an import that only long work pays for

    columns = (progress.BarColumn(), progress.MofNCompleteColumn(), progress.TimeRemainingColumn())
    return progress.Progress(progress.TextColumn("{task.description}"), *columns, transient=True)
