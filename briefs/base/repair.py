"""Mending the parts of a Word file that programs have written against the schema, so that every reader opens them.

Only order, whole numbers and references to nothing are mended; what styles say stays. Headers are not touched.
"""

from __future__ import annotations

import re

from briefs.base.wordml import Element, attribute, local, value, w

_PARAGRAPH = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath"
)
_TABLE = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
    " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
)
_CELL = "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
_SIDES = "top start left bottom end right insideH insideV tl2br tr2bl between bar"
_STYLE = (
    "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal"
    " personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr"
)
ORDERS = {
    "pPr": _PARAGRAPH,
    "rPr": _RUN,
    "tblPr": _TABLE,
    "tcPr": _CELL,
    "style": _STYLE,
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "tblBorders": _SIDES,
    "tcBorders": _SIDES,
    "tblCellMar": _SIDES,
    "tcMar": _SIDES,
    "pBdr": "top left bottom right between bar",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "styles": "docDefaults latentStyles style",
    "compat": "",
}
"""The order of what stands in an element (ISO/IEC 29500-1, A.1); what is not named has no place there."""
_INDEX = {name: {each: n for n, each in enumerate(order.split())} for name, order in ORDERS.items() if order}
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_REFERENCES = ("basedOn", "next", "link")


def repaired(root: Element) -> Element:
    """The tree with its elements in order and whole numbers; changed in place."""
    for element in list(root.iter()):
        _whole(element)
        order = _INDEX.get(local(element))
        if order is not None and str(element.tag).startswith(w("")):
            _sorted(element, order)
    return root


def _whole(element: Element) -> None:
    for name, told in list(element.attrib.items()):
        if not str(name).startswith(w("")):
            continue
        if "rsid" in str(name).rpartition("}")[2]:
            del element.attrib[name]
        elif _DECIMAL.fullmatch(str(told)):
            element.set(name, str(round(float(told))))
        elif not told and local(element) in ("ind", "spacing", "themeFontLang", "lang"):
            del element.attrib[name]


def _sorted(element: Element, order: dict[str, int]) -> None:
    """Put children in order; what the schema does not know there goes, other namespaces' elements stay last."""
    ours = [each for each in element if isinstance(each.tag, str) and each.tag.startswith(w(""))]
    for each in ours:
        if local(each) not in order or (local(each) == "rsid"):
            element.remove(each)
    children = list(element)
    last = len(order)
    ranked = sorted(children, key=lambda each: order.get(local(each), last) if isinstance(each.tag, str) else last)
    once: set[str] = set()
    for each in children:
        element.remove(each)
    several = local(element) in ("styles", "numbering", "abstractNum", "num", "style")
    for each in ranked:
        if not several and local(each) in once and each.tag.startswith(w("")):
            continue
        once.add(local(each))
        element.append(each)


def bordered(styles: Element) -> Element:
    """The table styles without borders of single cells at their root, which Word does not know there; in place."""
    for style in styles.iterfind(w("style")):
        cell = style.find(w("tcPr"))
        borders = cell.find(w("tcBorders")) if cell is not None else None
        if cell is not None and borders is not None:
            cell.remove(borders)
    return styles


def referring(styles: Element) -> Element:
    """The styles without references to styles that there are not, and each id once; changed in place."""
    known: set[str] = set()
    for style in list(styles.iterfind(w("style"))):
        name = attribute(style, "styleId")
        if not name or name in known:
            styles.remove(style)
        known.add(name)
    for style in styles.iterfind(w("style")):
        for name in _REFERENCES:
            each = style.find(w(name))
            if each is not None and value(style, name) not in known:
                style.remove(each)
    return styles
