"""A paper's text as the page shows it beside the pictures: elements, and the spans whose facts can be asked for.

It goes through the tree; what stands where on a picture, the PDF's writer has said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias, assert_never

from msgspec import Struct, field

from briefs.layout.direction import is_rtl_language
from briefs.model.tree import (
    Block,
    Blocks,
    Box,
    Chart,
    Contents,
    Document,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Span,
    Spans,
    Table,
    plain,
)

Node: TypeAlias = dict[str, Any]
"""An element: `t` its name, `a` its attributes, `c` what it holds; or a text: `s` its number, `x` its words."""
SENTENCE = re.compile(r"(?<=[.!?…。؟])\s+")
LISTS = {"bullet": "ul", "number": "ol", "sources": "ol", "paragraphs": "ol"}


class Words(Struct):
    """The elements, and all spans in reading order."""

    language: str
    nodes: list[Node] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    """For each span the number of the sentence that it begins in."""
    texts: list[tuple[int, int]] = field(default_factory=list)
    """For each text of its own the number of its first span, and that after its last."""
    count: int = 0
    """Sentences so far."""


def words_of(document: Document) -> Words:
    """The document's title and blocks."""
    words = Words(document.language)
    words.nodes = list(_blocks(document.blocks, words))
    return words


def _blocks(blocks: Blocks, words: Words) -> Iterator[Node]:
    for block in blocks:
        yield from _block(block, words)


def _block(block: Block, words: Words) -> Iterator[Node]:
    match block:
        case Heading():
            yield _element(f"h{min(block.level + 3, 6)}", _text(block.spans, words))
        case Paragraph():
            yield _element("p", _text(block.spans, words))
        case List(kind="fields"):
            yield _element("dl", [node for item in block.items for node in _field(item, words)])
        case List():
            items = [_element("li", [*_text(i.label, words), *_blocks(i.blocks, words)]) for i in block.items]
            yield _element(LISTS[block.kind], items, {"start": str(block.start)} if block.kind == "number" else {})
        case Table():
            yield from _table(block, words)
        case Figure() | Chart():
            yield _element("p", [*_text(block.caption, words), *_text((_described(block),), words)])
        case Quote():
            yield _element("blockquote", list(_blocks(block.blocks, words)))
        case Box():
            title = [_element("p", [_element("strong", _text(block.title, words))])] if block.title else []
            yield _element("div", [*title, *_blocks(block.blocks, words)])
        case Contents():
            yield _element("p", _text(block.title, words))
        case PageBreak():
            return
        case _:
            assert_never(block)


def _described(block: Figure | Chart) -> Span:
    """What is seen there, in words, with the facts that are drawn."""
    return Span(f" {block.alt}", facts=block.facts if isinstance(block, Chart) else ())


def _field(item: Any, words: Words) -> Iterator[Node]:
    yield _element("dt", _text(item.label, words))
    yield _element("dd", list(_blocks(item.blocks, words)))


def _table(table: Table, words: Words) -> Iterator[Node]:
    if table.caption:
        yield _element("p", _text(table.caption, words))
    rows = [_row(row, True, words) for row in table.head]
    rows += [_row(row, False, words) for row in table.rows]
    yield _element("table", rows, {"role": "presentation"} if not table.head else {})


def _row(row: Row, is_head: bool, words: Words) -> Node:
    cells: list[Node] = []
    for cell in row.cells:
        spread = {"colspan": str(cell.columns)} if cell.columns > 1 else {}
        spread |= {"rowspan": str(cell.rows)} if cell.rows > 1 else {}
        heads = (cell.header or is_head) and bool(plain(cell.spans).strip())
        spread |= {"scope": "col" if is_head else "row"} if heads else {}
        cells.append(_element("th" if heads else "td", _text(cell.spans, words), spread))
    return _element("tr", cells)


def _text(spans: Spans, words: Words) -> list[Node]:
    """The spans as nodes; each is numbered, and belongs to a sentence."""
    nodes: list[Node] = []
    first = len(words.spans)
    for span in spans:
        node: Node = {"s": len(words.spans), "x": span.text}
        if span.facts:
            node["f"] = 1
        if span.marks:
            node["m"] = sorted(span.marks)
        if span.language and span.language != words.language:
            node["l"] = span.language
            node["d"] = "rtl" if is_rtl_language(span.language) else "ltr"
        words.spans.append(span)
        words.sentences.append(words.count)
        words.count += len(SENTENCE.findall(span.text))
        nodes.append(node)
    if spans:
        words.texts.append((first, len(words.spans)))
    words.count += 1
    return nodes


def _element(name: str, inside: list[Node], attributes: dict[str, str] | None = None) -> Node:
    node: Node = {"t": name, "c": inside}
    if attributes:
        node["a"] = attributes
    return node
