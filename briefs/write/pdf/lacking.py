"""Characters that no font of the theme has: each is a problem with its place, its text and its font.

They are set all the same, as the font's empty box; nothing here shapes or draws.
"""

from __future__ import annotations

from functools import lru_cache

from briefs.problems import Place, Problem
from briefs.theme import Look, Theme
from briefs.tree import Span, Spans
from briefs.write.faces import Chain, Faces

SHOWN = 40
"""Characters of a text that a message repeats."""
NAMED = 4
"""Missing characters that a message names."""


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
        self.problems.append(Problem("W001", message, at, hint, facts=span.facts))


def _named(character: str) -> str:
    """The character, where it can be printed, and its number."""
    codes = " ".join(f"U+{ord(c):04X}" for c in character)
    return f"{character} ({codes})" if character.isprintable() else codes


@lru_cache(maxsize=20_000)
def _missing(chain: Chain, text: str) -> tuple[str, ...]:
    return tuple(c for c in chain.missing(text.replace("\n", " ").replace("\t", " ")) if c.strip())
