"""Numbers in a text: digits with any sign between thousands, words, percentages, ranks, and what is said about them.

Dates are left out; they are `dates`' work.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from briefs.language import Grammar, grammar_of, per_language
from briefs.understanding.dates import find_dates

CURRENCIES = "$€£¥₮₸₽₴₹₩"


class Number(NamedTuple):
    """A number where it stands in a text."""

    start: int
    end: int
    readings: tuple[Decimal, ...]
    """What the digits can mean: 3,000 is three thousand, or three where a comma divides decimals."""
    scale: int = 0
    """The power of ten that a word behind it names: 6 for millions."""
    percent: bool = False
    rank: bool = False
    limit: str = ""
    """more, less or about: what stands beside it."""
    word: bool = False
    year: bool = False
    """Whether it can be a year."""
    time: bool = False
    """A time of the day; its value is in minutes."""
    text: str = ""

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        return tuple(reading.scaleb(self.scale) for reading in self.readings)


_DIGITS = re.compile(
    rf"(?P<sign>(?<![\w)\]])[-−][{CURRENCIES}]?)?(?<![\w.,])"
    r"(?P<digits>\d{1,3}(?:(?P<sep>[,.'’\u00a0\u202f\u2009 ])\d{3}(?!\d))"
    r"(?:(?P=sep)\d{3}(?!\d))*(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
)
_TIME = re.compile(r"(?<![\w.,:])([01]?\d|2[0-4]):([0-5]\d)(?![\w:])")
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_SMALL_SCALES = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "Md": 9, "Mds": 9}
_SMALL_SCALE = re.compile(rf"\s?(?P<word>Mds?|[kKmMbB])(?=[{CURRENCIES}]|(?P<last>(?![\w{CURRENCIES}])))")
"""Beside the sign of a currency only: elsewhere m is a metre."""


class _Forms(NamedTuple):
    """The patterns of a grammar, ready for use."""

    scale: re.Pattern[str]
    rank: re.Pattern[str]
    suffix: re.Pattern[str]
    percent: re.Pattern[str]
    before: tuple[tuple[re.Pattern[str], str], ...]
    after: tuple[tuple[re.Pattern[str], str], ...]


@per_language(32)
def _forms(tag: str) -> _Forms:
    grammar = grammar_of(tag)
    scales = "|".join(re.escape(word) for word in sorted(grammar.scales, key=len, reverse=True))
    money = rf"(?:[{CURRENCIES}]|\b[A-Z]{{2,3}}|\b[A-Z]{{1,3}}[{CURRENCIES}])?"
    return _Forms(
        re.compile(rf"[\s\u00a0-]*(?P<word>{scales})\b", re.IGNORECASE),
        re.compile(grammar.ordinal_mark, re.IGNORECASE),
        re.compile(rf"(?:{grammar.suffix})\b" if grammar.suffix else r"(?!)", re.IGNORECASE),
        re.compile(rf"[\s\u00a0-]*(?:{grammar.percent})", re.IGNORECASE),
        tuple(
            (re.compile(rf"(?<!\w){words}\s+(?:the\s+)?{money}\s*$", re.IGNORECASE), kind)
            for words, kind in grammar.before.items()
        ),
        tuple((re.compile(rf"\s*(?:{words})", re.IGNORECASE), kind) for words, kind in grammar.after.items()),
    )


@per_language(65536)
def find_numbers(text: str, tag: str) -> tuple[Number, ...]:
    """The numbers of a text, in order, but those of its dates."""
    grammar = grammar_of(tag)
    taken = [(each.start, each.end) for each in find_dates(text, tag)]
    found = [*_times(text), *_digits(text, taken, grammar), *_words(text, grammar)]
    found = [each for each in found if not _inside(each.start, taken)]
    times = [(each.start, each.end) for each in found if each.time]
    kept = [each for each in found if each.time or not _inside(each.start, times)]
    return tuple(sorted(kept, key=lambda each: each.start))


def _inside(at: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of some stretches, which are in order."""
    number = bisect_right(taken, (at, sys.maxsize))
    return number > 0 and at < taken[number - 1][1]


def _times(text: str) -> Iterator[Number]:
    if ":" not in text:
        return
    for match in _TIME.finditer(text):
        minutes = Decimal(int(match[1]) * 60 + int(match[2]))
        yield Number(match.start(), match.end(), (minutes,), time=True, text=match[0])


def _digits(text: str, taken: list[tuple[int, int]], grammar: Grammar) -> Iterator[Number]:
    chars = list(text)
    for begin, stop in taken:
        chars[begin:stop] = "·" * (stop - begin)
    free = "".join(chars)
    for match in _DIGITS.finditer(free):
        start, end = match.start("digits"), match.end("digits")
        if _in_a_name(text, start, end) and not _small_scale(text, start, end):
            continue
        digits = text[start:end]
        readings = readings_of(digits, grammar.comma)
        if match["sign"]:
            readings = tuple(-each for each in readings)
            start = match.start("sign")
        if readings:
            yield _about(text, start, end, readings, grammar)


def _small_scale(text: str, start: int, end: int) -> re.Match[str] | None:
    """The letter of a scale behind a number, where a sign of a currency stands beside both: $5M, 5 M€."""
    found = _SMALL_SCALE.match(text, end)
    paid = not set(CURRENCIES).isdisjoint(text[max(0, start - 1) : start + 2])
    return found if found and (paid or found["last"] is None) else None


def _in_a_name(text: str, start: int, end: int) -> bool:
    """Whether the digits are part of a word: B2B, 5G, COVID-19."""
    if end < len(text) and text[end].isalpha() and text[end].isupper():
        return True
    return start > 1 and text[start - 1] in "-–" and text[start - 2].isalpha()


def readings_of(digits: str, comma: bool) -> tuple[Decimal, ...]:
    """What digits with signs between them can mean; nothing for 1.2.3, which numbers a section."""
    bare = re.sub(r"['’\u00a0\u202f\u2009 ]", "", digits)
    marks = {mark for mark in ",." if mark in bare}
    if len(marks) == 2:
        decimal = max(marks, key=bare.rfind)
        whole = bare.replace("." if decimal == "," else ",", "")
        return (Decimal(whole.replace(",", ".")),) if whole.count(decimal) == 1 else ()
    if not marks:
        return (Decimal(bare),)
    mark = marks.pop()
    parts = bare.split(mark)
    grouped = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]) and parts[0] != "0"
    joined, pointed = Decimal("".join(parts)), Decimal(bare.replace(",", ".")) if len(parts) == 2 else None
    decimal_mark = "," if comma else "."
    if grouped and (mark != decimal_mark or pointed is None):
        return (joined,) if pointed is None or not comma else (joined, pointed)
    if grouped and pointed is not None and comma:
        return (pointed, joined)
    return (pointed,) if pointed is not None else ()


def _about(text: str, start: int, end: int, readings: tuple[Decimal, ...], grammar: Grammar) -> Number:
    """The number with what stands beside it."""
    forms = _forms(grammar.tag)
    begun, digits = start, text[start:end]
    rank = bool(found := forms.rank.match(text, end))
    if found:
        end = found.end()
    elif hang := forms.suffix.match(text, end):
        end = hang.end()
    scale = 0
    if found := forms.scale.match(text, end):
        scale, end = grammar.scales[found["word"].casefold()], found.end()
    elif small := _small_scale(text, start, end):
        scale, end = _SMALL_SCALES[small["word"]], small.end("word")
    percent = bool(found := forms.percent.match(text, end))
    limit = _limit(text, begun, found.end() if found else end, forms)
    plain = digits.isdecimal() and len(digits) == 4 and "1000" <= digits < "3000"
    year = plain and not (scale or percent or rank)
    return Number(begun, end, readings, scale, percent, rank, limit, False, year, False, text[begun:end])


def _limit(text: str, start: int, end: int, forms: _Forms) -> str:
    lead = text[max(0, start - 40) : start]
    if not _LETTER.search(lead):
        lead = ""
    for pattern, kind in forms.before if lead else ():
        if pattern.search(lead):
            return kind
    return next((kind for pattern, kind in forms.after if pattern.match(text, end)), "")


def _words(text: str, grammar: Grammar) -> Iterator[Number]:
    """Numbers in words: one run of number words each."""
    run: list[tuple[str, int, int]] = []
    known = _number_words(grammar.tag)
    if known.isdisjoint(_WORD.findall(text.casefold())):
        return
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if not run and word not in known:
            continue
        if run and not _joined(text[run[-1][2] : match.start()]):
            yield from _of_run(text, run, grammar)
            run = []
        if word in known or (run and word in grammar.joins):
            run.append((word, match.start(), match.end()))
        elif run:
            yield from _of_run(text, run, grammar)
            run = []
    yield from _of_run(text, run, grammar)


def _joined(between: str) -> bool:
    return between in {" ", "-", "\u00a0", "‑"}


@per_language(32)
def _number_words(tag: str) -> frozenset[str]:
    grammar = grammar_of(tag)
    return frozenset({*grammar.cardinals, *grammar.hundreds, *grammar.scales, *grammar.ordinals, *grammar.both})


def _of_run(text: str, run: list[tuple[str, int, int]], grammar: Grammar) -> Iterator[Number]:
    """The numbers in a run of number words; a word that cannot follow begins another."""
    while run and run[-1][0] in grammar.joins:
        run = run[:-1]
    sum_ = _Sum()
    for word, begin, stop in run:
        if not sum_.takes(word, grammar):
            yield from sum_.told(text, grammar)
            sum_ = _Sum()
        rank = sum_.add(word, begin, stop, grammar)
        if rank or word in grammar.both:
            yield from (each._replace(rank=rank) for each in sum_.told(text, grammar))
            sum_ = _Sum()
    yield from sum_.told(text, grammar)


class _Sum:
    """A number in words as it grows: twenty, twenty-five, twenty-five thousand."""

    __slots__ = ("current", "end", "least", "start", "total")

    def __init__(self) -> None:
        self.total, self.current = 0, 0
        self.start, self.end = -1, 0
        self.least = 0
        """What was added last, as a power of ten; only less can follow."""

    def takes(self, word: str, grammar: Grammar) -> bool:
        """Whether the word can go on with this number."""
        if self.start < 0 or word in grammar.joins:
            return True
        if word in grammar.hundreds:
            return 0 < self.current < 100
        if word in grammar.scales:
            return self.current > 0
        value = grammar.ordinals.get(word, grammar.cardinals.get(word, 0))
        teen = 10 < self.current % 100 < 20
        return word not in grammar.both and 0 < value < self.least and not teen

    def add(self, word: str, begin: int, stop: int, grammar: Grammar) -> bool:
        """Take the word in; tell whether it ends the number as a rank."""
        if word in grammar.joins or (self.start < 0 and (word in grammar.hundreds or word in grammar.scales)):
            return False
        self.start, self.end = (begin if self.start < 0 else self.start), stop
        if word in grammar.hundreds:
            self.current, self.least = self.current * 100, 100
        elif word in grammar.scales:
            self.least = 10 ** grammar.scales[word]
            self.total, self.current = self.total + self.current * self.least, 0
        else:
            value = grammar.cardinals.get(word, grammar.ordinals.get(word, 2))
            self.current += value
            self.least = 1 if value < 10 else 10 if value < 100 else 100
        return word in grammar.ordinals

    def told(self, text: str, grammar: Grammar) -> Iterator[Number]:
        if self.start >= 0:
            yield _told(text, self.start, self.end, Decimal(self.total + self.current), grammar)


def _told(text: str, start: int, end: int, value: Decimal, grammar: Grammar) -> Number:
    forms = _forms(grammar.tag)
    percent = bool(forms.percent.match(text, end))
    return Number(
        start, end, (value,), 0, percent, False, _limit(text, start, end, forms), True, False, False, text[start:end]
    )
