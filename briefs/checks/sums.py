"""What cannot be, of the numbers in one text: changes, sums and shares that do not follow from their parts.

It looks at a text alone; whether the text is a fact's or a source's is for `reckoned`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from briefs.checks.dates_in_order import Fault
from briefs.language import grammar_of, per_language
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage

COUNTRIES = 249
"""Countries and territories with a code of their own (ISO 3166-1); members of the United Nations are 193."""
MANY_PARTS = 3
"""Parts from which a sum, said to be one, may miss them by any amount and still be told."""
NEARLY = Decimal("0.25")
"""By how much a sum may miss its parts and still be meant as their sum."""


class Interval(NamedTuple):
    """What a rounded number can be."""

    low: Decimal
    high: Decimal


def number_faults(text: Passage) -> Iterator[Fault]:
    """The faults of a text."""
    if len(text.numbers) == 0:
        return
    yield from impossible(text)
    for begin, end in text.clauses:
        numbers = [n for n in text.numbers_in(begin, end) if not n.year and not n.rank and not n.time]
        numbers = [n for n in numbers if not (n.word and n.text.casefold() in text.grammar.small | text.grammar.both)]
        if len(numbers) >= 2:
            yield from changes(text, begin, end, numbers)
            yield from parts_of_wholes(text, begin, end)
        if len(numbers) >= 3:
            yield from totals(text, numbers)


def impossible(text: Passage) -> Iterator[Fault]:
    """More countries than there are; a share above 100 percent."""
    countries, share, world = _patterns(text.tag)
    for number in text.numbers:
        value = number.amounts[0]
        if value > COUNTRIES and not number.year and countries.match(text.text, number.end):
            hint = f"the United Nations have 193 members, ISO 3166-1 lists {COUNTRIES} countries and territories"
            yield Fault("S204", number.start, number.end, f"there are not {number.text} countries", hint)
        if number.percent and value > 100 and share.search(text.text, max(0, number.start - 40), number.end + 30):
            message = f"a share of {number.text} percent is more than the whole"
            yield Fault("S204", number.start, number.end, message, "correct the number, or what it is a share of")
        if number.rank and value > COUNTRIES and world.search(text.text, max(0, number.start - 60), number.end + 60):
            message = f"nobody ranks {number.text} among fewer than {COUNTRIES + 1} countries"
            yield Fault("S204", number.start, number.end, message, "correct the rank")


@per_language(16)
def _patterns(tag: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    grammar = grammar_of(tag)
    world = r"globally|in the world|worldwide|among countries|в мире|дэлхийд|әлемде"
    return (
        re.compile(grammar.countries or r"(?!)", re.IGNORECASE),
        re.compile(grammar.share or r"(?!)", re.IGNORECASE),
        re.compile(world, re.IGNORECASE),
    )


class Change(NamedTuple):
    """What a sentence tells of a growth or fall."""

    start: Number
    goal: Number
    percent: Number | None
    step: Number | None
    times: int
    limit: str


@per_language(16)
def _moves(tag: str) -> tuple[re.Pattern[str], re.Pattern[str], tuple[re.Pattern[str], ...]]:
    grammar = grammar_of(tag)
    around = (grammar.start, grammar.goal, grammar.step)
    return (
        re.compile(grammar.grew or r"(?!)", re.IGNORECASE),
        re.compile(grammar.fell or r"(?!)", re.IGNORECASE),
        tuple(re.compile(pattern or r"(?!)", re.IGNORECASE) for pattern in around),
    )


def changes(text: Passage, begin: int, end: int, numbers: list[Number]) -> Iterator[Fault]:
    """Growth by a percentage, a difference or a factor that the two amounts beside it do not have."""
    sentence = text.text[begin:end]
    grew, fell, _ = _moves(text.tag)
    times, limit = _times(sentence, text.tag)
    moves = bool(grew.search(sentence)), bool(fell.search(sentence))
    if all(moves) or not (any(moves) or times):
        return  # what grew and what fell are two things
    change = _change(text, numbers, times, limit)
    if change is None:
        return
    first, last = interval(change.start), interval(change.goal)
    if first.low <= 0 or last.low <= 0:
        return
    yield from _wrong_percent(change, first, last)
    yield from _wrong_step(change, first, last)
    yield from _wrong_times(change, sentence, begin)


_TWO_WORDS = re.compile(r"(?:\w+\s+){0,2}$")


@per_language(16)
def _multiples(tag: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Words for growing by a factor, each with the factor."""
    many = grammar_of(tag).twice.items()
    return tuple((re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE), times) for pattern, times in many)


def _times(sentence: str, tag: str) -> tuple[int, str]:
    """How many times as much a sentence speaks of, and whether it says more, less or about."""
    for pattern, times in _multiples(tag):
        match = pattern.search(sentence)
        if match:
            before = _TWO_WORDS.search(sentence[max(0, match.start() - 60) : match.start()])
            lead = before[0].casefold() if before else ""
            more = re.search(r"more than|over|более|больше|илүү|гаруй|астам", lead)
            less = re.search(r"almost|nearly|почти|бараг|шахам|дерлік|жуық", lead)
            return times, "more" if more else "less" if less else ""
    return 0, ""


def _change(text: Passage, numbers: list[Number], times: int, limit: str) -> Change | None:
    """The change that a sentence tells of, where it holds two amounts of one kind and no third."""
    _, _, (start, goal, step) = _moves(text.tag)
    percents = [n for n in numbers if n.percent]
    amounts = [n for n in numbers if not n.percent]
    by = [n for n in amounts if step.search(text.text, max(0, n.start - 30), n.start)]
    ends = [n for n in amounts if n not in by]
    if len(ends) != 2 or len(percents) > 1 or len(by) > 1 or not (percents or by or times):
        return None
    first, last = ends
    from_last = start.search(text.text, max(0, last.start - 20), last.start)
    to_first = goal.search(text.text, max(0, first.start - 20), first.start)
    if from_last or to_first:
        first, last = last, first
    if _unit(text, first) != _unit(text, last) or first.word != last.word:
        return None
    if not (start.search(text.text, max(0, first.start - 20), first.start) or _has_goal(text, last, goal)):
        return None
    return Change(first, last, percents[0] if percents else None, by[0] if by else None, times, limit)


def _has_goal(text: Passage, number: Number, goal: re.Pattern[str]) -> bool:
    """Whether a word for the goal stands before a number; where the language has none, any place will do."""
    grammar = text.grammar
    return grammar.goal == r"(?!)" or bool(goal.search(text.text, max(0, number.start - 20), number.start))


def _unit(text: Passage, number: Number) -> str:
    """The word behind a number, which says what it counts; empty at the end of a clause."""
    match = re.match(r"\s*([^\W\d_]+|%)", text.text[number.end : number.end + 30])
    word = match[1].casefold() if match else ""
    return f"{number.scale} {'' if word in text.grammar.links or len(word) < 3 else word[:4]}"


def interval(number: Number) -> Interval:
    """What a number can be that was rounded as it is written."""
    value = number.amounts[0]
    half = Decimal(5).scaleb(int(number.readings[0].as_tuple().exponent) - 1 + number.scale)
    return Interval(value - half, value + half)


def _wrong_percent(change: Change, first: Interval, last: Interval) -> Iterator[Fault]:
    if change.percent is None:
        return
    low, high = (last.low / first.high - 1) * 100, (last.high / first.low - 1) * 100
    if high < 0:
        low, high = -high, -low
    said = interval(change.percent)
    wrong = said.high < low or said.low > high
    if change.percent.limit == "more":
        wrong = high < said.low or low > said.high * 2
    elif change.percent.limit:
        wrong = abs(said.low - low) > Decimal("0.2") * max(low, Decimal(5))
    if wrong:
        real = abs((change.goal.amounts[0] / change.start.amounts[0] - 1) * 100)
        message = f"from {change.start.text} to {change.goal.text} it is {real:.1f} percent, not {change.percent.text}"
        yield Fault("S205", change.percent.start, change.percent.end, message, "correct one of the three")


def _wrong_step(change: Change, first: Interval, last: Interval) -> Iterator[Fault]:
    if change.step is None or change.step.scale != change.start.scale or change.step.limit:
        return
    low, high = last.low - first.high, last.high - first.low
    if high < 0:
        low, high = -high, -low
    said = interval(change.step)
    if said.high < low or said.low > high:
        real = abs(change.goal.readings[0] - change.start.readings[0])
        message = f"from {change.start.text} to {change.goal.text} it is {real}, not {change.step.text}"
        yield Fault("S205", change.step.start, change.step.end, message, "correct one of the three")


def _wrong_times(change: Change, sentence: str, begin: int) -> Iterator[Fault]:
    if not change.times:
        return
    ratio = change.goal.amounts[0] / change.start.amounts[0]
    times = Decimal(change.times)
    wrong = not times * Decimal("0.9") <= ratio <= times * Decimal("1.2")
    if change.limit == "more":
        wrong = not times < ratio <= times + 1
    elif change.limit == "less":
        wrong = not times * Decimal("0.8") <= ratio < times
    if wrong:
        message = f"from {change.start.text} to {change.goal.text} it is {ratio:.1f} times as much"
        yield Fault("S205", change.goal.start, change.goal.end, message, "correct the words, or one of the numbers")


@per_language(16)
def _out_of(tag: str) -> tuple[re.Pattern[str], ...]:
    number = r"(?<![\d.,])\d[\d,.]*\d|(?<![\d.,])\d"
    return tuple(re.compile(p.replace("{N}", f"(?:{number})"), re.IGNORECASE) for p in grammar_of(tag).out_of)


def parts_of_wholes(text: Passage, begin: int, end: int) -> Iterator[Fault]:
    """A part that is larger than its whole, or a percentage beside both that is another."""
    for pattern in _out_of(text.tag):
        for match in pattern.finditer(text.text, begin, end):
            part, whole = (_at(text, match.start(name)) for name in ("part", "whole"))
            if part is None or whole is None or part.year or whole.year or part.rank or part.scale != whole.scale:
                continue
            if part.amounts[0] > whole.amounts[0] and not part.percent:
                message = f"{part.text} is more than the {whole.text} that it is a part of"
                yield Fault("S207", match.start(), match.end(), message, "correct one of the two")
            percent = next((n for n in text.numbers_in(match.end(), match.end() + 12) if n.percent), None)
            if percent is None or part.amounts[0] > whole.amounts[0] or percent.limit:
                continue
            real, said = part.amounts[0] / whole.amounts[0] * 100, interval(percent)
            if not said.low <= real <= said.high:
                message = f"{part.text} of {whole.text} is {real:.1f} percent, not {percent.text}"
                yield Fault("S207", percent.start, percent.end, message, "correct one of the three")


def _at(text: Passage, offset: int) -> Number | None:
    return next(iter(text.numbers_in(offset, offset + 1)), None)


@per_language(16)
def _total(tag: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = grammar_of(tag).total or r"(?!)"
    return (
        re.compile(rf"(?<!\w)(?:{words})[\s:,–—-]*(?:\w+\s+){{0,2}}$", re.IGNORECASE),
        re.compile(rf"[\s,]*(?:[^\W\d_]+\s+){{0,2}}(?:{words})", re.IGNORECASE),
    )


def totals(text: Passage, numbers: list[Number]) -> Iterator[Fault]:
    """A sum beside its parts that is another: 812 and 377, 1,188 in all."""
    before, after = _total(text.tag)
    plain = [n for n in numbers if not n.percent and not n.limit]
    for total in plain:
        lead = text.text[max(0, total.start - 40) : total.start]
        if not (before.search(lead) or after.match(text.text, total.end)):
            continue
        others = _parts(text, total, [n for n in plain if n is not total and (total.word or not n.word)])
        if len(others) < 2 or any(n.scale != total.scale or n.amounts[0] >= total.amounts[0] for n in others):
            return
        real = sum((n.amounts[0] for n in others), Decimal(0))
        slack = sum((interval(n).high - n.amounts[0] for n in (*others, total)), Decimal(0))
        exact = all(n.amounts[0] == n.amounts[0].to_integral_value() and not n.scale for n in (*others, total))
        slack = Decimal(0) if exact else slack
        if slack < abs(real - total.amounts[0]) <= (NEARLY if len(others) < MANY_PARTS else 1) * total.amounts[0]:
            listed = " + ".join(n.text for n in others)
            shown = f"{real.scaleb(-total.scale).normalize():,f}"
            message = f"{listed} is {shown}, not {total.text}"
            yield Fault("S207", total.start, total.end, message, "correct the sum, or one of its parts")
        return


def _parts(text: Passage, total: Number, others: list[Number]) -> list[Number]:
    """The numbers that count the same as a total, as far as a word behind them tells; none where that is not clear."""
    units = {n: _unit(text, n).partition(" ")[2] for n in (total, *others)}
    named = {unit for unit in units.values() if unit}
    if units[total]:
        return [n for n in others if units[n] in {"", units[total]}]
    return others if len(named) < 2 else []


def wrong_totals(rows: list[tuple[str, ...]], tag: str) -> Iterator[tuple[int, str, str]]:
    """Rows of a table that give a total which its column does not have: the row from 0, the total, what is wrong."""
    words = re.compile(rf"\s*(?:{grammar_of(tag).total or '(?!)'}|total|sum|дүн)", re.IGNORECASE)
    begin = 0
    for at, row in enumerate(rows):
        if not row or not words.match(row[0] + " "):
            continue
        for column in range(1, len(row)):
            cells = [_cell(each[column], tag) if column < len(each) else None for each in rows[begin:at]]
            total, numbers = _cell(row[column], tag), [cell for cell in cells if cell is not None]
            if total is None or len(numbers) < 2:
                continue
            real = sum((number.readings[0] for number in numbers), Decimal(0))
            unit = min(int(n.readings[0].as_tuple().exponent) for n in (*numbers, total))
            slack = Decimal(len(numbers) + 1) * Decimal(5).scaleb(unit - 1) if unit < 0 else Decimal(0)
            if abs(real - total.readings[0]) > slack:
                yield at, total.text, f"the column adds up to {real:,f}, not {total.text}"
        begin = at + 1


def _cell(text: str, tag: str) -> Number | None:
    """The number in a cell that holds nothing else, but a unit."""
    numbers = Passage(text, tag).numbers
    return numbers[0] if len(numbers) == 1 and len(re.sub(r"[\d\s.,]", "", text)) <= 6 and not numbers[0].year else None
