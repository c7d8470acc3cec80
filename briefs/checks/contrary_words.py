"""Checks of words that turn a sense round: fell for rose, may for will, a lost not, no more than for at least.

Words of one list in the fact and in the words cited are compared where both speak of the same; a paraphrase in words
of no list is not their concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.checks.fields import field_of
from briefs.checks.inquiry import Inquiry
from briefs.language import grammar_of, per_language
from briefs.model.facts import Citation, Fact
from briefs.model.problems import Problem
from briefs.understanding.numbers import Number
from briefs.understanding.passages import Passage, passage
from briefs.understanding.words import same_word

WORDED = frozenset({
    "summary", "points.text", "statements.said", "events.what", "figures.label", "agreements.purpose",
    "agreements.provisions", "agreements.benefits", "agreements.background", "agreements.status", "agreements.money",
    "agreements.term", "agreements.next_step", "actions.what", "visit.occasion", "other",
})  # fmt: skip
"""Fields that say in words of ours what a source says in its own."""
BY_SAYING = frozenset({"direction", "trade", "modality", "obligation", "status", "agreed"})
"""The lists that are compared clause by clause; those of negation, bounds and clocks have rules of their own."""
CERTAIN = frozenset({"direction", "trade"})
"""Lists whose words are opposites."""
HALF = 0.5
MOST_OF = 0.6
NEARLY_ALL = 0.75
BEFORE = 48
"""Characters before a number in which its bound is looked for."""
LOWER = frozenset({"at least", "more than"})
UPPER = frozenset({"up to", "no more than", "fewer than", "nearly"})
_JOINT = re.compile(r"[;:()—–]|,\s")
_TIME = r"(?<![\d:.])(\d{1,2}[:.h]\d{2})(?![\d:])"


class Clause(NamedTuple):
    """A part of a sentence between two joints."""

    text: str
    words: frozenset[str]
    """Its words, folded, but for small ones."""


class Found(NamedTuple):
    """A word of a list."""

    kind: str
    word: str


def contrary_word(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact has the opposite or a stronger word than the words it cites."""
    for fact, says, cited in _worded(inquiry):
        own = inquiry.words(fact)
        for name in sorted(BY_SAYING & grammar_of(own.tag).contraries.keys()):
            for clause in clauses(own.text, own.tag):
                here = _of_list(clause.text, own.tag, name)
                other = _contrary(clause, here, says, cited, own.tag, name) if here else None
                if other is not None:
                    yield _told(inquiry, "S131", fact, here[0].word, other[0].word, other[1] and name in CERTAIN)
                    break
        yield from _clocks(inquiry, fact, (*says, *cited))


def _told(inquiry: Inquiry, code: str, fact: Fact, own: str, theirs: str, certain: bool) -> Problem:
    message = f"the source has `{theirs}` where the fact has `{own}`"
    hint = "say it as the source says it, or cite the words that say so"
    return inquiry.problem(code, message, fact.at, hint, own, "error" if certain else "warning")


def _worded(inquiry: Inquiry) -> Iterator[tuple[Fact, list[Passage], list[Passage]]]:
    """The facts in words of ours, with the words that they quote and the sentences about those."""
    for fact in inquiry.claims:
        scope = inquiry.scope(fact)
        if field_of(fact) not in WORDED or scope is None or not inquiry.reads(fact, scope):
            continue
        if not grammar_of(inquiry.words(fact).tag).contraries:
            continue
        placed = [c for c in fact.sources if c.at or c.spots]
        says = [passage(words, inquiry.words(fact).tag) for c in placed for words in c.says]
        cited = [text for c in placed for text in _sentences(inquiry, c)]
        if cited:
            yield fact, says, cited


def _sentences(inquiry: Inquiry, citation: Citation) -> Iterator[Passage]:
    """The sentences that hold the words quoted; without any, all of the place."""
    for spot in inquiry.spots(citation) or ():
        text = spot.passage
        sentences = [passage(text.text[begin:end], text.tag) for begin, end in text.clauses]
        quoted = [s for s in sentences if any(words.casefold() in s.text.casefold() for words in citation.says)]
        yield from quoted or sentences


@per_language(maxsize=16384)
def clauses(text: str, tag: str) -> tuple[Clause, ...]:
    """The parts of a text between full stops, commas, brackets, and words like `while`."""
    whole = passage(text, tag)
    joints = _pattern(tag, "joints", "joint")
    found: list[Clause] = []
    for begin, end in whole.sentences:
        for part in (each for piece in _JOINT.split(whole.text[begin:end]) for each in joints.split(piece)):
            words = frozenset(t.folded for t in passage(part, tag).tokens if _tells(t.folded, tag))
            if words:
                found.append(Clause(part, words))
    return tuple(found)


def _tells(word: str, tag: str) -> bool:
    return word.isdigit() or (len(word) > 2 and word not in grammar_of(tag).links)


@per_language(maxsize=512)
def _pattern(tag: str, name: str, kind: str) -> re.Pattern[str]:
    written = grammar_of(tag).contraries.get(name, {}).get(kind, "")
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)" if written else r"(?!)", re.IGNORECASE)


def _of_list(text: str, tag: str, name: str) -> list[Found]:
    """The words of a list that stand in a text."""
    kinds = grammar_of(tag).contraries.get(name, {})
    return [Found(kind, m[0]) for kind in kinds for m in [_pattern(tag, name, kind).search(text)] if m]


def _contrary(
    clause: Clause, here: list[Found], says: list[Passage], cited: list[Passage], tag: str, name: str
) -> tuple[Found, bool] | None:
    """The word of another kind in the clause that speaks of the same, and whether all else there is the same."""
    quoted = [each for text in says for each in clauses(text.text, tag) if _of_list(each.text, tag, name)]
    among = quoted or [each for text in cited for each in clauses(text.text, tag)]
    best, share = _nearest(clause, among, here, tag, least=1 if quoted else 2)
    kinds = {each.kind for each in here}
    found = [_of_list(each.text, tag, name) for each in best]
    if not best or any(not each or kinds & {one.kind for one in each} for each in found):
        return None
    if _turned(clause.text, best[0].text, tag, name):
        return None
    return found[0][0], share >= NEARLY_ALL


def _nearest(
    clause: Clause, among: list[Clause], here: list[Found], tag: str, least: int
) -> tuple[list[Clause], float]:
    """The clauses that share most words with one, and the share of its words; none where that is less than half."""
    listed = {token.folded for each in here for token in passage(each.word, tag).tokens}
    wanted = clause.words - listed
    shared = [_shared(wanted, each.words, tag) for each in among]
    best = max(shared, default=0)
    nearest = [each for each, count in zip(among, shared, strict=True) if count == best]
    size = min([len(wanted), *(len(each.words) for each in nearest if least == 1)])
    if not wanted or best < least or best < size * HALF:
        return [], 0.0
    return nearest, best / len(wanted)


def _shared(wanted: frozenset[str], words: frozenset[str], tag: str) -> int:
    return sum(word in words or any(same_word(word, each, tag) for each in words) for word in wanted)


def _turned(one: str, other: str, tag: str, name: str) -> bool:
    """Whether `exports to` may well be said as `imports from`."""
    if name != "trade":
        return False
    ways = [frozenset(m[0].casefold() for m in _pattern(tag, "ways", "way").finditer(text)) for text in (one, other)]
    return bool(ways[0] and ways[1]) and ways[0] != ways[1]


def _clocks(inquiry: Inquiry, fact: Fact, texts: tuple[Passage, ...]) -> Iterator[Problem]:
    """A time of day that the source gives in the other clock."""
    tag = inquiry.words(fact).tag
    own = _times(fact.written, tag)
    theirs: dict[str, dict[str, str]] = {}
    for text in texts:
        for time, found in _times(text.text, tag).items():
            theirs.setdefault(time, {})[found.kind] = found.word
    for time, found in own.items():
        if theirs.get(time) and found.kind not in theirs[time]:
            word = next(iter(theirs[time].values()))
            yield _told(inquiry, "S131", fact, f"{time} {found.word}", f"{time} {word}", True)


@per_language(maxsize=4096)
def _times(text: str, tag: str) -> dict[str, Found]:
    """Time of day → the clock that stands behind it."""
    kinds = grammar_of(tag).contraries.get("clock", {})
    return {
        match[1].replace(".", ":"): Found(kind, match[2])
        for kind, words in kinds.items()
        for match in re.finditer(rf"{_TIME}\s*\(?(?:hrs?\s+|h\s+)?({words})(?!\w)", text, re.IGNORECASE)
    }


def negation_lost(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact says that something is, and the words it cites that it is not; or the other way round."""
    for fact, says, cited in _worded(inquiry):
        tag = inquiry.words(fact).tag
        if "negation" not in grammar_of(tag).contraries:
            continue
        for clause in clauses(fact.written, tag):
            among = [each for text in (says or cited) for each in clauses(text.text, tag)]
            best, share = _nearest(clause, among, [], tag, least=2)
            differ = [_negated(clause, each, tag) for each in best]
            if share >= MOST_OF and differ and all(differ):
                where, words = differ[0].split("|", 1)
                message = f"the source has `{words}`, and the fact says it without that"
                if where == "fact":
                    message = f"the fact has `{words}`, and the source says it without that"
                hint = "say it as the source says it, or cite the words that say so"
                yield inquiry.problem("S132", message, fact.at, hint, "", "error" if share == 1 else "warning")
                break


def _negated(own: Clause, other: Clause, tag: str) -> str:
    """Which of two clauses alone has a negation, with its words; empty where neither, both, or of something else."""
    pattern = _pattern(tag, "negation", "not")
    here, there = (list(pattern.finditer(each.text)) for each in (own, other))
    if bool(here) == bool(there):
        return ""
    text, rest, match = (own.text, other, here[-1]) if here else (other.text, own, there[-1])
    around = [t.folded for t in passage(text[match.end() :], tag).tokens if _tells(t.folded, tag)][:1]
    around += [t.folded for t in passage(match[0], tag).tokens if _tells(t.folded, tag)]
    if not any(_shared(frozenset({word}), rest.words, tag) for word in around):
        return ""
    return f"{'fact' if here else 'source'}|{text[match.start() :].strip(' .')[:60]}"


def other_bound(inquiry: Inquiry) -> Iterator[Problem]:
    """A number is bounded by other words than in the source: no more than for at least, up to for more than."""
    for fact in inquiry.claims:
        scope = inquiry.scope(fact)
        if scope is None or not any(c.at or c.spots for c in fact.sources) or not inquiry.reads(fact, scope):
            continue
        own = inquiry.words(fact)
        for number in own.numbers:
            bound = bound_of(own, number)
            if bound is None:
                continue
            found = [
                (each, bound_of(spot.passage, each))
                for spot in scope.holding.get(number.readings[0], ())
                for each in spot.passage.numbers
                if set(each.readings) & set(number.readings)
            ]
            bounds = [there for _, there in found]
            if not found or any(there is None or there.kind == bound.kind for there in bounds):
                continue
            if not any(each.limit == number.limit for each, _ in found):
                continue
            theirs = next(there for there in bounds if there is not None)
            sides = {bound.kind in LOWER, theirs.kind in LOWER} == {True, False} and {bound.kind, theirs.kind} & UPPER
            words = f"{bound.word} {number.text}", f"{theirs.word} {number.text}"
            yield _told(inquiry, "S133", fact, words[0], words[1], bool(sides))


def bound_of(text: Passage, number: Number) -> Found | None:
    """The words before a number that bound it."""
    before = text.text[max(0, number.start - BEFORE) : number.start]
    kinds = grammar_of(text.tag).contraries.get("bound", {})
    found = [
        Found(kind, match[1])
        for kind, words in kinds.items()
        for match in [re.search(rf"(?<!\w)({words})\s+(?:[A-Z]{{2,3}}\s?)?[^\w\s]{{0,2}}$", before, re.IGNORECASE)]
        if match
    ]
    return max(found, key=lambda each: len(each.word), default=None)
