"""How a finished paper reads: what stands before its first point, what is told twice, what is left blank.

A paper is read twice: as a tree, which knows the facts behind each entry, and as pages, which know where lines stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pdfcheck import Element, paper
from readback import LEAVES

from briefs.document.sections import subject
from briefs.factfiles import load_facts
from briefs.model.facts import Facts, Record
from briefs.model.problems import Stop
from briefs.model.theme import Theme
from briefs.model.tree import Block, Document, List, Paragraph, Span, Table, blocks_below, plain, spans_of
from briefs.project.pipeline import drafted_of
from briefs.project.plan import PLAIN
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf
from briefs.project.writing import write

MOST_WORDS = 30
BLANK, BLANK_OF_ONE = 0.25, 1 / 6
"""Of the text's height: on any page but the last, of the paper or before an annex, and on the only page of a paper that
left something out."""


@dataclass(slots=True)
class Leaf:
    """A heading, paragraph, entry or cell as it stands on the pages."""

    kind: str
    text: str
    lines: list[tuple[int, float]]
    """Page, and height of the baseline above the sheet's lower edge in points."""


@dataclass(slots=True)
class Reading:
    """One paper as it is read."""

    name: str
    document: Document
    facts: Facts
    theme: Theme
    gone: tuple[str, ...]
    tree: Element
    leaves: list[Leaf] = field(default_factory=list)
    about: str = ""
    """The record that all of it is about, where it is about one."""

    @property
    def pages(self) -> int:
        return 1 + max(page for leaf in self.leaves for page, _ in leaf.lines)


def readings(facts_file: Path, template: str) -> Iterator[Reading]:
    """The papers that a built-in template makes of a fact file; more than one where it makes one for each record."""
    facts, problems = load_facts(facts_file)
    assert not [each for each in problems if each.severity == "error"], problems
    shelf = Shelf(facts_file.parent)
    found = shelf.template(template)
    assert found is not None
    section = facts.find(found.for_each) if found.for_each else None
    records = (
        [each for each in section.fields.values() if isinstance(each, Record)] if isinstance(section, Record) else []
    )
    for record in records if found.for_each else [None]:
        plan = Plan(facts, found, record, template, ("pdf",), found.theme or PLAIN)
        try:
            drafted = drafted_of(plan, shelf)
        except Stop as stop:
            assert record and {each.code for each in stop.problems} == {"T007"}, stop.problems
            continue  # a record that has nothing for such a paper
        assert not [each for each in drafted.problems if each.severity == "error"], drafted.problems
        tree = paper(write(drafted.document, drafted.theme, "pdf").data).tree
        name = f"{facts_file.stem}/{template}" + (f"/{record.key}" if record else "")
        leaves, about = list(_leaves(tree)), record.id if record else ""
        yield Reading(name, drafted.document, facts, drafted.theme, drafted.gone, tree, leaves, about)


def _leaves(element: Element) -> Iterator[Leaf]:
    kids = [kid for kid in element.kids if isinstance(kid, Element) and any(e.kind in LEAVES for e in kid.walk())]
    if element.kind in LEAVES and not kids:
        lines = sorted({(mark.page, line) for mark in element.marks for line in mark.lines}, key=_down)
        yield Leaf(element.kind, element.text, lines)
        return
    for kid in kids:
        yield from _leaves(kid)


def _down(line: tuple[int, float]) -> tuple[int, float]:
    return line[0], -line[1]


def faults(reading: Reading) -> list[str]:
    """Everything that a reader with three minutes would cross out, in words."""
    found = [
        *long_bullets(reading.document),
        *thin_headings(reading),
        *stub_rows(reading.document),
        *told_twice(reading),
        *blanks(reading),
    ]
    return [f"{reading.name}: {each}" for each in found]


def lines_before(reading: Reading, words: str) -> int:
    """How many lines stand on the pages before the first entry below a heading with these words."""
    starts = [number for number, leaf in enumerate(reading.leaves) if leaf.kind.startswith("H") and words in leaf.text]
    first = next(leaf for leaf in reading.leaves[starts[0] :] if leaf.kind == "LBody")
    place = _down(first.lines[0])
    return len({line for leaf in reading.leaves for line in leaf.lines if _down(line) < place})


def long_bullets(document: Document) -> Iterator[str]:
    """Entries with too many words; of a question and its answer each is counted by itself."""
    for block in blocks_below(document.blocks):
        for item in block.items if isinstance(block, List) and block.kind == "bullet" else ():
            for inner in item.blocks:
                spans = inner.spans if isinstance(inner, Paragraph) else ()
                parts = [[s for s in spans if ("strong" in s.marks) == strong] for strong in (True, False)]
                words = max(len(plain(tuple(part)).split()) for part in parts)
                if words > MOST_WORDS:
                    yield f"{words} words in “{plain(spans)[:60]}”"


def thin_headings(reading: Reading) -> Iterator[str]:
    """Headings with a single line below them, or none."""
    heads = [n for n, leaf in enumerate(reading.leaves) if leaf.kind.startswith("H") and leaf.kind != "H1"]
    for start, end in pairwise([*heads, len(reading.leaves)]):
        below = {line for leaf in reading.leaves[start + 1 : end] for line in leaf.lines}
        deeper = end < len(reading.leaves) and reading.leaves[end].kind > reading.leaves[start].kind
        if len(below) < 2 and not deeper:
            yield f"{len(below)} line below “{reading.leaves[start].text}”"


def stub_rows(document: Document) -> Iterator[str]:
    """Rows of tables in which only one cell is filled."""
    for block in blocks_below(document.blocks):
        if not isinstance(block, Table) or block.role == "figures" or len(block.columns) < 2:
            continue
        for row in block.rows:
            filled = [plain(cell.spans) for cell in row.cells if plain(cell.spans).strip()]
            if len(filled) < 2:
                yield f"a row with only “{''.join(filled)}”"


def told_twice(reading: Reading) -> Iterator[str]:
    """Records that are the subject of two entries; lines of a record's own list are subjects by themselves."""
    seen: set[str] = set()
    for spans in entries(reading.document.blocks):
        ids = next((span.facts for span in spans if not all(each.startswith(":") for each in span.facts)), ())
        own = [each for each in ids if re.fullmatch(r"\w+\.\w+\.\w+\.\d+", each)]
        record = own[0] if own else subject(spans, reading.facts)
        if record in seen and "." in record and record != reading.about:
            yield f"`{record}` is told twice"
        seen.add(record)


def entries(blocks: Sequence[Block]) -> Iterator[Sequence[Span]]:
    """The spans of each entry of a list, and of each row of a table with a head."""
    for block in blocks_below(tuple(blocks)):
        if isinstance(block, List) and block.kind in {"bullet", "number"}:
            yield from ([s for b in blocks_below(item.blocks) for s in spans_of(b)] for item in block.items)
        elif isinstance(block, Table) and block.role == "figures":
            yield from (cell.spans for row in block.rows for cell in row.cells)
        elif isinstance(block, Table) and block.head:
            yield from ([s for cell in row.cells for s in cell.spans] for row in block.rows)


def blanks(reading: Reading) -> Iterator[str]:
    """Pages that are left blank in too large a part."""
    for number in range(reading.pages):
        blank = blank_part(reading, number)
        last = number == reading.pages - 1 or _begins_annex(reading, number + 1)
        if not last and blank > BLANK:
            yield f"page {number + 1} is {blank:.0%} blank"
        if reading.pages == 1 and reading.gone and blank > BLANK_OF_ONE:
            yield f"{blank:.0%} of its page is blank, and it left out {'; '.join(reading.gone)}"


def _begins_annex(reading: Reading, number: int) -> bool:
    """Whether a page is the first of an annex: what stands before it may end where it ends."""
    first = next((leaf.text for leaf in reading.leaves if leaf.lines and leaf.lines[0][0] == number), "")
    return first.startswith("Annex")


def blank_part(reading: Reading, number: int) -> float:
    """The part of a page's text height that is below its last line."""
    page = reading.theme.page
    lines = [height for leaf in reading.leaves for at, height in leaf.lines if at == number]
    return (min(lines) - page.bottom) / page.text_height
