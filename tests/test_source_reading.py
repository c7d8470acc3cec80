"""Copies of sources as they are counted: what is text, what is furniture, in which order, and how a head is cited."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from briefs.commands.main import main
from briefs.project.fact_checking import examine
from briefs.project.source_reading import ReadSource, id_of, read_source

SOURCES = Path(__file__).parent / "sources"
LOREM = (
    "The first quarter brought more rain than any since the records began, and the rivers of the north rose early.",
    "Farmers along the lower valley moved their cattle to the hills; most of the seed could be saved in time.",
    "The ministry expects a harvest close to that of last year, provided that the summer remains without hail.",
    "Prices on the regional markets have hardly moved, and exports to the neighbouring states go on as planned.",
)


def texts(read: ReadSource) -> list[str]:
    return [each.text for each in read.text.paragraphs]


def read(folder: Path, name: str, data: str | bytes) -> ReadSource:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_source(path, folder)


def parts(found: ReadSource) -> dict[str, str]:
    return {role: " ".join(found.every[at].text for at in numbers) for role, numbers in found.parts}


# web pages


def test_a_saved_page_is_counted_without_menu_banner_share_bar_and_related_news() -> None:
    found = read_source(SOURCES / "open" / "visit.html")
    assert len(texts(found)) == 12
    assert texts(found)[0].startswith("9 September 2025")
    assert texts(found)[-1].startswith("Diplomatic relations")
    left = " ".join(each.text for each in found.text.left_out)
    for furniture in ("cookies", "Ministries", "Copy link", "Related news", "newsletter", "All rights reserved"):
        assert furniture in left
        assert not any(furniture in text for text in texts(found))


def test_a_name_alone_takes_no_text_away_nor_what_holds_the_headline(tmp_path: Path) -> None:
    long = " ".join(LOREM * 5)
    page = f"<body class='has-menu'><div class='share-page'><h1>A headline here</h1><p>{LOREM[0]}</p></div>"
    found = read(tmp_path, "a.html", f"{page}<div class='related'><p>{long}</p></div></body>")
    assert texts(found) == [LOREM[0], long]


def test_a_list_of_links_in_the_text_stays_where_its_entries_are_titles(tmp_path: Path) -> None:
    listed = "".join(f"<li><a href='#'>Agreement on Cooperation in the Field of {each}</a></li>" for each in "ABC")
    found = read(tmp_path, "a.html", f"<main><h1>The headline</h1><p>{LOREM[0]}</p><ul>{listed}</ul></main>")
    assert len(texts(found)) == 4


def test_a_table_that_arranges_a_page_gives_paragraphs_and_one_with_figures_rows(tmp_path: Path) -> None:
    figures = "<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2023</td><td>41</td></tr></table>"
    cells = f"<td><h1>The headline of it</h1><p>{LOREM[0]}</p><p>{LOREM[1]}</p>{figures}</td><td><p>{LOREM[2]}</p></td>"
    found = read(tmp_path, "a.html", f"<table><tr>{cells}</tr></table>")
    assert texts(found) == [LOREM[0], LOREM[1], "Year | Ships", "2023 | 41", LOREM[2]]
    assert found.text.tables == 1


# text


def test_a_title_over_two_lines_is_found_and_can_be_cited(tmp_path: Path) -> None:
    body = "\n\n".join(LOREM)
    (tmp_path / "r.txt").write_text(
        f"Ministry of Farming\n\nThe rivers of the north\n\nrose early\n\n5 May 2025\n\n{body}"
    )
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "title: Rivers\nas_of: 2025-05-05\n"
        "sources: {r: {title: The rivers of the north rose early, published: 2025-05-05, held: r.txt}}\n"
        "events:\n"
        "  rise: {date: 2025-05-05, what: The rivers rose, from: [{source: r, at: title, says: rose early}, "
        "{source: r, at: dateline, says: 5 May 2025}]}\n"
    )
    assert examine([facts]).problems == ()
    found = read_source(tmp_path / "r.txt", tmp_path)
    assert parts(found)["title"] == "The rivers of the north rose early"
    assert texts(found)[0] == "5 May 2025"
    assert found.record


@pytest.mark.parametrize(
    ("top", "title"),
    [
        (["Northland Government", "Help for the Isles", "5 March 2023", "Ana Reid, Minister"], "Help for the Isles"),
        (["Statement", "Sorvania sends a relief flight", "By Tom Arkell"], "Sorvania sends a relief flight"),
        (["5 мая 2025 года", "Министры обсудили торговлю"], "Министры обсудили торговлю"),
    ],
)  # fmt: skip
def test_without_a_fact_file_the_likeliest_line_is_the_title(top: list[str], title: str, tmp_path: Path) -> None:
    body = ["Стороны обсудили поставки зерна и договорились о встрече в следующем году."] if "5" in top[0] else LOREM
    found = read(tmp_path, "a.txt", "\n\n".join([*top, *body]))
    assert found.title == title
    assert found.guessed


def test_a_place_in_the_head_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("\n\n".join(["The rivers rose early", *LOREM]))
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "title: Rivers\nas_of: 2025-05-05\nsources: {r: {title: The rivers rose early, held: r.txt}}\n"
        "figures: {a: {label: rivers, value: 1, from: {source: r, at: byline}}}\n"
    )
    assert "S102" in [problem.code for problem in examine([facts]).problems]


# Word


def word_file(body: str, **parts: str) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in {"document": f"<w:body>{body}</w:body>", **parts}.items():
            root = name.rstrip("0123456789")
            xml = f'<w:{root} xmlns:w="{w}" xmlns:mc="{mc}">{text}</w:{root}>'
            archive.writestr(f"word/{name}.xml", xml)
    return file.getvalue()


def p(text: str, inner: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t>{inner}</w:r></w:p>"


def test_a_word_file_gives_boxes_once_notes_apart_and_cells_in_their_columns(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('In the box')}</w:txbxContent>"
    twice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    wide = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('Trade')}</w:tc><w:tc>{p('Note')}</w:tc></w:tr>"
    inner = f"<w:tbl><w:tr><w:tc>{p('Inside')}</w:tc></w:tr></w:tbl>"
    plain = f"<w:tr><w:tc>{p('2023')}</w:tc><w:tc>{p('41')}</w:tc><w:tc>{inner}{p('ships')}</w:tc></w:tr>"
    moved = "<w:p><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>stays</w:t></w:r></w:ins></w:p>"
    note = "<w:footnoteReference w:id='7'/>"
    title = "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Minutes</w:t></w:r></w:p>"
    body = title + p("First", twice + note) + f"<w:tbl>{wide}{plain}</w:tbl>" + moved
    notes = f"<w:footnote w:id='-1'>{p('')}</w:footnote><w:footnote w:id='7'>{p('Seen by the chair')}</w:footnote>"
    found = read(tmp_path, "m.docx", word_file(body, footnotes=notes, header1=p("Draft, page 1")))
    assert texts(found) == ["First", "In the box", "Trade | | Note", "2023 | 41 | ships", "Inside", "stays"]
    assert [note.text for note in found.text.notes] == ["Seen by the chair"]
    assert [(each.why, each.text) for each in found.text.left_out] == [("header", "Draft, page 1")]


def test_a_note_can_be_cited(tmp_path: Path) -> None:
    notes = f"<w:footnote w:id='7'>{p('Seen by 41 members')}</w:footnote>"
    body = p("The rivers rose early") + p(LOREM[0], "<w:footnoteReference w:id='7'/>")
    (tmp_path / "m.docx").write_bytes(word_file(body, footnotes=notes))
    facts = tmp_path / "facts.yaml"
    text = (
        "title: Rivers\nas_of: 2025-05-05\nsources: {m: {title: The rivers rose early, held: m.docx}}\n"
        "figures: {a: {label: members, value: 41, from: {source: m, at: note 1, says: 41 members}}}\n"
    )
    facts.write_text(text)
    assert examine([facts]).problems == ()
    facts.write_text(text.replace("note 1", "note 2"))
    assert "S102" in [problem.code for problem in examine([facts]).problems]


# PDF


def wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + len(word) < width and not lines[-1].endswith("-"):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def two_columns(pages: int) -> bytes:
    """A bulletin in two columns, with a running head, page numbers, a headline across, and cut words."""
    file = BytesIO()
    canvas = Canvas(file, A4)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 815, "Harvest Bulletin, May 2025")
        canvas.drawRightString(535, 25, f"Page {number} of {pages}")
        top = 780
        if number == 1:
            canvas.setFont("Helvetica-Bold", 18)
            canvas.drawString(60, top, "Rain in the north, calm on the markets")
            top -= 30
        canvas.setFont("Helvetica", 10)
        for x, paragraphs in ((60, LOREM[:2]), (310, LOREM[2:])):
            y = top
            for paragraph in paragraphs * 3:
                for line in wrapped(paragraph.replace("neighbouring", "neigh- bouring"), 44):
                    canvas.drawString(x, y, line)
                    y -= 12
                y -= 7
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_page_of_two_columns_is_read_by_columns_without_its_running_head(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="reading PDF files is an extra")
    found = read(tmp_path, "b.pdf", two_columns(2))
    assert found.title == "Rain in the north, calm on the markets"
    assert texts(found) == [*LOREM[:2] * 3, *LOREM[2:] * 3] * 2
    assert {each.why for each in found.text.left_out} == {"running head", "page number"}
    assert [found.text.paragraphs[at].page for at in (0, -1)] == [1, 2]


def print_out() -> bytes:
    """A page as a browser prints it, with a table without rules."""
    file = BytesIO()
    canvas = Canvas(file, A4)
    canvas.setFont("Helvetica", 7)
    canvas.drawString(30, 822, "12/05/2025, 15:44")
    canvas.drawString(250, 822, "Ports handle more ships | Ministry")
    canvas.drawString(30, 15, "https://ministry.example/news/ports?id=12")
    canvas.drawRightString(560, 15, "1/1")
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(60, 760, "Ports handle more ships than")
    canvas.drawString(60, 736, "in any year before")
    canvas.setFont("Helvetica", 11)
    y = 700
    for paragraph in ("12 May 2025", *LOREM[:2]):
        for line in wrapped(paragraph, 80):
            canvas.drawString(60, y, line)
            y -= 14
        y -= 12
    for cells in (("Port", "2023", "2024"), ("Northport", "1,204", "1,310"), ("Skagby", "88", "97")):
        for x, cell in zip((60, 250, 350), cells, strict=True):
            canvas.drawString(x, y, cell)
        y -= 16
    canvas.save()
    return file.getvalue()


def test_a_print_out_of_a_browser_is_read_without_what_the_browser_adds(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="reading PDF files is an extra")
    found = read(tmp_path, "b.pdf", print_out())
    assert found.title == "Ports handle more ships than in any year before"
    assert texts(found) == [
        "12 May 2025", *LOREM[:2], "Port | 2023 | 2024", "Northport | 1,204 | 1,310", "Skagby | 88 | 97",
    ]  # fmt: skip
    assert parts(found)["dateline"] == "12 May 2025"


def test_two_hundred_pages_are_read_in_seconds(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2", reason="reading PDF files is an extra")
    (tmp_path / "b.pdf").write_bytes(two_columns(200))
    begun = os.times()
    read_source(tmp_path / "b.pdf", tmp_path)
    ended = os.times()
    assert sum(ended[:4]) - sum(begun[:4]) < 10, "seconds of a processor's time, those of the reading process too"


# the command


def test_source_prints_numbers_head_and_what_was_left_out() -> None:
    done = CliRunner().invoke(main, ["source", str(SOURCES / "open" / "visit.html")])
    assert done.exit_code == 0
    assert "12 paragraphs" in done.output
    assert "title: Prime Minister Raske concludes official visit to Tolmeria" in done.output
    assert "    1  [dateline] 9 September 2025" in done.output
    assert "   12  Diplomatic relations" in done.output
    assert "left out:" in done.output


def test_an_address_is_answered_with_how_to_save_the_page() -> None:
    done = CliRunner().invoke(main, ["source", "https://ministry.example/news"])
    assert done.exit_code == 1
    assert "save the page in your browser" in done.output


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Press Release (2).html", "press_release_2"), ("2025-05.pdf", "source_2025_05"), ("нота.txt", "source")],
)
def test_a_source_is_called_as_its_file(name: str, id_: str) -> None:
    assert id_of(Path(name)) == id_
