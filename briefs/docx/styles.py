"""The style part: a style of Word's for each role that the document uses, made from the theme's looks.

Which paragraph has which role is decided elsewhere; a style exists as soon as it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from briefs.docx.languages import BIDI, EAST_ASIAN, east_asian_font, is_east_asian, word_language
from briefs.docx.looks import Frame, frame, paragraph_properties, run_properties
from briefs.docx.table_styles import table_style
from briefs.docx.text import attribute, colour, half_points, twips
from briefs.layout.direction import is_rtl_language
from briefs.model.contrast import contrast
from briefs.model.theme import READABLE, Look, Theme

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_BUILT_IN: dict[str, tuple[str, str, int]] = {
    "body": ("Normal", "Normal", 0),
    "title": ("Title", "Title", 10),
    "subtitle": ("Subtitle", "Subtitle", 11),
    **{f"heading-{n}": (f"Heading{n}", f"heading {n}", 9) for n in range(1, 7)},
    "bullet": ("ListBullet", "List Bullet", 36),
    "bullet-2": ("ListBullet2", "List Bullet 2", 36),
    "bullet-3": ("ListBullet3", "List Bullet 3", 36),
    "number": ("ListNumber", "List Number", 36),
    "number-2": ("ListNumber2", "List Number 2", 36),
    "number-3": ("ListNumber3", "List Number 3", 36),
    "list-text": ("ListContinue", "List Continue", 36),
    "quote": ("Quote", "Quote", 29),
    "caption": ("Caption", "caption", 35),
    "contents-title": ("TOCHeading", "TOC Heading", 39),
    **{f"contents-{n}": (f"TOC{n}", f"toc {n}", 39) for n in range(1, 4)},
    "header": ("Header", "header", 99),
    "footer": ("Footer", "footer", 99),
}
"""Word's own id, name and priority of the styles that it knows; it shows their names in the user's language."""

_DERIVED: dict[str, tuple[str, Callable[[Look], Look]]] = {
    "figure": ("body", lambda look: replace(look, keep_next=False)),
    "table-number": ("table-text", lambda look: replace(look, align="right")),
    "table-center": ("table-text", lambda look: replace(look, align="center")),
    "table-row-head": ("table-head", lambda look: replace(look, keep_next=False)),
    "table-head-number": ("table-head", lambda look: replace(look, align="right")),
    "table-head-center": ("table-head", lambda look: replace(look, align="center")),
    "table-end": ("body", lambda look: replace(look, size=1.0, leading=1.0, before=0.0, after=0.0)),
}
"""Roles that only Word needs: the theme's role that each is like, and what is different."""

CHARACTERS = {
    "link": ("Hyperlink", "Hyperlink", ""),
    "note": ("NoteMark", "Note Mark", ' w:customStyle="1"'),
    "placeholder": ("Placeholder", "Placeholder", ' w:customStyle="1"'),
    "code": ("CodeText", "Code Text", ' w:customStyle="1"'),
    "marking": ("MarkingText", "Marking Text", ' w:customStyle="1"'),
}
OF_CELLS = ("table-", "figure-")
"""How the roles begin whose ground is that of the whole cell."""
FOLLOWED_BY_BODY = ("title", "subtitle", "heading", "caption")
DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


class StyleOfRole(Struct, frozen=True):
    """What a paragraph style's XML depends on."""

    id: str
    name: str
    priority: int
    custom: bool
    followed: bool
    outline: int
    look: Look
    base: Look
    font: str
    base_font: str
    frame: Frame
    numbering: str
    tabs: str
    based: str = "Normal"
    """The id of the style that it is based on; empty: on none."""
    follows: str = "Normal"
    """The id of the style of what follows a heading."""


class Parent(Struct, frozen=True):
    """The style that one is based on."""

    look: Look
    theme: Theme
    """Which has its font."""
    id: str = "Normal"
    body: str = "Normal"
    """The id of the style of running text."""


class Styles:
    """The styles of one document; of those bound behind another they have a suffix, and are based on its own."""

    def __init__(self, theme: Theme, language: str, suffix: str = "", first: Theme | None = None) -> None:
        self._theme = theme
        self._base = first or theme
        self.suffix = suffix
        self._language = language
        self._rtl = is_rtl_language(language)
        self._made: dict[str, str] = {}
        self._ids: dict[tuple[str, str], str] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._frames: dict[tuple[str, str, float], Frame] = {}
        self.numbering: Callable[[str, str], str] = lambda role, inside: ""
        """What the style of a role, in a box, says about its entries' numbers: w:numPr."""

    def has(self, role: str, inside: str = "") -> bool:
        """Whether the style has been asked for."""
        return (role, inside) in self._ids

    def look(self, role: str, inside: str = "") -> Look:
        """The look of a role, of those that only Word needs, too."""
        known = self._looks.get((role, inside))
        if known is None:
            like, changed = _DERIVED.get(role, (role, _unchanged))
            known = self._looks[(role, inside)] = changed(self._theme.look(like, inside))
        return known

    def frame(self, role: str, inside: str = "", shift: float = 0.0) -> Frame:
        """The ground and rules of a role; in a box they begin where the box does, however far the text is in."""
        known = self._frames.get((role, inside, shift))
        if known is None:
            look = self.look(role, inside)
            if role.startswith(OF_CELLS):
                return Frame()
            inset = shift
            if inside in self._theme.looks:
                inset += look.left - max(look.hanging, 0.0) - self._theme.looks[inside].left
            known = self._frames[(role, inside, shift)] = frame(look, max(0.0, inset), self._rtl)
        return known

    def paragraph(self, role: str, inside: str = "") -> str:
        """The id of the paragraph style of a role, in a box."""
        known = self._ids.get((role, inside))
        if known is not None:
            return known
        look, base = self.look(role, inside), self._base.looks["body"]
        return self._added(role, inside, self._suffixed(*named(role, inside)), look, Parent(base, self._base))

    def _added(self, role: str, inside: str, names: tuple[str, str, int, bool], look: Look, parent: Parent) -> str:
        """The id of a style that is made for a role in a box, on the style of its parent."""
        style_id, name, priority, custom = names
        self._ids[role, inside] = style_id
        style = StyleOfRole(
            style_id,
            name,
            priority,
            custom,
            role.startswith(FOLLOWED_BY_BODY),
            int(role[-1]) - 1 if role.startswith("heading-") else -1,
            look,
            parent.look,
            self._theme.fonts[look.font].word,
            parent.theme.fonts[parent.look.font].word,
            self.frame(role, inside),
            self.numbering(role, inside),
            self._tabs(role, look),
            parent.id,
            parent.body,
        )
        self._made[style_id] = paragraph_xml(style)
        return style_id

    def colour_within(self, role: str, look: Look) -> str:
        """The colour of a link or mark in a text of this look, where it is not that of its style; else empty."""
        if role == "placeholder":
            own = self._theme.looks[role]
            return own.colour if own.fill and contrast(look.colour, own.fill) < READABLE else ""
        colour = self._theme.colour_within(role, look) if role in ("link", "note") else ""
        return "" if not colour or colour == self._theme.looks[role].colour else colour

    def character(self, role: str) -> str:
        """The id of the character style of a link or mark."""
        style_id, name, custom = CHARACTERS[role]
        if self.suffix:
            style_id, name, custom = f"{style_id}{self.suffix}", f"{name} {self.suffix}", ' w:customStyle="1"'
        if style_id not in self._made:
            self._made[style_id] = (
                f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>'
                f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
                f"<w:rPr>{self._character_properties(role)}</w:rPr></w:style>"
            )
        return style_id

    def table(self, role: str) -> str:
        """The id of the style of tables in a role."""
        style_id = ("KeyFigures" if role == "figures" else "BriefTable") + self.suffix
        if style_id not in self._made:
            self._made[style_id] = table_style(style_id, role, self._theme, suffix=self.suffix)
        return style_id

    def _suffixed(self, style_id: str, name: str, priority: int, custom: bool) -> tuple[str, str, int, bool]:
        """Id, name, priority, and whether it is our own, of a style of these styles."""
        if not self.suffix:
            return style_id, name, priority, custom
        return f"{style_id}{self.suffix}", f"{name} {self.suffix}", priority, True

    def made(self) -> list[tuple[str, str]]:
        """Id and XML of each style that was asked for."""
        return list(self._made.items())

    def xml(self, others: Sequence[Styles] = ()) -> str:
        """The style part, with the styles of the documents that are bound behind this one."""
        self.paragraph("body")
        found = dict(self.made()) | {key: xml for each in others for key, xml in each.made()}
        body = self._theme.looks["body"]
        size = half_points(body.size)
        made = (found[key] for key in sorted(found, key=lambda key: (key != "Normal", key)))
        return (
            f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
            f"{_fonts(self._theme.fonts[body.font].word, self._language)}"
            f'<w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
            f"{self._languages()}</w:rPr></w:rPrDefault>"
            f"<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
            f'<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
            f' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>{DEFAULTS}{"".join(made)}</w:styles>'
        )

    def _character_properties(self, role: str) -> str:
        look = self._theme.looks[role]
        match role:
            case "link":
                return f'<w:color w:val="{colour(look.colour)}"/><w:u w:val="single"/>'
            case "note":
                return f'<w:color w:val="{colour(look.colour)}"/><w:vertAlign w:val="superscript"/>'
            case "placeholder":
                return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(look.fill or "#ffffff")}"/>'
            case "code":
                return _fonts(self._theme.fonts[look.font].word)
            case _:
                font = self._theme.fonts[look.font].word
                return run_properties(look, self._theme.looks["header"], font, font)

    def wider(self, width: float) -> str:
        """The tab stops of headers and footers on pages of another width; empty where it is the same."""
        own = self._theme.page.text_width
        if own == width:
            return ""
        cleared = [("clear", "", own / 2), ("clear", "", own)]
        stops = [*cleared, ("center", "", width / 2), ("right", "", width)]
        return _tab_stops(*sorted(stops, key=lambda stop: stop[2]))

    def _tabs(self, role: str, look: Look) -> str:
        width = self._theme.page.text_width
        if role in ("header", "footer"):
            return _tab_stops(("center", "", width / 2), ("right", "", width))
        if role.startswith("contents-") and role != "contents-title":
            return _tab_stops(("right", ' w:leader="dot"', width - look.right))
        return ""

    def _languages(self) -> str:
        tag = word_language(self._language)
        east = tag if is_east_asian(tag) else EAST_ASIAN
        bidi = tag if self._rtl else BIDI
        return f'<w:lang w:val="{attribute(tag)}" w:eastAsia="{attribute(east)}" w:bidi="{attribute(bidi)}"/>'


def _unchanged(look: Look) -> Look:
    return look


def named(role: str, inside: str) -> tuple[str, str, int, bool]:
    """Id, name, priority, and whether the style is our own."""
    if role == "body" and inside:
        role, inside = inside, ""
    built_in = _BUILT_IN.get(role)
    if built_in and not inside:
        return *built_in, False
    own = built_in[1] if built_in else role
    name = " ".join(f"{inside} {own}".replace("-", " ").split()).title()
    return name.replace(" ", ""), name, 40, True


def _fonts(name: str, language: str = "") -> str:
    east = east_asian_font(language) if is_east_asian(language) else name
    name = attribute(name)
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{attribute(east)}" w:hAnsi="{name}" w:cs="{name}"/>'


def _tab_stops(*stops: tuple[str, str, float]) -> str:
    inner = "".join(f'<w:tab w:val="{kind}"{leader} w:pos="{twips(at)}"/>' for kind, leader, at in stops)
    return f"<w:tabs>{inner}</w:tabs>"


@lru_cache(maxsize=512)
def paragraph_xml(style: StyleOfRole) -> str:
    normal = style.id == "Normal"
    base = None if normal else style.base
    default = ' w:default="1"' if normal else ""
    custom = ' w:customStyle="1"' if style.custom else ""
    based = "" if normal else f'<w:basedOn w:val="{style.based}"/>'
    followed = f'<w:next w:val="{style.follows}"/>' if style.followed else ""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline >= 0 else ""
    if style.id == "TOCHeading":
        outline = '<w:outlineLvl w:val="9"/>'
    paragraph = paragraph_properties(style.look, base, style.numbering, style.frame, style.tabs, outline)
    run = run_properties(style.look, base, style.font, style.base_font)
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'{based}{followed}<w:uiPriority w:val="{style.priority}"/><w:qFormat/>'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{f'<w:rPr>{run}</w:rPr>' if run else ''}</w:style>"
    )
