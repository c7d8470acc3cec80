"""A finding about one line of a file that is no YAML, and how it is told.

It finds nothing; `mend` and `quotes` do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from briefs.factfiles.node_builder import Fault
from briefs.factfiles.yaml_lines import Row, quoted


class Told(NamedTuple):
    """A fault as people read it; line and column from 1."""

    message: str
    line: int
    column: int
    hint: str
    width: int = 1
    mended: str | None = None
    """The whole text as it was likely meant; None where nobody can tell."""
    sure: bool = True
    """Whether nothing but this can have been meant; else what follows from the mend is not told."""


class Mend(NamedTuple):
    """A finding about one row; `text` is the row as it was likely meant."""

    message: str
    column: int
    hint: str
    text: str | None
    width: int = 1
    sure: bool = True


Look = Callable[[Row, Fault, list[str]], Mend | None]


def told(lines: list[str], number: int, mend: Mend) -> Told:
    mended = None
    if mend.text is not None:
        mended = "\n".join([*lines[:number], mend.text, *lines[number + 1 :]])
    return Told(mend.message, number + 1, mend.column + 1, mend.hint, mend.width, mended, mend.sure)


def in_quotes(row: Row, message: str, column: int = -1) -> Mend:
    better = quoted(row.value)
    text = row.text[: row.column] + better
    shown = better if len(better) <= 50 else f"{better[:46]}…{better[-1]}"
    width = len(row.value) if column < 0 else 1
    return Mend(message, row.column if column < 0 else column, f"write {shown}", text, width)
