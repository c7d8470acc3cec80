"""The base: a ministry's Word file read and cleaned, for papers to be written on.

From its bytes come its look (page, fonts, roles), its styles and its furniture; nothing is drawn or written here.
"""

from briefs.base.reading import Asked, dressed

__all__ = ["Asked", "dressed"]
