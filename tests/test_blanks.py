"""What says nothing is not printed: in neither format a paragraph, an entry or a box stands there empty."""

from __future__ import annotations

import docx_rules
import pytest
from docx_rules import Word
from everything import everything, item, paragraph, row, words
from hypothesis import given
from pdfcheck import paper
from test_write_docx import plain_theme
from trees import documents

from briefs.layout.blanks import filled, says
from briefs.model.tree import (
    Block,
    Box,
    Document,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    blocks_below,
    plain,
)
from briefs.project.writing import write

HEADING = Heading(1, words("Heading"))
BLANK = paragraph(" \u00a0\u200b\n\ufeff")


@pytest.mark.parametrize(
    "block",
    [
        BLANK,
        Heading(2, words(" ")),
        List("bullet", (item(BLANK), item(BLANK, BLANK))),
        List("fields", (item(BLANK, label=words(" ")),)),
        List("number", (item(List("bullet", (item(BLANK),))), item(PageBreak()))),
        Quote((BLANK,)),
        Box("callout", words(""), (BLANK, Quote((BLANK,)))),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_block_that_says_nothing_is_left_out(block: Block) -> None:
    with_it, without = (everything((HEADING, *some, paragraph("Text."))) for some in ((block,), ()))
    assert filled(with_it) == without
    for ending in ("pdf", "docx", "text"):
        assert write(with_it, plain_theme(), ending).data == write(without, plain_theme(), ending).data


@pytest.mark.parametrize(
    "block",
    [
        paragraph("\u200e.\u200e"),
        Paragraph(words("", anchor="here")),
        Heading(2, (), "here"),
        List("fields", (item(label=words("To")),)),
        List("bullet", (item(Table((), (row("a", header=True),), (row(""),))),)),
        Box("callout", words("Title"), ()),
        PageBreak(),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_block_that_says_something_or_is_led_to_stays(block: Block) -> None:
    document = everything((HEADING, block))
    assert filled(document) is document


def test_a_label_that_says_nothing_leaves_no_room_for_itself() -> None:
    blank, none = (List("fields", (item("Text.", label=label),)) for label in (words(" "), ()))
    assert filled(everything((HEADING, blank))) == everything((HEADING, none))


def test_entries_that_say_something_stay_and_are_counted_without_the_others() -> None:
    document = everything((HEADING, List("number", (item("One."), item(BLANK), item("Two.", BLANK)))))
    word, pdf = (write(document, plain_theme(), ending).data for ending in ("docx", "pdf"))
    texts = [docx_rules.text_of(para) for para in Word(word).document.iter(f"{docx_rules.W}p")]
    assert texts == ["Heading", "One.", "Two."]
    labels, bodies = (paper(pdf).tree.all(kind) for kind in ("Lbl", "LBody"))
    assert [label.text.strip() for label in labels] == ["1.", "2."]
    assert [body.text for body in bodies] == ["One.", "Two."]


@given(documents())
def test_nothing_that_is_said_is_lost(document: Document) -> None:
    def told(of: Document) -> list[str]:
        blocks = blocks_below(of.blocks)
        return [plain(block.spans) for block in blocks if isinstance(block, Heading | Paragraph) and says(block.spans)]

    assert told(filled(document)) == told(document)
