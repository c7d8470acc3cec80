"""The package: parts, their relationships and content types (ECMA-376-2), and the file made of them.

What is in the parts is decided elsewhere. python-docx reads the heads of pictures; a document without any does not
import it, which would take longer than all the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha1
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import quote, urlsplit

from briefs.nouns import dataclass, field
from briefs.write.docx.archive import archive
from briefs.write.docx.text import attribute

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORMATS = "application/vnd.openxmlformats"
_SHEET = f"{_FORMATS}-officedocument.spreadsheetml.sheet"
_DEFAULTS = {"rels": f"{_FORMATS}-package.relationships+xml", "xml": "application/xml", "xlsx": _SHEET}
_ALLOWED = "!#$%&'()*+,-./:;=?@[]_~"
"""Characters of an address that stay as they are, with letters and digits."""


_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Unreadable(Exception):
    """A picture that python-docx cannot read: neither PNG, JPEG, GIF, BMP nor TIFF, or broken."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the package: its relationship, and its own size in points."""

    relation: str
    width: float
    height: float


@dataclass(slots=True, eq=False)
class Part:
    """A part, and what it is related to in the order of the relationships' numbers: kind, and part or address."""

    name: str
    """From the package's root: `/word/document.xml`."""
    content_type: str
    data: bytes
    related: list[tuple[str, Part | str]] = field(default_factory=list)

    def relate(self, kind: str, target: Part | str) -> str:
        """The id of the new relationship."""
        self.related.append((kind, target))
        return f"rId{len(self.related)}"


class Parts:
    """The parts of one document."""

    def __init__(self) -> None:
        self._main = Part("/word/document.xml", _word("document.main"), b"")
        self._links: dict[str, str] = {}
        self._pictures: dict[bytes, Picture] = {}
        self._charts = 0

    def link(self, address: str) -> str:
        """The relationship with an address outside; empty where the address is none."""
        if address not in self._links:
            target = _uri(address)
            self._links[address] = self._main.relate(f"{_OFFICE}/hyperlink", target) if target else ""
        return self._links[address]

    def picture(self, data: bytes) -> Picture:
        """The picture, put into the package once. Raises Unreadable."""
        key = sha1(data, usedforsecurity=False).digest()
        if key not in self._pictures:
            image, width, height = _opened(data)
            name = f"/word/media/image{len(self._pictures) + 1}.{image.ext}"
            relation = self._main.relate(f"{_OFFICE}/image", Part(name, image.content_type, data))
            self._pictures[key] = Picture(relation, width, height)
        return self._pictures[key]

    def chart(self, xml: str, workbook: bytes) -> str:
        """The relationship with a chart, whose own first relationship is its workbook."""
        self._charts += 1
        chart_type = f"{_FORMATS}-officedocument.drawingml.chart+xml"
        chart = _part(f"/word/charts/chart{self._charts}.xml", chart_type, xml)
        sheet = Part(f"/word/embeddings/Microsoft_Excel_Worksheet{self._charts}.xlsx", _SHEET, workbook)
        chart.relate(f"{_OFFICE}/package", sheet)
        return self._main.relate(f"{_OFFICE}/chart", chart)

    def add(self, name: str, kind: str, xml: str) -> str:
        """The relationship of the main part with a new part: `styles`, `settings`, `header` …"""
        content_type = f"{_FORMATS}-officedocument.theme+xml" if kind == "theme" else _word(kind)
        return self._main.relate(f"{_OFFICE}/{kind}", _part(f"/word/{name}", content_type, xml))

    def data(self, document: str, core: str, extended: str) -> bytes:
        """The file: the main part with all that it is related to, and the properties."""
        self._main.data = f"{HEAD}{document}".encode()
        root = Part("/", "", b"")
        root.relate(f"{_OFFICE}/officeDocument", self._main)
        core_part = _part("/docProps/core.xml", f"{_FORMATS}-package.core-properties+xml", core)
        root.relate(f"{_PACKAGE}/relationships/metadata/core-properties", core_part)
        app = _part("/docProps/app.xml", f"{_FORMATS}-officedocument.extended-properties+xml", extended)
        root.relate(f"{_OFFICE}/extended-properties", app)
        return archive(_entries(root))


def _word(kind: str) -> str:
    return f"{_FORMATS}-officedocument.wordprocessingml.{kind}+xml"


def _part(name: str, content_type: str, xml: str) -> Part:
    return Part(name, content_type, f"{HEAD}{xml}".encode())


def _opened(data: bytes) -> tuple[Any, float, float]:
    """The picture as python-docx reads it, and its size in points. Raises Unreadable."""
    from docx.image.image import Image

    try:
        image = Image.from_blob(data)
        width, height = image.width.pt, image.height.pt
    except Exception as error:  # python-docx reads headers with no check of its own: any error may come
        told = str(error) if type(error).__module__.startswith("docx.") else f"{type(error).__name__}: {error}"
        raise Unreadable(told) from error
    if width <= 0 or height <= 0:
        raise Unreadable("it has no size")
    return image, width, height


def _entries(root: Part) -> Iterator[tuple[str, bytes]]:
    """The package's items, content types first, then its relationships, the main part, the rest by name."""
    parts = sorted(_below(root), key=lambda part: (part.name != "/word/document.xml", part.name))
    yield "[Content_Types].xml", _content_types(parts)
    yield "_rels/.rels", _relationships(root)
    for part in parts:
        yield part.name[1:], part.data
        if part.related:
            folder, _, name = part.name[1:].rpartition("/")
            yield f"{folder}/_rels/{name}.rels", _relationships(part)


def _below(part: Part) -> Iterator[Part]:
    for _, target in part.related:
        if isinstance(target, Part):
            yield target
            yield from _below(target)


def _relationships(part: Part) -> bytes:
    """What a part is related to, as a part of its own (ECMA-376-2, 8.3)."""
    inner = ""
    for number, (kind, target) in enumerate(part.related, 1):
        outside = ' TargetMode="External"' if isinstance(target, str) else ""
        to = target if isinstance(target, str) else relpath(target.name, dirname(part.name))
        inner += f'<Relationship Id="rId{number}" Type="{kind}" Target="{attribute(to)}"{outside}/>'
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'.encode()


def _content_types(parts: list[Part]) -> bytes:
    """[Content_Types].xml: pictures by their extension, other parts one by one."""
    defaults = dict(_DEFAULTS)
    overrides = ""
    for part in parts:
        extension = part.name.rpartition(".")[2]
        if part.content_type.startswith("image/"):
            defaults[extension] = part.content_type
        elif defaults.get(extension) != part.content_type:
            overrides += f'<Override PartName="{part.name}" ContentType="{part.content_type}"/>'
    inner = "".join(f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in sorted(defaults.items()))
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{inner}{overrides}</Types>'.encode()


def _uri(address: str) -> str:
    """The address as Word takes it (RFC 3987: letters of any script may stay); empty where it is none."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
        if parts.netloc.count("@") > 1:
            return ""
    except ValueError:
        return ""
    if not parts.scheme or (parts.scheme in ("http", "https") and not host):
        return ""
    address = _LONE_PERCENT.sub("%25", address)
    return "".join(c if c.isalnum() or c in _ALLOWED else quote(c, safe="") for c in address)
