"""What of a fact file is declared to an audience: by the vocabulary, by what a fact rests on, by what it says itself.

It asks one fact at a time; what flows into a fact is `flow`'s, and what is lost with another is `release`'s work.
"""

from __future__ import annotations

import re

from briefs.model.audience import Audience
from briefs.model.facts import US, Fact, Facts
from briefs.model.fields import Field, Section
from briefs.model.vocabulary import Vocabulary

PUBLISHED = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
"""A day of publication, or as much of it as is known; words such as `not yet` are none."""
PUBLIC = "public"
NOT_DECLARED = "is not for {phrase} unless it says `use: public`"
OURS = "is our own statement, which is for {phrase} only if it says `use: public`"
UNPUBLISHED = "does not rest on published sources alone, and this paper is for {phrase}"


def why_closed(fact: Fact, facts: Facts, audience: Audience, day: str) -> str:
    """Why the audience must not see the fact, though it bears nothing that forbids it; empty where it may.

    `day` (ISO 8601) is the one by which what is published is judged.
    """
    if fact.opened or fact.use == PUBLIC:
        return ""
    section, field = field_of(fact.id, facts.vocabulary)
    if (field is not None and field.free) or _opens(audience, fact.id, section):
        return ""
    if not _is_declared(fact.id, section, field, facts):
        return NOT_DECLARED
    return "" if audience.unpublished else _why_unpublished(fact, facts, day)


def field_of(id_: str, vocabulary: Vocabulary) -> tuple[Section | None, Field | None]:
    """The section and the field to which a fact's id belongs; None for what the vocabulary does not name."""
    name, *rest = id_.split(".")
    section = vocabulary.sections.get(name)
    if section is None:
        return None, vocabulary.head.get(name)
    place = 0 if section.single else 1
    return section, section.fields.get(rest[place]) if len(rest) > place else None


def _opens(audience: Audience, id_: str, section: Section | None) -> bool:
    """Whether the audience's own row opens the fact's section or field, whatever it rests on."""
    name, *rest = id_.split(".")
    fields = rest[:1] if section is not None and section.single else rest[1:2]
    return name in audience.opens or any(f"{name}.{field}" in audience.opens for field in fields)


def _is_declared(id_: str, section: Section | None, field: Field | None, facts: Facts) -> bool:
    """Whether the vocabulary opens the field to everybody."""
    name, *rest = id_.split(".")
    if not (section is not None and section.public) and not (field is not None and field.public):
        return False
    key, words = section.public_where if section is not None else ("", ())
    return not key or facts.text(f"{name}.{rest[0]}.{key}") in words


def _why_unpublished(fact: Fact, facts: Facts, day: str) -> str:
    """Why what the fact rests on is not for everybody; empty where all of it was published.

    What a formula makes, or checks, rests on what the formula reckons with, which `release` follows.
    """
    cited = {each.source for each in fact.sources}
    ours = US in cited
    published = all(is_published(each, facts, day) for each in cited - {US})
    if fact.behind:
        return "" if published else UNPUBLISHED
    if cited == {US} or not cited:
        return OURS
    return "" if published and not ours else UNPUBLISHED


def is_published(source: str, facts: Facts, day: str) -> bool:
    """Whether a source was published by that day (ISO 8601); one of a month or a year, once that has begun."""
    published = facts.sources[source].published if source in facts.sources else ""
    return PUBLISHED.fullmatch(published) is not None and published <= day[: len(published)]
