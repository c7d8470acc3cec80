"""Checks of the parts that people play: who is host and who is guest, and to which body a person belongs.

Who speaks is for `speakers`; names changed round in the words of facts are for `other_names`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefs.checks.contrary_words import ROLES, pattern_of
from briefs.checks.fields import entries_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.people_and_bodies import Mention, Person
from briefs.checks.places_in_sources import Spot
from briefs.language import names_territory
from briefs.model.facts import Record, Reference
from briefs.model.problems import Problem
from briefs.understanding.passages import Passage
from briefs.understanding.words import parts

LEAD = 30
"""Characters before a verb in which a word makes it passive."""
NEAR = 160
"""Characters in which a host or guest stands from the word that makes one."""


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
