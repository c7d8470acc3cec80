"""Doors for engineers: what python-docx and ReportLab can do goes on from where we stop."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import page
import pypdfium2
import pytest
from docx.shared import Pt
from docx_rules import WP, Word, faults, text_of
from everything import everything, paragraph, png, words
from pdfcheck import paper
from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.colors import CMYKColor, HexColor, black
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.paragraph import Paragraph
from reportlab.platypus.tables import Table as PlatypusTable
from test_write_docx import plain_theme

import briefs
from briefs.model.problems import Place
from briefs.model.tree import Block, Figure
from briefs.project.writing import Written, write

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


# drawings of ReportLab's


@pytest.fixture(scope="module")
def font() -> str:
    """A font from a file, by the name under which ReportLab knows it."""
    pdfmetrics.registerFont(TTFont("OfAFile", str(Path(briefs.__file__).parent / "fonts" / "Arimo-Regular.ttf")))
    return "OfAFile"


def drawing(font: str) -> Drawing:
    """A drawing with see-through colour and words in two alphabets."""
    made = Drawing(200, 80)
    made.add(Rect(10, 10, 60, 40, fillColor=HexColor(0x1F3864), fillOpacity=0.5, strokeColor=None))
    made.add(String(80, 30, "Өнөөдөр (2024)", fontName=font, fontSize=12))
    return made


def table(font: str) -> Flowable:
    """A flowable that is no drawing, and takes the width that it is given."""
    return PlatypusTable(
        [["left", "right"]], style=[("FONT", (0, 0), (-1, -1), font, 11), ("GRID", (0, 0), (-1, -1), 1, black)]
    )


def first_page(data: bytes) -> Any:
    return pypdfium2.PdfDocument(data)[0]


FIGURE = Figure("own", "Two shapes and a date", words("Our own"), at=Place("t.md", 4))


def with_own(picture: object, format: str, *blocks: Block) -> Written:
    return write(everything(blocks or (paragraph("Before."), FIGURE), pictures={"own": picture}), plain_theme(), format)


@pytest.mark.parametrize("make", [drawing, table])
def test_a_flowable_is_a_figure_with_its_description_in_a_pdf_for_the_archive(
    make: Callable[[str], Flowable], font: str
) -> None:
    written = with_own(make(font), "pdf")
    assert written.problems == ()
    for profile in ("ua1", "2a"):
        assert page.validate_pdf_bytes(written.data, profile=profile).is_compliant
    (figure,) = paper(written.data).tree.all("Figure")
    assert figure.alt == "Two shapes and a date"


def test_what_is_drawn_is_seen_where_the_figure_is_and_its_words_can_be_copied(font: str) -> None:
    data = with_own(drawing(font), "pdf").data
    assert "Өнөөдөр (2024)" in first_page(data).get_textpage().get_text_range()
    image = first_page(data).render(scale=1).to_pil().convert("RGB")
    mixed = (143, 155, 177)
    seen = sum(n for n, dot in image.getcolors(1 << 24) if max(map(abs, map(int.__sub__, dot, mixed))) < 6)
    assert 2200 < seen < 2600


def test_a_flowable_too_large_for_its_place_is_made_smaller(font: str) -> None:
    wide = Drawing(2000, 80)
    wide.add(Rect(0, 0, 2000, 80, fillColor=black))
    written = with_own(wide, "pdf")
    image = first_page(written.data).render(scale=1).to_pil().convert("L")
    edges = plain_theme().page.left, plain_theme().page.width - plain_theme().page.right
    dark = [x for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == 0]
    assert edges[0] - 1 <= min(dark) and max(dark) <= edges[1] + 1
    assert max(dark) - min(dark) > 400


def test_in_word_it_is_a_picture_of_its_size_with_its_description(font: str) -> None:
    written = with_own(drawing(font), "docx")
    assert written.problems == ()
    assert faults(written.data) == []
    file = Word(written.data)
    extent = next(file.document.iter(f"{WP}extent"))
    assert [round(int(extent.get(each, 0)) / 12700) for each in ("cx", "cy")] == [200, 80]
    assert next(file.document.iter(f"{WP}docPr")).get("descr") == "Two shapes and a date"
    assert "word/media/image1.png" in file.parts


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_same_flowable_gives_the_same_bytes(format: str, font: str) -> None:
    assert with_own(drawing(font), format).data == with_own(drawing(font), format).data


class Broken(Flowable):
    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        raise ZeroDivisionError("no points to draw")


def helvetica() -> Flowable:
    return Paragraph("Set in a font without a file.")


def in_press_ink() -> Flowable:
    made = Drawing(20, 20)
    made.add(Rect(0, 0, 20, 20, fillColor=CMYKColor(0, 1, 0, 0)))
    return made


@pytest.mark.parametrize(
    ("made", "why"),
    [(Broken, "ZeroDivisionError: no points"), (helvetica, "font Helvetica"), (in_press_ink, "CMYK"), (Drawing, "")],
)
def test_what_cannot_be_printed_is_a_problem_at_its_place_and_its_description_stands_there(
    made: Callable[[], Flowable], why: str
) -> None:
    written = with_own(made() if made is not Drawing else Drawing(0, 0), "pdf")
    (problem,) = written.problems
    assert (problem.code, problem.at) == ("W006", FIGURE.at)
    assert why in problem.message
    assert "Two shapes and a date" in first_page(written.data).get_textpage().get_text_range()


def test_a_broken_flowable_is_a_problem_in_word_too() -> None:
    written = with_own(Broken(), "docx")  # type: ignore[no-untyped-call] # a Flowable has no types
    assert [(problem.code, problem.at) for problem in written.problems] == [("W006", FIGURE.at)]
    assert "Two shapes and a date" in text_of(Word(written.data).document)


@pytest.mark.parametrize(("library", "format"), [("pikepdf", "pdf"), ("pypdfium2", "docx")])
def test_without_the_library_that_takes_it_in_a_drawing_is_a_problem(
    library: str,
    format: str,
    font: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    (problem,) = with_own(drawing(font), format).problems
    assert problem.code == "W006" and f"{library}" in problem.message and "briefs[drawings]" in problem.hint


# public names only


def test_no_private_name_of_reportlab_or_python_docx_is_used_so_that_no_release_need_be_pinned() -> None:
    house = Path(briefs.__file__).parent
    users = {path: path.read_text(encoding="utf-8") for path in house.rglob("*.py")}
    users = {
        path: text for path, text in users.items() if re.search(r"^\s*(from|import) (reportlab|docx)\b", text, re.M)
    }
    assert len(users) > 4
    for path, text in users.items():
        private = re.findall(r"(?<!\bself)(?<!\bcls)\._[a-zA-Z]\w*|getattr\([^)]*[\"']_\w+", text)
        assert private == [], path
        assert not re.search(r"import .*\b_[a-z]", text), path
