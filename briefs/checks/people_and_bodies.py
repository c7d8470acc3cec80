"""The people and bodies of a fact file, and where a text names them.

It compares names; what they did or said is not its concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefs.model.facts import Fact, Facts, Items, Record, Reference, walk
from briefs.understanding.courtesies import courtesies_before, is_courtesy
from briefs.understanding.passages import GAP, Passage
from briefs.understanding.words import parts

THREE_NAMES = 3
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.\s*)+")


class Person(NamedTuple):
    """A person of the file, as names are compared."""

    id: str
    record: Record
    name: str
    words: tuple[str, ...]
    """The full name, folded."""
    surname: tuple[str, ...]
    """What is left of it without initials and given names."""
    others: tuple[tuple[str, ...], ...]
    """Other spellings and the short name."""
    post: str
    body: str
    """The id of the organisation or state."""

    @classmethod
    def of(cls, record: Record, facts: Facts) -> Person:
        name = _text(record, "name")
        others = tuple(tuple(parts(text)) for text in _texts(record, "also", "short"))
        return cls(
            record.id, record, name, tuple(parts(name)), surname_of(name), others, _text(record, "post"), _body(record)
        )


class Body(NamedTuple):
    """An organisation or state of the file."""

    id: str
    record: Record
    name: str
    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    body: str
    state: bool

    @classmethod
    def of(cls, record: Record, facts: Facts) -> Body:
        name = _text(record, "name")
        others = tuple(tuple(parts(text)) for text in _texts(record, "also", "short"))
        state = _text(record, "kind").casefold() in {"state", "country", "государство", "страна", "улс", "мемлекет"}
        return cls(record.id, record, name, tuple(parts(name)), others, _body(record), state)


class Mention(NamedTuple):
    """Where a text names a person or body: the first and last of its words."""

    id: str
    first: int
    last: int
    start: int
    end: int
    full: bool
    """Whether the whole name stands there."""


def surname_of(name: str) -> tuple[str, ...]:
    """The words of a name without initials and given names: what a text calls the person by the second time."""
    bare = re.sub(r"[(<\[].*?[)>\]]", "", name).strip()
    rest = _INITIALS.sub("", bare)
    words = parts(rest.split()[-1]) if rest.split() else []
    return tuple(words) if words and sum(map(len, words)) > 2 else tuple(parts(name))


def first_surname_of(person: Person) -> tuple[str, ...]:
    """The first of two surnames, by which Spanish and Portuguese texts call people; empty where there is but one."""
    plain = len(person.surname) == 1 and all(len(word) > 1 for word in person.words)
    return person.words[-2:-1] if plain and len(person.words) >= THREE_NAMES else ()


def _is_addressed(text: Passage, run: tuple[int, int]) -> bool:
    """Whether an honorific, rank or post stands right before a word, and no further name behind it."""
    first, last = run
    after = text.tokens[last + 1] if last + 1 < len(text.tokens) else None
    if after is not None and after.capital and text.text[text.tokens[last].end : after.start] in {" ", "-"}:
        return False
    before = text.tokens[first - 1] if first else None
    if before is None or text.text[before.end : text.tokens[first].start].strip() not in {"", "."}:
        return False
    is_post = re.fullmatch(text.grammar.posts or r"(?!)", before.folded, re.IGNORECASE) is not None
    return is_post or courtesies_before(text, first) < first


class Cast:
    """Everybody whom a fact file names, ready to be looked for in texts."""

    def __init__(self, people: Sequence[Person], bodies: Sequence[Body]) -> None:
        self.people = {person.id: person for person in people}
        self.bodies = {body.id: body for body in bodies}
        self._forms: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        """First letters → the names that begin with them, whose they are, and whether they are whole names."""
        self._found: dict[Passage, tuple[Mention, ...]] = {}
        shared = _shared(person.surname for person in people)
        for person in people:
            self._add(person.words, person.id, True)
            for other in person.others:
                self._add(other, person.id, True)
            if person.surname not in shared and person.surname != person.words:
                self._add(person.surname, person.id, False)
            if first_surname_of(person) and first_surname_of(person) not in shared:
                self._add(first_surname_of(person), person.id, False)
        for body in bodies:
            for words in (body.words, *body.others):
                self._add(words, body.id, True)

    def _add(self, words: tuple[str, ...], id_: str, full: bool) -> None:
        if words:
            self._forms.setdefault(words[0][:3], []).append((words, id_, full))

    def mentions(self, text: Passage) -> tuple[Mention, ...]:
        """Everybody whom a text names, in order; of names one within another the longer."""
        if text not in self._found:
            self._found[text] = tuple(_longest(sorted(self._all(text), key=lambda m: (m.start, -m.end))))
        return self._found[text]

    def _all(self, text: Passage) -> Iterator[Mention]:
        for stem in text.stems.keys() & self._forms.keys():
            for words, id_, full in self._forms[stem]:
                for run in text.runs(words):
                    inner = words == first_surname_of(self.people[id_]) if not full else False
                    if full or (self._initials_fit(text, run[0], id_) and (not inner or _is_addressed(text, run))):
                        yield Mention(id_, *run, *text.offsets(run), full)

    def _initials_fit(self, text: Passage, first: int, id_: str) -> bool:
        """Whether no other initial stands before a surname than the person's own."""
        person = self.people[id_]
        lead = person.words[: len(person.words) - len(person.surname)]
        before = text.tokens[first - 1] if first else None
        if before is None or len(before.text) > 2 or not before.capital:
            return True
        if text.text[before.end : before.end + 1] != "." or is_courtesy(text, first - 1):
            return True
        return not lead or before.folded[:1] == lead[-1][:1] or before.folded[:1] == lead[0][:1]

    def names_body(self, text: Passage, id_: str) -> bool:
        """Whether a text names a body, if only as one of several: the Ministries of Culture of two states."""
        body = self.bodies[id_]
        if any(True for form in (body.words, *body.others) for _ in text.runs(form)):
            return True
        runs = (run for run in text.runs(body.words, gap=GAP) if len(body.words) > 1)
        return any(len({text.sentence_at(at) for at in text.offsets(run)}) == 1 for run in runs)

    def names(self, text: Passage, id_: str) -> bool:
        """Whether a text names a person or body."""
        if id_ in self.bodies:
            return self.names_body(text, id_)
        return any(mention.id == id_ for mention in self.mentions(text))

    def of_body(self, id_: str) -> Iterator[Body]:
        """A body, and those that it belongs to."""
        seen: set[str] = set()
        while id_ in self.bodies and id_ not in seen:
            seen.add(id_)
            yield self.bodies[id_]
            id_ = self.bodies[id_].body


def _shared(surnames: Iterator[tuple[str, ...]]) -> set[tuple[str, ...]]:
    seen: set[tuple[str, ...]] = set()
    twice: set[tuple[str, ...]] = set()
    for surname in surnames:
        (twice if surname in seen else seen).add(surname)
    return twice


def _longest(mentions: list[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in mentions:
        if mention.start >= end:
            end = mention.end
            yield mention


def _text(record: Record, name: str) -> str:
    node = record.fields.get(name)
    return node.written if isinstance(node, Fact) else ""


def _texts(record: Record, *names: str) -> Iterator[str]:
    for name in names:
        node = record.fields.get(name)
        if isinstance(node, Fact | Items):
            yield from (fact.written for fact in walk(node))


def _body(record: Record) -> str:
    node = record.fields.get("of")
    return node.value.id if isinstance(node, Fact) and isinstance(node.value, Reference) else ""
