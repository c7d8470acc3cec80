"""What a Word file says: the tree's words, every character of them, in the tree's order and direction."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pytest
from docx_rules import W, Word, text_of
from everything import BLOCKS, everything, item, paragraph, row, words
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from test_write_docx import plain_theme, word
from trees import NASTY, TEXTS, documents

from briefs.docx import write as write_layout
from briefs.layout.grid import apart
from briefs.layout.lay_out import placed
from briefs.layout.written import Written
from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Chart,
    Column,
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


def write(document: Document) -> Written:
    """The Word file with all that is in the document, what is blank too."""
    return write_layout(placed(document, plain_theme()))


def told(blocks: tuple[Block, ...]) -> Iterator[Spans]:
    """The texts of the tree in reading order, as Word shows them: what spans in every place, contents not."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.spans
            case List():
                for entry in block.items:
                    yield entry.label
                    yield from told(entry.blocks)
            case Table():
                yield block.caption
                simple = apart(block)
                yield from (cell.spans for line in (*simple.head, *simple.rows) for cell in line.cells)
            case Figure() | Chart():
                yield block.caption
            case Quote():
                yield from told(block.blocks)
            case Box():
                yield block.title
                yield from told(block.blocks)
            case PageBreak() | Contents():
                pass


def said(file: Word) -> str:
    """The text of the body without its contents, and without the tabs behind labels."""
    body = file.document[0]
    for contents in list(body.iterchildren(f"{W}sdt")):
        body.remove(contents)
    return text_of(body)


def squeezed(text: str) -> str:
    """The text without white space: tabs behind labels are not the tree's, and a title of spaces is none."""
    return "".join(text.split())


def test_the_words_of_the_file_are_the_trees_in_their_order() -> None:
    expected = "".join(plain(spans) for spans in told(BLOCKS))
    assert said(word()).replace("\t", "") == expected.replace("\t", "")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_so_they_are_in_any_document(document: Document) -> None:
    expected = "".join(plain(spans) for spans in told(document.blocks))
    assert squeezed(said(Word(write(document).data))) == squeezed(expected)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(TEXTS, min_size=12, max_size=12))
@example([*NASTY[:12]])
@example([*NASTY[12:24]])
def test_any_text_comes_back_character_for_character(texts: list[str]) -> None:
    """Through python-docx, from every place that a text can have."""
    title, body, strong, linked, entry, label, value, quoted, boxed, head, cell, coded = texts
    blocks: tuple[Block, ...] = (
        Heading(0, words(title)),
        Paragraph((*words(body), *words(strong, "strong"), *words(linked, link="https://example.org/"))),
        List("number", (item(entry),)),
        List("fields", (item(value, label=words(label)),)),
        Quote((paragraph(quoted),)),
        Box("callout", (), (paragraph(boxed),)),
        Table((), (row(head, header=True),), (row(cell),)),
        paragraph(coded, "code"),
    )
    file = docx.Document(io.BytesIO(write(everything(blocks)).data))
    found = [para.text for para in file.paragraphs if para.text]
    told = [title, body + strong + linked, entry, f"{label}\t{value}", quoted, boxed, coded]
    assert found == [text for text in told if text]
    assert [c.text for c in file.tables[0]._cells] == [head, cell]


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_title_is_the_files_title(text: str) -> None:
    data = write(Document(text, "en", (paragraph("x"),), author=text)).data
    core = docx.Document(io.BytesIO(data)).core_properties
    assert core.title == " ".join(text.split())
    assert core.author.split() == text.split()


# direction and scripts


def runs(*spans: Span, **rest: object) -> list[tuple[str, bool, str]]:
    """Text, whether from right to left, and language of each run."""
    file = word(Paragraph(spans), **rest)
    found: list[tuple[str, bool, str]] = []
    for run in file.document.iter(f"{W}r"):
        lang = run.find(f"{W}rPr/{W}lang")
        told = "" if lang is None else "".join(str(value) for value in lang.attrib.values())
        found.append((text_of_run(run), run.find(f"{W}rPr/{W}rtl") is not None, told))
    return found


def text_of_run(run: etree._Element) -> str:
    return "".join(str(text) for text in run.itertext())


def test_arabic_in_an_english_paragraph_is_a_run_from_right_to_left() -> None:
    assert runs(Span("The اتفاقية of 2024")) == [
        ("The ", False, ""),
        ("اتفاقية", True, "ar-SA"),
        (" of 2024", False, ""),
    ]


def test_hebrew_and_persian_have_their_own_languages() -> None:
    assert runs(Span("הסכם")) == [("הסכם", True, "he-IL")]
    assert runs(Span("توافق", language="fa")) == [("توافق", True, "fa-IR")]


def test_numbers_in_arabic_run_from_left_to_right() -> None:
    made = runs(Span("بين 2019 و 12.5% (NATO)."), language="ar")
    assert [text for text, rtl, _ in made if not rtl] == ["2019", "12.5", "NATO"]  # its % by UAX #9 (W2, W5): as in PDF


def test_paragraphs_tables_and_pages_run_with_the_document() -> None:
    table = Table((), (row("الوثيقة", header=True),), (row("إعلان"),), description="d")
    file = word(paragraph("نص"), table, language="ar")
    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in list(file.document.iter(f"{W}p"))[:-1])
    assert len(list(file.document.iter(f"{W}bidiVisual"))) == 1
    assert file.document.find(f".//{W}sectPr/{W}rtlGutter") is not None


def test_a_paragraph_runs_from_right_to_left_where_most_of_its_letters_do() -> None:
    file = word(paragraph("مذكرة تفاهم (MoU)"), paragraph("A memorandum (مذكرة)"))
    assert [p.find(f"{W}pPr/{W}bidi") is not None for p in file.document.iter(f"{W}p")] == [True, False]


def test_numbers_in_a_table_from_right_to_left_keep_their_last_digits_in_line() -> None:
    columns = (Column(), Column("right"))
    file = word(Table(columns, (row("أ", "ب", header=True),), (row("ج", "12"),)), paragraph("x"), language="ar")
    cells = list(file.document.iter(f"{W}tc"))
    head, number = cells[1], cells[3]
    assert [e.get(f"{W}val") for e in head.iter(f"{W}jc")] == ["left"]
    assert not list(number.iter(f"{W}bidi"))


def test_chinese_and_japanese_have_a_font_that_word_has() -> None:
    file = word(Paragraph((Span("日本", language="ja"), Span("國", language="zh-Hant"), Span("abc", language="ja"))))
    assert [e.get(f"{W}eastAsia") for e in file.document.iter(f"{W}rFonts")] == ["Yu Gothic", "Microsoft JhengHei"]


def test_a_row_that_is_too_short_is_filled_and_says_no_more() -> None:
    table = Table((), (row("a", "b", header=True),), (Row((Cell(words("c")),)),), description="d")
    assert squeezed(said(word(table))) == "abc"
