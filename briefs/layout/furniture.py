"""The theme's headers and footers, filled for one document: which lines a page has, what stands in each, how they look.

Decided once, drawn by both writers; where lines break, and how high they are, is each writer's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefs.model.furniture import LETTERHEAD, LOGO, NAME, Emblem, Furniture, Side
from briefs.model.stationery import FurnitureKind
from briefs.model.theme import Theme
from briefs.model.tree import Document

PAGE, PAGES = "\ue000", "\ue001"
"""Where a page's number and the number of pages stand in a filled pattern: characters that no document has."""
COUNTED = re.compile(f"({PAGE}|{PAGES})")
_COUNTED = {"page": PAGE, "pages": PAGES}
MARKING, DRAFT = "{marking}", "{draft}"
APART = 12.0
"""Points between pieces of a line, and below a letterhead."""
RULED = 3.0
"""Points between a line and the rule at it."""


class Piece(Struct, frozen=True):
    """A text or a picture in its place on a line."""

    side: Side
    role: str
    text: str = ""
    """As it is printed, but for the numbers of pages."""
    picture: Emblem | None = None


class Rule(Struct, frozen=True):
    """A rule above or below a line: thickness and distance from it in points."""

    thickness: float
    colour: str
    space: float = RULED

    @property
    def height(self) -> float:
        return self.thickness + self.space


class Line(Struct, frozen=True):
    """A line of a header or footer."""

    pieces: tuple[Piece, ...]
    above: Rule | None = None
    below: Rule | None = None
    after: float = 0.0
    """Points left free below it."""

    @property
    def is_table(self) -> bool:
        """Whether its pieces stand in columns: pictures, and texts of several lines."""
        return any(piece.picture or "\n" in piece.text or piece.role == "letterhead" for piece in self.pieces)

    @property
    def alone(self) -> Piece | None:
        """What stands by itself where its look has it: in the middle, or a marking."""
        shown = self.pieces[0] if len(self.pieces) == 1 else None
        return shown if shown and (shown.side == "center" or shown.role == "marking") else None


def has_first(theme: Theme) -> bool:
    """Whether the first page has furniture of its own."""
    return bool(theme.logo or theme.letterhead) or theme.first_header is not None or theme.first_footer is not None


def draft_word(document: Document) -> str:
    """The word across the pages of a draft; empty for what is none."""
    return document.words.get("draft", "DRAFT") if document.status == "draft" else ""


def lines_of(theme: Theme, document: Document, kind: FurnitureKind, first: bool) -> tuple[Line, ...]:
    """The lines of a header or footer, from the top down; `first`: of the first page."""
    draft = draft_word(document)
    lines = _of_first(theme, kind) if first and has_first(theme) else getattr(theme, kind)
    lines = _with_draft(lines, draft) if kind == "header" else lines
    names = {**document.words, "title": document.title, "marking": document.marking, **document.furniture}
    names["draft"] = draft
    filled = [line for each in lines if (line := _line(each, kind, theme, names)).pieces or line.below]
    return _of_look(_apart(_ruled(filled)), kind, theme)


def _of_first(theme: Theme, kind: FurnitureKind) -> tuple[Furniture, ...]:
    """The lines of the first page: its own, or the letterhead; the marking stands on it as on others."""
    usual: tuple[Furniture, ...] = getattr(theme, kind)
    own: tuple[Furniture, ...] | None = getattr(theme, f"first_{kind}")
    if own is None and (kind == "footer" or not (theme.logo or theme.letterhead)):
        return usual
    lines = tuple(_letterhead(theme)) if own is None else own
    if any(MARKING in text for line in lines for _, text in line.patterns()):
        return lines
    marked = tuple(line for line in usual if any(MARKING in text for _, text in line.patterns()))
    return (*marked, *lines) if kind == "header" else (*lines, *marked)


def _letterhead(theme: Theme) -> Iterator[Furniture]:
    """The logo, and the letterhead at the other side of it, or below one that stands in the middle."""
    place = theme.logo.place if theme.logo else "left"
    if place == "center":
        yield Furniture(center=LOGO)
        if theme.letterhead:
            yield Furniture(center=LETTERHEAD)
        return
    left, right = (LOGO if theme.logo else "", LETTERHEAD if theme.letterhead else "")
    yield Furniture(left=right, right=left) if place == "right" or not theme.logo else Furniture(left=left, right=right)


def _with_draft(header: Sequence[Furniture], draft: str) -> tuple[Furniture, ...]:
    """The header with the word for a draft in it: on its first line, to the right, if that is free."""
    if not draft:
        return tuple(header)
    first = header[0] if header else Furniture()
    if first.right or first.pictures or first.rule or LOGO in (first.left, first.center):
        return (Furniture(right=DRAFT), *header)
    return (replace(first, right=DRAFT), *header[1:])


def _line(line: Furniture, kind: FurnitureKind, theme: Theme, names: Mapping[str, str]) -> Line:
    """The line with what is printed in it."""
    pieces: list[Piece] = [Piece(side, kind, picture=picture) for side, picture in line.pictures.items()]
    for side, pattern in line.patterns():
        if pattern == LOGO:
            pieces += [Piece(side, kind, picture=theme.logo.emblem)] if theme.logo else []
        elif pattern == LETTERHEAD:
            texts = [text for each in theme.letterhead if (text := expanded(each, names))]
            pieces += [Piece(side, "letterhead", "\n".join(texts))] if texts else []
        elif text := expanded(pattern, names):
            pieces.append(Piece(side, "marking" if MARKING in pattern else kind, text))
    order = ("left", "center", "right")
    pieces.sort(key=lambda piece: order.index(piece.side))
    rule = Rule(line.rule, line.rule_colour or theme.rule_colour) if line.rule else None
    is_letterhead = any(piece.role == "letterhead" or piece.picture for piece in pieces)
    return Line(tuple(pieces), below=rule, after=APART if is_letterhead and kind == "header" else 0.0)


def _ruled(lines: Sequence[Line]) -> list[Line]:
    """The lines, a rule by itself drawn at the line above it, the first at the line below it."""
    made: list[Line] = []
    waiting: Rule | None = None
    for line in lines:
        if line.pieces:
            made.append(replace(line, above=waiting))
            waiting = None
        elif made and made[-1].below is None:
            made[-1] = replace(made[-1], below=line.below)
        elif not made:
            waiting = line.below
        else:
            made.append(line)
    return [*made, Line((), below=waiting)] if waiting else made


def _apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, one that stands above a letterhead a little apart from it."""
    made = list(lines)
    for n, (line, below) in enumerate(pairwise(lines)):
        if below.is_table and not line.after:
            made[n] = replace(line, after=APART / 2)
    return made


def _of_look(lines: Sequence[Line], kind: FurnitureKind, theme: Theme) -> tuple[Line, ...]:
    """The lines, with the rules that the look of all of them has above the first and below the last."""
    look = theme.looks[kind]
    if not lines or theme.stationery:
        return tuple(lines)
    made = list(lines)
    if look.rule_above and not made[0].above:
        made[0] = replace(made[0], above=Rule(look.rule_above, look.rule_colour, look.padding))
    if look.rule_below and not made[-1].below:
        made[-1] = replace(made[-1], below=Rule(look.rule_below, look.rule_colour, look.padding))
    return tuple(made)


def expanded(pattern: str, names: Mapping[str, str]) -> str:
    """The pattern with its names filled in; empty if any of them stands for nothing.

    The page and the number of pages are filled in within the words whose name begins with `page` too; every
    other value is literal, whatever braces it has.
    """

    def value(name: str) -> str:
        text = _COUNTED.get(name) or COUNTED.sub("", names.get(name, ""))
        if name.startswith("page") and name not in _COUNTED:
            text = NAME.sub(lambda match: _COUNTED.get(match[1], match[0]), text)
        return text

    if any(not value(name).strip() for name in NAME.findall(pattern)):
        return ""
    return NAME.sub(lambda match: value(match[1]), pattern)


def numbered(text: str, page: int, pages: int) -> str:
    """The text of a piece on one page."""
    return text.replace(PAGE, str(page)).replace(PAGES, str(pages))


def column_widths(line: Line, width: float) -> tuple[float, ...]:
    """How wide the columns of a line are: pictures as they are, texts as much as is left."""
    own = [
        piece.picture.width + (APART if len(line.pieces) > 1 else 0.0) if piece.picture else 0.0
        for piece in line.pieces
    ]
    texts = sum(1 for piece in line.pieces if not piece.picture)
    left = max(width - sum(own), 0.0)
    if not texts:
        return tuple(each + left / len(own) for each in own)
    return tuple(each or left / texts for each in own)
