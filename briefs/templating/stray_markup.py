"""What looks as if it were meant as Markdown, and would be printed as typed: headings, HTML tags, entries of lists.

It warns, and changes nothing. For headings and tags it looks at the template's own words only, never into a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from briefs.model.cited import SEAL
from briefs.model.problems import Problem
from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Contents,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    plain,
)

AS_TYPED = "T018"

HASHES = re.compile(rf"#{{2,6}}(?=[^\s#])|#(?=[^\W\d]|[{SEAL}\"“«(*])")
TAG = re.compile(
    r"</?(?P<name>b|i|u|em|strong|br|p|span|div|sup|sub|font|center|h[1-6]|li|ul|ol|table|tr|td|th|hr|img|a|s|del|ins|mark"
    r"|small|big|blockquote|code|pre)(?=[\s/>])[^<>]*>|<!--",
    re.IGNORECASE,
)
ENTRY = re.compile(r"\s*([•·▪*–-]|\(?\d{1,2}[.)])\s")
"""How a paragraph begins that is meant as an entry of a list."""
SIGNS = {
    "b": "for bold type write `**…**`",
    "strong": "for bold type write `**…**`",
    "i": "for italics write `*…*`",
    "em": "for italics write `*…*`",
    "br": "end the line with `\\` where the next is to begin",
    "a": "write a link as `[words](https://…)`",
    "img": "write a picture as `![what it shows](photo.png)`",
    "hr": "write a heading, or `::: page-break` and `:::`",
    "code": "write code between back-ticks",
    "<!--": "what is not to be printed stands between `{#` and `#}`",
} | {f"h{level}": f"write a heading as `{'#' * level} …`" for level in range(1, 7)}
"""How to write what the tag stands for."""


def hashes(line: str) -> str:
    """The signs of a heading that lacks its space; empty where there is none."""
    match = HASHES.match(line)
    return match[0] if match else ""


def tags(text: str) -> Iterator[tuple[str, str]]:
    """Each kind of HTML tag in the text as it stands there first, and how to write it instead."""
    seen: set[str] = set()
    for match in TAG.finditer(text):
        name = (match["name"] or match[0]).casefold()
        if name not in seen:
            seen.add(name)
            yield match[0], SIGNS.get(name, "leave the tag out; how a paper looks is said by boxes and its theme")


def entries(blocks: Sequence[Block], in_entry: bool = False) -> Iterator[Problem]:
    """A warning for each paragraph that begins like an entry of a list, and for each entry that begins with a list.

    A number and a full stop begin a date too (`1. Januar`): of these there must be two that follow one another.
    """
    signs = [_sign(block) if index or not in_entry else "" for index, block in enumerate(blocks)]
    for block, before, sign, after in zip(blocks, ["", *signs], signs, [*signs[1:], ""], strict=False):
        match block:
            case Paragraph() if sign and (not sign.endswith(".") or before or after):
                facts = tuple(dict.fromkeys(fact for span in block.spans for fact in span.facts))
                message = f"`{sign}` begins a paragraph: for those who listen, that is no list"
                hint = "in the template, begin each entry with `- ` or `1. `, on lines that follow one another"
                yield Problem(AS_TYPED, message, block.at, hint, "warning", facts=facts)
            case List():
                for item in block.items:
                    if _begins_with_list(item.blocks):
                        message = "an entry of a list has no words before the list in it"
                        hint = "write in its first line what the entries below have in common"
                        yield Problem(AS_TYPED, message, item.at, hint, "warning")
                    yield from entries(item.blocks, in_entry=True)
            case Quote() | Box():
                yield from entries(block.blocks)
            case Heading() | Paragraph() | Table() | Figure() | Chart() | PageBreak() | Contents():
                pass
            case _:
                assert_never(block)


def _sign(block: Block) -> str:
    """The bullet or number with which a paragraph begins, if it was typed."""
    typed = ENTRY.match(plain(block.spans)) if isinstance(block, Paragraph) and block.role == "body" else None
    return typed[1] if typed else ""


def _begins_with_list(blocks: Sequence[Block]) -> bool:
    first = blocks[0] if blocks else None
    return isinstance(first, List) or (isinstance(first, Quote | Box) and _begins_with_list(first.blocks))
