"""What is found in a base and is to be told: values that its headers have a place for, and text that is too faint.

It reads no XML; whoever tells it, `reading` does.
"""

from __future__ import annotations

from collections.abc import Mapping

from briefs.model.contrast import contrast
from briefs.model.stationery import HeadBlock, HeadRun, HeadTable, Place
from briefs.model.theme import Theme


def blanks_in(head: Mapping[Place, tuple[HeadBlock, ...]]) -> list[str]:
    """The names of the values that headers have a place for."""
    found: list[str] = []
    todo = [block for blocks in head.values() for block in blocks]
    while todo:
        block = todo.pop(0)
        if isinstance(block, HeadTable):
            todo += [each for row in block.rows for cell in row for each in cell.blocks]
            continue
        for run in block.runs:
            if isinstance(run, HeadRun):
                found += [run.blank] if run.blank else []
            else:
                todo += run.inside
    return found


def faint_roles(theme: Theme) -> list[str]:
    """The roles of the file's own styles whose colour is too faint on its ground, with what contrast they have."""
    assert theme.stationery is not None
    found: list[str] = []
    for role, style in theme.stationery.styles.items():
        look = style.look
        large = look.size >= 18 or (look.bold and look.size >= 14)
        ratio = contrast(look.colour, look.fill or "#ffffff")
        if ratio < (3.0 if large else 4.5):
            found.append(f"“{style.name}” ({role}, {look.colour}, {ratio:.1f} to 1)")
    return found
