"""Sections of a Word file: the page of each, and the headers and footers that it has or takes over.

What stands in a header is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct

from briefs.base.wordml import Element, R, W, attribute, child, flag, local, number, points, value, w
from briefs.model.stationery import FurnitureKind, PageKind
from briefs.model.theme import Page

Reference = tuple[FurnitureKind, PageKind]
_KINDS: dict[str, FurnitureKind] = {"headerReference": "header", "footerReference": "footer"}
_PAGES: dict[str, PageKind] = {"first": "first", "even": "even", "default": "default"}
ORDER = (
    *("pgSz", "pgMar", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign"),
    *("noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid"),
)
"""What is kept of a section, in the order of ISO/IEC 29500-1, A.1 (CT_SectPr)."""
LEAST_WIDTH = 50 * 72 / 25.4
"""Points of text between the margins, below which nothing can be set."""


class Section(Struct, frozen=True):
    """One section, with what it takes over from those before it."""

    number: int
    element: Element
    references: dict[Reference, str]
    """The relationship of each header and footer."""
    inherited: frozenset[Reference]

    @property
    def first(self) -> bool:
        """Whether its first page has headers of its own."""
        return bool(flag(child(self.element, "titlePg")))


def sections_of(body: Element) -> list[Section]:
    """All sections in order; one without settings where the file says nothing of any."""
    found: list[Section] = []
    carried: dict[Reference, str] = {}
    for element in body.iter(w("sectPr")):
        if local(element.getparent()) == "sectPrChange":  # type: ignore[arg-type] # a section has a parent
            continue
        own: dict[Reference, str] = {}
        for each in element:
            kind, page = _KINDS.get(local(each)), _PAGES.get(attribute(each, "type") or "default")
            relation = str(each.get(f"{{{R}}}id", ""))
            if kind and page and relation:
                own.setdefault((kind, page), relation)
        inherited = frozenset(carried.keys() - own.keys())
        carried = carried | own
        found.append(Section(len(found) + 1, element, dict(carried), inherited))
    return found or [Section(1, etree.Element(w("sectPr")), {}, frozenset())]


def page_of(section: Section, usual: Page) -> tuple[Page, list[str]]:
    """The page of a section; what it does not say is as usual. And what of it is not followed, in words."""
    size, margins = child(section.element, "pgSz"), child(section.element, "pgMar")
    width = points(attribute(size, "w")) or usual.width
    height = points(attribute(size, "h")) or usual.height
    untold = [] if size is not None else ["it says no size of paper, so the theme's is taken"]

    def margin(name: str, default: float) -> float:
        return abs(points(attribute(margins, name), default)) if margins is not None else default

    gutter = margin("gutter", 0.0) if margins is not None else 0.0
    page = Page(
        round(width, 2),
        round(height, 2),
        top=round(margin("top", usual.top), 2),
        bottom=round(margin("bottom", usual.bottom), 2),
        left=round(margin("left", usual.left) + gutter, 2),
        right=round(margin("right", usual.right), 2),
        header=round(margin("header", usual.header), 2),
        footer=round(margin("footer", usual.footer), 2),
    )
    if number(attribute(child(section.element, "cols"), "num")) > 1:
        untold.append("its text runs in columns, and papers in one")
    if value(section.element, "textDirection") not in ("", "lrTb"):
        untold.append("its lines do not run from left to right and top to bottom, and those of papers do")
    return page, untold


def kept(section: Section, page: Page) -> str:
    """What a paper keeps of the section, as children of w:sectPr without headers and footers."""
    made: dict[str, Element] = {}
    for each in section.element:
        name = local(each)
        if name in ORDER and name not in made:
            made[name] = each
    for name, values in (
        ("pgSz", {"w": page.width, "h": page.height}),
        ("pgMar", {"top": page.top, "right": page.right, "bottom": page.bottom, "left": page.left}),
    ):
        if name not in made:
            made[name] = etree.Element(w(name), {w(key): str(round(length * 20)) for key, length in values.items()})
    for each in (made["pgMar"],):
        for name, usual in (("header", page.header), ("footer", page.footer), ("gutter", 0.0)):
            if not attribute(each, name):
                each.set(w(name), str(round(usual * 20)))
    made["cols"] = etree.Element(w("cols"), {w("space"): "720"})
    made.pop("textDirection", None)
    if "pgNumType" in made:
        made["pgNumType"].attrib.pop(w("start"), "")
    return "".join(_text(made[name]) for name in ORDER if name in made)


def _text(element: Element) -> str:
    """An element alone, with whole numbers, and without what other namespaces say."""
    alone = etree.Element(element.tag, nsmap={"w": W})
    for name, told in element.attrib.items():
        text = str(told)
        if "." in text and text.replace(".", "").replace("-", "").isdigit():
            text = str(round(float(text)))
        if str(name).startswith(w("")) and "rsid" not in str(name):
            alone.set(name, text)
    for each in element:
        if isinstance(each.tag, str) and each.tag.startswith(w("")):
            alone.append(etree.fromstring(_text(each)))
    return etree.tostring(alone, encoding="unicode")


def described(section: Section, chosen: Sequence[str]) -> str:
    """A section in words, so that it can be told from the others."""
    kind = value(section.element, "pgNumType")
    told = list(chosen)
    if attribute(child(section.element, "pgSz"), "orient") == "landscape":
        told.append("landscape")
    form = attribute(child(section.element, "pgNumType"), "fmt") or kind
    if form and form != "decimal":
        told.append(f"page numbers `{form}`")
    if section.first:
        told.append("a first page of its own")
    return f"section {section.number}" + (f" ({', '.join(told)})" if told else "")
