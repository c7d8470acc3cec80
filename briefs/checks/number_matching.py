"""What numbers stand for: which numbers of a source a number of a fact can be, and which need not be said.

It compares two numbers at a time; telling problems is for `stated`.
"""

from __future__ import annotations

import re

from briefs.checks.fields import entries_of, field_of, record_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Scope
from briefs.language import Grammar, grammar_of, per_language
from briefs.model.facts import Fact, Items, Record
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage

RANKED = re.compile(
    r"\b(?:rank|place|position|no|number|edition|session|anniversary|article|chapter|page|round)\w*\b|№|"
    r"мест|ранг|номер|статья|сесси|юбиле|дугаар|байр|зүйл|хуралдаан|орын|нөмір|бап",
    re.IGNORECASE,
)
"""Words beside which a plain number can be a rank of the source's."""

TIMES = frozenset({"minute", "hour", "day", "week", "month", "year", "decade", "century"})
"""Measures of time."""


def numbers_of(inquiry: Inquiry, fact: Fact) -> tuple[Number, ...]:
    """The numbers of a fact, with what a figure's unit adds: its scale, and whether it is a percentage."""
    numbers = inquiry.words(fact).numbers
    if field_of(fact) not in {"figures.value", "series.points"}:
        return numbers
    record = inquiry.facts.find(record_of(fact))
    unit = entries_of(record, "unit") if isinstance(record, Record) else []
    if not unit:
        return numbers
    scale, percent = unit_of(unit[0].written, (unit[0].language or inquiry.tag).partition("-")[0])
    return tuple(
        n._replace(scale=n.scale or scale, percent=n.percent or percent, year=n.year and not scale) for n in numbers
    )


@per_language(1024)
def unit_of(unit: str, tag: str) -> tuple[int, bool]:
    """The power of ten that a unit names, and whether it is a percentage."""
    grammar = grammar_of(tag)
    words = " ".join(re.findall(r"[^\W\d_]+", unit.casefold()))
    named = [(len(word), power) for word, power in grammar.scales.items() if f" {word} " in f" {words} "]
    return max(named, default=(0, 0))[1], bool(re.search(grammar.percent, unit, re.IGNORECASE))


def matches(number: Number, wide: Scope, inquiry: Inquiry, fact: Fact) -> list[Number]:
    """The numbers of the source that a number of a fact can be."""
    found = dict.fromkeys(other for value in number.amounts for other in wide.numbers.get(value, ()))
    found |= dict.fromkeys(
        other
        for value in number.readings
        for other in wide.numbers.get(value, ())
        if not number.scale or not other.scale
    )
    return [other for other in found if _alike(number, other, inquiry, fact)]


def said(number: Number, wide: Scope, inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a number stands in the source's words, as a number or as part of a date."""
    if matches(number, wide, inquiry, fact):
        return True
    return number.year and int(number.readings[0]) in wide.years


def _alike(number: Number, other: Number, inquiry: Inquiry, fact: Fact) -> bool:
    """Whether two numbers of one value can be one: time with time, percentage with percentage, rank with rank."""
    if number.time != other.time or (number.percent and (other.rank or other.scale)):
        return False
    if number.percent != other.percent and not (number.percent and not other.word):
        return False
    if other.rank and not number.rank and not number.year:
        return bool(RANKED.search(fact.written) or RANKED.search(_label(inquiry, fact)))
    return True


def is_fall(number: Number, wide: Scope) -> bool:
    """Whether a negative number is what the source says something fell by: -3.4, and down 3.4 per cent."""
    if number.readings[0] >= 0:
        return False
    amounts = {-amount for amount in number.amounts}
    for value in amounts:
        for spot, other in wide.standing.get(value, ()):
            text = spot.passage
            begin, end = text.sentences[text.sentence_at(other.start)]
            same = other.percent == number.percent and not amounts.isdisjoint(other.amounts)
            if same and re.search(text.grammar.fell or r"(?!)", text.text[begin:end], re.IGNORECASE):
                return True
    return False


def is_duration(text: Passage, number: Number) -> bool:
    """Whether a number is how long something lasts, behind a word that elsewhere says `more than`: over five years."""
    measure = text.measures.get(number)
    if not text.grammar.during or measure is None or measure.names.isdisjoint(TIMES):
        return False
    return bool(re.search(rf"(?<!\w)(?:{text.grammar.during})\s*$", text.text[: number.start], re.IGNORECASE))


def _label(inquiry: Inquiry, fact: Fact) -> str:
    record = inquiry.facts.find(record_of(fact))
    labels = entries_of(record, "label") if isinstance(record, Record) else []
    return labels[0].written if labels else ""


def is_reckoned(inquiry: Inquiry, fact: Fact) -> bool:
    """Whether a formula makes the number or checks it."""
    record = inquiry.facts.find(record_of(fact))
    has_formula = isinstance(record, Record) and "formula" in record.fields
    return bool(fact.formula) or (has_formula and field_of(fact) == "figures.value")


def may_be_left(number: Number, fact: Fact, inquiry: Inquiry) -> bool:
    """Whether the source need not say a number: a small word, a year, or a count of the record's own lists."""
    if (number.year and number.limit not in {"more", "less"}) or is_small(number, inquiry.words(fact).grammar):
        return True
    record = inquiry.facts.find(record_of(fact))
    if not isinstance(record, Record) or number.scale or number.percent:
        return False
    text = inquiry.words(fact)
    beside = [token.folded for token in text.tokens if number.end <= token.start][:3]
    return any(
        isinstance(node, Items) and number.readings[0] == len(node.items) and _is_called(name, beside, text.tag)
        for name, node in record.fields.items()
    )


def _is_called(field: str, beside: list[str], tag: str) -> bool:
    """Whether the words behind a number name a list of the record; in other languages any words may."""
    return tag != "en" or any(word[:4] == field[:4] for word in beside)


def is_small(number: Number, grammar: Grammar) -> bool:
    word = number.text.casefold()
    return number.word and (word in grammar.small or word in grammar.both)
