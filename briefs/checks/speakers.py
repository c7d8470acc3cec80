"""The check of attributions: is it the speaker of the source's sentence who is named in the file?

A sentence's speaker is the first whom it names outside quotation marks, if it has a verb of saying; a sentence that
names nobody goes on with the speaker before it, and so does `he told` behind a quotation, whoever else is named there.
Whether what was said is rendered well is not its concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from briefs.checks.fields import entries_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Spot
from briefs.language import Grammar, grammar_of, per_language
from briefs.model.facts import Fact, Reference
from briefs.model.problems import Problem
from briefs.understanding.passages import Passage
from briefs.understanding.words import parts, quoted

SEVERAL = 2
"""Named people from which on `he` may mean another."""


class Voice(Struct, frozen=True):
    """Who speaks in a sentence, as far as it can be told."""

    who: str = ""
    """The id of a person or body; empty where nobody or several may be meant."""
    sure: bool = False
    """Whether the sentence names them, or says `he` of the one before."""
    alone: bool = True
    """Whether nobody else is named beside them, so that `he` behind the next quotation can mean nobody else."""


NOBODY = Voice()


def wrong_speaker(inquiry: Inquiry) -> Iterator[Problem]:
    """A statement is attributed to somebody who did not make it."""
    for record in inquiry.records("statements"):
        for fact in entries_of(record, "who"):
            if not isinstance(fact.value, Reference):
                continue
            said = next((f for name in ("said", "quote") for f in entries_of(record, name)), fact)
            other = _other_speaker(inquiry, fact.value.id, said)
            if other:
                name = inquiry.facts.text(f"{fact.value.id}.name")
                who = inquiry.facts.text(f"{other}.name") or other
                message = f"in the source it is {who} who says this, not {name}"
                hint = f"write `who: {other.rpartition('.')[2]}`, or cite the words that name {name}"
                yield inquiry.problem("S114", message, fact.at, hint, fact.written)


def _other_speaker(inquiry: Inquiry, who: str, said: Fact) -> str:
    """Who else says it by the words quoted; empty where it may well be the one who is named."""
    others: list[str] = []
    for citation in said.sources:
        speaker = inquiry.facts.sources[citation.source].speaker if citation.source in inquiry.facts.sources else ""
        if "." in speaker and inquiry.facts.find(speaker) is not None and citation.source not in inquiry.texts:
            others.append(speaker)
            continue
        spots = inquiry.spots(citation) or ()
        quotes = list(citation.says) or ([said.written] if said.id.endswith(".quote") else [])
        for spot in spots:
            others += (each for words in quotes for each in _speakers_of(inquiry, spot, words, speaker))
            others += [] if quotes or not citation.at else _speaker_of_nearest(inquiry, spot, said)
    found = [other for other in others if other]
    return found[0] if found and who not in found and "" not in others else ""


def _speaker_of_nearest(inquiry: Inquiry, spot: Spot, said: Fact) -> list[str]:
    """The speaker of the one sentence of a paragraph that shares most words with a statement, if one stands out."""
    text = spot.passage
    wanted = {token.folded for token in inquiry.words(said).tokens if token.folded not in text.grammar.links}
    shared = [len(wanted & set(parts(text.text[begin:end]))) for begin, end in text.sentences]
    best = max(shared, default=0)
    rest = sorted(shared)[-2] if len(shared) > 1 else 0
    if best < 3 or best - rest < 2:
        return []
    voice = voices(inquiry, spot)[shared.index(best)]
    return [voice.who] if voice.sure else []


def _speakers_of(inquiry: Inquiry, spot: Spot, words: str, speaker: str) -> Iterator[str]:
    """The speaker of each sentence of a paragraph in which the words stand; empty where that is not sure."""
    text = spot.passage
    for run in text.runs(parts(words), exact=True):
        voice = voices(inquiry, spot)[text.sentence_at(text.offsets(run)[0])]
        yield (voice.who if voice.sure else "") or speaker


def voices(inquiry: Inquiry, spot: Spot) -> list[Voice]:
    """The voice of each sentence of a paragraph, the paragraphs before it heard as well."""
    heard = _all_voices(inquiry)
    return heard[spot.source][spot.passage]


@lru_cache(maxsize=4)
def _all_voices(inquiry: Inquiry) -> dict[str, dict[Passage, list[Voice]]]:
    found: dict[str, dict[Passage, list[Voice]]] = {}
    for source, spots in inquiry.all_spots.items():
        voice = NOBODY
        of: dict[Passage, list[Voice]] = {}
        for spot in spots:
            of[spot.passage] = []
            if spot.heading:
                continue
            for begin, end in spot.passage.sentences:
                voice = _voice(inquiry, spot.passage, begin, end, voice)
                of[spot.passage].append(voice)
        found[source] = of
    return found


def _voice(inquiry: Inquiry, text: Passage, begin: int, end: int, before: Voice) -> Voice:
    """Who speaks in a sentence that follows one of a known voice."""
    grammar = text.grammar
    own = _unquoted(text.text[begin:end])
    opening = parts(own[:60])[:3]
    first, alone = _first_named(inquiry, text, begin, own)
    speaks = bool(_pattern(grammar.speech).search(own))
    if opening and (opening[0] in grammar.plural or " ".join(opening[:2]) in grammar.plural):
        return NOBODY
    if _says_he(text, begin, own):
        return Voice(before.who, before.sure and before.alone, alone and before.alone)
    if _refers_back(opening, grammar) and not (first.startswith("people.") and opening[0] not in grammar.personal):
        return Voice(before.who, before.sure and speaks, before.alone)
    if first:
        return Voice(first, speaks and not _is_state(inquiry, first), alone)
    return Voice(before.who, False, before.alone)


def _says_he(text: Passage, begin: int, own: str) -> bool:
    """Whether a sentence has `he told` or `said she` outside quotation marks, before it names anybody."""
    grammar = text.grammar
    if not grammar.personal or not grammar.speech:
        return False
    found = _pronoun_of(grammar.tag).search(own)
    if found is None:
        return False
    return any(begin <= at < begin + found.start() for at, _ in text.quotes)


@per_language(maxsize=16)
def _pronoun_of(tag: str) -> re.Pattern[str]:
    grammar = grammar_of(tag)
    he = rf"(?:{'|'.join(sorted(map(re.escape, grammar.personal)))})"
    return re.compile(rf"(?<!\w)(?:{he}\s+(?:\w+\s+)?{grammar.speech}|{grammar.speech}\s+{he})(?!\w)", re.IGNORECASE)


def _refers_back(opening: list[str], grammar: Grammar) -> bool:
    """Whether a sentence opens with a word for whoever spoke before: he, the minister, the Mongolian minister."""
    if not opening:
        return False
    described = any(re.fullmatch(grammar.posts, word) for word in opening) if grammar.posts else False
    return opening[0] in grammar.personal or described


def _is_state(inquiry: Inquiry, id_: str) -> bool:
    return id_ in inquiry.cast.bodies and inquiry.cast.bodies[id_].state


def _unquoted(sentence: str) -> str:
    """The sentence with what stands in quotation marks blanked out."""
    for at, words in quoted(sentence):
        sentence = sentence[:at] + " " * len(words) + sentence[at + len(words) :]
    return sentence


def _first_named(inquiry: Inquiry, text: Passage, begin: int, own: str) -> tuple[str, bool]:
    """The first person whom a sentence names outside quotation marks, else the first body, else the first state.

    With it, whether no second person is named there.
    """
    cast = inquiry.cast
    mentions = [m for m in cast.mentions(text) if begin <= m.start < begin + len(own) and own[m.start - begin] != " "]
    people = [m.id for m in mentions if m.id in cast.people]
    others = [m for m in mentions if m.id in cast.bodies and text.text[m.end : m.end + 1] not in {"'", "’", "-"}]
    bodies = [m.id for m in others if not cast.bodies[m.id].state]
    return next(iter([*people, *bodies, *(m.id for m in others)]), ""), len(set(people)) < SEVERAL


@lru_cache(maxsize=16)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words}(?!\w)" if words else r"(?!)", re.IGNORECASE)
