"""Roles: which style of a Word file each wears, and what those look like for which it has none.

Names of styles that Word has built in are English in every file, whatever the ids and the language of the program.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from briefs.base.looks import Families
from briefs.base.stylesheet import Properties, StyleSheet
from briefs.base.wordml import Element, attribute, value, w
from briefs.model.contrast import BLACK, contrast, darkened, tinted
from briefs.model.look import Look
from briefs.model.theme import BOXES, ROLES, Theme

BUILT_IN: Mapping[str, str] = {
    "title": "title",
    "subtitle": "subtitle",
    **{f"heading-{level}": f"heading {level}" for level in range(1, 7)},
    "bullet": "list bullet",
    "bullet-2": "list bullet 2",
    "bullet-3": "list bullet 3",
    "number": "list number",
    "number-2": "list number 2",
    "number-3": "list number 3",
    "list-text": "list continue",
    "quote": "quote",
    "caption": "caption",
    "contents-title": "toc heading",
    **{f"contents-{level}": f"toc {level}" for level in range(1, 4)},
    "header": "header",
    "footer": "footer",
}
"""By role the name of the style that Word knows for it."""
LEAST_TEXT, LEAST_SHARE = 300, 2
"""Characters in a style, and how many times those in Normal, for it to be taken for that of running text."""
_NOT_BODY = ("heading", "toc", "list", "caption", "header", "footer", "title", "subtitle", "footnote", "endnote")
HEADING_SIZES = {1: 16.0, 2: 13.0, 3: 12.0}
"""Points, of headings in a file that has none."""


def body_style(sheet: StyleSheet, body: Element) -> str:
    """The id of the style of running text: Normal, or the one in which most of the file's own text stands."""
    default = sheet.default()
    counted: Counter[str] = Counter()
    for para in body.iterchildren(w("p")):
        style = value(para, "pPr", "pStyle") if para.find(f"{w('pPr')}/{w('pStyle')}") is not None else default
        counted[style] += sum(len(each.text or "") for each in para.iter(w("t")))
    usual = counted.pop(default, 0)
    for style, count in counted.most_common():
        if not _is_text(sheet, style):
            continue
        if count >= LEAST_TEXT and count >= LEAST_SHARE * usual:
            return style
        break
    written = sheet.named("body text")
    if written is not None and not usual and counted[attribute(written, "styleId")]:
        return attribute(written, "styleId")
    return default


def _is_text(sheet: StyleSheet, style: str) -> bool:
    """Whether running text may stand in a style."""
    if style not in sheet.by_id or value(sheet.by_id[style], "name").casefold().startswith(_NOT_BODY):
        return False
    found = sheet.properties(style)
    return not (found.borders or found.fill or found.list or found.outline < 9)


def styles_of(sheet: StyleSheet, asked: Mapping[str, str]) -> tuple[dict[str, Element], list[str]]:
    """The style of each role that the file has one for, and the roles for which `asked` names one that it lacks."""
    found: dict[str, Element] = {}
    missing: list[str] = []
    for role in ROLES:
        kind = "character" if role in ("link", "note", "placeholder", "marking-text") else "paragraph"
        name = asked.get(role) or ("hyperlink" if role == "link" else BUILT_IN.get(role, ""))
        style = sheet.named(name, kind) if name else None
        if style is None and role in asked:
            missing.append(role)
        if style is None and role.startswith("heading-"):
            style = _outlined(sheet, int(role[-1]))
        if style is not None:
            found[role] = style
    return found, missing


def _outlined(sheet: StyleSheet, level: int) -> Element | None:
    """The first paragraph style that says itself that it is of a heading's level."""
    for style in sheet.by_id.values():
        told = style.find(f"{w('pPr')}/{w('outlineLvl')}")
        if told is not None and attribute(told) == str(level - 1) and attribute(style, "type") == "paragraph":
            return style
    return None


def derived(theme: Theme, read: Mapping[str, Look], sheet: StyleSheet, families: Families) -> dict[str, Look]:
    """A look for every role: what was read, and for the others the theme's, in the file's fonts, sizes and colours."""
    maker = _Maker(theme, read, sheet, families)
    looks = {role: maker.look(role) for role in theme.looks}
    for box in BOXES:
        if box in read and f"{box}-title" not in read:
            looks[f"{box}-title"] = replace(read[box], bold=True, keep_next=True, after=0.0)
    return looks


class _Maker:
    """Makes looks after those that were read."""

    def __init__(self, theme: Theme, read: Mapping[str, Look], sheet: StyleSheet, families: Families) -> None:
        self._theme = theme
        self._read = read
        self._families = families
        self._palette = sheet.palette
        self._major = sheet.theme_font("major")
        self._body = read["body"]
        self._scale = self._body.size / theme.looks["body"].size
        accents = sheet.palette.accents()
        first = read["heading-1"].colour if "heading-1" in read else ""
        coloured = first if first not in ("", BLACK, self._body.colour) else (accents[0] if accents else "")
        self._accent = darkened(coloured) if coloured else self._body.colour
        self._second = darkened(accents[1]) if len(accents) > 1 else self._accent

    def look(self, role: str) -> Look:
        """The look that was read, or one made after it."""
        if role in self._read:
            return self._read[role]
        if role.startswith("heading-"):
            return self._heading(int(role[-1]))
        if role == "title":
            return self._title()
        made = self._like_the_theme(role)
        if role == "link" and (named := self._palette.named("hyperlink")):
            return replace(made, colour=darkened(named))
        if role.startswith(("bullet", "number", "list-text", "quote", "lead")):
            return replace(made, align=self._body.align)
        if role in ("header", "footer"):
            return replace(made, size=max(8.0, self._body.size - 2))
        return made

    def _like_the_theme(self, role: str) -> Look:
        """The theme's look of the role, as much larger as running text is, in the file's colours."""
        theirs = self._theme.looks[role]
        size = _half(theirs.size * self._scale)
        line, _ = self._families.line(self._body.font)
        leading = max(theirs.leading / theirs.size * size, line * size)
        lengths = ("before", "after", "left", "hanging", "right", "padding")
        scaled = {name: round(getattr(theirs, name) * self._scale, 2) for name in lengths}
        fill = tinted(self._first_or_second(theirs.fill), 0.07) if self._is_tint(theirs.fill) else theirs.fill
        return replace(
            theirs,
            font=self._body.font,
            size=size,
            leading=round(leading, 2),
            colour=self._colour(theirs.colour, fill),
            rule_colour=self._first_or_second(theirs.rule_colour) if theirs.has_ground else theirs.rule_colour,
            fill=fill,
            drop=0.0,
            together=False,
            **scaled,
        )

    def _colour(self, theirs: str, fill: str) -> str:
        """Running text's colour, a grey, or an accent, as the theme's role has one of these."""
        if theirs == self._theme.looks["body"].colour:
            return self._body.colour
        if _is_grey(theirs):
            return theirs
        return darkened(self._first_or_second(theirs), fill or "#ffffff")

    def _first_or_second(self, theirs: str) -> str:
        """The first accent for what the theme has in blue, the second for what it has in its warm colour."""
        if not theirs or _is_grey(theirs):
            return self._accent
        return self._second if int(theirs[1:3], 16) > int(theirs[5:7], 16) else self._accent

    def _is_tint(self, fill: str) -> bool:
        return bool(fill) and not _is_grey(fill) and contrast(fill, "#ffffff") < 1.3 and fill != "#fff2a8"

    def _heading(self, level: int) -> Look:
        """A heading nine tenths as large as the one above; where the file has none, in its theme's heading font."""
        above = next(
            (self._read[f"heading-{n}"] for n in range(level - 1, 0, -1) if f"heading-{n}" in self._read), None
        )
        body = self._body
        if above is not None:
            size = max(body.size, _half(above.size * 0.9))
            return replace(above, size=size, leading=self._leading(above.font, size), hanging=0.0, left=0.0)
        below = [n for n in range(level + 1, 7) if f"heading-{n}" in self._read]
        size = max(body.size, HEADING_SIZES.get(level, body.size))
        if below:
            size = max(size, self._read[f"heading-{below[0]}"].size)
        made = self._like_the_theme(f"heading-{level}")
        font = self._families.key(self._major) if self._major else body.font
        return replace(made, font=font, size=size, leading=self._leading(font, size), colour=self._accent)

    def _title(self) -> Look:
        made = self._like_the_theme("title")
        font = self._families.key(self._major) if self._major else self._body.font
        size = _half(max(self._body.size * 2, *(look.size for look in self._read.values() if look.size < 30)))
        return replace(made, font=font, size=size, leading=self._leading(font, size), colour=self._accent)

    def _leading(self, font: str, size: float) -> float:
        return round(self._families.line(font)[0] * size, 2)


def palette_of(sheet: StyleSheet, usual: tuple[str, ...]) -> tuple[str, ...]:
    """The colours of charts: the file's accents, each dark enough to be told from white; at most four."""
    accents = tuple(dict.fromkeys(darkened(each, least=3.0) for each in sheet.palette.accents()))
    return accents[:4] if len(accents) > 1 else usual


def untold(of: Properties) -> list[str]:
    """What a style asks for that the PDF does not follow, in words."""
    asked = (
        ("capitals", of.caps),
        ("small capitals", of.small_caps),
        ("letters set apart", bool(of.tracking)),
        ("a new page before it", of.new_page),
        ("lines under words", of.underlined),
    )
    return [words for words, on in asked if on]


def _is_grey(colour: str) -> bool:
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return max(parts) - min(parts) < 24


def _half(size: float) -> float:
    return max(6.0, round(size * 2) / 2)
