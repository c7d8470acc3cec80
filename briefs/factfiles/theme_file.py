"""What one theme file says: its settings, typed, with the place of each; nothing taken over from elsewhere.

How sheets are laid over one another, and what theme they make, is `theme`'s work.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct, field

from briefs.factfiles.nodes import Scalar, Seq
from briefs.factfiles.settings import Settings
from briefs.factfiles.theme_accent import TEXT_WORDS, WORDS
from briefs.factfiles.theme_furniture import KEYS as FURNITURE
from briefs.factfiles.theme_furniture import Fetch, furniture_in
from briefs.files import exists, lies_in
from briefs.model.counting import NUMBERINGS
from briefs.model.problems import Place
from briefs.model.theme import ACCENT, ROLES, Look, Theme

KEYS = (
    *("name", "about", "extends", "page", "fonts", "palette", "hairline", "rule_colour", "cell_padding"),
    *("accent", "watermark", "looks", "base", "styles", "numbering", *FURNITURE),
)
SHEETS = {"A3": (841.89, 1190.55), "A4": (595.276, 841.89), "A5": (419.528, 595.276), "Letter": (612.0, 792.0)}
"""Points, ISO 216 and ANSI Y14.1."""
_AS_THEY_ARE = (
    *("about", "accent", "hairline", "rule_colour", "watermark", "palette", "cell_padding", "numbering", *FURNITURE),
)
MARGINS = ("top", "bottom", "left", "right", "header", "footer")
FACES = ("regular", "bold", "italic", "bold_italic")
NAMES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
FLAGS = frozenset({"bold", "italic", "keep_next", "keep_lines", "together"})
LENGTHS = frozenset(name for name, kind in Look.__annotations__.items() if kind == "float")
_LOOK = Look.__struct_fields__
_FONT = ("word", *FACES, "fallbacks")


class Sheet(Struct):
    """What one theme file says, or several of them laid over one another."""

    plain: dict[str, Any] = field(default_factory=dict)
    page: dict[str, Any] = field(default_factory=dict)
    fonts: dict[str, dict[str, Any]] = field(default_factory=dict)
    looks: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    """Where a setting of a look (or of `page`, `palette`) stands; with an empty second part, the look, with an empty
    first part a key of the theme."""

    def over(self, base: Sheet) -> Sheet:
        """`base`, with everything that this sheet says itself."""
        return Sheet(
            base.plain | self.plain,
            base.page | self.page,
            {name: base.fonts.get(name, {}) | self.fonts.get(name, {}) for name in base.fonts | self.fonts},
            {role: base.looks.get(role, {}) | self.looks.get(role, {}) for role in base.looks | self.looks},
            base.places | self.places,
        )


def sheet_of(settings: Settings, fetch: Fetch) -> Sheet:
    """What the file itself says; `fetch` gives the bytes of pictures."""
    settings.knows(KEYS)
    sheet = Sheet()
    for name in ("name", "about"):
        if settings.has(name):
            sheet.plain[name] = settings.text(name)
    if settings.has("hairline"):
        sheet.plain["hairline"] = settings.length("hairline", 0.5, most=20)
    if settings.has("accent"):
        sheet.plain["accent"] = settings.colour("accent", ACCENT)
        sheet.places["accent", ""] = settings.at("accent")
    if settings.has("rule_colour"):
        sheet.plain["rule_colour"] = settings.colour("rule_colour", "#bfbfbf", words=WORDS)
    if settings.has("numbering"):
        said = settings.choice("numbering", (*NUMBERINGS, "none"), "none")
        sheet.plain["numbering"] = "" if said == "none" else said
    if settings.has("watermark"):
        sheet.plain["watermark"] = settings.colour("watermark", "", none=True, words=WORDS)
        sheet.places["watermark", ""] = settings.at("watermark")
    if settings.has("palette"):
        colours = [settings.tint("palette", scalar, "", words=WORDS) for scalar in settings.scalars("palette")]
        sheet.plain["palette"] = tuple(colour for colour in colours if colour) or ("#000000",)
        sheet.places["palette", ""] = settings.at("palette")
    if settings.has("cell_padding"):
        sheet.plain["cell_padding"] = _padding(settings)
    sheet.plain |= furniture_in(settings, fetch)
    sheet.places |= {("", name): settings.at(name) for name in KEYS if settings.has(name)}
    if settings.has("styles"):
        styles = settings.table("styles", "the styles")
        styles.knows(ROLES)
        sheet.plain["styles"] = {role: styles.text(role) for role in styles.node.entries if styles.has(role)}
    _page(settings, sheet)
    _fonts(settings, sheet)
    _looks(settings, sheet)
    return sheet


def sheet_of_theme(theme: Theme, at: Place) -> Sheet:
    """A theme as if a file said all of it, at one place."""
    page = theme.page
    sheet = Sheet(page={"size": (page.width, page.height)} | {name: getattr(page, name) for name in MARGINS})
    for name in _AS_THEY_ARE:
        sheet.plain[name] = getattr(theme, name)
    sheet.plain |= {"styles": theme.styles, "stationery": theme.stationery}
    sheet.fonts = {name: {each: getattr(font, each) for each in _FONT} for name, font in theme.fonts.items()}
    sheet.looks = {role: {name: getattr(look, name) for name in _LOOK} for role, look in theme.looks.items()}
    names = [("page", name) for name in ("", "size", *MARGINS)] + [("fonts", name) for name in theme.fonts]
    names += [(role, "") for role in theme.looks] + [("palette", ""), ("watermark", ""), ("accent", "")]
    sheet.places = dict.fromkeys(names, at)
    return sheet


def _padding(settings: Settings) -> tuple[float, float]:
    scalars = settings.scalars("cell_padding")
    lengths = [settings.measure("cell_padding", scalar, 3, most=100) for scalar in scalars]
    if len(lengths) == 2:
        return lengths[0], lengths[1]
    node = settings.value("cell_padding")
    assert node is not None
    settings.wrong("cell_padding", node, "two lengths", "write `[3, 5.4]`: above and below, left and right")
    return 3.0, 5.4


def _page(settings: Settings, sheet: Sheet) -> None:
    if isinstance(settings.value("page"), Scalar):
        sheet.page["size"] = _size(settings, "page")
        sheet.places["page", "size"] = sheet.places["page", ""] = settings.at("page")
        return
    page = settings.table("page", "the page")
    page.knows(("size", *MARGINS))
    for name in MARGINS:
        length = page.length(name, -1)
        if length >= 0:
            sheet.page[name] = length
            sheet.places["page", name] = page.at(name)
    if page.has("size"):
        sheet.page["size"] = _size(page)
        sheet.places["page", "size"] = page.at("size")
    if settings.has("page"):
        sheet.places["page", ""] = page.at()


def _size(page: Settings, key: str = "size") -> tuple[float, float]:
    """Width and height of the sheet that a key names."""
    node = page.value(key)
    if isinstance(node, Seq):
        lengths = [page.measure(key, scalar, 600, 200, 4000) for scalar in page.scalars(key)]
        if len(lengths) == 2:
            return lengths[0], lengths[1]
    text = node.text if isinstance(node, Scalar) else ""
    name, _, turned = text.partition(" ")
    if name in SHEETS and turned in {"", "landscape"}:
        width, height = SHEETS[name]
        return (height, width) if turned else (width, height)
    assert node is not None
    hint = f"write one of {', '.join(SHEETS)}, `A4 landscape`, or `[210mm, 297mm]`"
    page.wrong(key, node, "a size of paper", hint)
    return SHEETS["A4"]


def _fonts(settings: Settings, sheet: Sheet) -> None:
    table = settings.table("fonts", "the fonts")
    for name in table.node.entries:
        font = table.table(name, f"the font `{name}`")
        font.knows(("word", "family", *FACES, "fallbacks"))
        said: dict[str, Any] = {face: _file(font, face) for face in FACES if font.has(face)}
        if font.has("word"):
            said["word"] = font.text("word")
        if font.has("family"):
            family = font.text("family")
            said |= {face: f"{family.replace(' ', '')}-{NAMES[face]}.ttf" for face in FACES if face not in said}
            said.setdefault("word", family)
        if font.has("fallbacks"):
            said["fallbacks"] = font.texts("fallbacks")
        sheet.fonts[name] = said
        sheet.places["fonts", name] = font.at()


def _file(font: Settings, face: str) -> str:
    """A font's file: one beside the theme, or one that comes with the package."""
    name = font.text(face)
    folder = Path(font.ledger.file).parent
    if Path(name).anchor or ".." in Path(name).parts or (exists(folder / name) and not lies_in(folder / name, folder)):
        node = font.value(face)
        assert node is not None
        font.wrong(face, node, "a file beside the theme", "write its name, or `fonts/its-name.ttf`")
        return ""
    return str(folder / name) if exists(folder / name) else name


def _looks(settings: Settings, sheet: Sheet) -> None:
    table = settings.table("looks", "the looks")
    known = ["like", *Look.__struct_fields__]
    for role in table.node.entries:
        look = table.table(role, f"the look `{role}`")
        look.knows(known)
        said = {name: _setting(look, name) for name in known if look.has(name)}
        sheet.looks[role] = said
        sheet.places |= {(role, name): look.at(name) for name in said}
        line, column = table.spot(role)
        sheet.places[role, ""] = Place(look.ledger.file, line, column)


def _setting(look: Settings, name: str) -> Any:
    default: Any = getattr(Look(), name, "")
    if name == "colour":
        return look.colour(name, default, words=TEXT_WORDS)
    if name == "rule_colour":
        return look.colour(name, default, words=WORDS)
    if name == "fill":
        return look.colour(name, "", none=True, words=WORDS)
    if name in FLAGS:
        return look.flag(name, default)
    if name == "hanging":
        return look.length(name, default, least=-1000, most=1000)
    if name in LENGTHS:
        return look.length(name, default, most=1000)
    if name == "align":
        return look.choice(name, ("left", "center", "right", "justify"), "left")
    return look.text(name, default)
