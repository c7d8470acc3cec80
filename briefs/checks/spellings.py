"""Checks of spellings: one person, body or title written two ways, in the facts or in their sources.

Whether a name stands where a fact cites it is for `named` to check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from briefs.checks.fields import entries_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.lexicon import LONG_ENOUGH, lexicon_of
from briefs.checks.people_and_bodies import Mention, Person
from briefs.checks.places_in_sources import Spot
from briefs.checks.who_is_named import holds
from briefs.language import grammar_of, names_territory, per_language
from briefs.model.facts import Fact, walk
from briefs.model.problems import Place, Problem
from briefs.understanding.courtesies import courtesies_before
from briefs.understanding.passages import Passage, alike
from briefs.understanding.words import near, parts, same_word, sound


def two_spellings(inquiry: Inquiry) -> Iterator[Problem]:
    """A person's name is spelt in two ways."""
    yield from _two_records(inquiry)
    index = _Names(inquiry)
    told: set[tuple[str, str]] = set()
    for fact, passage, where in everything(inquiry):
        for name in passage.names:
            folded = name.token.folded
            person = index.meant(folded)
            if person is None or (person.id, folded) in told:
                continue
            if fact is None and (not index.is_known(person) or inquiry.is_declared(where, name.token.text)):
                continue
            told.add((person.id, folded))
            at, place = _told_at(inquiry, person, fact, passage)
            message = f"{person.name} is spelt `{name.token.text}` {place}".rstrip()
            hint = f"correct it, or add `also: [{name.token.text}]` to `{person.id.rpartition('.')[2]}`"
            word = name.token.text if fact is not None else ""
            yield inquiry.problem("S301", message, at, hint, word)


def _two_records(inquiry: Inquiry) -> Iterator[Problem]:
    """Two records of people whose whole names sound alike."""
    seen: dict[str, Person] = {}
    for person in inquiry.cast.people.values():
        other = seen.setdefault(" ".join(sound(word) for word in person.words), person)
        if other is not person and other.words != person.words:
            names = entries_of(person.record, "name")
            message = f"`{person.name}` and `{other.name}` (line {other.record.at.line}) may be one person"
            hint = "make one record of them, with the other spelling under `also`"
            yield inquiry.problem("S301", message, names[0].at, hint, person.name)


def everything(inquiry: Inquiry) -> Iterator[tuple[Fact | None, Passage, str]]:
    """Every text: of the facts, and of the sources with their ids."""
    for fact in inquiry.facts.index.values():
        if not fact.id.startswith(("sources.", "gaps.")) and isinstance(fact.value, str):
            yield fact, inquiry.words(fact), ""
    for source, spots in inquiry.all_spots.items():
        for spot in spots:
            yield None, spot.passage, source


def _told_at(inquiry: Inquiry, person: Person, fact: Fact | None, passage: Passage) -> tuple[Place, str]:
    if fact is not None:
        return fact.at, "here"
    names = entries_of(person.record, "name")
    spot = next(s for spots in inquiry.all_spots.values() for s in spots if s.passage is passage)
    return (names[0].at if names else person.record.at), f"in {spot.name}"


class _Names:
    """The words of people's names, and whom a word near one of them means."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.tag = inquiry.tag.partition("-")[0]
        self.lexicon = lexicon_of(inquiry)
        self.known: dict[str, Person] = {}
        cast = inquiry.cast
        self.every = {word for body in cast.bodies.values() for form in (body.words, *body.others) for word in form}
        self.every |= {w for p in cast.people.values() for form in (p.words, *p.others) for w in form}
        self.every |= {word for person in cast.people.values() for word in parts(person.post)}
        for person in cast.people.values():
            for word in person.surname:
                if len(word) >= LONG_ENOUGH and word not in self.lexicon.common:
                    self.known[word] = person
        self.sounds: dict[str, list[str]] = {}
        for word in self.known:
            self.sounds.setdefault(sound(word), []).append(word)

    def is_known(self, person: Person) -> bool:
        """Whether some source has the name as the file has it; else the file is wrong, which is told elsewhere."""
        return all(word in self.lexicon.every for word in person.surname)

    def meant(self, word: str) -> Person | None:
        """Whose name a folded word is another spelling of; None where it is none, or is known."""
        if len(word) < LONG_ENOUGH - 1 or word in self.every or word in self.lexicon.common:
            return None
        alphabet = _alphabet(word)
        alikes = [w for w in self.sounds.get(sound(word), ()) if _alphabet(w) == alphabet]
        nearly = [w for each in self.lexicon.near(word) for w in parts(each) if w in self.known and near(word, w)]
        found = [w for w in (*alikes, *nearly) if not same_word(word, w, self.tag)]
        return self.known[found[0]] if found else None


def _alphabet(word: str) -> str:
    return "Cyrillic" if re.search("[а-яёөүәғқңұіһ]", word) else "Latin" if word.isascii() else word[:0]


def other_spacing(inquiry: Inquiry) -> Iterator[Problem]:
    """A name is written with other spaces, full stops or hyphens than its record has."""
    told: set[tuple[str, str]] = set()
    for fact, passage, _ in everything(inquiry):
        for mention in inquiry.cast.mentions(passage):
            person = inquiry.cast.people.get(mention.id)
            if person is None or not mention.full or mention.last - mention.first + 1 != len(person.words):
                continue
            written = passage.text[mention.start : mention.end]
            form = _between(passage, mention)
            forms = {_marks(text) for text in (person.name, *_also(inquiry, person))}
            if form in forms or (person.id, form) in told:
                continue
            told.add((person.id, form))
            at, place = _told_at(inquiry, person, fact, passage)
            message = f"{person.name} is written `{written}` {place}"
            hint = f"write `{person.name}`, or add the other form to `also`"
            yield inquiry.problem("S302", message, at, hint, written if fact else "", "warning")


def _also(inquiry: Inquiry, person: Person) -> list[str]:
    node = person.record.fields.get("also")
    return [fact.written for fact in walk(node)] if node is not None else []


def _between(passage: Passage, mention: Mention) -> str:
    tokens = passage.tokens[mention.first : mention.last + 1]
    return "|".join(alike(f"a{passage.text[one.end : next_.start]}a")[1:-1] for one, next_ in pairwise(tokens))


@lru_cache(maxsize=4096)
def _marks(name: str) -> str:
    """What stands between the words of a name."""
    words = list(re.finditer(r"\d+|[^\W\d_]+", name))
    return "|".join(alike(f"a{name[one.end() : next_.start()]}a")[1:-1] for one, next_ in pairwise(words))


def other_post(inquiry: Inquiry) -> Iterator[Problem]:
    """The source gives a person another post than the file."""
    told: set[str] = set()
    confirmed = _confirmed(inquiry)
    for spots in inquiry.all_spots.values():
        for spot in spots:
            mentions = inquiry.cast.mentions(spot.passage)
            owners = {at: mention.id for mention in mentions for at in range(mention.first, mention.last + 1)}
            for mention in mentions:
                person = inquiry.cast.people.get(mention.id)
                if person is None or not person.post or mention.id in told or not _one_language(inquiry, spot):
                    continue
                if person.id not in confirmed:
                    continue
                post = _post_before(inquiry, spot.passage, mention, owners, person)
                if post and not inquiry.is_declared(spot.source, post):
                    told.add(mention.id)
                    posts = entries_of(person.record, "post")
                    message = f"{spot.name} calls {person.name} `{post}`"
                    hint = "correct the post, or add the other to `also`"
                    yield inquiry.problem("S303", message, posts[0].at, hint, person.post)


def _confirmed(inquiry: Inquiry) -> set[str]:
    """The people whom some source gives the post that the file gives them; of others it is told elsewhere."""
    found: set[str] = set()
    for spots in inquiry.all_spots.values():
        for spot in spots:
            for mention in inquiry.cast.mentions(spot.passage):
                person = inquiry.cast.people.get(mention.id)
                if person is not None and person.id not in found and holds(inquiry, person, spot.passage, mention):
                    found.add(person.id)
    return found


def _one_language(inquiry: Inquiry, spot: Spot) -> bool:
    return spot.passage.tag == inquiry.tag.partition("-")[0].lower()


def _post_before(inquiry: Inquiry, text: Passage, mention: Mention, owners: Mapping[int, str], person: Person) -> str:
    """The post that stands before a name, if it is no shorter form of the recorded one; else nothing."""
    grammar = text.grammar
    post = keyword(grammar.tag)
    begin, _ = text.sentences[text.sentence_at(mention.start)]
    end = courtesies_before(text, mention.first)
    first, at = -1, end - 1
    while at >= 0 and text.tokens[at].start >= begin and mention.first - at <= 14:
        token = text.tokens[at]
        if not (token.capital or token.folded in grammar.links or post.fullmatch(token.folded)):
            break
        if owners.get(at, person.id) != person.id and text.tokens[at].folded not in _own_words(inquiry, person):
            break
        if post.fullmatch(token.folded):
            first = at
            break
        at -= 1
    if first < 0:
        return ""
    while first > 0 and text.tokens[first - 1].folded in grammar.modifiers:
        first -= 1
    words = [token.folded for token in text.tokens[first:end]]
    known = _own_words(inquiry, person) | set(grammar.links) | {w for form in person.others for w in form}
    other = [w for w in words if w not in known and not any(same_word(w, k, text.tag) for k in known)]
    other = [w for w in other if not names_territory(w, text.tag)]
    return text.text[text.tokens[first].start : text.tokens[end - 1].end] if other else ""


def _own_words(inquiry: Inquiry, person: Person) -> set[str]:
    """The words of a person's post and of the bodies that it belongs to."""
    bodies = list(inquiry.cast.of_body(person.body)) or [b for b in inquiry.cast.bodies.values() if b.state]
    return {
        *parts(person.post),
        *person.words,
        *(w for body in bodies for form in (body.words, *body.others) for w in form),
    }


@per_language(16)
def keyword(tag: str) -> re.Pattern[str]:
    return re.compile(grammar_of(tag).posts or r"(?!)", re.IGNORECASE)
