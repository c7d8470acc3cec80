"""Problems: what is wrong, where, and how to mend it.

This module knows places and words only; it opens no file and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was written: a file, and a line and column counted from 1."""

    file: str
    line: int = 0
    """0 when the whole file is meant."""
    column: int = 0
    """0 when the whole line is meant."""

    def __str__(self) -> str:
        parts = [self.file]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong."""

    code: str
    """F facts, S sources, T templates, D document, W writing; and three digits."""
    message: str
    at: Place
    hint: str = ""
    """The likely mend, in the reader's words."""
    severity: Severity = "error"
    width: int = 1
    """How many characters the caret underlines."""
    facts: tuple[str, ...] = field(default=(), compare=False)
    """Ids of the facts concerned, so that whoever knows them can name their place."""

    @property
    def order(self) -> tuple[Place, str, str]:
        """The key by which problems are shown: by place, then by code."""
        return (self.at, self.code, self.message)

    def moved(self, at: Place) -> Problem:
        """The same problem at another place."""
        return replace(self, at=at)


class Stop(Exception):
    """Work that cannot go on, with every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.order))
        super().__init__("; ".join(f"{p.at}: {p.code} {p.message}" for p in self.problems))


def show(problem: Problem, line: str = "") -> str:
    """The problem as people read it: place, code and message, then the line, a caret and the hint.

    `line` is the text of the line that `problem.at` names; without it there is no caret.
    """
    rows = [f"{problem.at}: {problem.code} {problem.message}"]
    if line.strip() and problem.at.line:
        number = str(problem.at.line)
        gutter = " " * len(number)
        rows += [f"{gutter} |", f"{number} | {line.rstrip()}"]
        if problem.at.column:
            lead = "".join("\t" if c == "\t" else " " for c in line[: problem.at.column - 1])
            rows.append(f"{gutter} | {lead}{'^' * max(1, problem.width)}")
    if problem.hint:
        rows.append(f"  = help: {problem.hint}")
    return "\n".join(rows)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the known word nearest to `word`, or `otherwise`."""
    near = get_close_matches(word.casefold(), {k.casefold(): k for k in known}, n=1, cutoff=0.6)
    if not near:
        return otherwise
    match = next(k for k in known if k.casefold() == near[0])
    return f"did you mean `{match}`?"
