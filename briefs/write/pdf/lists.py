"""Lists: the role, label and indent of an entry, by the list's kind and how deep it is.

The same in both formats, but for what Word counts itself; nothing is measured or painted here.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec.structs import replace

from briefs.layout.labels import bullet, numbered
from briefs.theme import Look
from briefs.tree import Item, Span, Spans

Kind: TypeAlias = Literal["bullet", "number", "fields", "sources"]
STYLED = 3
"""Depths that have a look of their own; deeper lists look like the last and stand further in."""
NUMBERING = ("Decimal", "LowerAlpha", "LowerRoman")
BULLETING = ("Disc", "Disc", "Square")


def list_role(kind: Kind, depth: int) -> str:
    """The role of entries; the outermost list has depth 0."""
    match kind:
        case "fields":
            return "field"
        case "sources":
            return "source"
        case _:
            return kind if depth == 0 else f"{kind}-{min(depth + 1, STYLED)}"


def deeper(look: Look, kind: Kind, depth: int) -> float:
    """How much further in an entry stands that is too deep to have a look, in points."""
    return look.hanging * max(0, depth - STYLED + 1) if kind in ("bullet", "number") else 0.0


def label_of(kind: Kind, item: Item, number: int, depth: int) -> Spans:
    """What stands before an entry: its own label, or what its kind and place make it."""
    if kind == "fields":
        return tuple(replace(span, marks=span.marks | {"strong"}) for span in item.label)
    if item.label:
        return item.label
    match kind:
        case "bullet":
            return (Span(bullet(depth)),)
        case "number":
            return (Span(numbered(number, depth)),)
        case "sources":
            return (Span(str(number)),)


def numbering(kind: Kind, depth: int) -> str:
    """The attributes of the list element (ISO 32000-1, 14.8.5.5): how its labels count."""
    match kind:
        case "bullet":
            return f"/O/List/ListNumbering/{BULLETING[depth % 3]}"
        case "number":
            return f"/O/List/ListNumbering/{NUMBERING[depth % 3]}"
        case "sources":
            return "/O/List/ListNumbering/Decimal"
        case "fields":
            return ""
