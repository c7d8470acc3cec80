"""Whether what a theme prints can be read: contrast of text against its ground, sizes, room on the page.

It judges a finished theme; it reads no file. Rules 1.4.3 and 1.4.11 of WCAG 2.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.model.contrast import contrast
from briefs.model.theme import ROLES, Look, Theme

TEXT, LARGE_TEXT, GRAPHIC = 4.5, 3.0, 3.0
WHITE = "#ffffff"
SMALLEST_BODY, SMALLEST = 9.0, 6.0
"""Points: of running text, and of anything."""
ROOM = 144.0
"""Points that a page must leave for text, in either direction."""
WATERMARK = "watermark"


def is_large(look: Look) -> bool:
    """At least 18 points, or 14 and bold: text that may have less contrast."""
    return look.size >= 18 or (look.bold and look.size >= 14)


def pairs(theme: Theme) -> Iterator[tuple[str, str, float]]:
    """Role of a text, role of its ground, least contrast: for each pair that the theme prints.

    Links and numbers of sources take the colour of the text around them where their own cannot be read on its ground.
    """
    for role in ROLES:
        if role in theme.looks:
            yield role, role, LARGE_TEXT if is_large(theme.looks[role]) else TEXT


def ground_of(theme: Theme, ground: str) -> str:
    """The colour behind a text: that of a look, or of a draft's watermark."""
    return theme.watermark if ground == WATERMARK else theme.looks[ground].fill or WHITE


def faint(theme: Theme) -> Iterator[tuple[float, float, str, str]]:
    """Contrast, least contrast, role of the text, role of its ground: for each pair too faint to read.

    Text without a ground of its own stands on the paper, and in a draft on the watermark.
    """
    for role, ground, least in pairs(theme):
        grounds = [ground]
        if theme.watermark and not theme.looks[ground].fill:
            grounds.append(WATERMARK)
        for each in grounds:
            found = contrast(theme.looks[role].colour, ground_of(theme, each))
            if found < least:
                yield found, least, role, each
                break


def small(theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Role, setting, and what is wrong: for each look whose type is too small or too tight."""
    for role in ROLES:
        look = theme.looks.get(role)
        if look is None:
            continue
        least = SMALLEST_BODY if role == "body" else SMALLEST
        if look.size < least:
            yield role, "size", f"{look.size:g} points are too small to read; {least:g} is the least"
        elif look.leading < look.size:
            yield role, "leading", f"lines of {look.size:g} points do not fit into {look.leading:g}"


def narrow(theme: Theme) -> Iterator[tuple[str, str]]:
    """Setting and what is wrong: for margins that leave no room."""
    page = theme.page
    if page.text_width < ROOM:
        yield "left", f"the margins leave {max(0.0, page.text_width):.0f} points for a line of text"
    if page.text_height < ROOM:
        yield "top", f"the margins leave {max(0.0, page.text_height):.0f} points for the text of a page"
    if theme.header and page.header >= page.top:
        yield "header", "the header stands below the top margin, in the text"
    if theme.footer and page.footer >= page.bottom:
        yield "footer", "the footer stands above the bottom margin, in the text"
