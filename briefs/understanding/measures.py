"""What a number counts in: a currency, a measure, percent or points, and for what: an hour, a head.

It reads the words and signs beside a number; whether two numbers are of one thing is for the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.language import grammar_of, is_currency, per_language, signs
from briefs.understanding.numbers import Number
from briefs.understanding.words import fold, same_word

REACH = 60
"""Characters behind a number in which its measure stands."""
MARKS = "$€£¥₮₸₽₴₹₩₦₱₫₺₪₵₾฿₼֏¢"
CODE_LETTERS = 3
_BEFORE = re.compile(
    rf"(?:(?P<sign>(?<![^\W\d_])(?:[A-Za-z]{{1,3}}|U\.S\.)?[{MARKS}])|(?<![\w.-])(?P<word>[^\W\d_]{{1,4}})\.?)\s?$"
)
_PIECE = re.compile(
    rf"(?P<sign>(?:[A-Za-z]{{1,3}}|U\.S\.)?[{MARKS}])|(?P<word>[^\W\d_]+(?:[23](?!\w))?)|°[CFСc]|[%‰°/]|[^\s\w]"
)
_JOINS = frozenset(" .-’'\u00a0\u202f\u2009‑")
_RANGE = re.compile(r"\s*(?:[-–—]|[^\W\d_]{1,3})\s*(?:[A-Za-z]{0,3}[$€£¥]|[A-Z]{3}\s)?\s*")


class Measure(NamedTuple):
    """What a number counts in, with the stretch of text that says so, the number included."""

    start: int
    end: int
    names: frozenset[str]
    """One name, or all the currencies that the words can mean; none where only `per` is said."""
    per: str = ""
    """What the amount is for: hour, person; empty where nothing is said."""
    shared: bool = False
    """Whether it stands behind another number, the end of a range."""

    @property
    def money(self) -> bool:
        return any(len(name) == CODE_LETTERS and name.isupper() for name in self.names)

    def contradicts(self, other: Measure) -> bool:
        """Whether no amount can be of both."""
        if self.names and other.names and self.names.isdisjoint(other.names):
            return True
        return bool(self.per and other.per and self.per != other.per)


class Piece(NamedTuple):
    """A word or a sign behind a number."""

    end: int
    text: str
    folded: str
    joined: bool
    """Whether nothing but a space, a hyphen or a full stop stands before it."""


def measure_of(text: str, numbers: tuple[Number, ...], at: int, tag: str) -> Measure | None:
    """What one of a text's numbers counts in; of 10 to 20 km both count kilometres. None where nothing says so."""
    number = numbers[at]
    found = _own(text, number, tag)
    if found is not None or at + 1 == len(numbers):
        return found
    after = numbers[at + 1]
    if after.year or not _RANGE.fullmatch(text[number.end : after.start]):
        return None
    other = _own(text, after, tag)
    return None if other is None else other._replace(start=number.start, shared=True)


def _own(text: str, number: Number, tag: str) -> Measure | None:
    before = _before(text[max(0, number.start - 8) : number.start], bool(number.scale))
    names, end, per = _behind(text[number.end : number.end + REACH], tag)
    if before is not None and (not names or _names("%") != names):
        money = names & before[1] if names else frozenset[str]()
        return Measure(number.start - before[0], number.end + end, money or before[1], per)
    if not names and not per:
        return None
    return Measure(number.start, number.end + end, names, per)


def measure_in(unit: str, tag: str) -> Measure | None:
    """What a figure's unit says: `USD million`, `tonnes a year`; None where it names no measure that is known."""
    scales = grammar_of(tag).scales.keys() | grammar_of("en").scales.keys()
    code = re.match(r"[A-Z]{3}(?=\s+(?P<scale>\w+)$)", unit)
    if code and fold(unit.split()[-1]) in scales and not _sign(code[0]):
        return Measure(0, 3, frozenset({code[0]}))  # a code that nobody knows is still another one
    for match in _PIECE.finditer(unit):
        if match[0].casefold() in scales:
            continue
        sign = _sign(match[0])
        names, end, per = _behind(unit[match.start() :], tag)
        if not names and sign:
            names, end = sign, match.end() - match.start()
            per = per or _per_behind(unit[match.end() :], tag)
        if names:
            per = per or _per_behind(unit[match.start() + end :], tag)
            return Measure(match.start(), match.start() + end, names, per)
    return None


def _per_behind(rest: str, tag: str) -> str:
    """What an amount is for, where that stands behind its currency and scale: USD million a year."""
    scales = grammar_of(tag).scales
    pieces = [p for p in _pieces(rest) if p.folded not in scales]
    return _per(pieces, 0, tag)[0] if pieces else ""


def _names(name: str) -> frozenset[str]:
    return signs().families.get(name) or frozenset({name})


@per_language(maxsize=4096)
def _before(lead: str, scaled: bool) -> tuple[int, frozenset[str]] | None:
    """The currency before a number, with its length; codes that nobody knows count where a scale follows."""
    found = _BEFORE.search(lead)
    if found is None:
        return None
    word = found["sign"] or found["word"]
    names = _sign(word)
    if not names and scaled and len(word) == CODE_LETTERS and word.isascii() and word.isupper():
        names = frozenset({word})
    return (len(lead) - found.start(), names) if names else None


@per_language(maxsize=4096)
def _sign(word: str) -> frozenset[str]:
    """The currencies that a sign or a code can mean."""
    known = signs().signs.get(word)
    if known is not None:
        return _names(known)
    if word and word[-1] in MARKS:
        return _names(signs().signs.get(word[-1], word))
    return frozenset({word}) if is_currency(word) else frozenset()


@per_language(maxsize=8192)
def _behind(rest: str, tag: str) -> tuple[frozenset[str], int, str]:
    """What the words behind a number name, where they end, and for what it is."""
    grammar = grammar_of(tag)
    first = _PIECE.search(rest)
    if first is None or not _may_begin(fold(first[0]), first[0], tag):
        return frozenset(), 0, ""
    pieces = list(_pieces(rest))
    begin = 1 if pieces and pieces[0].folded in grammar.of else 0
    if not pieces or not pieces[begin:] or not pieces[0].joined:
        return frozenset(), 0, ""
    name, taken = _phrase(pieces[begin:], tag)
    names = _names(name.partition("/")[0]) if name else frozenset[str]()
    if not names and (names := _sign(pieces[begin].text)):
        taken = 1
    per = name.partition("/")[2]
    at = begin + taken
    if not per:
        per, more = _per(pieces, at if names else 0, tag)
        at = at + more if names else more
    end = pieces[at - 1].end if (names or per) and at else 0
    return names, end, per


@per_language(maxsize=8192)
def _may_begin(folded: str, written: str, tag: str) -> bool:
    """Whether a word or sign behind a number can begin what says what it counts in."""
    grammar = grammar_of(tag)
    known = folded[:3] in _phrases(tag) or folded in grammar.of or folded in grammar.per
    return known or written in _JOINS or written == "/" or bool(_sign(written))


def _pieces(rest: str) -> Iterator[Piece]:
    """The words and signs up to the end of the phrase, eight at most."""
    last = 0
    for number, match in enumerate(_PIECE.finditer(rest)):
        joined = _JOINS.issuperset(rest[last : match.start()])
        if number == 12 or (not joined and number):
            return
        if match[0] in _JOINS:
            continue
        yield Piece(match.end(), match[0], fold(match[0]), joined)
        last = match.end()


def _per(pieces: list[Piece], at: int, tag: str) -> tuple[str, int]:
    """What an amount is for, and how many words say so."""
    if at + 1 >= len(pieces) or pieces[at].folded not in grammar_of(tag).per | {"/"}:
        return "", 0
    name, taken = _phrase(pieces[at + 1 :], tag)
    return (name, taken + 1) if name else ("", 0)


def _phrase(pieces: list[Piece], tag: str) -> tuple[str, int]:
    """The name of the longest phrase with which the pieces begin, and its length."""
    best, length = "", 0
    for words, name in _phrases(tag).get(pieces[0].folded[:3], ()):
        if length < len(words) <= len(pieces) and _fits(words, pieces, tag):
            best, length = name, len(words)
    return best, length


def _fits(words: tuple[str, ...], pieces: list[Piece], tag: str) -> bool:
    for word, piece in zip(words, pieces, strict=False):
        short = len(word) == 1 and word.isalpha()
        if short and piece.text != word:
            return False  # an M is no metre
        if word != piece.folded and (len(word) < 3 or not same_word(word, piece.folded, tag)):
            return False
    return True


@per_language(maxsize=32)
def _phrases(tag: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First letters → the phrases that begin so, with what they name."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    english = {} if tag == "en" else grammar_of("en").measures
    for phrase, name in {**english, **signs().measures, **grammar_of(tag).measures}.items():
        words = tuple(fold(m[0]) for m in _PIECE.finditer(phrase) if m[0] not in _JOINS)
        found.setdefault(words[0][:3], []).append((words, name))
    return found
