"""The page budget's order: what goes first, second, third, until the document fits.

Whether it fits, the PDF writer measures and `project` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefs.model.tree import Block, Box, Heading, List, Paragraph, Table, blocks_below, plain, texts_of, with_inner

DROPPABLE = "droppable"


class Step(Struct, frozen=True):
    """One thing that may go."""

    box: int
    """The number of its box in reading order."""
    order: int
    what: str
    """In words, for whoever builds: `from line 40: “Next steps”`."""
    whole: bool


def steps(blocks: tuple[Block, ...]) -> tuple[Step, ...]:
    """What may go, in the order in which it goes; one entry of a list or table is one step."""
    found: list[Step] = []
    for number, box in enumerate(_boxes(blocks)):
        options = dict(box.options)
        entries = _entries(box) if options["unit"] == "items" else 0
        name = _name(box)
        order = int(options["order"])
        if entries:
            found += [Step(number, order, f"one entry of {name}", False) for _ in range(entries)]
        else:
            found.append(Step(number, order, name, True))
    return tuple(sorted(found, key=lambda step: (step.order, step.box)))


def dropped(blocks: tuple[Block, ...], gone: Sequence[Step]) -> tuple[Block, ...]:
    """The blocks without what has gone, and without the boxes that marked it."""
    whole = {step.box for step in gone if step.whole}
    entries: dict[int, int] = {}
    for step in gone:
        if not step.whole:
            entries[step.box] = entries.get(step.box, 0) + 1
    counter = iter(range(len(_boxes(blocks))))
    return tuple(_kept(blocks, counter, whole, entries))


def _kept(blocks: Sequence[Block], counter: Iterator[int], whole: set[int], entries: dict[int, int]) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Box) and block.role == DROPPABLE:
            number = next(counter)
            inner = _kept(block.blocks, counter, whole, entries)
            if number not in whole:
                kept += _shortened(inner, entries.get(number, 0), block)
        else:
            kept.append(with_inner(block, lambda inside: tuple(_kept(inside, counter, whole, entries))))
    return kept


def _shortened(blocks: list[Block], count: int, box: Box) -> list[Block]:
    """The blocks less `count` entries from the end; then what the template says in their place."""
    if not count:
        return blocks
    result: list[Block] = []
    for block in reversed(blocks):
        if isinstance(block, List) and count:
            keep = max(0, len(block.items) - count)
            count -= len(block.items) - keep
            block = replace(block, items=block.items[:keep])  # noqa: PLW2901
        elif isinstance(block, Table) and count:
            keep = max(0, len(block.rows) - count)
            count -= len(block.rows) - keep
            block = replace(block, rows=block.rows[:keep])  # noqa: PLW2901
        result.insert(0, block)
    if all(isinstance(block, Heading) or _is_empty(block) for block in result):
        result = [] if not plain(box.title).strip() else [b for b in result if not _is_empty(b)]
    if plain(box.title).strip():
        result.append(Paragraph(box.title, at=box.at))
    return result


def _is_empty(block: Block) -> bool:
    return (isinstance(block, List) and not block.items) or (isinstance(block, Table) and not block.rows)


def _entries(box: Box) -> int:
    return sum(len(b.items) if isinstance(b, List) else len(b.rows) if isinstance(b, Table) else 0 for b in box.blocks)


def _boxes(blocks: Sequence[Block]) -> list[Box]:
    return [each for each in blocks_below(tuple(blocks)) if isinstance(each, Box) and each.role == DROPPABLE]


def _name(box: Box) -> str:
    """The first words in it, and where it stands."""
    texts = (plain(spans).strip() for block in blocks_below(box.blocks) for spans in texts_of(block))
    words = next(filter(None, texts), "")
    return f"“{words[:50]}” ({_where(box)})" if words else f"the part at {_where(box)}"


def _where(box: Box) -> str:
    return f"{box.at.file.rpartition('/')[2]}:{box.at.line}"
