"""The structure tree: what each part of a page is, in reading order (ISO 32000-1, 14.7 and 14.8).

Elements are made with the story and filled while pages are drawn; how anything looks is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.nouns import dataclass, field
from briefs.write.pdf.file import File, name, numbers, ref, string, text_bytes


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of marked content: on which page (by its key in the parent tree), and its number there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation that belongs to an element."""

    page: int
    object: int
    key: int
    """Its /StructParent."""


@dataclass(slots=True, eq=False)
class Tag:
    """An element: its kind by ISO 32000-1, what stands for it, and what is in it, in reading order."""

    kind: str
    alt: str = ""
    actual: str = ""
    language: str = ""
    attributes: str = ""
    """The entries of an attribute object, without its brackets: `/O/Table/Scope/Column`."""
    id: str = ""
    kids: list[Tag | Content | Annotation] = field(default_factory=list)

    def child(self, kind: str, *, alt: str = "", actual: str = "", language: str = "") -> Tag:
        """A new element at the end of this one."""
        tag = Tag(kind, alt, actual, language)
        self.kids.append(tag)
        return tag


def walk(tag: Tag) -> Iterator[Tag]:
    """The element and all below it, outer before inner."""
    stack = [tag]
    while stack:
        tag = stack.pop()
        yield tag
        stack.extend(kid for kid in reversed(tag.kids) if isinstance(kid, Tag))


def add_tree(file: File, root: Tag, pages: dict[int, int]) -> int:
    """The number of the structure tree root; `pages` are the page objects by their /StructParents.

    Elements in which nothing is drawn are left out. Raises ValueError if marked content lacks a number.
    """
    top = file.reserve()
    parents: dict[int, dict[int, int]] = {}
    annotations: dict[int, int] = {}
    ids: dict[str, int] = {}
    first = _add(file, root, top, pages, parents, annotations, ids)
    entries = {key: ref(element) for key, element in annotations.items()}
    for page, held in parents.items():
        if len(held) != max(held) + 1:
            raise ValueError(f"marked content {sorted(held)} of page {page} is not numbered without a gap")
        entries[page] = ref(file.add(f"[{' '.join(ref(held[n]) for n in range(len(held)))}]"))
    numbered = [(key, entries[key]) for key in sorted(entries)]
    named = ""
    if ids:
        named = f"/IDTree {ref(name_tree(file, {key: ref(at) for key, at in ids.items()}))}"
    file.add(
        f"<</Type/StructTreeRoot/K {ref(first)}/ParentTree {ref(_numbered(file, numbered))}"
        f"/ParentTreeNextKey {max(entries, default=-1) + 1}{named}>>",
        top,
    )
    return top


def _add(
    file: File,
    root: Tag,
    above: int,
    pages: dict[int, int],
    parents: dict[int, dict[int, int]],
    annotations: dict[int, int],
    ids: dict[str, int],
) -> int:
    """The number of the root element; every live element is written, and what holds what is noted."""
    live = _live(root)
    first = file.reserve()
    stack = [(root, first, above)]
    while stack:
        tag, at, parent = stack.pop()
        if tag.id:
            ids[tag.id] = at
        home = next((kid.page for kid in tag.kids if isinstance(kid, Content)), -1)
        kids: list[str] = []
        below: list[tuple[Tag, int, int]] = []
        for kid in tag.kids:
            match kid:
                case Content(page, mcid):
                    parents.setdefault(page, {})[mcid] = at
                    kids.append(str(mcid) if page == home else f"<</Type/MCR/Pg {ref(pages[page])}/MCID {mcid}>>")
                case Annotation(page, thing, key):
                    annotations[key] = at
                    elsewhere = f"/Pg {ref(pages[page])}" if page != home else ""
                    kids.append(f"<</Type/OBJR/Obj {ref(thing)}{elsewhere}>>")
                case Tag() if id(kid) in live:
                    number = file.reserve()
                    kids.append(ref(number))
                    below.append((kid, number, at))
        stack.extend(reversed(below))
        file.add(_element(tag, parent, pages[home] if home >= 0 else 0, kids), at)
    return first


def _live(root: Tag) -> set[int]:
    """The identities of the elements in which something is drawn; found from the leaves up, once for all."""
    order = list(walk(root))
    live: set[int] = set()
    for tag in reversed(order):
        if any(not isinstance(kid, Tag) or id(kid) in live for kid in tag.kids):
            live.add(id(tag))
    return live


def _element(tag: Tag, parent: int, page: int, kids: list[str]) -> str:
    parts = [f"<</S/{tag.kind}/P {ref(parent)}"]
    if page:
        parts.append(f"/Pg {ref(page)}")
    for key, text in (("Alt", tag.alt), ("ActualText", tag.actual), ("Lang", tag.language), ("ID", tag.id)):
        if text:
            parts.append(f"/{key} {string(text)}")
    if tag.attributes:
        parts.append(f"/A<<{tag.attributes}>>")
    parts.append(f"/K {kids[0]}>>" if len(kids) == 1 else f"/K[{' '.join(kids)}]>>")
    return "".join(parts)


LEAVES = 64
"""Entries in one leaf of a number or name tree (7.9.6, 7.9.7)."""


def _numbered(file: File, entries: list[tuple[int, str]]) -> int:
    """The number of a number tree over `entries`, which are in order."""
    return _leaves(file, "Nums", [(str(key), value) for key, value in entries])


def name_tree(file: File, entries: dict[str, str]) -> int:
    """The number of a name tree: text → PDF value, as named destinations and element ids need it."""
    order = sorted(entries, key=text_bytes)
    return _leaves(file, "Names", [(string(key), entries[key]) for key in order])


def _leaves(file: File, key: str, entries: list[tuple[str, str]]) -> int:
    if len(entries) <= LEAVES:
        return file.add(f"<</{key}[{' '.join(f'{k} {v}' for k, v in entries)}]>>")
    kids = []
    for start in range(0, len(entries), LEAVES):
        part = entries[start : start + LEAVES]
        limits = f"/Limits[{part[0][0]} {part[-1][0]}]"
        kids.append(ref(file.add(f"<<{limits}/{key}[{' '.join(f'{k} {v}' for k, v in part)}]>>")))
    return file.add(f"<</Kids[{' '.join(kids)}]>>")


def box(left: float, bottom: float, right: float, top: float) -> str:
    """The attributes of a figure that stands in the flow: its bounding box on the page (14.8.5.4.3)."""
    return f"/O/Layout/Placement/Block/BBox[{numbers(left, bottom, right, top)}]"


def cell_attributes(columns: int, rows: int, scope: str) -> str:
    """The attributes of a table's cell (14.8.5.7): what it spans, and what a head cell is the head of."""
    parts = [f"/ColSpan {columns}" if columns > 1 else "", f"/RowSpan {rows}" if rows > 1 else ""]
    if scope:
        parts.append(f"/Scope{name(scope)}")
    text = "".join(parts)
    return f"/O/Table{text}" if text else ""
