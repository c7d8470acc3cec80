"""A form taken apart: its text as tokens and tags, and the elements that the tokens stand for.

Every token and every tag stands on a line of its own, so that a line says where in the form it is. It fills nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from briefs.forms.cells import lines_of
from briefs.forms.check_boxes import condition_of, ticked
from briefs.forms.fields import fields_of, words_in
from briefs.forms.names import CLOSE, COPY, END, MC, OPEN, PART, TEXT, VALUE, W14, Element, W, token
from briefs.forms.package import filled_parts, tree_of
from briefs.forms.revisions import accepted
from briefs.forms.structure import Fault, Structure, part_name
from briefs.forms.tags import CELL as OF_CELL
from briefs.forms.tags import DROPPED, HALF, TAG, Tag, gathered, holds_tag, literal, pieces, tag_of, text_of, texts_in

FIXED = frozenset({f"{W}pPr", f"{W}rPr", f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}tcPr", f"{W}sdtPr", f"{W}sectPr"})
SHOWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sectPr", f"{W}txbxContent"})
"""What a paragraph may hold besides its text, so that it does not go with its tag."""
LEVELS = {f"{W}tr": "tr", f"{W}tc": "tc", f"{W}p": "p", f"{W}r": "r"}
NAMES = {"tr": "row", "tc": "cell", "p": "paragraph", "r": "run"}


class Said(Struct, frozen=True):
    """Words of the form's own, and where they stand."""

    text: str
    place: str


class Form(Struct):
    """A form: what Jinja is to see, and what it is put together from again."""

    parts: Mapping[str, bytes]
    types: Mapping[str, str]
    main: str
    names: list[str] = field(default_factory=list)
    """The parts with text, in the order of their tokens."""
    lines: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    """For each line where it stands, in words: `table 1, row 2, cell 3`."""
    nodes: list[Element] = field(default_factory=list)
    words: dict[int, tuple[Said, ...]] = field(default_factory=dict)
    """By the number of a node that is copied, what it says of its own: its paragraphs, or a part of one."""
    texts: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    tags: int = 0
    """How many tags and check boxes are filled."""

    @property
    def text(self) -> str:
        """The lines."""
        return "\n".join(self.lines)


def form_of(parts: Mapping[str, bytes], types: Mapping[str, str], main: str) -> Form:
    """The form in a Word file's parts, of which `main` is the body. Raises NoFormError for a part that is damaged."""
    form = Form(parts, types, main)
    for name in filled_parts(types, main):
        root = tree_of(parts[name])
        part = part_name(name, main)
        if words := accepted(root):
            hint = "accept or reject them in Word (Review, Accept All)"
            form.faults.append(Fault(f"{words} taken as accepted", part or "the body", hint, "warning"))
        form.names.append(name)
        Reader(form, part).read(root)
    return form


class Reader:
    """One part on its way to tokens."""

    def __init__(self, form: Form, part: str) -> None:
        self.form = form
        self.is_body = not part.startswith(("header", "footer"))
        """Whether the part's own words belong to what the form says: a page's head and foot are furniture."""
        self.part = part
        self.tagged: set[Element] = set()
        """The elements with tags in or below them."""

    def read(self, root: Element) -> None:
        """The part's tokens, behind the form's."""
        before = len(self.form.faults)
        self.structure = Structure(root, self.part, self.form.faults)
        fields = fields_of(root)
        self.results = fields.results
        for each in fields.instructed:
            hint = "write the tag into the text: Word would take what it prints for an instruction"
            self.structure.fault("a tag stands in a field's instruction", each, hint)
        for paragraph in root.iter(f"{W}p"):
            if gathered(paragraph) or HALF.search(text_of(paragraph)):
                for text in texts_in(paragraph):
                    self._find(text)
        for box in root.iter(f"{W14}checkbox"):
            if condition_of(box):
                self._mark(box)
        for binding in root.iter(f"{W}dataBinding"):
            if (control := binding.getparent().getparent()) is not None and control not in self.tagged:
                hint = "write a tag into it, as `{{ title }}`: what it was bound to does not go out"
                self.structure.fault("a control shows what another part of the file says", control, hint, "warning")
        for text in root.iter(f"{W}t"):
            if text not in self.tagged and text.text:
                text.text = literal(text.text)
        self._line(token(PART, len(self.form.names) - 1), root)
        self._element(root)
        self.form.faults[before:] = self.structure.in_order(self.form.faults[before:])

    def _find(self, text: Element) -> None:
        if not holds_tag(text.text or ""):
            return
        if text in self.results:
            hint = "turn the field into text (Ctrl+Shift+F9), or write the tag beside it"
            self.structure.fault("a tag stands in what a field prints, which Word works out anew", text, hint)
        self._mark(text)

    def _mark(self, element: Element) -> None:
        while element is not None and element not in self.tagged:
            self.tagged.add(element)
            element = element.getparent()

    def _line(self, text: str, element: Element) -> None:
        self.form.lines.append(text)
        self.form.places.append(self.structure.place(element))

    def _node(self, kind: str, element: Element, place: Element) -> int:
        self.form.nodes.append(element)
        number = len(self.form.nodes) - 1
        self._line(token(kind, number), place)
        return number

    def _copy(self, element: Element) -> None:
        number = self._node(COPY, element, element)
        said = tuple(each for each in self._said(element) if each.text) if self.is_body else ()
        if said:
            self.form.words[number] = said

    def _said(self, element: Element) -> Iterator[Said]:
        """The form's own words in an element: of each paragraph in it, or of the part of one that it is."""
        for paragraph in element.iter(f"{W}p"):
            if (text := words_in(paragraph, self.results).strip()) and not _is_double(paragraph):
                yield Said(text, self.structure.place(paragraph))
        if next(element.iter(f"{W}p", f"{W}tr", f"{W}tc"), None) is None:
            yield Said(words_in(element, self.results), "")

    def _element(self, element: Element) -> None:
        if element not in self.tagged or (element.tag in FIXED and element.tag != f"{W}sdtPr"):
            self._copy(element)
        elif element.tag == f"{W}sdt" and (state := condition_of(next(element.iter(f"{W14}checkbox"), None))):
            self._box(element, state)
        elif (tags := self._alone(_sole(element))) is not None:
            for tag in tags:
                self._statement(tag, element)
        elif element.tag == f"{W}r":
            self._run(element)
        else:
            self._node(OPEN, element, element)
            self.structure.begin()
            for child in element:
                if isinstance(child.tag, str):
                    self._element(child)
            self.structure.end()
            self._line(token(CLOSE), element)

    def _alone(self, element: Element) -> list[Tag] | None:
        """The statements that stand for the whole row, cell, paragraph or run; None where it says something else."""
        level = LEVELS.get(element.tag, "")
        if not level:
            return None
        inside = [element] if level in {"p", "r"} else element.iter(f"{W}p")
        text = "".join("".join(each.text or "" for each in texts_in(one)) for one in inside)
        found = [each[0] for each in TAG.finditer(text)]
        if any((drop := DROPPED.match(each)) and drop[1] == level for each in found):
            return []
        tags = [tag_of(each) for each in found if not each.startswith("{#")]
        named = [tag for tag in tags if tag.level == level and not tag.is_value]
        rest = TAG.sub("", text)
        rest = rest if level == "r" and not named else rest.strip()
        if named and level != "r":
            if rest or len(named) < len(tags):
                hint = f"put `{{%{level} … %}}` into a {NAMES[level]} of its own"
                self.structure.fault(f"what stands beside `{{%{level} … %}}` would go with it", element, hint)
            return named
        plain = not rest and not any(tag.is_value or tag.level not in {"", "r"} or tag.word in OF_CELL for tag in tags)
        shows = next(element.iter(*SHOWN), None) is not None
        return tags if plain and found and not shows and level != "tc" and _is_whole(tags) else None

    def _statement(self, tag: Tag, element: Element) -> None:
        if tag.word in OF_CELL:
            self.form.tags += 1
            if next(element.iterancestors(f"{W}tc"), None) is None:
                self.structure.fault(f"`{tag.text}` stands in no cell", element, "write it into a cell of a table")
            for line in lines_of(tag):
                self._line(line, element)
        elif self.structure.statement(tag, element):
            self.form.tags += 1
            self._line(tag.text, element)

    def _run(self, run: Element) -> None:
        """A run in pieces: its own words as they are, each value in a run of its own that looks the same."""
        looks = [child for child in run if child.tag == f"{W}rPr"]
        for child in run:
            if child.tag == f"{W}rPr" or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}t" and holds_tag(child.text or ""):
                for piece in pieces(child.text):
                    self._piece(run, looks, child, piece)
            else:
                self._within(run, looks)
                self._element(child)
                self._line(token(CLOSE), run)

    def _within(self, run: Element, looks: list[Element]) -> None:
        """Open a run that looks like this one."""
        self._node(OPEN, run, run)
        for each in looks:
            self._node(COPY, each, run)

    def _piece(self, run: Element, looks: list[Element], text: Element, piece: str | Tag) -> None:
        if isinstance(piece, Tag) and not piece.is_value:
            self._statement(piece, run)
            return
        if isinstance(piece, str) and HALF.search(piece):
            hint = "write it in one paragraph; of each `{{` and `{%` the other end must stand there too"
            self.structure.fault("a tag begins or ends here and has no other end in this paragraph", run, hint)
        self._within(run, looks)
        if isinstance(piece, Tag):
            self.form.tags += 1
            for line in (token(VALUE), piece.text, token(END)):
                self._line(line, run)
        else:
            self._node(OPEN, text, run)
            self.form.texts.append(literal(piece))
            self._line(token(TEXT, len(self.form.texts) - 1), run)
            self._line(token(CLOSE), run)
        self._line(token(CLOSE), run)

    def _box(self, control: Element, state: str) -> None:
        """A check box whose tag is the path of a fact: ticked where that is true, open where it is not."""
        self.form.tags += 1
        for line, yes in ((f"{{% if {state} %}}", True), ("{% else %}", False)):
            self._line(line, control)
            self._node(COPY, ticked(control, yes), control)
        self._line("{% endif %}", control)


def _is_whole(tags: list[Tag]) -> bool:
    """Whether tags that stand alone are one: two in a paragraph may begin and end a block that holds nothing."""
    return len(tags) < 2 or not (tags[0].word in {"for", "if", "with"} and tags[-1].word.startswith("end"))


def _sole(element: Element) -> Element:
    """The row or paragraph that is all that a control holds; the element itself where it holds more."""
    inside = element
    while inside.tag == f"{W}sdt":
        content = inside.find(f"{W}sdtContent")
        if content is None or len(content) != 1:
            return element
        inside = content[0]
    return inside if inside.tag in LEVELS else element


def _is_double(paragraph: Element) -> bool:
    """Whether it stands in what older programs show in place of a newer drawing."""
    return next(paragraph.iterancestors(f"{MC}Fallback"), None) is not None
