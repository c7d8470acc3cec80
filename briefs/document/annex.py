"""What stands behind a document's end: in a draft what is still open, and where asked for the annex of its facts.

Both are made of the tree and the facts; what they are appended to is not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import ceil

from msgspec.structs import replace

from briefs.amounts import amount_text
from briefs.document.source_entries import SourceEntries
from briefs.language import language_of, words_of
from briefs.model.facts import US, Fact, Facts, Node, Record, Reference, walk
from briefs.model.fields import FACES
from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Chart,
    Column,
    Heading,
    Item,
    List,
    Paragraph,
    Row,
    Span,
    Table,
    blocks_below,
    plain,
    spans_of,
)

COUNTED = (":counted",)
LINE, LOOSE = 140, 1.1
"""Characters of a line over the whole width of such a page, about, and how much longer lines become that end at
whole words."""
PARTS, LONG_WORD = 18, 13
"""Into how many parts the width of running texts is divided, and a word so long that it may be broken."""
LOOKED_AT = 200
"""Rows by which the widths of columns are chosen."""


def printed(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The ids of the facts that the blocks print, in order of first appearance."""
    found: dict[str, None] = {}
    for block in blocks_below(blocks):
        for span in spans_of(block):
            found.update(dict.fromkeys(span.facts))
        if isinstance(block, Chart):
            found.update(dict.fromkeys(block.facts))
    return tuple(each for each in found if not each.startswith(":"))


def still_open(ids: Sequence[str], missing: Iterable[str], facts: Facts, language: str) -> tuple[Block, ...]:
    """The list of what is still open: facts that are there, and the paths of those that nobody has supplied."""
    words = words_of(language)
    texts = [tuple(_open(facts.index[each], facts)) for each in ids]
    texts += [tuple(_not_there(each, words["missing"])) for each in missing]
    if not texts:
        return ()
    title = Heading(1, (Span(words["still_open"]),), "still-open")
    return (title, List("bullet", tuple(Item((Paragraph(each),)) for each in texts)))


def _not_there(path: str, word: str) -> Iterator[Span]:
    yield Span(path, frozenset({"code"}), facts=COUNTED)
    yield Span(": ")
    yield Span(word, frozenset({"placeholder"}), facts=COUNTED)


def _open(fact: Fact, facts: Facts) -> Iterator[Span]:
    """One entry: the fact's id, the name of its record, and what stands in its place."""
    yield Span(fact.id, frozenset({"code"}), facts=COUNTED)
    face = _face(facts.find(fact.id.rpartition(".")[0]))
    if face is not None and face.id != fact.id:
        yield Span(" (")
        yield Span(face.written, facts=(face.id,), language=face.language)
        yield Span(")")
    yield Span(": ")
    yield Span(fact.written, frozenset({"placeholder"}), facts=(fact.id,))


def annex(ids: Sequence[str], facts: Facts, language: str) -> tuple[Block, ...]:
    """A table of the facts that a document prints, on pages of its own: id, value, sources with places, their words.

    A fact has one row. Records stand together, in the order of the file.
    """
    terms = words_of(language)
    names = [terms[name] for name in ("fact", "value", "source", "wording")]
    rows = [_row(fact, facts, language) for fact in _in_order(_with_behind(ids, facts), facts)]
    if not rows:
        return ()
    if not any(row.cells[-1].spans for row in rows):
        names, rows = names[:-1], [replace(row, cells=row.cells[:-1]) for row in rows]
    head = Row(tuple(Cell((Span(name),), header=True) for name in names))
    columns = tuple(Column("left", width) for width in _widths([head, *rows]))
    title = terms["annex"]
    table = Table(columns, (head,), tuple(rows), description=title)
    return (Box("landscape", (), (Heading(1, (Span(title),), "annex-of-facts"), table)),)


def _widths(rows: Sequence[Row]) -> tuple[float, ...]:
    """The columns' shares of the width: ids have room for the longest, the rest makes the rows low."""
    texts = [[plain(cell.spans) for cell in row.cells] for row in rows]
    ids = min(max(max(len(text[0]) for text in texts) * LOOSE / LINE, 0.1), 0.28)
    running = [tuple(text[1:]) for text in texts[:: max(1, len(texts) // LOOKED_AT)]]
    words_in = [[len(word) for text in running for word in text[column].split()] for column in range(len(running[0]))]
    longest = [min(max(sizes, default=0), LONG_WORD) for sizes in words_in]
    left = 1 - ids
    splits = [split for split in product(range(2, 15), repeat=len(longest)) if sum(split) == PARTS]
    shares = [[part / PARTS * left for part in split] for split in splits]
    whole = [each for each in shares if all(w * LOOSE <= s * LINE for w, s in zip(longest, each, strict=True))]
    sizes = [[len(text) for text in each] for each in running]
    return (ids, *min(whole or shares, key=lambda each: _height(sizes, each)))


def _height(texts: Sequence[Sequence[int]], shares: Sequence[float]) -> tuple[int, float]:
    """How many lines the texts take in columns of these shares, and how uneven the columns are."""
    rooms = [share * LINE for share in shares]
    lines = (max(ceil(size * LOOSE / room) for size, room in zip(each, rooms, strict=True)) for each in texts)
    return sum(lines), max(shares) - min(shares)


def _with_behind(ids: Sequence[str], facts: Facts) -> Iterator[Fact]:
    """The facts, and those from which they are reckoned; those of the sources themselves are left out."""
    told: set[str] = set()
    waiting = list(reversed(ids))
    while waiting:
        each = waiting.pop()
        fact = facts.index.get(each)
        if fact is None or each in told or each.startswith("sources."):
            continue
        told.add(each)
        yield fact
        waiting.extend(reversed(fact.behind))


def _in_order(found: Iterator[Fact], facts: Facts) -> list[Fact]:
    """The facts as they follow one another in the file."""
    order = {fact.id: place for place, fact in enumerate(walk(facts.root))}
    return sorted(found, key=lambda fact: order.get(fact.id, len(order)))


def _row(fact: Fact, facts: Facts, language: str) -> Row:
    """A fact with its value, the sources that say it, each with the places in it, and their words."""
    entries = SourceEntries(facts, language)
    places: dict[str, list[str]] = {}
    for citation in fact.sources:
        places.setdefault(citation.source, []).extend(citation.spots or ([citation.at] if citation.at else []))
    told = [_source(each, spots, entries) for each, spots in places.items()]
    if fact.formula:
        told = [fact.formula, *(text for each, text in zip(places, told, strict=True) if each != US)]
    words = " … ".join(dict.fromkeys(f"“{each}”" for citation in fact.sources for each in citation.says))
    texts = (language_of(language).semicolon.join(told), words)
    id_ = Cell((Span(fact.id, frozenset({"code"}), facts=COUNTED),))
    said = (Cell((Span(text, facts=COUNTED),) if text else ()) for text in texts)
    return Row((id_, Cell((_value(fact, facts, language),)), *said))


def _source(name: str, places: Sequence[str], entries: SourceEntries) -> str:
    """A source and the places in it: `the news article, paragraphs 3, 5–8`."""
    source = entries.facts.sources.get(name)
    if source is None:
        return words_of(entries.language)["us"]
    return (source.short or source.title) + plain(entries.places(source, places))


def _value(fact: Fact, facts: Facts, language: str) -> Span:
    """The fact as documents print it; of one that leads to a record, that record's name."""
    if isinstance(fact.value, Reference):
        face = _face(facts.find(fact.value.id))
        if face is not None:
            return Span(face.written, facts=(fact.id, face.id), language=face.language)
    return Span(amount_text(fact, language), facts=(fact.id,), language=fact.language)


def _face(record: Node | None) -> Fact | None:
    """The fact that stands for a whole record when it is printed."""
    fields = record.fields if isinstance(record, Record) else {}
    return next((fact for name in FACES if isinstance(fact := fields.get(name), Fact)), None)
