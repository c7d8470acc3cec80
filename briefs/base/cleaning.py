"""What papers keep of a Word file: headers and footers with what they need, clean of people, machines and addresses.

Which headers are printed is decided elsewhere. What is left out is counted here, and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefs.base.package import Package
from briefs.base.wordml import Element, R, attributes, local, parsed, text_of, w
from briefs.model.stationery import FilePart, Relation

_UNSAFE = re.compile(rb"<w:(ins|del|moveFrom|moveTo|commentReference|commentRangeStart|rPrChange|pPrChange)\b")
_WEB = ("http://", "https://", "mailto:")
_NEVER = (
    "vbaProject",
    "control",
    "oleObject",
    "package",
    "printerSettings",
    "attachedTemplate",
    "frame",
    "subDocument",
)
"""Kinds of relationships that no paper takes over."""
_REVISIONS = ("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange")
"""What is gone from a text whose tracked changes are accepted."""


def kept_parts(package: Package, names: Iterable[str]) -> Iterator[FilePart]:
    """Headers and footers of these names, and all parts that they need, each once, with names that no paper uses."""
    renamed: dict[str, str] = {}
    todo = [(name, True) for name in dict.fromkeys(names)]
    done: set[str] = set()
    while todo:
        name, is_furniture = todo.pop(0)
        if name in done:
            continue
        done.add(name)
        relations = list(_sound(package.relations(name).values()))
        data = package.parts[name]
        if is_furniture:
            data = _cleaned(data, {each.id for each in relations})
        for each in relations:
            if not each.outside:
                renamed.setdefault(each.target, f"word/base/{len(renamed) + 1}.{each.target.rpartition('.')[2]}")
                todo.append((each.target, False))
        outward = tuple(r if r.outside else Relation(r.id, r.kind, renamed[r.target]) for r in relations)
        kind = "" if not is_furniture else "header" if _is_header(data) else "footer"
        new = name.rpartition("/")[2] if is_furniture else ""
        yield FilePart(f"word/{new}" if new else renamed[name], package.types.get(name, ""), kind, data, outward)


def _sound(relations: Iterable[Relation]) -> Iterator[Relation]:
    """Those that may stay: parts of the file itself, and addresses of the web."""
    for each in relations:
        if each.kind.rpartition("/")[2] in _NEVER:
            continue
        if not each.outside or (each.kind.endswith("/hyperlink") and each.target.casefold().startswith(_WEB)):
            yield each


def _is_header(data: bytes) -> bool:
    return local(parsed(data)) == "hdr"


def _cleaned(data: bytes, relations: set[str]) -> bytes:
    """A header as it is, byte for byte; with changes accepted and dead links made text where it has any."""
    asked = set(re.findall(rb'r:(?:id|embed|link|pict)="([^"]+)"', data))
    if not _UNSAFE.search(data) and asked <= {each.encode() for each in relations}:
        return data
    root = parsed(data)
    for element in list(root.iter()):
        parent = element.getparent()
        if not isinstance(element.tag, str) or parent is None:
            continue
        name = local(element)
        if name in _REVISIONS or name.startswith("comment"):
            parent.remove(element)
        elif name in ("ins", "moveTo") or (name == "hyperlink" and _leads(element) not in {*relations, ""}):
            _unwrap(element)
        for key, told in attributes(element).items():
            if key.startswith(f"{{{R}}}") and told not in relations:
                del element.attrib[key]
    return text_of(root)


def _leads(link: Element) -> str:
    """The relationship of a link."""
    return str(link.get(f"{{{R}}}id", ""))


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    parent[place : place + 1] = list(element)


def left_out(package: Package, body: Element) -> list[str]:
    """What of the file papers do not take over, in words."""
    names = [name.casefold() for name in package.parts]
    told: list[str] = []
    for mark, words in (
        ("vbaproject", "macros"),
        ("attachedtoolbars", "toolbars"),
        ("glossary/", "building blocks"),
        ("customxml/", "data for content controls"),
        ("/activex/", "controls"),
        ("/embeddings/", "embedded files"),
    ):
        if any(mark in name for name in names):
            told.append(words)
    comments = package.of_kind("comments")
    if comments:
        told.append(_count(sum(1 for _ in parsed(package.parts[comments])), "comment"))
    changes = sum(1 for each in body.iter(w("ins"), w("del")) if not _marks(each))
    if changes:
        told.append(_count(changes, "tracked change"))
    outward = sum(1 for part in package.parts for each in package.relations(part).values() if each.outside)
    outward -= sum(1 for each in package.relations(_settings(package)).values() if each.outside)
    if outward > 0:
        told.append(_count(outward, "link to another place", "links to other places"))
    told += [f"the name of {who}" for who in _people(package)]
    return told


def _settings(package: Package) -> str:
    return package.of_kind("settings") or "word/settings.xml"


def _people(package: Package) -> Iterator[str]:
    """Who the file says has made it: a word for each kind, never the names themselves."""
    core = package.parts.get("docProps/core.xml", b"")
    for tag, words in ((b"creator", "its author"), (b"lastModifiedBy", "who changed it last")):
        if re.search(rb"<(?:dc|cp):" + tag + rb"[^>/]*>\s*[^<\s]", core):
            yield words
    if re.search(rb"<Company>\s*[^<\s]", package.parts.get("docProps/app.xml", b"")):
        yield "a company"


def _marks(change: Element) -> bool:
    """Whether a change is of a paragraph's mark alone."""
    above = change.getparent()
    return above is not None and local(above) == "rPr"


def _count(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
