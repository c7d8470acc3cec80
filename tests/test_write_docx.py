"""The Word writer: sound files, real styles and lists, links that lead somewhere, the same bytes every time."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx_rules
import pytest
from docx_rules import W, Word, faults
from everything import AT, BLOCKS, everything, item, note, paragraph, row, words
from hypothesis import HealthCheck, given, settings
from pdfcheck import paper
from trees import documents

from briefs import docx
from briefs.factfiles import load_theme
from briefs.layout.written import Written
from briefs.model.problems import Place
from briefs.model.theme import Furniture, Theme
from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Span,
    Table,
)
from briefs.project.writing import lay_out, write

THEME = Path(__file__).parent.parent / "templates" / "themes" / "plain.yaml"
VALUE = f"{W}val"


@cache
def plain_theme() -> Theme:
    return load_theme(THEME)[0]


def written(*blocks: Block, **rest: Any) -> Written:
    return write(everything(blocks or BLOCKS, **rest), plain_theme(), "docx")


def word(*blocks: Block, **rest: Any) -> Word:
    return Word(written(*blocks, **rest).data)


def properties(file: Word, number: int = 0) -> dict[str, str]:
    """The paragraph properties of a paragraph of the body, by name, each with its w:val or attributes."""
    para = list(file.document.iter(f"{W}p"))[number]
    found = para.find(f"{W}pPr")
    return {_name(e.tag): _told(e.attrib) for e in (found if found is not None else ())}


def _name(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]


def _told(attributes: Any) -> str:
    told = {_name(key): value for key, value in attributes.items()}
    return told.get("val") or " ".join(f"{key}={value}" for key, value in told.items())


# soundness


def test_a_document_with_everything_is_sound() -> None:
    made = written()
    assert made.problems == ()
    assert made.pages == 0
    assert faults(made.data) == []


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_any_document_is_sound(document: Document) -> None:
    assert faults(write(document, plain_theme(), "docx").data) == []


@pytest.mark.parametrize("language", ["en", "ar", "ja"])
def test_the_schemas_and_the_semantic_rules_find_nothing(language: str, tmp_path: Path) -> None:
    audit = pytest.importorskip("openxml_audit", reason="the validator of Word files is not installed")
    path = tmp_path / "everything.docx"
    path.write_bytes(written(language=language).data)
    result = audit.OpenXmlValidator().validate(str(path))
    assert [f"{error.part_uri}: {error.description}" for error in result.errors] == []


@pytest.mark.parametrize("rule", (*docx_rules.RULES, docx_rules.structure), ids=lambda rule: str(rule.__name__))
def test_each_rule_finds_a_planted_fault(rule: Any) -> None:
    planted = Word(docx_rules.broken(written().data, rule.__name__))
    assert list(rule(planted))


def test_key_figures_are_one_table_with_a_rule_above_each_row_of_names() -> None:
    some = (("A", "B", "C"), ("D", "E"))
    tables = tuple(
        Table((Column(),) * len(names), (row(*names, header=True),), (row(*names),), role="figures", at=AT)
        for names in some
    )
    file = Word(write(everything(tables), plain_theme(), "docx").data)
    (found,) = file.document.iter(f"{W}tbl")
    rows = list(found.iter(f"{W}tr"))
    assert [docx_rules.text_of(each) for each in rows] == ["ABC", "ABC", "DE", "DE"]
    assert [len(list(each.iter(f"{W}tcBorders"))) for each in rows] == [0, 0, 3, 0]
    kept = [[para.find(f"{W}pPr/{W}keepNext") is not None for para in each.iter(f"{W}p")] for each in rows]
    assert [all(each) for each in kept[1:]] == [True, False, False] and not any(kept[3])


def test_the_last_two_rows_of_a_table_and_the_first_three_fields_stay_together() -> None:
    table = Table((Column(),), (row("Name", header=True),), tuple(row(f"row {n}") for n in range(4)), at=AT)
    fields = List("fields", tuple(item(f"value {n}", label=words(f"Field {n}")) for n in range(5)))
    file = word(table, fields)
    kept = [
        docx_rules.text_of(para) for para in file.document.iter(f"{W}p") if para.find(f"{W}pPr/{W}keepNext") is not None
    ]
    assert [text.replace("\t", " ") for text in kept] == ["row 2", "Field 0 value 0", "Field 1 value 1"]


def test_an_empty_document_is_sound() -> None:
    assert faults(write(Document("Nothing", "en", ()), plain_theme(), "docx").data) == []


# metadata


def test_the_file_says_who_wrote_it_and_when_its_facts_were_true() -> None:
    core = word(dated=date(2024, 10, 31)).parts["docProps/core.xml"].decode()
    for said in (
        "The visit of everything",
        "Department for Asia",
        "State visit",
        "visit, agreements",
        "<dc:language>en<",
    ):
        assert said in core
    assert core.count("2024-10-31T00:00:00Z") == 2


def test_the_document_has_one_language_and_its_foreign_words_their_own() -> None:
    file = word(language="mn")
    assert '<w:lang w:val="mn-MN"' in file.parts["word/styles.xml"].decode()
    told = {e.get(f"{W}val") or e.get(f"{W}bidi") or e.get(f"{W}eastAsia") for e in file.document.iter(f"{W}lang")}
    assert told == {"fr-FR", "kk-KZ", "ja-JP", "ar-SA", "he-IL"}


def test_the_page_is_the_themes_and_word_is_the_present_one() -> None:
    file = word(paragraph("x"))
    size = file.document.find(f".//{W}pgSz")
    assert size is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert (
        b'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in file.parts["word/settings.xml"]
    )


# determinism


def test_two_files_of_one_document_are_the_same_in_any_process(tmp_path: Path) -> None:
    program = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:3]\n"
        "from test_write_docx import written\n"
        "print(hashlib.sha256(written().data).hexdigest())"
    )
    here = Path(__file__).parent
    command = [sys.executable, "-c", program, str(here), str(here.parent)]
    seeds = ({"PYTHONHASHSEED": "1", "TZ": "Asia/Ulaanbaatar"}, {"PYTHONHASHSEED": "2", "TZ": "UTC", "LC_ALL": "C"})
    made = {subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, check=True).stdout for env in seeds}
    assert len(made) == 1


# styles and lists


def test_roles_are_words_own_styles_where_it_has_them() -> None:
    roles = ("body", "subtitle", "lead", "code", "quote", "caption", "chart-text", "source")
    file = word(Heading(0, words("t")), Heading(3, words("h")), *(paragraph("x", role) for role in roles))
    found = file.values("pStyle")
    assert found == ["Title", "Heading3", "Subtitle", "Lead", "Code", "Quote", "Caption", "ChartText", "Source"]


def test_lists_are_lists_and_each_one_of_numbers_begins_by_itself() -> None:
    file = word(
        List("number", (item("a"), item("b"))),
        paragraph("x"),
        List("number", (item("c"),), start=4),
        List("bullet", (item("d", List("bullet", (item("e"),))),)),
    )
    assert file.values("pStyle") == ["ListNumber", "ListNumber", "ListNumber", "ListBullet", "ListBullet2"]
    first, second, third = file.values("numId")
    assert first == second != third
    starts = {
        num.get(f"{W}numId"): [e.get(VALUE) for e in num.iter(f"{W}startOverride")]
        for num in file.trees["word/numbering.xml"].iter(f"{W}num")
    }
    assert (starts[first], starts[third]) == (["1"], ["4"])


def test_an_entry_that_begins_with_a_table_has_its_number_on_a_line_of_its_own() -> None:
    table = Table((), (row("h", header=True),), (row("c"),), description="d")
    file = word(List("number", (item(table), item("b"))), paragraph("x"))
    assert file.values("pStyle")[:2] == ["ListNumber", "TableHead"]


def test_a_list_deeper_than_its_looks_goes_on() -> None:
    inner: Block = paragraph("deep")
    for _ in range(12):
        inner = List("number", (item("x", inner),))
    file = word(inner)
    assert faults(written(inner).data) == []
    assert max(int(level) for level in file.values("ilvl")) == 8


def test_fields_are_names_and_values_at_a_tab() -> None:
    file = word(List("fields", (item("The Minister", label=words("To")),)))
    runs = [_name(e.tag) for e in file.document.iter(f"{W}t", f"{W}tab")]
    assert file.values("pStyle") == ["Field"]
    assert runs == ["t", "tab", "t"]


# tables


def test_a_table_has_a_style_a_name_and_a_head_that_repeats() -> None:
    rows = (row("a", "b"), row("c", "d"))
    file = word(Table((), (row("x", "y", header=True),), rows, words("Table 1"), description="What it shows"))
    assert file.values("tblStyle") == ["BriefTable"]
    assert (file.values("tblCaption"), file.values("tblDescription")) == (["Table 1"], ["What it shows"])
    assert [_name(e.tag) for e in file.document.iter(f"{W}cantSplit", f"{W}tblHeader")] == [
        "cantSplit",
        "tblHeader",
        "cantSplit",
        "cantSplit",
    ]
    assert properties(file)["pStyle"] == "Caption"


def test_what_spans_says_so_in_every_place_and_no_cell_is_merged() -> None:
    tall, wide = Cell(words("a", anchor="here"), True, 1, 2), Cell(words("b"), columns=2)
    table = Table((), (row("x", "y", "z", header=True),), (row(tall, wide), row("c", "d")))
    file = word(Heading(1, words("Heading")), table)
    assert cells_of(file) == [["x", "y", "z"], ["a", "b", "b"], ["a", "c", "d"]]
    assert "TableRowHead" in file.values("pStyle")
    assert [e.get(f"{W}name") for e in file.document.iter(f"{W}bookmarkStart")].count("here") == 1
    assert list(docx_rules.simple_tables(file)) == list(docx_rules.tables(file)) == []


def test_the_name_of_a_column_under_which_others_have_two_stands_next_to_what_it_names() -> None:
    high, wide = Cell(words("a", anchor="there"), True, 1, 2), Cell(words("b"), True, 2)
    file = word(Table((), (row(high, wide), row("c", "d", header=True)), (row("1", "2", "3"),)))
    assert cells_of(file) == [["", "b", "b"], ["a", "c", "d"], ["1", "2", "3"]]
    assert [e.get(f"{W}name") for e in file.document.iter(f"{W}bookmarkStart")].count("there") == 1


def cells_of(file: Word) -> list[list[str]]:
    """What each cell of the file's tables says."""
    rows = file.document.iter(f"{W}tr")
    return [[docx_rules.text_of(cell) for cell in each.iter(f"{W}tc")] for each in rows]


def test_tables_that_touch_stay_two_and_none_ends_the_document() -> None:
    table = Table((), (row("h", header=True),), (row("c"),), description="d")
    file = word(table, table)
    assert [_name(e.tag) for e in file.document[0]] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_decimal_marks_stand_below_one_another() -> None:
    rows = (row("12.5"), row("3.25"), row("7"))
    file = word(Table((Column("decimal"),), (row("n", header=True),), rows), paragraph("x"))
    indents = [e.get(f"{W}right") for e in file.document.iter(f"{W}ind")]
    assert indents[0] is not None
    assert len(indents) == 2
    assert int(indents[1] or 0) > int(indents[0]) > 0


# boxes


def test_a_box_is_paragraphs_in_styles_of_its_own() -> None:
    file = word(Box("callout", words("Note"), (paragraph("x"), List("bullet", (item("y"),)))))
    assert file.values("pStyle") == ["CalloutTitle", "Callout", "CalloutListBullet"]
    assert not list(file.document.iter(f"{W}pBdr"))
    borders = [e.find(f"{W}pPr/{W}pBdr") for e in file.trees["word/styles.xml"].iter(f"{W}style")]
    assert len({docx_rules.canonical(e) for e in borders if e is not None}) == 1


def test_boxes_that_touch_are_not_drawn_as_one() -> None:
    box = Box("callout", (), (paragraph("x"), paragraph("y")))
    first, second, third, fourth = (properties(word(box, box), n) for n in range(4))
    assert "pBdr" not in first
    assert "pBdr" not in second
    assert "pBdr" in third
    assert "pBdr" in fourth


def test_text_that_stands_further_in_stays_on_the_ground_of_its_box() -> None:
    nested = List("bullet", (item("a", List("bullet", (item("b"),))),))
    file = word(Box("callout", (), (paragraph("x"), nested, paragraph("y"))))
    left = [e.get(f"{W}space") for e in file.document.iter(f"{W}left") if e.get(f"{W}space")]
    assert left == ["6", "6", "20", "6"]


def test_a_kept_box_is_kept_with_the_next_but_for_its_last_paragraph() -> None:
    file = word(Box("keep", (), (paragraph("x"), paragraph("y"), paragraph("z"))))
    assert ["keepNext" in properties(file, n) for n in range(3)] == [True, True, False]


def test_what_leads_into_a_list_within_an_entry_stays_with_it() -> None:
    nested = List("bullet", (item("a", List("bullet", (item("b"), item("c")))), item("d")))
    file = word(nested)
    assert ["keepNext" in properties(file, n) for n in range(4)] == [True, False, False, False]


def test_what_follows_a_page_break_begins_a_page() -> None:
    file = word(paragraph("x"), PageBreak(), Heading(1, words("y")))
    assert "pageBreakBefore" in properties(file, 1)
    assert len(list(file.document.iter(f"{W}p"))) == 2


def test_there_is_no_blank_paragraph_for_space() -> None:
    body = word().document[0]
    blank = [p for p in body.iterchildren(f"{W}p") if not docx_rules.text_of(p).strip()]
    styles = [p.find(f"{W}pPr/{W}pStyle") for p in blank if p.find(f".//{W}drawing") is None]
    assert [e.get(VALUE) for e in styles if e is not None] == ["TableEnd", "ListBullet"]


def test_what_says_nothing_leaves_no_trace() -> None:
    nothing = (paragraph(""), Box("callout", words(" "), (paragraph(""),)), Heading(1, ()))
    file = Word(write(everything((paragraph("x"), *nothing)), plain_theme(), "docx").data)
    assert [docx_rules.text_of(p) for p in file.document.iter(f"{W}p")] == ["x"]


# links


def test_notes_lead_to_their_sources_and_sources_back() -> None:
    file = word(
        Paragraph((*words("x"), *note(1, True))),
        List("sources", (item(paragraph("s", "source"), label=words("1", "back", link="#cite-1", anchor="source-1")),)),
    )
    names = {e.get(f"{W}name") for e in file.document.iter(f"{W}bookmarkStart")}
    asked = [e.get(f"{W}anchor") for e in file.document.iter(f"{W}hyperlink")]
    assert names == set(asked) == {"cite_1", "source_1"}
    assert file.values("rStyle") == ["NoteMark"]


def test_a_link_outside_is_a_relationship_made_once() -> None:
    link = words("a", link="https://example.org/ә?b=1&c=2")
    file = word(Paragraph(link), Paragraph(link))
    outside = [target for target, external in file.relations("word/document.xml").values() if external]
    assert outside == ["https://example.org/ә?b=1&c=2"]


@pytest.mark.parametrize("link", ["#nowhere", "http://[", "no address", "http://"])
def test_a_link_that_leads_nowhere_is_a_problem_and_no_link(link: str) -> None:
    made = written(Paragraph(words("x", link=link), at=Place("t.md", 3)))
    assert [(problem.code, str(problem.at)) for problem in made.problems] == [("W005", "t.md:3")]
    assert not list(Word(made.data).document.iter(f"{W}hyperlink"))


def test_long_and_like_names_stay_apart() -> None:
    anchors = ("x" * 60, "x" * 61, "A", "a", "1st", "a b", "a_b", "Ө-ү")
    file = word(*(Heading(1, words(a), a) for a in anchors), *(Paragraph(words(a, link=f"#{a}")) for a in anchors))
    names = [e.get(f"{W}name") for e in file.document.iter(f"{W}bookmarkStart")]
    assert [e.get(f"{W}anchor") for e in file.document.iter(f"{W}hyperlink")] == names
    assert docx_rules.faults(written(*(Heading(1, words(a), a) for a in anchors)).data) == []


def test_the_contents_are_a_field_with_its_result() -> None:
    blocks = (Contents(words("Contents")), Heading(1, words("One"), "one"), Heading(2, words("Two"), "two"))
    made = docx.write(lay_out(everything(blocks), plain_theme()), {"one": 1, "two": 3})
    file = Word(made.data)
    codes = [(e.text or "").strip() for e in file.document.iter(f"{W}instrText")]
    assert codes == [r'TOC \o "1-2" \h \z \u', r"PAGEREF one \h", r"PAGEREF two \h"]
    assert file.values("pStyle")[:3] == ["TOCHeading", "TOC1", "TOC2"]
    assert [docx_rules.text_of(p) for p in file.document.iter(f"{W}p")][:3] == ["Contents", "One\t1", "Two\t3"]


def test_the_contents_say_the_pages_that_the_pdf_has_also_of_headings_without_a_name() -> None:
    blocks: list[Block] = [Heading(0, words("Title")), Contents(words("Contents"), 3)]
    for n in range(9):
        blocks += (Heading(1 + n % 3, words(f"Part {n}")), *[paragraph("Text.")] * 17)
    word, pdf = (write(everything(tuple(blocks)), plain_theme(), ending).data for ending in ("docx", "pdf"))
    entries = [p for p in Word(word).document.iter(f"{W}p") if docx_rules.style_of(p).startswith("TOC")]
    said = [docx_rules.text_of(each).replace("\t", " ") for each in entries]
    assert said[0] == "Contents" and {each.rsplit(" ")[-1] for each in said[1:]} >= {"1", "2", "3"}
    assert said[1:] == [entry.text for entry in paper(pdf).tree.all("TOCI")]


def test_contents_without_pages_are_links_only() -> None:
    blocks = (Contents(words("Contents")), Heading(1, words("One"), "one"))
    file = Word(docx.write(lay_out(everything(blocks), plain_theme())).data)
    assert [(e.text or "").strip() for e in file.document.iter(f"{W}instrText")] == [r'TOC \o "1-2" \n \h \z \u']


# furniture


def test_header_and_footer_say_what_the_theme_and_the_document_say() -> None:
    file = word(paragraph("x"), status="final")
    head = [docx_rules.text_of(p) for p in file.trees["word/header1.xml"].iter(f"{W}p")]
    foot = [docx_rules.text_of(p) for p in file.trees["word/footer1.xml"].iter(f"{W}p")]
    assert head == ["OFFICIAL – SENSITIVE"]
    assert foot == ["MFA/2024/117\tFacts as at 31 October 2024\tPage 1 of 1", "OFFICIAL – SENSITIVE"]
    codes = [(e.text or "").strip() for e in file.trees["word/footer1.xml"].iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_a_pattern_that_names_something_empty_prints_nothing_and_values_are_literal() -> None:
    theme = plain_theme()
    lines = (Furniture("{reference} {nothing}", "{title}", ""), Furniture("{nothing}"))
    changed = docx_rules.with_furniture(theme, lines)
    made = write(
        everything((paragraph("x"),), furniture={"title": "{page} <b>", "reference": "r"}, status=""), changed, "docx"
    )
    file = Word(made.data)
    assert [docx_rules.text_of(p) for p in file.trees["word/footer1.xml"].iter(f"{W}p")] == ["{page} <b>"]


def test_only_a_draft_has_a_watermark() -> None:
    assert b"PowerPlusWaterMarkObject1" in word(status="draft").parts["word/header1.xml"]
    assert b"PowerPlusWaterMarkObject1" not in word(status="final").parts["word/header1.xml"]


# pictures


def test_a_picture_has_its_description_and_no_more_than_the_texts_width() -> None:
    file = word(Figure("photo.png", "A slope", width=1.0))
    extent = next(file.document.iter(f"{docx_rules.WP}extent"))
    width = plain_theme().page.text_width
    assert abs(int(extent.get("cx", 0)) / 12700 - width) < 0.1
    assert next(file.document.iter(f"{docx_rules.WP}docPr")).get("descr") == "A slope"
    assert "word/media/image1.png" in file.parts


@pytest.mark.parametrize(("data", "code"), [(None, "W002"), (b"no picture", "W003"), (b"\x89PNG\r\n\x1a\n", "W003")])
def test_a_picture_that_is_not_there_or_cannot_be_read_is_a_problem(data: bytes | None, code: str) -> None:
    pictures = {} if data is None else {"x.png": data}
    made = written(Figure("x.png", "What it shows", at=Place("t.md", 7)), pictures=pictures)
    assert [(problem.code, str(problem.at)) for problem in made.problems] == [(code, "t.md:7")]
    assert docx_rules.text_of(Word(made.data).document) == "What it shows"


def test_what_xml_cannot_hold_is_a_problem_with_its_place_and_its_fact() -> None:
    made = written(Paragraph((Span("a\x00b", facts=("points.p.text",)),), at=Place("t.md", 5)))
    (problem,) = made.problems
    assert (problem.code, str(problem.at), problem.facts) == ("W004", "t.md:5", ("points.p.text",))
    assert docx_rules.text_of(Word(made.data).document) == "a\ufffdb"
