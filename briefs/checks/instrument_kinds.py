"""The check of what an instrument is called: memorandum, agreement, declaration, roadmap, plan.

It compares words that name a kind; what a kind means in law is for nobody here to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefs.checks.fields import entries_of, field_of, record_of
from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Scope
from briefs.language import base_of, grammar_of, own_grammar, partial_grammar, per_language
from briefs.model.facts import Fact
from briefs.model.problems import Problem
from briefs.understanding.words import parts

FAMILIES = (
    frozenset({"agreement", "treaty", "contract", "convention"}),
    frozenset({"memorandum", "memorandum of understanding"}),
    frozenset({"declaration", "statement", "communiqué"}),
    frozenset({"plan", "programme", "roadmap"}),
    frozenset({"charter", "convention"}),
)
"""Kinds that are translated by one another; within one language they are not one."""


BINDING = frozenset({
    "agreement", "treaty", "contract", "convention", "memorandum", "memorandum of understanding", "declaration",
    "protocol", "roadmap", "charter",
})  # fmt: skip
"""Kinds by whose names an instrument is known; plans, programmes and statements are many other things as well."""


class Word(NamedTuple):
    """A word for a kind, by its pattern, with the kind."""

    kind: str
    pattern: str


class Text(NamedTuple):
    """Some words and their language."""

    words: str
    tag: str


def kind_not_said(inquiry: Inquiry) -> Iterator[Problem]:
    """An instrument is of a kind that neither its title nor the source's words give it."""
    cited = _quoted(inquiry)
    for record in inquiry.records("agreements"):
        for kind in entries_of(record, "kind"):
            wide = inquiry.wide(kind)
            if wide is None or not has_kinds(kind.language or inquiry.tag):
                continue
            words = _words_in(Text(kind.written, base_of(kind.language or inquiry.tag)))
            title = next((_text(inquiry, fact) for fact in entries_of(record, "title")), None)
            if not words or title is None or not all(map(has_kinds, {title.tag, *wide.tags})):
                continue
            narrow = [title, *cited.get(record.id, ()), *_sentences_with(title, wide)]
            titled = bool(_words_in(title))
            texts = narrow if titled else [*narrow, *_paragraphs(wide)]
            if not any(_names(words, each, base_of(kind.language or inquiry.tag)) for each in texts):
                message = f"neither the title nor {wide.name} uses `{kind.written}` for `{record.key}`"
                yield inquiry.problem("S120", message, kind.at, _called(texts), kind.written)
    yield from other_kind(inquiry)


def has_kinds(tag: str) -> bool:
    """Whether the words for kinds of instruments in a language are known, and not English ones in their place."""
    return own_grammar(tag) is not None or "kinds" in partial_grammar(tag)


def _text(inquiry: Inquiry, fact: Fact) -> Text:
    return Text(fact.written, base_of(fact.language or inquiry.tag))


def _quoted(inquiry: Inquiry) -> dict[str, list[Text]]:
    """Instrument → the words that its record quotes."""
    found: dict[str, dict[Text, None]] = {}
    for fact in inquiry.facts.index.values():
        if fact.id.startswith("agreements."):
            for citation in fact.sources:
                if citation.source in inquiry.texts:
                    tag = base_of(inquiry.texts[citation.source].language)
                    found.setdefault(record_of(fact), {}).update((Text(said, tag), None) for said in citation.says)
    return {record: list(texts) for record, texts in found.items()}


def _sentences_with(title: Text, wide: Scope) -> Iterator[Text]:
    """The sentences in which the title stands."""
    for spot in wide.spots:
        text = spot.passage
        for run in text.runs(parts(title.words)):
            begin, end = text.sentences[text.sentence_at(text.offsets(run)[0])]
            yield Text(text.text[begin:end], text.tag)


def _paragraphs(wide: Scope) -> Iterator[Text]:
    for spot in wide.spots:
        yield Text(spot.passage.text, spot.passage.tag)


@per_language(16)
def _patterns(tag: str) -> tuple[tuple[Word, re.Pattern[str]], ...]:
    kinds = grammar_of(tag).kinds
    return tuple(
        (Word(kind, pattern), re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE))
        for kind, patterns in kinds.items()
        for pattern in patterns
    )


@per_language(4096)
def _words_in(text: Text) -> frozenset[Word]:
    """The words for kinds in a text, but those that are part of a longer one."""
    found = [(word, match.span()) for word, pattern in _patterns(text.tag) if (match := pattern.search(text.words))]
    return frozenset(
        word for word, (a, b) in found if not any(c <= a and b <= d and d - c > b - a for _, (c, d) in found)
    )


def _names(words: frozenset[Word], text: Text, tag: str) -> bool:
    """Whether a text uses one of the words for a kind, in its own language or in another."""
    if text.tag == tag:
        wanted = {word.pattern for word in words}
        return any(word.pattern in wanted and pattern.search(text.words) for word, pattern in _patterns(tag))
    kinds = {word.kind for word in words}
    kinds = kinds.union(*(family for family in FAMILIES if not family.isdisjoint(kinds)))
    return any(word.kind in kinds and pattern.search(text.words) for word, pattern in _patterns(text.tag))


def _called(texts: list[Text]) -> str:
    """What the texts call it, to be shown."""
    for text in texts:
        found = (pattern.search(text.words) for _, pattern in _patterns(text.tag))
        named = sorted((match for match in found if match), key=lambda match: match.start())
        if named:
            return f"the source has `{named[0][0]}`"
    return "name it as the source does"


TOLD = frozenset({"points.text", "statements.said", "events.what", "actions.what", "agreements.status", "summary"})
"""Fields that name instruments in words of ours."""


def other_kind(inquiry: Inquiry) -> Iterator[Problem]:
    """A fact calls an instrument by a word that the words cited do not use, where they use another."""
    for fact in inquiry.claims:
        wide = inquiry.wide(fact) if field_of(fact) in TOLD else None
        tag = base_of(fact.language or inquiry.tag)
        if wide is None or not has_kinds(tag) or wide.tags != {tag}:
            continue
        theirs = frozenset(word for each in _paragraphs(wide) for word in _words_in(each))
        for word in sorted(_words_in(Text(fact.written, tag)), key=lambda each: each.kind):
            others = theirs & {each for each in theirs if each.kind in BINDING}
            if word.kind in BINDING and others and not any(word.pattern == each.pattern for each in theirs):
                called = _called(list(_paragraphs(wide)))
                match = re.search(word.pattern, fact.written, re.IGNORECASE)
                own = match[0] if match else fact.written
                yield inquiry.problem("S120", f"the words cited do not speak of `{own}`", fact.at, called, own)
                break
