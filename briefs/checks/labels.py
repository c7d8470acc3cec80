"""The check of labels: the number of a figure is the one that the source says of what the label names.

A sentence often holds several numbers of one kind, exports and imports, dead and injured; the neighbour's is the slip
that digits do not show. Tables are for `table_cells`.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.checks.fields import entries_of, field_of, record_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.likeness import Clause, clauses, stem
from briefs.checks.number_matching import is_reckoned, matches, numbers_of
from briefs.checks.places_in_sources import Spot
from briefs.language import grammar_of
from briefs.model.facts import Fact, Record
from briefs.model.problems import Problem
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage, passage
from briefs.understanding.words import parts

RELATIVE = frozenset(map(stem, (
    "which that these those this their from with under over percent million billion thousand total qui que dont pour "
    "cent millions milliards del que por ciento millones которая который процента тысяч млн млрд хувь сая тэрбум "
    "пайыз мың"
).split()))  # fmt: skip
"""Words that say nothing of what is counted."""


COUNTED = frozenset({"person", "household", "house"})
"""Measures that say what is counted, and not in what: 27 dead and 143 persons injured are of one kind."""


def other_thing(inquiry: Inquiry) -> Iterator[Problem]:
    """A figure's number is said of something else, and what its label names has another number beside it."""
    for fact in inquiry.claims:
        scope = inquiry.scope(fact) if field_of(fact) == "figures.value" else None
        if scope is None or is_reckoned(inquiry, fact) or not inquiry.reads(fact, scope):
            continue
        for number in numbers_of(inquiry, fact)[:1]:
            found = matches(number, scope, inquiry, fact)
            standing = [each for value in number.readings for each in scope.standing.get(value, ()) if each[1] in found]
            wanted = _stems_of(inquiry, inquiry.record(fact))
            rivals = inquiry.once(_labels) - wanted
            others = [
                _other(spot, there, wanted, rivals) or _elsewhere(spot, there, wanted) for spot, there in standing
            ]
            if others and all(others) and not _is_of_the_same(inquiry, fact, others[0], wanted):
                message = f"the source says `{_short(others[0])}` of what the label names, not `{number.text}`"
                hint = "take the number that stands with the label's words, or correct the label"
                yield inquiry.problem("S124", message, fact.at, hint, fact.written)


def _is_of_the_same(inquiry: Inquiry, fact: Fact, clause: str, wanted: frozenset[str]) -> bool:
    """Whether the number that the clause has is that of another figure with this label: another year's value."""
    there = {value for n in passage(clause, inquiry.words(fact).tag).numbers for value in n.readings}
    for record in inquiry.records("figures"):
        if record.id != record_of(fact) and _stems_of(inquiry, record) >= wanted:
            own = (n for value in entries_of(record, "value") for n in inquiry.words(value).numbers)
            if any(not there.isdisjoint(n.readings) for n in own):
                return True
    return False


def _labels(inquiry: Inquiry) -> frozenset[str]:
    """The stems of the words of all figures' labels."""
    return frozenset(word for record in inquiry.records("figures") for word in _stems_of(inquiry, record)) - RELATIVE


def _stems_of(inquiry: Inquiry, record: Record | None) -> frozenset[str]:
    """The stems of the words of a figure's label."""
    return frozenset(
        stem(word)
        for label in entries_of(record, "label")
        for word in parts(label.written)
        if len(word) > 2 and word.isalpha() and word not in grammar_of(inquiry.words(label).tag).links
    )


def _other(spot: Spot, number: Number, wanted: frozenset[str], rivals: frozenset[str]) -> str:
    """The clause that has words of the label, beside a number's own that has those of another label; else empty."""
    text = spot.passage
    if spot.table or number.year:
        return ""
    begin, end = text.sentences[text.sentence_at(number.start)]
    numbered = [each for each in clauses(text.text[begin:end], text.tag) if each.numbers]
    own = [each for each in numbered if not each.numbers.isdisjoint(number.readings)]
    if not any(each.stems & rivals for each in own) or any(each.stems & wanted for each in own):
        return ""
    rest = [each for each in numbered if each not in own and each.stems & wanted]
    alike = [each for each in rest if _kinds(each, text.tag) & _kinds_of(text, number)]
    return alike[0].text.strip(" ,;") if alike else ""


STRONG = 2
"""Words of a label that a clause has at least which alone is what the label names."""


def _elsewhere(spot: Spot, number: Number, wanted: frozenset[str]) -> str:
    """The clause of another sentence that has more words of the label, where the number's own sentence has none."""
    text = spot.passage
    if spot.table or number.year:
        return ""
    own = text.sentence_at(number.start)
    begin, end = text.sentences[own]
    if any(each.stems & wanted for each in clauses(text.text[begin:end], text.tag)):
        return ""
    others = (text.text[a:b] for at, (a, b) in enumerate(text.sentences) if at != own)
    found = (each for sentence in others for each in clauses(sentence, text.tag) if each.numbers)
    strong = [each for each in found if len(each.stems & wanted) >= STRONG]
    alike = [each for each in strong if _kinds(each, text.tag) & _kinds_of(text, number)]
    return alike[0].text.strip(" ,;") if alike else ""


def _kinds(clause: Clause, tag: str) -> frozenset[tuple[object, ...]]:
    """What the numbers of a clause count in."""
    words = passage(clause.text, tag)
    return frozenset(kind for n in words.numbers if not n.year for kind in _kinds_of(words, n))


def _kinds_of(text: Passage, number: Number) -> frozenset[tuple[object, ...]]:
    measure = text.measures.get(number)
    names = measure.names - COUNTED if measure else frozenset()
    return frozenset({(number.scale, number.percent, names)})


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
