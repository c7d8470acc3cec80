"""Sections with a limit: how many entries each may have, and in which order its entries give way.

An entry is an entry of a list, a row of a table or a key figure. Whether the document fits, others measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from briefs.model.facts import Fact, Facts, Reference
from briefs.model.fields import MUST
from briefs.model.tree import (
    Block,
    Box,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Span,
    Spans,
    Table,
    blocks_below,
    is_empty,
    plain,
    spans_of,
)
from briefs.model.tree_changes import with_inner

SECTION = "section"
COUNTED = (":counted",)
LAST = Decimal("Infinity")
"""The rank of an entry without a priority: it goes before those that have one."""


class Entry(Struct, frozen=True):
    """One entry of a section, and the record that it is about."""

    record: str
    """Its id; empty where it prints no fact."""
    rank: Decimal
    must: bool


def is_section(block: Block) -> bool:
    return isinstance(block, Box) and block.role == SECTION


def entries(box: Box, facts: Facts) -> list[Entry]:
    """The entries of a section in reading order."""
    return [_entry(spans, facts) for spans in _texts(box.blocks)]


def _entry(spans: Sequence[Span], facts: Facts) -> Entry:
    record = subject(spans, facts)
    node = facts.find(f"{record}.priority") if record else None
    value = node.value if isinstance(node, Fact) else None
    return Entry(record, value if isinstance(value, Decimal) else LAST, value == MUST)


def subject(spans: Sequence[Span], facts: Facts) -> str:
    """The id of the record that an entry is about: the one behind its first value; empty where there is none.

    A name that a reference led to belongs to the record that refers.
    """
    for span in spans:
        ids = [each for each in span.facts if not each.startswith(":")]
        if ids:
            led = [each for each in ids if isinstance(getattr(facts.index.get(each), "value", None), Reference)]
            return record_of((led or ids)[0], facts)
    return ""


def record_of(id_: str, facts: Facts) -> str:
    """The id of the record to which a fact belongs; the fact's own in the head."""
    section, *rest = id_.split(".")
    about = facts.vocabulary.sections.get(section)
    return section if not rest or about is None or about.single else f"{section}.{rest[0]}"


def _texts(blocks: Sequence[Block]) -> Iterator[list[Span]]:
    """The spans of each entry."""
    for block in blocks:
        match block:
            case List(kind="bullet" | "number", items=items):
                yield from ([span for b in item.blocks for span in _all_spans(b)] for item in items)
            case Table(role="figures"):
                pairs = zip(block.head[0].cells, block.rows[0].cells, strict=True)
                yield from ([*value.spans, *label.spans] for label, value in pairs)
            case Table(rows=rows):
                yield from ([span for cell in row.cells for span in cell.spans] for row in rows)
            case Box() | Quote() if not _has_own_order(block):
                yield from _texts(block.blocks)
            case _:
                pass


def _all_spans(block: Block) -> Iterator[Span]:
    return (span for each in blocks_below((block,)) for span in spans_of(each))


def _has_own_order(block: Block) -> bool:
    return isinstance(block, Box) and block.role in {SECTION, "droppable"}


def without(blocks: Sequence[Block], gone: frozenset[int]) -> tuple[Block, ...]:
    """The blocks of a section without the entries of these numbers."""
    return _without(blocks, iter(range(1_000_000)), gone)


def _without(blocks: Sequence[Block], numbers: Iterator[int], gone: frozenset[int]) -> tuple[Block, ...]:
    left: list[Block] = []
    for block in blocks:
        match block:
            case List(kind="bullet" | "number", items=items):
                shorter: list[Item] = [item for item in items if next(numbers) not in gone]
                left += [replace(block, items=tuple(shorter))] if shorter else []
            case Table(role="figures"):
                left += _fewer_figures(block, [next(numbers) not in gone for _ in block.rows[0].cells])
            case Table(rows=rows):
                rest: list[Row] = [row for row in rows if next(numbers) not in gone]
                left += [replace(block, rows=tuple(rest))] if rest else []
            case Box() | Quote() if not _has_own_order(block):
                inner = with_inner(block, lambda inside: _without(inside, numbers, gone))
                left += [inner] if isinstance(inner, Box | Quote) and inner.blocks else []
            case _:
                left.append(block)
    return tuple(left)


def _fewer_figures(table: Table, stay: Sequence[bool]) -> list[Table]:
    """The strip of key figures with those that stay, spread over its width."""
    head, body = table.head[0], table.rows[0]
    labels = tuple(cell for cell, stays in zip(head.cells, stay, strict=True) if stays)
    values = tuple(cell for cell, stays in zip(body.cells, stay, strict=True) if stays)
    if not labels:
        return []
    columns = tuple(replace(table.columns[0], width=1 / len(labels)) for _ in labels)
    named = all(stay) or table.description != ", ".join(plain(cell.spans) for cell in head.cells)
    description = table.description if named else ", ".join(plain(cell.spans) for cell in labels)
    head, body = replace(head, cells=labels), replace(body, cells=values)
    return [replace(table, columns=columns, head=(head,), rows=(body,), description=description)]


def going(found: Sequence[Entry], stays: int) -> list[int]:
    """The numbers of the entries that may go in the order in which they go, until `stays` are left; never a `must`."""
    order = sorted((n for n, each in enumerate(found) if not each.must), key=lambda n: (-found[n].rank, -n))
    return order[: max(0, len(found) - stays)]


def limited(blocks: Sequence[Block], facts: Facts) -> tuple[Block, ...]:
    """The blocks with each section at its limit; it remembers how many there were and in which order they go."""

    def each(block: Block) -> Block:
        if not is_section(block):
            return with_inner(block, every)
        assert isinstance(block, Box)
        inner = replace(block, blocks=every(block.blocks))
        options = dict(inner.options)
        found = entries(inner, facts)
        out = going(found, int(options["limit"])) if options["limit"] else []
        names = [found[n].record for n in sorted(out)]
        left = [one for n, one in enumerate(found) if n not in out]
        options |= {"all": str(len(found)), "cut": " ".join(names), "order": " ".join(map(str, going(left, 0)))}
        options["records"] = " ".join(one.record or "-" for one in left)
        blocks_left = without(inner.blocks, frozenset(out)) if out else inner.blocks
        return replace(inner, blocks=blocks_left, options=tuple(options.items()))

    def every(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(each, blocks))

    return every(tuple(blocks))


def shown(box: Box, blocks: Sequence[Block], gone: frozenset[int]) -> list[Block]:
    """What is printed of a section: without what is gone, with words that say so; run in where one entry is left.

    A section of which there is nothing to print goes with its heading, whatever follows.
    """
    options = dict(box.options)
    count = len(options.get("records", "").split())
    if count and len(gone) == count:
        return []
    left = [*(without(blocks, gone) if gone else blocks)]
    if all(isinstance(each, Heading) or is_empty(each) for each in left):
        return []
    missing = int(options.get("all", "0")) - count + len(gone)
    if missing and plain(box.title).strip():
        said = _counted(box.title, count - len(gone), int(options["all"]))
        return [*left, Paragraph(said, at=box.at)]
    return run_in(left)


def _counted(spans: Spans, number: int, whole: int) -> Spans:
    """The words with `{shown}` and `{all}` as numbers."""
    found: list[Span] = []
    for span in spans:
        if span.facts:
            found.append(span)
            continue
        text = span.text.replace("{shown}", f"\0{number}\0").replace("{all}", f"\0{whole}\0")
        parts = text.split("\0")
        found += [replace(span, text=part, facts=COUNTED if n % 2 else ()) for n, part in enumerate(parts) if part]
    return tuple(found)


def run_in(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; where they are a heading and one single entry, that entry with the heading's words before it."""
    heading = blocks[0] if blocks else None
    spans = _only(blocks[1:])
    if not isinstance(heading, Heading) or spans is None:
        return [*blocks]
    name = tuple(replace(span, marks=span.marks | {"strong"}) for span in heading.spans)
    return [Paragraph((*name, Span("\u2002"), *spans), at=heading.at)]


def _only(blocks: Sequence[Block]) -> Spans | None:
    """The text of the only paragraph or entry among the blocks; None where there is more."""
    match blocks:
        case [Paragraph(role="body", spans=spans)]:
            return spans
        case [List(kind="bullet", items=(Item(blocks=(Paragraph(role="body", spans=spans),)),))]:
            return spans
        case _:
            return None
