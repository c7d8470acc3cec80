"""What of a form's file goes out: no names, no remarks, no data of other programs, no links to somebody's disk.

Its text is not touched.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import MutableMapping
from xml.sax.saxutils import escape

from briefs.forms.names import Element, R, W
from briefs.forms.package import tree_of, written

CORE, CUSTOM, SETTINGS, TYPES = "docProps/core.xml", "docProps/custom.xml", "word/settings.xml", "[Content_Types].xml"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
DC = "http://purl.org/dc/elements/1.1/"
PROPERTIES = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
LEFT = re.compile(
    r"docProps/(?!core\.xml).*|customXml/.*|word/(?:people|comments\w*|vbaData|vbaProject)\.(?:xml|bin)|.*/printerSettings/.*"
)
"""Parts that no filled form has: properties of the file's owner, what programs have put beside it, remarks."""
WEB = ("http://", "https://", "mailto:")


def cleaned(parts: MutableMapping[str, bytes], main: str, title: str, language: str) -> dict[str, bytes]:
    """The parts without all that; a template becomes a document with a title, in a language, by nobody."""
    kept = {name: data for name, data in parts.items() if not LEFT.fullmatch(name)}
    for name in [name for name in kept if name.endswith(".rels")]:
        source = _source_of(name)
        if source and source not in kept:
            del kept[name]
            continue
        gone = _without_lost(kept, name, source)
        if gone and source in kept and source.endswith(".xml"):
            kept[source] = _without_references(kept[source], gone)
    _types(kept, main)
    kept[CORE] = _core(title, language)
    _related(kept)
    if SETTINGS in kept:
        settings = tree_of(kept[SETTINGS])
        for name in ("attachedTemplate", "linkStyles", "mailMerge", "docVars"):
            for each in settings.findall(f"{W}{name}"):
                settings.remove(each)
        kept[SETTINGS] = written(settings)
    return kept


def _source_of(relations: str) -> str:
    """The part whose relationships these are; empty for the package's own."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _without_lost(parts: MutableMapping[str, bytes], name: str, source: str) -> set[str]:
    """The ids of the relationships that lead to what is gone or out of the file; they are taken out."""
    root = tree_of(parts[name])
    gone: set[str] = set()
    for each in list(root):
        target, kind = each.get("Target", ""), each.get("Type", "")
        if each.get("TargetMode") == "External":
            lost = not (kind.endswith("/hyperlink") and target.casefold().startswith(WEB))
        else:
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
            lost = path not in parts and not target.startswith("#")
        if lost:
            gone.add(each.get("Id", ""))
            root.remove(each)
    if gone:
        parts[name] = written(root)
    return gone


def _without_references(data: bytes, gone: set[str]) -> bytes:
    root = tree_of(data)
    for each in root.iter():
        for name, told in list(each.attrib.items()) if isinstance(each.tag, str) else ():
            if str(name).startswith(R) and told in gone:
                del each.attrib[name]
    return written(root)


def _types(parts: MutableMapping[str, bytes], main: str) -> None:
    types = tree_of(parts[TYPES])
    for each in list(types):
        name = each.get("PartName", "").lstrip("/")
        if name == main:
            each.set("ContentType", DOCUMENT)
        if (name and name not in parts) or name == CORE:
            types.remove(each)
    override: Element = types.makeelement(types.tag.replace("Types", "Override"))
    override.set("PartName", f"/{CORE}")
    override.set("ContentType", "application/vnd.openxmlformats-package.core-properties+xml")
    types.append(override)
    parts[TYPES] = written(types)


def _core(title: str, language: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{PROPERTIES}" xmlns:dc="{DC}"><dc:title>{escape(title)}</dc:title>'
        f"<dc:language>{escape(language)}</dc:language></cp:coreProperties>"
    ).encode()


def _related(parts: MutableMapping[str, bytes]) -> None:
    """The package's own relationships, with one to its properties."""
    root = tree_of(parts["_rels/.rels"])
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    if not any(each.get("Type") == kind for each in root):
        made = root.makeelement(root.tag.replace("Relationships", "Relationship"))
        for name, told in (("Id", "rIdTitle"), ("Type", kind), ("Target", CORE)):
            made.set(name, told)
        root.append(made)
    parts["_rels/.rels"] = written(root)
