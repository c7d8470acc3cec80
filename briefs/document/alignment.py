"""Alignment: which block, entry or row of one tree answers to which of another.

What a pair means is for whoever asks; nothing is changed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar, assert_never

from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Chart,
    Contents,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Spans,
    Table,
    plain,
    spans_of,
)

T = TypeVar("T")
ALIKE = 0.35
"""Share of their words that two texts have in common at least, if one is to be the other's new version."""
MOST_PAIRS = 40_000
"""Pairs that are weighed against one another at most; beyond that what stands at the same place is a pair."""
Pair = tuple[T | None, T | None]
Group = tuple[Row, ...]


def aligned(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], object], words: Callable[[T], str]
) -> Iterator[Pair[T]]:
    """The entries of both in one order, each pair that answers to one another once; None: there is no other.

    `key` is what two entries must share to be a pair at all, `words` the text by which they are known.
    """
    first = [(key(each), words(each)) for each in old]
    second = [(key(each), words(each)) for each in new]
    matcher = SequenceMatcher(None, [repr(each) for each in first], [repr(each) for each in second], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[a:b], new[c:d], strict=True)
            continue
        for i, j in _paired(first[a:b], second[c:d]):
            yield (None if i is None else old[a + i], None if j is None else new[c + j])


Weighed = tuple[object, str]


def _paired(old: Sequence[Weighed], new: Sequence[Weighed]) -> Iterator[tuple[int | None, int | None]]:
    """The pairs, by index, that have most in common in all, in the order of both."""
    if len(old) * len(new) > MOST_PAIRS:
        pairs = [(i, i) for i in range(min(len(old), len(new))) if old[i][0] == new[i][0]]
    else:
        pairs = _best(_likenesses(old, new), len(old), len(new))
    i = j = 0
    for a, b in [*pairs, (len(old), len(new))]:
        yield from ((gone, None) for gone in range(i, a))
        yield from ((None, come) for come in range(j, b))
        if a < len(old):
            yield a, b
        i, j = a + 1, b + 1


def _likenesses(old: Sequence[Weighed], new: Sequence[Weighed]) -> list[list[float]]:
    counts = [Counter(text.split()) for _, text in old]
    others = [Counter(text.split()) for _, text in new]
    return [
        [likeness(mine, theirs) if one[0] == other[0] else 0.0 for other, theirs in zip(new, others, strict=True)]
        for one, mine in zip(old, counts, strict=True)
    ]


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two texts have in common, 0 to 1; 0 where it is too small to make them a pair."""
    total = one.total() + other.total()
    share = 2 * (one & other).total() / total if total else 1.0
    return share if share >= ALIKE else 0.0


def _best(weights: list[list[float]], rows: int, columns: int) -> list[tuple[int, int]]:
    """The pairs of greatest weight in all, none crossing another (as in the longest common subsequence)."""
    sums = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            with_it = weights[i][j] + sums[i + 1][j + 1] if weights[i][j] else 0.0
            sums[i][j] = max(sums[i + 1][j], sums[i][j + 1], with_it)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns:
        if weights[i][j] and sums[i][j] == weights[i][j] + sums[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif sums[i + 1][j] >= sums[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


# what blocks, entries and rows are known by


def block_pairs(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair[Block]]:
    """The blocks of two trees, side by side."""
    return aligned(old, new, block_key, block_words)


def item_pairs(old: List, new: List) -> Iterator[Pair[Item]]:
    return aligned(old.items, new.items, lambda item: bool(item.label), item_words)


def row_pairs(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Pair[Group]]:
    """The rows of two tables, side by side; those that a cell reaches over stay together."""
    return aligned(_groups(old), _groups(new), _shape, lambda group: " ".join(map(row_words, group)))


def _groups(rows: Sequence[Row]) -> list[Group]:
    """The rows in groups that can come and go by themselves: no cell reaches from one group into the next."""
    groups: list[Group] = []
    left = 0
    for row in rows:
        if left:
            groups[-1] = (*groups[-1], row)
        else:
            groups.append((row,))
        left = max(left, *(cell.rows for cell in row.cells), 1) - 1
    return groups


def _shape(group: Group) -> object:
    return [[(cell.columns, cell.rows, cell.header) for cell in row.cells] for row in group]


def block_key(block: Block) -> object:
    """What two blocks share if one is the other's new version: kind, level, role."""
    match block:
        case Heading():
            return ("heading", block.level)
        case Paragraph():
            return ("paragraph", block.role)
        case List():
            return ("list", block.kind)
        case Table():
            return ("table", block.role, len(block.columns))
        case Box():
            return ("box", block.role)
        case Figure():
            return ("figure", block.name)
        case Quote() | Chart() | PageBreak() | Contents():
            return type(block).__name__
        case _:
            assert_never(block)


def block_words(block: Block) -> str:
    """The text of a block and of all in it, without the numbers of notes."""
    own = words_of(block)
    match block:
        case Box() | Quote():
            return " ".join([own, *(block_words(each) for each in block.blocks)])
        case List():
            return " ".join(item_words(item) for item in block.items)
        case Table():
            return " ".join([said(block.caption), *(row_words(row) for row in (*block.head, *block.rows))])
        case Chart():
            return f"{own} {block.alt}"
        case Heading() | Paragraph() | Figure() | PageBreak() | Contents():
            return own
        case _:
            assert_never(block)


def item_words(item: Item) -> str:
    return " ".join([said(item.label), *(block_words(each) for each in item.blocks)])


def row_words(row: Row) -> str:
    return " ".join(cell_words(cell) for cell in row.cells)


def cell_words(cell: Cell) -> str:
    return said(cell.spans)


def words_of(block: Block) -> str:
    """The text of one block itself, without the numbers of notes."""
    return said(tuple(spans_of(block)))


def said(spans: Spans) -> str:
    """The text of the spans on one line, without the numbers of notes."""
    return " ".join(plain(tuple(span for span in spans if not span.marks & {"note", "back"})).split())
