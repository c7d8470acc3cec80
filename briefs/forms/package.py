"""Parts of a Word file as trees and bytes, written so that the same parts are the same bytes.

What the parts say is not known here, nor how they are taken out of the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from briefs.forms.names import Element

EPOCH = (1980, 1, 1, 0, 0, 0)
TEXTS = ("document.main", "template.main", "header", "footer", "footnotes", "endnotes")
"""Kinds of parts in which tags are filled, as their content types name them."""


class NoFormError(ValueError):
    """A file that is no Word form; its text says why, in words that follow the file's name."""


def tree_of(data: bytes) -> Element:
    """The part's root. Raises NoFormError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root: Element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise NoFormError(f"is damaged: {fault}") from None
    if root.getroottree().docinfo.doctype:
        raise NoFormError("declares a document type, which no Word file does")
    return root


def written(root: Element) -> bytes:
    """The part's bytes."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def archive(parts: Mapping[str, bytes]) -> bytes:
    """The package, its parts in their order."""
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        for name, data in parts.items():
            info = ZipInfo(name, EPOCH)
            info.create_system = 0
            info.external_attr = 0
            file.writestr(info, data, ZIP_DEFLATED, 6)
    return stream.getvalue()


def filled_parts(types: Mapping[str, str], main: str) -> list[str]:
    """The parts with text, the body first; `types` are the parts' content types."""
    found = (name for name, kind in types.items() if kind.endswith("+xml") and kind_of(kind) in TEXTS)
    return sorted(found, key=lambda name: (name != main, name))


def kind_of(content_type: str) -> str:
    """What a part of Word's is: `header`, `document.main`; empty for another program's."""
    _, found, kind = content_type.partition("wordprocessingml.")
    return kind.removesuffix("+xml") if found else ""
