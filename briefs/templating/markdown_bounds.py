"""Bounds on the Markdown that a template makes, so that reading it comes to an end whatever it holds.

The parser's time grows by the square with some signs; the bounds are far above what anybody prints. It parses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from briefs.model.problems import Place, Problem

LONGEST = 100_000
"""Characters of a line, and of a paragraph, heading or cell."""
MOST_LINES = 200_000
MOST_BRACKETS = 1_000
"""Of `[` and `<` in a paragraph, heading or cell."""
MOST_SIGNS = 10_000
"""Signs of Markdown in a paragraph, heading or cell."""
DEEPEST = 20
"""Levels within one another: a quotation or a box is one, a list with its entry two."""
_BRACKETS = re.compile(r"[\[<]")
_SIGNS = re.compile(r"[\[\]<>*_`&\\!^|]")


def too_long(lines: Sequence[str], places: Sequence[Place]) -> Problem | None:
    """The problem with a text that is too long to be read at all; None where it is not."""
    if len(lines) > MOST_LINES:
        return beyond(f"it makes more than {MOST_LINES:,} lines", places[MOST_LINES])
    for line, at in zip(lines, places, strict=True):
        if len(line) > LONGEST:
            return beyond(f"it makes a line of more than {LONGEST:,} characters", at)
    return None


def too_many(text: str) -> str:
    """Which bound the text of a paragraph, heading or cell passes, in words; empty where it passes none."""
    if len(text) > LONGEST:
        return f"it makes a paragraph of more than {LONGEST:,} characters"
    if len(text) > MOST_BRACKETS and _more(_BRACKETS, text, MOST_BRACKETS):
        return f"it makes a paragraph with more than {MOST_BRACKETS:,} `[` and `<`"
    if len(text) > MOST_SIGNS and _more(_SIGNS, text, MOST_SIGNS):
        return f"it makes a paragraph with more than {MOST_SIGNS:,} signs of Markdown"
    return ""


def _more(signs: re.Pattern[str], text: str, most: int) -> bool:
    return sum(1 for _ in signs.finditer(text)) > most


def passed(tokens: Sequence[Token], places: Sequence[Place]) -> Iterator[Problem]:
    """A problem for each bound that a parsed text passes, at the first place where it does."""
    seen: set[str] = set()
    for token in tokens:
        deep = f"it puts more than {DEEPEST} levels of lists, quotations and boxes into one another"
        words = token.meta.get("bound", "") or (deep if token.level >= DEEPEST else "")
        if words and words not in seen:
            seen.add(words)
            line = token.map[0] if token.map else 0
            yield beyond(words, places[min(line, len(places) - 1)])


def beyond(what: str, at: Place) -> Problem:
    """The problem that a template makes more than is read."""
    return Problem("T009", f"this template makes too much: {what}", at, "divide it, or let it say less")
