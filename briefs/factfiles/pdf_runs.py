"""Runs, lines and columns of a page of a PDF copy, with their places in points.

Plain values; how pages are read as paragraphs, `pdf_layout` says.
"""

from __future__ import annotations

from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text on one line; points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        return self.top - self.bottom


class Page(NamedTuple):
    """A page as it was drawn."""

    width: float
    height: float
    runs: list[Run]


class Line(NamedTuple):
    """The runs that stand on one line of a column, from the left."""

    runs: list[Run]
    page: int

    @property
    def text(self) -> str:
        return " ".join(run.text for run in self.runs)

    @property
    def left(self) -> float:
        return self.runs[0].left

    @property
    def right(self) -> float:
        return self.runs[-1].right

    @property
    def middle(self) -> float:
        return self.runs[0].middle

    @property
    def height(self) -> float:
        return max(run.height for run in self.runs)


class Column(NamedTuple):
    """Lines that are read one after another."""

    lines: list[Line]
    left: float
    right: float
