"""Paragraphs while they are made: content and style, and what stands beside the style.

What follows what can still change a paragraph (kept with the next, first on a page); XML comes last.
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from briefs.docx.looks import Frame, Side, alignment, frame_properties, indent
from briefs.docx.text import twips
from briefs.model.theme import Look

BAR, BAR_APART = 1.5, 8.0
"""Points: how thick the bar beside a changed text is, and how far it stands from the text's edge."""


UNNUMBERED = (0, 0)
"""The numbering of a paragraph that has none though its style has, and its indent with it (17.9.18)."""


class Item(Protocol):
    """Something that stands in the body: a paragraph, a table, a table of contents."""

    def xml(self) -> str:
        """The item as WordprocessingML."""

    def paragraphs(self) -> list[Para]:
        """Its paragraphs in order."""

    def keep(self, last: bool) -> None:
        """Keep it on one page, and unless it is the last, with what follows."""


class Para(Struct):
    """A paragraph."""

    style: str
    look: Look
    """Of its style."""
    content: str = ""
    """Runs."""
    frame: Frame = Frame()
    """Of its style, or its own where `framed`."""
    framed: bool = False
    """Whether its frame is not its style's."""
    group: int = 0
    """The box it stands in, counted through the document; paragraphs of one box share its frame."""
    numbering: tuple[int, int] | None = None
    """List and level, where the style does not say."""
    shift: float = 0.0
    """How much further in than its style, in points."""
    before: float | None = None
    after: float | None = None
    align: str = ""
    pad: float = 0.0
    """Left free at the end of the line, beyond the style's own indent."""
    rtl: bool = False
    keep_next: bool = False
    new_page: bool = False
    changed: bool = False
    """Whether a bar stands beside it, because it has changed since an earlier version."""
    aside: tuple[float, float] | None = None
    """Where it begins and how wide it is, in points, where it stands at the side of the paragraphs after it."""
    tracked: str = ""
    """The element that says that all of it is inserted or deleted."""
    tabs: str = ""
    """Tab stops in place of those of the style (w:tabs)."""
    section: str = ""
    """The properties of the section that ends with it (w:sectPr)."""

    def paragraphs(self) -> list[Para]:
        return [self]

    def keep(self, last: bool) -> None:
        self.keep_next = self.keep_next or not last

    def reframed(self, frame: Frame) -> None:
        """Give it a frame of its own."""
        self.frame, self.framed = frame, True

    def xml(self) -> str:
        """w:p, its properties in the order of ISO/IEC 29500-1, A.1 (CT_PPrBase)."""
        parts = [f'<w:pStyle w:val="{self.style}"/>' if self.style != "Normal" else ""]
        if self.keep_next and not self.look.keep_next:
            parts.append("<w:keepNext/>")
        if self.new_page:
            parts.append("<w:pageBreakBefore/>")
            self.before = 0.0
        if self.aside:
            parts.append(_frame(*self.aside, self.rtl))
        if self.numbering:
            number, level = self.numbering
            parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        if self.changed:
            parts.append(frame_properties(self._barred()))
        elif self.framed:
            parts.append(frame_properties(self.frame))
        parts.append(self.tabs)
        if self.rtl:
            parts.append("<w:bidi/>")
        parts.append(self._spacing())
        if self.shift or self.pad or self.numbering == UNNUMBERED:
            parts.append(indent(self.look.left + self.shift, self.look.hanging, self.look.right + self.pad))
        if self.align:
            parts.append(alignment(self.align))
        if self.tracked:
            parts.append(f"<w:rPr>{self.tracked}</w:rPr>")
        parts.append(self.section)
        inner = "".join(parts)
        return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{self.content}</w:p>"

    def _barred(self) -> Frame:
        """Its frame with a bar at the side where lines begin: in the margin, or where its box already has a rule."""
        inset = self.look.left + self.shift - max(self.look.hanging, 0.0)
        side = self.frame.right if self.rtl else self.frame.left
        bar = Side(BAR, max(0.0, inset) + BAR_APART, self.look.colour)
        if side:
            bar = Side(max(2 * BAR, side.thickness), side.space, self.look.colour)
        return replace(self.frame, right=bar) if self.rtl else replace(self.frame, left=bar)

    def _spacing(self) -> str:
        before = "" if self.before is None else f' w:before="{twips(self.before)}"'
        after = "" if self.after is None else f' w:after="{twips(self.after)}"'
        return f"<w:spacing{before}{after}/>" if before or after else ""


def _frame(left: float, width: float, rtl: bool) -> str:
    """w:framePr: a place of its own, from the top of the next paragraph down (ISO/IEC 29500-1, 17.3.1.11)."""
    place = 'w:xAlign="right"' if rtl else f'w:x="{max(1, twips(left))}"'
    anchors = 'w:vAnchor="text" w:hAnchor="margin"'
    return f'<w:framePr w:w="{twips(width)}" w:hSpace="0" w:wrap="around" {anchors} {place} w:y="1"/>'


class Wrapped(Struct):
    """Paragraphs between an opening and a closing tag."""

    opening: str
    inner: list[Para]
    closing: str

    def paragraphs(self) -> list[Para]:
        return self.inner

    def keep(self, last: bool) -> None:
        for para in self.inner[:-1] if last else self.inner:
            para.keep_next = True

    def xml(self) -> str:
        return f"{self.opening}{''.join(para.xml() for para in self.inner)}{self.closing}"


def alike(one: Frame, other: Frame) -> bool:
    """Whether two frames are drawn with the same lines on the same ground, at whatever distance from the text."""
    return _drawn(one) == _drawn(other)


def _drawn(frame: Frame) -> tuple[object, ...]:
    sides = (frame.top, frame.left, frame.bottom, frame.right)
    return (frame.fill, *((side.thickness, side.colour) if side else None for side in sides))


def nudged(frame: Frame) -> Frame:
    """The frame with lines of a colour that no eye tells apart: Word joins frames only when they are the same."""
    return replace(
        frame,
        **{
            name: replace(side, colour=_next(side.colour))
            for name in ("top", "left", "bottom", "right")
            if (side := getattr(frame, name)) is not None
        },
    )


def _next(colour: str) -> str:
    blue = int(colour[5:], 16)
    return f"{colour[:5]}{blue - 1 if blue else 1:02x}"
