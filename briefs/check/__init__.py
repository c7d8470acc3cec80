"""Check what was filled and read: problems out, nothing changed.

It reads facts and trees; it opens no file and writes nothing.
"""

from briefs.check.document import CHECKS, check_document
from briefs.check.draft import Draft

__all__ = ["CHECKS", "Draft", "check_document"]
