"""Fill a template with facts: characters out, with every value sealed and every line's place kept.

No Markdown, no tree and no YAML is known here.
"""

from typing import TYPE_CHECKING

from briefs.lazily import lazily

if TYPE_CHECKING:
    from briefs.templating.cache import keep_in
    from briefs.templating.filling import Order, fill
    from briefs.templating.filters import FILTERS

__getattr__ = lazily(
    __name__,
    {
        "FILTERS": "briefs.templating.filters",
        "Order": "briefs.templating.filling",
        "fill": "briefs.templating.filling",
        "keep_in": "briefs.templating.cache",
    },
)
__all__ = ["FILTERS", "Order", "fill", "keep_in"]
