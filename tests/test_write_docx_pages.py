"""Word files break their pages where the PDF does, as far as LibreOffice can tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from everything import AGREEMENTS, BLOCKS, HEADER, KEY_FIGURES, everything, item, paragraph
from msgspec.structs import replace
from office import pages_in_office
from test_write_docx import plain_theme

from briefs.model.theme import Theme
from briefs.model.tree import Block, Box, Document, List
from briefs.project.page_fitting import RESERVE
from briefs.project.writing import measure, write

SENTENCE = "The two governments will meet again in the spring to see what has become of what they agreed upon. "


def full_page(piece: Block) -> Document:
    """A document of one page that is as full of the piece as the page budget lets it be."""
    page = plain_theme().page
    reserve = RESERVE * plain_theme().look("body").leading
    tight: Theme = replace(plain_theme(), page=replace(page, bottom=page.bottom + reserve))
    blocks = (*HEADER, KEY_FIGURES, AGREEMENTS)
    while not measure(everything((*blocks, piece)), tight, 1).over:
        blocks = (*blocks, piece)
    assert len(blocks) > len(HEADER) + 4
    return everything(blocks)


PIECES: dict[str, Block] = {
    "paragraphs": paragraph(SENTENCE),
    "lists": List("bullet", (item(SENTENCE), item("Short."))),
    "boxes": Box("callout", (), (paragraph(SENTENCE * 2),)),
}


@pytest.mark.parametrize("kind", PIECES)
def test_a_full_page_in_the_pdf_is_one_page_in_word(kind: str, tmp_path: Path) -> None:
    document = full_page(PIECES[kind])
    assert write(document, plain_theme(), "pdf").pages == 1
    word = tmp_path / f"{kind}.docx"
    word.write_bytes(write(document, plain_theme(), "docx").data)
    assert pages_in_office(word) == 1


def test_a_document_with_everything_has_as_many_pages_in_both(tmp_path: Path) -> None:
    document = everything(BLOCKS)
    word = tmp_path / "everything.docx"
    word.write_bytes(write(document, plain_theme(), "docx").data)
    assert pages_in_office(word) == write(document, plain_theme(), "pdf").pages
