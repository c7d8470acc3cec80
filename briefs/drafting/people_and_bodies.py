"""People, bodies and states of a source as candidates: who is named often is one, whichever way.

Finding the names is for `people`, `bodies` and `inflected`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from briefs.checks.places_in_sources import Spot
from briefs.drafting import inflected
from briefs.drafting.bodies import Organisation, organisations_in, states_in, states_with_adjectives
from briefs.drafting.candidate import Candidate, SourceToDraft, Value, quoted
from briefs.drafting.people import Named, named_in
from briefs.drafting.word_classes import Word, classed
from briefs.understanding.words import fold, same_word
from briefs.understanding.words import parts as words_of

STEM = 5
"""Letters that an adjective has in common with its state."""
BODIES = frozenset(
    "institute agency commission committee ministry department bank council authority association".split()
)


@lru_cache(maxsize=16384)
def parts(name: str) -> tuple[str, ...]:
    """The folded words of a name; names are held against one another often."""
    return tuple(words_of(name))


class Cast:
    """Everybody whom a source names."""

    def __init__(self, source: SourceToDraft) -> None:
        self.source = source
        self.bodies: list[Candidate] = []
        self.people: list[Candidate] = []
        self.words: dict[Spot, list[Word]] = {}
        self._read()

    def _read(self) -> None:
        spots = [spot for spot in self.source.every if not spot.table]
        english = self.source.tag not in {"ru", "mn", "kk"}
        states = [each for spot in spots for each in (states_in(spot) if english else inflected.states_in(spot))]
        for each in (*states, *(states_with_adjectives(spots) if english else ())):
            self._body(each)
        folded = frozenset(word for body in self.bodies for word in parts(body.text("name")) if len(word) > 3)
        for spot in spots:
            self.words[spot] = classed(spot.passage, self.source.small, folded)
            found = organisations_in(spot, self.words[spot]) if english else inflected.organisations_in(spot)
            for body in found:
                self._body(body)
        self._merge_short()
        named = [
            each
            for s in spots
            if not s.heading
            for each in (named_in(s, self.words[s]) if english else inflected.people_in(s))
        ]
        for person in sorted(named, key=lambda n: len(n.name.split()) < 2):
            self._person(person)
        self.people.sort(key=lambda each: (each.spot.number, each.spot.passage.text.find(each.text("name"))))

    # bodies

    def _body(self, found: Organisation) -> Candidate | None:
        name = found.name.strip(" ,.")
        if not name or len(name) < 3:
            return None
        known = self._known_body(name)
        if known is not None:
            if not known.spot.number and found.spot.number:
                known.spot, known.says = found.spot, quoted(found.spot, found.start, found.end)
                known.also.clear()
            if known.spot is found.spot:
                known.also.append((found.start, found.end))
            if (
                len(name) < len(known.text("name"))
                and self.source.tag != "en"
                and known.fields.get("kind") == found.kind
            ):
                known.fields["name"], known.name = name, name
            return known
        fields = {"name": name, **({"kind": found.kind} if found.kind else {})}
        made = Candidate("organisations", name, dict(fields), found.spot, quoted(found.spot, found.start, found.end))
        self.bodies.append(made)
        return made

    def _merge_short(self) -> None:
        """Take away a body’s name that is the end of another’s: the Export Agency, the Lindmark Export Agency."""
        whole = [parts(body.text("name")) for body in self.bodies if body.fields.get("kind") != "state"]
        self.bodies = [
            body
            for body in self.bodies
            if body.fields.get("kind") == "state"
            or not any(len(w) > len(own) and w[-len(own) :] == own for own in [parts(body.text("name"))] for w in whole)
        ]

    def _known_body(self, name: str) -> Candidate | None:
        wanted = parts(name)
        for body in self.bodies:
            own = parts(body.text("name"))
            if own == wanted or (
                len(own) == len(wanted)
                and all(same_word(a, b, self.source.tag) for a, b in zip(own, wanted, strict=True))
            ):
                return body
        return None

    def owner(self, words: str, spot: Spot) -> Candidate | None:
        """The body or state that words behind a post name, or before it: of the Ministry of Health; Tolmerian."""
        bare = words.strip(" ,.")
        for article in ("the ", "The "):
            bare = bare.removeprefix(article)
        bare = re.sub(r"[’']s?$", "", bare)
        known = self._known_body(bare)
        if known is not None or not bare:
            return known
        last = parts(bare)
        if len(last) == 1:
            for body in self.bodies:
                own = parts(body.text("name"))
                state = body.fields.get("kind") == "state"
                if state and any(
                    len(w) >= STEM and w[: max(STEM, len(w) - 2)] == last[0][: max(STEM, len(w) - 2)] for w in own
                ):
                    return body
                if not state and last[0] in BODIES and last[0] in own:
                    return body
        for body in self.bodies:
            whole = " ".join(parts(body.text("name")))
            if body.fields.get("kind") == "state":
                continue
            if len(last) > 1 and (whole.startswith(" ".join(last)) or whole.endswith(" ".join(last))):
                return body
        inflected_state = self.source.tag != "en" and len(last) == 1
        return self._made_owner(bare, spot) if inflected_state or len(last) > 1 else None

    def _made_owner(self, bare: str, spot: Spot) -> Candidate | None:
        """A body that stands behind a post, and bears no word for bodies: Chief Executive Officer of Invest X."""
        at = spot.passage.text.find(bare)
        capitals = all(word[0].isupper() for word in bare.split() if fold(word) not in {"of", "for", "the", "and"})
        if at < 0 or not capitals:
            return None
        kind = "state" if self.source.tag != "en" and len(bare.split()) == 1 else ""
        return self._body(Organisation(bare, kind, spot, at, at + len(bare)))

    # people

    def _person(self, found: Named) -> None:
        name = _bare(found.name)
        if not name or (name.isupper() and len(name) < 4):
            return
        known = self._known_person(name)
        owner = self.owner(found.of, found.spot) if found.of else None
        if known is not None:
            self._add(known, found, owner, name)
            return
        if len(name.split()) == 1 and not found.post and self.source.tag == "en":
            return
        fields: dict[str, Value] = {"name": name}
        if found.post:
            fields["post"] = found.post
        if owner is not None:
            fields["of"] = owner
        self.people.append(Candidate("people", name, fields, found.spot, found.says))

    def _add(self, known: Candidate, found: Named, owner: Candidate | None, name: str) -> None:
        if self.source.tag == "ru" and not found.post and known.fields.get("post"):
            known.fields["name"], known.name = name, name  # as the subject of a sentence: in the nominative
        if self.source.tag in {"mn", "kk"} and len(name) < len(known.text("name")):
            known.fields["name"], known.name = name, name
        if found.post and (
            "post" not in known.fields or (len(found.post) > len(known.text("post")) + 3 and not known.fields.get("of"))
        ):
            of = known.fields.pop("of", None)
            known.fields["post"] = found.post
            known.spot, known.says = found.spot, found.says
            whose = of if owner is None else owner
            if whose is not None:
                known.fields["of"] = whose
        elif owner is not None and "of" not in known.fields:
            known.fields["of"] = owner

    def _known_person(self, name: str) -> Candidate | None:
        words = parts(name)
        begins = {word[:3] for word in words}
        for person in self.people:
            own = parts(person.text("name"))
            if not any(word[:3] in begins for word in own):
                continue
            if own == words or (len(words) == 1 and words[0] in own[-2:]):
                return person
            if (
                len(own) > 1
                and len(words) > 1
                and own[-1] == words[-1]
                and own[0][0] == words[0][0]
                and min(len(own[0]), len(words[0])) < 3
            ):
                return person
            same = len(own) == len(words) and all(
                same_word(a, b, self.source.tag) for a, b in zip(own, words, strict=True)
            )
            if same and self.source.tag != "en":
                return person
        return None


def _bare(name: str) -> str:
    """A name without a mark of membership behind it: MP."""
    words = name.split()
    while words and words[-1] in {"MP", "MEP", "KC", "QC", "PhD"}:
        words.pop()
    return " ".join(words)


def spans(cast: Cast) -> Iterator[tuple[Spot, int, int]]:
    """Where names of people and bodies stand, so that numbers in them are no figures."""
    for each in (*cast.people, *cast.bodies):
        at = each.spot.passage.text.find(each.text("name"))
        if at >= 0:
            yield each.spot, at, at + len(each.text("name"))
