"""Composing: from the texts of spans to a draft, word by word.

How wide a line is, and where it therefore ends, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefs.layout import bidi
from briefs.layout.direction import has_rtl
from briefs.layout.faces import Face
from briefs.layout.scripts import is_attached, is_joined
from briefs.pdf import breaks
from briefs.pdf.draft import NEWLINE, PLAIN, SOFT, TAB, Draft, Ink
from briefs.pdf.shape import Cut, Shaped

_UNITS = re.compile(r"(?s)(?=.)([^ \n\t]*)( *)([\n\t]?)")
"""A word, the spaces behind it, and the newline or tab behind these; any of them may be empty."""
_STEERS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def draft(texts: Sequence[str], inks: Sequence[Ink], base: int) -> Draft:
    """The texts of spans, each in its ink, as one draft; `base` is 1 where the paragraph runs from right to left."""
    text = "".join(texts)
    turns = base or (not text.isascii() and (has_rtl(text) or _STEERS.search(text)))
    composer = _Directed(Draft(text, base)) if turns else _Composer(Draft(text, base))
    for part, ink in zip(texts, inks, strict=True):
        composer.add(part, ink)
    return composer.finish()


class _Composer:
    """Puts a draft together in which everything runs from left to right."""

    def __init__(self, of: Draft) -> None:
        self.draft = of
        self._open = -1
        """Where the unit in hand begins, if the next span may go on with it; else -1."""
        self._word = ""
        """Its last word."""

    def add(self, text: str, ink: Ink) -> None:
        """Add one span's text."""
        pieces, units = self.draft.pieces, self.draft.units
        known = self._known(ink.cut)
        for word, spaces, end in _UNITS.findall(text):
            start = self._go_on(word) if self._open >= 0 else len(pieces)
            piece = known.get(word)
            if piece is not None:
                pieces.append(piece)
            elif word:
                start = self._add_word(word, ink, start)
            stop = len(pieces)
            if spaces:
                space = known.get(spaces) if piece is not None else None
                if space is not None:
                    pieces.append(space)
                else:
                    self._add_spaces(spaces, ink)
            if end:
                self._add_blank(end, ink)
                units.append((start, stop, len(pieces), NEWLINE if end == "\n" else TAB))
            elif spaces:
                units.append((start, stop, len(pieces), PLAIN))
            else:
                self._open, self._word = start, word
        self.draft.inks += [ink] * (len(pieces) - len(self.draft.inks))

    def finish(self) -> Draft:
        """The draft."""
        if self._open >= 0:
            count = len(self.draft.pieces)
            self.draft.units.append((self._open, count, count, PLAIN))
        self.draft.finish()
        return self.draft

    def _known(self, cut: Cut) -> dict[str, Shaped]:
        """Words that are one piece, and spaces, in the first face of the style."""
        return cut.simple

    def _go_on(self, word: str) -> int:
        """Where the unit begins with which a span goes on: that of the span before, unless a line may end there."""
        start, self._open = self._open, -1
        if not word or not breaks.breaks_between(self._word, word):
            return start
        count = len(self.draft.pieces)
        self.draft.units.append((start, count, count, SOFT if self._word[-1] == breaks.SOFT_HYPHEN else PLAIN))
        return count

    def _add_word(self, word: str, ink: Ink, start: int) -> int:
        """Add a word; where its last unit begins."""
        pieces = self.draft.pieces
        parts = breaks.pieces(word)
        for part in parts[:-1]:
            soft = self._add_part(part, ink)
            self.draft.units.append((start, len(pieces), len(pieces), SOFT if soft else PLAIN))
            start = len(pieces)
        soft = self._add_part(parts[-1], ink)
        if len(parts) == 1 and not soft:
            ink.cut.learn(word)
        return start

    def _add_part(self, part: str, ink: Ink) -> bool:
        """Add a part of a word; whether it ends on a soft hyphen, which is a piece of its own."""
        if part[-1] != breaks.SOFT_HYPHEN:
            self._shape(part, ink)
            return False
        if len(part) > 1:
            self._shape(part[:-1], ink)
        self._add_blank(part[-1], ink)
        return True

    def _shape(self, text: str, ink: Ink) -> None:
        self.draft.pieces += ink.cut.pieces(text)

    def _add_blank(self, text: str, ink: Ink) -> None:
        self.draft.pieces.append(ink.cut.blank(text))

    def _add_spaces(self, text: str, ink: Ink) -> None:
        """Add spaces, in the face that stands before them."""
        self.draft.pieces += ink.cut.spaces(text, self._face(ink))

    def _face(self, ink: Ink) -> Face:
        """The face of the last piece, where it is of the span in hand."""
        pieces = self.draft.pieces
        return pieces[-1].face if len(pieces) > len(self.draft.inks) else ink.cut.chain.first


class _Directed(_Composer):
    """Puts a draft together in which something runs from right to left."""

    def __init__(self, of: Draft) -> None:
        super().__init__(of)
        self._levels = bidi.levels(of.text, of.base)
        self._at = 0

    def _known(self, cut: Cut) -> dict[str, Shaped]:
        return {}

    def _shape(self, text: str, ink: Ink) -> None:
        whole = self.draft.text
        for start, end, level in self._runs(len(text)):
            context = _context(whole, start, end)
            self._add(ink.cut.directed(whole[start:end], bool(level & 1), *context), level)

    def _add_blank(self, text: str, ink: Ink) -> None:
        level = self._levels[self._at] if text == breaks.SOFT_HYPHEN else self.draft.base
        self._at += 1
        self._add((ink.cut.blank(text),), level)

    def _add_spaces(self, text: str, ink: Ink) -> None:
        face = self._face(ink)
        for start, end, level in self._runs(len(text)):
            self._add(ink.cut.spaces(text[: end - start], face), level)

    def _add(self, pieces: Sequence[Shaped], level: int) -> None:
        self.draft.pieces += pieces
        self.draft.levels += [level] * len(pieces)

    def _runs(self, length: int) -> Iterator[tuple[int, int, int]]:
        """The next characters in stretches of one level."""
        stop = self._at + length
        for level, run in groupby(self._levels[self._at : stop]):
            start = self._at
            self._at += sum(1 for _ in run)
            yield start, self._at, level


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """The letters to which the text from `start` to `end` is joined: none in most scripts."""
    before = after = ""
    if start and is_joined(text[start]):
        first = start - 1
        while first and is_attached(text[first]):
            first -= 1
        before = text[first:start] if any(map(is_joined, text[first:start])) else ""
    if end < len(text) and is_joined(text[end]):
        last = text[end - 1]
        after = text[end] if is_joined(last) or is_attached(last) else ""
    return before, after
