"""Styles of a Word file, resolved: what holds for text in a style, through all that it is based on.

Values stay as Word has them (half-points, twips made points); what they look like with a font at hand is decided
elsewhere. The order of ISO/IEC 29500-1, 17.7.2: defaults, then each style from the root; numbering before its owner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from briefs.base.colours import Palette
from briefs.base.wordml import A, Element, attribute, child, flag, local, number, points, value, w

SPEC_FONT, SPEC_SIZE = "Times New Roman", 10.0
"""What holds where a file says nothing at all."""
AUTOMATIC = 14.0
"""Points of space that Word sets by itself between paragraphs of web pages."""
SIDES = ("top", "bottom", "left", "right")
_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "smallCaps": "small_caps", "vanish": "hidden"}


class Border(Struct, frozen=True):
    """One line around a paragraph."""

    thickness: float
    space: float
    colour: str


class Properties(Struct):
    """What holds for a paragraph in a style; lengths in points."""

    font: str = SPEC_FONT
    size: float = SPEC_SIZE
    colour: str = "auto"
    bold: bool = False
    italic: bool = False
    caps: bool = False
    small_caps: bool = False
    hidden: bool = False
    underlined: bool = False
    tracking: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 240.0
    """240ths of a line, or with another rule twips."""
    rule: str = "auto"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    """How much further in the first line begins; negative: it stands out."""
    align: str = "left"
    keep_next: bool = False
    keep_lines: bool = False
    together: bool = False
    new_page: bool = False
    snaps: bool = True
    bidi: bool = False
    borders: dict[str, Border] = field(default_factory=dict)
    fill: str = ""
    outline: int = 9
    list: str = ""
    """The list (w:numId) that it is counted in; empty: none."""
    level: int = 0
    tabs: dict[float, str] = field(default_factory=dict)

    def copy(self) -> Properties:
        """One that can be changed alone."""
        fields = {name: getattr(self, name) for name in self.__struct_fields__}
        fields["borders"], fields["tabs"] = dict(self.borders), dict(self.tabs)
        return Properties(**fields)


class Level(Struct, frozen=True):
    """A level of a list: how it counts, and its indents."""

    form: str
    text: str
    start: int
    suffix: str
    style: str
    """The paragraph style that belongs to it."""
    indents: Element | None


class StyleSheet:
    """The styles of one file, with its lists, theme fonts and colours."""

    def __init__(
        self, styles: Element, numbering: Element | None, theme: Element | None, settings: Element | None
    ) -> None:
        self.root = styles
        self.palette = Palette(theme, settings)
        self.by_id: dict[str, Element] = {}
        self._names: dict[tuple[str, str], Element] = {}
        for style in styles.iter(w("style")):
            kind = attribute(style, "type") or "paragraph"
            self.by_id.setdefault(attribute(style, "styleId"), style)
            name = value(style, "name").casefold()
            for each in (name, *value(style, "aliases").casefold().split(",")):
                self._names.setdefault((kind, each.strip()), style)
        self._fonts = _theme_fonts(theme)
        self._lists = _Lists(numbering)

    def named(self, name: str, kind: str = "paragraph") -> Element | None:
        """The style of that name (in any capitals), alias or id."""
        found = self._names.get((kind, name.casefold()))
        by_id = self.by_id.get(name)
        of_kind = by_id is not None and (attribute(by_id, "type") or "paragraph") == kind
        return by_id if found is None and of_kind else found

    def default(self, kind: str = "paragraph") -> str:
        """The id of the default style of a kind; of paragraphs there always is one where there is any style."""
        marked = [s for s in self.by_id.values() if attribute(s, "default") in ("1", "true")]
        found = next((s for s in marked if attribute(s, "type") == kind), None)
        usual = {"paragraph": "normal", "table": "normal table", "numbering": "no list"}
        if found is None:
            found = self.named(usual.get(kind, "default paragraph font"), kind)
        if found is None and kind == "paragraph":
            found = next((s for s in self.by_id.values() if attribute(s, "type") == kind), None)
        return attribute(found, "styleId")

    def chain(self, style: str) -> list[Element]:
        """The style and all that it is based on, the root first."""
        found: list[Element] = []
        while (each := self.by_id.get(style)) is not None and each not in found:
            found.append(each)
            style = value(each, "basedOn")
        return found[::-1]

    def properties(self, style: str) -> Properties:
        """What holds for a paragraph in a style."""
        made = Properties()
        defaults = child(self.root, "docDefaults")
        self.apply_run(made, child(defaults, "rPrDefault", "rPr"))
        self.apply_paragraph(made, child(defaults, "pPrDefault", "pPr"))
        chain = self.chain(style)
        owner = self._owner(chain, made)
        for each in chain:
            if each is owner:
                self._apply_level(made, style)
            self.apply_paragraph(made, child(each, "pPr"))
            self.apply_run(made, child(each, "rPr"))
        return made

    def _owner(self, chain: list[Element], made: Properties) -> Element | None:
        """The style that says in which list a paragraph is; the list and level are noted."""
        owner: Element | None = None
        for each in chain:
            numbered = child(each, "pPr", "numPr")
            if numbered is None:
                continue
            if child(numbered, "numId") is not None:
                made.list, owner = value(numbered, "numId").lstrip("0"), each
            if child(numbered, "ilvl") is not None:
                made.level = int(number(value(numbered, "ilvl")))
        if owner is not None:
            made.level = self._lists.level_of(made.list, attribute(owner, "styleId"), made.level)
        return owner

    def _apply_level(self, made: Properties, _style: str) -> None:
        levels = self._lists.levels(made.list)
        if made.level < len(levels) and (indents := levels[made.level].indents) is not None:
            self.apply_paragraph(made, indents)

    def levels(self, numbered: str) -> tuple[Level, ...]:
        """The levels of a list, by its w:numId; empty where there is no such list."""
        return self._lists.levels(numbered)

    def kind_of(self, numbered: str) -> str:
        """What a list shares with others that are counted together: its w:abstractNumId."""
        return self._lists.kind_of(numbered)

    # one element over another

    def apply_run(self, made: Properties, run: Element | None) -> None:
        """What a w:rPr says, over what held before."""
        if run is None:
            return
        for name, attribute_name in _TOGGLES.items():
            if (on := flag(child(run, name))) is not None:
                setattr(made, attribute_name, on)
        if (fonts := child(run, "rFonts")) is not None:
            made.font = self._font(fonts) or made.font
        if size := number(value(run, "sz")):
            made.size = size / 2
        if (colour := child(run, "color")) is not None:
            made.colour = self.palette.read(colour) or made.colour
        if (line := child(run, "u")) is not None:
            made.underlined = attribute(line) != "none"
        if child(run, "spacing") is not None:
            made.tracking = points(value(run, "spacing"))

    def apply_paragraph(self, made: Properties, of: Element | None) -> None:
        """What a w:pPr says, over what held before."""
        if of is None:
            return
        flags = {"keepNext": "keep_next", "keepLines": "keep_lines", "contextualSpacing": "together", "bidi": "bidi"}
        flags |= {"pageBreakBefore": "new_page", "snapToGrid": "snaps"}
        for name, attribute_name in flags.items():
            if (on := flag(child(of, name))) is not None:
                setattr(made, attribute_name, on)
        _spacing(made, child(of, "spacing"))
        _indents(made, child(of, "ind"))
        if align := value(of, "jc"):
            made.align = align
        if child(of, "outlineLvl") is not None:
            made.outline = int(number(value(of, "outlineLvl"), 9))
        for side in of.iterfind(f"{w('pBdr')}/*"):
            self._border(made.borders, side)
        if (shade := child(of, "shd")) is not None:
            made.fill = self.fill(shade)
        for tab in of.iterfind(f"{w('tabs')}/{w('tab')}"):
            _tab(made, tab)

    def _border(self, borders: dict[str, Border], side: Element) -> None:
        name = {"start": "left", "end": "right"}.get(local(side), local(side))
        kind = attribute(side)
        if kind in ("nil", "none"):
            borders.pop(name, None)
        elif name in SIDES and kind:
            borders[name] = self.border(side)

    def border(self, side: Element) -> Border:
        """A line as its element says: thickness in eighths of a point."""
        colour = self.palette.read(side, "color")
        thickness = number(attribute(side, "sz"), 4) / 8
        double = 3 if attribute(side) in ("double", "triple") else 1
        shown = colour if colour.startswith("#") else "#000000"
        return Border(max(0.25, thickness * double), number(attribute(side, "space")), shown)

    def fill(self, shade: Element) -> str:
        """The colour of a ground; empty where there is none."""
        found = self.palette.read(shade, "fill", "themeFill")
        return found if found.startswith("#") else ""

    def _font(self, fonts: Element) -> str:
        """The family of Latin and Cyrillic letters: the theme's goes before one that the same element names."""
        for slot in ("ascii", "hAnsi"):
            theme = attribute(fonts, f"{slot}Theme")
            found = self._fonts.get(theme[:5]) if theme else ""
            if found or attribute(fonts, slot):
                return found or attribute(fonts, slot)
        return ""

    def theme_font(self, which: str) -> str:
        """The family of the theme's `major` or `minor` font; empty where there is no theme."""
        return self._fonts.get(which, "")


def _theme_fonts(theme: Element | None) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for which in ("major", "minor"):
        latin = theme.find(f".//{{{A}}}{which}Font/{{{A}}}latin") if theme is not None else None
        if latin is not None and latin.get("typeface"):
            found[which] = str(latin.get("typeface"))
    return found


def _spacing(made: Properties, of: Element | None) -> None:
    if of is None:
        return
    for name in ("before", "after"):
        if flag_of(attribute(of, f"{name}Autospacing")):
            setattr(made, name, AUTOMATIC)
        elif attribute(of, name):
            setattr(made, name, points(attribute(of, name)))
    if attribute(of, "line"):
        made.line = number(attribute(of, "line"), 240)
        made.rule = attribute(of, "lineRule") or "auto"


def flag_of(text: str) -> bool:
    """Whether an attribute that is on or off is on."""
    return text in ("1", "true", "on")


def _indents(made: Properties, of: Element | None) -> None:
    if of is None:
        return
    for name, others in (("left", ("left", "start")), ("right", ("right", "end"))):
        for each in others:
            if attribute(of, each):
                setattr(made, name, points(attribute(of, each)))
    if attribute(of, "firstLineChars"):
        made.first = number(attribute(of, "firstLineChars")) / 100 * made.size
    elif attribute(of, "hanging"):
        made.first = -points(attribute(of, "hanging"))
    elif attribute(of, "firstLine"):
        made.first = points(attribute(of, "firstLine"))


def _tab(made: Properties, tab: Element) -> None:
    at, kind = points(attribute(tab, "pos")), attribute(tab)
    if kind == "clear":
        made.tabs.pop(at, None)
    elif kind not in ("bar", "num"):
        made.tabs[at] = {"start": "left", "end": "right", "decimal": "right"}.get(kind, kind)


class _Lists:
    """The lists of a file."""

    def __init__(self, numbering: Element | None) -> None:
        root = numbering if numbering is not None else ()
        each_kind = [each for each in root if local(each) == "abstractNum"]
        self._kinds = {attribute(each, "abstractNumId"): each for each in each_kind}
        self._lists = {attribute(each, "numId"): each for each in root if local(each) == "num"}

    def kind_of(self, numbered: str) -> str:
        return value(self._lists.get(numbered), "abstractNumId")

    def levels(self, numbered: str) -> tuple[Level, ...]:
        of = self._lists.get(numbered)
        found = self._kinds.get(value(of, "abstractNumId"))
        linked = value(found, "numStyleLink")
        if linked and found is not None and child(found, "lvl") is None:
            found = next((each for each in self._kinds.values() if value(each, "styleLink") == linked), found)
        made = {int(number(attribute(each, "ilvl"))): each for each in _levels(found)}
        for override in of.iterfind(w("lvlOverride")) if of is not None else ():
            if (level := child(override, "lvl")) is not None:
                made[int(number(attribute(override, "ilvl")))] = level
        return tuple(_level(made.get(depth)) for depth in range(max(made, default=-1) + 1))

    def level_of(self, numbered: str, style: str, told: int) -> int:
        """The level that belongs to a style, or the one that is told."""
        levels = self.levels(numbered)
        return next((depth for depth, level in enumerate(levels) if level.style == style), told)


def _levels(kind: Element | None) -> Iterator[Element]:
    if kind is not None:
        yield from kind.iterfind(w("lvl"))


def _level(of: Element | None) -> Level:
    start = int(number(value(of, "start"), 1)) if value(of, "start") else 1
    suffix = value(of, "suff") or "tab"
    form = value(of, "numFmt") or ("decimal" if of is not None else "none")
    return Level(form, value(of, "lvlText"), start, suffix, value(of, "pStyle"), child(of, "pPr"))
