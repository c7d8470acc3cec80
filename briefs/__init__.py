"""Briefing notes, one-pagers and agreement summaries, in Word and PDF, from one file of sourced facts.

The verbs are the rooms' own: `load` a fact file, `build` documents, `check` fact files, `draft` a document as a tree,
`write` that. A name is imported when it is asked for (PEP 562): no program waits for what it does not use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefs.factfiles import load_facts as load
    from briefs.model.facts import Fact, Facts, Source
    from briefs.model.problems import Place, Problem, Stop
    from briefs.model.theme import Theme
    from briefs.model.tree import Document
    from briefs.project import Ask, Made, Report, build, check, diff, draft, load_theme, trace
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
_ROOMS = {
    "factfiles.fact_file": ("load_facts",),
    "model.facts": ("Fact", "Facts", "Source"),
    "model.problems": ("Place", "Problem", "Stop"),
    "model.theme": ("Theme",),
    "model.tree": ("Document",),
    "project": ("Ask", "Made", "Report", "build", "check", "diff", "draft", "load_theme", "trace"),
    "project.writing": ("WRITERS", "Written", "write"),
}
_ROOM_OF = {name: f"briefs.{room}" for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    own = "load_facts" if name == "load" else name
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ROOM_OF[own]), own)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
