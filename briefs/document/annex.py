"""What stands behind a document's end: in a draft what is still open, and where asked for the annex of its facts.

Both are made of the tree and the facts; what they are appended to is not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import ceil

from msgspec.structs import replace

from briefs.amounts import amount_text
from briefs.language import words_of
from briefs.model.facts import Citation, Fact, Facts, Node, Record, Reference, walk
from briefs.model.fields import FACES
from briefs.model.tree import (
    Block,
    Cell,
    Chart,
    Column,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Row,
    Span,
    Table,
    blocks_below,
    plain,
    spans_of,
)

COUNTED = (":counted",)
LINE, LOOSE = 95, 1.1
"""Characters of a line over the whole width, about, and how much longer lines become that end at whole words."""
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
    """A table of the facts that a document prints: id, value, source, place in it, its words if any are given.

    Records stand together, in the order of the file.
    """
    terms = words_of(language)
    names = [terms[name] for name in ("fact", "value", "source", "place", "wording")]
    rows = [row for fact in _in_order(_with_behind(ids, facts), facts) for row in _rows(fact, facts, language)]
    if not rows:
        return ()
    if not any(row.cells[-1].spans for row in rows):
        names, rows = names[:-1], [replace(row, cells=row.cells[:-1]) for row in rows]
    head = Row(tuple(Cell((Span(name),), header=True) for name in names))
    columns = tuple(Column("left", width) for width in _widths([head, *rows]))
    title = terms["annex"]
    table = Table(columns, (head,), tuple(rows), description=title)
    return (PageBreak(), Heading(1, (Span(title),), "annex-of-facts"), table)


def _widths(rows: Sequence[Row]) -> tuple[float, ...]:
    """The columns' shares of the width: ids and places have room for the longest, the rest makes the rows low."""
    texts = [[plain(cell.spans) for cell in row.cells] for row in rows]
    ids, places = (max(len(text[column]) for text in texts) * LOOSE / LINE for column in (0, 3))
    ids, places = min(max(ids, 0.14), 0.32), min(max(places, 0.07), 0.14)
    running = [(text[1], text[2], *text[4:]) for text in texts[:: max(1, len(texts) // LOOKED_AT)]]
    words_in = [[len(word) for text in running for word in text[column].split()] for column in range(len(running[0]))]
    longest = [min(max(sizes, default=0), LONG_WORD) for sizes in words_in]
    left = 1 - ids - places
    splits = [split for split in product(range(2, 13), repeat=len(longest)) if sum(split) == PARTS]
    shares = [[part / PARTS * left for part in split] for split in splits]
    whole = [each for each in shares if all(w * LOOSE <= s * LINE for w, s in zip(longest, each, strict=True))]
    sizes = [[len(text) for text in each] for each in running]
    value, source, *wording = min(whole or shares, key=lambda each: _height(sizes, each))
    return (ids, value, source, places, *wording)


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


def _rows(fact: Fact, facts: Facts, language: str) -> Iterator[Row]:
    """A row for each place in a source that says it; no cell reaches over two, for that confuses screen readers."""
    us, value = words_of(language)["us"], _value(fact, facts, language)
    told = [_said(citation, facts, us) for citation in fact.sources] or [("", "", "")]
    if fact.formula:
        told = [(fact.formula, "", ""), *(each for each in told if each[0] != us)]
    id_ = Cell((Span(fact.id, frozenset({"code"}), facts=COUNTED),))
    for each in told:
        yield Row((id_, Cell((value,)), *(Cell((Span(text, facts=COUNTED),) if text else ()) for text in each)))


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


def _said(citation: Citation, facts: Facts, us: str) -> tuple[str, str, str]:
    source = facts.sources.get(citation.source)
    wording = " … ".join(f"“{each}”" for each in citation.says)
    return (source.short or source.title) if source else us, citation.at, wording
