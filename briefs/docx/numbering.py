"""The numbering part: what stands before the entries of lists, and where each list begins to count.

Entries themselves are paragraphs and made elsewhere.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Literal, TypeAlias

from briefs.docx.looks import indent
from briefs.docx.styles import NAMESPACE, Styles
from briefs.docx.text import attribute
from briefs.layout.labels import BULLETS, NUMBERS
from briefs.layout.lists import STYLED, deeper, role_of_entries

Kind: TypeAlias = Literal["bullet", "number", "sources"]
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
        levels = "".join(self._level(kind, inside, depth) for depth in range(DEEPEST))
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


def _label(kind: Kind, depth: int) -> tuple[str, str]:
    match kind:
        case "bullet":
            return "bullet", BULLETS[depth % len(BULLETS)]
        case "number":
            form, behind = NUMBERS[depth % len(NUMBERS)]
            return form, f"%{depth + 1}{behind}"
        case "sources":
            return "decimal", f"%{depth + 1}"


def _list(number: int, kind: int, depth: int, start: int) -> str:
    override = ""
    if depth >= 0:
        override = f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{override}</w:num>'
