"""Where in a form one is, in words, and which blocks are open there.

A block must end in the element in which it begins: in another one it would tear the form apart.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from briefs.forms.names import MC, Element, W
from briefs.forms.tags import ALLOWED, OPENERS, Tag, text_of

KINDS = {
    f"{W}tbl": "table",
    f"{W}tr": "row",
    f"{W}tc": "cell",
    f"{W}p": "paragraph",
    f"{W}txbxContent": "text box",
    f"{W}footnote": "footnote",
    f"{W}endnote": "endnote",
}
PART = re.compile(r"(?:.*/)?([a-z]+?)(\d*)\.xml")
FEW = 30
"""Characters of a paragraph by which it is known where Word shows no numbers."""


class Fault(Struct, frozen=True):
    """Something in a form that cannot be filled, or does not come into what is made of it."""

    message: str
    place: str
    hint: str
    severity: Literal["error", "warning"] = "error"


class Opener(Struct, frozen=True):
    """A block that has begun."""

    word: str
    text: str
    place: str


def part_name(name: str, main: str) -> str:
    """How people call a part: `header 2`; empty for the body."""
    found = PART.fullmatch(name)
    if name == main or not found:
        return "" if name == main else name
    return f"{found[1]} {found[2]}".strip()


def places_in(root: Element, part: str) -> dict[Element, str]:
    """For each table, row, cell, paragraph and box where it stands, in words: `table 1, row 2, cell 3`."""
    found: dict[Element, str] = {}
    _place(root, (part,) if part else (), {}, found)
    return found


def _place(element: Element, words: tuple[str, ...], counts: dict[str, int], found: dict[Element, str]) -> None:
    kind = KINDS.get(element.tag)
    if kind:
        counts[kind] = counts.get(kind, 0) + 1
        words = (*words, f"{kind} {counts[kind]}")
        found[element] = ", ".join(words[:-1] if _is_only(element) else words) + _begins(element, words)
        counts = {}
    before = dict(counts)
    for child in element:
        if isinstance(child.tag, str):  # both branches of an alternative are one and the same place
            _place(child, words, dict(before) if child.tag == f"{MC}Fallback" else counts, found)


def _is_only(element: Element) -> bool:
    """Whether it is the only paragraph of a cell: people call it by the cell."""
    around = element.getparent()
    return around is not None and around.tag == f"{W}tc" and element.tag == f"{W}p" and len(around.findall("*")) <= 2


def _begins(element: Element, words: tuple[str, ...]) -> str:
    """The first words of a paragraph that stands in no table: Word shows no numbers there."""
    if element.tag != f"{W}p" or any(each.startswith("cell") for each in words):
        return ""
    text = " ".join(text_of(element).split())
    if not text:
        return ""
    return f" (“{text[:FEW].rstrip()}{'…' if len(text) > FEW else ''}”)"


class Structure:
    """One part on the way through its elements."""

    def __init__(self, root: Element, part: str, faults: list[Fault]) -> None:
        self.part = part
        self.faults = faults
        self.places = places_in(root, part)
        self._open: list[list[Opener]] = [[]]

    def place(self, element: Element) -> str:
        """Where an element stands: in the cell or paragraph around it."""
        while element is not None and element not in self.places:
            element = element.getparent()
        return self.places.get(element, self.part or "the body")

    def in_order(self, faults: list[Fault]) -> list[Fault]:
        """The faults of this part as they stand in it."""
        order = {place: number for number, place in enumerate(self.places.values())}
        return sorted(faults, key=lambda fault: order.get(fault.place, -1))

    def begin(self) -> None:
        """Blocks that begin from here on must end before `end`."""
        self._open.append([])

    def end(self) -> None:
        """Tell of the blocks that have not ended."""
        for each in self._open.pop():
            hint = f"end it with `{{% end{each.word} %}}` in the same paragraph, or put both into rows of their own"
            self.faults.append(Fault(f"`{each.text}` begins here and does not end here", each.place, hint))

    def statement(self, tag: Tag, element: Element) -> bool:
        """Whether the tag may stand here; takes note of a block that begins, goes on or ends."""
        word, here = tag.word, self._open[-1]
        if word not in ALLOWED or (word == "set" and "=" not in tag.text):
            hint = "in a form stand `for`, `if`, `elif`, `else` and `set … = …`; nothing comes from other files"
            self.fault(f"`{tag.text}` cannot stand in a form", element, hint)
            return False
        if word in OPENERS:
            here.append(Opener(word, tag.text, self.place(element)))
        elif word != "set" and (not here or (word.startswith("end") and here[-1].word != word.removeprefix("end"))):
            hint = "begin and end it in the same paragraph, or put both tags into rows or paragraphs of their own"
            self.fault(f"`{tag.text}` stands here, and what it belongs to does not begin here", element, hint)
            return False
        elif word.startswith("end"):
            here.pop()
        return True

    def fault(self, message: str, element: Element, hint: str, severity: Literal["error", "warning"] = "error") -> None:
        """Tell of something at an element's place; of the same twice, once."""
        fault = Fault(message, self.place(element), hint, severity)
        if fault not in self.faults:
            self.faults.append(fault)
