"""Check what was filled and read: problems out, nothing changed.

It reads facts and trees; it opens no file and writes nothing.
"""

from typing import TYPE_CHECKING

from briefs.lazily import lazily

if TYPE_CHECKING:
    from briefs.checks.document_checks import CHECKS, check_document
    from briefs.checks.draft import Draft

__getattr__ = lazily(
    __name__,
    {
        "CHECKS": "briefs.checks.document_checks",
        "Draft": "briefs.checks.draft",
        "check_document": "briefs.checks.document_checks",
    },
)
__all__ = ["CHECKS", "Draft", "check_document"]
