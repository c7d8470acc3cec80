"""The structure tree: what each part of a page is, in reading order (ISO 32000-1, 14.7 and 14.8).

Elements are made with the story and filled while pages are drawn; how anything looks is not known here.
"""

from __future__ import annotations

from msgspec import Struct, field

from briefs.write.pdf.file import File, name, numbers, ref, string, text_bytes


class Content(Struct, frozen=True):
    """A stretch of marked content: on which page (by its key in the parent tree), and its number there."""

    page: int
    mcid: int


class Annotation(Struct, frozen=True):
    """An annotation that belongs to an element."""

    page: int
    object: int
    key: int
    """Its /StructParent."""


class Tag(Struct, eq=False):
    """An element: its kind by ISO 32000-1, what stands for it, and what is in it, in reading order."""

    kind: str
    alt: str = ""
    actual: str = ""
    language: str = ""
    attributes: str = ""
    """The entries of an attribute object, without its brackets: `/O/Table/Scope/Column`."""
    id: str = ""
    kids: list[Tag | Content | Annotation] = field(default_factory=list)
    above: Tag | None = None
    live: bool = False
    """Whether anything is painted in it."""

    def child(self, kind: str, *, alt: str = "", actual: str = "", language: str = "") -> Tag:
        """A new element at the end of this one."""
        tag = Tag(kind, alt, actual, language, above=self)
        self.kids.append(tag)
        return tag

    def hold(self, what: Content | Annotation) -> None:
        """Put something painted at the end of this element."""
        self.kids.append(what)
        tag: Tag | None = self
        while tag is not None and not tag.live:
            tag.live = True
            tag = tag.above


def add_tree(file: File, root: Tag, pages: dict[int, int]) -> int:
    """The number of the structure tree root; `pages` are the page objects by their /StructParents.

    Elements in which nothing is drawn are left out. Raises ValueError if marked content lacks a number.
    """
    top = file.reserve()
    held = _Held(pages)
    first = _add(file, root, top, held)
    entries = {key: f"{element} 0 R" for key, element in held.annotations.items()}
    for page, owners in held.contents.items():
        if len(owners) != max(owners) + 1:
            raise ValueError(f"marked content {sorted(owners)} of page {page} is not numbered without a gap")
        row = " ".join(f"{owners[number]} 0 R" for number in range(len(owners)))
        entries[page] = ref(file.add(f"[{row}]"))
    numbered = [(key, entries[key]) for key in sorted(entries)]
    named = ""
    if held.ids:
        named = f"/IDTree {ref(name_tree(file, {key: ref(at) for key, at in held.ids.items()}))}"
    file.add(
        f"<</Type/StructTreeRoot/K {ref(first)}/ParentTree {ref(_numbered(file, numbered))}"
        f"/ParentTreeNextKey {max(entries, default=-1) + 1}{named}>>",
        top,
    )
    return top


class _Held(Struct):
    """Which element holds what, as far as the tree is written."""

    pages: dict[int, int]
    """The page objects by their keys in the parent tree."""
    contents: dict[int, dict[int, int]] = field(default_factory=dict)
    """For each page's key the elements by the numbers of their marked content."""
    annotations: dict[int, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)


def _add(file: File, root: Tag, above: int, held: _Held) -> int:
    """The number of the root element, which is written with all live elements below it."""
    first = file.reserve()
    stack = [(root, first, above)]
    while stack:
        tag, at, parent = stack.pop()
        below: list[tuple[Tag, int, int]] = []
        file.add(_element(file, tag, at, parent, held, below), at)
        below.reverse()
        stack += below
    return first


def _element(file: File, tag: Tag, at: int, parent: int, held: _Held, below: list[tuple[Tag, int, int]]) -> str:
    """The element's dictionary; the elements in it get numbers, and are put `below`."""
    kids: list[str] = []
    home = -1
    for kid in tag.kids:
        if type(kid) is Tag:
            if kid.live:
                number = file.reserve()
                kids.append(f"{number} 0 R")
                below.append((kid, number, at))
        elif type(kid) is Content:
            if home < 0:
                home = kid.page
            held.contents.setdefault(kid.page, {})[kid.mcid] = at
            kids.append(str(kid.mcid) if kid.page == home else _elsewhere(kid, held))
        elif type(kid) is Annotation:
            held.annotations[kid.key] = at
            place = f"/Pg {held.pages[kid.page]} 0 R" if kid.page != home else ""
            kids.append(f"<</Type/OBJR/Obj {kid.object} 0 R{place}>>")
    if tag.id:
        held.ids[tag.id] = at
    page = f"/Pg {held.pages[home]} 0 R" if home >= 0 else ""
    inner = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    space = " " if len(kids) == 1 else ""
    return f"<</S/{tag.kind}/P {parent} 0 R{page}{_said(tag)}/K{space}{inner}>>"


def _elsewhere(content: Content, held: _Held) -> str:
    """Marked content on another page than the element's own."""
    return f"<</Type/MCR/Pg {held.pages[content.page]} 0 R/MCID {content.mcid}>>"


def _said(tag: Tag) -> str:
    """What stands for the element, and its attributes."""
    if not (tag.alt or tag.actual or tag.language or tag.attributes or tag.id):
        return ""
    texts = (("Alt", tag.alt), ("ActualText", tag.actual), ("Lang", tag.language), ("ID", tag.id))
    told = "".join(f"/{key} {string(text)}" for key, text in texts if text)
    return told + (f"/A<<{tag.attributes}>>" if tag.attributes else "")


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
