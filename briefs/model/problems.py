"""Problems: what is wrong, where, and how to mend it.

This module knows places and words only; it opens no file and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Severity = Literal["error", "warning"]
HOUSE = Path(__file__).parent.parent
BUILT_IN = tuple(folder / "templates" for folder in (HOUSE, HOUSE.parent))
"""Where the built-in templates are: inside the package, or beside it in a checkout."""


class Place(Struct, frozen=True, order=True):
    """Where something was written: a file, and a line and column counted from 1."""

    file: str
    line: int = 0
    """0 when the whole file is meant."""
    column: int = 0
    """0 when the whole line is meant."""
    within: str = ""
    """Where in a file without lines, in words: `table 2, row 3, cell 1`."""

    def __str__(self) -> str:
        """For people; a built-in template's file is called `templates/…`, wherever it is installed."""
        path = Path(self.file)
        home = next((home for home in BUILT_IN if path.is_relative_to(home)), None)
        parts = [path.relative_to(home.parent).as_posix() if home else self.file]
        if self.in_table:
            return f"{parts[0]}!{cell_name(self.line, self.column)}" if self.line else parts[0]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts) + (f": {self.within}" if self.within else "")

    @property
    def in_table(self) -> bool:
        """Whether it is a cell of a spreadsheet or CSV file; `file` may name a sheet: `trade.xlsx#Exports`."""
        return self.file.partition("#")[0].lower().endswith(TABLES)


TABLES = (".xlsx", ".csv")
"""The endings of files that hold tables of facts."""


def cell_name(row: int, column: int) -> str:
    """How spreadsheets call a cell: C7; without a column the number of the row."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


NOWHERE = Place("")
"""Of what was written in no file."""


class Problem(Struct, frozen=True):
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
    facts: tuple[str, ...] = ()
    """Ids of the facts concerned, so that whoever knows them can name their place."""

    @property
    def order(self) -> tuple[Place, str, str]:
        """The key by which problems are shown: by place, then by code."""
        return (self.at, self.code, self.message)

    def __eq__(self, other: object) -> bool:
        """Whether it says the same at the same place; which facts that concerns does not matter."""
        return isinstance(other, Problem) and self._said == other._said

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[object, ...]:
        return (self.code, self.message, self.at, self.hint, self.severity, self.width)

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
        line, column = _about(line.rstrip(), problem.at.column)
        rows += [f"{gutter} |", f"{number} | {line}"]
        if column:
            lead = "".join("\t" if c == "\t" else " " for c in line[: column - 1])
            rows.append(f"{gutter} | {lead}{'^' * min(max(1, problem.width), WIDEST)}")
    if problem.hint:
        rows.append(f"  = help: {problem.hint}")
    return "\n".join(rows)


WIDEST = 120
"""Characters of a long line that are shown around the place."""


def _about(line: str, column: int) -> tuple[str, int]:
    """The line, or of a long one what stands around a column, and the column in it."""
    if len(line) <= WIDEST + WIDEST // 2:
        return line, column
    start = max(0, column - 1 - WIDEST // 2)
    end = start + WIDEST
    head, tail = "… " if start else "", " …" if end < len(line) else ""
    return f"{head}{line[start:end]}{tail}", column - start + len(head) if column else 0


LONGEST_NAME = 100
"""Characters of a name for which a similar one is looked for; to compare takes time by the square."""
MOST_NAMES = 2_000
"""Names among which it is looked for."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that names the known word nearest to `word`, or `otherwise`."""
    from difflib import get_close_matches  # only mistakes pay for it

    names = {k.casefold(): k for k in islice(known, MOST_NAMES) if len(k) <= LONGEST_NAME}
    near = get_close_matches(word.casefold(), names, n=1, cutoff=0.6) if len(word) <= LONGEST_NAME else ()
    if not near:
        return otherwise
    match = names[near[0]]
    if match == word:
        return otherwise
    return f"did you mean `{match}`?"
