"""Spaces at which no line may end: only the template's own, in its language, and never one that a fact brings."""

from __future__ import annotations

from pathlib import Path

import pytest
from everything import paragraph, words
from hypothesis import given
from papers import paper
from readback import pdf_paragraphs, word_paragraphs
from trees import BLOCKS

from briefs.document.typography import spaced
from briefs.factfiles import load_theme
from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Heading,
    Item,
    List,
    Paragraph,
    Row,
    Span,
    Spans,
    Table,
    blocks_below,
    plain,
)
from briefs.model.tree import spans_of as spans_of_block
from briefs.project.writing import write

FACT = ("points.p.text",)


def glued(text: str, language: str = "en") -> str:
    """The text as a paragraph of the template, with its no-break spaces shown as `~`."""
    (block,) = spaced((paragraph(text),), language)
    assert isinstance(block, Paragraph)
    return plain(block.spans).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "over 3,000 km and 12.5 % of it", "over 3,000~km and 12.5~% of it"),
        ("en", "see Article 5, No. 7 and Table 2", "see Article~5, No.~7 and Table~2"),
        ("en", "Part II of Annex IV, pp. 3-4, § 9", "Part~II of Annex~IV, pp.~3-4, §~9"),
        ("en", "USD 76.7 million and € 5", "USD~76.7~million and € 5"),
        ("en", "signed by A. B. Smith in 5 places", "signed by A.~B.~Smith in 5 places"),
        ("en-GB", "20 per cent and 5 persons", "20~per cent and 5 persons"),
        ("en", "the article of 5 May, a table of figures", "the article of 5 May, a table of figures"),
        ("en", "5 kmh, 7 mice, compart 5", "5 kmh, 7 mice, compart 5"),
        ("ru", "ст. 5, № 7, 12 млн долл., 2024 г.", "ст.~5, №~7, 12~млн долл., 2024~г."),
        ("ru", "подписал В. В. Иванов, таблица 3", "подписал В.~В.~Иванов, таблица~3"),
        ("mn", "5 дугаар зүйл, 3 сая төгрөг, 2024 оны", "5~дугаар зүйл, 3~сая төгрөг, 2024~оны"),
        ("mn", "гарын үсэг зурсан Л. Оюун-Эрдэнэ, № 4", "гарын үсэг зурсан Л.~Оюун-Эрдэнэ, №~4"),
        ("kk", "12 млн теңге, 3-кесте, кесте 4, 2024 жылғы", "12~млн теңге, 3-кесте, кесте~4, 2024~жылғы"),
        ("kk", "қол қойған Қ. Тоқаев", "қол қойған Қ.~Тоқаев"),
        ("de", "Nr. 5, 3 km, 5 €", "Nr.~5, 3~km, 5~€"),
        ("sv", "nr 5, 3 km, 5 €", "nr 5, 3~km, 5~€"),
    ],
)
def test_what_belongs_together_stays_together_by_language(language: str, text: str, expected: str) -> None:
    assert glued(text, language) == expected


def test_a_facts_own_spaces_are_left_alone_and_those_beside_it_are_not() -> None:
    spans: Spans = (Span("Article "), Span("5 km", facts=FACT), Span(" and "), Span("7", facts=FACT), Span(" km"))
    (block,) = spaced((Paragraph(spans),), "en")
    assert isinstance(block, Paragraph)
    assert [span.text for span in block.spans] == ["Article\u00a0", "5 km", " and ", "7", "\u00a0km"]


def test_code_is_left_alone() -> None:
    spans = (*words("run "), *words("head 5 km", "code"))
    assert spaced((Paragraph(spans), paragraph("5 km", "code")), "en") == (Paragraph(spans), paragraph("5 km", "code"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What was signed in it", "What was signed in~it"),
        ("Next steps", "Next steps"),
        ("Three short words", "Three short words"),
        (
            "An agreement on internationalisation responsibilities",
            "An agreement on internationalisation responsibilities",
        ),
    ],
)
def test_no_short_last_word_of_a_heading_stands_alone(text: str, expected: str) -> None:
    (block,) = spaced((Heading(1, words(text)),), "en")
    assert isinstance(block, Heading)
    assert plain(block.spans).replace("\u00a0", "~") == expected


def test_a_facts_words_in_a_heading_are_left_alone() -> None:
    heading = Heading(1, (Span("What was signed in it", facts=FACT),))
    assert spaced((heading,), "en") == (heading,)


def test_it_reaches_every_text() -> None:
    text = words("Table 5")
    row = Row((Cell(text),))
    blocks: tuple[Block, ...] = (
        List("fields", (Item((paragraph("Table 5"),), text),)),
        Table((), (row,), (row,), text),
        Box("callout", text, (paragraph("Table 5"),)),
    )
    found = spaced(blocks, "en")
    texts = [span.text for block in blocks_below(found) for span in spans_of_block(block)]
    assert texts == ["Table\u00a05"] * 7


@given(BLOCKS)
def test_nothing_but_spaces_changes(block: Block) -> None:
    before, after = (
        [span for each in blocks_below(blocks) for span in spans_of_block(each)]
        for blocks in ((block,), spaced((block,), "en"))
    )
    assert [each.text.replace("\u00a0", " ") for each in after] == [each.text.replace("\u00a0", " ") for each in before]


def test_both_formats_print_it(tmp_path: Path) -> None:
    template = "# {{ title }}\n\nSee Article {{ points.p.text }} of the template, 5 km.\n"
    document, problems = paper(tmp_path, "points: {p: {text: 7 km, from: s}}\n", template)
    assert document is not None, problems
    theme = load_theme(Path(__file__).parent.parent / "templates" / "themes" / "plain.yaml")[0]
    said = "See Article\u00a07 km of the template, 5\u00a0km."
    assert said in word_paragraphs(write(document, theme, "docx").data)
    assert said in pdf_paragraphs(write(document, theme, "pdf").data)
