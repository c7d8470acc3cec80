"""Slips of who and where for the trial: people, bodies and places put for one another, posts cut, kinds of instruments.

Only those whom the same source names are put in another's place: a name that stands nowhere is easily found.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping

from mutants_of_letters import Change, Site, is_sourced, where_typed

from briefs.model.facts import Fact, Facts, Reference
from briefs.model.source_text import SourceText

KINDS = ("who", "host and guest", "body", "swapped", "place", "post cut", "kind of instrument")
NAMED = {
    "en": "memorandum agreement protocol declaration treaty contract roadmap arrangement",
    "ru": "меморандум соглашение протокол декларация договор",
    "fr": "mémorandum accord protocole déclaration traité convention",
    "es": "convenio acuerdo protocolo declaración tratado memorando",
    "mn": "гэрээ хэлэлцээр протокол тунхаг",
    "kk": "келісім меморандум хаттама декларация",
}


def sites_of_who(facts: Facts, lines: list[str], texts: Mapping[str, SourceText]) -> list[Site]:
    found: list[Site] = []
    places = _places(facts, texts)
    for fact in facts.index.values():
        start = where_typed(fact, lines) if is_sourced(fact) and not fact.id.startswith("gaps.") else None
        if start is not None:
            for kind, begin, end, change in _slips(fact, facts, texts, places):
                found.append(Site(kind, fact.at.line, start + begin, start + end, change))
    return found


Slip = tuple[str, int, int, Change]


def _slips(fact: Fact, facts: Facts, texts: Mapping[str, SourceText], places: list[str]) -> Iterator[Slip]:
    section, *rest = fact.id.split(".")
    field = rest[-1] if rest and not rest[-1].isdecimal() else (rest[-2] if len(rest) > 1 else section)
    whole = 0, len(fact.written)
    tag = (facts.text("language") or "en").partition("-")[0]
    if isinstance(fact.value, Reference):
        others = _named_beside(fact, facts, texts)
        kind = {"host": "host and guest", "guest": "host and guest", "of": "body", "bodies": "body"}.get(field, "who")
        if others and section != "organisations":
            yield kind, *whole, _other(others)
    elif field == "place":
        others = [place for place in places if place not in fact.written and fact.written not in place]
        if others:
            yield "place", *whole, _other(others)
    elif field == "post":
        words = fact.written.split()
        if len(words) > 2:
            yield "post cut", *whole, _other([" ".join(words[:-1]), " ".join(words[1:])])
    elif section == "agreements" and field == "kind":
        yield "kind of instrument", *whole, _other([k for k in NAMED[tag].split() if k not in fact.written.casefold()])
    elif field in {"text", "said", "what", "provisions", "benefits", "background", "summary", "status", "label"}:
        yield from _in_text(fact, facts, texts, tag)


def _in_text(fact: Fact, facts: Facts, texts: Mapping[str, SourceText], tag: str) -> Iterator[Slip]:
    """A name for another of the paragraph's, two names changed round, and the word for an instrument."""
    kinds = NAMED[tag].split()
    for word in kinds:
        for match in re.finditer(rf"(?<!\w){word}(?!\w)", fact.written):
            yield "kind of instrument", *match.span(), _other(kinds)
    there = _names(fact, facts, texts)
    own = [(m.start(), m.end(), name) for name in there for m in re.finditer(rf"\b{re.escape(name)}\b", fact.written)]
    for begin, end, name in own:
        others = [each for each in there if there[each] == there[name] and each != name and each not in fact.written]
        if others:
            yield "swapped", begin, end, _other(others)
    names = sorted(dict.fromkeys(name for *_, name in own))
    joined = re.search(r"\b(?:and|et|y|и|between|entre|met)\b", fact.written)
    if len(names) == 2 and sum(fact.written.count(name) for name in names) == 2 and not joined:
        yield "swapped", 0, len(fact.written), _turned(*names)


def _turned(one: str, other: str) -> Change:
    return lambda chance, old: old.replace(one, "\0").replace(other, one).replace("\0", other)


def _names(fact: Fact, facts: Facts, texts: Mapping[str, SourceText]) -> dict[str, str]:
    """The people, by surname, and the bodies of the file that the cited paragraphs name, with the section of each."""
    cited = " ".join(
        texts[c.source].paragraphs[int(c.at) - 1].text
        for c in fact.sources
        if c.source in texts and c.at.isdecimal() and int(c.at) <= len(texts[c.source].paragraphs)
    )
    named = {
        id_: f.written for id_, f in facts.index.items() if re.fullmatch(r"(people|organisations)\.\w+\.name", id_)
    }
    names = {n.split()[-1] if id_[0] == "p" else n: id_.partition(".")[0] for id_, n in named.items()}
    return {name: sort for name, sort in names.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", cited)}


def _named_beside(fact: Fact, facts: Facts, texts: Mapping[str, SourceText]) -> list[str]:
    """The keys of others of the same section whom the cited paragraphs, or else the source, name."""
    assert isinstance(fact.value, Reference)
    section = fact.value.section
    record = fact.id.rpartition(".")[0]
    beside = {f.written for f in facts.index.values() if f.id.startswith(record) and isinstance(f.value, Reference)}
    if fact.id.endswith((".host", ".guest")):
        beside = {fact.written}
    keys = [id_.split(".")[1] for id_ in facts.index if re.fullmatch(rf"{section}\.\w+\.name", id_)]
    cited = [
        texts[c.source].paragraphs[int(c.at) - 1].text
        for c in fact.sources
        if c.source in texts and c.at.isdecimal() and int(c.at) <= len(texts[c.source].paragraphs)
    ]
    near = [k for k in keys if any(facts.text(f"{section}.{k}.name").split()[-1] in text for text in cited)]
    return [key for key in near if key != fact.written and key not in beside]


def _places(facts: Facts, texts: Mapping[str, SourceText]) -> list[str]:
    found = [f.written for f in facts.index.values() if f.id.endswith(".place")]
    return list(dict.fromkeys(found))


def _other(words: list[str]) -> Change:
    def change(chance: random.Random, old: str) -> str:
        return chance.choice([word for word in dict.fromkeys(words) if word != old] or [old])

    return change
