"""Checks of who stands where: host and guest, names changed round, the place of an event, the body that a person is of.

A name that stands nowhere in the words cited is for `names_and_titles`, and who speaks for `speakers`; here are names
that the source has, in another part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.checks.contrary_words import pattern_of, worded
from briefs.checks.fields import entries_of, field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.lexicon import Lexicon, lexicon_of
from briefs.checks.likeness import Clause, Sentence, alike, sentences_cited, stem
from briefs.checks.people_and_bodies import Mention, Person
from briefs.checks.places_in_sources import Spot
from briefs.language import grammar_of, names_territory, per_language
from briefs.model.facts import Fact, Record, Reference
from briefs.model.problems import Problem
from briefs.understanding.passages import Passage, passage
from briefs.understanding.words import parts

Names = tuple[tuple[str, str], ...]
"""Names, each folded and as written."""
ROLES = "roles"
LEAD = 30
"""Characters before a verb in which a word makes it passive."""
NEAR = 160
"""Characters in which a host or guest stands from the word that makes one."""
ENOUGH = 3.0
"""What two clauses share from which on they tell of the same, so that another name in one is another name."""
CLEARLY = 1.0
SHORT = 4
"""Letters of a word that may be a preposition."""
ARTICLES = frozenset({"the", "a", "an", "la", "le", "les", "el", "los", "las"})
PLACES = frozenset({"events.place", "statements.place", "agreements.place"})


# host and guest


def host_or_guest(inquiry: Inquiry) -> Iterator[Problem]:
    """The host of a visit is the source's guest, or the other way round."""
    visit = inquiry.facts.root.fields.get("visit")
    record = visit if isinstance(visit, Record) else None
    for fact in (*entries_of(record, "host"), *entries_of(record, "guest")):
        wide = inquiry.wide(fact)
        if not isinstance(fact.value, Reference) or wide is None or not inquiry.reads(fact, wide):
            continue
        hosts, guests = _hosts_and_guests(inquiry, wide.spots)
        name, role = ("host", "guest") if fact.id.endswith("host") else ("guest", "host")
        own, other = (hosts, guests) if name == "host" else (guests, hosts)
        if fact.value.id in other - own:
            who = inquiry.facts.text(f"{fact.value.id}.name")
            message = f"in {wide.name} {who} is the {role}, not the {name}"
            yield inquiry.problem("S134", message, fact.at, "change the two round", fact.written)


def _hosts_and_guests(inquiry: Inquiry, spots: tuple[Spot, ...]) -> tuple[set[str], set[str]]:
    """The ids of those whom the words make hosts, and guests."""
    hosts: set[str] = set()
    guests: set[str] = set()
    for spot in spots:
        text = spot.passage
        mentions = [m for m in inquiry.cast.mentions(text) if m.id in inquiry.cast.people]
        for begin, end in text.sentences:
            here = [m for m in mentions if begin <= m.start < end]
            invited = {each.id for each in _invited_by(text, here, begin, end)}
            hosts |= invited
            rest = [m for m in here if m.id not in invited]
            hosts |= {m.id for m in _after("received by", text, rest, begin, end)}
            for match in pattern_of(text.tag, ROLES, "receives").finditer(text.text, begin, end):
                if not pattern_of(text.tag, ROLES, "passive").search(
                    text.text, max(begin, match.start() - 30), match.start()
                ):
                    before = [m for m in here if m.end <= match.start() + 1]
                    after = [m for m in here if m.start >= match.end()]
                    hosts |= {before[-1].id} if before else set()
                    guests |= {after[0].id} if before and after else set()
            for match in pattern_of(text.tag, ROLES, "visits").finditer(text.text, begin, end):
                before = [m for m in rest if m.end <= match.start() + 1]
                guests |= {before[-1].id} if before else set()
                after = [m for m in rest if m.start >= match.end()]
                guests |= {after[0].id} if not before and after else set()
    return hosts, guests


def _invited_by(text: Passage, mentions: list[Mention], begin: int, end: int) -> Iterator[Mention]:
    """Those at whose invitation somebody comes; some languages name them before the word."""
    yield from _after("invited by", text, mentions, begin, end)
    for match in pattern_of(text.tag, ROLES, "invites").finditer(text.text, begin, end):
        yield from [m for m in mentions if m.end <= match.start() + 1][-1:]


def _after(kind: str, text: Passage, mentions: list[Mention], begin: int, end: int) -> Iterator[Mention]:
    for match in pattern_of(text.tag, ROLES, kind).finditer(text.text, begin, end):
        yield from [m for m in mentions if match.end() <= m.start < match.end() + NEAR][:1]


# names in the words of facts


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
    while at > 1 and words[at - 1] in ARTICLES:
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
        if not sentences or any(not wanted.isdisjoint(map(stem, parts(text))) for text in sentences):
            continue
        tag = inquiry.words(fact).tag
        there = [place for text in sentences for place in _places(inquiry, passage(text, tag))]
        if there:
            message = f"the words quoted put it in `{there[0]}`, not in `{fact.written}`"
            yield inquiry.problem(
                "S135", message, fact.at, "correct the place, or quote the words that name it", fact.written, "warning"
            )


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


# the body that a person is of


class Post(NamedTuple):
    """The stretch of text in which a person's name and post stand."""

    text: Passage
    begin: int
    end: int


def other_body(inquiry: Inquiry) -> Iterator[Problem]:
    """A person is of another body in the source than in the file."""
    for person in inquiry.cast.people.values():
        of = next(iter(entries_of(person.record, "of")), None)
        wide = inquiry.wide(of) if of is not None else None
        if of is None or wide is None or not inquiry.reads(of, wide) or person.body not in inquiry.cast.bodies:
            continue
        kin = _kin(inquiry, person.body)
        named: dict[str, None] = {}
        for spot in wide.spots:
            for post in _posts(inquiry, spot.passage, person):
                mentions = inquiry.cast.mentions(post.text)
                here = [m for m in mentions if post.begin <= m.start < post.end and m.id in inquiry.cast.bodies]
                named |= dict.fromkeys(m.id for m in here)
        if named and kin.isdisjoint(named):
            other = inquiry.facts.text(f"{next(iter(named))}.name")
            name = inquiry.facts.text(f"{person.body}.name")
            message = f"the source has {other} beside {person.name}, not {name}"
            yield inquiry.problem("S136", message, of.at, "name the body that the source names", of.written)


def _kin(inquiry: Inquiry, body: str) -> frozenset[str]:
    """A body with those that it belongs to, and those that belong to it."""
    above = [each.id for each in inquiry.cast.of_body(body)]
    below = [each.id for each in inquiry.cast.bodies.values() if each.body == body]
    return frozenset((*above, *below))


def _posts(inquiry: Inquiry, text: Passage, person: Person) -> Iterator[Post]:
    """From the post before a name to the name, and from the name to the end of the post behind it."""
    post = parts(person.post)
    if not post:
        return
    for mention in inquiry.cast.mentions(text):
        if mention.id != person.id or not mention.full:
            continue
        begin, end = text.sentences[text.sentence_at(mention.start)]
        others = [m for m in inquiry.cast.mentions(text) if m.id in inquiry.cast.people and m.id != person.id]
        begin = max([begin, *(m.end for m in others if m.end <= mention.start)])
        end = min([end, *(m.start for m in others if m.start >= mention.end)])
        for run in text.runs(post):
            start, stop = text.offsets(run)
            if text.text[mention.end : mention.end + 2] == " (" and start < mention.start:
                yield Post(text, mention.end, text.text.find(")", mention.end))
            if begin <= start < mention.start and run[1] - run[0] < 12 and mention.start - stop < 60:
                yield Post(text, max(begin, start - 30) if _has_owner(inquiry, text, start) else start, mention.start)
            elif mention.end <= start < end and start - mention.end < 40:
                comma = text.text.find(",", stop)
                yield Post(text, mention.end, min(end, comma if comma >= 0 else end, stop + 60))


def _has_owner(inquiry: Inquiry, text: Passage, start: int) -> bool:
    """Whether a body stands right before a post: Norland’s Minister, Mongolian President, Сархан Улсын сайд."""
    before = [t for t in text.tokens if t.end <= start]
    if not before or text.text[before[-1].end : start] not in {" ", "’s ", "'s "}:
        return False
    last = before[-1]
    named = any(m.start <= last.start < m.end + 3 and m.id in inquiry.cast.bodies for m in inquiry.cast.mentions(text))
    return named or names_territory(last.folded, text.tag)
