"""Text for the PDF: spans in, shaped and broken lines out, and the operators that draw them.

What stands where on a page, and under which tag, is not known here. In use:

    setter = Typesetter(theme, document.language)         # one for a theme and a language
    text = setter.text(spans, look)                       # shaped once, then broken at any width
    text.least, text.most                                 # widths of its longest word and its longest line
    lines = text.lines(width, first=-look.hanging)        # a tuple; to split a paragraph, slice it
    fonts = Fonts()                                       # one for each file: codes in order of use
    for line in lines:                                    # x: the paragraph's left edge; y: the baseline
        for segment in fonts.segments(line, x, y): ...    # one for each stretch of one span and one face
    resources = fonts.add(file)                           # at the end: "/F1 12 0 R/F2 19 0 R"

A line's segments come in *logical* order, each placed by itself, so the texts of all segments of all lines, put
together, are the text of the spans: a space at the end of a line is drawn behind it, a line break is a glyph that
shows nothing and says a newline, a hyphen that a break made is U+00AD (the only addition). A letter with its marks,
or one that a font puts together from several glyphs, is one glyph with one text. Only in a right-to-left segment do
the glyphs stand the other way round than one reads, because that is what programs that copy and search expect:
`Segment.actual` says so, and its text must be an element's /ActualText.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from briefs.layout.direction import is_rtl_language, runs_rtl
from briefs.layout.faces import Faces
from briefs.model.contrast import contrast
from briefs.model.theme import READABLE, Look, Theme
from briefs.model.tree import Span, Spans
from briefs.pdf.compose import draft
from briefs.pdf.draft import NEWLINE, Draft, Ink
from briefs.pdf.embed import Fonts, Objects, Segment
from briefs.pdf.lines import Line, Run, break_lines
from briefs.pdf.shape import Cut, cut

RISE = 0.34
"""How far a source number stands above the baseline, as a part of the size of the text that it stands in."""
MOST = 4096
"""Texts that a typesetter remembers."""


class Text:
    """A text in its look, shaped, not broken yet."""

    def __init__(self, spans: Spans, look: Look, of: Draft, cut: Cut) -> None:
        self.spans = spans
        self.look = look
        self.right_to_left = of.base == 1
        """The direction of the paragraph, by its language or most of its letters."""
        metrics = cut.chain.first.metrics
        self.ascent = metrics.ascent / metrics.upem * look.size
        """Of the look's font, above the baseline; points."""
        self.descent = -metrics.descent / metrics.upem * look.size
        """Below the baseline, positive; points."""
        self._draft = of
        self._broken: dict[tuple[float, float, bool, bool], tuple[Line, ...]] = {}

    @cached_property
    def least(self) -> float:
        """The width of the widest piece that is not broken but in need; points."""
        x = self._draft.x
        return max((x[end] - x[start] for start, end, _, _ in self._draft.units), default=0.0)

    @cached_property
    def most(self) -> float:
        """The width of its longest line where only newlines break it; points. Of tabs it knows nothing."""
        of = self._draft
        widest, start = 0.0, 0.0
        for _, end, after, kind in of.units:
            widest = max(widest, of.x[end] - start)
            if kind == NEWLINE:
                start = of.x[after]
        return widest

    def lines(
        self, width: float, *, first: float = 0.0, balance: bool = False, hyphenate: bool | None = None
    ) -> tuple[Line, ...]:
        """The text broken to lines no wider than `width`; an empty text is one empty line.

        `first` moves the beginning of the first line (negative: it stands out to the left, and a tab in it
        leads to the left edge). `balance` makes lines about equally long (headings). `hyphenate` None: only
        where the look is justified. Aligned as the look says; in right-to-left text its left is the right.
        """
        wanted = self.look.align == "justify" if hyphenate is None else hyphenate
        key = (width, first, balance, wanted)
        found = self._broken.get(key)
        if found is None:
            found = self._broken[key] = break_lines(self._draft, self.look, *key)
        return found


class Typesetter:
    """A theme's fonts and a document's language; remembers the texts that it has shaped. Raises NoFont."""

    def __init__(self, theme: Theme, language: str) -> None:
        self.theme = theme
        self.language = language
        self._faces = Faces(theme)
        self._right_to_left = is_rtl_language(language)
        self._texts: dict[tuple[Spans, Look], Text] = {}
        self._cuts: dict[tuple[str, bool, bool, str], Cut] = {}

    def text(self, spans: Spans, look: Look) -> Text:
        """The spans in this look, shaped; the same object for equal spans and looks."""
        key = (spans, look)
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > MOST:
                self._texts.clear()
            found = self._texts[key] = self._text(spans, look)
        return found

    def _text(self, spans: Spans, look: Look) -> Text:
        base = int(runs_rtl(spans, self._right_to_left))
        inks = [self._ink(n, span, look) for n, span in enumerate(spans)]
        of = draft([span.text for span in spans], inks, base)
        return Text(spans, look, of, self._cut(look.font, look.bold, look.italic, self.language))

    def mixed(self, pieces: Sequence[tuple[str, Look]], look: Look) -> Text:
        """Texts in looks of their own, one behind the other, in a paragraph of this look."""
        spans = tuple(Span(text) for text, _ in pieces)
        inks = [
            Ink(
                n,
                self._cut(of.font, of.bold, of.italic, self.language),
                of.size,
                0.0,
                of.colour,
                of.fill,
                self.language,
            )
            for n, (_, of) in enumerate(pieces)
        ]
        made = draft([text for text, _ in pieces], inks, int(runs_rtl(spans, self._right_to_left)))
        return Text(spans, look, made, self._cut(look.font, look.bold, look.italic, self.language))

    def _ink(self, index: int, span: Span, look: Look) -> Ink:
        """How the span looks in a text of this look."""
        marks, looks = span.marks, self.theme.looks
        font, size, colour, rise, fill = look.font, look.size, look.colour, 0.0, ""
        language = span.language or self.language
        if span.link and not marks & {"note", "back", "reference"}:
            colour = self.theme.colour_within("link", look)
        if marks:
            body = looks["body"].size
            if "code" in marks:
                font = looks["code"].font  # in the text's size, as in Word, whose character styles know no other
            if "note" in marks:
                rise, size = RISE * look.size, look.size * looks["note"].size / body
                colour = self.theme.colour_within("note", look)
            if "placeholder" in marks:
                fill = looks["placeholder"].fill
                colour = colour if not fill or contrast(colour, fill) >= READABLE else looks["placeholder"].colour
        bold, italic = look.bold or "strong" in marks, look.italic or "em" in marks
        return Ink(index, self._cut(font, bold, italic, language), size, rise, colour, fill, language)

    def _cut(self, font: str, bold: bool, italic: bool, language: str) -> Cut:
        key = (font, bold, italic, language)
        found = self._cuts.get(key)
        if found is None:
            found = self._cuts[key] = cut(self._faces.chain(font, bold, italic), language)
        return found


__all__ = ["Fonts", "Line", "Objects", "Run", "Segment", "Text", "Typesetter"]
