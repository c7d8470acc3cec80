"""Check what was filled and read: problems out, nothing changed.

It reads facts and trees; it opens no file and writes nothing.
"""

from typing import TYPE_CHECKING

from briefs.lazily import lazily

if TYPE_CHECKING:
    from briefs.check.document import CHECKS, check_document
    from briefs.check.draft import Draft

__getattr__ = lazily(
    __name__,
    {
        "CHECKS": "briefs.check.document",
        "Draft": "briefs.check.draft",
        "check_document": "briefs.check.document",
    },
)
__all__ = ["CHECKS", "Draft", "check_document"]
