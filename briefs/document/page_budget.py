"""The page budget's order: what goes first, second, third, until the document fits.

Whether it fits, the PDF writer measures and `project` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefs.document.sections import is_section, shown
from briefs.model.tree import Block, Box, Heading, List, Paragraph, Table, blocks_below, plain, texts_of
from briefs.model.tree_changes import with_inner

ORDERED = frozenset({"droppable", "section"})
"""The boxes whose content goes in an order."""


MOST_NAMED = 3
"""Records that are named where they are left out; of more the number is told."""


class Step(Struct, frozen=True):
    """One thing that may go."""

    box: int
    """The number of its box in reading order."""
    order: int
    what: str
    """In words, for whoever builds: `from line 40: “Next steps”`."""
    whole: bool
    entry: int = -1
    """Of a section, the number of the entry."""


def steps(blocks: tuple[Block, ...]) -> tuple[Step, ...]:
    """What may go, in the order in which it goes; one entry of a list or table is one step."""
    found: list[Step] = []
    for number, box in enumerate(_boxes(blocks)):
        options = dict(box.options)
        if is_section(box):
            found += _of_section(box, number)
            continue
        entries = _entries(box) if options["unit"] == "items" else 0
        name = _name(box)
        order = int(options["order"])
        if entries:
            found += [Step(number, order, f"one entry of {name}", False) for _ in range(entries)]
        else:
            found.append(Step(number, order, name, True))
    return tuple(sorted(found, key=lambda step: (step.order, step.box)))


def _of_section(box: Box, number: int) -> Iterator[Step]:
    """The entries of a section in the order in which they give way; all of it where it has no entries."""
    options = dict(box.options)
    order = [int(each) for each in options.get("order", "").split()]
    count = len(options.get("records", "").split())
    done = 0
    for part in filter(None, options["gives_way"].split(",")):
        turn, _, stays = part.partition(":")
        if not count:
            yield Step(number, int(turn), _name(box), True)
            return
        last = max(done, count - int(stays or 0))
        for entry in order[done:last]:
            yield Step(number, int(turn), f"one entry of {_name(box)}", False, entry)
        done = last


def left_out(blocks: tuple[Block, ...], gone: Sequence[Step]) -> tuple[str, ...]:
    """For each section that is not whole, how many entries it has of how many, and the records that are left out."""
    found: list[str] = []
    for box, names in _not_whole(blocks, gone):
        count = int(dict(box.options)["all"])
        without = f" (without {', '.join(names)})" if len(names) <= MOST_NAMED else ""
        found.append(f"{_name(box)} {count - len(names)} of {count}{without}")
    return tuple(found)


def counted_out(blocks: tuple[Block, ...], gone: Sequence[Step]) -> tuple[str, ...]:
    """The ids of the records that are left out of sections which say on the page how many they would be."""
    return tuple(each for box, names in _not_whole(blocks, gone) if plain(box.title).strip() for each in names)


def _not_whole(blocks: tuple[Block, ...], gone: Sequence[Step]) -> Iterator[tuple[Box, list[str]]]:
    """Each section of which something is left out, with the records."""
    for number, box in enumerate(_boxes(blocks)):
        if is_section(box):
            options = dict(box.options)
            records = options.get("records", "").split()
            out = sorted(step.entry for step in gone if step.box == number and step.entry >= 0)
            names = [*(records[n] for n in out), *options.get("cut", "").split()]
            if names:
                yield box, names


def musts(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The records of the entries that never go."""
    found: list[str] = []
    for box in filter(is_section, _boxes(blocks)):
        options = dict(box.options)
        order = {int(each) for each in options.get("order", "").split()}
        found += [each for n, each in enumerate(options.get("records", "").split()) if n not in order]
    return tuple(found)


def dropped(blocks: tuple[Block, ...], gone: Sequence[Step]) -> tuple[Block, ...]:
    """The blocks without what has gone, and without the boxes that marked it."""
    counter = iter(range(len(_boxes(blocks))))
    return tuple(_kept(blocks, counter, gone))


def _kept(blocks: Sequence[Block], counter: Iterator[int], gone: Sequence[Step]) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Box) and block.role in ORDERED:
            number = next(counter)
            inner = _kept(block.blocks, counter, gone)
            steps = [step for step in gone if step.box == number]
            if any(step.whole for step in steps):
                continue
            if is_section(block):
                kept += shown(block, inner, frozenset(step.entry for step in steps))
            else:
                kept += _shortened(inner, len(steps), block)
        else:
            kept.append(with_inner(block, lambda inside: tuple(_kept(inside, counter, gone))))
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
            result.insert(0, replace(block, items=block.items[:keep]))
        elif isinstance(block, Table) and count:
            keep = max(0, len(block.rows) - count)
            count -= len(block.rows) - keep
            result.insert(0, replace(block, rows=block.rows[:keep]))
        else:
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
    return [each for each in blocks_below(tuple(blocks)) if isinstance(each, Box) and each.role in ORDERED]


def _name(box: Box) -> str:
    """The first words in it, and where it stands."""
    texts = (plain(spans).strip() for block in blocks_below(box.blocks) for spans in texts_of(block))
    words = next(filter(None, texts), "")
    return f"“{words[:50]}” ({_where(box)})" if words else f"the part at {_where(box)}"


def _where(box: Box) -> str:
    return f"{box.at.file.rpartition('/')[2]}:{box.at.line}"
