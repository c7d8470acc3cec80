"""Finish a tree: drop what a page budget cannot hold, leave out what is empty, number tables, cite sources.

Tree in, tree out; it measures nothing (`write` does) and opens no file.
"""

from briefs.finish.annex import annex, printed, still_open
from briefs.finish.budget import Step, dropped, steps
from briefs.finish.finish import Finish, finish
from briefs.finish.gaps import is_open, open_facts
from briefs.finish.supply import supplied

__all__ = [
    "Finish",
    "Step",
    "annex",
    "dropped",
    "finish",
    "is_open",
    "open_facts",
    "printed",
    "steps",
    "still_open",
    "supplied",
]
