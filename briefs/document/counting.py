"""What is counted through a paper: its paragraphs, headings and annexes, each with its number in the tree.

How numbers look, `model.counting` says; captions are `finishing`'s, references `references`' work.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from briefs.language import language_of, words_of
from briefs.model.counting import Counted, Numbering, Sequenced, label, levels_of
from briefs.model.tree import Block, Blocks, Box, Heading, Item, List, PageBreak, Paragraph, plain

ANNEX = "annex"
GROUPS = frozenset({"section", "droppable", "keep", "landscape", ANNEX})
"""Boxes that only hold together what stands in them: their paragraphs are the paper's own."""
DEEPEST = 6
"""The lowest level of a heading."""


def through(blocks: Blocks, numbering: Numbering, language: str) -> Blocks:
    """The blocks with numbers on what is counted; each annex begins a page, with its heading and its letter.

    Paragraphs are counted that stand by themselves below a heading, and the entries of lists of numbers there; in a
    paper that has no headings, all. The lists behind a counted paragraph are in it, and the entries of one of numbers
    its parts: 1.1, 1.2.
    """
    if not numbering and not any(isinstance(block, Box) and block.role == ANNEX for block in _groups(blocks)):
        return blocks
    return tuple(_Counter(blocks, numbering, language).blocks(blocks))


def without_annexes(blocks: Blocks) -> Blocks:
    """The blocks but for annexes, and boxes that hold nothing else."""
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, Box) or block.role not in GROUPS:
            kept.append(block)
        elif block.role != ANNEX and (inner := without_annexes(block.blocks)):
            kept.append(replace(block, blocks=inner))
    return tuple(kept)


def _groups(blocks: Blocks) -> Iterator[Block]:
    """The blocks, and those in boxes that only hold together."""
    for block in blocks:
        yield block
        if isinstance(block, Box) and block.role in GROUPS:
            yield from _groups(block.blocks)


class _Counter:
    """Counts the blocks of one document."""

    def __init__(self, blocks: Blocks, numbering: Numbering, language: str) -> None:
        self._numbering = numbering
        known, words = language_of(language), words_of(language)
        kinds: tuple[Sequenced, ...] = ("paper", "annex")
        self._levels = {kind: levels_of(numbering, kind, words["annex_number"], known.annexes) for kind in kinds}
        self._counts: dict[Sequenced, list[int]] = {"paper": [], "annex": []}
        self._of: Sequenced = "paper"
        self._has_paragraphs = numbering in ("paragraphs", "both")
        headed = (block for block in _groups(blocks) if isinstance(block, Heading) and block.level)
        self._begun = next(headed, None) is None
        """Whether paragraphs are counted yet."""

    def blocks(self, blocks: Blocks) -> Iterator[Block]:
        """The blocks in order, neighbours that are counted in one list."""
        waiting: list[Item] = []
        for block in blocks:
            if self._is_counted(block):
                waiting.append(self._item(block))
            elif isinstance(block, List) and waiting and block.kind in ("bullet", "number"):
                waiting[-1] = self._with_list(waiting[-1], block)
            elif isinstance(block, List) and self._begun and self._counts_entries(block):
                waiting += self._parts(block, self._outermost()).items
            else:
                yield from _listed(waiting)
                waiting = []
                yield self._block(block)
        yield from _listed(waiting)

    def _is_counted(self, block: Block) -> bool:
        return self._begun and self._has_paragraphs and isinstance(block, Paragraph) and block.role in ("body", "lead")

    def _counts_entries(self, block: List) -> bool:
        """Whether a list's entries are counted: those of numbers, where paragraphs are."""
        return self._has_paragraphs and block.kind == "number" and all(not each.label for each in block.items)

    def _item(self, block: Block) -> Item:
        return Item((block,), at=block.at, number=self._next(self._outermost()))

    def _outermost(self) -> int:
        """The level of paragraphs."""
        return 0 if self._numbering == "paragraphs" and self._of == "paper" else 1

    def _with_list(self, item: Item, block: List) -> Item:
        """The counted paragraph with a list behind it; entries that have numbers are counted below its own."""
        if item.number and self._counts_entries(block):
            block = self._parts(block, item.number.level + 1)
        return replace(item, blocks=(*item.blocks, block))

    def _parts(self, block: List, level: int) -> List:
        items = []
        for each in block.items:
            number = self._next(level)
            inner = tuple(self._deeper(inside, level + 1) for inside in each.blocks)
            items.append(replace(each, blocks=inner, number=number))
        return replace(block, kind="paragraphs", items=tuple(items), start=1)

    def _deeper(self, block: Block, level: int) -> Block:
        is_numbers = isinstance(block, List) and block.kind == "number" and level < len(self._levels[self._of])
        return self._parts(block, level) if is_numbers and isinstance(block, List) else block

    def _block(self, block: Block) -> Block:
        match block:
            case Heading():
                self._begun = self._begun or block.level > 0
                return self._heading(block)
            case Box(role="annex") if self._of == "paper":
                return self._annex(block)
            case Box() if block.role in GROUPS:
                return replace(block, blocks=tuple(self.blocks(block.blocks)))
            case _:
                return block

    def _heading(self, block: Heading) -> Heading:
        level = block.level - 1
        counts = self._numbering == "headings" or (self._numbering == "both" and level == 0 and self._of == "paper")
        if not counts or level < 0 or not plain(block.spans).strip():
            return block
        return replace(block, number=self._next(level))

    def _annex(self, block: Box) -> Box:
        """An annex: on a page of its own, its headings a level below its title."""
        before, self._of = self._of, "annex"
        heading = Heading(1, block.title, at=block.at, number=self._next(0))
        inner = self.blocks(tuple(_lower(each) for each in block.blocks))
        made = replace(block, title=(), blocks=(PageBreak(block.at), heading, *inner))
        self._of = before
        return made

    def _next(self, level: int) -> Counted:
        """The next number at a level; where none was at a level above, that is one."""
        counts = self._counts[self._of]
        above = [*counts[:level], *([1] * (level - len(counts)))]
        newest = counts[level] if level < len(counts) else 0
        counts[:] = [*above, newest + 1]
        return Counted(label(self._levels[self._of], counts), self._of, level)


def _lower(block: Block) -> Block:
    if isinstance(block, Heading):
        return replace(block, level=min(block.level + 1, DEEPEST)) if block.level else block
    if isinstance(block, Box) and block.role in GROUPS:
        return replace(block, blocks=tuple(_lower(each) for each in block.blocks))
    return block


def _listed(items: list[Item]) -> Iterator[List]:
    if items:
        yield List("paragraphs", tuple(items), at=items[0].at)
