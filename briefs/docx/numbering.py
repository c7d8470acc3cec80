"""The numbering part: what stands before the entries of lists, and where each list begins to count.

Entries themselves are paragraphs and made elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal, TypeAlias

from briefs.docx.looks import indent
from briefs.docx.styles import NAMESPACE, Styles
from briefs.docx.text import attribute
from briefs.layout.labels import BULLETS, NUMBERS
from briefs.layout.lists import STYLED, deeper, role_of_entries
from briefs.model.counting import CountLevel, Sequenced
from briefs.model.counting import Numbering as Mode

Kind: TypeAlias = Literal["bullet", "number", "sources", "paper", "annex"]
"""What is counted: lists by what stands before their entries; or paragraphs, headings and annexes, through a paper."""
_KINDS: dict[str, Kind] = {"bullet": "bullet", "number": "number"}
DEEPEST = 9
"""Levels of a list that Word can number."""


class Numbering:
    """The lists of one document; of several in one file each knows those of the others."""

    def __init__(self, styles: Styles, kinds: int = 0, lists: int = 1, others: Numbering | None = None) -> None:
        """`kinds` and `lists` are the first numbers that are free in the file."""
        self._styles = styles
        self._first_kind = kinds
        self._first_list = lists
        self._kinds: dict[tuple[Kind, str], tuple[int, int]] = {}
        """For each kind of list, in each box, its number and that of the list its styles belong to."""
        self._starts: list[tuple[int, int, int]] = others._starts if others else []
        """For each list its kind's number, its depth and its first number; depth -1 for a kind's own."""
        self._through: dict[Kind, tuple[Sequence[CountLevel], Mode]] = {}
        """How what is counted through the paper is counted."""
        self._all: list[tuple[Numbering, Kind, str]] = others._all if others else []
        """The kinds of all documents of the file, with whose they are."""
        styles.numbering = self._of_style

    def list(self, kind: Kind, inside: str, depth: int, start: int) -> int:
        """The number (w:numId) of a new list; bullets of one kind share one."""
        of, own = self._kind_of(kind, inside)
        if kind == "bullet":
            return own
        self._starts.append((of, min(depth, DEEPEST - 1), start))
        return self._first_list + len(self._starts) - 1

    def through(self, kind: Sequenced, mode: Mode, levels: Sequence[CountLevel]) -> int:
        """The number (w:numId) of what is counted through a new document at these levels."""
        self._through[kind] = (levels, mode)
        of, _ = self._kind_of(kind, mode)
        self._starts.append((of, 0, 1))
        return self._first_list + len(self._starts) - 1

    def xml(self) -> str:
        """The numbering part; empty where there are no lists."""
        kinds, lists = self.parts()
        if not kinds:
            return ""
        return f'<w:numbering xmlns:w="{NAMESPACE}">{kinds}{lists}</w:numbering>'

    def parts(self) -> tuple[str, str]:
        """The kinds of lists, and the lists."""
        whole = enumerate(self._all, self._first_kind)
        kinds = "".join(whose._kind(kind, inside, number) for number, (whose, kind, inside) in whole)
        lists = "".join(_list(number, *rest) for number, rest in enumerate(self._starts, self._first_list))
        return kinds, lists

    def _kind_of(self, kind: Kind, inside: str) -> tuple[int, int]:
        key = (kind, inside)
        if key not in self._kinds:
            number = self._first_kind + len(self._all)
            self._starts.append((number, -1, 1))
            self._kinds[key] = (number, self._first_list + len(self._starts) - 1)
            self._all.append((self, kind, inside))
        return self._kinds[key]

    def _of_style(self, role: str, inside: str) -> str:
        name, _, level = role.partition("-")
        kind = _KINDS.get(name)
        if kind is None:
            return ""
        _, own = self._kind_of(kind, inside)
        depth = int(level) - 1 if level else 0
        return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{own}"/></w:numPr>'

    def _kind(self, kind: Kind, inside: str, number: int) -> str:
        code = sha256(f"{kind} {inside}{self._styles.suffix}".encode()).hexdigest()[:8].upper()
        level = self._counted if kind in self._through else self._level
        levels = "".join(level(kind, inside, depth) for depth in range(DEEPEST))
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{code}"/>'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )

    def _level(self, kind: Kind, inside: str, depth: int) -> str:
        role = role_of_entries(kind, depth)
        look = self._styles.look(role, inside)
        has_style = kind != "sources" and depth < STYLED and self._styles.has(role, inside)
        linked = f'<w:pStyle w:val="{self._styles.paragraph(role, inside)}"/>' if has_style else ""
        form, text = _label(kind, depth)
        left = look.left + deeper(look, depth)
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
            f'<w:lvlText w:val="{attribute(text)}"/><w:lvlJc w:val="left"/>'
            f"<w:pPr>{indent(left, look.hanging, look.right)}</w:pPr></w:lvl>"
        )

    def _counted(self, kind: Kind, inside: str, depth: int) -> str:
        """A level of what is counted through the paper; a tab leads to a heading's words, as in the PDF."""
        levels, mode = self._through[kind]
        role = role_of_level(mode, kind, depth)
        level, look = levels[depth], self._styles.look(role)
        return (
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{level.form}"/>'
            f'<w:lvlText w:val="{attribute(level.text)}"/><w:lvlJc w:val="left"/>'
            f"<w:pPr>{indent(look.left, look.hanging, look.right)}</w:pPr></w:lvl>"
        )


def role_of_level(mode: Mode, kind: Kind, depth: int) -> str:
    """The role of what is counted at a level."""
    if mode == "headings" or (depth == 0 and (mode == "both" or kind == "annex")):
        return f"heading-{min(depth + 1, 6)}"
    return role_of_entries("paragraphs", depth if mode == "paragraphs" and kind == "paper" else depth - 1)


def _label(kind: Kind, depth: int) -> tuple[str, str]:
    match kind:
        case "bullet":
            return "bullet", BULLETS[depth % len(BULLETS)]
        case "number":
            form, behind = NUMBERS[depth % len(NUMBERS)]
            return form, f"%{depth + 1}{behind}"
        case "sources" | "paper" | "annex":
            return "decimal", f"%{depth + 1}"


def _list(number: int, kind: int, depth: int, start: int) -> str:
    override = ""
    if depth >= 0:
        override = f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{override}</w:num>'
