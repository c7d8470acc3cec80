"""Where boxes may stand: pages of their own begin only in what has no frame of its own.

What boxes mean is `boxes`' work.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.model.problems import Problem
from briefs.model.tree import Blocks, Box, inner

PAGED = frozenset({"annex", "landscape"})
"""Boxes that begin pages."""
OPEN = frozenset({*PAGED, "section", "droppable"})
"""Boxes in which they may stand."""


def misplaced(blocks: Blocks, within: str = "") -> Iterator[Problem]:
    """A problem for each box that begins a page where none can begin; `within` says what is around the blocks."""
    for block in blocks:
        role = block.role if isinstance(block, Box) else ""
        if role in PAGED and within:
            hint = "let it stand by itself, or in `section`, `droppable` or `landscape`"
            yield Problem("T004", f"`{role}` begins a page, and cannot in {within}", block.at, hint)
        around = within if role in OPEN else f"`{role}`" if role else "a list or a quotation"
        for inside in inner(block):
            yield from misplaced(inside, around)
