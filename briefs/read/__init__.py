"""Read a filled template: Markdown and boxes in, the tree out.

It opens the sealed values after parsing, so no value ever meets the parser; it knows no Jinja, no file and no font.
"""

from briefs.templating.boxes import BOXES
from briefs.templating.reading import Sheet, read

__all__ = ["BOXES", "Sheet", "read"]
