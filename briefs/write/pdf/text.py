"""Text for the PDF: spans in, shaped and broken lines out, and the operators that draw them.

What stands where on a page, and under which tag, is not known here. In use:

    setter = Typesetter(theme, document.language)         # one for a theme and a language; keep it, it caches
    text = setter.text(spans, look)                       # shaped once, then broken at any width
    text.least, text.most                                 # widths of its longest word and its longest line
    lines = text.lines(width, first=-look.hanging)        # a tuple; to split a paragraph, slice it
    fonts = Fonts()                                       # one for each file: codes in order of use
    for line in lines:                                    # x: the paragraph's left edge; y: the baseline
        for segment in fonts.segments(line, x, y): ...    # one for each stretch of one span and one look
    resources = fonts.add(file)                           # at the end: "/F1 12 0 R/F2 19 0 R"

A line's segments come in *logical* order, each placed by itself, and so do the glyphs in them, right-to-left
ones too. So the content of the page reads in the order of the text, and the texts of all segments of all lines,
put together, are the text of the spans: a space at the end of a line is drawn behind it, a line break is a
space whose text is a newline, a hyphen that a break made is U+00AD (the only addition).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from briefs.theme import Look, Theme
from briefs.tree import Spans


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line from one span, in one face and size, going one way."""

    span: int
    """Index of its span."""
    text: str
    """What it says, in logical order."""
    x: float
    """Its left edge, from the line's left edge; points."""
    width: float
    size: float
    rise: float
    """How far it stands above the baseline: source numbers do."""
    colour: str
    fill: str
    """Colour of the ground behind it (a placeholder); empty: none."""
    right_to_left: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line, ready to be drawn at any place."""

    runs: tuple[Run, ...]
    """In logical order."""
    x: float
    """Where it begins, from the paragraph's left edge: first-line indent and alignment; points."""
    width: float
    """Of what is seen: without spaces at its end, with what justification adds."""
    text: str
    """What it says, in logical order, with the space or newline on which it ends."""
    last: bool
    """Whether the text ends here."""


class Text(Protocol):
    """A text in its look, shaped, not broken yet."""

    spans: Spans
    look: Look
    right_to_left: bool
    """The direction of the paragraph, by its language or its first letter with a direction."""
    least: float
    """The width of the widest piece that is not broken but in need; points."""
    most: float
    """The width of its longest line where only newlines break it; points."""
    ascent: float
    """Of the look's font, above the baseline; points."""
    descent: float
    """Below the baseline, positive; points."""

    def lines(
        self, width: float, *, first: float = 0.0, balance: bool = False, hyphenate: bool | None = None
    ) -> tuple[Line, ...]:
        """The text broken to lines no wider than `width`; an empty text is one empty line.

        `first` moves the beginning of the first line (negative: it stands out to the left, and a tab in it
        leads to the left edge). `balance` makes lines about equally long (headings). `hyphenate` None: only
        where the look is justified. Aligned as the look says; in right-to-left text its left is the right.
        """
        ...


class Typesetter(Protocol):
    """A theme's fonts and a document's language; caches what it has shaped."""

    def __init__(self, theme: Theme, language: str) -> None: ...

    def text(self, spans: Spans, look: Look) -> Text:
        """The spans in this look, shaped; the same object for equal spans and looks."""
        ...


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text as operators."""

    span: int
    """Index of its span; a link or a foreign word is known by it."""
    text: str
    """What it says, in logical order."""
    actual: bool
    """Whether the glyphs' own texts do not add up to `text`: it must be given as /ActualText."""
    font: str
    """`/F1 10.5 Tf`."""
    colour: str
    """`#rrggbb`."""
    place: str
    """`1 0 0 1 56.7 700 Tm`, the rise included."""
    show: str
    """`[<00010002>30<0003>]TJ`; leaves text rise at 0."""
    left: float
    """The rectangle that it covers on the page, spaces at a line's end left out, for links and grounds."""
    right: float
    bottom: float
    top: float
    fill: str
    """Colour of the ground behind it; empty: none."""


class Objects(Protocol):
    """The file that fonts are written to."""

    def add(self, body: str, at: int = 0) -> int: ...

    def reserve(self) -> int: ...

    def stream(self, entries: str, data: bytes, at: int = 0, *, packed: bool = True) -> int: ...


class Fonts(Protocol):
    """The fonts of one file; codes are given in order of use, so the same drawing gives the same bytes."""

    def segments(self, line: Line, x: float, y: float) -> Iterator[Segment]:
        """The line's segments, with the paragraph's left edge at `x` and the baseline at `y`."""
        ...

    def add(self, file: Objects) -> str:
        """Write all fonts that were used; the entries of the font resources."""
        ...
