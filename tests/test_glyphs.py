"""The check of characters that no font has, for every text of a document."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from typeset import theme

from briefs.layout.glyphs import check
from briefs.model.problems import Place
from briefs.model.tree import (
    Box,
    Cell,
    Chart,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Row,
    Series,
    Span,
    Spans,
    Table,
)

AT = Place("templates/test.md", 7, 1)
SIGN = "\U00013000"


def document(*blocks: object, **rest: object) -> Document:
    """A document of these blocks."""
    return Document("A test", "en", blocks, **rest)  # type: ignore[arg-type]


def strange(facts: tuple[str, ...] = ()) -> Spans:
    """A text with a character that no font of the theme has."""
    return (Span(f"the word {SIGN} here", facts=facts),)


def test_a_missing_character_is_named_with_its_text_its_font_and_its_facts() -> None:
    (problem,) = check(document(Paragraph(strange(("people.a.name",)), at=AT)), theme())
    assert (problem.code, problem.at, problem.facts, problem.severity) == ("W001", AT, ("people.a.name",), "error")
    assert "(U+13000 EGYPTIAN HIEROGLYPH A001)" in problem.message
    assert "“the word \U00013000 here”" in problem.message
    assert "Arial" in problem.message
    assert "`fallbacks`" in problem.hint


@pytest.mark.parametrize(
    "block",
    [
        Heading(1, strange(), at=AT),
        Paragraph(strange(), "caption", at=AT),
        List("bullet", (Item((Paragraph(strange(), at=AT),)),), at=AT),
        List("fields", (Item((), label=strange()),), at=AT),
        Table((), (), (Row((Cell(strange()),)),), at=AT),
        Table((), (), (), caption=strange(), at=AT),
        Figure("a.png", "a picture", caption=strange(), at=AT),
        Chart("column", (SIGN,), (), "", "numbers", at=AT),
        Chart("column", ("a",), (Series(SIGN, (Decimal(1),), ("1",)),), "", "numbers", at=AT),
        Chart("column", ("a",), (Series("b", (Decimal(1),), (SIGN,)),), "", "numbers", at=AT),
        Chart("column", ("a",), (), SIGN, "numbers", at=AT),
        Box("callout", strange(), (), at=AT),
        Box("callout", (), (Paragraph(strange(), at=AT),), at=AT),
    ],
    ids=lambda block: type(block).__name__,
)
def test_every_text_is_looked_at(block: object) -> None:
    assert [problem.at for problem in check(document(block), theme())] == [AT]


def test_furniture_is_looked_at() -> None:
    block = Paragraph((Span("a"),), at=AT)
    for rest in ({"marking": SIGN}, {"furniture": {"reference": SIGN}}, {"words": {"page": SIGN}}):
        assert [problem.at for problem in check(document(block, **rest), theme())] == [AT]


def test_alternatives_may_hold_anything() -> None:
    assert check(document(Figure("a.png", SIGN, at=AT), Chart("column", (), (), "", SIGN, at=AT)), theme()) == []


def test_many_scripts_and_signs_are_no_problem() -> None:
    known = "Ойлголцол Қазақстан Ελλάδα הסכם اتفاقية ₮ ₸ → ✓ \u00a0\u200b\u00ad\u2011 e\u0301\t\n"
    assert check(document(Paragraph((Span(known),), at=AT)), theme()) == []


def test_each_text_and_place_is_told_once() -> None:
    elsewhere = replace(AT, line=9)
    blocks = (Paragraph(strange(), at=AT), Paragraph(strange(), at=AT), Paragraph(strange(), at=elsewhere))
    assert [problem.at.line for problem in check(document(*blocks), theme())] == [7, 9]
