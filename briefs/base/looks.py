"""Looks of a Word file: what its styles say, with the fonts that are at hand, as a theme says it.

Which style a role wears, and what a role looks like that has none, is decided elsewhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from briefs import fonts
from briefs.base.stylesheet import Border, Properties
from briefs.base.wordml import Element, attribute, value, w
from briefs.fonts.twins import Twin, twin
from briefs.model.contrast import luminance
from briefs.model.look import Look
from briefs.model.theme import Font

FALLBACKS = ("Noto Sans Arabic", "DejaVu Sans")
MOST_DIGITS = 2
_ALIGN: dict[str, Literal["left", "center", "right", "justify"]] = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
}
_DARK = 0.18
"""The luminance of a ground below which letters of no colour of their own are white."""


class Families:
    """The fonts of a file as a theme has them, each under a key, as they are asked for."""

    def __init__(self, table: Element | None, language: str, embedded: dict[str, dict[str, str]]) -> None:
        self.fonts: dict[str, Font] = {}
        self.twins: dict[str, Twin] = {}
        """By the name in the file, what each is set from."""
        self._language = language
        self._embedded = embedded
        self._told: dict[str, tuple[str, str]] = {}
        for each in table.iterfind(w("font")) if table is not None else ():
            name = attribute(each, "name").casefold()
            self._told[name] = (value(each, "family"), value(each, "altName").partition(",")[0])

    def key(self, name: str) -> str:
        """The key of a family in the theme's fonts; the first is `text`."""
        for key, font in self.fonts.items():
            if font.word == name:
                return key
        key = "text" if not self.fonts else _key(name, self.fonts)
        self.fonts[key] = self._font(name)
        return key

    def _font(self, name: str) -> Font:
        if files := self._embedded.get(name):
            self.twins[name] = Twin(name, True)
            return Font(name, **files, fallbacks=FALLBACKS)
        family_class, other = self._told.get(name.casefold(), ("", ""))
        found = self.twins[name] = twin(name, family_class, other, self._language)
        stem = found.family.replace(" ", "")
        faces = {style: f"{stem}-{word}.ttf" for style, word in fonts.STYLES.items()}
        return Font(name, **faces, fallbacks=tuple(each for each in FALLBACKS if each != found.family))

    def line(self, key: str) -> tuple[float, float]:
        """How high a line of one point is in this font, and how much of that stands below the baseline."""
        regular = fonts.chain(self.fonts[key])[0]["regular"]
        return _line(regular)


def _key(name: str, taken: dict[str, Font]) -> str:
    stem = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.casefold()).strip("-") or "font"
    while stem in taken:
        stem += "-2"
    return stem


@cache
def _line(path: Path) -> tuple[float, float]:
    """The height of a line of one point as the face asks (table hhea), and the part below the baseline."""
    ascent, descent, gap, units = fonts.measures(path)
    return (ascent - descent + gap) / units, -descent / units


def look_of(of: Properties, families: Families) -> Look:
    """The look of text with these properties; lengths in points, rounded so that a theme file can say them."""
    font = families.key(of.font)
    line, depth = families.line(font)
    leading, drop = _leading(of, line * of.size, depth * of.size)
    rules = {side: of.borders.get(side) for side in ("top", "bottom", "left", "right")}
    drawn = [each for each in rules.values() if each]
    return Look(
        font=font,
        size=_rounded(of.size),
        leading=_rounded(leading),
        colour=shown_colour(of.colour, of.fill),
        bold=of.bold,
        italic=of.italic,
        align=_ALIGN.get(of.align, "left"),
        before=_rounded(of.before),
        after=_rounded(of.after),
        left=_rounded(of.left),
        hanging=_rounded(-of.first),
        right=_rounded(of.right),
        keep_next=of.keep_next,
        keep_lines=of.keep_lines,
        rule_above=_thickness(rules["top"]),
        rule_below=_thickness(rules["bottom"]),
        rule_left=_thickness(rules["left"]),
        rule_right=_thickness(rules["right"]),
        rule_colour=drawn[0].colour if drawn else "#000000",
        padding=_rounded(max((each.space for each in drawn), default=0.0)),
        fill=of.fill,
        drop=_rounded(drop),
        together=of.together,
    )


def _leading(of: Properties, natural: float, depth: float) -> tuple[float, float]:
    """The height of a line, and how much of what is more than the font's own stands below the letters.

    What a multiple adds stands below; an exact height is parted 80 to 20; of a least height all stands above.
    """
    if of.rule == "exact":
        leading = max(1.0, of.line / 20)
        return leading, leading * 0.2 - depth
    if of.rule == "atLeast":
        return max(natural, of.line / 20), 0.0
    leading = natural * of.line / 240
    return leading, max(0.0, leading - natural)


def shown_colour(colour: str, fill: str) -> str:
    """The colour that `auto` stands for: black, on a dark ground white."""
    if colour.startswith("#"):
        return colour
    return "#ffffff" if fill and luminance(fill) < _DARK else "#000000"


def _thickness(rule: Border | None) -> float:
    return _rounded(rule.thickness) if rule else 0.0


def _rounded(length: float) -> float:
    return round(length, MOST_DIGITS) + 0.0
