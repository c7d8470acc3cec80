"""The package: parts, their relationships and content types, through python-docx, and the file made of them.

What is in the parts is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from urllib.parse import quote, urlsplit

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.package import Package
from docx.parts.document import DocumentPart
from msgspec import Struct

from briefs.docx.archive import archive
from briefs.model.stationery import FilePart

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = RT.STYLES.rpartition("/")[0]
_DEFAULTS = {"rels": CT.OPC_RELATIONSHIPS, "xml": CT.XML, "xlsx": CT.SML_SHEET}
_ALLOWED = "!#$%&'()*+,-./:;=?@[]_~"
"""Characters of an address that stay as they are, with letters and digits."""


_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Unreadable(Exception):
    """A picture that python-docx cannot read: neither PNG, JPEG, GIF, BMP nor TIFF, or broken."""


class Picture(Struct, frozen=True):
    """A picture in the package: its relationship, and its own size in points."""

    relation: str
    width: float
    height: float


class Parts:
    """The parts of one document."""

    def __init__(self) -> None:
        self._package = Package()
        self._related: list[tuple[str, Part | str]] = []
        """What the main part is related to, in the order of the relationships' numbers: kind, and target."""
        self._links: dict[str, str] = {}
        self._pictures: dict[int, str] = {}
        self._charts = 0

    def link(self, address: str) -> str:
        """The relationship with an address outside; empty where the address is none."""
        if address not in self._links:
            target = _uri(address)
            self._links[address] = self._relate(RT.HYPERLINK, target) if target else ""
        return self._links[address]

    def picture(self, data: bytes) -> Picture:
        """The picture, put into the package once. Raises Unreadable."""
        try:
            part = self._package.get_or_add_image_part(BytesIO(data))
            width, height = part.image.width.pt, part.image.height.pt
        except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError) as error:
            raise Unreadable(str(error)) from error
        except Exception as error:  # python-docx reads headers with no check of its own: any error may come
            raise Unreadable(f"{type(error).__name__}: {error}") from error
        if width <= 0 or height <= 0:
            raise Unreadable("it has no size")
        relation = self._pictures.get(id(part)) or self._relate(RT.IMAGE, part)
        self._pictures[id(part)] = relation
        return Picture(relation, width, height)

    def chart(self, xml: str, workbook: bytes) -> str:
        """The relationship with a chart, whose own first relationship is its workbook."""
        self._charts += 1
        name = f"/word/embeddings/Microsoft_Excel_Worksheet{self._charts}.xlsx"
        chart = self._part(f"/word/charts/chart{self._charts}.xml", CT.DML_CHART, xml)
        chart.relate_to(Part(PackURI(name), CT.SML_SHEET, workbook, self._package), RT.PACKAGE)
        return self._relate(RT.CHART, chart)

    def take(self, parts: Sequence[FilePart]) -> dict[str, str]:
        """Take parts of another file; the main part's relationships with them, by their names."""
        made = {
            each.name: Part(PackURI(f"/{each.name}"), each.content_type, each.data, self._package) for each in parts
        }
        related: dict[str, str] = {}
        for each in parts:
            for relation in each.relations:
                target = relation.target if relation.outside else made[relation.target]
                made[each.name].rels.add_relationship(relation.kind, target, relation.id, relation.outside)
            if each.kind == "custom-properties":
                self._package.relate_to(made[each.name], RT.CUSTOM_PROPERTIES)
            elif each.kind:
                related[each.name] = self._relate(f"{_RELATIONS}/{each.kind}", made[each.name])
        return related

    def add(self, name: str, content_type: str, kind: str, xml: str, pictures: Sequence[bytes] = ()) -> str:
        """The relationship of the main part with a new part, whose own first relationships are with pictures."""
        part = self._part(f"/word/{name}", content_type, xml)
        for number, data in enumerate(pictures, 1):
            part.rels.add_relationship(RT.IMAGE, self._package.get_or_add_image_part(BytesIO(data)), f"rId{number}")
        return self._relate(kind, part)

    def data(self, document: str, core: str, extended: str) -> bytes:
        """The file: the main part with all that it is related to, and the properties."""
        blob = f"{HEAD}{document}".encode()
        main = DocumentPart.load(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN, blob, self._package)
        for number, (kind, target) in enumerate(self._related, 1):
            main.rels.add_relationship(kind, target, f"rId{number}", isinstance(target, str))
        self._package.relate_to(main, RT.OFFICE_DOCUMENT)
        for name, content_type, kind, xml in (
            ("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core),
            ("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, extended),
        ):
            self._package.relate_to(self._part(name, content_type, xml), kind)
        return archive(_entries(self._package))

    def _part(self, name: str, content_type: str, xml: str) -> Part:
        return Part(PackURI(name), content_type, f"{HEAD}{xml}".encode(), self._package)

    def _relate(self, kind: str, target: Part | str) -> str:
        self._related.append((kind, target))
        return f"rId{len(self._related)}"


def _entries(package: Package) -> Iterator[tuple[str, bytes]]:
    """The package's items, content types first, then its relationships, the main part, the rest by name."""
    parts = sorted(package.iter_parts(), key=lambda part: (part.partname != "/word/document.xml", part.partname))
    yield "[Content_Types].xml", _content_types(parts)
    yield PACKAGE_URI.rels_uri.membername, package.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, part.rels.xml


def _content_types(parts: list[Part]) -> bytes:
    """[Content_Types].xml: pictures by their extension, other parts one by one."""
    defaults = dict(_DEFAULTS)
    overrides = ""
    for part in parts:
        extension = part.partname.ext
        if part.content_type.startswith("image/"):
            defaults[extension] = part.content_type
        elif defaults.get(extension) != part.content_type:
            overrides += f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
    inner = "".join(f'<Default Extension="{k}" ContentType="{v}"/>' for k, v in sorted(defaults.items()))
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{HEAD}<Types xmlns="{types}">{inner}{overrides}</Types>'.encode()


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
