"""Whether a fact file takes records from tables, and the records that they gave it, as nodes.

The tables themselves are read by `tables`, which only files that name one ask for.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefs.factfiles.nodes import Map

FROM_FILE = "from_file"


class Rows(Struct, frozen=True):
    """The records that a table gives a section."""

    file: str
    node: Map
    rounded: Mapping[tuple[int, int], str]
    """Row and column of numbers that are shown with fewer digits than they have → all their digits."""


def reads_tables(root: Map) -> bool:
    """Whether some section takes records or numbers from a table."""
    for _, value in root.entries.values():
        if isinstance(value, Map):
            below = [value, *(v for _, v in value.entries.values() if isinstance(v, Map))]
            deeper = [v for each in below[1:] for _, v in each.entries.values() if isinstance(v, Map)]
            if any(FROM_FILE in each.entries for each in (*below, *deeper)):
                return True
    return False
