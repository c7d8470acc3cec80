"""References within a paper: `[@costs]` says where the place `[#costs]` is found: Table 2, paragraph 7, Annex A.

How numbers are counted is `counting`'s work; how a reference looks and is followed, the writers'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from briefs.language import words_of
from briefs.model.cited import COUNTED
from briefs.model.tree import (
    Block,
    Blocks,
    Chart,
    Figure,
    Heading,
    Item,
    List,
    Mark,
    Paragraph,
    Span,
    Spans,
    Table,
    blocks_below,
    inner,
    plain,
    spans_of,
)
from briefs.model.tree_changes import respanned

NUMBER_ALONE = "number"
"""The title of a reference, before it is resolved, that says the number and no word before it."""
_ENDS = re.compile(r"(?:^|[.!?\u2026])[\s\u00a0]*$")


class Target(Struct, frozen=True):
    """What a reference to a place says."""

    words: str
    """With `{number}` for the number in it."""
    number: str
    field: Literal["its-number", "its-words"]
    """Whether Word repeats the number before the place, or the words that are the place."""


def named(spans: Spans) -> tuple[str, Spans]:
    """The name that a text gives its place, and the text without it; empty where it gives none."""
    name = next((span.anchor for span in spans if span.anchor and not span.text), "")
    return name, tuple(span for span in spans if span.text or not span.anchor) if name else spans


def resolved(blocks: Blocks, language: str) -> Blocks:
    """The blocks with references that say where their places are; one that leads nowhere is a placeholder."""
    if not any("reference" in span.marks for block in blocks_below(blocks) for span in spans_of(block)):
        return blocks
    targets = dict(_targets(blocks, language, ""))

    def change(spans: Spans, _block: Block) -> Spans:
        if not any("reference" in span.marks for span in spans):
            return spans
        found: list[Span] = []
        for span in spans:
            found += _said(span, targets, plain(tuple(found))) if "reference" in span.marks else [span]
        return tuple(found)

    return respanned(blocks, change)


def _said(span: Span, targets: Mapping[str, Target], before: str) -> list[Span]:
    target = targets.get(span.link[1:])
    if target is None:
        return [replace(span, link="", title="", marks=span.marks | {"placeholder"})]
    if span.title == NUMBER_ALONE:
        return [_part(span, target.number, target.field)]
    lead, found, rest = target.words.partition("{number}")
    begins = _ENDS.search(before) is not None
    if not found:
        return [_part(span, lead, target.field)]
    number = target.number
    lead = lead[:1].upper() + lead[1:] if begins else lead
    return [part for part in (_part(span, lead), _part(span, number, target.field), _part(span, rest)) if part.text]


def _part(span: Span, text: str, field: Mark | None = None) -> Span:
    return replace(span, text=text, title="", marks=span.marks | ({field} if field else set()), facts=(COUNTED,))


def _targets(blocks: Blocks, language: str, above: str) -> Iterator[tuple[str, Target]]:
    """The names of places, with what a reference to each says; `above` is the number of the paragraph around them."""
    for block in blocks:
        match block:
            case Heading():
                yield block.anchor, _of_heading(block, language)
            case Table() | Figure() | Chart():
                first = next(iter(block.caption), Span(""))
                if first.anchor and "sequence" in first.marks:
                    number = re.sub(r"\D", "", first.text)
                    yield first.anchor, Target(first.text, number or first.text, "its-words")
            case List():
                for item in block.items:
                    yield from _of_item(item, language, above)
                continue
            case _:
                pass
        for inside in inner(block):
            yield from _targets(inside, language, above)


def _of_heading(heading: Heading, language: str) -> Target:
    number = heading.number
    if number is None:
        words = plain(tuple(span for span in heading.spans if "note" not in span.marks))
        return Target(words.strip(), words.strip(), "its-words")
    is_annex = number.of == "annex" and not number.level
    return Target("{number}" if is_annex else words_of(language)["at_section"], number.text, "its-number")


def _of_item(item: Item, language: str, above: str) -> Iterator[tuple[str, Target]]:
    first = item.blocks[0] if item.blocks else None
    whole = above
    if item.number:
        own = item.number.text.rstrip(".")
        whole = f"{above}{own}" if own.startswith("(") else own
        for span in first.spans if isinstance(first, Paragraph) else ():
            if span.anchor:
                yield span.anchor, Target(words_of(language)["at_paragraph"], whole, "its-number")
    yield from _targets(item.blocks, language, whole)
