"""The manual pages of problem codes, gathered from where each is declared.

It collects; the pages are written beside what they explain.
"""

from __future__ import annotations

from inspect import cleandoc

from briefs.build.earlier import MANUAL as EARLIER_PAGES
from briefs.build.manual import MANUAL as BUILD_PAGES
from briefs.check import CHECKS
from briefs.load import MANUAL as FACT_PAGES


def manual() -> dict[str, str]:
    """Code → page, in the order of the codes."""
    checks = {code: cleandoc(check.__doc__ or "") for code, check in CHECKS.items()}
    return dict(sorted({**FACT_PAGES, **BUILD_PAGES, **EARLIER_PAGES, **checks}.items()))
