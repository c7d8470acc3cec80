"""Doors for engineers: what python-docx and ReportLab can do goes on from where we stop."""

from __future__ import annotations

import io

import pytest
from docx.shared import Pt
from docx_rules import Word, faults, text_of
from everything import everything, png
from test_write_docx import plain_theme

from briefs.write import write

LEFT_TO_WORD = "a table's width is not that of its columns"
"""python-docx leaves the width of its tables to Word."""


def test_a_word_file_goes_on_as_a_document_of_python_docx_and_saves_soundly() -> None:
    document = write(everything(), plain_theme(), "docx").docx()
    before = len(document.paragraphs)
    document.add_heading("Annex of our own", 1)
    document.add_paragraph("Added by hand.").paragraph_format.space_before = Pt(12)
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "left"
    picture = document.add_picture(io.BytesIO(png()))
    picture._inline.docPr.set("descr", "A slope of blues")
    document.core_properties.comments = "checked"
    saved = io.BytesIO()
    document.save(saved)
    assert set(faults(saved.getvalue())) <= {LEFT_TO_WORD}
    assert text_of(Word(saved.getvalue()).document).count("Added by hand.") == 1
    assert len(document.paragraphs) == before + 3


def test_what_is_opened_and_saved_unchanged_says_the_same() -> None:
    written = write(everything(), plain_theme(), "docx")
    saved = io.BytesIO()
    written.docx().save(saved)
    assert text_of(Word(saved.getvalue()).document) == text_of(Word(written.data).document)
    assert faults(saved.getvalue()) == []


def test_only_a_word_file_can_be_opened_as_one() -> None:
    with pytest.raises(ValueError, match="only a Word file"):
        write(everything(), plain_theme(), "pdf").docx()
