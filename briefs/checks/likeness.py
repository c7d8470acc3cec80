"""How alike two parts of sentences are: the words and numbers that they share, in whatever forms.

It tells which clause of a source speaks of the same as a clause of a fact; what differs between the two is for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from briefs.checks.inquiry import Inquiry
from briefs.checks.numbers_and_dates import holds_quoted
from briefs.language import grammar_of, per_language
from briefs.model.facts import Citation, Fact
from briefs.understanding.passages import Passage, passage

STEM = 5
"""Letters by which forms of one word are known."""
YEARS = frozenset(map(Decimal, range(1900, 2100)))
NUMBER = 2.0
"""What a shared number tells beside a shared word."""
QUOTED = 0.5
"""What it tells that the sentence of a clause is the one that is quoted."""
FEWEST = 3
"""Words of a part that stands alone; fewer go with the part before them."""
_JOINT = re.compile(r"[;:()—–|]|,\s")


class Clause(NamedTuple):
    """A part of a sentence between two joints."""

    text: str
    stems: frozenset[str]
    numbers: frozenset[Decimal]
    quoted: bool = False
    """Whether it stands in the sentence that a citation quotes."""

    @property
    def size(self) -> float:
        return len(self.stems) + NUMBER * len(self.numbers)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    return word[:STEM]


def alike(one: Clause, other: Clause, but: frozenset[str] = frozenset()) -> float:
    """How much two clauses share: words, but those left out, and numbers, which count double."""
    numbers = sum(1.0 if value in YEARS else NUMBER for value in one.numbers & other.numbers)
    shared = len((one.stems & other.stems) - but) + numbers
    return shared + QUOTED if shared and other.quoted else float(shared)


@per_language(maxsize=32768)
def clauses(text: str, tag: str) -> tuple[Clause, ...]:
    """The parts of a text between full stops, commas, brackets, and words like `while`; short ones go with others."""
    whole = passage(text, tag)
    found: list[Clause] = []
    for begin, end in whole.sentences:
        found += (_clause(part, tag) for part in _parts(whole.text[begin:end], tag))
    return tuple(found)


def _parts(sentence: str, tag: str) -> list[str]:
    joints = re.compile(rf"{_JOINT.pattern}|(?<!\w)(?:{_joint(tag)})(?!\w)", re.IGNORECASE)
    parts: list[str] = []
    at = 0
    for match in (*joints.finditer(sentence), None):
        part = sentence[at : match.start() if match else len(sentence)]
        at = match.start() if match else at
        if parts and (_is_short(part, tag) or _is_short(parts[-1], tag)):
            parts[-1] += part
        else:
            parts.append(part)
    return parts


@per_language(maxsize=32)
def _joint(tag: str) -> str:
    return grammar_of(tag).contraries.get("joints", {}).get("joint", "(?!)")


def _is_short(part: str, tag: str) -> bool:
    text = passage(part, tag)
    return sum(_tells(token.folded, tag) for token in text.tokens) + len(text.numbers) < FEWEST


@per_language(maxsize=32768)
def _clause(text: str, tag: str) -> Clause:
    words = passage(text, tag)
    stems = frozenset(stem(t.folded) for t in words.tokens if _tells(t.folded, tag))
    numbers = frozenset(value for n in words.numbers for value in n.readings)
    days = frozenset(Decimal(m.day) for d in words.dates for m in d.moments if m.day)
    return Clause(text, stems, numbers | days)


def _tells(word: str, tag: str) -> bool:
    return len(word) > 2 and word.isalpha() and word not in grammar_of(tag).links


class Sentence(NamedTuple):
    """A sentence of a source, whole and in clauses."""

    whole: Clause
    clauses: tuple[Clause, ...]


def sentences_cited(inquiry: Inquiry, fact: Fact) -> list[Sentence]:
    """The sentences of the paragraphs that a fact and its record cite, those first that are quoted for it."""
    known = inquiry.once(_known)
    if fact.id not in known:
        known[fact.id] = _sentences_cited(inquiry, fact)
    return known[fact.id]


def _known(inquiry: Inquiry) -> dict[str, list[Sentence]]:
    """Fact → the sentences that it cites: several checks ask for them."""
    return {}


def _sentences_cited(inquiry: Inquiry, fact: Fact) -> list[Sentence]:
    found: list[Sentence] = []
    for text, quoted in cited_sentences(inquiry, inquiry.cited_with(fact), frozenset(fact.sources)):
        parts = tuple(each._replace(quoted=quoted) for each in clauses(text.text, text.tag))
        if parts:
            found.append(Sentence(_clause(text.text, text.tag)._replace(quoted=quoted), parts))
    return sorted(found, key=lambda each: not each.whole.quoted)


def cited_sentences(
    inquiry: Inquiry, citations: Iterable[Citation], own: frozenset[Citation]
) -> Iterator[tuple[Passage, bool]]:
    """The sentences at the places that citations name, and whether one of the fact's own quotes them."""
    said: dict[Passage, bool] = {}
    for citation in citations:
        for spot in inquiry.spots(citation) or ():
            for begin, end in spot.passage.clauses:
                sentence = passage(spot.passage.text[begin:end], spot.passage.tag)
                quoted = citation in own and any(holds_quoted(sentence.text, words) for words in citation.says)
                said[sentence] = said.get(sentence, False) or quoted
    yield from said.items()


def clauses_of(inquiry: Inquiry, fact: Fact, beside: str = "") -> tuple[Clause, ...]:
    """The clauses of a fact; with what else says what it is about, as a figure's value beside its label."""
    tag = inquiry.words(fact).tag
    own = clauses(fact.written, tag)
    if not beside:
        return own
    more = _clause(beside, tag)
    return tuple(each._replace(stems=each.stems | more.stems, numbers=each.numbers | more.numbers) for each in own)
