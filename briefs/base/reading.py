"""A Word file read whole: the theme that papers wear on it, with the file itself, and what is to be said of it.

What each part holds is read by the others of this room; here they are put together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from briefs.base import cleaning, settings
from briefs.base.findings import blanks_in, faint_roles
from briefs.base.furniture import FurnitureReader
from briefs.base.looks import Families, look_of, shown_colour
from briefs.base.package import UNREADABLE, Package, opened
from briefs.base.repair import bordered, referring, repaired
from briefs.base.roles import BUILT_IN, body_style, derived, palette_of, styles_of, untold
from briefs.base.sections import LEAST_WIDTH, Section, described, kept, page_of, sections_of
from briefs.base.stylesheet import StyleSheet
from briefs.base.wordml import Element, UnreadableXmlError, attribute, child, number, parsed, text_of, value, w
from briefs.fonts.twins import INSTALL
from briefs.model.look import Look
from briefs.model.problems import Place, Problem, Stop, did_you_mean
from briefs.model.stationery import (
    FilePart,
    HeadBlock,
    HeadingNumbers,
    HouseStyle,
    NumberLevel,
    Stationery,
)
from briefs.model.stationery import Place as Printed
from briefs.model.theme import Font, Page, Theme

NO_STYLES, NO_STYLE, NO_SECTION, NO_ROOM = "T055", "T056", "T057", "T058"
LEFT_OUT, ADDED, OTHER_FONTS, NOT_DRAWN = "T060", "T061", "T062", "T063"
SECTIONS, IN_THE_TEXT, FAINT = "T064", "T065", "T066"
_W = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TOLD_ROLES = (
    *("title", "subtitle", "heading-1", "heading-2", "heading-3", "bullet", "number", "quote", "caption"),
    *("header", "footer", "link"),
)
"""Roles of which it is told that the file has no style for them: the others are ours in any file."""


class Asked(Struct, frozen=True):
    """What is asked of a base."""

    at: Place
    """Its file."""
    section: int = 0
    """Which section papers take the page from; 0: the last."""
    language: str = "en"
    """In which papers are written: fonts must have its letters."""


class _Parts(Struct, frozen=True):
    """The parts of the file that say how it looks, as trees."""

    package: Package
    body: Element
    styles: Element
    numbering: Element | None
    theme: Element | None
    settings: Element | None
    fonts: Element | None


def dressed(theme: Theme, data: bytes, asked: Asked) -> tuple[Theme, list[Problem]]:
    """The theme with page, fonts, looks and furniture of a Word file, and what is to be said of it.

    What the file says nothing of is as the theme has it, in the file's fonts, sizes and colours. Raises Stop for a
    file that cannot be a base.
    """
    package = opened(data, asked.at)
    try:
        return _Reader(theme, _parts(package, asked.at), asked).read()
    except UnreadableXmlError as error:
        hint = "open it in Word and save it again"
        raise Stop([Problem(UNREADABLE, f"this file is damaged: {error}", asked.at, hint)]) from None


def _parts(package: Package, at: Place) -> _Parts:
    body = child(parsed(package.parts[package.main]), "body")
    styles = package.tree("styles")
    if body is None or styles is None or styles.find(w("style")) is None:
        what = "text" if body is None else "styles"
        hint = "open it in Word and save it again"
        raise Stop([Problem(NO_STYLES, f"this Word file has no {what}", at, hint)])
    bordered(referring(repaired(styles)))
    trees = [package.tree(kind) for kind in ("numbering", "theme", "settings", "fontTable")]
    return _Parts(package, body, styles, *trees)


class _Reader:
    """Reads one file for one theme."""

    def __init__(self, theme: Theme, parts: _Parts, asked: Asked) -> None:
        self.theme = theme
        self.parts = parts
        self.asked = asked
        self.sheet = StyleSheet(parts.styles, parts.numbering, parts.theme, parts.settings)
        self.families = Families(parts.fonts, asked.language, {})
        self.problems: list[Problem] = []
        self.unfollowed: list[str] = []

    def read(self) -> tuple[Theme, list[Problem]]:
        """The theme and the problems."""
        section, sections = self._section()
        page, unfollowed = page_of(section, self.theme.page)
        self.unfollowed += unfollowed
        if page.text_width < LEAST_WIDTH or page.text_height < LEAST_WIDTH:
            message = f"its margins leave {max(0.0, page.text_width) / 72 * 25.4:.0f} mm for a line of text"
            hint = "make the margins of its last section smaller"
            raise Stop([Problem(NO_ROOM, message, self.asked.at, hint)])
        styles, read = self._roles()
        looks = derived(self.theme, read, self.sheet, self.families)
        stationery = self._stationery(section, page, styles, looks)
        if not stationery.prints:
            level = {"left": 0.0, "right": 0.0, "hanging": 0.0}
            looks |= {role: replace(looks[role], **level) for role in ("header", "footer")}
        made = replace(
            self.theme,
            page=page,
            fonts=self._fonts(looks),
            looks=looks,
            header=() if stationery.prints else self.theme.header,
            footer=() if stationery.prints else self.theme.footer,
            first_header=None if stationery.prints else self.theme.first_header,
            first_footer=None if stationery.prints else self.theme.first_footer,
            logo=None if stationery.prints else self.theme.logo,
            letterhead=() if stationery.prints else self.theme.letterhead,
            palette=palette_of(self.sheet, self.theme.palette),
            stationery=stationery,
        )
        self._tell(made, section, sections)
        return made, self.problems

    def _fonts(self, looks: Mapping[str, Look]) -> dict[str, Font]:
        """The fonts, with those that looks of the theme's own name, and that of text typed as code."""
        made = {**self.theme.fonts, **self.families.fonts}
        return {name: font for name, font in made.items() if name in self.families.fonts or name in _used(looks)}

    # which section, which styles

    def _section(self) -> tuple[Section, list[Section]]:
        sections = sections_of(self.parts.body)
        if not self.asked.section:
            return sections[-1], sections
        if self.asked.section > len(sections):
            several = "section" if len(sections) == 1 else "sections"
            message = f"there is no section {self.asked.section}: the file has {len(sections)} {several}"
            raise Stop([Problem(NO_SECTION, message, self.asked.at, "name one that it has, or none for the last")])
        return sections[self.asked.section - 1], sections

    def _roles(self) -> tuple[dict[str, HouseStyle], dict[str, Look]]:
        """The style of each role that has one, and their looks; running text first, for its font is `text`."""
        found, missing = styles_of(self.sheet, self.theme.styles)
        for role in missing:
            name = self.theme.styles[role]
            known = [value(style, "name") for style in self.sheet.by_id.values()]
            hint = did_you_mean(name, known, "write the name of one of its styles, as Word's list of styles has it")
            message = f"it has no style `{name}`, which `{role}` is to wear"
            self.problems.append(Problem(NO_STYLE, message, self.asked.at, hint))
        body = found.get("body")
        own = attribute(body, "styleId") if body is not None else body_style(self.sheet, self.parts.body)
        styles: dict[str, HouseStyle] = {}
        read: dict[str, Look] = {}
        for role, style in {"body": self.sheet.by_id[own], **found}.items():
            properties = self.sheet.properties(attribute(style, "styleId"))
            look = look_of(properties, self.families)
            if role == "link":
                body_look = read["body"]
                look = replace(body_look, colour=shown_colour(properties.colour, "") or body_look.colour)
            read[role] = look
            styles[role] = HouseStyle(attribute(style, "styleId"), value(style, "name"), look, bool(properties.list))
            if role == "body" or role in BUILT_IN:
                self.unfollowed += [f"{each} of the style “{value(style, 'name')}”" for each in untold(properties)]
        return styles, read

    # the file itself

    def _stationery(
        self, section: Section, page: Page, styles: dict[str, HouseStyle], looks: Mapping[str, Look]
    ) -> Stationery:
        parts = self.parts
        custom = settings.custom_properties(self._custom())
        reader = FurnitureReader(self.sheet, self.families, custom)
        first, even = section.first, settings.has_even(parts.settings)
        relations = parts.package.relations(parts.package.main)
        furniture: dict[Printed, str] = {}
        head: dict[Printed, tuple[HeadBlock, ...]] = {}
        watermarked: list[str] = []
        for (kind, pages), relation in sorted(section.references.items()):
            if (pages == "first" and not first) or (pages == "even" and not even) or relation not in relations:
                continue
            name = relations[relation].target
            pictures = parts.package.relations(name).values()
            data = {r.id: parts.package.parts[r.target] for r in pictures if not r.outside}
            furniture[kind, pages] = f"word/{name.rpartition('/')[2]}"
            head[kind, pages] = reader.read(parsed(parts.package.parts[name]), data)
            watermarked += [furniture[kind, pages]] if reader.watermark else []
        self._told_of(reader)
        properties = {name: custom[name] for name in reader.asked}
        names = dict.fromkeys(relations[section.references[each]].target for each in furniture)
        kept_parts = (*self._own_parts(properties), *cleaning.kept_parts(parts.package, names))
        return Stationery(
            file=self.asked.at.file,
            parts=kept_parts,
            styles=styles,
            defaults={kind: self.sheet.default(kind) for kind in ("paragraph", "character", "table", "numbering")},
            taken=frozenset((*self.sheet.by_id, *(value(s, "name").casefold() for s in self.sheet.by_id.values()))),
            kinds=_free(parts.numbering, "abstractNum", "abstractNumId"),
            lists=_free(parts.numbering, "num", "numId"),
            section=kept(section, page),
            furniture=furniture,
            head=head,
            first=first,
            even=even,
            watermarked=tuple(watermarked),
            blanks=tuple(dict.fromkeys(blanks_in(head))),
            custom=properties,
            numbers=self._numbers(styles),
            page_numbers=attribute(child(section.element, "pgNumType"), "fmt") or "decimal",
            mirrored=settings.is_mirrored(parts.settings),
            outdented=settings.is_outdented(parts.settings),
            sums=settings.sums(parts.settings),
        )

    def _custom(self) -> Element | None:
        data = self.parts.package.parts.get("docProps/custom.xml")
        return parsed(data) if data is not None else None

    def _own_parts(self, properties: Mapping[str, str]) -> list[FilePart]:
        """Styles, settings, lists, fonts and theme, written anew where that makes them clean."""
        parts = self.parts
        made = [
            FilePart("word/styles.xml", f"{_W}.styles+xml", "styles", text_of(parts.styles)),
            FilePart("word/settings.xml", f"{_W}.settings+xml", "settings", settings.kept_settings(parts.settings)),
            FilePart("word/fontTable.xml", f"{_W}.fontTable+xml", "fontTable", settings.kept_fonts(parts.fonts)),
        ]
        if parts.numbering is not None:
            data = text_of(repaired(parts.numbering))
            made.append(FilePart("word/numbering.xml", f"{_W}.numbering+xml", "numbering", data))
        if parts.theme is not None:
            kind = "application/vnd.openxmlformats-officedocument.theme+xml"
            made.append(FilePart("word/theme/theme1.xml", kind, "theme", text_of(parts.theme)))
        if properties:
            kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
            data = settings.custom_part(properties)
            made.append(FilePart("docProps/custom.xml", kind, "custom-properties", data))
        return made

    def _numbers(self, styles: Mapping[str, HouseStyle]) -> dict[str, HeadingNumbers]:
        """How headings are counted by their styles."""
        found: dict[str, HeadingNumbers] = {}
        for role, style in styles.items():
            properties = self.sheet.properties(style.id)
            levels = self.sheet.levels(properties.list) if role.startswith("heading-") else ()
            if properties.level < len(levels) and levels[properties.level].text:
                told = tuple(NumberLevel(each.form, each.text, each.start, _suffix(each.suffix)) for each in levels)
                found[role] = HeadingNumbers(self.sheet.kind_of(properties.list), properties.level, told)
        return found

    # what is to be said

    def _told_of(self, reader: FurnitureReader) -> None:
        for each in dict.fromkeys(reader.undrawn):
            self.unfollowed.append(f"{each} in a header or footer")
        if reader.dated:
            self.unfollowed.append("the date of the day in a header (it prints that of the facts)")

    def _tell(self, theme: Theme, section: Section, sections: Sequence[Section]) -> None:
        at, parts = self.asked.at, self.parts
        gone = [*cleaning.left_out(parts.package, parts.body), *settings.left_out(parts.settings)]
        self._warn(LEFT_OUT, "left out of papers: ", gone, "")
        assert theme.stationery is not None
        added = [BUILT_IN.get(role, "Hyperlink").title() for role in _TOLD_ROLES if role not in theme.stationery.styles]
        hint = 'make them in Word, or name others in the theme: `styles: {title: "…"}`'
        self._warn(ADDED, "it has no styles of these names, so papers bring theirs: ", added, hint)
        self._tell_fonts(theme)
        hint = "papers in Word keep it" if self.unfollowed else ""
        self._warn(NOT_DRAWN, "the PDF does not follow: ", list(dict.fromkeys(self.unfollowed)), hint)
        if len(sections) > 1:
            others = [described(each, ()) for each in sections if each is not section]
            hint = f"write `{at.file}#{others[0].split()[1]}` to take another"
            chosen = described(section, ())
            self._warn(SECTIONS, f"page and headers are those of {chosen}; there are also ", others, hint)
        self._tell_text()
        faint = sorted(faint_roles(theme))
        hint = "darken them in Word (4.5 to 1; large type 3 to 1): WCAG 1.4.3"
        self._warn(FAINT, "too faint to read: ", faint, hint)

    def _tell_fonts(self, theme: Theme) -> None:
        told: list[str] = []
        install = False
        for name, twin in self.families.twins.items():
            used = any(theme.fonts[look.font].word == name for look in theme.looks.values() if look.font in theme.fonts)
            if not used or name == twin.family:
                continue
            widths = "of the same widths" if twin.same else "with other widths, so lines break elsewhere"
            better = f"; {twin.lacking} is not installed" if twin.lacking else ""
            install = install or bool(twin.lacking)
            told.append(f"{name} from {twin.family} ({widths}{better})")
        hint = (
            INSTALL if install else "Word uses the file's own; give the theme a folder of fonts to use them in the PDF"
        )
        self._warn(OTHER_FONTS, "the PDF is set from other fonts: ", told, hint)

    def _tell_text(self) -> None:
        """Warn of what stands in the file's text and not in its headers."""
        body = self.parts.body
        pictures = sum(1 for _ in body.iter(w("drawing"), w("pict"), w("object")))
        lines = sum(1 for para in body.iter(w("p")) if any((each.text or "").strip() for each in para.iter(w("t"))))
        if pictures:
            what = [f"{pictures} picture{'s' if pictures > 1 else ''}", f"{lines} paragraph{'s' if lines != 1 else ''}"]
            hint = "put a letterhead into the header of the first page, where papers keep it"
            self._warn(IN_THE_TEXT, "what stands in its text is not kept: ", what, hint)

    def _warn(self, code: str, what: str, told: Sequence[str], hint: str) -> None:
        if told:
            self.problems.append(Problem(code, what + ", ".join(told), self.asked.at, hint, "warning"))


def _used(looks: Mapping[str, Look]) -> set[str]:
    return {look.font for look in looks.values()}


def _suffix(text: str) -> Literal["tab", "space", "nothing"]:
    match text:
        case "space" | "nothing":
            return text
        case _:
            return "tab"


def _free(numbering: Element | None, name: str, key: str) -> int:
    taken = [int(number(attribute(each, key))) for each in numbering.iterfind(w(name))] if numbering is not None else []
    return max(taken, default=0) + 1
