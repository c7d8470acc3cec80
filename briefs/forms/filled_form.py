"""A form put together again from copies of its elements, with the values as text.

A value is set as a text node: whatever it holds, it is never read as XML. Which values there are, `templating` says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from copy import deepcopy

from lxml import etree
from msgspec import Struct, field

from briefs.forms.cells import GONE, NEXT, said_of
from briefs.forms.cleaning import cleaned
from briefs.forms.form import Form
from briefs.forms.looks import dressed
from briefs.forms.names import (
    CELL,
    CLOSE,
    COPY,
    END,
    MC,
    OPEN,
    PART,
    TEXT,
    TOKEN,
    TOKENED,
    VALUE,
    XML_SPACE,
    Element,
    W,
)
from briefs.forms.package import archive, written
from briefs.forms.structure import part_name
from briefs.forms.tidy import tidied
from briefs.model.cited import DRAFT, SEAL, SEALED, Manuscript, Slot
from briefs.model.problems import Place
from briefs.model.tree import Paragraph, Span

STEP = re.compile(f"{TOKEN}([{OPEN}{COPY}{TEXT}{CLOSE}{VALUE}{END}{PART}{CELL}])(\\d+){TOKENED}|{SEAL}(\\d+){SEALED}")
BREAKS = re.compile("(\r\n|[\n\r\t\u2028\u2029])")
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
COUNTED = re.compile(r"\s*\(?(?:\d+(?:\.\d+)*[.)]?|\d+(?:\.\d+)+)\)?(?=\s|$)")
"""The number of a paragraph or field of the form, as `2.1` or `(3)`: of the form, not of what it says."""


class Said(Struct, frozen=True):
    """What a filled form says, before it is a file."""

    paragraphs: tuple[Paragraph, ...]
    """What it says, each paragraph where it stands, with the facts behind what was filled in; of headers and footers
    what was filled in alone."""
    faults: tuple[tuple[str, Place], ...] = ()
    """What some values cannot do, and where: a colour that is none."""


class Sealing(Struct, frozen=True):
    """What a form is to be besides filled."""

    title: str = ""
    language: str = ""
    draft: str = ""
    """The word that says that it is a draft; empty where it is none."""
    gaps: Collection[str] = frozenset()
    """Ids of the facts that are still to be confirmed or supplied: what they print is marked."""
    at: Callable[[int], Place] = field(default_factory=lambda: lambda _: Place(""))
    """The place of a line of the form."""


def said_in(form: Form, manuscript: Manuscript, how: Sealing) -> Said:
    """What the form says with its values in it."""
    builder = Builder(form, manuscript, how)
    builder.build()
    return Said(tuple(builder.paragraphs), tuple(builder.faults))


def filled_form(form: Form, manuscript: Manuscript, how: Sealing) -> bytes:
    """The Word file with the values in it; its properties tell its title and nobody's name."""
    builder = Builder(form, manuscript, how)
    builder.build()
    parts = dict(form.parts)
    for name, root in builder.roots.items():
        tidied(root)
        parts[name] = written(root)
    return archive(cleaned(parts, form.main, how.title, how.language))


class Builder:
    """The tokens of a filled form on their way to elements."""

    def __init__(self, form: Form, manuscript: Manuscript, how: Sealing) -> None:
        self.form = form
        self.manuscript = manuscript
        self.how = how
        self.roots: dict[str, Element] = {}
        self.paragraphs: list[Paragraph] = []
        self.faults: list[tuple[str, Place]] = []
        self._stack: list[Element] = []
        self._cells: list[tuple[int, set[int]]] = []
        """Of each open cell, how many paragraphs there were before it, and what is said of it."""
        self._part = ""
        self._is_furniture = False
        self._value: list[Slot] | None = None
        self._spans: list[list[Span]] = []
        self._doubles = 0
        """Within how many elements one is that are shown in place of others."""

    def build(self) -> None:
        """Every part, from its tokens."""
        for number, line in enumerate(self.manuscript.text.split("\n")):
            for step in STEP.finditer(line):
                if step[3] is None:
                    self._step(step[1], int(step[2]), number)
                elif self._value is not None:
                    self._value.append(self.manuscript.slots[int(step[3])])

    def _step(self, kind: str, number: int, line: int) -> None:
        if kind == PART:
            self._part = self.form.names[number]
            self._is_furniture = part_name(self._part, self.form.main).startswith(("header", "footer"))
        elif kind == OPEN:
            self._open(self.form.nodes[number])
        elif kind == COPY:
            self._copy(number, line)
        elif kind == TEXT:
            self._stack[-1].text = self.form.texts[number]
            self._stack[-1].set(XML_SPACE, "preserve")
            self._say(Span(self.form.texts[number]))
        elif kind == VALUE:
            self._value = []
        elif kind == END:
            self._set(self._value or [])
            self._value = None
        elif kind == CELL:
            self._of_cell(number, "".join(slot.text for slot in self._value or []), line)
            self._value = None
        else:
            self._close(line)

    def _of_cell(self, kind: int, text: str, line: int) -> None:
        cell = next((each for each in reversed(self._stack) if each.tag == f"{W}tc"), None)
        if cell is None:
            return
        self._cells[-1][1].add(kind)
        if fault := said_of(cell, kind, text):
            self.faults.append((fault, self._place(line)))

    def _open(self, model: Element) -> None:
        if not self._stack:
            made = etree.Element(model.tag, dict(model.attrib), nsmap=model.nsmap)
            self.roots[self._part] = made
        else:
            made = etree.SubElement(self._stack[-1], model.tag, dict(model.attrib))
        self._stack.append(made)
        self._doubles += model.tag == f"{MC}Fallback"
        if model.tag == f"{W}p":
            self._spans.append([])
        if model.tag == f"{W}tc":
            self._cells.append((len(self.paragraphs), set()))

    def _close(self, line: int) -> None:
        closed = self._stack.pop()
        self._doubles -= closed.tag == f"{MC}Fallback"
        if closed.tag == f"{W}p":
            self._tell(self._spans.pop(), self._place(line))
        if closed.tag == f"{W}tc":
            self._end_cell(closed)

    def _end_cell(self, cell: Element) -> None:
        """A cell that is one with that of an earlier turn says nothing of its own."""
        before, said = self._cells.pop()
        if not said & {NEXT, GONE}:
            return
        del self.paragraphs[before:]
        for each in [each for each in cell if each.tag != f"{W}tcPr"]:
            cell.remove(each)
        if GONE in said:
            cell.getparent().remove(cell)

    def _copy(self, number: int, line: int) -> None:
        copy = deepcopy(self.form.nodes[number])
        copy.tail = None
        if self._stack:
            self._stack[-1].append(copy)
        else:
            self.roots[self._part] = copy
        for each in self.form.words.get(number, ()):
            if each.place:
                self._tell([Span(each.text)], replaced(self._place(line), each.place))
            else:
                self._say(Span(each.text))

    def _place(self, line: int) -> Place:
        return self.how.at(self.manuscript.places[line].line)

    def _say(self, span: Span) -> None:
        if self._spans and span.text and (span.facts or not self._is_furniture):
            self._spans[-1].append(span)

    def _tell(self, spans: list[Span], at: Place) -> None:
        """Take note of a paragraph that is done, without the number that the form gives it."""
        if spans and not spans[0].facts:
            rest = COUNTED.sub("", spans[0].text, count=1)
            spans = [Span(rest), *spans[1:]] if rest else spans[1:]
        if any(span.text.strip() for span in spans) and not self._doubles:
            self.paragraphs.append(Paragraph(tuple(spans), at=at))

    def _set(self, slots: list[Slot]) -> None:
        """The value as text in the run that is open; line breaks and tabs are elements in Word."""
        run = self._stack[-1]
        for slot in slots:
            if self._is_furniture and self._spans and self._spans[-1]:
                self._spans[-1].append(Span(" "))
            self._say(Span(slot.text, facts=slot.facts, language=slot.language))
        text = "".join(self.how.draft if slot.facts == (DRAFT,) else slot.text for slot in slots)
        languages = {slot.language or self.how.language for slot in slots}
        foreign = languages.pop() if len(languages) == 1 else self.how.language
        is_open = any(each in self.how.gaps or each.startswith(":missing.") for slot in slots for each in slot.facts)
        dressed(run, text, "" if foreign == self.how.language else foreign, is_open)
        for piece in BREAKS.split(text):
            if BREAKS.fullmatch(piece):
                etree.SubElement(run, f"{W}tab" if piece == "\t" else f"{W}br")
            elif piece:
                made = etree.SubElement(run, f"{W}t")
                made.text = NOT_XML.sub("\ufffd", piece)
                made.set(XML_SPACE, "preserve")


def replaced(at: Place, within: str) -> Place:
    """The place with another one within the same file."""
    return Place(at.file, at.line, at.column, within)
