"""Checks of words that turn a sense round: fell for rose, may for will, ratified for signed, no more than for at least.

Each language lists words that exclude one another. A word of a list in a fact is held against the clauses that it
cites: where the clause that speaks of the same has another word of the list, that is told. A paraphrase in words of no
list is not their concern; denials are for `denials`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.checks.fields import entries_of, field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.likeness import Clause, Sentence, alike, clauses, clauses_of, sentences_cited, stem
from briefs.language import grammar_of, per_language
from briefs.model.facts import Fact, walk
from briefs.model.problems import Problem
from briefs.understanding.words import parts

WORDED = frozenset({
    "summary", "points.text", "statements.said", "events.what", "figures.label", "agreements.purpose",
    "agreements.provisions", "agreements.benefits", "agreements.background", "agreements.status", "agreements.money",
    "agreements.term", "agreements.next_step", "actions.what", "visit.occasion", "other", "handout", "series.label",
})  # fmt: skip
"""Fields that say in words of ours what a source says in its own."""
ROLES = "roles"
"""The words by which roles are known, which stand among the lists."""
APART = frozenset({"negation", "bound", "clock", "joints", "ways", "roles"})
"""Lists that have rules of their own."""
CERTAIN = frozenset({"direction", "trade", "order", "upright", "across", "opening", "victims", "sexes"})
"""Lists whose words are opposites."""
ENOUGH = 2.0
"""What two clauses share from which on they may be of one thing."""
CLEARLY = 1.0
"""By how much another clause must be more alike than the one that has the fact's own word."""
NEARLY_ALL = 0.75
MODALITY, MAY, STATUS = "modality", "may", "status"
_TIME = r"(?<![\d:.])(\d{1,2}[:.h]\d{2})(?![\d:])"


class Found(NamedTuple):
    """A word of a list."""

    kind: str
    word: str


def contrary_word(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact has the opposite or a stronger word than the words it cites."""
    for fact, own, cited in worded(inquiry):
        tag = inquiry.words(fact).tag
        for name in _lists(tag):
            if (problem := _contrary(inquiry, fact, own, cited, name)) is not None:
                yield problem
        yield from _clocks(inquiry, fact)
        yield from _status(inquiry, fact, cited)
    yield from may_for_outright(inquiry)


@per_language(maxsize=32)
def _lists(tag: str) -> tuple[str, ...]:
    return tuple(name for name in grammar_of(tag).contraries if name not in APART)


def worded(inquiry: Inquiry) -> Iterator[tuple[Fact, tuple[Clause, ...], list[Sentence]]]:
    """The facts in words of ours, in clauses, with the clauses that they cite."""
    for fact in inquiry.claims:
        scope = inquiry.scope(fact)
        if field_of(fact) not in WORDED or scope is None or not inquiry.reads(fact, scope):
            continue
        placed = any(c.at or c.spots or c.says for c in fact.sources)
        if placed and grammar_of(inquiry.words(fact).tag).contraries:
            cited = sentences_cited(inquiry, fact)
            if cited:
                yield fact, clauses_of(inquiry, fact, _beside(inquiry, fact)), cited


def _beside(inquiry: Inquiry, fact: Fact) -> str:
    """What a label is the label of: the figure's value, or the values of a series."""
    if not fact.id.endswith(".label"):
        return ""
    record = inquiry.record(fact)
    points = record.fields.get("points") if record is not None else None
    values = [*entries_of(record, "value"), *(walk(points) if points is not None else ())]
    return " ".join(each.written for each in values)


def _contrary(
    inquiry: Inquiry, fact: Fact, own: tuple[Clause, ...], cited: list[Sentence], name: str
) -> Problem | None:
    """The problem where the clause of the source that is most like one of the fact's has another word of a list."""
    tag = inquiry.words(fact).tag
    said = [words for citation in fact.sources for words in citation.says]
    denied = any(denies(words, tag) for words in said or [each.whole.text for each in cited])
    for clause in own:
        if name == MODALITY and denied and denies(clause.text, tag):
            continue  # what must not be and what cannot be come to the same
        for here in words_of(clause.text, tag, name):
            if (name, here.kind) == (MODALITY, MAY):
                continue  # `may_for_outright` tells it
            there = _quoted(clause, here, fact.written, said, tag, name)
            there = there or _other(clause, here, cited, said, tag, name)
            if there is not None:
                word, share = there
                certain = name in CERTAIN and share >= NEARLY_ALL
                return told(inquiry, "S131", fact, here.word, word, certain)
    return None


STRONG = frozenset({"ratified", "rejected", "initialled", "suspended"})
"""What no source means that does not say it."""


def _status(inquiry: Inquiry, fact: Fact, cited: list[Sentence]) -> Iterator[Problem]:
    """A word for the status of an instrument that nothing cited bears out."""
    tag = inquiry.words(fact).tag
    is_status = field_of(fact) == "agreements.status"
    there = frozenset(kind for each in cited for kind in _kinds(each.whole.text, tag, STATUS))
    for found in words_of(fact.written, tag, STATUS):
        if found.kind not in there and (is_status or found.kind in STRONG):
            words = [each.word for sentence in cited for each in words_of(sentence.whole.text, tag, STATUS)]
            if words or is_status:
                message = f"the words cited do not say `{found.word}`"
                hint = f"they have `{words[0]}`" if words else "say it as the source says it, or leave it out"
                yield inquiry.problem("S131", message, fact.at, hint, found.word, "warning")
    if is_status and (problem := _undone(inquiry, fact)) is not None:
        yield problem


def _undone(inquiry: Inquiry, fact: Fact) -> Problem | None:
    """A status without a signature, beside the day of the signature."""
    record, tag = inquiry.record(fact), inquiry.words(fact).tag
    signed = next(iter(entries_of(record, "signed")), None)
    kinds = _kinds(fact.written, tag, STATUS)
    if signed is None or "signed" in kinds or kinds.isdisjoint({"proposed", "unsigned", "rejected"}):
        return None
    message = f"the status is `{fact.written[:40]}`, and `signed` gives a day"
    return inquiry.problem("S131", message, fact.at, "correct one of the two", fact.written, "warning")


def may_for_outright(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact says that something may be, and the words it cites say so outright."""
    for fact, own, cited in worded(inquiry):
        tag = inquiry.words(fact).tag
        said = [words for citation in fact.sources for words in citation.says]
        for clause in own:
            here = [found for found in words_of(clause.text, tag, MODALITY) if found.kind == MAY]
            if not here or any(MAY in _kinds(words, tag, MODALITY) for words in said):
                continue
            but = frozenset(stem(word) for word in parts(here[0].word))
            units = list(_units(cited, MAY, tag, MODALITY))
            unsure = [alike(clause, each, but) for each in units if MAY in _kinds(each.text, tag, MODALITY)]
            best = max(units, key=lambda each: alike(clause, each, but))
            least = ENOUGH if not unsure else max(ENOUGH + 1, max(unsure) + CLEARLY)
            if alike(clause, best, but) >= least:
                firm = [found.word for found in words_of(best.text, tag, MODALITY)]
                message = f"the fact has `{here[0].word}`, and the source says it outright"
                message += f": `{firm[0]}`" if firm else ""
                hint = "say it as the source says it, or cite the words that say so"
                yield inquiry.problem("S131", message, fact.at, hint, here[0].word, "warning")
                break


def told(inquiry: Inquiry, code: str, fact: Fact, own: str, theirs: str, certain: bool) -> Problem:
    """The problem with both words side by side."""
    message = f"the source has `{theirs}` where the fact has `{own}`"
    hint = "say it as the source says it, or cite the words that say so"
    return inquiry.problem(code, message, fact.at, hint, own, "error" if certain else "warning")


def _quoted(clause: Clause, here: Found, whole: str, said: list[str], tag: str, name: str) -> tuple[str, float] | None:
    """The other word in the words that are quoted for a fact, where those and the fact share something else."""
    but = frozenset(stem(word) for word in parts(here.word))
    ours = {found.kind for found in words_of(whole, tag, name)}
    for words in said:
        others = [found for found in words_of(words, tag, name) if found.kind not in ours]
        if others and not any(here.kind in _kinds(each, tag, name) for each in said):
            same = max((alike(clause, each, but) for each in clauses(words, tag)), default=0.0)
            if same >= 1 and not _turned(clause.text, words, tag, name):
                return others[0].word, same / max(1.0, clause.size)
    return None


def _other(
    clause: Clause, here: Found, cited: list[Sentence], said: list[str], tag: str, name: str
) -> tuple[str, float] | None:
    """The other word in the clause that speaks of the same, and what share of the fact's clause stands there."""
    but = frozenset(stem(word) for word in parts(here.word))
    twice = len(_all(clause.text, tag, name, here.kind)) > 1
    if not twice and any(here.kind in _kinds(words, tag, name) for words in said):
        return None
    with_own: list[float] = []
    against: list[tuple[float, Clause, Found]] = []
    for each in _units(cited, here.kind, tag, name):
        words = words_of(each.text, tag, name)
        others = [found for found in words if found.kind != here.kind]
        if here.kind in _kinds(each.text, tag, name) and not (twice and others and _lacks(clause, others, tag, name)):
            with_own.append(alike(clause, each, but))
        elif others and not _turned(clause.text, each.text, tag, name):
            against.append((alike(clause, each, but), each, others[0]))
    best = max(against, default=None, key=lambda each: each[0])
    if best is None:
        return None
    size = max(1.0, clause.size - len(but & clause.stems))
    quoted = any(best[2].word in words for words in said)
    least = 1.0 if quoted and not with_own else min(ENOUGH, size) if not with_own else min(ENOUGH + 0.5, size)
    if best[0] < least or (with_own and best[0] < max(with_own) + CLEARLY):
        return None
    return best[2].word, best[0] / size


def _units(cited: list[Sentence], kind: str, tag: str, name: str) -> Iterator[Clause]:
    """The clauses of the sentences in which a kind stands; others whole, for there is nothing to tell apart in them."""
    for sentence in cited:
        yield from sentence.clauses if kind in _kinds(sentence.whole.text, tag, name) else (sentence.whole,)


def _kinds(text: str, tag: str, name: str) -> frozenset[str]:
    """The kinds of a list that the words of a text are of, or bear out."""
    return frozenset(found.kind for found in words_of(text, tag, name)) | supported(text, tag, name)


def _lacks(clause: Clause, others: list[Found], tag: str, name: str) -> bool:
    """Whether a clause has none of the words that stand beside its own in the source: exports, exports."""
    kinds = {found.kind for found in words_of(clause.text, tag, name)}
    return kinds.isdisjoint(found.kind for found in others)


@per_language(maxsize=2048)
def pattern_of(tag: str, name: str, kind: str) -> re.Pattern[str]:
    written = grammar_of(tag).contraries.get(name, {}).get(kind, "")
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)" if written else r"(?!)", re.IGNORECASE)


@per_language(maxsize=131072)
def words_of(text: str, tag: str, name: str) -> tuple[Found, ...]:
    """The words of a list that stand in a text, one of each kind; of words within one another the longer."""
    found: list[tuple[int, int, Found]] = []
    for kind in grammar_of(tag).contraries.get(name, {}):
        if not kind.endswith("?"):
            match = pattern_of(tag, name, kind).search(text)
            if match is not None:
                found.append((*match.span(), Found(kind, match[0])))
    return tuple(w for a, b, w in found if not any(c <= a and b <= d and d - c > b - a for c, d, _ in found))


def denies(text: str, tag: str, kinds: tuple[str, ...] = ("not", "not?")) -> bool:
    """Whether a text denies something, outright or, with `not?`, by a word that may: unable, stay away."""
    return any(pattern_of(tag, "negation", kind).search(text) for kind in kinds)


@per_language(maxsize=131072)
def supported(text: str, tag: str, name: str) -> frozenset[str]:
    """The kinds of a list that other words of a text bear out: more, for rose."""
    kinds = (kind for kind in grammar_of(tag).contraries.get(name, {}) if kind.endswith("?"))
    return frozenset(kind[:-1] for kind in kinds if pattern_of(tag, name, kind).search(text))


def _all(text: str, tag: str, name: str, kind: str) -> list[str]:
    return pattern_of(tag, name, kind).findall(text)


def _turned(one: str, other: str, tag: str, name: str) -> bool:
    """Whether `exports to` may well be said as `imports from`."""
    if name != "trade":
        return False
    ways = [_way(text, tag) for text in (one, other)]
    return bool(ways[0] and ways[1]) and ways[0] != ways[1]


def _way(text: str, tag: str) -> str:
    """The first word behind exports or imports that says whether they come or go."""
    starts = [m.end() for kind in ("exports", "imports") for m in pattern_of(tag, "trade", kind).finditer(text)]
    match = pattern_of(tag, "ways", "way").search(text, min(starts), min(starts) + 30) if starts else None
    return match[0].casefold() if match else ""


def _clocks(inquiry: Inquiry, fact: Fact) -> Iterator[Problem]:
    """A time of day that the source gives in the other clock."""
    tag = inquiry.words(fact).tag
    own = _times(fact.written, tag)
    theirs: dict[str, dict[str, str]] = {}
    scope = inquiry.scope(fact) if own else None
    for text in dict.fromkeys(spot.passage.text for spot in (scope.spots if scope else ())):
        for time, found in _times(text, tag).items():
            theirs.setdefault(time, {})[found.kind] = found.word
    for time, found in own.items():
        if theirs.get(time) and found.kind not in theirs[time]:
            word = next(iter(theirs[time].values()))
            yield told(inquiry, "S131", fact, f"{time} {found.word}", f"{time} {word}", True)


@per_language(maxsize=4096)
def _times(text: str, tag: str) -> dict[str, Found]:
    """Time of day → the clock that stands behind it."""
    kinds = grammar_of(tag).contraries.get("clock", {})
    return {
        match[1].replace(".", ":"): Found(kind, match[2])
        for kind, words in kinds.items()
        for match in re.finditer(rf"{_TIME}\s*\(?(?:hrs?\s+|h\s+)?({words})(?!\w)", text, re.IGNORECASE)
    }
