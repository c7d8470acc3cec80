"""What a reader ticks and fills in: entries that begin with a box, and the decision at a paper's head.

How a box looks in Word and on the page is the writers' matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.token import Token
from msgspec.structs import replace

from briefs.language import papers_of
from briefs.model.tree import Block, Box, Item, List, Paragraph, Span, Spans, plain

if TYPE_CHECKING:
    from briefs.templating.boxes import Asked
    from briefs.templating.reading import Reader

EMPTY, TICKED = "\u2610", "\u2612"
NBSP = "\u00a0"
APART = "\u2003 "
"""Between two choices on one line."""
ROOM, ROOM_OF_DATE = 34, 18
"""No-break spaces that make room to write in; in the width of the text's own."""
_BOX = re.compile(r"\[([ xX])\][ \t]+")


def ticked(tokens: Sequence[Token]) -> tuple[str, Sequence[Token]]:
    """The box with which an entry's tokens begin (`- [ ] Agree`), and the tokens without it; empty where none is.

    Only the template's own characters count: a value is sealed, whatever it says.
    """
    inline = tokens[1] if len(tokens) > 1 and tokens[0].type == "paragraph_open" else None
    first = inline.children[0] if inline and inline.children else None
    match = _BOX.match(first.content) if first is not None and first.type == "text" else None
    if inline is None or first is None or match is None:
        return "", tokens
    shorter = first.copy(content=first.content[match.end() :])
    without = inline.copy(children=[shorter, *(inline.children or [])[1:]], content=_BOX.sub("", inline.content, 1))
    return EMPTY if match[1] == " " else TICKED, [tokens[0], without, *tokens[2:]]


def labelled(sign: str, blocks: tuple[Block, ...]) -> Spans:
    """The box that stands before an entry with these blocks."""
    first = blocks[0] if blocks else None
    words = plain(first.spans) if isinstance(first, Paragraph) else ""
    return (Span(sign, frozenset({"check"}), title=" ".join(words.split())),)


def decision(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: decision Title`: what the reader decides: choices side by side, and lines for a name and a date.

    `- [ ] Agree` is a choice, and `- Name:` room to write in; all else stands as it is written.
    """
    dated = frozenset(papers_of(each).get("date", "").casefold() for each in ("en", reader.language))
    blocks = [made for block in asked.blocks for made in _in_lines(block, dated)]
    return [Box("decision", asked.title, tuple(blocks), at=asked.at)] if blocks else []


def _in_lines(block: Block, dated: frozenset[str]) -> Iterator[Block]:
    """The block; of a list, the choices that follow one another on one line, and what is to be filled in on one."""
    if not isinstance(block, List) or block.kind != "bullet":
        yield block
        return
    for kind, group in groupby(block.items, key=_kind):
        items = tuple(group)
        if kind == "entry":
            yield replace(block, items=items)
        else:
            lines = [(*_choice(item),) if kind == "choice" else (*_to_fill(item, dated),) for item in items]
            spans = [span for line in lines for span in (Span(APART), *line)][1:]
            yield Paragraph(tuple(spans), at=items[0].at)


def _kind(item: Item) -> str:
    match item.blocks:
        case (Paragraph(),) if any("check" in span.marks for span in item.label):
            return "choice"
        case (Paragraph(spans=spans),) if not item.label and plain(spans).rstrip().endswith(":"):
            return "room"
        case _:
            return "entry"


def _choice(item: Item) -> Iterator[Span]:
    yield from item.label
    yield Span(NBSP)
    yield from _spans(item)


def _to_fill(item: Item, dated: frozenset[str]) -> Iterator[Span]:
    spans = _spans(item)
    name = plain(spans).rstrip().rstrip(":")
    yield from spans
    yield Span(NBSP)
    yield Span(NBSP * (ROOM_OF_DATE if name.strip().casefold() in dated else ROOM), frozenset({"blank"}), title=name)


def _spans(item: Item) -> Spans:
    first = item.blocks[0]
    return first.spans if isinstance(first, Paragraph) else ()
