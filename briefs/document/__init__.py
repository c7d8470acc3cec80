"""Finish a tree: drop what a page budget cannot hold, leave out what is empty, number tables, cite sources.

Tree in, tree out; it measures nothing (`layout` and the writers do) and opens no file.
"""

from briefs.document.annex import annex, printed, still_open
from briefs.document.finishing import Finish, finish
from briefs.document.open_facts import drafts, is_open, missing, open_facts
from briefs.document.page_budget import Step, counted_out, dropped, left_out, musts, steps
from briefs.document.placeholders import supplied
from briefs.document.sections import limited

__all__ = [
    "Finish",
    "Step",
    "annex",
    "counted_out",
    "drafts",
    "dropped",
    "finish",
    "is_open",
    "left_out",
    "limited",
    "missing",
    "musts",
    "open_facts",
    "printed",
    "steps",
    "still_open",
    "supplied",
]
