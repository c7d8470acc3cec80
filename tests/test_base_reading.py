"""A ministry's Word file read: its look, its styles by role, what is left out, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from houses import PAGE, STYLES, R, field, house, packed, para, picture, png, style

from briefs.base import Asked, dressed
from briefs.factfiles import load_theme
from briefs.model.problems import Place, Problem, Stop
from briefs.model.stationery import HeadDrawing, HeadRun, HeadText
from briefs.model.theme import ROLES, Theme

PLAIN = load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]
AT = Place("house.docx")


def read(
    data: bytes, *, theme: Theme = PLAIN, section: int = 0, language: str = "en"
) -> tuple[Theme, dict[str, Problem]]:
    found, problems = dressed(theme, data, Asked(AT, section, language))
    return found, {problem.code: problem for problem in problems}


def refused(data: bytes) -> Problem:
    with pytest.raises(Stop) as stop:
        read(data)
    (problem,) = stop.value.problems
    assert problem.at == AT
    assert problem.hint
    return problem


def test_page_fonts_sizes_and_colours_are_those_of_the_file() -> None:
    theme, _ = read(house())
    page, body, heading = theme.page, theme.looks["body"], theme.looks["heading-1"]
    assert (round(page.width), round(page.height), page.left, page.right) == (595, 842, 85.05, 56.7)
    assert theme.fonts[body.font].word == "Calibri"
    assert (body.size, body.after) == (11.0, 8.0)
    assert theme.fonts[heading.font].word == "Cambria"
    assert (heading.size, heading.colour, heading.before, heading.keep_next) == (16.0, "#5c1620", 12.0, True)


def test_every_role_has_a_look_in_the_fonts_of_the_file() -> None:
    theme, problems = read(house())
    assert set(ROLES) <= set(theme.looks)
    assert {theme.fonts[theme.looks[role].font].word for role in ROLES} <= {"Calibri", "Cambria"}
    assert "Title" in problems["T061"].message and "Heading 1" not in problems["T061"].message


def test_a_role_wears_the_style_of_words_own_name_whatever_its_id_and_capitals() -> None:
    theme, _ = read(house(styles=style("1", "Normal", based="") + style("946", "Heading 1", based="1")))
    assert theme.stationery is not None
    assert theme.stationery.styles["heading-1"].id == "946"


def test_the_theme_says_which_style_another_role_wears() -> None:
    from msgspec.structs import replace

    theme, _ = read(house(), theme=replace(PLAIN, styles={"bottom-line": "kasten"}))
    look = theme.looks["bottom-line"]
    assert (look.rule_left, look.rule_right, look.fill, look.rule_colour) == (1.0, 1.0, "#f7ecee", "#7b1e2b")
    _, problems = read(house(), theme=replace(PLAIN, styles={"bottom-line": "Kastn"}))
    assert problems["T056"].severity == "error" and "Kasten" in problems["T056"].hint


def test_running_text_is_that_of_the_style_in_which_most_of_the_file_is_written() -> None:
    fliess = style("Fliess", "Fliesstext", run='<w:sz w:val="24"/>')
    written = para("x" * 400, '<w:pPr><w:pStyle w:val="Fliess"/></w:pPr>')
    assert read(house(styles=STYLES + fliess, body=written))[0].looks["body"].size == 12.0
    assert read(house(styles=STYLES + fliess))[0].looks["body"].size == 11.0


@pytest.mark.parametrize(
    ("spacing", "leading", "drop"),
    [
        ('w:line="240" w:lineRule="auto"', 13.43, 0.0),
        ('w:line="360" w:lineRule="auto"', 20.14, 6.71),
        ('w:line="400" w:lineRule="atLeast"', 20.0, 0.0),
        ('w:line="300" w:lineRule="exact"', 15.0, 0.25),
    ],
)
def test_lines_are_as_high_as_word_makes_them(spacing: str, leading: float, drop: float) -> None:
    look = read(house(styles=style("S", "Normal", based="", paragraph=f"<w:spacing {spacing}/>")))[0].looks["body"]
    assert look.leading == pytest.approx(leading, abs=0.02)
    assert look.drop == pytest.approx(drop, abs=0.02)


def test_a_later_style_wins_and_numbering_gives_way_to_its_owner() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/>'
        '<w:pStyle w:val="H"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="900" w:hanging="500"/></w:pPr></w:lvl>'
        '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
    )
    numbered = '<w:numPr><w:numId w:val="5"/></w:numPr>'
    styles = STYLES.replace("berschrift1", "X").replace("heading 1", "x")
    styles += style("H", "heading 1", paragraph=f'{numbered}<w:ind w:left="1000"/>', run="<w:b/>")
    theme, _ = read(house(styles=styles, numbering=numbering))
    assert theme.looks["heading-1"].left == 50.0
    assert theme.looks["heading-1"].hanging == 25.0
    assert theme.stationery is not None
    (level,) = theme.stationery.numbers["heading-1"].levels
    assert (level.form, level.text) == ("upperRoman", "%1.")
    assert (theme.stationery.kinds, theme.stationery.lists) == (4, 6)


def test_cambria_makes_way_for_a_font_with_cyrillic_letters() -> None:
    pytest.importorskip("font_caladea", reason="the extra `office` is not installed")
    cambria = style("S", "Normal", based="", run='<w:rFonts w:ascii="Cambria"/>')
    assert "Caladea" in read(house(styles=cambria))[1]["T062"].message
    told = read(house(styles=cambria), language="kk")[1]["T062"].message
    assert "Caladea" not in told


def test_headers_are_read_with_their_fields_tabs_pictures_and_places_for_values() -> None:
    split = "<w:r><w:t>{{ brief.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>reference }} x</w:t></w:r>"
    tabs = '<w:pPr><w:pStyle w:val="Kopfzeile"/><w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs></w:pPr>'
    xml = f"<w:p>{tabs}{picture()}{split}<w:r><w:tab/></w:r>{field('PAGE')}</w:p>"
    theme, _ = read(house(headers={"header default": xml}, pictures={"header default": png()}))
    assert theme.stationery is not None
    (text,) = theme.stationery.head["header", "default"]
    assert isinstance(text, HeadText)
    drawing, *runs = text.runs
    assert isinstance(drawing, HeadDrawing) and (drawing.width, drawing.height) == (60, 30)
    found = [(run.text, run.field, run.blank) for run in runs if isinstance(run, HeadRun)]
    assert found == [("", "", "brief.reference"), (" x", "", ""), ("\t", "", ""), ("", "PAGE", "")]
    assert text.tabs[0].at == 450.0
    assert theme.stationery.blanks == ("brief.reference",)
    assert theme.header == ()


def test_headers_that_no_page_shows_are_not_taken_for_the_letterhead() -> None:
    headers = {"header first": para("first"), "header even": para("even"), "header default": para("all")}
    theme, _ = read(house(headers=headers))
    assert theme.stationery is not None
    assert list(theme.stationery.head) == [("header", "default")]
    theme, _ = read(house(headers=headers, section=PAGE + "<w:titlePg/>", settings="<w:evenAndOddHeaders/>"))
    assert theme.stationery is not None
    assert theme.stationery.page_kinds == ("default", "first", "even")


def test_the_last_section_rules_and_takes_over_headers_of_those_before_it() -> None:
    inner = f'<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdH1"/>{PAGE}</w:sectPr></w:pPr></w:p>'
    wide = PAGE.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    data = house(headers={"header default": para("ours")}, body=inner, section=wide)
    theme, problems = read(data)
    assert theme.page.width > theme.page.height
    assert theme.stationery is not None and theme.stationery.prints
    assert "section 1" in problems["T064"].message and "house.docx#1" in problems["T064"].hint
    assert read(data, section=1)[0].page.width < theme.page.width
    with pytest.raises(Stop) as stop:
        read(data, section=3)
    assert stop.value.problems[0].code == "T057"


def test_what_tells_of_people_and_machines_is_left_out_and_said() -> None:
    more = {
        "docProps/core.xml": b'<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Jo Bloggs</dc:creator>'
        b"</cp:coreProperties>",
        "word/vbaProject.bin": b"macro",
        "word/_rels/settings.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{R}/attachedTemplate" Target="file:///C:/Users/jo/a.dotx"'
        f' TargetMode="External"/></Relationships>'.encode(),
    }
    data = house(settings='<w:attachedTemplate r:id="rId1"/><w:trackRevisions/>', more=more)
    theme, problems = read(data)
    told = problems["T060"].message
    assert all(words in told for words in ("macros", "its author", "attached template", "tracking of changes"))
    assert problems["T060"].severity == "warning" and "Bloggs" not in told
    assert theme.stationery is not None
    kept = b"".join(part.data for part in theme.stationery.parts)
    assert not any(word in kept for word in (b"Bloggs", b"Users", b"attachedTemplate", b"trackRevisions", b"macro"))


def test_revisions_and_links_to_disks_in_a_header_are_gone_and_the_rest_stays_byte_for_byte() -> None:
    plain = para("Ministry")
    theme, _ = read(house(headers={"header default": plain}))
    assert theme.stationery is not None
    (part,) = [part for part in theme.stationery.parts if part.kind == "header"]
    assert plain.encode() in part.data and part.data.startswith(b"<w:hdr")
    new = '<w:ins w:id="1" w:author="Jo"><w:r><w:t>new</w:t></w:r></w:ins>'
    old = '<w:del w:id="2" w:author="Jo"><w:r><w:delText>old</w:delText></w:r></w:del>'
    changed = f"<w:p>{new}{old}</w:p>"
    theme, _ = read(house(headers={"header default": changed}))
    assert theme.stationery is not None
    (part,) = [part for part in theme.stationery.parts if part.kind == "header"]
    assert b"new" in part.data and b"old" not in part.data and b"Jo" not in part.data


def test_faint_styles_are_warned_of_and_stay() -> None:
    theme, problems = read(house(styles=STYLES + style("T", "Title", run='<w:color w:val="9DC3E6"/>')))
    assert theme.looks["title"].colour == "#9dc3e6"
    assert "Title" in problems["T066"].message and problems["T066"].severity == "warning"


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600, "T051", ".doc"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"), "T052", "password"),
        (b"%PDF-1.7", "T051", "PDF"),
        (b"<html><body>", "T051", "web page"),
        (b"", "T050", "empty"),
        (b"PK\x03\x04 and nothing", "T050", "damaged"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "T051", "OpenDocument"),
        (packed({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<Types/>"}), "T051", "Excel"),
        (packed({"word/../../x.xml": b"<a/>"}), "T054", "leads out"),
        (packed({"a.xml": b"<a/>", "A.xml": b"<a/>"}), "T054", "one name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_word_file_is_named_for_what_it_is(data: bytes, code: str, words: str) -> None:
    problem = refused(data)
    assert problem.code == code and words in problem.message


def test_a_word_file_that_is_not_to_be_trusted_is_refused() -> None:
    data = house(more={"word/extra.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'})
    assert refused(data).code == "T054"
    narrow = PAGE.replace('w:left="1701"', 'w:left="9000"')
    assert refused(house(section=narrow)).code == "T058"
    assert refused(house(styles="", defaults="")).code == "T055"


def test_templates_and_files_with_macros_are_taken_as_they_are() -> None:
    assert read(house(template=True))[0].stationery is not None


def test_a_theme_file_with_a_base_says_more_than_the_base(tmp_path: Path) -> None:
    from briefs.project.template_folders import Shelf

    themes = tmp_path / "templates" / "themes"
    themes.mkdir(parents=True)
    (themes / "house.docx").write_bytes(house())
    (themes / "ours.yaml").write_text("extends: plain\nbase: house.docx\nlooks:\n  heading-1: {size: 20}\n")
    theme, problems = Shelf(tmp_path).theme("ours")
    assert theme.stationery is not None
    assert (theme.looks["heading-1"].size, theme.looks["heading-1"].colour) == (20.0, "#5c1620")
    assert all(problem.severity == "warning" for problem in problems), problems
    (themes / "ours.yaml").write_text("extends: plain\nbase: hous.docx\n")
    with pytest.raises(Stop) as stop:
        Shelf(tmp_path).theme("ours")
    assert stop.value.problems[0].code == "T050"
