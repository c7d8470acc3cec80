"""What cannot be, of the ages and ranks in one text: an age that the year of birth denies, the fifth of four.

It looks at a text alone; whether the text is a fact's or a source's is for `reckoned`. It would rather miss than doubt
what is true: where a sentence may speak of two people, or of another day, nothing is reckoned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from briefs.checks.dates_in_order import Fault
from briefs.language import grammar_of, per_language
from briefs.understanding.numbers import Number, find_numbers
from briefs.understanding.passages import Passage

OLDEST = {"born": 110, "founded": 1500}
"""Years beyond which a text does not speak of today."""
NUMBER = r"\d{1,4}|[^\W\d_]+(?:[\s-][^\W\d_]+)?"
APART = 50
"""Letters between a rank and the number of all beyond which they are not of one thing."""
NEVER = r"(?!)"


class _Forms(NamedTuple):
    """The patterns of a language, ready for use."""

    told: re.Pattern[str]
    age: tuple[re.Pattern[str], ...]
    bare: tuple[re.Pattern[str], ...]
    since: tuple[tuple[str, re.Pattern[str]], ...]
    between: Mapping[tuple[str, bool], re.Pattern[str]]
    """born or founded, and whether the age stands first → all that may stand between the two."""
    subject: re.Pattern[str]
    oblique: re.Pattern[str]
    unsure: re.Pattern[str]


@per_language(16)
def _forms(tag: str) -> _Forms:
    ages = grammar_of(tag).ages
    since = [*(("born", each) for each in ages.born), *(("founded", each) for each in ages.founded)]
    between = {
        ("born", True): ages.age_born,
        ("born", False): ages.born_age,
        ("founded", True): ages.age_founded,
        ("founded", False): ages.founded_age,
    }
    return _Forms(
        _compiled(ages.told),
        tuple(_compiled(pattern) for pattern in ages.age),
        tuple(_compiled(pattern) for pattern in ages.bare),
        tuple((kind, _compiled(pattern)) for kind, pattern in since),
        {key: _compiled(pattern) for key, pattern in between.items()},
        _compiled(ages.subject),
        _compiled(ages.oblique),
        _compiled(ages.unsure),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{N}", f"(?:{NUMBER})") or NEVER, re.IGNORECASE)


class Since(NamedTuple):
    """The year of a birth or founding, and where it is told."""

    kind: str
    start: int
    end: int
    year: int


class Age(NamedTuple):
    """An age, and where the words end that make it one."""

    number: Number
    end: int
    bare: bool


def wrong_ages(text: Passage, printed: date | None) -> Iterator[Fault]:
    """Ages that do not follow from the year beside them; a birthday not yet had is reckoned with."""
    if printed is None or len(text.numbers) == 0:
        return
    forms = _forms(text.tag)
    if not forms.told.search(text.text):
        return
    for begin, end in text.clauses:
        since = _since(text.text, begin, end, forms)
        if since is None or not printed.year - OLDEST[since.kind] <= since.year <= printed.year:
            continue
        age = _age(text, begin, end, since, forms)
        if age is None or forms.unsure.search(text.text, begin, end) or not _are_one(text, begin, age, since, forms):
            continue
        years = {printed.year, *(year for year in _years(text, begin, end) if year > since.year)}
        said = int(age.number.readings[0])
        if not any(said in {year - since.year, year - since.year - 1} for year in years):
            yield _wrong_age(age.number, since, printed.year)


def _wrong_age(age: Number, since: Since, year: int) -> Fault:
    real = f"{year - since.year - 1} or {year - since.year}"
    who = "who was born" if since.kind == "born" else "what was founded"
    message = f"{who} in {since.year} is {real} years old in {year}, not {age.text}"
    return Fault("S211", age.start, age.end, message, "correct the age, or the year")


def _years(text: Passage, begin: int, end: int) -> set[int]:
    """The years that a sentence names."""
    found = {int(number.readings[0]) for number in text.numbers_in(begin, end) if number.year}
    return found | {m.year for dated in text.dates if begin <= dated.start < end for m in dated.moments if m.year}


def _since(text: str, begin: int, end: int, forms: _Forms) -> Since | None:
    """The one birth or founding that a sentence tells of; None where it tells of none or of several."""
    found = {
        Since(kind, match.start(), match.end(), int(match["y"]))
        for kind, pattern in forms.since
        for match in pattern.finditer(text, begin, end)
    }
    return found.pop() if len(found) == 1 else None


def _age(text: Passage, begin: int, end: int, since: Since, forms: _Forms) -> Age | None:
    """The one age that a sentence tells of; of what was founded, only what says that it is one."""
    found: dict[int, Age] = {}
    for pattern in (*forms.age, *(forms.bare if since.kind == "born" else ())):
        for match in pattern.finditer(text.text, begin, end):
            numbers = text.numbers_in(match.start("n"), match.end("n"))
            if numbers:
                found.setdefault(numbers[-1].start, Age(numbers[-1], match.end(), pattern in forms.bare))
    only = next(iter(found.values())) if len(found) == 1 else None
    if only is None:
        return None
    number = only.number
    odd = number.limit or number.scale or number.percent or number.rank or number.time
    return None if odd or number.readings[0] != number.readings[0].to_integral_value() else only


def _are_one(text: Passage, begin: int, age: Age, since: Since, forms: _Forms) -> bool:
    """Whether an age and a year are of the same person or thing, as far as the words about them tell."""
    first = age.number.start < since.start
    between = text.text[age.end : since.start] if first else text.text[since.end : age.number.start]
    before = text.text[begin : min(age.number.start, since.start)]
    if not forms.between[since.kind, first].fullmatch(between):
        return False
    if first and not age.bare:
        return not forms.oblique.search(before[-40:])
    said = before.strip(" \"'“«(,")
    if not first and any(word[0].isupper() for word in re.findall(r"[^\W\d_]+", between)):
        return not said
    said = re.sub(r",?\s+(?:who\s+)?was$|,?\s+aged?$|,?\s+is$", "", said)
    return not said or forms.subject.fullmatch(said) is not None


# ranks


class _Ranks(NamedTuple):
    """The patterns of ranks of a language."""

    rank_of: re.Pattern[str]
    of_rank: re.Pattern[str]
    placed: re.Pattern[str]
    fraction: re.Pattern[str]
    tops: tuple[re.Pattern[str], ...]


@per_language(16)
def _ranks(tag: str) -> _Ranks:
    grammar = grammar_of(tag)
    forms = (grammar.rank_of, grammar.of_rank, grammar.placed, grammar.fraction)
    rank_of, of_rank, placed, fraction = (_compiled(pattern) for pattern in forms)
    return _Ranks(rank_of, of_rank, placed, fraction, tuple(_compiled(pattern) for pattern in grammar.tops))


def wrong_ranks(text: Passage) -> Iterator[Fault]:
    """Ranks below the last: fifth of four, 190th among 180 countries, in the top ten and twelfth."""
    if len(text.numbers) == 0:
        return
    forms = _ranks(text.tag)
    for one, other in pairwise(text.numbers):
        between = one.end, other.start
        if other.start - one.end > APART:
            continue
        if one.rank and forms.rank_of.fullmatch(text.text, *between):
            yield from _beyond(text, one, other, forms)
        elif forms.of_rank.fullmatch(text.text, *between) and forms.placed.match(text.text, other.end):
            yield from _beyond(text, other, one, forms)
    for pattern in forms.tops:
        for match in pattern.finditer(text.text):
            rank, whole = (_value(match[name], text.tag) for name in ("rank", "whole"))
            if rank is not None and whole is not None and rank > whole:
                message = f"{match['rank']} is not among the first {match['whole']}"
                yield Fault("S212", match.start("rank"), match.end("rank"), message, "correct one of the two")


def _beyond(text: Passage, rank: Number, whole: Number, forms: _Ranks) -> Iterator[Fault]:
    """The fault of a rank that is beyond the number of all, where that is a number of things."""
    if whole.rank or whole.year or whole.percent or whole.time or whole.limit or rank.limit or rank.percent:
        return
    if (
        whole.amounts[0] < 2
        or _unit_of_time(text, whole)
        or forms.fraction.search(text.text[max(0, rank.start - 40) : rank.start])
    ):
        return
    if rank.amounts[0] > whole.amounts[0]:
        message = f"a rank of {rank.text} among {whole.text} cannot be"
        yield Fault("S212", rank.start, rank.end, message, "correct the rank, or the number of all")


def _unit_of_time(text: Passage, whole: Number) -> bool:
    """Whether a number is part of a word (a four-year plan) or counts years."""
    behind = re.compile(rf"[-–‑]\w|{grammar_of(text.tag).years or NEVER}", re.IGNORECASE)
    return behind.match(text.text, whole.end) is not None


def _value(words: str, tag: str) -> int | None:
    if words.isdecimal():
        return int(words)
    return next((int(number.readings[0]) for number in find_numbers(words, tag)), None)
