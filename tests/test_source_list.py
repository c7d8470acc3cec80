"""The list of sources and the annex: names, dates, stops, languages and directions, and the room that columns have."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from everything import everything, paragraph
from papers import paper, plan_of

from briefs.document.annex import annex
from briefs.factfiles import load_facts, load_theme
from briefs.layout.direction import runs_rtl
from briefs.model.tree import Document, List, Paragraph, Span, Table, blocks_below, plain
from briefs.project.pipeline import document_of
from briefs.project.writing import write

ROOT = Path(__file__).resolve().parent.parent
THEME = load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]
FACTS = """\
title: T
as_of: 2026-01-15
sources:
  s: {title: A long report, short: the report, published: 2025-10}
  a: {title: {value: تقرير الميناء, language: ar}}
  y: {title: A register, published: 2024 г.}
points:
  p: {text: one, from: [{source: s, at: 1}, {source: a, at: 2}]}
  q: {text: two, from: {source: s, at: 4}}
  r: {text: three, from: y}
"""
TEMPLATE = "# {{ title }}\n\n{{ points.p.text }}\n\n{{ points.q.text }}\n\n{{ points.r.text }}\n\n::: sources\n:::\n"


def told(folder: Path) -> list[Paragraph]:
    """The entries of the list of sources."""
    plan, shelf, problems = plan_of(folder, FACTS, TEMPLATE)
    assert not problems
    document: Document = document_of(plan, shelf)[0]
    [sources] = [block for block in document.blocks if isinstance(block, List) and block.kind == "sources"]
    return [block for item in sources.items for block in item.blocks if isinstance(block, Paragraph)]


def test_a_source_cited_again_says_by_what_name_its_month_is_in_words_and_no_stop_stands_twice(tmp_path: Path) -> None:
    texts = [plain(entry.spans).replace("\u00a0", " ") for entry in told(tmp_path)]
    assert texts == [
        "A long report, October 2025 (below: the report), paragraph 1.",
        "تقرير الميناء, paragraph 2.",
        "The report, paragraph 4.",
        "A register, 2024 г.",
    ]


def test_a_foreign_title_keeps_its_language_and_its_entry_the_papers_direction(tmp_path: Path) -> None:
    entry = told(tmp_path)[1]
    assert [span.language for span in entry.spans if "تقرير" in span.text] == ["ar"]
    assert not runs_rtl(entry.spans, base=False)
    assert runs_rtl(entry.spans[:1], base=False)


def test_a_link_in_pdf_has_a_line_under_it_and_a_sources_number_has_none() -> None:
    def lines(span: Span) -> int:
        document = everything((paragraph("Words "), Paragraph((Span("See "), span), "body")))
        with pikepdf.open(io.BytesIO(write(document, THEME, "pdf").data)) as file:
            operators = [str(each.operator) for each in pikepdf.parse_content_stream(file.pages[0])]
        return operators.count("l")

    bare = lines(Span("here"))
    assert lines(Span("here", link="https://example.org/x")) == bare + 1
    assert lines(Span("1", frozenset({"note"}), "https://example.org/x")) == bare


def test_the_annex_gives_long_ids_room_and_no_running_text_less_than_its_longest_word(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(FACTS, encoding="utf-8")
    facts, _ = load_facts(path)
    [*_, table] = blocks_below(annex(["points.p.text", "points.q.text"], facts, "en"))
    assert isinstance(table, Table)
    widths = [column.width for column in table.columns]
    assert abs(sum(widths) - 1) < 1e-9
    for column, width in enumerate(widths[:3]):
        words = [word for row in table.rows for word in plain(row.cells[column].spans).split()]
        assert width * 140 >= max(map(len, words)), (column, words)


@pytest.mark.parametrize(
    ("head", "box", "told"), [("false", "", True), ("false", " short", False), ("sources", "", False)]
)
def test_a_list_of_sources_that_prints_nothing_is_told(tmp_path: Path, head: str, box: str, told: bool) -> None:
    facts = "points: {a: {text: One., from: s}}\n"
    template = f"---\ntitle: T\nnotes: {head}\n---\n# T\n\n{{{{ points.a.text }}}}\n\n::: sources{box}\n:::\n"
    _, problems = paper(tmp_path, facts, template)
    assert [(each.code, each.severity) for each in problems] == ([("T004", "warning")] if told else [])
