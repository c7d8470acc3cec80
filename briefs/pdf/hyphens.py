"""Where a word of a language may be hyphenated, by the patterns that pyphen brings.

How wide anything is is not known here.
"""

from __future__ import annotations

import re
from typing import Any

from briefs.language import base_of, language_of, per_language

_LETTERS = re.compile(r"^(\W*)([^\W\d_]{5,})(\W*)$")
LEFT, RIGHT = 2, 3
"""Letters that stay on the line, and that go to the next, at the least."""


@per_language(20_000)
def points(word: str, language: str) -> tuple[int, ...]:
    """The places in a word, punctuation around it included, before which a hyphen can be put; from the left.

    None for a language that has no patterns, for short words, and for what is not all letters.
    """
    found = _LETTERS.match(word)
    patterns = _patterns(language) if found else None
    if not found or patterns is None:
        return ()
    start, letters = found.start(2), found[2]
    places = (int(place) for place in patterns.positions(letters))
    return tuple(start + at for at in places if LEFT <= at <= len(letters) - RIGHT)


@per_language(32)
def _patterns(language: str) -> Any:
    """The patterns of a language by its BCP 47 tag; None where there are none."""
    import pyphen  # only justified text asks for it

    module: Any = pyphen
    tag = language.replace("-", "_")
    for name in (tag, language_of(language).hyphenation or base_of(language)):
        known = module.language_fallback(name)
        if known:
            return module.Pyphen(lang=known)
    return None
