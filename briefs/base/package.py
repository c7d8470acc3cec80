"""Word files as packages: parts, their types and relationships, taken out of the zip with care.

What is in the parts is read elsewhere; what is no Word file is refused here, in words for whoever has made it.
"""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from briefs.base.wordml import Element, UnreadableXmlError, parsed
from briefs.model.problems import Place, Problem, Stop
from briefs.model.stationery import Relation

UNREADABLE, OTHER_KIND, ENCRYPTED, STRICT, UNSAFE = "T050", "T051", "T052", "T053", "T054"
MOST_PARTS, MOST_BYTES, MOST_XML = 1_000, 100_000_000, 25_000_000
MOST_PACKED = 200
"""How many times larger a part of more than a megabyte may be than its entry in the zip."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_WORD = (".wordprocessingml.", "ms-word.document.macroEnabled", "ms-word.template.macroEnabled")
AS_WORD = "open it in Word and save it as a Word document (.docx)"


class Package(Struct, frozen=True):
    """The parts of a Word file, by name."""

    parts: dict[str, bytes]
    types: dict[str, str]
    main: str
    """The name of the main part."""

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part is related to, by id; parts that are not there are left out."""
        folder, name = posixpath.split(part)
        data = self.parts.get(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {each.id: each for each in _relations(data, folder) if each.outside or each.target in self.parts}

    def of_kind(self, kind: str) -> str:
        """The name of the part to which the main part is related so (`styles`); empty where there is none."""
        found = (each for each in self.relations(self.main).values() if each.kind.endswith(f"/{kind}"))
        return next((each.target for each in found if not each.outside), "")

    def tree(self, kind: str) -> Element | None:
        """The root of that part. Raises UnreadableXmlError."""
        name = self.of_kind(kind)
        return parsed(self.parts[name]) if name else None


def opened(data: bytes, at: Place) -> Package:
    """The package in a file's bytes. Raises Stop for what is no Word file, or none that may be trusted."""
    if not data.startswith(b"PK\x03\x04"):
        raise Stop([_no_package(data, at)])
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if fault := _unsafe(entries):
                raise Stop([Problem(UNSAFE, f"this file is not to be trusted: {fault}", at, AS_WORD)])
            parts = {entry.filename: _read(archive, entry, at) for entry in entries if not entry.is_dir()}
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Stop([Problem(UNREADABLE, "this file is damaged: its parts cannot be taken out", at, AS_WORD)]) from None
    try:
        types = _types(parts)
        main = _main(parts, types, at)
        for name, part in parts.items():
            if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in part[:4096]:
                raise UnreadableXmlError(f"`{name}` has a document type, which could hide entities")
    except UnreadableXmlError as error:
        raise Stop([Problem(UNSAFE, f"this file is not to be trusted: {error}", at, AS_WORD)]) from None
    return Package(parts, types, main)


def _no_package(data: bytes, at: Place) -> Problem:
    """What a file is that is no zip archive."""
    if data.startswith(bytes.fromhex("D0CF11E0A1B11AE1")):
        if "EncryptedPackage".encode("utf-16-le") in data:
            hint = "open it in Word, take the password off (File, Info, Protect Document), and save it"
            return Problem(ENCRYPTED, "this file is encrypted with a password", at, hint)
        return Problem(OTHER_KIND, "this is a file of Word 97 to 2003 (.doc), or of another old program", at, AS_WORD)
    kinds = {b"%PDF": "a PDF file", b"{\\rtf": "a file in Rich Text Format", b"\x89PNG": "a picture"}
    for start, kind in kinds.items():
        if data.startswith(start):
            return Problem(OTHER_KIND, f"this is {kind}, not a Word file", at, AS_WORD)
    head = data[:1000].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return Problem(OTHER_KIND, "this is a web page, not a Word file", at, AS_WORD)
    if head.startswith(b"<?xml"):
        return Problem(OTHER_KIND, "this is a single XML file, not a Word file", at, AS_WORD)
    what = "this file is empty" if not data else "this is no Word file, whatever it is called"
    return Problem(UNREADABLE, what, at, AS_WORD)


def _unsafe(entries: list[ZipInfo]) -> str:
    """Why a zip archive is not opened; empty where nothing speaks against it."""
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS:
        return f"it has {len(entries)} parts"
    if len({name.casefold() for name in names}) < len(names):
        return "two of its parts have one name"
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
            return f"a part is called `{name[:60]}`, which leads out of the file"
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        return "unpacked it would be larger than 100 MB"
    if any(entry.flag_bits & 1 for entry in entries):
        return "its parts are encrypted one by one"
    return ""


def _read(archive: ZipFile, entry: ZipInfo, at: Place) -> bytes:
    """The bytes of a part, counted while they are taken out. Raises Stop."""
    most = MOST_XML if entry.filename.endswith((".xml", ".rels")) else MOST_BYTES
    with archive.open(entry) as stream:
        data = stream.read(most + 1)
    large = len(data) > 1_000_000 and len(data) > MOST_PACKED * max(1, entry.compress_size)
    if len(data) > most or large:
        message = f"this file is not to be trusted: its part `{entry.filename[:60]}` is too large"
        raise Stop([Problem(UNSAFE, message, at, AS_WORD)])
    return data


def _types(parts: dict[str, bytes]) -> dict[str, str]:
    """The content type of each part (ISO/IEC 29500-2, 10.1.2)."""
    data = parts.get("[Content_Types].xml")
    if data is None:
        return {}
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for each in parsed(data):
        if each.get("Extension") is not None:
            defaults[str(each.get("Extension")).casefold()] = str(each.get("ContentType", ""))
        elif each.get("PartName") is not None:
            overrides[str(each.get("PartName")).lstrip("/").casefold()] = str(each.get("ContentType", ""))
    return {n: overrides.get(n.casefold()) or defaults.get(n.rpartition(".")[2].casefold(), "") for n in parts}


def _main(parts: dict[str, bytes], types: dict[str, str], at: Place) -> str:
    """The name of the main part. Raises Stop where the package is none of Word's."""
    related = list(_relations(parts.get("_rels/.rels"), ""))
    if any(each.kind.startswith(_STRICT) for each in related):
        hint = "save it in Word as “Word Document (.docx)”, not as “Strict Open XML Document”"
        raise Stop([Problem(STRICT, "this is a Strict Open XML file", at, hint)])
    for each in related:
        is_main = each.kind == f"{_OFFICE}/officeDocument" and each.target in parts
        if is_main and any(kind in types.get(each.target, "") for kind in _WORD):
            return each.target
    raise Stop([Problem(OTHER_KIND, f"this is {_kind(parts)}, not a Word file", at, AS_WORD)])


def _kind(parts: dict[str, bytes]) -> str:
    """What a package is that is none of Word's."""
    mime = parts.get("mimetype", b"")[:60].decode("latin-1")
    if "opendocument.text" in mime:
        return "an OpenDocument text (.odt)"
    if mime:
        return f"a file of the kind `{mime.strip()}`"
    for start, kind in (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation")):
        if any(name.startswith(start) for name in parts):
            return kind
    if any(name.endswith(".iwa") for name in parts):
        return "a file of Apple's Pages"
    return "a zip archive" if "[Content_Types].xml" not in parts else "a package without a main part"


def _relations(data: bytes | None, folder: str) -> list[Relation]:
    """The relationships in a part, with the names of parts made whole."""
    found: list[Relation] = []
    for each in parsed(data) if data is not None else ():
        outside = each.get("TargetMode") == "External"
        target, kind = str(each.get("Target", "")), str(each.get("Type", ""))
        if not outside:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        found.append(Relation(str(each.get("Id", "")), kind, target, outside))
    return found
