"""The parts that are nearly the same in every document: settings and properties.

They say who wrote the document, when its facts were true and in which language; nothing of the machine or the hour.
"""

from __future__ import annotations

from briefs.docx.languages import BIDI, EAST_ASIAN, is_east_asian, word_language
from briefs.docx.text import attribute, escaped
from briefs.model.tree import Document

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MODERN = 15
"""Word 2013 and later: anything less is opened in “Compatibility Mode”."""
_COLOURS = (
    '<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"'
    ' w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"'
    ' w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>'
)
_COMPATIBILITY = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", _MODERN),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
        ("differentiateMultirowTableHeaders", 1),
    )
)


def settings(document: Document) -> str:
    """The settings part."""
    tag = word_language(document.language)
    east = tag if is_east_asian(tag) else EAST_ASIAN
    return (
        f'<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{_COMPATIBILITY}</w:compat>'
        f'<w:themeFontLang w:val="{attribute(tag)}" w:eastAsia="{attribute(east)}" w:bidi="{BIDI}"/>'
        f"{_COLOURS}"
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def core(document: Document) -> str:
    """The core properties (ISO/IEC 29500-2, 11); the only date is that of the facts."""
    stamp = f"{document.dated.isoformat()}T00:00:00Z"
    texts = (
        ("dc:title", " ".join(document.title.split())),
        ("dc:subject", document.subject),
        ("dc:creator", document.author),
        ("cp:keywords", ", ".join(document.keywords)),
        ("cp:lastModifiedBy", document.author),
        ("dc:language", document.language),
    )
    inner = "".join(f"<{name}>{escaped(text)}</{name}>" for name, text in texts if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}{dates}</cp:coreProperties>'
    )


def extended() -> str:
    """The extended properties: the program's name."""
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>briefs</Application></Properties>"
    )
