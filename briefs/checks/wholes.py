"""What cannot be, of wholes and their parts in one text: `of which`, shares of one total, shortfalls, steps in points.

Growth and sums that are said to be sums are for `sums`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from briefs.checks.dates_in_order import Fault
from briefs.checks.sums import interval
from briefs.language import grammar_of, per_language
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage

HUNDRED = Decimal(100)
NEARLY = Decimal("0.5")
"""By how much, as a share of it, a difference may be wrong and still be meant as the difference of two amounts."""
LEAD = 40
"""Characters before a number in which words say what it is."""


def whole_faults(text: Passage) -> Iterator[Fault]:
    """The faults of a text."""
    if len(text.numbers) < 2:
        return
    before: list[Number] = []
    for begin, end in text.clauses:
        numbers = [n for n in text.numbers_in(begin, end) if not (n.year or n.rank or n.time or n.limit)]
        numbers = [n for n in numbers if not (n.word and n.text.casefold() in text.grammar.small | text.grammar.both)]
        if len(numbers) > 1:
            yield from _in_points(text, numbers)
            yield from _backwards(text, begin, end, numbers)
            yield from _shares(text, numbers)
        if len(numbers) > 2:
            yield from _of_which(text, begin, numbers)
        yield from _difference(text, begin, end, [*before, *numbers])
        before = numbers if len(numbers) <= 2 else []


@per_language(32)
def _words(tag: str) -> dict[str, re.Pattern[str]]:
    grammar = grammar_of(tag)
    names = ("including", "differs", "whole", "whole_of", "start", "goal", "grew", "fell", "apart")
    return {name: re.compile(getattr(grammar, name) or r"(?!)", re.IGNORECASE) for name in names}


def _names(text: Passage, number: Number) -> frozenset[str]:
    measure = text.measures.get(number)
    return measure.names if measure else frozenset()


def _alike(text: Passage, numbers: Sequence[Number]) -> bool:
    """Whether numbers can be of one kind: one scale, and no two measures."""
    measures = [names for number in numbers if (names := _names(text, number))]
    common = frozenset[str]().union(*measures)
    one = all(names & measures[0] for names in measures)
    return len({(n.scale, n.percent) for n in numbers}) == 1 and one and (bool(common) or not measures)


def _ends(text: Passage, numbers: Sequence[Number]) -> tuple[Number, Number] | None:
    """The two numbers of a change from the one to the other, in its order; None where no two are joined so."""
    words = _words(text.tag)
    for one, other in pairwise(numbers):
        leads = [text.text[max(0, n.start - LEAD) : n.start] for n in (one, other)]
        between = text.text[one.end : other.start]
        if len(between) <= 60 and words["start"].search(leads[0]) and words["goal"].search(between[-LEAD:]):
            return one, other
    return None


def _in_points(text: Passage, numbers: list[Number]) -> Iterator[Fault]:
    """A step in points between two percentages that are otherwise far apart."""
    shares = [n for n in numbers if "%" in _names(text, n)]
    steps = [n for n in numbers if _names(text, n) & {"point", "basis point"}]
    if len(shares) != 2 or len(steps) != 1 or _ends(text, shares) is None:
        return
    step = steps[0]
    unit = HUNDRED if "basis point" in _names(text, step) else Decimal(1)
    real, said = abs(shares[0].amounts[0] - shares[1].amounts[0]) * unit, interval(step)
    slack = sum((interval(n).high - n.amounts[0] for n in shares), Decimal(0)) * unit
    if not said.low - slack <= real <= said.high + slack:
        message = f"from {shares[0].text} to {shares[1].text} it is {real.normalize():f} points, not {step.text}"
        yield Fault("S205", step.start, step.end, message, "correct one of the three")


def _backwards(text: Passage, begin: int, end: int, numbers: list[Number]) -> Iterator[Fault]:
    """What grew from more to less, or fell from less to more."""
    ends = _ends(text, numbers) if len(numbers) <= 3 else None
    if ends is None or not _alike(text, ends):
        return
    words, sentence = _words(text.tag), text.text[begin:end]
    grew, fell = (bool(words[name].search(sentence)) for name in ("grew", "fell"))
    if grew == fell:
        return
    first, last = (n.amounts[0] for n in ends)
    if min(first, last) > 0 and (first > last if grew else first < last):
        message = f"from {ends[0].text} to {ends[1].text} it {'fell' if grew else 'grew'}"
        yield Fault("S205", ends[1].start, ends[1].end, message, "correct the word, or one of the two")


def _of_which(text: Passage, begin: int, numbers: list[Number]) -> Iterator[Fault]:
    """Parts that are more together than the whole of which they are said to be parts."""
    words = _words(text.tag)
    whole, first, *_ = numbers
    inside = words["including"].search(text.text, whole.end, first.start)
    opened = words["whole_of"].search(text.text[begin : whole.start])
    split = re.search(r":\s", text.text[whole.end : first.start])
    parts = [n for n in numbers[1:] if n.scale == whole.scale and n.percent == whole.percent]
    if not (inside or opened or split) or len(parts) < 2 or parts != numbers[1:] or not _alike(text, numbers):
        return
    if split and not (inside or opened) and not (whole.scale or _names(text, whole)):
        return
    if any(n.amounts[0] == whole.amounts[0] for n in parts):
        return  # the whole again
    real = sum((n.amounts[0] for n in parts), Decimal(0))
    slack = sum((interval(n).high - n.amounts[0] for n in numbers), Decimal(0)) if whole.scale or split else Decimal(0)
    over, missed = real - whole.amounts[0] > slack, abs(real - whole.amounts[0]) > slack
    if over or (split and missed and abs(real - whole.amounts[0]) < whole.amounts[0] / 4):
        shown = f"{real.scaleb(-whole.scale).normalize():,f}"
        message = f"{' + '.join(n.text for n in parts)} is {shown}, and {whole.text} is the whole"
        yield Fault("S207", whole.start, whole.end, message, "correct the whole, or one of its parts")


def _shares(text: Passage, numbers: list[Number]) -> Iterator[Fault]:
    """Shares of one total that are above 100 percent together."""
    shares = [n for n in numbers if "%" in _names(text, n)]
    if len(shares) < 2 or shares != numbers:
        return
    if not _words(text.tag)["whole"].match(text.text, text.measures[shares[-1]].end):
        return
    real = sum((n.amounts[0] for n in shares), Decimal(0))
    if HUNDRED * Decimal("1.01") < real and all(n.amounts[0] <= HUNDRED for n in shares):
        message = f"the shares {', '.join(n.text for n in shares)} make {real.normalize():f} percent of one total"
        yield Fault("S204", shares[0].start, shares[-1].end, message, "correct one of them")


def _difference(text: Passage, begin: int, end: int, numbers: list[Number]) -> Iterator[Fault]:
    """A shortfall or surplus that is not the difference of the two amounts before it."""
    words = _words(text.tag)
    if len(numbers) != 3 or not words["differs"].search(text.text, begin, end) or not _alike(text, numbers):
        return
    one, other, said = numbers
    lead = text.text[max(begin, said.start - LEAD) : said.start]
    if said.start < begin or not _names(text, said) or not words["differs"].search(lead):
        return
    if not words["apart"].search(text.text[one.end : other.start]):
        return
    real, claimed = abs(one.amounts[0] - other.amounts[0]), interval(said)
    slack = sum((interval(n).high - n.amounts[0] for n in (one, other)), Decimal(0))
    wrong = not claimed.low - slack <= real <= claimed.high + slack
    if wrong and abs(said.amounts[0] - real) <= NEARLY * real:
        shown = f"{real.scaleb(-said.scale).normalize():,f}"
        message = f"between {one.text} and {other.text} it is {shown}, not {said.text}"
        yield Fault("S207", said.start, said.end, message, "correct one of the three")
