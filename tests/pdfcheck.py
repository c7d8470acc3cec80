"""What no validator asks of a tagged PDF: that its tags and its pages are the same thing, and say the same text.

`faults` names everything that is not one to one; `tree` gives the elements with their text, as a reader who
does not see the page is given it.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

SHOWING = frozenset(("Tj", "TJ", "'", '"'))
PAINTING = SHOWING | frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI"))
STANDARD = frozenset(
    (
        *("Document", "Part", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "P", "L", "LI", "Lbl", "LBody"),
        *("H1", "H2", "H3", "H4", "H5", "H6", "Table", "THead", "TBody", "TR", "TH", "TD", "Figure"),
        *("Span", "Quote", "Note", "Reference", "Code", "Link", "Form"),
    )
)
"""The element types that a writer of papers needs, of those in ISO 32000-1, 14.8.4."""


@dataclass(slots=True)
class Mark:
    """One stretch of marked content on a page."""

    page: int
    name: str
    mcid: int | None
    text: str = ""
    lines: list[float] = field(default_factory=list)
    """The height of each text's baseline on the page."""


@dataclass(slots=True)
class Element:
    """An element of the structure tree."""

    kind: str
    object: Any
    pdf: Pdf = field(repr=False)
    """The file, which must live as long as its objects."""
    kids: list[Element | Mark | Any] = field(default_factory=list)
    """Elements, marked content, and annotations in their order."""

    @property
    def alt(self) -> str:
        return str(self.object.get("/Alt", ""))

    @property
    def language(self) -> str:
        return str(self.object.get("/Lang", ""))

    @property
    def text(self) -> str:
        """What it says: its /ActualText, or what is in it."""
        if "/ActualText" in self.object:
            return str(self.object.ActualText)
        return "".join(kid.text for kid in self.kids if isinstance(kid, Element | Mark))

    @property
    def marks(self) -> list[Mark]:
        """The stretches of marked content in it, in order."""
        held = (kid.marks if isinstance(kid, Element) else [kid] for kid in self.kids)
        return [mark for each in held for mark in each if isinstance(mark, Mark)]

    @property
    def annotations(self) -> list[Any]:
        """The annotations that belong to it."""
        return [kid for kid in self.kids if not isinstance(kid, Element | Mark)]

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, *kinds: str) -> list[Element]:
        """The elements of these kinds in it, in order."""
        return [element for element in self.walk() if element.kind in kinds]

    def attribute(self, key: str) -> Any:
        """The value of an attribute, or None."""
        held = self.object.get("/A")
        owners = held if isinstance(held, Array) else [held] if held is not None else []
        return next((owner[key] for owner in owners if key in owner), None)


@dataclass(slots=True)
class Paper:
    """A file as it was read: its tree, the marked content of its pages, and what is wrong with them."""

    pdf: Pdf
    root: Element | None
    marks: list[Mark]
    faults: list[str]

    @property
    def tree(self) -> Element:
        assert self.root is not None, "the file has no structure tree"
        return self.root

    def artifacts(self, page: int) -> list[str]:
        """The texts on that page (from 1) that belong to no element."""
        return [m.text for m in self.marks if m.page == page - 1 and m.mcid is None and m.text]


def paper(data: bytes) -> Paper:
    """The file, read and checked."""
    pdf = pikepdf.open(io.BytesIO(data))
    reader = _Reader(pdf)
    root = reader.read()
    return Paper(pdf, root, reader.marks, reader.faults)


def faults(data: bytes) -> list[str]:
    """Everything that is not one to one in the file."""
    return paper(data).faults


class _Reader:
    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.faults: list[str] = []
        self.marks: list[Mark] = []
        self.content: dict[tuple[int, int], Mark] = {}
        self.claimed: dict[tuple[int, int], Any] = {}
        self.annotations: dict[tuple[int, int], Any] = {}
        self.pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self.ids: Counter[str] = Counter()

    def wrong(self, text: str) -> None:
        self.faults.append(text)

    def read(self) -> Element | None:
        for index, page in enumerate(self.pdf.pages):
            self.read_page(index, page)
        tree = self.pdf.Root.get("/StructTreeRoot")
        if tree is None:
            self.wrong("there is no structure tree")
            return None
        kids = tree.K if isinstance(tree.K, Array) else [tree.K]
        if len(kids) != 1:
            self.wrong(f"the tree has {len(kids)} roots")
        root = self.element(kids[0], tree, None)
        self.compare(dict(_number_tree(tree.ParentTree)))
        self.check_ids(tree)
        self.check_fonts()
        return root

    # pages

    def read_page(self, index: int, page: Any) -> None:
        """The marked content of a page: flat, balanced, around everything that is painted."""
        fonts: dict[str, _Decoder] = {}
        current: Mark | None = None
        decoder: _Decoder | None = None
        in_text, depth, height = False, 0, 0.0
        for operands, op in operators(page):
            if op in ("BDC", "BMC"):
                depth += 1
                if depth > 1:
                    self.wrong(f"page {index + 1}: marked content in marked content")
                current = self.open_mark(index, op, operands)
            elif op == "EMC":
                depth -= 1
                current = None
                if depth < 0:
                    self.wrong(f"page {index + 1}: EMC without a beginning")
            elif op in ("BT", "ET"):
                if in_text == (op == "BT"):
                    self.wrong(f"page {index + 1}: {op} out of place")
                in_text = op == "BT"
            elif op == "Tf":
                key = str(operands[0])
                fonts.setdefault(key, _Decoder(page.Resources.Font[key]))
                decoder = fonts[key]
            elif op == "Tm":
                height = float(operands[5])
            elif op in PAINTING:
                if current is None:
                    self.wrong(f"page {index + 1}: {op} outside of marked content")
                elif op in SHOWING and decoder is not None:
                    current.text += decoder.text(operands)
                    current.lines.append(height)
        if depth or in_text:
            self.wrong(f"page {index + 1}: content ends within marked content or text")

    def open_mark(self, index: int, op: str, operands: Any) -> Mark:
        name = str(operands[0])[1:]
        mcid = None
        if op == "BDC" and isinstance(operands[1], Dictionary) and "/MCID" in operands[1]:
            mcid = int(operands[1].MCID)
        mark = Mark(index, name, mcid)
        self.marks.append(mark)
        if mcid is None:
            if name != "Artifact":
                self.wrong(f"page {index + 1}: {name} without an element")
            return mark
        if (index, mcid) in self.content:
            self.wrong(f"page {index + 1}: marked content {mcid} twice")
        self.content[(index, mcid)] = mark
        return mark

    # the tree

    def element(self, obj: Any, parent: Any, page: Any) -> Element:
        made = Element(str(obj.S)[1:], obj, self.pdf)
        if made.kind not in STANDARD:
            self.wrong(f"{made.kind} is no standard element")
        if obj.P.objgen != parent.objgen:
            self.wrong(f"{made.kind} {obj.objgen} names another parent")
        if made.kind == "Figure" and not made.alt.strip():
            self.wrong("a Figure without a description")
        if made.kind == "Note":
            self.ids[str(obj.get("/ID", ""))] += 1
        page = obj.get("/Pg", page)
        held = obj.get("/K")
        kids = [] if held is None else list(held) if isinstance(held, Array) else [held]
        if not kids:
            self.wrong(f"{made.kind} {obj.objgen} is empty")
        for kid in kids:
            self.kid(made, kid, page)
        return made

    def kid(self, made: Element, kid: Any, page: Any) -> None:
        if isinstance(kid, Dictionary) and "/MCID" not in kid and kid.get("/Type") != Name.OBJR:
            made.kids.append(self.element(kid, made.object, page))
        elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
            self.annotation(made, kid)
        else:
            number = int(kid.MCID) if isinstance(kid, Dictionary) else int(kid)
            home = kid.get("/Pg", page) if isinstance(kid, Dictionary) else page
            self.claim(made, (self.pages[home.objgen], number))

    def claim(self, made: Element, key: tuple[int, int]) -> None:
        where = f"page {key[0] + 1}: marked content {key[1]}"
        if key in self.claimed:
            self.wrong(f"{where} belongs to two elements")
        self.claimed[key] = made.object
        mark = self.content.get(key)
        if mark is None:
            self.wrong(f"{where} is not on the page")
            return
        if mark.name != made.kind:
            self.wrong(f"{where} is {mark.name} on the page and {made.kind} in the tree")
        made.kids.append(mark)

    def annotation(self, made: Element, reference: Any) -> None:
        if reference.Obj.objgen in self.annotations:
            self.wrong(f"annotation {reference.Obj.objgen} belongs to two elements")
        if made.kind != "Link":
            self.wrong(f"an annotation in {made.kind}")
        self.annotations[reference.Obj.objgen] = made.object
        made.kids.append(reference.Obj)

    # tree and pages together

    def compare(self, parents: dict[int, Any]) -> None:
        for key in self.content:
            if key not in self.claimed:
                self.wrong(f"page {key[0] + 1}: marked content {key[1]} belongs to no element")
        used: set[int] = set()
        for index, page in enumerate(self.pdf.pages):
            used |= self.compare_page(index, page, parents)
        for unused in parents.keys() - used:
            self.wrong(f"the parent tree has an entry {unused} that nothing uses")

    def compare_page(self, index: int, page: Any, parents: dict[int, Any]) -> set[int]:
        """The keys of the parent tree that the page and its annotations use."""
        mine = sorted(mcid for where, mcid in self.content if where == index)
        key = page.obj.get("/StructParents")
        used = set() if key is None else {int(key)}
        row = list(parents.get(int(key), [])) if key is not None else []
        if [i for i, each in enumerate(row) if each is not None] != mine:
            self.wrong(f"page {index + 1}: the parent tree has {len(row)} entries for {len(mine)} stretches of content")
        for mcid in mine:
            owner = self.claimed.get((index, mcid))
            if owner is not None and mcid < len(row) and row[mcid].objgen != owner.objgen:
                self.wrong(f"page {index + 1}: the parent tree gives content {mcid} to another element")
        for annotation in page.obj.get("/Annots", []):
            used |= self.compare_annotation(index, annotation, parents)
        return used

    def compare_annotation(self, index: int, annotation: Any, parents: dict[int, Any]) -> set[int]:
        where = f"page {index + 1}: annotation {annotation.objgen}"
        key = int(annotation.get("/StructParent", -1))
        owner = self.annotations.get(annotation.objgen)
        if owner is None:
            self.wrong(f"{where} belongs to no element")
        elif key not in parents or parents[key].objgen != owner.objgen:
            self.wrong(f"{where}: the parent tree gives it to another element")
        if not str(annotation.get("/Contents", "")).strip():
            self.wrong(f"{where} says nothing")
        return {key}

    def check_ids(self, tree: Any) -> None:
        for name, times in self.ids.items():
            if not name or times > 1:
                self.wrong(f"a Note whose ID {name!r} stands {times} times")
        listed = {str(key) for key, _ in _name_tree(tree.get("/IDTree"))}
        if listed != set(self.ids):
            self.wrong("the notes' IDs are not those of the ID tree")

    def check_fonts(self) -> None:
        for obj in self.pdf.objects:
            if isinstance(obj, Dictionary) and obj.get("/Type") == Name.FontDescriptor and "/FontFile2" not in obj:
                self.wrong(f"font {obj.get('/FontName')} is not embedded")


def operators(page: Any) -> Iterator[tuple[Any, str]]:
    """The operands and names of a page's operators."""
    for instruction in pikepdf.parse_content_stream(page):
        yield instruction.operands, str(instruction.operator)


def _number_tree(node: Any) -> Iterator[tuple[int, Any]]:
    held = node.get("/Nums", [])
    for index in range(0, len(held), 2):
        yield int(held[index]), held[index + 1]
    for kid in node.get("/Kids", []):
        yield from _number_tree(kid)


def _name_tree(node: Any) -> Iterator[tuple[Any, Any]]:
    if node is None:
        return
    held = node.get("/Names", [])
    for index in range(0, len(held), 2):
        yield held[index], held[index + 1]
    for kid in node.get("/Kids", []):
        yield from _name_tree(kid)


class _Decoder:
    """A font's codes as the text that its ToUnicode map says they are."""

    def __init__(self, font: Any) -> None:
        self.size = 2 if font.Subtype == Name.Type0 else 1
        self.map: dict[int, str] = {}
        source = bytes(font.ToUnicode.read_bytes()).decode("latin-1") if "/ToUnicode" in font else ""
        for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
            for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
                self.map[int(code, 16)] = _utf16(text)
        for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
            self._ranges(block)

    def _ranges(self, block: str) -> None:
        for low, high, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]*>|\[[^\]]*\])", block):
            if text.startswith("["):
                for offset, each in enumerate(re.findall(r"<([0-9A-Fa-f]*)>", text)):
                    self.map[int(low, 16) + offset] = _utf16(each)
                continue
            first = _utf16(text[1:-1])
            for code in range(int(low, 16), int(high, 16) + 1):
                self.map[code] = first[:-1] + chr(ord(first[-1]) + code - int(low, 16))

    def text(self, operands: Any) -> str:
        found = []
        for operand in operands:
            for piece in operand if isinstance(operand, Array) else [operand]:
                if isinstance(piece, pikepdf.String):
                    data = bytes(piece)
                    found += [
                        self.map.get(int.from_bytes(data[i : i + self.size], "big"), "\ufffd")
                        for i in range(0, len(data), self.size)
                    ]
        return "".join(found)


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
