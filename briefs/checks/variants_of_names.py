"""Checks of bodies and titles: one of them written two ways, in the facts or in their sources.

People's names are for `spellings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def _variants(
    inquiry: Inquiry,
    code: str,
    named: Iterable[tuple[tuple[str, ...], str, str, Place]],
    known: set[tuple[str, ...]],
) -> Iterator[Problem]:
    """Names that stand somewhere with one of their words a little different."""
    stems: dict[str, list[tuple[tuple[str, ...], str, str, Place]]] = {}
    for each in named:
        stems.setdefault(each[0][0][:3], []).append(each)
    told: set[tuple[str, str]] = set()
    sourced = {words for group in stems.values() for words, *_ in group if _is_sourced(inquiry, words)}
    for fact, passage, source in everything(inquiry):
        own = fact.id.rpartition(".")[0] if fact is not None else ""
        for stem in passage.stems.keys() & stems.keys():
            for words, id_, name, at in stems[stem]:
                if (
                    (fact is None and words not in sourced)
                    or own == id_
                    or (fact is not None and field_of(fact) in {"agreements.title", "organisations.name"})
                ):
                    continue
                for text in _near_runs(passage, words, known, exact=code == "S305"):
                    if (id_, text) in told or inquiry.is_declared(source, text):
                        continue
                    told.add((id_, text))
                    spot = None if fact is not None else _spot_of(inquiry, source, passage)
                    message = f"`{name}` is written `{text}` {f'in {spot.name}' if spot else 'here'}"
                    hint = "correct it, or record the other under `also` or as a gap"
                    place = fact.at if fact is not None else at
                    yield inquiry.problem(code, message, place, hint, text if fact is not None else "")


def _is_sourced(inquiry: Inquiry, words: tuple[str, ...]) -> bool:
    """Whether some source has a name as the file has it; if none has, that is told elsewhere."""
    return any(next(s.passage.runs(words), None) for spots in inquiry.all_spots.values() for s in spots)


def _spot_of(inquiry: Inquiry, source: str, passage: Passage) -> Spot:
    return next(spot for spot in inquiry.all_spots[source] if spot.passage is passage)


def _near_runs(passage: Passage, words: tuple[str, ...], known: set[tuple[str, ...]], exact: bool) -> Iterator[str]:
    """Where words stand with exactly one of them changed a little, as written there."""
    exact = exact and passage.tag == "en"
    for first in passage.stems.get(words[0][:3], ()):
        tokens = passage.tokens[first : first + len(words)]
        if len(tokens) < len(words) or tuple(token.folded for token in tokens) in known:
            continue
        wrong = [
            (word, token)
            for word, token in zip(words, tokens, strict=True)
            if not (word == token.folded or (not exact and same_word(word, token.folded, passage.tag)))
        ]
        if len(wrong) != 1 or not wrong[0][1].capital:
            continue
        word, token = wrong[0]
        if keyword(passage.tag).fullmatch(token.folded):
            continue  # a ministry's minister
        if near(word, token.folded) or (len(word) > 5 and word[:5] == token.folded[:5]):
            yield passage.text[tokens[0].start : tokens[-1].end]
