"""Tracked changes: accepted they give the new document, rejected the old one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import docx_rules
import pytest
from docx_rules import W, Word, text_of
from everything import everything
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from office import resolved_by_office
from redlines import resolved
from trees import documents
from typeset import theme

from briefs.layout.blanks import filled
from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Span,
    Spans,
    Table,
)
from briefs.project.redline import merged, worded
from briefs.project.writing import write


def _texts(document: Document) -> list[str]:
    return resolved(write(document, theme(), "docx").data, True)


def _redline(old: Document, new: Document) -> bytes:
    return write(replace(new, blocks=merged(old.blocks, new.blocks)), theme(), "docx").data


def _holds(old: Document, new: Document) -> bytes:
    old, new = filled(old), filled(new)  # as they are read
    data = _redline(old, new)
    assert resolved(data, True) == _texts(new)
    assert resolved(data, False) == _texts(old)
    rules = (*docx_rules.SOUND, docx_rules.language, docx_rules.headings, docx_rules.simple_tables)
    assert not [fault for fault in docx_rules.faults(data, rules) if "is not used" not in fault]
    return data


# mutations


def _changed(blocks: Sequence[Block], random: Random) -> tuple[Block, ...]:
    """The blocks with some gone, some twice, some moved, and words changed."""
    found: list[Block] = []
    for block in blocks:
        luck = random.random()
        if luck < 0.1 and not (isinstance(block, Heading) and block.anchor):
            continue
        found.append(_other(block, random) if luck < 0.7 else block)
        if luck > 0.93 and isinstance(block, Paragraph):
            found.append(block)
    return tuple(found)


def _other(block: Block, random: Random) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, spans=_spans(block.spans, random))
        case List():
            items = [replace(i, blocks=_entry(i.blocks, random)) for i in block.items if random.random() > 0.2]
            return replace(block, items=tuple(items) or block.items)
        case Table() if not any(cell.rows > 1 for row in block.rows for cell in row.cells):
            rows = [_row(row, random) for row in block.rows if random.random() > 0.2]
            return replace(block, rows=tuple(rows) or block.rows)
        case Box() | Quote():
            return replace(block, blocks=_changed(block.blocks, random))
        case _:
            return block


def _entry(blocks: Sequence[Block], random: Random) -> tuple[Block, ...]:
    """The same of an entry. A picture that begins it stays: no redline can say that its line went with it."""
    first = blocks[:1] if blocks and isinstance(blocks[0], Chart | Figure) else ()
    return (*first, *_changed(blocks[len(first) :], random))


def _row(row: Row, random: Random) -> Row:
    return replace(row, cells=tuple(replace(cell, spans=_spans(cell.spans, random)) for cell in row.cells))


def _spans(spans: Spans, random: Random) -> Spans:
    found: list[Span] = []
    for span in spans:
        words = span.text.split(" ")
        if words and random.random() < 0.6:
            words[random.randrange(len(words))] = random.choice(["", "more", "117%", "a new\nline", "<w:t>"])
        found.append(replace(span, text=" ".join(words)))
    return tuple(found)


@pytest.mark.parametrize("seed", range(25))
def test_accepting_gives_the_new_document_and_rejecting_the_old(seed: int) -> None:
    old = everything()
    _holds(old, replace(old, blocks=_changed(old.blocks, Random(seed))))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), st.integers(0, 999))
def test_any_document_against_a_version_of_it(document: Document, seed: int) -> None:
    old = filled(document)
    _holds(old, replace(old, blocks=_changed(old.blocks, Random(seed))))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), documents())
def test_any_document_against_any_other(old: Document, new: Document) -> None:
    _holds(replace(old, language=new.language), new)


def test_an_entry_whose_first_paragraph_goes_from_before_a_box_is_replaced_whole() -> None:
    box = Box("note", (Span("A box"),), (Paragraph((Span("in the box"),)),))
    text = Paragraph((Span("goes"),))
    old, new = (List("bullet", (Item((*first, box), label=(Span("2019"),)),)) for first in ((text,), ()))
    _holds(replace(everything(), blocks=(old,)), replace(everything(), blocks=(new,)))


def test_without_a_difference_nothing_is_tracked() -> None:
    word = Word(_redline(everything(), everything()))
    assert not [*word.document.iter(f"{W}ins", f"{W}del")]


def test_only_the_words_that_differ_are_tracked() -> None:
    old, new = (Span("The quay gives work to 300 people."),), (Span("The quay gives work to 320 people."),)
    spans = worded(old, new)
    assert [(span.text, *span.marks) for span in spans] == [
        ("The quay gives work to ",),
        ("300", "deleted"),
        ("320", "inserted"),
        (" people.",),
    ]


def test_a_minus_comes_and_goes_with_its_number() -> None:
    old, new = (Span("It fell by \u221260.5, or \u2212\u20ac7."),), (Span("It fell by \u221248.5, or \u2212\u20ac8."),)
    assert [span.text for span in worded(old, new) if span.marks] == [
        "\u221260.5",
        "\u221248.5",
        "\u2212\u20ac7",
        "\u2212\u20ac8",
    ]


def test_a_new_entry_is_tracked_with_its_paragraph() -> None:
    entries = tuple(Item((Paragraph((Span(text),)),)) for text in ("one", "two"))
    old, new = (everything((List("bullet", items),)) for items in (entries[:1], entries))
    word = Word(_holds(old, new))
    tracked = [each for each in word.document.iter(f"{W}p") if each.find(f"{W}pPr/{W}rPr/{W}ins") is not None]
    assert [text_of(each) for each in tracked] == ["two"]


def test_changes_have_numbers_of_their_own_an_author_and_the_day_of_the_facts() -> None:
    old = everything()
    word = Word(_redline(old, replace(old, blocks=_changed(old.blocks, Random(7)))))
    changes = [*word.document.iter(f"{W}ins", f"{W}del")]
    assert len({each.get(f"{W}id") for each in changes}) == len(changes) > 5
    assert {each.get(f"{W}author") for each in changes} == {old.author or "briefs"}
    assert {each.get(f"{W}date") for each in changes} == {f"{old.dated}T00:00:00Z"}


@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "rejected"])
def test_libreoffice_shows_the_changes_and_resolves_them_to_the_same_texts(accept: bool, tmp_path: Path) -> None:
    old = everything()
    data = _redline(old, replace(old, blocks=_changed(old.blocks, Random(3))))
    (tmp_path / "redline.docx").write_bytes(data)
    found = resolved_by_office(tmp_path / "redline.docx", accept).read_bytes()
    assert not [*Word(found).document.iter(f"{W}ins", f"{W}del")]
    assert _words(resolved(found, True)) == _words(resolved(data, accept))


def _words(texts: Sequence[str]) -> list[str]:
    return " ".join(texts).split()
