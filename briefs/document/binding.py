"""A document as a part of a volume: its headings a level lower, its places under names of their own.

Which documents are bound, and how they look, is not known here.
"""

from __future__ import annotations

from msgspec.structs import replace

from briefs.model.tree import Block, Heading, Span, Spans
from briefs.model.tree_changes import respanned, with_inner

DEEPEST = 6
"""The lowest level of a heading."""


def as_part(blocks: tuple[Block, ...], number: int, name: str) -> tuple[Block, ...]:
    """The blocks of the document of that number; contents and outline call it by `name`, whatever its title is.

    One that has no title gets the name for one.
    """
    prefix = f"part-{number}-"
    lower = _lower(_apart(blocks, prefix), (Span(name),), prefix)
    titles = [block for block in lower if isinstance(block, Heading) and block.entry]
    return lower if titles else (Heading(1, (Span(name),), f"{prefix}title"), *lower)


def _lower(blocks: tuple[Block, ...], name: Spans, prefix: str) -> tuple[Block, ...]:
    def each(block: Block) -> Block:
        if isinstance(block, Heading):
            anchor = f"{prefix}{block.anchor}" if block.anchor else ""
            entry = name if block.level == 0 else block.entry
            return replace(block, level=min(block.level + 1, DEEPEST), anchor=anchor, entry=entry)
        return with_inner(block, lambda inside: _lower(inside, name, prefix))

    return tuple(map(each, blocks))


def _apart(blocks: tuple[Block, ...], prefix: str) -> tuple[Block, ...]:
    """The blocks with places, and links to them, that no other part has."""

    def change(spans: Spans, _block: Block) -> Spans:
        if not any(span.anchor or span.link.startswith("#") for span in spans):
            return spans
        return tuple(_moved(span, prefix) for span in spans)

    return respanned(blocks, change)


def _moved(span: Span, prefix: str) -> Span:
    link = f"#{prefix}{span.link[1:]}" if span.link.startswith("#") else span.link
    return replace(span, link=link, anchor=f"{prefix}{span.anchor}" if span.anchor else "")
