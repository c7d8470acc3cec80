"""A look as paragraph and run properties: the part of a style that the theme decides.

Styles have names and relations, which are not known here.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from briefs.docx.text import attribute, colour, half_points, twips
from briefs.model.theme import Look

MOST_SPACE = 31
"""Points between text and border, at most (ISO/IEC 29500-1, 17.18.68: ST_PointMeasure in w:space)."""
THINNEST = 2
"""Eighths of a point: the thinnest line that Word draws."""


class Side(Struct, frozen=True):
    """One border: thickness in points, distance from the text in points, colour."""

    thickness: float
    space: float
    colour: str


class Frame(Struct, frozen=True):
    """What stands around a paragraph: rules at its sides, and a ground within them.

    Neighbours with the same frame share it. Where a ground has no rule, a line in the ground's own colour
    carries the padding, for Word knows no other.
    """

    top: Side | None = None
    left: Side | None = None
    bottom: Side | None = None
    right: Side | None = None
    fill: str = ""

    def __bool__(self) -> bool:
        return bool(self.fill or self.top or self.left or self.bottom or self.right)


def frame(look: Look, inset: float, rtl: bool) -> Frame:
    """The frame of a look; `inset` is how far the text begins within its box, in points."""
    ground = Side(0.0, look.padding, look.fill) if look.fill else None
    start = _side(look.rule_left, look, ground)
    end = ground
    if start and inset:
        start = Side(start.thickness, start.space + inset, start.colour)
    top, bottom = _side(look.rule_above, look, ground), _side(look.rule_below, look, ground)
    if look.rule_right:
        end = _side(look.rule_right, look, ground)
    left, right = (end, start) if rtl else (start, end)
    return Frame(top, left, bottom, right, look.fill)


def _side(thickness: float, look: Look, ground: Side | None) -> Side | None:
    return Side(thickness, look.padding, look.rule_colour) if thickness else ground


@lru_cache(maxsize=512)
def frame_properties(frame: Frame) -> str:
    """w:pBdr and w:shd."""
    sides = "".join(
        f'<w:{name} w:val="single" w:sz="{max(THINNEST, round(side.thickness * 8))}"'
        f' w:space="{min(MOST_SPACE, round(side.space))}" w:color="{colour(side.colour)}"/>'
        for name, side in (
            ("top", frame.top),
            ("left", frame.left),
            ("bottom", frame.bottom),
            ("right", frame.right),
        )
        if side
    )
    borders = f"<w:pBdr>{sides}</w:pBdr>" if sides else ""
    return borders + (shading(frame.fill) if frame.fill else "")


def shading(fill: str) -> str:
    """w:shd with a plain ground."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(fill)}"/>'


def spacing(look: Look) -> str:
    """w:spacing; lines are as high as the look says, or higher where a character needs it."""
    return (
        f'<w:spacing w:before="{twips(look.before)}" w:after="{twips(look.after)}"'
        f' w:line="{twips(look.leading)}" w:lineRule="atLeast"/>'
    )


def indent(left: float, hanging: float, right: float) -> str:
    """w:ind."""
    first = f' w:hanging="{twips(hanging)}"' if hanging >= 0 else f' w:firstLine="{twips(-hanging)}"'
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"{first}/>'


def alignment(align: str) -> str:
    """w:jc; `left` is where lines begin, whichever way they run."""
    return f'<w:jc w:val="{"both" if align == "justify" else align}"/>'


def switch(name: str, on: bool, inherited: bool) -> str:
    """A property that is on or off, said only where it differs from what is inherited."""
    if on == inherited:
        return ""
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def run_properties(look: Look, base: Look | None, font: str, base_font: str) -> str:
    """What is inside w:rPr, as far as it differs from `base`."""
    parts: list[str] = []
    if font != base_font:
        name = attribute(font)
        parts.append(f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>')
    for name, on, inherited in (
        ("b", look.bold, base is not None and base.bold),
        ("i", look.italic, base is not None and base.italic),
    ):
        parts.append(switch(name, on, inherited) + switch(f"{name}Cs", on, inherited))
    if base is None or look.colour != base.colour:
        parts.append(f'<w:color w:val="{colour(look.colour)}"/>')
    if base is None or look.size != base.size:
        size = half_points(look.size)
        parts.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    return "".join(parts)


def paragraph_properties(look: Look, base: Look | None, numbering: str, around: Frame, tabs: str, outline: str) -> str:
    """What is inside w:pPr, as far as it differs from `base`, in the order of ISO/IEC 29500-1, A.1."""
    keep = switch("keepNext", look.keep_next, base is not None and base.keep_next)
    whole = switch("keepLines", look.keep_lines, base is not None and base.keep_lines)
    parts = [keep, whole, numbering, frame_properties(around), tabs]
    if base is None or _spaced(look) != _spaced(base):
        parts.append(spacing(look))
    if base is None or _indented(look) != _indented(base):
        parts.append(indent(look.left, look.hanging, look.right))
    if base is None and look.together:
        parts.append("<w:contextualSpacing/>")
    elif base is not None and look.together != base.together:
        parts.append(switch("contextualSpacing", look.together, base.together))
    if look.align != ("left" if base is None else base.align):
        parts.append(alignment(look.align))
    return "".join((*parts, outline))


def _spaced(look: Look) -> tuple[float, ...]:
    return look.before, look.after, look.leading


def _indented(look: Look) -> tuple[float, ...]:
    return look.left, look.hanging, look.right
