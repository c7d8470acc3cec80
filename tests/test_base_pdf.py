"""The PDF on a ministry's file: the same page, headers and footers, numbers and space as the Word file has."""

from __future__ import annotations

import pytest
from houses import PAGE, STYLES, field, house, para, picture, png, style
from page import validate_pdf_bytes
from pdf_lines import TextLine, lines, pictures, sizes
from pdfcheck import paper
from test_base_reading import read
from test_base_word import document, spans, theme

from briefs.layout.lay_out import lay_out
from briefs.model.tree import Heading, Paragraph
from briefs.project.writing import write

NUMBERED = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="upperRoman"/><w:pStyle w:val="berschrift1"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
LONG = tuple(Paragraph(spans(f"Paragraph {number} of a long text.")) for number in range(90))


def pdf(data: bytes, **values: object) -> bytes:
    """The PDF on a base; it passes the machine checks of PDF/UA-1 and PDF/A-2a, and ours."""
    found = write(document(**values), theme(data), "pdf").data
    assert all(validate_pdf_bytes(found, profile=profile).is_compliant for profile in ("ua1", "2a"))
    assert paper(found).faults == []
    return found


def texts(data: bytes, page: int) -> list[str]:
    return [line.text for line in lines(data) if line.page == page]


def line(data: bytes, text: str) -> TextLine:
    return next(each for each in lines(data) if each.text.startswith(text))


def test_page_and_margins_are_those_of_the_file() -> None:
    found = pdf(house())
    assert sizes(found) == [pytest.approx((595.3, 841.9), abs=0.1)]
    assert line(found, "Some running").x == pytest.approx(85.05, abs=1)
    assert (line(found, "A section").size, line(found, "A section").colour) == (16, "#5c1620")


def test_each_kind_of_page_has_the_header_and_footer_of_the_file_with_page_numbers() -> None:
    headers = {
        "header first": para("Letterhead"),
        "header default": para("Odd"),
        "header even": para("Even"),
        "footer default": f"<w:p>{field('PAGE')}<w:r><w:t>/</w:t></w:r>{field('NUMPAGES')}</w:p>",
    }
    section = f'{PAGE}<w:pgNumType w:fmt="lowerRoman"/><w:titlePg/>'
    found = pdf(house(headers=headers, section=section, settings="<w:evenAndOddHeaders/>"), blocks=LONG)
    assert [texts(found, page)[0] for page in (1, 2, 3)] == ["Letterhead", "Even", "Odd"]
    assert texts(found, 3)[-1] == f"iii/{len(sizes(found))}"
    assert "/" not in texts(found, 2)[-1]


def test_text_begins_below_a_header_that_is_higher_than_the_margin() -> None:
    tall = pdf(house(headers={"header default": para("line") * 8}))
    assert line(tall, "A title").y < line(pdf(house()), "A title").y - 60
    assert line(tall, "A title").y < min(each.y for each in lines(tall) if each.text == "line")


def test_pictures_stand_where_the_file_has_them() -> None:
    anchor = (
        '<wp:positionH relativeFrom="page"><wp:posOffset>635000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>254000</wp:posOffset></wp:positionV>'
    )
    xml = f"<w:p>{picture(anchor=anchor)}<w:r><w:t>Ministry</w:t></w:r></w:p>"
    found = pdf(house(headers={"header default": xml}, pictures={"header default": png()}))
    ((page, box),) = pictures(found)
    assert page == 1
    assert box == pytest.approx((50, 791.9, 110, 821.9), abs=0.5)


def test_tabs_fields_and_values_stand_in_their_places() -> None:
    tabs = '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs></w:pPr>'
    number = "<w:r><w:t>No. {{ brief.reference }}</w:t><w:tab/></w:r>"
    xml = f"<w:p>{tabs}{number}{field('STYLEREF &quot;heading 1&quot;')}</w:p>"
    found = pdf(house(headers={"header default": xml}), furniture={"brief.reference": "EX/2026"})
    head = lines(found)[0]
    assert head.text == "No. EX/2026 A section"
    assert head.x == pytest.approx(85.05, abs=1)


def test_a_marking_is_printed_once_a_page_and_a_draft_says_so() -> None:
    found = pdf(house(headers={"header default": para("Ministry")}), marking="OFFICIAL", status="draft")
    assert texts(found, 1)[:2] == ["OFFICIAL · DRAFT", "Ministry"]
    assert sum("OFFICIAL" in text for text in texts(found, 1)) == 1


def test_headings_are_counted_as_the_file_counts_them_and_word_counts_itself() -> None:
    numbered = STYLES.replace("<w:keepNext/>", '<w:keepNext/><w:numPr><w:numId w:val="1"/></w:numPr>')
    data = house(styles=numbered, numbering=NUMBERED)
    blocks = (Heading(0, spans("T")), Heading(1, spans("One")), Heading(1, spans("Two")))
    found = pdf(data, blocks=blocks)
    assert [text for text in texts(found, 1) if "." in text] == ["I. One", "II. Two"]
    assert line(found, "I.").x == pytest.approx(85.05, abs=1)
    assert [each.number for each in lay_out(document(blocks=blocks), theme(data)).headings] == ["", "I.\t", "II.\t"]
    assert b"II." not in write(document(blocks=blocks), theme(data), "docx").data


def test_neighbours_that_stand_together_have_no_space_between_them() -> None:
    tight = STYLES.replace("<w:qFormat/>", "<w:qFormat/><w:pPr><w:contextualSpacing/></w:pPr>")
    two = (Paragraph(spans("first")), Paragraph(spans("second")))
    apart, close = (pdf(house(styles=each), blocks=two) for each in (STYLES, tight))
    assert line(apart, "first").y - line(apart, "second").y == pytest.approx(14.49 + 8, abs=0.1)
    assert line(close, "first").y - line(close, "second").y == pytest.approx(14.49, abs=0.1)


def test_space_above_and_below_adds_up_where_the_file_says_so() -> None:
    spaced = style("S", "Normal", based="", paragraph='<w:spacing w:before="100" w:after="200"/>')
    two = (Paragraph(spans("first")), Paragraph(spans("second")))
    sums = "<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>"
    gaps = []
    for settings in ("", sums):
        found = pdf(house(styles=spaced, settings=settings), blocks=two)
        gaps.append(line(found, "first").y - line(found, "second").y)
    assert gaps[1] - gaps[0] == pytest.approx(5, abs=0.1)


def test_tables_rules_and_shapes_in_headers_are_drawn_and_what_cannot_be_is_named() -> None:
    cell = '<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    table = f"<w:tbl><w:tblPr/>{grid}<w:tr>{cell.format(para('left'))}{cell.format(para('right'))}</w:tr></w:tbl>"
    rule = '<w:pPr><w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="7B1E2B"/></w:pBdr></w:pPr>'
    found = pdf(house(headers={"header default": table + para("under", rule)}))
    assert texts(found, 1)[:2] == ["left right", "under"]
    emf = {"header default": b"\x01\x00\x00\x00" + b"x" * 80}
    _, problems = read(house(headers={"header default": f"<w:p>{picture()}</w:p>"}, pictures=emf))
    assert "EMF" in problems["T063"].message


def test_the_same_file_gives_the_same_bytes() -> None:
    data = house(headers={"header default": f"<w:p>{picture()}</w:p>"}, pictures={"header default": png()})
    assert pdf(data) == pdf(data)
