"""The manual: a Markdown page for each problem code, in the folder `codes`, read from the package when it is asked for.

A page begins with a heading `# NAME: what it is`, and has its parts below headings of the second level. Nothing here
knows what the code has that should have a page; the tests do.
"""

from __future__ import annotations

import re
from importlib.resources import files

PARTS = ("Why", "How to mend it", "Example")
"""The parts of a code's page, in their order; its heading and what stands below it say what is wrong."""
_PART = re.compile(r"^## (.+)\n((?:```.*\n(?s:.*?\n)??```\n|(?!## ).*\n)*)", re.MULTILINE)
"""A heading with all lines below it; what begins with `##` within a fence is none."""


def pages(folder: str) -> dict[str, str]:
    """Name → page, in the order of the names, of all pages in a folder of the manual."""
    found = (each for each in files(__name__).joinpath(folder).iterdir() if each.name.endswith(".md"))
    texts = {each.name.removesuffix(".md"): each.read_text(encoding="utf-8") for each in found}
    return dict(sorted(texts.items()))


def title(page: str) -> str:
    """What the heading of a page says behind the page's name."""
    return page.partition("\n")[0].partition(": ")[2]


def parts(page: str) -> dict[str, str]:
    """Heading → text, of the parts of a page."""
    return {found[1]: found[2].strip() for found in _PART.finditer(page)}
