"""Each word of a text with its class, as one letter: what a grammar of posts and names is read over.

h honorific or rank   p word of a post     m modifier of a post   f portfolio word    b word of a body
S state               N other capital      I initial              d particle          o of, for, to
a and                 t the, a             s possessive           v verb of saying    w other word
0 number              , ; : ( ) . " marks as they are
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefs.language import forms_of_address, grammar_of, names_territory, per_language
from briefs.understanding.passages import Passage
from briefs.understanding.words import fold


class Word(NamedTuple):
    """A word or mark where it stands, with its class."""

    start: int
    end: int
    text: str
    kind: str


_WORD = re.compile(
    r"(?P<honour>H\.\s?(?:R\.\s?)?[EH]\.)|(?P<initial>[^\W\d_a-zа-я][a-zа-я]?\.(?=[^\W\d_a-zа-я])|[^\W\d_a-zа-я]\.(?=\s[^\W\d_a-zа-я]))|"
    r"(?P<word>[^\W\d_]+(?:[’'-](?!s\b)[^\W\d_]+)*)|(?P<possessive>[’']s?\b|[’'](?=\s))|"
    r"(?P<number>\d+(?:[.,]\d+)*)|(?P<mark>[,;:().!?…“”\"«»—–|])"
)
LINKS = {"of": "o", "for": "o", "to": "o", "and": "a", "the": "t", "a": "t", "an": "t", "on": "n", "in": "n"}
MODIFIERS = frozenset({"chief", "executive", "general", "managing", "permanent", "state", "special", "joint", "co"})
ABBREVIATED = re.compile(r"\.(?=\s)")


def classed(text: Passage, small: frozenset[str], states: frozenset[str] = frozenset()) -> list[Word]:
    """The words of a paragraph with their classes; `small` are words that stand elsewhere in small letters."""
    words: list[Word] = []
    opens = True
    for match in _WORD.finditer(text.text):
        kind = _kind(match, text, opens, small, states)
        if kind == "." and words and _ends_nothing(words[-1], match, text):
            continue
        if kind == "h" and match[0] == "General" and words and words[-1].kind == "p":
            kind = "m"  # Director General
        words.append(Word(match.start(), match.end(), match[0], kind))
        opens = kind in '.!?:"|;' or (opens and kind in '"(')
    return words


def _ends_nothing(before: Word, match: re.Match[str], text: Passage) -> bool:
    """Whether a full stop only ends an abbreviation: Mr. Jonas, H.E. Mr."""
    if before.end != match.start() or match[0] != ".":
        return False
    return before.kind in "hI" or fold(before.text) in text.grammar.abbreviations or len(before.text) == 1


def _kind(match: re.Match[str], text: Passage, opens: bool, small: frozenset[str], states: frozenset[str]) -> str:
    if match["mark"]:
        mark = match["mark"]
        return (
            '"'
            if mark in '“”"«»'
            else "."
            if mark in ".!?…"
            else ","
            if mark == ","
            else ";"
            if mark in ";—–"
            else mark
        )
    if match["possessive"]:
        return "s"
    if match["number"]:
        return "0"
    if match["honour"]:
        return "h"
    if match["initial"]:
        return "I"
    return word_kind(match[0], text, opens, small, states)


def word_kind(written: str, text: Passage, opens: bool, small: frozenset[str], states: frozenset[str]) -> str:
    """The class of a word as it is written."""
    tag, folded = text.tag, fold(written)
    known = _known(tag)
    capital = written[0].isupper()
    if not capital:
        return _small_kind(folded, text)
    if folded in states:
        return "S"
    if folded in known.honorifics or written in known.capitals:
        return "h"
    if folded in known.modifiers:
        return "m"
    if _is_post(folded, tag):
        return "p"
    if folded in LINKS and opens:
        return LINKS[folded]
    if folded in text.grammar.portfolios:
        return "f"
    if known.bodies.fullmatch(written):
        return "b"
    if known.calendar.fullmatch(written):
        return "w"
    if opens and (folded in small or folded in known.common):
        return "w"
    if folded in known.particles and len(folded) < 4:
        return "d"
    return "S" if is_state(folded, tag) else "N"


_ADJECTIVE = re.compile(r"(?:[^t]an|ese|ish|i|ic)$")
_STATES = frozenset("japan sudan iran oman jordan bhutan azerbaijan taiwan lebanon fiji malawi mali haiti".split())


def is_state(folded: str, tag: str) -> bool:
    """Whether a word names a state that exists; `Roman` and `Norman` are names of people, though made of one."""
    if len(folded) < 4 or not names_territory(folded, tag):
        return False
    return tag != "en" or folded in _STATES or not _ADJECTIVE.search(folded)


def _small_kind(folded: str, text: Passage) -> str:
    known = _known(text.tag)
    if folded in LINKS:
        return LINKS[folded]
    if folded in known.modifiers:
        return "m"
    if _is_post(folded, text.tag):
        return "p"
    if known.speech.fullmatch(folded):
        return "v"
    return "d" if folded in known.particles else "w"


class Known(NamedTuple):
    """The lists of a language."""

    honorifics: frozenset[str]
    capitals: frozenset[str]
    modifiers: frozenset[str]
    common: frozenset[str]
    particles: frozenset[str]
    bodies: re.Pattern[str]
    speech: re.Pattern[str]
    calendar: re.Pattern[str]
    posts: re.Pattern[str]


@per_language(maxsize=16)
def _known(tag: str) -> Known:
    grammar = grammar_of(tag)
    polite, ranks = forms_of_address(tag)
    posts = re.compile(grammar.posts or r"(?!)", re.IGNORECASE)
    calm = {w for w in ranks if not posts.fullmatch(w)} | {"captain", "commander", "capt", "gen", "col", "lt"}
    months = "|".join([*grammar.months, *grammar.weekdays])
    return Known(
        frozenset(w for w in polite if w == w.lower() and " " not in w) | frozenset(calm),
        frozenset(w for w in polite if w != w.lower()),
        grammar.modifiers | MODIFIERS,
        frozenset(grammar.links) | frozenset(grammar.verbs),
        grammar.particles,
        re.compile(grammar.bodies or r"(?!)", re.IGNORECASE),
        re.compile(grammar.speech or r"(?!)", re.IGNORECASE),
        re.compile(months or r"(?!)", re.IGNORECASE),
        posts,
    )


def _is_post(folded: str, tag: str) -> bool:
    grammar = grammar_of(tag)
    last = folded.rpartition("-")[2]
    return any(_known(tag).posts.fullmatch(each) or each in grammar.offices for each in (folded, last))


def letters(words: Sequence[Word]) -> str:
    """The classes of words, one letter each."""
    return "".join(word.kind for word in words)


def stretches(pattern: re.Pattern[str], words: Sequence[Word]) -> Iterator[re.Match[str]]:
    """Where a pattern of classes stands among words; first and last of a match count words."""
    yield from pattern.finditer(letters(words))
