"""The check of numbers taken from a table: the label names the row and the column in which the number stands.

Whether the number stands in the table at all is for `numbers_and_dates`; sums of columns are for `sums`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefs.checks.fields import entries_of, field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.number_matching import matches
from briefs.checks.places_in_sources import Spot
from briefs.language import grammar_of, per_language
from briefs.model.facts import Fact
from briefs.model.problems import Problem
from briefs.understanding.passages import Passage
from briefs.understanding.words import parts, same_word

FIGURES = frozenset({"figures.value", "series.points"})
BETWEEN = "|"
"""What stands between the cells of a row in its text."""
_BRACKETS = re.compile(r"\([^)]*\)")


class Grid(NamedTuple):
    """The rows of one table, with the words that head its columns and its rows."""

    spots: tuple[Spot, ...]
    columns: tuple[frozenset[str], ...]
    rows: tuple[frozenset[str], ...]
    row_of: dict[int, int]
    """Number of a paragraph → its row, from 0."""


def other_cell(inquiry: Inquiry) -> Iterator[Problem]:
    """A number stands in another row or column of the table than its label names."""
    grids: dict[tuple[str, int], Grid] = {}
    for fact in inquiry.claims:
        scope = inquiry.scope(fact) if field_of(fact) in FIGURES else None
        if scope is None or not inquiry.reads(fact, scope):
            continue
        for number in inquiry.words(fact).numbers[:1]:
            found = matches(number, scope, inquiry, fact)
            cells = [each for value in number.readings for each in scope.standing.get(value, ()) if each[1] in found]
            if not cells or not all(spot.table for spot, _ in cells):
                continue
            said = frozenset(_said(inquiry, fact))
            told = [_denied(_grid(inquiry, spot, grids), spot, other.start, said) for spot, other in cells]
            if all(told):
                message = f"`{number.text}` stands in the {told[0]}, which its label does not name"
                hint = "take the number from the row and column that the label names, or correct the label"
                yield inquiry.problem("S122", message, fact.at, hint, fact.written)


def _said(inquiry: Inquiry, fact: Fact) -> Iterator[str]:
    """The words that say which cell is meant: the label and the period."""
    record = inquiry.record(fact)
    for name in ("label", "period"):
        for each in entries_of(record, name):
            yield from parts(each.written)
    if field_of(fact) == "series.points":
        yield from parts(fact.id.rpartition(".")[2])


def _grid(inquiry: Inquiry, spot: Spot, known: dict[tuple[str, int], Grid]) -> Grid:
    key = (spot.source, spot.table)
    if key not in known:
        spots = tuple(each for each in inquiry.all_spots[spot.source] if each.table == spot.table)
        known[key] = _made(spots)
    return known[key]


def _made(spots: tuple[Spot, ...]) -> Grid:
    """The table with its heads: the rows above the first that holds a number which is no year."""
    texts = [spot.passage.text.split(BETWEEN) for spot in spots]
    first = next((n for n, spot in enumerate(spots) if any(not each.year for each in spot.passage.numbers)), 0)
    tag = spots[0].passage.tag
    width = max(map(len, texts))
    columns = tuple(
        frozenset(word for row in texts[:first] if at < len(row) for word in _head(row[at], tag)) for at in range(width)
    )
    rows = tuple(_head(row[0], tag) if n >= first else frozenset[str]() for n, row in enumerate(texts))
    return Grid(spots, columns, rows, {spot.number: n for n, spot in enumerate(spots)})


def heads_of_columns(inquiry: Inquiry) -> dict[tuple[str, int], dict[int, str]]:
    """Source and number of a row of a table → the words that head each of its columns, with the caption's."""
    found: dict[tuple[str, int], dict[int, str]] = {}
    for source, spots in inquiry.all_spots.items():
        for table in dict.fromkeys(spot.table for spot in spots if spot.table):
            rows = [spot for spot in spots if spot.table == table]
            texts = [spot.passage.text.split(BETWEEN) for spot in rows]
            first = next((n for n, s in enumerate(rows) if any(not each.year for each in s.passage.numbers)), 0)
            heads = {
                at: " ".join(row[at].strip() for row in texts[:first] if at < len(row))
                for at in range(max(map(len, texts)))
            }
            found |= {(source, spot.number): heads for spot in rows}
    return found


def column_of(text: Passage, at: int) -> int:
    """The column, from 0, in which a place of a row lies."""
    return text.text.count(BETWEEN, 0, at)


@per_language(4096)
def _head(text: str, tag: str) -> frozenset[str]:
    """The words of a head that tell it from others."""
    return frozenset(parts(_BRACKETS.sub(" ", text))) - grammar_of(tag).links


def _denied(grid: Grid, spot: Spot, at: int, said: frozenset[str]) -> str:
    """The row or column of a number, in words, where the label names another one; else empty."""
    text = spot.passage
    row = grid.row_of[spot.number]
    column = text.text.count(BETWEEN, 0, at)
    if not column:
        return ""
    for name, heads, own in (("row", grid.rows, row), ("column", grid.columns[1:], column - 1)):
        best = _named(heads, said, text)
        if best and own not in best and own < len(heads) and heads[own]:
            return f"{name} `{_title(grid, row, column, name)}`"
    return ""


def _named(heads: Sequence[frozenset[str]], said: frozenset[str], text: Passage) -> list[int]:
    """The heads that a label names best: all their words, the more the better; else as many words as any."""
    counts = [sum(any(same_word(word, each, text.tag) for each in said) for word in head) for head in heads]
    whole = [n for n, head in enumerate(heads) if head and counts[n] == len(head)]
    among = whole or [n for n, count in enumerate(counts) if count]
    most = max((counts[n] for n in among), default=0)
    return [n for n in among if counts[n] == most]


def _title(grid: Grid, row: int, column: int, kind: str) -> str:
    if kind == "row":
        return grid.spots[row].passage.text.split(BETWEEN)[0].strip()
    cells = (spot.passage.text.split(BETWEEN) for spot in grid.spots)
    return next((cell[column] for cell in cells if column < len(cell) and cell[column].strip()), "").strip()
