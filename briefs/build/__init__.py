"""Build documents: find what is asked for, run the verbs in their order, write what came out.

It calls the rooms and gathers their problems; it prints nothing and knows no format's library.
"""

from typing import TYPE_CHECKING

from briefs.lazily import lazily

if TYPE_CHECKING:
    from briefs.build.ask import Ask, Made, Report
    from briefs.build.checking import Findings, fact_files
    from briefs.build.pipeline import Plan, document_of, make
    from briefs.build.plan import plans
    from briefs.build.shelf import Shelf
    from briefs.build.start import build, check, diff, draft, findings, load_theme, trace

__getattr__ = lazily(
    __name__,
    {
        "Ask": "briefs.build.ask",
        "Findings": "briefs.build.checking",
        "Made": "briefs.build.ask",
        "Plan": "briefs.build.pipeline",
        "Report": "briefs.build.ask",
        "Shelf": "briefs.build.shelf",
        "build": "briefs.build.start",
        "check": "briefs.build.start",
        "diff": "briefs.build.start",
        "document_of": "briefs.build.pipeline",
        "draft": "briefs.build.start",
        "fact_files": "briefs.build.checking",
        "findings": "briefs.build.start",
        "load_theme": "briefs.build.start",
        "make": "briefs.build.pipeline",
        "plans": "briefs.build.plan",
        "trace": "briefs.build.start",
    },
)
__all__ = [
    "Ask",
    "Findings",
    "Made",
    "Plan",
    "Report",
    "Shelf",
    "build",
    "check",
    "diff",
    "document_of",
    "draft",
    "fact_files",
    "findings",
    "load_theme",
    "make",
    "plans",
    "trace",
]
