"""Where a line may be broken between two characters, and where a word that is too long may be.

A reading of the Unicode line breaking algorithm (UAX #14) for text between spaces; how wide anything is is not
known here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from briefs.layout.scripts import clusters, is_attached

SOFT_HYPHEN = "\u00ad"
WIDE_SPACES = "\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000"
"""Spaces other than U+0020 behind which a line may end."""
_GLUE = frozenset("\u00a0\u2007\u202f\u2011\u2060\ufeff")
"""Around these no line ends."""
_IDEOGRAPHS = (
    "\u2e80\u2fff\u3001\u30ff\u3105\u312f\u3131\u318e\u3190\u4dbf\u4e00\u9fff\ua000\ua4cf\uac00\ud7a3"
    "\uf900\ufaff\ufe30\ufe4f\uff01\uffef\U0001f000\U0001faff\U00020000\U0003ffff"
)
"""The first and the last of each range."""
_OPENERS = frozenset("([{¿¡‘“«‹〈《「『【〔〖〘〚（［｛｢＄￥￡")
_NO_START = frozenset(
    ")]}!?,.:;%’”»›…‰°′″、。〉》」』】〕〗〙〛〜゠・ー：；！？，．）］｝｡｣､･％～ゝゞヽヾ々〻"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
)
"""What no line begins with."""
_INSIDE = re.compile(
    rf"(?<=[\u200b{SOFT_HYPHEN}])|(?<=[{WIDE_SPACES}])(?=[^{WIDE_SPACES}])"  # made to be broken at
    r"|(?<=\w[-\u2010])(?=[^\W\d_])"  # behind a hyphen, not before a number
    r"|(?<=\d\u2013)(?=[^\W\d])|(?<=[^\W\d]\u2013)(?=\w)|(?<=\w\u2014)(?=\w)|(?<=\w[)”»’]\u2014)(?=\w)"  # dashes
    r"|(?<=[^\W\d_]{4}/)(?=[^\W\d_]{4})"  # and/or stays, ministry/agency does not
)
_NEVER = re.compile("[!-\"$%'-,.0->A-~\u00a1-\u00ac\u00ae-\u167f\u1681-\u1fff\u2018-\u2027\u20a0-\u2e7f]*")
"""A word that no line could end in: none of its characters is one at which it may."""
_ADDRESS = re.compile(r"://|^www\.|^[^@]+@[^@]+\.")
_IN_ADDRESS = re.compile(r"(?<=\w/)(?=\w)|(?<=\w)(?=[?&#])")
_IN_LONG = re.compile(
    r"(?<=[/@:,;|\\])(?=\w)|(?<=\w)(?=[?&#=_~+-]|%[0-9A-Fa-f]{2}|\.(?!\d))|(?<=[^\W\d])(?=\.)|(?<=[a-z])(?=[A-Z])"
)


@lru_cache(maxsize=20_000)
def pieces(word: str) -> tuple[str, ...]:
    """The word in the pieces between which a line may end; a piece may end on U+00AD, which then shows."""
    if _NEVER.fullmatch(word):
        return (word,)
    places = set(_places(word))
    if not places:
        return (word,)
    edges = [0, *sorted(places), len(word)]
    return tuple(word[start:end] for start, end in pairwise(edges))


def _places(word: str) -> Iterator[int]:
    if _ADDRESS.search(word):
        yield from (at for at in _matches(_IN_ADDRESS, word) if not _is_stuck(word[at - 1], word[at]))
        return
    yield from (at for at in _matches(_INSIDE, word) if may_end(word[at - 1], word[at]) is not False)
    if any(map(_is_ideograph, word)):
        yield from (at for at in range(1, len(word)) if may_end(word[at - 1], word[at]))


def _matches(pattern: re.Pattern[str], word: str) -> Iterator[int]:
    return (match.start() for match in pattern.finditer(word) if 0 < match.start() < len(word))


def _is_stuck(last: str, first: str) -> bool:
    return last in _GLUE or first in _GLUE or is_attached(first)


def _is_ideograph(char: str) -> bool:
    return char >= _IDEOGRAPHS[0] and (bisect_right(_IDEOGRAPHS, char) % 2 == 1 or char in _IDEOGRAPHS)


def may_end(last: str, first: str) -> bool | None:
    """Whether a line may end between two characters; None: only what is around them could tell."""
    if _is_stuck(last, first):
        return False
    if last in "\u200b\u00ad":
        return True
    if first in _NO_START or last in _OPENERS:
        return False
    if _is_ideograph(last) or _is_ideograph(first):
        return True
    return None


def breaks_between(before: str, after: str) -> bool:
    """Whether a line may end between two words that follow each other without a space, in two looks."""
    known = may_end(before[-1], after[0])
    if known is not None:
        return known
    tail = before[-5:]
    return len(tail) in _places(tail + after[:5])


def sensible(word: str) -> list[int]:
    """Places at which a word can be broken that is wider than a line: the signs in an address, new Capitals."""
    return [at for at in _matches(_IN_LONG, word) if not _is_stuck(word[at - 1], word[at])]


def possible(word: str) -> list[int]:
    """The places between any two letters; a letter keeps its marks."""
    places, at = [], 0
    for cluster in clusters(word):
        places.append(at)
        at += len(cluster)
    return places[1:]
