"""Build documents: find what is asked for, run the verbs in their order, write what came out.

It calls the rooms and gathers their problems; it prints nothing and knows no format's library.
"""

from briefs.project.request import Ask, Made, Report
from briefs.project.start import build, check, diff, draft, findings, load_theme, trace

__all__ = ["Ask", "Made", "Report", "build", "check", "diff", "draft", "findings", "load_theme", "trace"]
