"""Tables in plain text, whose columns are set with spaces or tabs.

It finds rows and cells; what a cell says is for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Lines = list[tuple[int, str]]
"""Lines with their numbers."""
_CELL = re.compile(r"\S+(?: \S+)*")
_NUMBER = re.compile(r"[^\w]*[\d][\d\s.,%'’]*[^\w]*|[-–—.…]+")
FEWEST = 3
"""Cells of a row by which two lines are a table already; of two cells it takes as many lines, with numbers in them."""


def set_in_columns(lines: Lines) -> Iterator[tuple[bool, Lines]]:
    """The lines in runs, each with whether it is a table."""
    begin = 0
    widths = [len(_cells(line)) for _, line in lines]
    while begin < len(lines):
        end = begin
        while end < len(lines) and (widths[end] > 1) == (widths[begin] > 1):
            end += 1
        run = lines[begin:end]
        yield widths[begin] > 1 and _is_table([line for _, line in run]), run
        begin = end


def _is_table(lines: list[str]) -> bool:
    """Whether lines of several cells each are rows: most are as wide as the widest, and hold numbers."""
    rows = [_cells(line) for line in lines]
    width = max(map(len, rows))
    full = sum(len(cells) == width for cells in rows)
    numbered = sum(any(_NUMBER.fullmatch(text) for _, _, text in cells[1:]) for cells in rows)
    least = 2 if width >= FEWEST else FEWEST
    return len(rows) >= least and full >= 2 and full * 2 >= len(rows) and numbered >= least - 1


def columns_of(lines: Lines) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row of a table; a row that lacks some has empty ones, by where its others stand."""
    rows = [_cells(line) for _, line in lines]
    width = max(map(len, rows))
    full = [cells for cells in rows if len(cells) == width]
    spans = [(min(row[at][0] for row in full), max(row[at][1] for row in full)) for at in range(width)]
    for (number, _), cells in zip(lines, rows, strict=True):
        if len(cells) == width:
            yield number, [text for _, _, text in cells]
            continue
        placed = [""] * width
        for begin, end, text in cells:
            at = max(range(width), key=lambda n: min(end, spans[n][1]) - max(begin, spans[n][0]))
            placed[at] = f"{placed[at]} {text}".strip()
        yield number, placed


def _cells(line: str) -> list[tuple[int, int, str]]:
    """The stretches of a line between two spaces or more, with where they begin and end."""
    line = line.expandtabs()
    return [(match.start(), match.end(), match[0]) for match in _CELL.finditer(line)]
