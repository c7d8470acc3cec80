"""The small parts of a Word file written anew: settings, font table, and the properties that fields name.

What is kept changes how papers look; whatever tells of people, machines and other papers is left out, and named.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from briefs.base.wordml import Element, W, attribute, attributes, child, flag, local, number, text, text_of, value, w

KEPT = (
    *("mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter"),
    *("gutterAtTop", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone"),
    *("doNotHyphenateCaps", "evenAndOddHeaders", "bookFoldRevPrinting", "bookFoldPrinting"),
    *("drawingGridHorizontalSpacing", "drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery"),
    *("displayVerticalDrawingGridEvery", "characterSpacingControl", "noLineBreaksAfter", "noLineBreaksBefore"),
    *("compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator"),
)
"""Settings by which pages look as they do, in the order of ISO/IEC 29500-1, A.1 (CT_Settings)."""
MODERN = 15
"""The compatibility mode of Word 2013 and later; without one a file is opened as Word 2007's."""
_SUMS = "doNotUseHTMLParagraphAutoSpacing"
_FONT = ("altName", "panose1", "charset", "family", "notTrueType", "pitch", "sig")
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def kept_settings(settings: Element | None) -> bytes:
    """The settings part of papers."""
    made = etree.Element(w("settings"), nsmap={"w": W})
    etree.SubElement(made, w("zoom"), {w("percent"): "100"})
    for name in KEPT:
        each = child(settings, name)
        if each is None:
            continue
        said = {k: v for k, v in attributes(each).items() if v or name != "themeFontLang"}
        copy = etree.SubElement(made, w(name), said)
        if name == "compat":
            for inner in each:
                if local(inner):
                    etree.SubElement(copy, inner.tag, attributes(inner))
            copy[:] = sorted(copy, key=lambda inner: local(inner) == "compatSetting")
    return text_of(made)


def left_out(settings: Element | None) -> list[str]:
    """What of the settings papers do not take over and whoever gave the file should know."""
    told: list[str] = []
    for name, words in (
        ("attachedTemplate", "the attached template"),
        ("documentProtection", "the protection against changes"),
        ("writeProtection", "the recommendation to open it for reading only"),
        ("mailMerge", "mail merge"),
        ("trackRevisions", "the tracking of changes"),
        ("docVars", "document variables"),
        ("displayBackgroundShape", "the colour of the page's background"),
    ):
        if child(settings, name) is not None:
            told.append(words)
    return told


def sums(settings: Element | None) -> bool:
    """Whether the space below a paragraph and the space above the next add up."""
    return bool(flag(child(settings, "compat", _SUMS)))


def is_mirrored(settings: Element | None) -> bool:
    """Whether even pages have their margins the other way round."""
    return bool(flag(child(settings, "mirrorMargins")))


def is_outdented(settings: Element | None) -> bool:
    """Whether the file is opened as one of a Word before 2013, which sets tables out by the padding of their cells."""
    for each in settings.iterfind(f"{w('compat')}/{w('compatSetting')}") if settings is not None else ():
        if attribute(each, "name") == "compatibilityMode":
            return number(attribute(each), MODERN) < MODERN
    return True


def has_even(settings: Element | None) -> bool:
    """Whether even pages have headers of their own."""
    return bool(flag(child(settings, "evenAndOddHeaders")))


def kept_fonts(table: Element | None) -> bytes:
    """The font table of papers: what each family is like, without embedded files."""
    made = etree.Element(w("fonts"), nsmap={"w": W})
    taken: set[str] = set()
    for font in table.iterfind(w("font")) if table is not None else ():
        name = attribute(font, "name")
        if not name or name in taken:
            continue
        taken.add(name)
        copy = etree.SubElement(made, w("font"), {w("name"): name})
        for inner in _FONT:
            each = child(font, inner)
            if each is not None:
                known = {k: v for k, v in attributes(each).items() if inner != "charset" or str(k) == w("val")}
                if known or inner == "notTrueType":
                    etree.SubElement(copy, w(inner), known)
    return text_of(made)


def custom_properties(data: Element | None) -> dict[str, str]:
    """The file's own properties, by name, as text."""
    found: dict[str, str] = {}
    for each in data if data is not None else ():
        name = str(each.get("name", ""))
        if name:
            found[name] = text(each).strip()
    return found


def custom_part(properties: Mapping[str, str]) -> bytes:
    """A part that holds these properties as texts."""
    names: Any = {None: _CUSTOM, "vt": _TYPES}
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=names)
    for place, (name, told) in enumerate(sorted(properties.items()), 2):
        each = etree.SubElement(root, f"{{{_CUSTOM}}}property", {"fmtid": FORMAT, "pid": str(place), "name": name})
        etree.SubElement(each, f"{{{_TYPES}}}lpwstr").text = told
    return text_of(root)


def spoken(settings: Element | None, styles: Element) -> str:
    """The language that the file's styles are in; empty where it says none."""
    return attribute(child(styles, "docDefaults", "rPrDefault", "rPr", "lang")) or value(settings, "themeFontLang")
