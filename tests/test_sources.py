"""The texts of sources: found, read from every kind of file, and counted as `at` counts."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from reportlab.pdfgen.canvas import Canvas

import briefs
from briefs.factfiles import load_facts
from briefs.factfiles.source_copies import headings_count, language_of, load_sources
from briefs.model.source_text import Paragraph, SourceText, unit_of
from briefs.project.fact_checking import examine

FACTS = """\
title: Trade in 2024
as_of: 2024-11-01
sources:
  article: {title: Trade doubles, RECORD}
summary: {value: Trade has doubled., from: {source: article, at: AT, says: "has doubled"}}
"""
BODY = ("Trade between the two countries has doubled.", "Ministers were pleased.")


def facts_in(folder: Path, record: str = "kind: article", at: str = "1") -> Path:
    path = folder / "facts.yaml"
    path.write_text(FACTS.replace("RECORD", record).replace("AT", at), encoding="utf-8")
    return path


def text_in(folder: Path, record: str = "kind: article") -> SourceText:
    """The text of the only copy in a folder."""
    facts, _ = load_facts(facts_in(folder, record))
    texts, problems = load_sources(facts, [folder])
    assert not problems, problems
    return texts["article"]


def words(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


def problem_in(folder: Path, record: str = "kind: article") -> tuple[str, str]:
    facts, _ = load_facts(facts_in(folder, record))
    texts, problems = load_sources(facts, [folder])
    assert texts == {}
    assert [problem.code for problem in problems] == ["S101"]
    assert problems[0].at.line == 4
    return problems[0].message, problems[0].hint


# plain text and Markdown


def test_plain_text_is_counted_from_the_line_below_the_titles_last_appearance_at_the_top(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(
        "news\n\nTrade doubles\n\n  • By\n  • 2024-10-31\nTrade doubles\n\n"
        + "\n\n".join(BODY)
        + "\n\nTrade doubles\n",
        encoding="utf-8",
    )
    text = text_in(tmp_path)
    assert words(text.paragraphs) == [*BODY, "Trade doubles"]
    assert [paragraph.line for paragraph in text.paragraphs] == [9, 11, 13]
    assert len(text.head) == 5


def test_a_text_without_its_title_is_counted_from_the_first_line(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("\n\n".join(BODY), encoding="utf-8")
    assert words(text_in(tmp_path).paragraphs) == list(BODY)


def test_lines_broken_to_a_width_are_joined_and_other_lines_are_not(tmp_path: Path) -> None:
    long = "Trade between the two countries has doubled since the agreement was signed, as both said in October last"
    wrapped = f"{long[:60]}\n{long[60:]}"
    (tmp_path / "article.txt").write_text(f"{wrapped}\n\n{wrapped}\n", encoding="utf-8")
    assert words(text_in(tmp_path).paragraphs) == [long[:60].strip() + " " + long[60:].strip()] * 2
    (tmp_path / "article.txt").write_text("Exports: 5\nImports: 7\nAll: 12\n", encoding="utf-8")
    assert words(text_in(tmp_path).paragraphs) == ["Exports: 5", "Imports: 7", "All: 12"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_old_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Торговля выросла вдвое.", encoding=encoding)
    text = text_in(tmp_path)
    assert words(text.paragraphs) == ["Торговля выросла вдвое."]
    assert text.language == "ru"


def test_markdown_gives_its_words_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(
        "---\nlayout: post\n---\n# Trade doubles\n\nTrade *between* the two\n[countries](x.html) has **doubled**.\n\n"
        "- Ministers were `pleased`.\n- So was _she_.\n\n## Figures\n\n| Year | Trade |\n|---|--:|\n| 2023 | 76.7 |\n",
        encoding="utf-8",
    )
    text = text_in(tmp_path)
    assert words(text.paragraphs) == [*BODY, "So was she.", "Figures", "Year | Trade", "2023 | 76.7"]
    assert [paragraph.heading for paragraph in text.paragraphs] == [False, False, False, True, False, False]
    assert text.paragraphs[5].cells == ("2023", "76.7")
    assert [paragraph.line for paragraph in text.paragraphs][:3] == [6, 9, 10]


# HTML


def test_of_a_page_its_main_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text(
        "<!doctype html><html><head><title>Trade doubles</title><script>var a = 'no';</script></head><body>"
        "<nav>Home</nav><main><h1>Trade doubles</h1><p>Trade between the&nbsp;two countries <b>has\ndoubled</b>."
        "<p>Ministers were pleased.</p><table><tr><th>Year<th>Trade</tr><tr><td>2023</td><td>76.7</td></tr></table>"
        "<aside>Read more</aside></main><footer>Imprint 1999</footer></body></html>",
        encoding="utf-8",
    )
    assert words(text_in(tmp_path).paragraphs) == [*BODY, "Year | Trade", "2023 | 76.7"]


def test_a_page_that_says_its_encoding_is_read_in_it(tmp_path: Path) -> None:
    page = '<meta charset="koi8-r"><p>Торговля выросла вдвое.'
    (tmp_path / "article.htm").write_bytes(page.encode("koi8-r"))
    assert words(text_in(tmp_path).paragraphs) == ["Торговля выросла вдвое."]


# Word and PDF


def test_a_word_file_is_read_with_its_tables(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("Trade doubles", 0)
    for line in BODY:
        document.add_paragraph(line)
    document.add_heading("Figures", 1)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "2023", "76.7"
    document.save(str(tmp_path / "article.docx"))
    text = text_in(tmp_path)
    assert words(text.paragraphs) == [*BODY, "Figures", "2023 | 76.7"]
    assert text.paragraphs[2].heading
    counted = text_in(tmp_path, "counted: 'Paragraphs from 1, headings left out'")
    assert words(counted.paragraphs) == [*BODY, "2023 | 76.7"]


def test_a_pdf_file_is_read_with_its_pages(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="reading PDF files is an extra")
    canvas: Any = Canvas
    canvas = canvas(str(tmp_path / "article.pdf"))
    canvas.drawString(72, 700, "Trade doubles")
    for line in BODY:
        canvas.showPage()
        canvas.drawString(72, 700, line)
    canvas.save()
    text = text_in(tmp_path)
    assert text.pages == 3
    assert [(paragraph.text, paragraph.page) for paragraph in text.paragraphs] == [(BODY[0], 2), (BODY[1], 3)]
    assert examine([facts_in(tmp_path, at="p. 2")], [tmp_path]).problems == ()
    wrong = examine([facts_in(tmp_path, at="p. 3")], [tmp_path]).problems
    assert [problem.code for problem in wrong] == ["S103"]
    assert [p.code for p in examine([facts_in(tmp_path, at="p. 9")], [tmp_path]).problems] == ["S102"]


# where copies are, and what is wrong with them


def test_of_several_copies_the_plainest_is_taken_and_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text("<p>Another", encoding="utf-8")
    (tmp_path / "article.txt").write_text(BODY[0], encoding="utf-8")
    (tmp_path / "articles.txt").write_text("Something else", encoding="utf-8")
    assert text_in(tmp_path).file.endswith("article.txt")


def test_a_source_without_a_copy_is_left_out_without_a_word(tmp_path: Path) -> None:
    facts, _ = load_facts(facts_in(tmp_path))
    assert load_sources(facts, [tmp_path]) == ({}, [])


def test_what_held_names_must_be_there_and_stay_beside_the_file(tmp_path: Path) -> None:
    message, hint = problem_in(tmp_path, "held: copy.txt")
    assert message == "there is no file `copy.txt` beside the fact file"
    assert "mend `held:`" in hint
    for name in ("/etc/hostname", "../secret.txt"):
        assert "leads out of the folder" in problem_in(tmp_path, f"held: {name}")[0]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.docx", b"no archive", "is no Word document"),
        ("a.docx", b"", "is no Word document"),
        ("a.pdf", b"no PDF", "is damaged, or no PDF"),
        ("a.txt", b"\n \n", "holds no text"),
        ("a.html", b"<script>var a</script>", "holds no text"),
        ("a.odt", b"x", "is of no kind that can be read"),
    ],
)
def test_a_copy_that_cannot_be_read_is_a_problem(name: str, data: bytes, told: str, tmp_path: Path) -> None:
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2", reason="reading PDF files is an extra")
    (tmp_path / name).write_bytes(data)
    message, hint = problem_in(tmp_path, f"held: {name}")
    assert told in message
    assert hint


def test_a_word_file_that_would_never_end_is_refused(tmp_path: Path) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 201_000_000)
    (tmp_path / "a.docx").write_bytes(data.getvalue())
    assert "larger than any document" in problem_in(tmp_path, "held: a.docx")[0]


def test_entities_of_a_word_file_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>Open &x;</w:t></w:r></w:p></w:body></w:document>'
    )
    with zipfile.ZipFile(tmp_path / "article.docx", "w") as archive:
        archive.writestr("word/document.xml", body)
    assert "SECRET" not in " ".join(words(text_in(tmp_path).paragraphs))


# counting


@pytest.mark.parametrize(
    ("counted", "unit", "headings"),
    [
        ("", "paragraph", True),
        ("Paragraphs are counted from 1, headings left out.", "paragraph", False),
        ("Paragraphs are the non-empty lines, subheadings included, counted from 1.", "paragraph", True),
        ("By page.", "page", True),
        ("By the number printed above each table.", "table", True),
        ("По страницам", "page", True),
        ("Абзацы, без заголовков", "paragraph", False),
        ("Догол мөр, гарчгийг тооцохгүй", "paragraph", False),
    ],
)
def test_the_rule_of_counting_is_read(counted: str, unit: str, headings: bool) -> None:
    assert (unit_of(counted), headings_count(counted)) == (unit, headings)


def test_languages_are_told_by_their_letters() -> None:
    texts = {
        "Trade has doubled.": "en",
        "Торговля выросла вдвое.": "ru",
        "Худалдаа хоёр дахин өслөө, түүнээс үүдэлтэй.": "mn",
        "Сауда екі есе өсті, бұл қазақтар үшін жақсы.": "kk",
    }
    assert {text: language_of([Paragraph(text)]) for text in texts} == texts
    assert language_of([Paragraph("Der Handel wuchs.")], "de") == "de"


@pytest.mark.parametrize("at", ["Article 2", "article 2", "2-3", "para 2", "[2, 3]"])
def test_a_place_may_be_a_section_a_range_or_a_list(at: str, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(
        "Trade doubles\n\nArticle 1. Nothing is said.\n\nArticle 2. Trade has doubled.\n\nArticle 3. So it is.",
        encoding="utf-8",
    )
    assert examine([facts_in(tmp_path, at=at)], [tmp_path]).problems == ()


def test_a_number_can_name_a_table(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_text(
        "# Trade doubles\n\nTable 1. Imports\n\n| 2023 | 5 |\n|---|---|\n| 2024 | 6 |\n\nTable 2. Trade has doubled\n\n"
        "| 2023 | 7 |\n|---|---|\n",
        encoding="utf-8",
    )
    record = "counted: By the number printed above each table."
    assert examine([facts_in(tmp_path, record, at="2")], [tmp_path]).problems == ()
    assert [p.code for p in examine([facts_in(tmp_path, record, at="1")], [tmp_path]).problems] == ["S103"]
    assert [p.code for p in examine([facts_in(tmp_path, record, at="3")], [tmp_path]).problems] == ["S102"]


UNNAMED = ([["2023", "5"], ["2024", "6"]], [["2023", "trade has doubled"]])
"""Two tables without captions, one right behind the other."""


def unnamed_docx(folder: Path) -> None:
    document = Document()
    document.add_heading("Trade doubles", 0)
    for rows in UNNAMED:
        table = document.add_table(rows=len(rows), cols=2)
        for line, cells in zip(table.rows, rows, strict=True):
            line.cells[0].text, line.cells[1].text = cells
    document.save(str(folder / "article.docx"))


def unnamed_html(folder: Path) -> None:
    rows = [["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in table] for table in UNNAMED]
    tables = "".join(f"<table>{''.join(each)}</table>" for each in rows)
    text = f"<nav><table><tr><td>Menu</td></tr></table></nav><main><h1>Trade doubles</h1>{tables}</main>"
    (folder / "article.html").write_text(text, encoding="utf-8")


def unnamed_markdown(folder: Path) -> None:
    tables = "\n".join("".join(f"| {' | '.join(row)} |\n" for row in rows) for rows in UNNAMED)
    (folder / "article.md").write_text(f"# Trade doubles\n\n{tables}", encoding="utf-8")


@pytest.mark.parametrize("write", [unnamed_docx, unnamed_html, unnamed_markdown])
@pytest.mark.parametrize(("record", "prefix"), [("counted: By table", ""), ("", "table ")])
def test_a_table_without_a_caption_is_the_nth_of_the_copy(
    write: Callable[[Path], None], record: str, prefix: str, tmp_path: Path
) -> None:
    write(tmp_path)
    told = {n: examine([facts_in(tmp_path, record, at=f"{prefix}{n}")], [tmp_path]).problems for n in (1, 2, 3)}
    assert {n: [p.code for p in problems] for n, problems in told.items()} == {1: ["S103"], 2: [], 3: ["S102"]}
    (problem,) = told[3]
    assert (problem.message, problem.hint.partition(":")[0]) == ("`article` has no table 3", "it has 2 tables")


# where a copy may be


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in which one works, with a folder for facts, one for sources, and a file outside."""
    here = tmp_path / "desk"
    for name in ("facts", "sources"):
        (here / name).mkdir(parents=True)
    text = "Trade doubles\n\n" + "\n\n".join(BODY)
    (here / "sources" / "x.txt").write_text(text, encoding="utf-8")
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    monkeypatch.chdir(here)
    return here


def codes_in(desk: Path, held: str) -> list[str]:
    return [p.code for p in examine([facts_in(desk / "facts", f"held: {held}")], workspace=desk).problems]


@pytest.mark.parametrize("held", ["../sources/x.txt", "./../sources/../sources/x.txt"])
def test_a_copy_may_be_anywhere_in_the_workspace(desk: Path, held: str) -> None:
    assert codes_in(desk, held) == []


@pytest.mark.parametrize(
    "held", ["../../x.txt", "../sources/../../x.txt", "out/x.txt", "../sources/out.txt", "ABSOLUTE"]
)
def test_a_copy_may_not_be_outside_it_wherever_links_lead(desk: Path, held: str) -> None:
    (desk / "facts" / "out").symlink_to(desk.parent)
    (desk / "sources" / "out.txt").symlink_to(desk.parent / "x.txt")
    assert codes_in(desk, held.replace("ABSOLUTE", str(desk.parent / "x.txt"))) == ["S101"]


def test_a_link_within_the_workspace_is_followed(desk: Path) -> None:
    (desk / "facts" / "near.txt").symlink_to(desk / "sources" / "x.txt")
    assert codes_in(desk, "near.txt") == []


def test_a_workspace_need_not_be_the_present_folder(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = facts_in(desk / "facts", "held: ../sources/x.txt")
    monkeypatch.chdir(desk.parent.parent)
    assert briefs.check(briefs.Ask(desk, [path])) == ()
    monkeypatch.chdir(desk / "sources")
    assert [problem.code for problem in briefs.check(briefs.Ask(facts=[path]))] == ["S101"]
