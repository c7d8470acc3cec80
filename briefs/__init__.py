"""Briefing notes, one-pagers and agreement summaries, in Word and PDF, from one file of sourced facts.

The verbs are the rooms' own: `load` a fact file, `build` documents, `check` fact files, `draft` a document as a tree,
`write` that.
"""

from briefs import check as _room  # noqa: F401 - it takes the name `check` first, and the verb has it after that
from briefs.unhurried import unhurried

with unhurried():
    from briefs.build.ask import Ask, Made, Report
    from briefs.build.start import build, check, diff, draft, load_theme, trace
    from briefs.facts import Fact, Facts, Source
    from briefs.load import load_facts as load
    from briefs.problems import Place, Problem, Stop
    from briefs.theme import Theme
    from briefs.tree import Document
    from briefs.write import WRITERS, Written, write

__version__ = "0.1.0"
__all__ = [
    "WRITERS",
    "Ask",
    "Document",
    "Fact",
    "Facts",
    "Made",
    "Place",
    "Problem",
    "Report",
    "Source",
    "Stop",
    "Theme",
    "Written",
    "build",
    "check",
    "diff",
    "draft",
    "load",
    "load_theme",
    "trace",
    "write",
]
