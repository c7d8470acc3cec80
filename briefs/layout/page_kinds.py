"""Pages of other kinds within a paper: sheets on their long side, and annexes, which headers and footers may name.

Where one ends and the next begins is decided here; how sections look in a file is each writer's matter.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from briefs.layout.placed import NewPage, NewSection, PlacedBlock
from briefs.model.problems import Place


def sectioned(blocks: Iterable[PlacedBlock]) -> tuple[NewSection, tuple[PlacedBlock, ...]]:
    """The kind of the first page, and the blocks: between two of another kind a section begins, else a page.

    Of several beginnings in succession the last counts; none stands before the first block or behind the last.
    """
    first = kind = wanted = NewSection()
    found: list[PlacedBlock] = []
    turns: Place | None = None
    for block in blocks:
        if isinstance(block, NewPage | NewSection):
            turns = block.at
            wanted = replace(block, at=Place("")) if isinstance(block, NewSection) else wanted
            continue
        if not found:
            first = wanted
        elif wanted != kind:
            found.append(replace(wanted, at=turns or Place("")))
        elif turns is not None:
            found.append(NewPage(turns))
        found.append(block)
        kind, turns = wanted, None
    return first, tuple(found)
