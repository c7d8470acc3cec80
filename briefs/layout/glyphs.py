"""Characters that no font of the theme has, or that none can join as their script asks: each is a problem.

It names the place, the text, the character and the font, for any format; nothing here shapes or draws.
"""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never
from unicodedata import name

from briefs.fonts.extra import INSTALL
from briefs.layout.faces import Chain, Faces
from briefs.model.problems import NOWHERE, Place, Problem
from briefs.model.theme import Look, Theme
from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Contents,
    Document,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
    blocks_below,
    spans_of,
)

SHOWN = 40
"""Characters of a text that a message repeats."""
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH", "BOPOMOFO")
NAMED = 4
"""Missing characters that a message names."""


def check(document: Document, theme: Theme) -> list[Problem]:
    """A problem (W001) for each text of the document, furniture included, that the theme's fonts cannot set.

    Alternative texts are not set, so they may hold anything. Raises NoFont.
    """
    lacking = Lacking(theme)
    for block in blocks_below(document.blocks):
        look = theme.looks.get(_role(block), theme.looks["body"])
        lacking.look_for(tuple(spans_of(block)), look, block.at)
        if isinstance(block, Chart):
            labels = (label for series in block.series for label in (series.name, *series.labels))
            words = (*block.categories, *labels, block.unit)
            lacking.look_for(tuple(map(Span, words)), theme.looks["chart-text"], block.at)
    start = document.blocks[0].at if document.blocks else NOWHERE
    furniture = (document.marking, *document.furniture.values(), *document.words.values())
    lacking.look_for(tuple(map(Span, furniture)), theme.looks["header"], start)
    return lacking.problems


def _role(block: Block) -> str:
    """The role in whose font the block's own texts are set; its cells' and labels' fonts are the same in a theme."""
    match block:
        case Heading():
            return f"heading-{block.level}" if block.level else "title"
        case Paragraph():
            return block.role
        case Table():
            return "table-text"
        case Box():
            return f"{block.role}-title"
        case List() | Figure() | Chart() | Quote() | PageBreak() | Contents():
            return "body"
        case _:
            assert_never(block)


class Lacking:
    """Looks for them in all texts of one document."""

    def __init__(self, theme: Theme) -> None:
        self.problems: list[Problem] = []
        self._theme = theme
        self._faces = Faces(theme)
        self._chains: dict[tuple[str, bool, bool], Chain] = {}
        self._told: set[tuple[str, Place]] = set()

    def look_for(self, spans: Spans, look: Look, at: Place) -> None:
        """Note what the spans have that no font can show, once for each text and place."""
        for span in spans:
            if not span.text:
                continue
            font = self._theme.looks["code"].font if "code" in span.marks else look.font
            chain = self._chain(font, look.bold or "strong" in span.marks, look.italic or "em" in span.marks)
            if lacking := _missing(chain, span.text):
                self._note(lacking, span, font, at)

    def _chain(self, *style: *tuple[str, bool, bool]) -> Chain:
        if style not in self._chains:
            self._chains[style] = self._faces.chain(*style)
        return self._chains[style]

    def _note(self, lacking: tuple[str, ...], span: Span, font: str, at: Place) -> None:
        if (span.text, at) in self._told:
            return
        self._told.add((span.text, at))
        several = "s" if len(lacking) > 1 else ""
        named = ", ".join(map(_named, lacking[:NAMED])) + (" and others" if len(lacking) > NAMED else "")
        text = "".join(c if c.isprintable() else " " for c in span.text[:SHOWN])
        message = f"{self._theme.fonts[font].word} and its fallbacks lack the character{several} {named} of “{text}”"
        hint = f"add a family that has {'them' if several else 'it'} to the `fallbacks` of the theme's font `{font}`"
        if any(name(c, "").startswith(_EAST_ASIAN) for c in "".join(lacking)):
            hint = f"install fonts for Chinese, Japanese and Korean ({INSTALL}), or {hint}"
        self.problems.append(Problem("W001", message, at, hint, facts=span.facts))


def _named(character: str) -> str:
    """The character, where it can be printed, with the number and the name of each of its parts."""
    parts = ", ".join(f"U+{ord(c):04X} {name(c, '')}".strip() for c in character)
    return f"{character} ({parts})" if character.isprintable() else parts


@lru_cache(maxsize=20_000)
def _missing(chain: Chain, text: str) -> tuple[str, ...]:
    return tuple(c for c in chain.missing(text.replace("\n", " ").replace("\t", " ")) if c.strip())
