"""Templating: a template is filled with facts, every value sealed, and what comes out is read as a tree.

Values never meet a parser: they are sealed while Jinja runs and opened after Markdown has been read. No fact file, no
font and no format is known here.
"""

from typing import TYPE_CHECKING

from briefs.lazily import lazily

if TYPE_CHECKING:
    from briefs.templating.boxes import BOXES
    from briefs.templating.filling import Order, fill
    from briefs.templating.filters import FILTERS
    from briefs.templating.reading import Sheet, read

__getattr__ = lazily(
    __name__,
    {
        "BOXES": "briefs.templating.boxes",
        "FILTERS": "briefs.templating.filters",
        "Order": "briefs.templating.filling",
        "Sheet": "briefs.templating.reading",
        "fill": "briefs.templating.filling",
        "read": "briefs.templating.reading",
    },
)
__all__ = ["BOXES", "FILTERS", "Order", "Sheet", "fill", "read"]
