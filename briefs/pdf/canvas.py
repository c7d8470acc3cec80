"""Pages: what is painted on them, under which tag, with links and places that links lead to.

All coordinates are points from the sheet's lower left corner. How long a text is and where it breaks is not
known here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from briefs.layout.written import Painting
from briefs.model.tree import Document
from briefs.pdf import metadata
from briefs.pdf.addresses import address
from briefs.pdf.file import File, numbers, ref, string
from briefs.pdf.outline import Bookmark, add_outline
from briefs.pdf.sheets import PAGINATION, Sheet, beginning, number_marks, print_of
from briefs.pdf.tags import Annotation, Content, Tag, add_tree, name_tree, number_elements, wide
from briefs.pdf.text import Fonts

LONGEST = 1000
"""Characters of a link's text that are kept as its description: PDF/A-2 (6.1.13) allows 32,767 bytes."""


class UntaggedError(Exception):
    """Text was to be painted that belongs to no element: a fault of the writer, never of the document."""


@lru_cache(maxsize=256)
def colour(text: str) -> str:
    """The three numbers of `#rrggbb`, from 0 to 1."""
    return numbers(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))


def paint(of: str) -> str:
    """The operator that sets the colour of text and areas."""
    return f"{colour(of)} rg"


class Canvas:
    """Where flowables paint; it owns marked content, so nothing can be painted outside of it.

    Content is an artifact unless a tag is named. Marked content is a flat sequence: what one tag paints in
    succession is one stretch.
    """

    def __init__(
        self,
        width: float,
        height: float,
        fonts: Fonts,
        right_to_left: bool = False,
        painting: Painting | None = None,
    ) -> None:
        self.file = File()
        self.painting = painting
        """Who is told what stands where; None: nobody."""
        self.fonts = fonts
        self.width = width
        self.height = height
        self.right_to_left = right_to_left
        self.sheets: list[Sheet] = []
        self.anchors: dict[str, tuple[int, float]] = {}
        self.bookmarks: list[Bookmark] = []
        self._images: dict[str, int] = {}
        self._pictures: dict[bytes, int] = {}
        self._keys = 0
        self._sheet = Sheet(0, "", 0, (width, height))
        self._elements: list[Tag] = []
        """Those in which anything is painted."""
        self._open: Tag | str | None = None
        self._in_text = False
        self._text_holds = False
        """Whether the text that is open began before the marked content that is."""
        self._state: dict[str, str] = {}

    drawing = True

    @property
    def page(self) -> int:
        """The newest page, counted from 1."""
        return len(self.sheets)

    def _key(self) -> int:
        self._keys += 1
        return self._keys - 1

    def begin_page(self, size: tuple[float, float] | None = None) -> None:
        """Start the next page, as wide and high as `size` says, else as the last."""
        self.width, self.height = size or (self.width, self.height)
        self._close()
        at = self.file.reserve()
        self._sheet = Sheet(at, wide(at), self._key(), (self.width, self.height))
        self.sheets.append(self._sheet)
        self._state = {}

    def reopen(self, page: int) -> None:
        """Paint on page `page` (from 1) again; furniture that knows the number of pages comes last."""
        self._close()
        self._sheet = self.sheets[page - 1]
        self._state = {}

    def showPage(self) -> None:
        """What platypus calls at the end of a page; nothing is left to do."""

    def setPageRotation(self, _angle: float) -> None:
        """What platypus calls for each page; ours stand upright."""

    # marked content

    def _begin(self, what: Tag | str) -> None:
        """Begin marked content; that of a tag gets its number when the pages are done."""
        sheet = self._sheet
        if isinstance(what, str):
            sheet.code.append(PAGINATION[what])
        else:
            content = Content(sheet.ref, what)
            what.hold(content, self._elements)
            sheet.code.append(content)
        self._open = what

    def _close(self) -> None:
        """End marked content and text, the inner of them first (14.6.1)."""
        code = self._sheet.code
        if self._in_text and not self._text_holds:
            code.append("ET")
        if self._open is not None:
            code.append("EMC")
        if self._in_text and self._text_holds:
            code.append("ET")
        self._open = None
        self._in_text = False

    def _enter(self, what: Tag | str) -> None:
        """Be in marked content of `what`, and not in text."""
        if what != self._open or (self._in_text and self._text_holds):
            self._close()
            self._begin(what)
        elif self._in_text:
            self._sheet.code.append("ET")
            self._in_text = False

    def _enter_text(self, what: Tag | str) -> None:
        """Be in text, in marked content of `what`.

        One text holds all marked content that follows, unless more than text is painted in it, as in a figure.
        """
        code = self._sheet.code
        if what == self._open:
            if not self._in_text:
                code.append("BT")
                self._in_text, self._text_holds = True, False
            return
        holds = isinstance(what, str) or what.kind != "Figure"
        if self._in_text and self._text_holds and holds:
            code.append("EMC")
            self._begin(what)
            return
        self._close()
        if holds:
            code.append("BT")
        self._begin(what)
        if not holds:
            code.append("BT")
        self._in_text, self._text_holds = True, holds

    # painting

    def text(self, code: str, tag: Tag | str, actual: str = "") -> None:
        """Paint text: operators that may stand between BT and ET.

        `tag` is the element that the text belongs to, or one of PAGINATION; such a text may have to say what it
        is (`actual`), for it has no element that does. Raises UntaggedError where it is neither.
        """
        if not actual and tag is self._open and self._in_text:
            self._sheet.code.append(code)
            return
        if isinstance(tag, str) and not (tag and tag in PAGINATION):
            raise UntaggedError(code[:80])
        if actual:
            self._close()
        self._enter_text(tag)
        if actual and isinstance(tag, str):
            self._sheet.code[-1] = PAGINATION[tag].replace(">>", f"/ActualText {string(actual)}>>")
            self._open = actual
        self._sheet.code.append(code)

    def draw(self, code: str, tag: Tag | str = "") -> None:
        """Paint lines and areas: path operators, of an element or of nothing."""
        self._enter(tag)
        self._sheet.code.append(code)

    def state(self, kind: str, operator: str) -> str:
        """The operator with a space behind it, or nothing if this `kind` of state has that value already."""
        if self._state.get(kind) == operator:
            return ""
        self._state[kind] = operator
        return operator + " "

    def fill(self, of: str) -> str:
        """The operator that sets the colour of text and areas, where it is not set already."""
        return self.state("fill", paint(of))

    def stroke(self, of: str, width: float) -> str:
        """The operators that set the colour and width of lines, where they are not set already."""
        return self.state("stroke", f"{colour(of)} RG") + self.state("width", f"{numbers(width)} w")

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float, of: str) -> None:
        """A straight line that belongs to no element."""
        if width > 0:
            self.draw(f"{self.stroke(of, width)}{numbers(x1, y1)} m {numbers(x2, y2)} l S")

    def ground(self, x: float, y: float, width: float, height: float, of: str) -> None:
        """A filled rectangle that belongs to no element."""
        self.draw(f"{self.fill(of)}{numbers(x, y, width, height)} re f")

    def touch(self, tag: Tag) -> None:
        """Let an element without text (an empty cell) stand on the page in hand."""
        self._enter(tag)

    def picture(self, data: bytes, add: Callable[[File], int]) -> int:
        """The number of the image object for these bytes, which `add` makes the first time."""
        if data not in self._pictures:
            self._pictures[data] = add(self.file)
        return self._pictures[data]

    def image(self, at: int, x: float, y: float, width: float, height: float, tag: Tag) -> None:
        """The picture that is object `at`."""
        self.draw(self.image_code(at, x, y, width, height), tag)

    def image_code(self, at: int, x: float, y: float, width: float, height: float) -> str:
        """The operators that show the picture that is object `at`."""
        key = self._images.setdefault(f"Im{at}", at)
        return f"q {numbers(width, 0, 0, height, x, y)} cm /Im{key} Do Q"

    def beneath(self, code: Sequence[str], kind: str) -> None:
        """Put operators under everything on the page in hand, as an artifact of that kind."""
        self._sheet.under += [PAGINATION[kind], "q", *code, "Q", "EMC"]

    # links and places

    def link(self, tag: Tag, place: tuple[float, float, float, float], target: str, text: str) -> None:
        """Make a rectangle (left, bottom, right, top) lead to `target`, an address or `#anchor`.

        `tag` is its Link element; `text` is what a reader hears.
        """
        sheet = self._sheet
        key = self._key()
        if target.startswith("#"):
            action = f"/Dest {string(target[1:])}"
        else:
            action = f"/A<</S/URI/URI {string(address(target))}>>"
        rectangle = " ".join([f"{each:5.1f}" for each in place])
        at = self.file.add_row(
            f"<</Subtype/Link/F 4/Border[0 0 0]/StructParent {key:5d}/Rect[{rectangle}]"
            f"/Contents {string(text[:LONGEST])}{action}>>"
        )
        sheet.annotations.append(at)
        tag.hold(Annotation(sheet.ref, at, key), self._elements)

    def anchor(self, named: str, top: float) -> None:
        """Let links to `#named` lead to this height of the page in hand; the first place counts."""
        self.anchors.setdefault(named, (self._sheet.object, top))

    def bookmark(self, depth: int, text: str, target: str) -> None:
        """Add an entry to the outline; `target` is an anchor."""
        self.bookmarks.append(Bookmark(depth, text, target))

    # the end

    def finish(self, document: Document, root: Tag) -> bytes:
        """The bytes of the file, with the structure tree below `root`."""
        self._close()
        if self.painting is not None:
            self.painting.pages += [print_of(sheet, n, self.painting) for n, sheet in enumerate(self.sheets, 1)]
        file = self.file
        above = file.reserve()
        images = "".join(f"/{key} {ref(at)}" for key, at in self._images.items())
        resources = file.add(f"<</Font<<{self.fonts.add(file)}>>{f'/XObject<<{images}>>' if images else ''}>>")
        elements = number_elements(file, self._elements)
        owners: dict[int, list[int]] = {}
        for sheet in self.sheets:
            owned = number_marks(sheet)
            if owned:
                owners[sheet.key] = owned
            self._add_sheet(sheet, above, resources, bool(owned))
        kids = " ".join(ref(sheet.object) for sheet in self.sheets)
        sheet_box = f"/MediaBox[0 0 {numbers(*self.sheets[0].size)}]"
        file.add(f"<</Type/Pages/Count {len(self.sheets)}{sheet_box}/Kids[{kids}]>>", above)
        tree = add_tree(file, elements, owners)
        outline = f"/Outlines {ref(add_outline(file, self.bookmarks))}" if self.bookmarks else ""
        right_to_left = "/Direction/R2L" if self.right_to_left else ""
        catalog = file.add(
            f"<</Type/Catalog/Pages {ref(above)}/Lang {string(document.language)}/MarkInfo<</Marked true>>"
            f"/ViewerPreferences<</DisplayDocTitle true{right_to_left}>>/StructTreeRoot {ref(tree)}"
            f"/Metadata {ref(metadata.add_packet(file, document))}"
            f"/OutputIntents[{ref(metadata.add_intent(file))}]{outline}{self._destinations()}>>"
        )
        return file.finish(catalog, metadata.add_information(file, document))

    def _add_sheet(self, sheet: Sheet, above: int, resources: int, has_marks: bool) -> None:
        operators = [each if isinstance(each, str) else beginning(each) for each in sheet.code]
        content = self.file.stream("", "\n".join((*sheet.under, *operators)).encode("latin-1"))
        links = f"/Annots[{' '.join(map(ref, sheet.annotations))}]" if sheet.annotations else ""
        parents = f"/StructParents {sheet.key}" if has_marks else ""
        own = sheet.size != self.sheets[0].size
        box = f"/MediaBox[0 0 {numbers(*sheet.size)}]" if own else ""
        self.file.add(
            f"<</Type/Page/Parent {ref(above)}/Resources {ref(resources)}/Contents {ref(content)}"
            f"{parents}{box}/Tabs/S{links}>>",
            sheet.object,
        )

    def _destinations(self) -> str:
        if not self.anchors:
            return ""
        places = {key: f"[{ref(page)}/XYZ null {numbers(top)} null]" for key, (page, top) in self.anchors.items()}
        return f"/Names<</Dests {ref(name_tree(self.file, places))}>>"
