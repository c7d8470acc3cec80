"""Checks of bodies and titles: one of them written two ways, in the facts or in their sources.

People's names are for `spellings`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from briefs.checks.fields import entries_of, field_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.people_and_bodies import Body
from briefs.checks.places_in_sources import Spot
from briefs.checks.spellings import everything, keyword
from briefs.model.problems import Place, Problem
from briefs.understanding.passages import Passage
from briefs.understanding.words import near, parts, same_word


def two_names(inquiry: Inquiry) -> Iterator[Problem]:
    """A body is named in two ways."""
    bodies = inquiry.cast.bodies.values()
    known = {tuple(form) for body in bodies for form in (body.words, *body.others)}
    named = [(body.words, body.record.id, body.name, _name_at(body)) for body in bodies if len(body.words) >= 3]
    yield from _variants(inquiry, "S304", named, known)


def _name_at(body: Body) -> Place:
    names = entries_of(body.record, "name")
    return names[0].at if names else body.record.at


def two_titles(inquiry: Inquiry) -> Iterator[Problem]:
    """A title is written in two ways."""
    titles: list[tuple[tuple[str, ...], str, str, Place]] = []
    for record in inquiry.records("agreements"):
        for title in entries_of(record, "title"):
            titles.append((tuple(parts(title.written)), record.id, title.written, title.at))
    long = [each for each in titles if len(each[0]) >= 4]
    yield from _variants(inquiry, "S305", long, {each[0] for each in titles})


Naming: TypeAlias = tuple[tuple[str, ...], str, str, Place]
"""The words of a name, the id of its record, the name as written, and where that stands."""


class _Index:
    """Names by their first letters and those of two more of their words, of which a variant has at least one."""

    def __init__(self, named: Iterable[Naming]) -> None:
        listed = list(named)
        often = Counter(word[:3] for words, *_ in listed for word in words[1:])
        self._by: dict[tuple[str, int, str], list[Naming]] = {}
        self._places: dict[str, set[int]] = {}
        for each in listed:
            words = each[0]
            rarest = sorted(range(1, len(words)), key=lambda at: often[words[at][:3]])[:2]
            for at in rarest:
                self._by.setdefault((words[0][:3], at, words[at][:3]), []).append(each)
            self._places.setdefault(words[0][:3], set()).update(rarest)

    def candidates(self, passage: Passage) -> Iterator[tuple[int, Naming]]:
        """Where a name or a variant of it may begin in a passage."""
        for stem in sorted(passage.stems.keys() & self._places.keys()):
            for first in passage.stems[stem]:
                found: dict[int, Naming] = {}
                for at in self._places[stem]:
                    if first + at < len(passage.tokens):
                        key = (stem, at, passage.tokens[first + at].folded[:3])
                        found |= {id(each): each for each in self._by.get(key, ())}
                yield from ((first, each) for each in found.values())


def _variants(inquiry: Inquiry, code: str, named: Iterable[Naming], known: set[tuple[str, ...]]) -> Iterator[Problem]:
    """Names that stand somewhere with one of their words a little different."""
    listed = list(named)
    index = _Index(listed)
    told: set[tuple[str, str]] = set()
    sourced = _sourced(inquiry, index)
    for fact, passage, source in everything(inquiry):
        own = fact.id.rpartition(".")[0] if fact is not None else ""
        if fact is not None and field_of(fact) in {"agreements.title", "organisations.name"}:
            continue
        for first, (words, id_, name, at) in index.candidates(passage):
            if (fact is None and words not in sourced) or own == id_:
                continue
            text = _near_run(passage, first, words, known, exact=code == "S305")
            if not text or (id_, text) in told or inquiry.is_declared(source, text):
                continue
            told.add((id_, text))
            spot = None if fact is not None else _spot_of(inquiry, source, passage)
            message = f"`{name}` is written `{text}` {f'in {spot.name}' if spot else 'here'}"
            hint = "correct it, or record the other under `also` or as a gap"
            place = fact.at if fact is not None else at
            yield inquiry.problem(code, message, place, hint, text if fact is not None else "")


def _sourced(inquiry: Inquiry, index: _Index) -> set[tuple[str, ...]]:
    """The names that some source has as the file has them; if none has one, that is told elsewhere."""
    found: set[tuple[str, ...]] = set()
    for spots in inquiry.all_spots.values():
        for spot in spots:
            for first, (words, *_) in index.candidates(spot.passage):
                if words not in found and _stands(spot.passage, first, words):
                    found.add(words)
    return found


def _stands(passage: Passage, first: int, words: tuple[str, ...]) -> bool:
    tokens = passage.tokens[first : first + len(words)]
    return len(tokens) == len(words) and all(
        same_word(word, token.folded, passage.tag) for word, token in zip(words, tokens, strict=True)
    )


def _spot_of(inquiry: Inquiry, source: str, passage: Passage) -> Spot:
    return next(spot for spot in inquiry.all_spots[source] if spot.passage is passage)


def _near_run(passage: Passage, first: int, words: tuple[str, ...], known: set[tuple[str, ...]], exact: bool) -> str:
    """What stands from a token on, where that is the words with exactly one of them changed a little; else empty."""
    exact = exact and passage.tag == "en"
    tokens = passage.tokens[first : first + len(words)]
    if len(tokens) < len(words) or tuple(token.folded for token in tokens) in known:
        return ""
    wrong = [
        (word, token)
        for word, token in zip(words, tokens, strict=True)
        if not (word == token.folded or (not exact and same_word(word, token.folded, passage.tag)))
    ]
    if len(wrong) != 1 or not wrong[0][1].capital:
        return ""
    word, token = wrong[0]
    if keyword(passage.tag).fullmatch(token.folded):
        return ""  # a ministry's minister
    alike = near(word, token.folded) or (len(word) > 5 and word[:5] == token.folded[:5])
    return passage.text[tokens[0].start : tokens[-1].end] if alike else ""
