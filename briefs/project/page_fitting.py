"""The blocks that fit a budget of pages, found by leaving out what may go, in the template's order.

What may go the document room knows, and how long a page is the PDF; nothing is made smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefs.document import (
    Finish,
    Step,
    finish,
    steps,
)
from briefs.document.counting import without_annexes
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

    Dropping follows the template's order, and no more is dropped than must be. Annexes are beyond the budget.
    """
    whole = finish(blocks, how)
    if not budget:
        return whole, (), 0.0
    page = theme.page
    reserve = RESERVE * theme.look("body").leading
    tight = replace(theme, page=replace(page, bottom=page.bottom + reserve))

    def without(gone: tuple[Step, ...]) -> Trial:
        shorter = finish(blocks, replace(how, gone=gone)) if gone else whole
        paper = replace(shell, blocks=without_annexes(shorter))
        return Trial(shorter, gone, measure(paper, tight, budget).over)

    best = without(())
    if best.over:
        best = _fewest(steps(blocks), without)
    if not best.over:
        best = _given_back(best, without)
    return best.blocks, best.gone, best.over


class Trial(Struct, frozen=True):
    """The document without what is gone, and by how many lines it is too long."""

    blocks: tuple[Block, ...]
    gone: tuple[Step, ...]
    over: float


Try = Callable[[tuple[Step, ...]], Trial]


def _fewest(order: tuple[Step, ...], without: Try) -> Trial:
    """The document without as few steps as can be, in their order; without all of them where that is not enough."""
    low, high = 1, len(order)
    best = without(order)
    while low < high and not best.over:
        middle = (low + high) // 2
        trial = without(order[:middle])
        if trial.over:
            low = middle + 1
        else:
            high, best = middle, trial
    return best


def _given_back(best: Trial, without: Try) -> Trial:
    """The document with what still has room of all that was dropped, the last dropped first.

    A heading that went with its last entry, or a table that moved to the page before, may leave more room than was
    wanted. Where an entry of a box has none, those that were dropped from it before have none either.
    """
    full: set[int] = set()
    for step in reversed(best.gone[:-1]):
        if step.box in full:
            continue
        trial = without(tuple(each for each in best.gone if each != step))
        if trial.over:
            full.add(step.box)
        else:
            best = trial
    return best


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
