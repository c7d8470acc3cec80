"""The manual: guides, and a Markdown page for each problem code, box, filter, and key of a theme or a template's head.

Pages are read from the package when they are asked for. Each begins with a heading `# NAME: what it is`, and has its
parts below headings of the second level. Nothing here knows what the code has that should have a page; the tests do.
"""

from __future__ import annotations

import re
from importlib.resources import files

FOLDERS = {
    "guides": "Guides",
    "codes": "Problems",
    "boxes": "Boxes of templates",
    "filters": "Filters of templates",
    "settings": "Settings in the head of a template",
    "theme": "Keys of a theme",
}
"""Folder → what its pages are about."""
PARTS = ("Why", "How to mend it", "Example")
"""The parts of a code's page, in their order; its heading and what stands below it say what is wrong."""
_PART = re.compile(r"^## (.+)\n((?:```.*\n(?s:.*?\n)??```\n|(?!## ).*\n)*)", re.MULTILINE)
"""A heading with all lines below it; what begins with `##` within a fence is none."""
_ENTRY = re.compile(r"^- `([^`]+)`: ", re.MULTILINE)


def pages(folder: str) -> dict[str, str]:
    """Name → page, in the order of the names, of all pages in a folder of the manual."""
    found = (each for each in files(__name__).joinpath(folder).iterdir() if each.name.endswith(".md"))
    texts = {each.name.removesuffix(".md"): each.read_text(encoding="utf-8") for each in found}
    return dict(sorted(texts.items()))


def named(name: str) -> list[tuple[str, str]]:
    """Folder and page, of all pages of that name; where there is none, of those that explain it in a list."""
    whole = _whole()
    found = [(folder, page) for folder, own, page in whole if own in {name, name.upper()}]
    return found or [(folder, page) for folder, _, page in whole if name in entries(page)]


def names() -> list[str]:
    """All that `named` finds a page for."""
    whole = _whole()
    return list(
        dict.fromkeys([*(own for _, own, _ in whole), *(each for _, _, page in whole for each in entries(page))])
    )


def _whole() -> list[tuple[str, str, str]]:
    """Folder, name and page, of all pages."""
    return [(folder, name, page) for folder in FOLDERS for name, page in pages(folder).items()]


def title(page: str) -> str:
    """What the heading of a page says behind the page's name."""
    return page.partition("\n")[0].partition(": ")[2]


def parts(page: str) -> dict[str, str]:
    """Heading → text, of the parts of a page."""
    return {found[1]: found[2].strip() for found in _PART.finditer(page)}


def entries(page: str) -> list[str]:
    """The names that a page explains in a list: `size` of the page `looks`."""
    return _ENTRY.findall(page)
