"""Logo, letterhead, the first page's own header, pictures and rules: in both formats, and what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT
from docx_rules import faults as word_faults
from everything import everything, paragraph, png, words
from msgspec.structs import replace
from pdf_lines import lines, pictures
from pdfcheck import paper as read_pdf
from test_theme import find, read, theme

from briefs.docx import write as write_docx
from briefs.factfiles import load_theme
from briefs.layout.lay_out import lay_out
from briefs.model.theme import Theme
from briefs.model.tree import Document, Heading, PageBreak
from briefs.pdf import write as write_pdf

CREST = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 120"><path fill="#7b1e2b"
 d="M10 10h80v60a40 40 0 0 1-80 0z"/>{more}</svg>"""
LETTERHEAD = """extends: plain
logo: {picture: crest.svg, height: 18mm, description: The arms of Velmara}
letterhead: [Ministry of Harbours, "1 Quay Street, Velmara"]
header:
  - {center: "{marking}"}
  - {left: "{title}", right: "{reference}"}
"""
BODY = (Heading(0, words("A paper")), paragraph("Words."), PageBreak(), paragraph("More words."))
DOCUMENT = Document(
    "A paper", "en", BODY, "OFFICIAL", furniture={"title": "A paper", "reference": "MH/7", "brief.author": "Trade"}
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "crest.svg").write_text(CREST.format(more=""))
    (tmp_path / "crest.png").write_bytes(png(60, 60))
    return tmp_path


def pdf(of: Theme, document: Document = DOCUMENT) -> bytes:
    return write_pdf(lay_out(document, of)).data


def word(of: Theme, document: Document = DOCUMENT) -> dict[str, str]:
    """The XML parts of the Word file, by name."""
    data = write_docx(lay_out(document, of)).data
    assert not word_faults(data)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith((".xml", ".rels"))}


def said(xml: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", each) for each in re.findall(r"<w:p[ >].*?</w:p>", xml)]


def of_page(data: bytes, page: int) -> str:
    return "\n".join(line.text for line in lines(data) if line.page == page)


def test_a_letterhead_stands_on_the_first_page_alone_and_the_marking_on_all(folder: Path) -> None:
    ours = theme(folder, LETTERHEAD)
    data = pdf(ours)
    assert "Ministry of Harbours" in of_page(data, 1) and "MH/7" not in of_page(data, 1).split("A paper")[0]
    assert "Ministry of Harbours" not in of_page(data, 2) and "MH/7" in of_page(data, 2)
    assert of_page(data, 1).count("OFFICIAL") == of_page(data, 2).count("OFFICIAL") == 2
    parts = word(ours)
    assert "<w:titlePg/>" in parts["word/document.xml"]
    first, other = parts["word/first-header1.xml"], parts["word/header1.xml"]
    assert [each for each in said(first) if each] == ["OFFICIAL", "Ministry of Harbours", "1 Quay Street, Velmara"]
    assert "MH/7" in "".join(said(other)) and "Ministry" not in other
    assert said(parts["word/first-footer1.xml"]) == said(parts["word/footer1.xml"])


def test_a_described_logo_is_read_before_the_title_and_another_is_decoration(folder: Path) -> None:
    described = read_pdf(pdf(theme(folder, LETTERHEAD)))
    assert not described.faults
    first = described.tree.all("Div")[0]
    assert [(each.kind, each.alt or each.text) for each in first.walk() if each.kind in ("Figure", "P")] == [
        ("Figure", "The arms of Velmara"),
        ("P", "Ministry of Harbours\n1 Quay Street, Velmara"),
    ]
    plain = theme(folder, LETTERHEAD.replace(", description: The arms of Velmara", ""))
    bare = read_pdf(pdf(plain))
    assert not bare.faults and not bare.tree.all("Figure")
    assert "decorative" in word(plain)["word/first-header1.xml"]
    assert 'descr="The arms of Velmara"' in word(theme(folder, LETTERHEAD))["word/first-header1.xml"]


def test_text_begins_below_a_header_that_is_higher_than_the_margin(folder: Path) -> None:
    low, high = (theme(folder, LETTERHEAD.replace("18mm", height)) for height in ("10mm", "40mm"))
    tops = [
        next(line.y for line in lines(pdf(each)) if line.text == "A paper" and line.size > 15) for each in (low, high)
    ]
    assert tops[0] - tops[1] > 50
    assert [line.y for line in lines(pdf(low)) if line.page == 2][2:] == [
        line.y for line in lines(pdf(high)) if line.page == 2
    ][2:]


def test_a_picture_and_rules_stand_in_a_running_header(folder: Path) -> None:
    ours = theme(
        folder,
        "extends: plain\nheader:\n  - {left: {picture: crest.png, height: 8mm}, right: '{title}, {brief.author}'}\n"
        "  - {rule: 2, colour: '#ff0000'}\nfooter:\n  - {rule: 1}\n  - {center: '{page}'}\n",
    )
    data = pdf(ours)
    assert [page for page, _ in pictures(data)] == [1, 2]
    assert "A paper, Trade" in of_page(data, 2)
    parts = word(ours)
    assert "titlePg" not in parts["word/document.xml"]
    assert 'w:sz="16" w:space="0" w:color="FF0000"' in parts["word/header1.xml"]
    assert re.search(r"<w:pBdr><w:top [^>]*/></w:pBdr>", parts["word/footer1.xml"])
    assert "image1.png" in parts["word/_rels/header1.xml.rels"]
    red = pdf(theme(folder, "extends: plain\nheader: [{left: '{title}'}, {rule: 2, colour: accent}]\n"))
    assert red != pdf(theme(folder, "extends: plain\nheader: [{left: '{title}'}]\n"))


def test_the_first_page_may_have_lines_of_its_own_or_none(folder: Path) -> None:
    ours = theme(
        folder,
        "extends: plain\nfirst_header: []\n"
        "first_footer: [{left: 'Quay Street', right: '{page}'}, {center: '{marking}'}]\n"
        "header: [{left: '{title}', right: '{marking}'}]\n",
    )
    parts = word(ours)
    assert said(parts["word/first-footer1.xml"])[0].startswith("Quay Street")
    assert "OFFICIAL" in parts["word/first-header1.xml"]
    assert "Quay Street" in of_page(pdf(ours), 1) and "Quay Street" not in of_page(pdf(ours), 2)


@pytest.mark.parametrize("place", ["left", "center", "right"])
def test_a_logo_stands_where_it_is_put_in_both_directions(place: str, folder: Path) -> None:
    ours = theme(folder, f"extends: plain\nlogo: {{picture: crest.png, place: {place}}}\nletterhead: [The Ministry]\n")
    for language in ("en", "ar"):
        data = pdf(ours, replace(DOCUMENT, language=language))
        ((_, (left, _, right, _)),) = pictures(data)
        page = ours.page
        wanted = {"left": page.left, "right": page.width - page.right}.get(place)
        at = (left + right) / 2 if wanted is None else left if (place == "left") == (language == "en") else right
        mirrored = {"left": page.width - page.right, "right": page.left}
        expected = page.width / 2 if wanted is None else wanted if language == "en" else mirrored[place]
        assert at == pytest.approx(expected, abs=1)


def test_a_described_picture_on_everything_passes_the_rules(folder: Path) -> None:
    ours = theme(folder, LETTERHEAD)
    assert not read_pdf(pdf(ours, everything())).faults
    word(ours, everything())


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ("<text>A</text>", "it has text in it"),
        ('<image href="data:image/png;base64,AA"/>', "it has a picture in it"),
        ('<use href="other.svg#a"/>', "it fetches something from elsewhere"),
        ("<style>@import url(x.css);</style>", "it fetches something from elsewhere"),
        ("<linearGradient id='a'/>", "it has colours that change into one another"),
        ("<filter/>", "it has `filter` in it"),
        ("<script/>", "it has `script` in it"),
        ("<g>", "it is damaged"),
    ],
)
def test_a_drawing_with_more_than_shapes_in_it_is_refused(more: str, why: str, folder: Path) -> None:
    (folder / "crest.svg").write_text(CREST.format(more=more))
    _, problems = read(folder, LETTERHEAD)
    assert [(each.code, each.at.line) for each in problems] == [("T048", 2)]
    assert why in problems[0].message and problems[0].hint


def test_a_drawing_with_entities_is_refused_and_none_is_expanded(folder: Path) -> None:
    text = CREST.format(more="&a;")
    (folder / "crest.svg").write_text(f'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/hostname">]>{text}')
    _, problems = read(folder, LETTERHEAD)
    assert [each.code for each in problems] == ["T048"]


@pytest.mark.parametrize("name", ["nowhere.png", "../crest.png", "/etc/passwd"])
def test_a_picture_that_is_not_beside_the_theme_is_told(name: str, folder: Path) -> None:
    (folder / "inner").mkdir()
    _, problems = read(folder / "inner", f'extends: plain\nlogo: "{name}"\n')
    assert [(each.code, str(each.at.line)) for each in problems] == [("T047", "2")]


def test_the_look_of_headers_has_its_rules_in_both_formats(folder: Path) -> None:
    ours = theme(folder, "extends: plain\nlooks: {header: {rule_below: 1}, footer: {rule_above: 1}}\n")
    usual = theme(folder, "extends: plain\n")
    assert "<w:bottom" in word(ours)["word/header1.xml"] and "<w:top" in word(ours)["word/footer1.xml"]
    assert pdf(ours) != pdf(usual)


def test_the_ministrys_theme_is_set_in_a_serif_with_a_crest_on_the_first_page() -> None:
    ours, problems = load_theme(ROOT / "templates" / "themes" / "ministry.yaml", find)
    assert not problems
    data = pdf(ours)
    assert {line.font for line in lines(data)} == {"Tinos"}
    assert [page for page, _ in pictures(data)] == [1]
    assert "Times New Roman" in word(ours)["word/styles.xml"]
