"""The structure tree: what each part of a page is, in reading order (ISO 32000-1, 14.7 and 14.8).

Elements are made with the story and filled while pages are drawn; how anything looks is not known here.
"""

from __future__ import annotations

from msgspec import Struct, field

from briefs.pdf.file import File, name, numbers, ref, string, text_bytes

NUMBERING = ("Decimal", "LowerAlpha", "LowerRoman")
BULLETING = ("Disc", "Disc", "Square")
"""How the labels of `layout.labels` are told, by level."""


class Content(Struct, eq=False):
    """A stretch of marked content."""

    page: str
    """A reference to its page."""
    owner: Tag
    mcid: str = ""
    """Its number on the page, when elements have numbers."""


class Annotation(Struct, eq=False):
    """An annotation that belongs to an element."""

    page: str
    """A reference to its page."""
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
    number: int = 0
    """The object that it is in the file, when elements have numbers."""
    ref: str = ""
    """A reference to that object."""

    def child(self, kind: str, *, alt: str = "", actual: str = "", language: str = "") -> Tag:
        """A new element at the end of this one."""
        tag = Tag(kind, alt, actual, language, above=self)
        self.kids.append(tag)
        return tag

    def hold(self, what: Content | Annotation, elements: list[Tag]) -> None:
        """Put something painted at the end of this element; what is therewith an element is added to `elements`."""
        self.kids.append(what)
        tag: Tag | None = self
        while tag is not None and not tag.live:
            tag.live = True
            elements.append(tag)
            tag = tag.above


def wide(number: int) -> str:
    """A reference to the object of that number, as wide as others: it stands in a row."""
    return f"{number:5d} 0 R"


def number_elements(file: File, elements: list[Tag]) -> list[Tag]:
    """The elements with numbers: those of one shape follow one another.

    So each is much like the one before it, which is what makes the tree small (see `File.add_row`).
    """
    alike: dict[tuple[str, int, int], list[Tag]] = {}
    for tag in elements:
        alike.setdefault((tag.kind, len(tag.attributes), len(tag.kids)), []).append(tag)
    ordered = [tag for shape in sorted(alike) for tag in alike[shape]]
    for tag in ordered:
        tag.number = at = file.reserve()
        tag.ref = f"{at:5d} 0 R"
    return ordered


def add_tree(file: File, elements: list[Tag], owners: dict[int, list[int]]) -> int:
    """The number of the structure tree root; `elements` and their marked content have numbers.

    `owners` are for each page, by its /StructParents, the numbers of the elements that its marked content is in.
    """
    top = file.reserve()
    above, first = wide(top), ""
    annotations: dict[int, int] = {}
    for tag in elements:
        if tag.above is None:
            first = tag.ref
        body = _element(tag, tag.above.ref if tag.above else above, annotations)
        file.add_row(body, tag.number, PART if len(tag.kids) > MANY else 0)
    pages = {key: file.add_row(_array(row), columns=PART) for key, row in owners.items()}
    parents = sorted({**annotations, **pages}.items())
    ids = {tag.id: ref(tag.number) for tag in elements if tag.id}
    named = f"/IDTree {ref(name_tree(file, ids))}" if ids else ""
    file.add(
        f"<</Type/StructTreeRoot/K {first}/ParentTree {ref(_number_tree(file, parents))}"
        f"/ParentTreeNextKey {parents[-1][0] + 1 if parents else 0}{named}>>",
        top,
    )
    return top


def _array(numbers: list[int]) -> str:
    """References to these objects, each as wide as a part of an element."""
    return f"[{' '.join([f'{n:7d} 0 R' for n in numbers])}]"


MANY, PART = 6, 12
"""Parts of an element above which each of them has a row, and how many columns that has."""


def _element(tag: Tag, above: str, annotations: dict[int, int]) -> str:
    """The element's dictionary, with numbers of one width; its annotations are noted by their /StructParent."""
    kids: list[str] = []
    home = ""
    for kid in tag.kids:
        if type(kid) is Content:
            home = home or kid.page
            kids.append(kid.mcid if kid.page == home else f"<</Type/MCR/Pg {kid.page}/MCID {kid.mcid}>>")
        elif type(kid) is Tag:
            if kid.live:
                kids.append(kid.ref)
        elif type(kid) is Annotation:
            annotations[kid.key] = tag.number
            place = "" if kid.page == home else f"/Pg {kid.page}"
            kids.append(f"<</Type/OBJR/Obj {kid.object:5d} 0 R{place}>>")
    page = f"/Pg {home}" if home else ""
    said = _said(tag) if tag.attributes or tag.id or tag.alt or tag.actual or tag.language else ""
    inner = " " + kids[0] if len(kids) == 1 else "[" + (" " if len(kids) <= MANY else "   ").join(kids) + "]"
    return f"<</S/{tag.kind}/P {above}{page}{said}/K{inner.replace(' <', '<')}>>"


def _said(tag: Tag) -> str:
    """What stands for the element, and its attributes."""
    texts = (("Alt", tag.alt), ("ActualText", tag.actual), ("Lang", tag.language), ("ID", tag.id))
    told = "".join(f"/{key} {string(text)}" for key, text in texts if text)
    return told + (f"/A<<{tag.attributes}>>" if tag.attributes else "")


LEAVES = 64
"""Entries in one leaf of a number or name tree (7.9.6, 7.9.7)."""


def _number_tree(file: File, entries: list[tuple[int, int]]) -> int:
    """The number of a number tree over `entries`, which are keys in order and the objects they lead to."""
    return _leaves(file, "Nums", [(f"{key:6d}", f"{at:6d} 0 R") for key, at in entries], 18)


def name_tree(file: File, entries: dict[str, str]) -> int:
    """The number of a name tree: text → PDF value, as named destinations and element ids need it."""
    order = sorted(entries, key=text_bytes)
    return _leaves(file, "Names", [(string(key), entries[key]) for key in order])


def _leaves(file: File, key: str, entries: list[tuple[str, str]], columns: int = 0) -> int:
    """The number of a tree over `entries`; its leaves are rows if an entry has so many `columns`."""
    texts = [f"{k} {v}" for k, v in entries]
    if len(entries) <= LEAVES:
        return file.add(f"<</{key}[{' '.join(texts)}]>>")
    kids = []
    for start in range(0, len(entries), LEAVES):
        end = min(start + LEAVES, len(entries))
        body = f"<</Limits[{entries[start][0]} {entries[end - 1][0]}]/{key}[{' '.join(texts[start:end])}]>>"
        kids.append(ref(file.add_row(body, columns=columns) if columns else file.add(body)))
    return file.add(f"<</Kids[{' '.join(kids)}]>>")


def box(left: float, bottom: float, right: float, top: float) -> str:
    """The attributes of a figure that stands in the flow: its bounding box on the page (14.8.5.4.3)."""
    return f"/O/Layout/Placement/Block/BBox[{numbers(left, bottom, right, top)}]"


def list_attributes(kind: str, level: int) -> str:
    """The attributes of a list's element (14.8.5.5): how its labels count. `level`: how many lists it is in."""
    names = {"bullet": BULLETING[level % 3], "number": NUMBERING[level % 3]}
    names |= dict.fromkeys(("sources", "paragraphs"), "Decimal")
    return f"/O/List/ListNumbering/{names[kind]}" if kind in names else ""


def print_field(is_box: bool, is_ticked: bool, described: str) -> str:
    """The attributes of a field of a form that is filled in on paper (14.8.5.6): a check box, or a text."""
    kind = f"/Role/cb/checked/{'on' if is_ticked else 'off'}" if is_box else "/Role/tv"
    return f"/O/PrintField{kind}" + (f"/Desc {string(described)}" if described else "")


def cell_attributes(columns: int, rows: int, scope: str) -> str:
    """The attributes of a table's cell (14.8.5.7): what it spans, and what a head cell is the head of."""
    parts = [f"/ColSpan {columns}" if columns > 1 else "", f"/RowSpan {rows}" if rows > 1 else ""]
    if scope:
        parts.append(f"/Scope{name(scope)}")
    text = "".join(parts)
    return f"/O/Table{text}" if text else ""
