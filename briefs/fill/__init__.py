"""Fill a template with facts: characters out, with every value sealed and every line's place kept.

No Markdown, no tree and no YAML is known here.
"""

from typing import TYPE_CHECKING

from briefs.lazily import lazily

if TYPE_CHECKING:
    from briefs.fill.cache import keep_in
    from briefs.fill.filling import Order, fill
    from briefs.fill.filters import FILTERS

__getattr__ = lazily(
    __name__,
    {
        "FILTERS": "briefs.fill.filters",
        "Order": "briefs.fill.filling",
        "fill": "briefs.fill.filling",
        "keep_in": "briefs.fill.cache",
    },
)
__all__ = ["FILTERS", "Order", "fill", "keep_in"]
