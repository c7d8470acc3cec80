"""Honorifics and ranks beside a name: Mr, Mme, His Excellency, Lieutenant General.

They say nothing of the post that somebody holds; which posts there are is for the checks.
"""

from __future__ import annotations

import re

from briefs.language import forms_of_address, per_language
from briefs.understanding.passages import Passage
from briefs.understanding.words import Token, parts, same_word

LONGEST = 3
"""Words of the longest honorific: His Royal Highness."""
JOINED = frozenset({" ", ". ", "-", ".", ".-", "’", "'", "\u00a0", ".\u00a0", " (", ". (", ".) ", ") "})
"""What may stand between an honorific and the next word."""


def courtesies_before(text: Passage, first: int) -> int:
    """The token from which on nothing but honorifics and ranks stands before a name, else the name's own first."""
    at = first
    while at > 0 and (step := _step_back(text, at)):
        at -= step
    return at


def _step_back(text: Passage, at: int) -> int:
    """The words of the honorific or rank that ends right before a token; 0 where there is none."""
    if text.text[text.tokens[at - 1].end : text.tokens[at].start] not in JOINED:
        return 0
    before = text.tokens[at - 1]
    if len(before.text) == 1 and before.capital and text.text[before.end : before.end + 1] == ".":
        return 1
    for length in range(min(LONGEST, at), 0, -1):
        if _is_honorific(text, text.tokens[at - length : at]):
            return length
    return int(_is_rank(text, at - 1))


def _is_honorific(text: Passage, words: list[Token]) -> bool:
    known, capitals = _honorifics(text.tag)
    if len(words) == 1 and words[0].text in capitals:
        return True
    wanted = tuple(word.folded for word in words)
    if wanted in known:
        return True
    return text.tag != "en" and len(words) == 1 and any(same_word(each, wanted[0], text.tag) for (each, *_) in known)


@per_language(maxsize=16)
def _honorifics(tag: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """The honorifics as folded words, and those that are in capitals as written."""
    known, _ = forms_of_address(tag)
    capitals = frozenset(word for word in known if word != word.lower())
    return frozenset(tuple(parts(words)) for words in known - capitals), capitals


def _is_rank(text: Passage, at: int) -> bool:
    """Whether a word is a rank, and not the end of a post: General, but not of Secretary General."""
    token = text.tokens[at]
    _, ranks = forms_of_address(text.tag)
    if token.folded not in ranks and not any(same_word(each, token.folded, text.tag) for each in ranks):
        return False
    before = text.tokens[at - 1] if at else None
    if before is None:
        return True
    apart = "," in text.text[before.end : token.start]
    posts = re.compile(text.grammar.posts or r"(?!)", re.IGNORECASE)
    if posts.fullmatch(token.folded):
        return apart
    return apart or not posts.fullmatch(before.folded)


def is_courtesy(text: Passage, at: int) -> bool:
    """Whether a single word is an honorific, before a name or behind it."""
    return _is_honorific(text, [text.tokens[at]])
