"""The check of denials: a fact says that something is, and the words it cites that it is not, or the other way round.

Which words deny is the language's matter; opposites of other words are for `contrary_words`.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefs.checks.contrary_words import denies, pattern_of, worded
from briefs.checks.inquiry import Inquiry
from briefs.checks.likeness import Clause, Sentence, alike, clauses, stem
from briefs.language import grammar_of
from briefs.model.facts import Fact
from briefs.model.problems import Problem
from briefs.understanding.words import parts

SAME = 0.6
"""The share of a clause's words from which on two clauses say the same."""
NEXT = 3
"""Words behind a denial that it denies."""


def negation_lost(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact says that something is, and the words it cites that it is not; or the other way round."""
    for fact, own, cited in worded(inquiry):
        tag = inquiry.words(fact).tag
        if "negation" not in grammar_of(tag).contraries:
            continue
        for clause in own:
            if _names_only(fact, clause, tag):
                continue
            if (problem := _denied(inquiry, fact, clause, cited, tag)) is not None:
                yield problem
                break


def _names_only(fact: Fact, clause: Clause, tag: str) -> bool:
    """Whether a clause is a label that denies nothing: it only names what a number is of, and cannot affirm it."""
    return fact.id.endswith(".label") and not denies(clause.text, tag)


def _denied(inquiry: Inquiry, fact: Fact, clause: Clause, cited: list[Sentence], tag: str) -> Problem | None:
    denial = _denial(clause.text, tag)
    if denial:
        there = _is_affirmed(clause, cited, tag)
        message = f"the fact has `{denial}`, and the source says it without that"
        return _problem(inquiry, fact, message, certain=there == 1) if there else None
    if any(denies(each.text, tag) for each in clauses(fact.written, tag)):
        return None  # another part of the fact may hold the denial
    lost = _is_denied(clause, cited, tag)
    return (
        _problem(inquiry, fact, f"the source has `{lost[0]}`, and the fact says it without that", lost[1])
        if lost
        else None
    )


def _problem(inquiry: Inquiry, fact: Fact, message: str, certain: bool) -> Problem:
    hint = "say it as the source says it, or cite the words that say so"
    return inquiry.problem("S132", message, fact.at, hint, "", "error" if certain else "warning")


def _denial(text: str, tag: str) -> str:
    """The word that denies, with what stands behind it; empty where nothing is denied."""
    match = pattern_of(tag, "negation", "not").search(text)
    return text[match.start() :].strip(" .,")[:60] if match else ""


def _is_affirmed(clause: Clause, cited: list[Sentence], tag: str) -> float:
    """How much of a denying clause the source says outright, from 0 to 1; 0 where it may deny it as well."""
    units = [unit for each in cited for unit in (each.clauses if denies(each.whole.text, tag) else (each.whole,))]
    denying = [each for each in units if denies(each.text, tag)]
    but = frozenset(stem(word) for word in parts(_denial(clause.text, tag).partition(" ")[0]))
    best = max((alike(clause, each, but) for each in units if each not in denying), default=0.0)
    size = max(1.0, clause.size - len(but & clause.stems))
    if any(alike(clause, each, but) + 1 > best for each in denying):
        return 0.0
    if best / size >= SAME and best >= 2:
        return min(1.0, best / size)
    unsure = [each for each in units if denies(each.text, tag, ("not??",))]
    return min(0.9, best / size) if best >= min(2.0, size) and not denying and not unsure else 0.0


def _is_denied(clause: Clause, cited: list[Sentence], tag: str) -> tuple[str, bool] | None:
    """The denial of the source's clause that is most like one that denies nothing, and whether all else is the same."""
    units = [unit for each in cited for unit in each.clauses]
    best = max(units, key=lambda each: alike(clause, each))
    most = alike(clause, best)
    if any(alike(clause, each) == most and not _denial(each.text, tag) for each in units):
        return None
    match = pattern_of(tag, "negation", "not").search(best.text)
    if match is None or most < 2 or _is_of_two(clause, best, units, tag):
        return None
    behind = [stem(word) for word in parts(best.text[match.end() :]) if len(word) > 2][:NEXT]
    behind += [stem(word) for word in parts(match[0]) if len(word) > 2]
    shares = most / max(1.0, min(clause.size, best.size))
    if not clause.stems.intersection(behind) or shares < SAME / 1.5:
        return None
    return best.text[match.start() :].strip(" .,")[:60], shares >= 1


def _is_of_two(clause: Clause, best: Clause, units: list[Clause], tag: str) -> bool:
    """Whether a clause draws two of the source's together: the rest of its words stand in one that denies nothing."""
    rest = clause.stems - best.stems
    return any(len(each.stems & rest) >= 2 and not _denial(each.text, tag) for each in units)
