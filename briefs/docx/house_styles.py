"""Styles on a ministry's file: roles wear its own, and what it lacks is added after them.

What each role looks like, the theme says; which style of the file a role wears, its stationery.
"""

from __future__ import annotations

from lxml import etree

from briefs.docx.languages import BIDI, EAST_ASIAN, is_east_asian, word_language
from briefs.docx.styles import (
    CHARACTERS,
    DEFAULTS,
    NAMESPACE,
    Parent,
    Styles,
    named,
)
from briefs.docx.table_styles import table_style
from briefs.layout.direction import is_rtl_language
from briefs.model.stationery import HouseStyle, Stationery
from briefs.model.theme import BOXES, Theme

_W = f"{{{NAMESPACE}}}"
_BEFORE_OUTLINE = ("outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange")


class HouseStyles(Styles):
    """The styles of one document on a ministry's file."""

    def __init__(self, theme: Theme, language: str, stationery: Stationery) -> None:
        super().__init__(theme, language)
        self._house = stationery
        self._taken = set(stationery.taken)
        self._body = stationery.styles["body"]

    def paragraph(self, role: str, inside: str = "") -> str:
        """The id of the paragraph style of a role, in a box: the file's own, or one that is added."""
        known = self._ids.get((role, inside))
        if known is not None:
            return known
        house = self._own(role, inside)
        look = self.look(role, inside)
        counts = house is not None and (house.counts or not role.startswith("bullet"))
        if house is not None and house.look == look and counts:
            self._ids[role, inside] = house.id
            return house.id
        parent = house or self._parent(role, inside)
        on = Parent(parent.look, self._theme, parent.id, self._body.id)
        return self._added(role, inside, self._free(role, inside), look, on)

    def _own(self, role: str, inside: str) -> HouseStyle | None:
        """The file's style for a role; in a box for running text alone."""
        if not inside:
            return self._house.styles.get(role)
        return self._house.styles.get(inside) if role == "body" else None

    def _parent(self, role: str, inside: str) -> HouseStyle:
        """The style on which one that is added is based: that of the box whose title it is, or of running text."""
        box = role.removesuffix("-title")
        return self._house.styles.get(box if box in BOXES else inside) or self._body

    def _free(self, role: str, inside: str) -> tuple[str, str, int, bool]:
        """An id and a name that the file does not have: Word's own where they are free."""
        style_id, name, priority, custom = named(role, inside)
        if style_id in self._taken or name.casefold() in self._taken:
            custom = True
            stem, number = f"Brief {name[:1].upper()}{name[1:]}", 1
            name = stem
            while name.casefold() in self._taken or name.replace(" ", "") in self._taken:
                number += 1
                name = f"{stem} {number}"
            style_id = name.replace(" ", "")
        self._taken |= {style_id, name.casefold()}
        return style_id, name, priority, custom

    def character(self, role: str) -> str:
        """The id of the character style of a link or mark."""
        house = self._house.styles.get(role) if role == "link" else None
        if house is not None:
            return house.id
        style_id, name, custom = CHARACTERS[role]
        if style_id not in self._made:
            default = self._house.defaults["character"]
            based = f'<w:basedOn w:val="{default}"/>' if default else ""
            if name.casefold() in self._house.taken or style_id in self._house.taken:
                return self._taken_character(role, style_id, name)
            self._made[style_id] = (
                f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>{based}'
                f'<w:uiPriority w:val="99"/><w:rPr>{self._character_properties(role)}</w:rPr></w:style>'
            )
        return style_id

    def _taken_character(self, role: str, style_id: str, name: str) -> str:
        """A style of ours beside one of the file's of that name."""
        own = f"Brief{style_id}"
        self._made[own] = (
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{own}"><w:name w:val="Brief {name}"/>'
            f'<w:uiPriority w:val="99"/><w:rPr>{self._character_properties(role)}</w:rPr></w:style>'
        )
        return own

    def table(self, role: str) -> str:
        """The id of the style of tables in a role: the file's, or ours on its default."""
        style_id = "KeyFigures" if role == "figures" else "BriefTable"
        if style_id not in self._made:
            based = self._house.defaults["table"] or "TableNormal"
            self._made[style_id] = table_style(style_id, role, self._theme, based)
        return style_id

    def on(self, data: bytes) -> bytes:
        """The file's style part with what is added, and in the language of the document."""
        root = etree.fromstring(data)
        self._speak(root)
        self._outline(root)
        made = "".join(self._made[key] for key in sorted(self._made))
        if not self._house.defaults["table"] and "TableNormal" in made:
            made = (
                DEFAULTS[DEFAULTS.index('<w:style w:type="table"') : DEFAULTS.index('<w:style w:type="numbering"')]
                + made
            )
        for style in etree.fromstring(f'<w:styles xmlns:w="{NAMESPACE}">{made}</w:styles>'):
            root.append(style)
        etree.cleanup_namespaces(root, keep_ns_prefixes=[str(prefix) for prefix in root.nsmap if prefix])
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _speak(self, root: etree._Element) -> None:
        """Set the document's language in the defaults; the styles that roles wear say none of their own."""
        worn = {style.id for style in self._house.styles.values()} | {self._house.defaults["paragraph"]}
        for style in root.iterfind(f"{_W}style"):
            run = style.find(f"{_W}rPr")
            spoken = run.find(f"{_W}lang") if run is not None and style.get(f"{_W}styleId") in worn else None
            if run is not None and spoken is not None:
                run.remove(spoken)
        run = root
        for place, name in ((0, "docDefaults"), (0, "rPrDefault"), (0, "rPr")):
            inner = run.find(f"{_W}{name}")
            if inner is None:
                inner = etree.Element(f"{_W}{name}")
                run.insert(place, inner)
            run = inner
        tag = word_language(self._language)
        rtl = is_rtl_language(self._language)
        spoken = run.find(f"{_W}lang")
        if spoken is None:
            spoken = etree.SubElement(run, f"{_W}lang")
            after = ("eastAsianLayout", "specVanish", "oMath")
            for each in [each for each in run if str(each.tag).rpartition("}")[2] in after]:
                run.append(each)
        spoken.attrib.clear()
        spoken.set(f"{_W}val", tag)
        spoken.set(f"{_W}eastAsia", tag if is_east_asian(tag) else EAST_ASIAN)
        spoken.set(f"{_W}bidi", tag if rtl else BIDI)

    def _outline(self, root: etree._Element) -> None:
        """Let the styles of headings say their level, where the file's do not."""
        for role, style in self._house.styles.items():
            if not role.startswith("heading-"):
                continue
            found = next(e for e in root.iterfind(f"{_W}style") if e.get(f"{_W}styleId") == style.id)
            paragraph = found.find(f"{_W}pPr")
            if paragraph is None or paragraph.find(f"{_W}outlineLvl") is not None:
                continue
            level = etree.Element(f"{_W}outlineLvl", {f"{_W}val": str(int(role[-1]) - 1)})
            later = (n for n, each in enumerate(paragraph) if str(each.tag).rpartition("}")[2] in _BEFORE_OUTLINE)
            paragraph.insert(next(later, len(paragraph)), level)
