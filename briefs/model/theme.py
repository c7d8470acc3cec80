"""The theme: how each role looks, in points, for both writers.

Plain values; only the writers turn them into fonts and XML, and only `factfiles` reads them from a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from briefs.model.contrast import contrast
from briefs.model.counting import Numbering
from briefs.model.furniture import NAME, Furniture, Logo
from briefs.model.look import Look
from briefs.model.stationery import Stationery

ROLES: tuple[str, ...] = (
    "body",
    "title",
    "subtitle",
    "lead",
    *(f"heading-{level}" for level in range(1, 7)),
    *("bullet", "bullet-2", "bullet-3", "number", "number-2", "number-3", "list-text", "field"),
    *("numbered", "numbered-2", "numbered-3"),
    *("quote", "code", "caption", "chart-text", "table-head", "table-text", "figure-label", "figure-value"),
    *("source", "contents-title", "contents-1", "contents-2", "contents-3"),
    *("callout", "callout-title", "bottom-line", "bottom-line-title", "gap", "gap-title"),
    *("decision", "decision-title"),
    *("marking", "letterhead", "header", "footer", "link", "note", "placeholder"),
)
"""Every role that the writers draw; a theme has a look for each."""
ACCENT = "#1f4e79"
"""The accent of a theme that names none."""
READABLE = 4.5
"""The least contrast of a link or mark with the ground of the text around it (WCAG 2.2, 1.4.3)."""
BOXES: tuple[str, ...] = ("callout", "bottom-line", "gap", "decision")
"""The roles of boxes that lend their ground and colour to what stands in them."""


class Page(Struct, frozen=True):
    """The sheet; all lengths in points (1/72 inch)."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    """From the sheet's top edge to the top of the header."""
    footer: float
    """From the sheet's bottom edge to the bottom of the footer."""

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom

    @property
    def landscape(self) -> Page:
        """The same sheet on its long side, with the same margins."""
        return replace(self, width=max(self.width, self.height), height=min(self.width, self.height))


class Font(Struct, frozen=True):
    """A family: the name that Word looks for, and the files from which the PDF is set."""

    word: str
    regular: str
    bold: str
    italic: str
    bold_italic: str
    fallbacks: tuple[str, ...] = ()
    """Families tried, in order, for a character that this one lacks."""


class Theme(Struct, frozen=True):
    """Page, fonts and looks."""

    name: str
    page: Page
    fonts: Mapping[str, Font]
    looks: Mapping[str, Look]
    """Role → look. Every role that the tree can hold is there."""
    header: tuple[Furniture, ...] = ()
    """Lines from the top down."""
    footer: tuple[Furniture, ...] = ()
    """Lines from the top down."""
    first_header: tuple[Furniture, ...] | None = None
    """Those of the first page; None: the letterhead, where there is one, else those of other pages."""
    first_footer: tuple[Furniture, ...] | None = None
    """None: those of other pages."""
    logo: Logo | None = None
    letterhead: tuple[str, ...] = ()
    """The lines of the sender's name and address."""
    palette: tuple[str, ...] = ("#1f3864",)
    """Colours of a chart's series, in order; each also has a pattern or marker of its own."""
    hairline: float = 0.5
    """Thickness of the rules of tables."""
    rule_colour: str = "#bfbfbf"
    cell_padding: tuple[float, float] = (3.0, 5.4)
    """Above and below, and left and right of a table cell's text."""
    about: str = ""
    numbering: Numbering = ""
    """What is counted through a paper whose template says nothing of it."""
    accent: str = ACCENT
    """The colour that others follow, where the theme's files say so."""
    watermark: str = ""
    """Colour of the word across a draft's pages; empty: none is drawn."""
    styles: Mapping[str, str] = {}
    """The styles that roles wear in the base, by their names in Word, where a role's own name does not say it."""
    stationery: Stationery | None = None
    """The ministry's Word file, where papers are written on one."""

    def turned(self, landscape: bool) -> Theme:
        """The theme for pages that lie on their long side, or for others."""
        return replace(self, page=self.page.landscape) if landscape else self

    def furniture(self) -> Iterator[Furniture]:
        """Every line of its headers and footers."""
        for lines in (self.header, self.footer, self.first_header, self.first_footer):
            yield from lines or ()

    def colour_within(self, role: str, look: Look) -> str:
        """The colour of a link or mark in a text of this look; on a ground where it cannot be read, the text's own."""
        own = self.looks[role].colour
        return look.colour if look.fill and contrast(own, look.fill) < READABLE else own

    def look(self, role: str, inside: str = "") -> Look:
        """The look of `role`; `inside` a box, with the box's ground, rules and indent.

        Raises KeyError for a role that the theme does not know: `factfiles` has made sure that it knows them all.
        """
        base = self.looks[role]
        if not inside or inside not in self.looks:
            return base
        box = self.looks[inside]
        if role == "body":
            return replace(box, before=base.before, after=base.after)
        return replace(
            base,
            left=base.left + box.left,
            right=box.right,
            fill=box.fill,
            rule_left=box.rule_left,
            rule_right=box.rule_right,
            rule_colour=box.rule_colour,
            padding=box.padding,
            keep_lines=box.keep_lines,
            colour=box.colour,
        )


def named_in(theme: Theme) -> frozenset[str]:
    """The names in braces that its headers, footers and letterhead have: fields of a paper, and paths of facts."""
    patterns = [text for line in theme.furniture() for _, text in line.patterns()]
    return frozenset(name for text in (*patterns, *theme.letterhead) for name in NAME.findall(text))


__all__ = ["BOXES", "ROLES", "Font", "Furniture", "Logo", "Look", "Page", "Theme", "named_in"]
