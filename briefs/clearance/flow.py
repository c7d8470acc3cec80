"""Flow: what every value bears, of its own and from everything that went into it.

It judges nothing: who may see what bears a marking, a use or an embargo is `release`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from briefs.model.facts import Fact, Facts, Record, Reference
from briefs.model.fields import FACES

BACKGROUND = "background"
OPEN_USES = frozenset({"", "public"})
"""The uses that keep nothing back; `background` does, and so does every use of a ministry's own."""
ABOUT_ITSELF = frozenset({"as_of", "language", "marking", "scheme"})
"""What a paper says about itself; the marking of the whole file does not cover it."""


class Bearing(Struct, frozen=True):
    """What a value must be treated by."""

    markings: tuple[str, ...] = ()
    """Every marking, each once."""
    background: bool = False
    """Whether anything in it is not to be spoken or handed out: for background, or for a use of a ministry's own."""
    embargoes: tuple[str, ...] = ()

    def joined(self, others: Iterable[Bearing]) -> Bearing:
        """All that this bears and that the others bear."""
        each = (self, *others)
        return Bearing(
            tuple(dict.fromkeys(marking for one in each for marking in one.markings)),
            any(one.background for one in each),
            tuple(dict.fromkeys(embargo for one in each for embargo in one.embargoes)),
        )


class Flow:
    """The bearings of one file's facts, each worked out once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.whole = facts.text("marking")
        self.known: dict[str, Bearing] = {}
        self.sources = {name: _of_record(facts.find(f"sources.{name}")) for name in facts.sources}

    def of(self, fact: Fact) -> Bearing:
        """What the fact bears: its own, its record's and section's, its sources', and that of all that went into it.

        The marking of the whole file is borne by what has none otherwise. A value that somebody has opened bears
        embargoes alone. Chains may be long, so they are followed without recursion.
        """
        stack, begun = [fact], set[str]()
        while stack:
            one = stack[-1]
            waiting = [each for each in self.behind(one) if each.id not in self.known and each.id not in begun]
            begun.add(one.id)
            if waiting and one.id not in self.known:
                stack += waiting
                continue
            stack.pop()
            self.known.setdefault(one.id, self._of(one))
        return self.known[fact.id]

    def behind(self, fact: Fact) -> Iterator[Fact]:
        """The facts that went into this one directly: what a formula reckons with, what stands for a record named."""
        yield from (self.facts.index[each] for each in fact.behind if each in self.facts.index)
        record = self._named(fact)
        if record is not None:
            faces = (record.fields.get(name) for name in FACES)
            yield from [face for face in faces if isinstance(face, Fact)][:1]

    def everything_in(self, fact: Fact) -> list[Fact]:
        """The fact, and all that went into it, through any number of steps."""
        found, waiting = {fact.id: fact}, [fact]
        while waiting:
            for each in self.behind(waiting.pop()):
                if each.id not in found:
                    found[each.id] = each
                    waiting.append(each)
        return list(found.values())

    def _named(self, fact: Fact) -> Record | None:
        found = self.facts.find(fact.value.id) if isinstance(fact.value, Reference) else None
        return found if isinstance(found, Record) else None

    def _of(self, fact: Fact) -> Bearing:
        whole = (self.whole,) if self.whole and fact.id not in ABOUT_ITSELF else ()
        own = Bearing(fact.markings or whole, fact.use not in OPEN_USES, fact.embargoes)
        cited = (self.sources[each.source] for each in fact.sources if each.source in self.sources)
        inputs = (self.known[each.id] for each in self.behind(fact) if each.id in self.known)
        others = [*cited, _of_record(self._named(fact)), *inputs]
        found = own.joined(others)
        return Bearing(embargoes=found.embargoes) if fact.opened else found


def _of_record(node: object) -> Bearing:
    """What a record bears as a whole."""
    if not isinstance(node, Record):
        return Bearing()
    return Bearing(node.markings, node.use not in OPEN_USES, node.embargoes)
