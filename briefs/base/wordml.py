"""WordprocessingML as trees: names, values and lengths, read however loosely a program has written them.

What the elements mean is not known here.
"""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFF = frozenset({"0", "false", "off", "none"})
TWIPS = 20.0
EMU = 12700.0
DEEPEST = 200
"""Elements within one another: no program writes more."""


class UnreadableXmlError(ValueError):
    """A part that is no sound XML, or that a careful reader refuses; the message says why."""


def w(name: str) -> str:
    """The name in WordprocessingML's namespace."""
    return f"{{{W}}}{name}"


def parsed(data: bytes) -> Element:
    """The root of a part. Raises UnreadableXmlError; entities, document types and the network are never asked."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise UnreadableXmlError("it has a document type, which could hide entities")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableXmlError(f"it is no sound XML ({error.msg})") from None
    if str(root.getroottree().docinfo.doctype):  # type: ignore[union-attr] # the stubs know no document type
        raise UnreadableXmlError("it has a document type, which could hide entities")
    return root


def text_of(root: Element) -> bytes:
    """The tree as the bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def child(of: Element | None, *names: str) -> Element | None:
    """The element below, one name after the other; None where one is not there."""
    for name in names:
        of = of.find(w(name)) if of is not None else None
    return of


def attribute(of: Element | None, name: str = "val") -> str:
    """The value of an attribute; empty where there is none."""
    return str(of.get(w(name), "")) if of is not None else ""


def value(of: Element | None, *names: str) -> str:
    """The w:val of an element below."""
    return attribute(child(of, *names))


def flag(of: Element | None) -> bool | None:
    """Whether an element that is on or off is on; None where it is not there."""
    return None if of is None else attribute(of).casefold() not in OFF


def number(text: str, default: float = 0.0) -> float:
    """A number, also one with decimals where none are allowed, or with the unit that Strict files have."""
    units = {"pt": 20.0, "mm": 1440 / 25.4, "cm": 14400 / 25.4, "in": 1440.0, "pc": 240.0}
    scale = units.get(text[-2:], 0.0)
    try:
        found = float(text[:-2]) * scale if scale else float(text)
    except ValueError:
        return default
    return found if abs(found) < 1e7 else default


def points(text: str, default: float = 0.0) -> float:
    """A length in twips as points."""
    return number(text, default * TWIPS) / TWIPS


def attributes(of: Element) -> dict[str, str]:
    """All attributes, by their full names."""
    return {str(name): str(told) for name, told in of.attrib.items()}


def text(of: Element) -> str:
    """All the text in an element."""
    return "".join(map(str, of.itertext()))


def local(of: Element) -> str:
    """An element's name without its namespace; empty for comments."""
    return etree.QName(of).localname if isinstance(of.tag, str) else ""
