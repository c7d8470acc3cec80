"""Read a filled template: Markdown and boxes in, the tree out.

It opens the sealed values after parsing, so no value ever meets the parser; it knows no Jinja, no file and no font.
"""

from briefs.read.boxes import BOXES
from briefs.read.read import Sheet, read

__all__ = ["BOXES", "Sheet", "read"]
