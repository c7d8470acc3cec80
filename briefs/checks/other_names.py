"""Checks of names that the source has in another part of it: one for another, changed round, and places of events.

A name that stands nowhere in the words cited is for `names_and_titles`; hosts, guests and bodies are for `roles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.checks.contrary_words import ROLES, pattern_of, worded
from briefs.checks.fields import field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.lexicon import Lexicon, lexicon_of
from briefs.checks.likeness import Clause, Sentence, alike, sentences_cited, stem
from briefs.checks.people_and_bodies import Mention
from briefs.language import grammar_of, per_language
from briefs.model.facts import Fact
from briefs.model.problems import Problem
from briefs.understanding.passages import Passage, passage
from briefs.understanding.words import parts

Names = tuple[tuple[str, str], ...]
"""Names, each folded and as written."""
ENOUGH = 3.0
"""What two clauses share from which on they tell of the same, so that another name in one is another name."""
CLEARLY = 1.0
SHORT = 4
"""Letters of a word that may be a preposition."""
ARTICLES = frozenset({"the", "a", "an", "la", "le", "les", "el", "los", "las"})
PLACES = frozenset({"events.place", "statements.place", "agreements.place"})


def other_name_or_place(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact names somebody or some place where the words about the same name another."""
    yield from other_name(inquiry)
    yield from other_place(inquiry)


def other_name(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact names somebody or some place where the source's clause about the same names another."""
    lexicon = lexicon_of(inquiry)
    for fact, own, cited in worded(inquiry):
        text = inquiry.words(fact)
        if fact.id.endswith(".label") and not own[0].numbers:
            continue
        names = _names(text.text, text.tag)
        for clause in own:
            known = tuple(name for name in _names(clause.text, text.tag) if lexicon.is_name(*name))
            problem = _other_name(inquiry, fact, clause, cited, names, lexicon)
            problem = problem or _turned_round(inquiry, fact, clause, cited, known)
            problem = problem or _other_way(inquiry, fact, clause, cited, known)
            if problem is not None:
                yield problem
                break


@per_language(maxsize=65536)
def _names(text: str, tag: str) -> Names:
    """The names of a text, folded and as written, in their order; what opens a sentence counts as one there."""
    words = passage(text, tag)
    dated = [(d.start, d.end) for d in words.dates]
    return tuple(
        (each.token.folded, each.token.text)
        for each in words.names
        if len(each.token.text) > 2
        and not each.token.text.isupper()
        and not any(begin <= each.token.start < end for begin, end in dated)
        and not pattern_of(tag, ROLES, "no name").fullmatch(each.token.text)
    )


def _other_name(
    inquiry: Inquiry,
    fact: Fact,
    clause: Clause,
    cited: list[Sentence],
    every: tuple[tuple[str, str], ...],
    lexicon: Lexicon,
) -> Problem | None:
    tag = inquiry.words(fact).tag
    ours = {stem(folded) for folded, _ in every}
    sorts = _sorts(inquiry, fact.written, tag)
    for folded, written in _names(clause.text, tag):
        if not lexicon.is_name(folded, written):
            continue
        own, sort = stem(folded), sorts.get(folded, "")
        but = frozenset({own})
        having: list[float] = []
        lacking: list[tuple[float, str]] = []
        for unit in _units(cited, own):
            names = (n for n in _names(unit.text, tag) if stem(n[0]) not in ours and lexicon.is_name(*n))
            theirs = _sorts(inquiry, unit.text, tag)
            others = [name for word, name in names if theirs.get(word, "") == sort]
            if own in unit.stems:
                having.append(alike(clause, unit, but))
            elif others:
                lacking.append((alike(clause, unit, but), others[0]))
        best, other = max(lacking, default=(0.0, ""))
        if having and best >= ENOUGH and best >= max(having) + CLEARLY:
            message = f"the source has `{other}` where the fact has `{written}`"
            hint = "name whom the source names there, or cite the words that name this one"
            return inquiry.problem("S135", message, fact.at, hint, written, "warning")
    return None


def _sorts(inquiry: Inquiry, text: str, tag: str) -> dict[str, str]:
    """Word → whether it stands in the name of a person of the file, of a state or of a body; others are left out."""
    found: dict[str, str] = {}
    words = passage(text, tag)
    for mention in inquiry.cast.mentions(words):
        sort = "person" if mention.id in inquiry.cast.people else "state" if _is_state(inquiry, mention) else "body"
        found |= {words.tokens[at].folded: sort for at in range(mention.first, mention.last + 1)}
    return found


def _units(cited: list[Sentence], own: str) -> Iterator[Clause]:
    for sentence in cited:
        yield from sentence.clauses if own in sentence.whole.stems else (sentence.whole,)


def _turned_round(inquiry: Inquiry, fact: Fact, clause: Clause, cited: list[Sentence], every: Names) -> Problem | None:
    """Two names on both sides of the same word, the other way round: A lends B, and B lends A."""
    tag = inquiry.words(fact).tag
    for (one, _), (other, written) in _pairs(list(dict.fromkeys(every))):
        ours = _between(clause.text, one, other, tag)
        if ours is None or _is_mutual(ours, tag):
            continue
        for sentence in cited:
            straight = _between(sentence.whole.text, one, other, tag)
            theirs = _between(sentence.whole.text, other, one, tag)
            if theirs is None or straight is not None or _is_mutual(theirs, tag):
                continue
            passive = [bool(pattern_of(tag, ROLES, "passive").search(each)) for each in (ours, theirs)]
            shared = _stems(ours, tag) & _stems(theirs, tag)
            same_way = any(_lead(ours, name) == _lead(theirs, name) != "" for name in (one, other))
            if shared and passive[0] == passive[1] and not same_way:
                message = f"the source has them the other way round: `{_short(theirs)}`"
                return inquiry.problem("S135", message, fact.at, "say it as the source says it", written, "warning")
    return None


def _other_way(inquiry: Inquiry, fact: Fact, clause: Clause, cited: list[Sentence], every: Names) -> Problem | None:
    """A name behind `to` or `from`, where the sentence about the same has another name behind that word."""
    tag = inquiry.words(fact).tag
    for folded, written in every:
        lead = _lead(clause.text, folded)
        if not pattern_of(tag, "ways", "way").fullmatch(lead):
            continue
        sort = _sorts(inquiry, clause.text, tag).get(folded, "")
        sentences = [each for each in cited if stem(folded) in each.whole.stems]
        if not sentences or any(lead in _leads(each.whole.text, folded) for each in sentences):
            continue
        best = max(sentences, key=lambda each: alike(clause, each.whole))
        sorts = _sorts(inquiry, best.whole.text, tag)
        there = [
            name
            for word, name in _names(best.whole.text, tag)
            if word != folded and sorts.get(word, "") == sort and lead in _leads(best.whole.text, word)
        ]
        if there and alike(clause, best.whole) >= ENOUGH - 1:
            message = f"the source has `{lead} {there[0]}` where the fact has `{lead} {written}`"
            return inquiry.problem("S135", message, fact.at, "say it as the source says it", written, "warning")
    return None


def _leads(text: str, name: str) -> set[str]:
    """The small words right before a name, wherever it stands."""
    words = parts(text)
    found: set[str] = set()
    for at, word in enumerate(words):
        if stem(word) == stem(name):
            before = at
            while before > 0 and (words[before - 1] in ARTICLES or len(words[before - 1]) == 1):
                before -= 1
            found |= {words[before - 1]} if before else set()
    return found


def _pairs(names: list[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    for at, one in enumerate(names[:6]):
        for other in names[at + 1 : 6]:
            if stem(one[0]) != stem(other[0]):
                yield one, other


def _between(text: str, one: str, other: str, tag: str) -> str | None:
    """The words from one name to another that comes after it in a sentence, both included; None where they do not."""
    words = passage(text, tag)
    first = [t for t in words.tokens if stem(t.folded) == stem(one)]
    last = [t for t in words.tokens if stem(t.folded) == stem(other)]
    if not first or not last or first[0].start >= last[-1].start:
        return None
    if any(t.start < first[0].start for t in last) or any(t.start > last[-1].start for t in first):
        return None
    if words.sentence_at(first[0].start) != words.sentence_at(last[-1].start):
        return None
    return text[max(0, first[0].start - 6) : last[-1].end]


def _stems(text: str, tag: str) -> frozenset[str]:
    names = {stem(folded) for folded, _ in _names(text, tag)}
    return frozenset(stem(t.folded) for t in passage(text, tag).tokens if len(t.folded) > 3) - names


def _is_mutual(text: str, tag: str) -> bool:
    """Whether what stands between two names may be said either way round, or one of them says it."""
    return bool(pattern_of(tag, ROLES, "mutual").search(text) or _speech(tag).search(text))


@per_language(maxsize=32)
def _speech(tag: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{grammar_of(tag).speech or '(?!)'})", re.IGNORECASE)


def _lead(text: str, name: str) -> str:
    """The small word right before a name: to, from, of; empty where there is none."""
    words = parts(text)
    at = next((n for n, word in enumerate(words) if stem(word) == stem(name)), 0)
    while at > 1 and (words[at - 1] in ARTICLES or len(words[at - 1]) == 1):
        at -= 1
    return words[at - 1] if at and len(words[at - 1]) <= SHORT else ""


def _short(text: str) -> str:
    return text.strip() if len(text) <= 80 else f"{text.strip()[:79]}…"


# places of events


def other_place(inquiry: Inquiry) -> Iterator[Problem]:
    """An event is put where the sentence that is quoted for it puts something else."""
    for fact in inquiry.claims:
        scope = inquiry.scope(fact) if field_of(fact) in PLACES else None
        if scope is None or not inquiry.reads(fact, scope):
            continue
        said = [words for citation in fact.sources for words in citation.says]
        sentences = [each.whole.text for each in sentences_cited(inquiry, fact) if each.whole.quoted] if said else []
        wanted = {stem(word) for word in parts(fact.written) if len(word) > 2}
        tag = inquiry.words(fact).tag
        states = {parts(body.name)[0] for body in inquiry.cast.bodies.values() if body.state}
        own = parts(fact.written)[:1]
        if own and own[0] in states and "in" in grammar_of(tag).contraries.get(ROLES, {}):
            wanted &= {stem(word) for text in sentences for word in parts(text) if _leads_in(text, word, tag)}
        if not sentences or any(not wanted.isdisjoint(map(stem, parts(text))) for text in sentences):
            continue
        there = [place for text in sentences for place in _places(inquiry, passage(text, tag))]
        if there:
            message = f"the words quoted put it in `{there[0]}`, not in `{fact.written}`"
            yield inquiry.problem(
                "S135", message, fact.at, "correct the place, or quote the words that name it", fact.written, "warning"
            )


def _leads_in(text: str, word: str, tag: str) -> bool:
    """Whether a word like `in` stands before a name: what a state does is not where something is."""
    return any(pattern_of(tag, ROLES, "in").fullmatch(lead) for lead in _leads(text, word))


def _places(inquiry: Inquiry, text: Passage) -> Iterator[str]:
    """The names behind a word like `in` or `at`, but people's and bodies'."""
    people = [(m.start, m.end) for m in inquiry.cast.mentions(text) if not _is_state(inquiry, m)]
    dated = [(d.start, d.end) for d in text.dates]
    for match in pattern_of(text.tag, ROLES, "in").finditer(text.text):
        token = next((t for t in text.tokens if t.start >= match.end() and t.folded not in ARTICLES), None)
        if token is None or not token.capital or token.start - match.end() > 6 or len(token.text) < 3:
            continue
        if not any(begin <= token.start < end for begin, end in (*people, *dated)):
            yield token.text


def _is_state(inquiry: Inquiry, mention: Mention) -> bool:
    return mention.id in inquiry.cast.bodies and inquiry.cast.bodies[mention.id].state
