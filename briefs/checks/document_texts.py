"""Texts of a document for its checks: sentences, numbers as they may be read, abbreviations and what explains them.

It finds; what is wrong with what is found, the checks say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from decimal import Decimal

from msgspec import Struct

from briefs.language import is_currency
from briefs.model.facts import Fact, Facts, Record
from briefs.model.problems import Place
from briefs.model.tree import Block, Span, Spans, Table, plain, spans_of

LONGEST = 6
"""Letters of an abbreviation; longer ones are words in capitals."""
COMMON = frozenset(
    {"EU", "GDP", "IMF", "NATO", "OECD", "OK", "PDF", "TV", "UK", "UN", "UNESCO", "USA", "VAT", "WHO", "WTO"}
)
"""Those that any reader of such papers knows."""
VERBATIM = re.compile(
    r"sources\..*|brief\..*|.*\.(?:quote|spoken|number|unit|name|short|also\.\d+)|agreements\.\w+\.title"
)
"""Facts whose words are not the office's own to change."""
SHORT = re.compile(r"organisations\.\w+\.short")
"""The short name of a body, which its long one has to explain."""
_TOKEN = re.compile(r"(?<![\w&/.@-])[^\W\d_]{2,}(?![\w&/@]|\.\w|-\d)")
_TWO = re.compile(r"[A-ZА-ЯЁӘӨҮҒҚҢҰҺІ][^\W\d_]?[A-ZА-ЯЁӘӨҮҒҚҢҰҺІ]")
"""What every abbreviation has: two capitals with one letter between them at most."""
_ROMAN = re.compile(r"[IVXLC]+")
_NUMBER = re.compile(r"\d(?:[\d.,'\u00a0\u202f]*\d)?")
_END = re.compile(r"(?<=[.!?…])[”’»\")\]]*\s+(?=[\W_]*[A-ZА-ЯЁӨҮ0-9])")


class Abbreviation(Struct, frozen=True):
    """One use of one."""

    text: str
    at: Place


def texts_of(block: Block) -> Iterator[Spans]:
    """Each text of a block that is read by itself: a paragraph, a cell."""
    if isinstance(block, Table):
        yield block.caption
        yield from (cell.spans for row in (*block.head, *block.rows) for cell in row.cells)
        return
    yield tuple(span for span in spans_of(block) if not span.marks & {"code", "note"})


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation's full stop may divide one too many, never too few."""
    return [part for line in text.split("\n") for part in _END.split(line) if part.strip()]


def readings(text: str) -> Iterator[tuple[Decimal, int]]:
    """Each number in a text with its decimals, read with a point and with a comma for its mark."""
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"['\u00a0\u202f]", "", match[0])
        for mark, other in ((".", ","), (",", ".")):
            whole, _, part = digits.replace(other, "").partition(mark)
            if whole.isdecimal() and (not part or part.isdecimal()):
                yield Decimal(f"{whole}.{part}" if part else whole), len(part)


def _is_short(word: str) -> bool:
    capitals = sum(map(str.isupper, word))
    plural = word[:-1] if word.endswith("s") else word
    few = capitals >= 2 and len(plural) <= LONGEST and sum(map(str.islower, plural)) < capitals
    return few and not _ROMAN.fullmatch(word) and word not in COMMON and plural not in COMMON


def _beside_capitals(text: str, start: int, end: int) -> bool:
    """Whether a neighbouring word is all capitals: then the writer shouts, and abbreviates nothing."""
    before, after = text[:start].split()[-1:], text[end:].split()[:1]
    return any(len(word.strip(".,;:()")) > LONGEST and word.isupper() for word in (*before, *after))


def abbreviations(block: Block, facts: Facts, units: Set[str]) -> Iterator[Abbreviation]:
    """Each use of an abbreviation in a block, in the office's own words or for a body's name, and no `units`."""
    for span in spans_of(block):
        short = any(SHORT.fullmatch(each) for each in span.facts)
        if not _TWO.search(span.text) or not (short or any(map(str.islower, span.text))):
            continue  # a value of its own: a code, an answer, a name set in capitals
        if span.marks & {"code", "note"} or (not short and any(VERBATIM.fullmatch(each) for each in span.facts)):
            continue
        for match in _TOKEN.finditer(span.text):
            shouted = _beside_capitals(span.text, *match.span())
            if _is_short(match[0]) and match[0] not in units and not shouted and not is_currency(match[0]):
                yield Abbreviation(match[0].removesuffix("s"), _written(span, block, facts))


def units_of(facts: Facts) -> set[str]:
    """Words in which amounts are counted: currencies, measures."""
    found = (fact.written for fact in facts.index.values() if fact.id.endswith(".unit"))
    return {word for text in found for word in re.findall(r"\w+", text)}


def _written(span: Span, block: Block, facts: Facts) -> Place:
    return next((facts.index[each].at for each in span.facts if each in facts.index), block.at)


def defined(block: Block, shorts: Iterable[tuple[str, Set[str]]]) -> set[str]:
    """The abbreviations that a block explains: in brackets behind the long form or before it, or by a name's record."""
    text = " ".join(plain(part) for part in texts_of(block))
    if "(" not in text:
        return set().union(*(words for name, words in shorts if name in text))
    found = {match[1].removesuffix("s") for match in re.finditer(r"\w[”’»\"]?\s+\(([^\W\d_]{2,7})[);,]", text)}
    found |= {match[1].removesuffix("s") for match in re.finditer(r"([^\W\d_]{2,7})\s+\(\w[^()]+ [^()]+\)", text)}
    return found.union(*(words for name, words in shorts if name in text))


def shorts_of(facts: Facts) -> Iterator[tuple[str, Set[str]]]:
    """Full names in the facts, each with the abbreviations in its short form, where there are any."""
    for section in ("organisations", "people", "agreements"):
        records = facts.find(section)
        for record in records.fields.values() if isinstance(records, Record) else ():
            short = record.fields.get("short") if isinstance(record, Record) else None
            name = (record.fields.get("name") or record.fields.get("title")) if isinstance(record, Record) else None
            if not isinstance(short, Fact) or not isinstance(name, Fact):
                continue
            words = {word.removesuffix("s") for word in re.findall(r"[^\W\d_]+", short.written) if _is_short(word)}
            if words:
                yield name.written, words
