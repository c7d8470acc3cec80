"""What planted faults once survived: each of these tests catches some that no other test saw."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_rules import W, Word
from everything import AT, everything, item, paragraph, row, words
from msgspec.structs import replace
from papers import HEAD, lines_of, paper
from test_write_docx import plain_theme

from briefs.document.finishing import pruned
from briefs.document.page_budget import Step, dropped, steps
from briefs.factfiles import load_template
from briefs.factfiles.expressions import parse
from briefs.layout.lay_out import lay_out
from briefs.layout.written import PaintedText, Painting
from briefs.model.precision import Precision
from briefs.model.problems import Stop
from briefs.model.theme import Theme
from briefs.model.tree import Block, Box, Heading, List, Quote, Table, is_empty
from briefs.pdf import write as write_pdf
from briefs.project.writing import write

BY_ENTRY = (("order", "1"), ("unit", "items"))


def painted(theme: Theme, *blocks: Block) -> dict[str, PaintedText]:
    """The texts of a PDF file, with their places."""
    painting = Painting()
    write_pdf(lay_out(everything(blocks), theme), painting)
    return {each.text.strip(): each for each in painting.texts}


# release


PUBLIC = """\
---
title: T
audience: public
---
# {{ title }}

{% for each in agreements.a.provisions %}
- {{ each }}
{% endfor %}
"""


def test_lists_for_the_public_hold_what_may_be_shown_and_nothing_else(tmp_path: Path) -> None:
    facts = (
        "title: A test\nas_of: 2026-01-15\n"
        "sources: {s: {title: A source, publisher: A paper, published: 2026-01-10, url: https://example.org/a}}\n"
        "agreements: {a: {title: Accord, kind: memorandum, from: s, provisions: [Open ports, "
        "{value: Secret berths, use: background}, Fair fees]}}\n"
    )
    document, problems = paper(tmp_path, facts, PUBLIC)
    assert document is not None, problems
    text = "\n".join(lines_of(document))
    assert "Open ports" in text
    assert "Fair fees" in text
    assert "Secret berths" not in text


# page budget


def _box(*blocks: Block, order: int = 1) -> Box:
    return Box("droppable", (), blocks, (("order", str(order)), ("unit", "items")), AT)


def _table(*texts: str) -> Table:
    return Table((), (row("Head", header=True),), tuple(row(each) for each in texts), at=AT)


def _list(*texts: str) -> List:
    return List("bullet", tuple(item(each) for each in texts), at=AT)


def test_each_row_and_each_entry_is_a_step_and_of_equal_turn_the_first_box_goes_first() -> None:
    blocks = (_box(_table("a", "b")), _box(_list("c", "d", "e")), _box(_list("f"), order=0))
    assert [(step.box, step.order) for step in steps(blocks)] == [(2, 0), (0, 1), (0, 1), (1, 1), (1, 1), (1, 1)]
    assert [step.box for step in steps((_box(_list("a"), _table("b", "c")),))] == [0, 0, 0]


def test_rows_and_entries_go_from_the_end_as_many_as_there_are_steps() -> None:
    blocks = (_box(paragraph("x"), _list("a", "b"), _table("c", "d", "e")),)
    order = steps(blocks)
    left = [dropped(blocks, order[:count]) for count in range(len(order) + 1)]
    rows = [[len(block.rows) for block in each if isinstance(block, Table)] for each in left]
    entries = [[len(block.items) for block in each if isinstance(block, List)] for each in left]
    assert rows == [[3], [2], [1], [0], [0], [0]]
    assert entries == [[2], [2], [2], [2], [1], [0]]


def test_a_box_with_nothing_left_goes_and_one_with_words_in_its_place_has_these() -> None:
    emptied = _box(_list("a"))
    assert dropped((emptied,), steps((emptied,))) == ()
    titled = replace(emptied, title=words("More on request."))
    assert dropped((titled,), steps((titled,))) == (replace(paragraph("More on request."), at=AT),)
    assert dropped((titled,), ()) == emptied.blocks


def test_a_step_that_takes_all_takes_the_words_in_its_place_too() -> None:
    titled = replace(_box(paragraph("x")), title=words("More on request."))
    assert dropped((titled,), (Step(0, 1, "it", True),)) == ()


# empty blocks


@pytest.mark.parametrize(
    ("empty", "full"),
    [
        (Box("callout", words("Title"), ()), Box("callout", (), (paragraph("x"),))),
        (Quote(()), Quote((paragraph("x"),))),
        (List("bullet", ()), _list("x")),
        (_table(), _table("x")),
    ],
    ids=["box", "quotation", "list", "table"],
)
def test_what_is_there_to_hold_something_and_holds_nothing_is_not_printed(empty: Block, full: Block) -> None:
    assert (is_empty(empty), is_empty(full)) == (True, False)
    assert pruned((paragraph("before"), empty, full)) == (paragraph("before"), full)
    assert pruned((Box("callout", words("Title"), (empty,)),)) == ()


# sizes of templates


def test_a_template_that_makes_too_much_text_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefs.templating.filling.MOST_TEXT", 20_000)
    template = "# {{ title }}\n\n{% for n in range(%d) %}word\n\n{% endfor %}\n"
    assert paper(tmp_path, HEAD, template.replace("%d", "50"))[0] is not None
    document, problems = paper(tmp_path, HEAD, template.replace("%d", "5000"))
    assert document is None
    assert [each.code for each in problems] == ["T009"]
    assert "grows beyond" in problems[0].message


def test_a_template_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.md"
    path.write_text("# Title\n\n" + "word\n" * 199_000, encoding="utf-8")
    assert load_template(path)[0].name == "large"
    path.write_text("# Title\n\n" + "word\n" * 201_000, encoding="utf-8")
    with pytest.raises(Stop) as stop:
        load_template(path)
    assert "large" in str(stop.value.problems[0].message)


# precision


@pytest.mark.parametrize(
    ("formula", "most"),
    [("a * b", 1), ("b * c", 1), ("c * c", 2), ("c * n", 1), ("c / b", 1), ("n * n", 1), ("3 * c", 2), ("a + c", 2)],
)
def test_a_product_has_as_many_decimals_as_its_part_with_the_fewest_and_one_at_least(formula: str, most: int) -> None:
    parts = {"a": Precision(1, 0), "b": Precision(1, 0), "c": Precision(2, 2), "n": Precision(0, 0)}
    assert parse(formula).precision(lambda name: parts[name.key]).most == most


# looks


def test_the_sixth_heading_has_a_look_of_its_own_in_both_formats() -> None:
    plain = plain_theme()
    theme = replace(
        plain, looks={**plain.looks, "heading-6": replace(plain.looks["heading-6"], size=30.0, leading=36.0)}
    )
    headings = [Heading(level, words(f"Level {level}"), "", AT) for level in range(1, 7)]
    texts = painted(theme, *headings)
    heights = {level: texts[f"Level {level}"].top - texts[f"Level {level}"].bottom for level in (1, 5, 6)}
    assert heights[6] > heights[1] > heights[5]
    styles = Word(write(everything(tuple(headings)), theme, "docx").data).trees["word/styles.xml"]
    style = next(each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") == "Heading6")
    assert [each.get(f"{W}val") for each in style.iter(f"{W}sz")] == ["60"]
    assert [each.get(f"{W}val") for each in style.iter(f"{W}name", f"{W}outlineLvl")] == ["heading 6", "5"]


def test_below_a_table_as_much_is_free_as_below_a_paragraph() -> None:
    plain = plain_theme()
    body = plain.looks["body"]
    bottoms, before = [], []
    for after in (0.0, 30.0):
        theme = replace(plain, looks={**plain.looks, "body": replace(body, after=after)})
        blocks = (_table("cell"), paragraph("Below."))
        bottoms.append(painted(theme, *blocks)["Below."].bottom)
        paragraphs = Word(write(everything(blocks), theme, "docx").data).document.iter(f"{W}p")
        below = next(each for each in paragraphs if [text.text for text in each.iter(f"{W}t")] == ["Below."])
        before.append(sum(int(each.get(f"{W}before", "0")) for each in below.iter(f"{W}spacing")))
    assert bottoms[0] - bottoms[1] == pytest.approx(30.0, abs=0.6)
    assert before[1] - before[0] == 600
