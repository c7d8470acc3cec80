"""The blocks that fit a budget of pages, found by leaving out what may go, in the template's order.

What may go the document room knows, and how long a page is the PDF; nothing is made smaller.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from briefs.document import (
    Finish,
    Step,
    finish,
    steps,
)
from briefs.model.problems import Problem
from briefs.model.template import Template
from briefs.model.theme import Theme
from briefs.model.tree import Block, Document
from briefs.project.writing import measure

RESERVE = 0.75
"""Share of a body line kept free on a budgeted page, for what Word and LibreOffice set a little wider."""


def fitted(
    blocks: tuple[Block, ...], how: Finish, shell: Document, theme: Theme, budget: int
) -> tuple[tuple[Block, ...], tuple[Step, ...], float]:
    """The finished blocks that fit the budget, what was dropped for it, and by how many lines they still fail.

    Dropping follows the template's order, and no more is dropped than must be.
    """
    whole = finish(blocks, how)
    order = steps(blocks)
    if not budget:
        return whole, (), 0.0
    page = theme.page
    reserve = RESERVE * theme.look("body").leading
    tight = replace(theme, page=replace(page, bottom=page.bottom + reserve))

    def over(count: int) -> tuple[tuple[Block, ...], float]:
        shorter = finish(blocks, replace(how, gone=order[:count])) if count else whole
        return shorter, measure(replace(shell, blocks=shorter), tight, budget).over

    low, high = 0, len(order)
    best, excess = over(0)
    if excess:
        best, excess = over(high)
        low = 1
    else:
        high = 0
    while low < high and not excess:
        middle = (low + high) // 2
        shorter, too_much = over(middle)
        if too_much:
            low = middle + 1
        else:
            high, best = middle, shorter
    return best, order[:high], excess


def too_long(template: Template, over: float, never: Sequence[str]) -> Problem:
    pages = "one page" if template.pages == 1 else f"{template.pages} pages"
    lines = max(1, round(over))
    message = (
        f"the document is {lines} line{'s' if lines > 1 else ''} longer than {pages}, with all dropped that may go"
    )
    hint = "shorten the facts it prints, or let more of the template give way (`::: section gives-way=9`)"
    if never:
        hint = f"shorten them, or let one go that is now `must`: {', '.join(f'`{each}`' for each in never)}"
    return Problem("W010", message, template.at("pages"), hint)
