"""Drafts and final papers: what is still open is shown, listed and refused; the annex says where everything is from."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from papers import paper, plan_of
from readback import pdf_paragraphs, word_paragraphs

from briefs.commands import main
from briefs.factfiles import load_facts
from briefs.model.tree import Document, Heading, Paragraph, Table, blocks_below, plain, spans_of
from briefs.project import Ask, Made, build
from briefs.project.pipeline import document_of, make
from briefs.project.plan import plans
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf

HEAD = "title: A test\nas_of: 2026-01-15\nsources: {s: {title: A source, short: the source}}\n"
HEADER = (
    '---\ntitle: T\nheader: [to, author, clearances]\n---\n# {{ title }}\n\n{% include "parts/header.md" %}\n\nText.\n'
)
OPEN = HEAD + "agreements: {pact: {title: The Pact, kind: pact, signed: TBC, from: s}}\n"
SHOWS = "# {{ title }}\n\nSigned on {{ agreements.pact.signed | date }}.\n"


def made(folder: Path, facts: str, template: str, **changes: object) -> Made:
    plan, shelf, problems = plan_of(folder, facts, template)
    assert not problems, problems
    return make(replace(plan, **changes), shelf)


def drafted(folder: Path, facts: str, template: str, **changes: object) -> Document:
    plan, shelf, problems = plan_of(folder, facts, template)
    assert not problems, problems
    return document_of(replace(plan, **changes), shelf)[0]


def placeholders(document: Document) -> list[str]:
    spans = (span for block in blocks_below(document.blocks) for span in spans_of(block))
    return [span.text for span in spans if "placeholder" in span.marks]


def after_heading(document: Document, words: str) -> list[str]:
    """The texts below a heading, to the end."""
    blocks = list(blocks_below(document.blocks))
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Heading) and plain(b.spans) == words)
    return ["".join(span.text for span in spans_of(block)) for block in blocks[start + 1 :]]


# what is open


def test_a_header_field_that_nobody_gave_is_shown_and_listed(tmp_path: Path) -> None:
    document = drafted(tmp_path, HEAD + "brief: {to: The Minister}\n", HEADER)
    assert document.status == "draft"
    assert placeholders(document) == ["to be supplied", "to be supplied", "to be supplied", "to be supplied"]
    listed = [text for text in after_heading(document, "Still open") if text]
    assert listed == ["brief.author: to be supplied", "brief.clearances.1.who: to be supplied"]


def test_a_paper_without_any_brief_shows_each_field_of_its_header(tmp_path: Path) -> None:
    document = drafted(tmp_path, HEAD, HEADER)
    assert [text.partition(":")[0] for text in after_heading(document, "Still open") if text] == [
        "brief.to",
        "brief.author",
        "brief.clearances.1.who",
    ]


def test_a_template_may_only_name_fields_that_a_brief_has(tmp_path: Path) -> None:
    _, problems = paper(tmp_path, HEAD, HEADER.replace("author", "autor"))
    assert [(p.code, p.at.line, p.hint) for p in problems if p.severity == "error"] == [
        ("T033", 3, "did you mean `author`?")
    ]


def test_what_is_to_be_confirmed_is_listed_with_its_record(tmp_path: Path) -> None:
    document = drafted(tmp_path, OPEN, SHOWS)
    assert document.status == "draft"
    assert [t for t in after_heading(document, "Still open") if t] == ["agreements.pact.signed (The Pact): TBC"]


def test_what_is_open_and_not_printed_makes_no_draft(tmp_path: Path) -> None:
    document = drafted(tmp_path, OPEN, "# {{ title }}\nText.\n")
    assert document.status == ""
    assert "Still open" not in repr(document.blocks)


def test_both_formats_list_what_is_open_and_say_that_they_are_drafts(tmp_path: Path) -> None:
    draft = made(tmp_path, OPEN, SHOWS)
    assert draft.problems == ()
    word, pdf = word_paragraphs(draft.files["docx"]), pdf_paragraphs(draft.files["pdf"])
    entry = "agreements.pact.signed (The Pact): TBC"
    assert entry in word
    assert entry in pdf


def test_the_list_of_what_is_open_takes_no_room_from_a_page_budget(tmp_path: Path) -> None:
    body = SHOWS + "\n\n".join(["A line of its own."] * 30)
    document = drafted(tmp_path, OPEN, f"---\ntitle: T\npages: 1\n---\n{body}\n")
    assert "Still open" not in repr(document.blocks)
    paper = made(tmp_path, OPEN, f"---\ntitle: T\npages: 1\n---\n{body}\n")
    assert paper.pages == 1
    assert paper.remarks == ("a draft; still open: `agreements.pact.signed`",)


def test_a_placeholder_is_in_no_property_of_the_file(tmp_path: Path) -> None:
    template = HEADER.replace("clearances", "reference")
    document = drafted(tmp_path, HEAD + "brief: {author: TBC}\n", template)
    assert document.author == ""
    assert document.furniture["reference"] == ""


def test_the_words_of_a_draft_are_in_the_documents_language(tmp_path: Path) -> None:
    document = drafted(tmp_path, HEAD + "language: ru\n", HEADER)
    assert "будет указано позже" in placeholders(document)
    assert "Что ещё не определено" in repr(document.blocks)


# final papers


def refused(made: Made) -> list[str]:
    assert not made.files
    return [problem.code for problem in made.problems if problem.severity == "error"]


def test_a_final_paper_refuses_what_is_open(tmp_path: Path) -> None:
    assert refused(made(tmp_path, OPEN, SHOWS, final=True)) == ["D110"]
    assert refused(made(tmp_path, HEAD, HEADER, final=True)) == ["D113", "D113", "D113"]


def test_a_final_paper_refuses_a_header_field_that_it_does_not_even_print(tmp_path: Path) -> None:
    template = "---\ntitle: T\nheader: [deadline]\n---\n# {{ title }}\nText.\n"
    assert refused(made(tmp_path, HEAD, template, final=True)) == ["D113"]


def test_a_final_paper_refuses_what_a_check_only_warns_of(tmp_path: Path) -> None:
    template = "---\ntitle: T\nlimits: {sentence: 4}\n---\n# {{ title }}\nFive words in a sentence.\n"
    draft = made(tmp_path, HEAD, template)
    assert [(p.code, p.severity) for p in draft.problems] == [("D109", "warning")]
    assert draft.files
    assert refused(made(tmp_path, HEAD, template, final=True)) == ["D109"]


def test_a_final_paper_refuses_facts_that_their_source_does_not_bear_out(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_text("Trade\n\nTrade came to 76.7 million USD.\n", encoding="utf-8")
    facts = HEAD.replace("title: A source", "title: A source, published: 2026-01-10, held: s.txt") + (
        "figures: {trade: {label: trade, value: 77.6, unit: USD million, from: {source: s, at: 1}}}\n"
    )
    (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
    ask = Ask(tmp_path, (tmp_path / "facts.yaml",), ("one-pager",), ("pdf",), tmp_path / "out")
    assert build(ask).ok
    final = build(replace(ask, final=True))
    assert not final.ok
    assert {p.code[0] for p in final.problems if p.severity == "error"} == {"S"}
    assert not final.made


def test_a_final_paper_bears_no_watermark(tmp_path: Path) -> None:
    final = made(tmp_path, OPEN.replace("TBC", "2026-01-14"), SHOWS, final=True)
    assert final.problems == ()
    with pikepdf.open(io.BytesIO(final.files["pdf"])) as pdf:
        assert b"Watermark" not in b"".join(page.Contents.read_bytes() for page in pdf.pages)


# the annex and the trace


def annex_rows(document: Document) -> list[list[str]]:
    return [[plain(cell.spans) for cell in row.cells] for row in annex_of(document).rows]


def annex_of(document: Document) -> Table:
    return next(block for block in blocks_below(document.blocks[-1:]) if isinstance(block, Table))


FIGURES = HEAD + (
    "figures:\n  a: {label: exports, value: 2, from: {source: s, at: [3, 4], says: two}}\n"
    "  b: {label: double, formula: a * 2, from: us}\n"
)
PRINTS = "# {{ title }}\n\nExports: {{ figures.b.value }}, {{ figures.b.label }}.\n"


def test_the_annex_lists_each_printed_fact_with_its_source_and_words(tmp_path: Path) -> None:
    document = drafted(tmp_path, FIGURES, PRINTS, annex=True)
    assert annex_rows(document) == [
        ["title", "A test", "Our own statement", ""],
        ["figures.a.value", "2", "the source, paragraphs\u00a03, 4", "“two”"],
        ["figures.b.label", "double", "Our own statement", ""],
        ["figures.b.value", "4", "a * 2", ""],
    ]


def test_a_fact_with_several_sources_has_one_row_with_their_places_gathered(tmp_path: Path) -> None:
    several = ", ".join(f"{{source: s, at: {at}}}" for at in (1, 5, 6, 7))
    facts = HEAD + f"points: {{a: {{text: One., from: [{several}, us]}}}}\n"
    document = drafted(tmp_path, facts, "# {{ title }}\n{{ points.a.text }}\n", annex=True)
    sources = "the source, paragraphs\u00a01, 5–7; Our own statement"
    assert annex_rows(document)[1:] == [["points.a.text", "One.", sources]]
    table = annex_of(document)
    assert {cell.rows for row in table.rows for cell in row.cells} == {1}  # merged cells confuse screen readers


def test_the_annex_has_a_column_for_words_only_where_some_are_given(tmp_path: Path) -> None:
    facts = HEAD + "points: {a: {text: One., from: {source: s, at: 1}}}\n"
    for says, columns in (("", 3), (", says: one", 4)):
        template = "# {{ title }}\n{{ points.a.text }}\n"
        document = drafted(tmp_path, facts.replace("at: 1", f"at: 1{says}"), template, annex=True)
        table = annex_of(document)
        assert len(table.columns) == len(table.head[0].cells) == columns
        assert round(sum(column.width for column in table.columns), 6) == 1


def test_the_annex_follows_the_file_and_names_the_record_that_a_fact_leads_to(tmp_path: Path) -> None:
    facts = HEAD + (
        "people: {sand: {name: Ida Sand, post: Director, from: s}}\n"
        "statements: {a: {who: sand, said: It grows., from: s}, b: {who: sand, said: It pays., from: s}}\n"
    )
    line = "{{ each.said }} {{ each.who }}, {{ each.who.post }}"
    template = f"# {{{{ title }}}}\n{{% for each in statements %}}\n{line}\n\n{{% endfor %}}"
    rows = [row[:2] for row in annex_rows(drafted(tmp_path, facts, template, annex=True))]
    assert rows[1:] == [
        ["people.sand.name", "Ida Sand"],
        ["people.sand.post", "Director"],
        ["statements.a.who", "Ida Sand"],
        ["statements.a.said", "It grows."],
        ["statements.b.who", "Ida Sand"],
        ["statements.b.said", "It pays."],
    ]


@pytest.mark.parametrize("name", ["briefing-note", "press-lines"])
def test_word_and_pdf_have_the_same_annex_of_the_article(name: str, article_facts: Path, tmp_path: Path) -> None:
    ask = Ask(article_facts.parent.parent, (article_facts,), (name,), out=tmp_path, annex=True)
    report = build(ask)
    assert report.ok, report.problems
    files = report.made[0].files
    word, pdf = word_paragraphs(files["docx"]), pdf_paragraphs(files["pdf"])
    start = "Annex: facts and their sources"
    assert start in word
    mine = [text for text in word[word.index(start) :] if text.strip()]
    assert len(mine) > 100
    assert mine == [text for text in pdf[pdf.index(start) :] if text.strip()]


def test_a_paper_for_others_has_no_annex_and_says_so(article_facts: Path, tmp_path: Path) -> None:
    ask = Ask(article_facts.parent.parent, (article_facts,), ("one-pager",), out=tmp_path, annex=True)
    (made,) = build(ask).made
    assert "no annex of facts: it is for the public" in made.remarks
    assert not any("Annex" in text for text in word_paragraphs(made.files["docx"]))


def test_the_trace_is_also_told_as_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan_of(tmp_path, FIGURES, PRINTS)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["trace", "facts.yaml", "-t", "test", "--output-format", "json"])
    assert done.exit_code == 0, done.output
    [document] = json.loads(done.output)
    assert (document["document"], document["facts"]) == ("facts/test", "facts.yaml")
    text = document["texts"][1]
    assert text["text"] == "Exports: 4, double."
    assert text["at"] == {"file": "templates/test.md", "line": 3, "column": 0}
    figure = text["facts"][0]
    assert (figure["id"], figure["value"], figure["formula"]) == ("figures.b.value", "4", "a * 2")
    [behind] = figure["behind"]
    [source] = behind["sources"]
    assert (source["source"], source["at"], source["says"], source["title"]) == ("s", "3, 4", ["two"], "A source")


def test_the_clock_of_the_command_line_judges_embargoes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = datetime.now(tz=UTC).year
    template = "---\ntitle: T\naudience: public\n---\n# {{ title }}\n{{ points.a.text }}\n"
    for year, status in ((day + 2, 1), (day - 2, 0)):
        point = f"points: {{a: {{text: One., use: public, embargo: {year}-02-02, from: s}}}}\n"
        plan_of(tmp_path, HEAD + point, template)
        monkeypatch.chdir(tmp_path)
        done = CliRunner().invoke(main, ["build", "facts.yaml", "-t", "test", "--final", "-o", f"out{status}"])
        assert done.exit_code == status, done.output
        assert ("D122" in done.output) is (status == 1)


def test_sources_in_the_text_and_in_the_list_lead_to_each_other(article_facts: Path) -> None:
    shelf = Shelf(article_facts.parent.parent)
    facts, _ = load_facts(article_facts)
    template = shelf.template("dossier")
    assert template is not None
    document, _, _ = document_of(Plan(facts, template, None, "x", (), "plain"), shelf)
    spans = [span for block in blocks_below(document.blocks) for span in spans_of(block)]
    anchors = [span.anchor for span in spans if span.anchor]
    there = [span for span in spans if "note" in span.marks and span.link]
    back = [span for span in spans if "back" in span.marks]
    assert len(anchors) == len(set(anchors))
    assert [span.anchor for span in back] == [f"source-{number}" for number in range(1, len(back) + 1)]
    assert {span.link[1:] for span in (*there, *back)} <= set(anchors)
    assert all(re.match(rf"Source {span.text}: .+, paragraph \d+$", span.title) for span in there)
    assert all(span.title == f"Back to where source {span.text} is first cited" for span in back)
    assert re.search(r"\d–\d", "".join(span.text for span in spans))


def test_numbers_that_follow_one_another_are_a_span_and_lead_back_to_it(tmp_path: Path) -> None:
    facts = HEAD + "points:\n" + "".join(f"  p{n}: {{text: t{n}, from: {{source: s, at: {n}}}}}\n" for n in range(1, 8))
    template = (
        "# {{ title }}\n{{ points.p2.text }}\n\n{{ points.p1.text }} {{ points.p2.text }} {{ points.p3.text }}"
        " {{ points.p5.text }}\n\n{{ points.p3.text }} {{ points.p4.text }}\n\n::: sources\n:::\n"
    )
    document = drafted(tmp_path, facts, template)
    printed = ["".join(s.text for s in b.spans) for b in document.blocks if isinstance(b, Paragraph)]
    assert printed[:3] == ["t2\u00a01", "t1 t2 t3 t5\u00a01–4", "t3 t4\u00a03,\u00a05"]
    spans = [span for block in blocks_below(document.blocks) for span in spans_of(block)]
    anchors = [span.anchor for span in spans if span.anchor]
    assert len(anchors) == len(set(anchors))
    assert [s.link for s in spans if "back" in s.marks] == ["#cite-1", "#cite-2", "#cite-2", "#cite-2", "#cite-5"]
    assert {s.link[1:] for s in spans if s.link} <= set(anchors)


# checks


@pytest.mark.parametrize("name", ["briefing-note", "one-pager", "agreement-summary"])
@pytest.mark.parametrize("facts", ["article", "budget", "flood", "trade-mission"])
def test_the_checks_give_no_false_alarm(facts: str, name: str, article_facts: Path) -> None:
    root = article_facts.parent.parent
    found, _ = load_facts(article_facts if facts == "article" else root / f"tests/facts/{facts}.yaml")
    shelf = Shelf(root)
    template = shelf.template(name)
    assert template is not None
    for plan in plans(found, [template], (), "", {}, False, shelf):
        document, _, problems = document_of(plan, shelf)
        assert document.blocks
        assert problems == []
