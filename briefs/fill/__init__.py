"""Fill a template with facts: characters out, with every value sealed and every line's place kept.

No Markdown, no tree and no YAML is known here.
"""

from briefs.fill.fill import Order, fill
from briefs.fill.filters import FILTERS
from briefs.fill.kept import keep_in

__all__ = ["FILTERS", "Order", "fill", "keep_in"]
