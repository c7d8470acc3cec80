"""Build documents: find what is asked for, run the verbs in their order, write what came out.

It calls the rooms and gathers their problems; it prints nothing and knows no format's library.
"""

from typing import TYPE_CHECKING

from briefs.lazily import lazily

if TYPE_CHECKING:
    from briefs.project.fact_checking import Findings, fact_files
    from briefs.project.pipeline import Plan, document_of, make
    from briefs.project.plan import plans
    from briefs.project.request import Ask, Made, Report
    from briefs.project.start import build, check, diff, draft, findings, load_theme, trace
    from briefs.project.template_folders import Shelf

__getattr__ = lazily(
    __name__,
    {
        "Ask": "briefs.project.request",
        "Findings": "briefs.project.fact_checking",
        "Made": "briefs.project.request",
        "Plan": "briefs.project.pipeline",
        "Report": "briefs.project.request",
        "Shelf": "briefs.project.template_folders",
        "build": "briefs.project.start",
        "check": "briefs.project.start",
        "diff": "briefs.project.start",
        "document_of": "briefs.project.pipeline",
        "draft": "briefs.project.start",
        "fact_files": "briefs.project.fact_checking",
        "findings": "briefs.project.start",
        "load_theme": "briefs.project.start",
        "make": "briefs.project.pipeline",
        "plans": "briefs.project.plan",
        "trace": "briefs.project.start",
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
