"""What has changed from one version of the facts to another, and in which paragraphs one reads it.

It finds differences and words each; how they are laid out for people is `cli`'s work, how a paper shows them `since`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from briefs.document.alignment import aligned, said
from briefs.model.facts import Fact, Facts, Items, Node, Record, walk
from briefs.model.problems import Place
from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Contents,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Table,
)
from briefs.project.wording_of_changes import reading, side_by_side

Kind: TypeAlias = Literal["added", "changed", "withdrawn"]
Aspect: TypeAlias = Literal["value", "source", "use", "marking", "embargo", "note", "language"]


class Change(Struct, frozen=True):
    """One fact that is not as it was."""

    kind: Kind
    id: str
    """Of the fact now; of a withdrawn one, as it was."""
    old: Fact | None
    new: Fact | None
    aspects: tuple[Aspect, ...] = ()
    """What of a changed fact is another."""
    was: str = ""
    """How the old value reads, on one line; of two long ones the words that differ."""
    now: str = ""
    """How the new value reads."""


def changes(old: Facts, new: Facts, language: str = "") -> tuple[Change, ...]:
    """Every fact that was added, changed or withdrawn, in the order in which facts are written.

    Values read as papers in that language print them; without one, in that of the new facts.
    """
    language = language or new.text("language") or "en"
    return tuple(_worded(change, old, new, language) for change in _nodes(old.root, new.root))


def _worded(change: Change, old: Facts, new: Facts, language: str) -> Change:
    was = reading(change.old, old, language) if change.old else ""
    now = reading(change.new, new, language) if change.new else ""
    was, now = side_by_side(was, now)
    return replace(change, was=was, now=now)


def _nodes(old: Node | None, new: Node | None) -> Iterator[Change]:
    match old, new:
        case Fact(), Fact():
            if aspects := _aspects(old, new):
                yield Change("changed", new.id, old, new, aspects)
        case Record(), Record():
            for name in _names(list(old.fields), list(new.fields)):
                yield from _nodes(old.fields.get(name), new.fields.get(name))
        case Items(), Items():
            yield from _items(old, new)
        case _:
            yield from (Change("withdrawn", fact.id, fact, None) for fact in _facts(old))
            yield from (Change("added", fact.id, None, fact) for fact in _facts(new))


def _facts(node: Node | None) -> Iterator[Fact]:
    return walk(node) if node is not None else iter(())


def _names(old: list[str], new: list[str]) -> Iterator[str]:
    """The names of both in the new order, those that are gone where they stood."""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (name for name in old[a:b] if name not in new)
        yield from new[c:d]


def _items(old: Items, new: Items) -> Iterator[Change]:
    """The entries of a list have no names: what says the same is the same, wherever it stands."""
    first, second = [[_written(each) for each in items.items] for items in (old, new)]
    for _, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        for place in range(max(b - a, d - c)):
            mine = old.items[a + place] if a + place < b else None
            theirs = new.items[c + place] if c + place < d else None
            yield from _nodes(mine, theirs)


def _written(node: Node) -> str:
    return "\n".join(fact.written for fact in walk(node))


def _aspects(old: Fact, new: Fact) -> tuple[Aspect, ...]:
    found: list[tuple[Aspect, bool]] = [
        ("value", old.written != new.written or old.value != new.value),
        ("source", _cited(old) != _cited(new)),
        ("use", old.use != new.use),
        ("marking", old.marking != new.marking),
        ("embargo", old.embargo != new.embargo),
        ("note", old.note != new.note),
        ("language", old.language != new.language),
    ]
    return tuple(name for name, other in found if other)


def _cited(fact: Fact) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(citation.source, citation.at, citation.says) for citation in fact.sources]


# paragraphs


class Passage(Struct, frozen=True):
    """A text of its own: a paragraph, a heading, an entry, a row, the caption and content of a chart."""

    kind: str
    text: str
    """On one line, without the numbers of notes."""
    at: Place
    """In the template."""
    node: object
    """What of the tree it is: a heading, a paragraph, a row; or a box, table or drawing, for its title."""


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """The texts of a tree, in reading order."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                kind = f"heading {block.level}" if isinstance(block, Heading) else block.role
                yield Passage(kind, said(block.spans), block.at, block)
            case List():
                for item in block.items:
                    yield from _item(item, block.kind)
            case Table():
                yield Passage("caption", said(block.caption), block.at, block)
                for row in (*block.head, *block.rows):
                    yield Passage("row", "  ".join(said(cell.spans) for cell in row.cells), row.at, row)
            case Chart() | Figure():
                text = "  ".join(each for each in (said(block.caption), block.alt) if each)
                yield Passage("drawing", text, block.at, block)
            case Box():
                yield Passage("title", said(block.title), block.at, block)
                yield from passages(block.blocks)
            case Quote():
                yield from passages(block.blocks)
            case Contents() | PageBreak():
                pass
            case _:
                assert_never(block)


def _item(item: Item, kind: str) -> Iterator[Passage]:
    """An entry; a field's name and its value are one text."""
    label = said(item.label)
    first = item.blocks[0] if item.blocks else None
    if not label or not isinstance(first, Paragraph):
        yield from (replace(each, kind=f"{kind} {each.kind}") for each in passages(item.blocks))
        return
    yield Passage(kind, f"{label}: {said(first.spans)}", item.at, first)
    yield from passages(item.blocks[1:])


class Revision(Struct, frozen=True):
    """A text that is not as it was: both where it was changed, one where it is new or gone."""

    old: Passage | None
    new: Passage | None

    @property
    def kind(self) -> Kind:
        return "added" if self.old is None else "withdrawn" if self.new is None else "changed"


def revisions(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Revision]:
    """What reads otherwise in the new tree, in reading order; the numbers of notes do not count."""
    mine, theirs = ([each for each in passages(blocks) if each.text] for blocks in (old, new))
    for one, other in aligned(mine, theirs, lambda passage: passage.kind, lambda passage: passage.text):
        if one is None or other is None or one.text != other.text:
            yield Revision(one, other)
