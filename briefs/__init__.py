"""Briefing notes, one-pagers and agreement summaries, in Word and PDF, from one file of sourced facts.

The verbs are the rooms' own: `load` a fact file, `build` documents, `check` fact files, `draft` a document as a tree,
`write` that.
"""

from briefs.unhurried import unhurried

with unhurried():
    from briefs.factfiles import load_facts as load
    from briefs.model.facts import Fact, Facts, Source
    from briefs.model.problems import Place, Problem, Stop
    from briefs.model.theme import Theme
    from briefs.model.tree import Document
    from briefs.project.request import Ask, Made, Report
    from briefs.project.start import build, check, diff, draft, load_theme, trace
    from briefs.project.writing import WRITERS, Written, write

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
