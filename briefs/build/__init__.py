"""Build documents: find what is asked for, run the verbs in their order, write what came out.

It calls the rooms and gathers their problems; it prints nothing and knows no format's library.
"""

from briefs.build.build import Ask, Report, build, check, fact_files, findings
from briefs.build.checking import Findings
from briefs.build.make import Made, Plan, document_of, make
from briefs.build.plan import plans
from briefs.build.shelf import Shelf

__all__ = [
    "Ask",
    "Findings",
    "Made",
    "Plan",
    "Report",
    "Shelf",
    "build",
    "check",
    "document_of",
    "fact_files",
    "findings",
    "make",
    "plans",
]
