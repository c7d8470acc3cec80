"""The manual pages of problem codes, gathered from where each is declared.

It collects; the pages are written beside what they explain.
"""

from __future__ import annotations

from inspect import cleandoc

from briefs.build.earlier import MANUAL as EARLIER_PAGES
from briefs.build.manual import MANUAL as BUILD_PAGES
from briefs.build.redline import MANUAL as REDLINE_PAGES
from briefs.check import CHECKS
from briefs.check.evidence import PAGES
from briefs.load import MANUAL as FACT_PAGES
from briefs.load.sources import MANUAL as COPY_PAGES


def manual() -> dict[str, str]:
    """Code → page, in the order of the codes."""
    checks = {code: cleandoc(check.__doc__ or "") for code, check in CHECKS.items()}
    checks |= {code: cleandoc(page) for code, page in PAGES.items()}
    return dict(sorted({**FACT_PAGES, **BUILD_PAGES, **EARLIER_PAGES, **REDLINE_PAGES, **COPY_PAGES, **checks}.items()))
