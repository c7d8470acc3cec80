"""Word files written on a ministry's file: its parts stay, roles wear its styles, and every reader opens them."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import docx_rules
import pytest
from conftest import ROOT
from docx_rules import Word
from houses import PAGE, STYLES, house, para, picture, png, style
from lxml import etree
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator

from briefs.base import Asked, dressed
from briefs.factfiles import load_theme
from briefs.model.problems import Place
from briefs.model.theme import Theme
from briefs.model.tree import Box, Cell, Column, Document, Heading, Item, List, Paragraph, Row, Span, Spans, Table
from briefs.project.writing import write

PLAIN = load_theme(ROOT / "templates" / "themes" / "plain.yaml")[0]
W = docx_rules.W


def spans(text: str) -> Spans:
    return (Span(text),)


BLOCKS = (
    Heading(0, spans("A title")),
    Paragraph(spans("Some running text.")),
    Heading(1, spans("A section")),
    List("bullet", (Item((Paragraph(spans("one")),)), Item((Paragraph(spans("two")),)))),
    List("number", (Item((Paragraph(spans("first")),)),)),
    Box("bottom-line", spans("Bottom line"), (Paragraph(spans("What matters.")),)),
)


def theme(data: bytes, styles: dict[str, str] | None = None) -> Theme:
    return dressed(replace(PLAIN, styles=styles or {}), data, Asked(Place("house.docx")))[0]


def document(**values: object) -> Document:
    made = Document(title="A title", language="en", blocks=BLOCKS, dated=date(2026, 5, 4))
    return replace(made, **values)


def word(data: bytes, styles: dict[str, str] | None = None, **values: object) -> Word:
    """The Word file on a base; sound by every rule and by the schema."""
    found = write(document(**values), theme(data, styles), "docx").data
    rules = [rule for rule in docx_rules.RULES if rule.__name__ not in ("styles", "settings", "furniture")]
    assert docx_rules.faults(found, rules) == []
    return Word(found)


def styles_of(found: Word) -> list[str]:
    return [e.get(f"{W}val", "") for e in found.document.iter(f"{W}pStyle")]


def test_blocks_wear_the_styles_of_the_file_and_what_it_lacks_is_added() -> None:
    found = word(house())
    assert "berschrift1" in styles_of(found)
    sheet = found.trees["word/styles.xml"]
    names = {e.find(f"{W}name").get(f"{W}val") for e in sheet.iter(f"{W}style")}  # type: ignore[union-attr]
    assert {"Normal", "heading 1", "Kasten", "Title", "List Bullet"} <= names
    title = next(e for e in sheet.iter(f"{W}style") if e.get(f"{W}styleId") == "Title")
    assert title.find(f"{W}basedOn").get(f"{W}val") == "Standard"  # type: ignore[union-attr]


def test_the_styles_of_the_file_stay_as_they_are_but_for_the_language() -> None:
    before = etree.fromstring(f'<w:styles xmlns:w="{W[1:-1]}">{STYLES}</w:styles>')
    after = {e.get(f"{W}styleId"): e for e in word(house()).trees["word/styles.xml"].iter(f"{W}style")}
    for each in before:
        now = after[each.get(f"{W}styleId")]
        assert etree.tostring(each, method="c14n", exclusive=True) == etree.tostring(now, method="c14n", exclusive=True)


def test_text_is_in_the_language_of_the_paper() -> None:
    tree = word(house(), language="fr").trees["word/styles.xml"]
    assert [e.get(f"{W}val") for e in tree.iter(f"{W}lang")] == ["fr-FR"]


def test_a_box_wears_the_style_that_the_theme_names() -> None:
    assert "Kasten" in styles_of(word(house(), {"bottom-line": "Kasten"}))
    assert "Kasten" not in styles_of(word(house()))


def test_headers_are_as_they_were_and_their_pictures_with_them() -> None:
    xml = f"<w:p>{picture()}</w:p>{para('Ministry of Examples')}"
    headers = {"header first": xml, "footer default": para("foot")}
    data = house(headers=headers, section=PAGE + "<w:titlePg/>", pictures={"header first": png()})
    found = word(data)
    assert found.parts["word/header1.xml"] == Word(data).parts["word/header1.xml"]
    assert png() in found.parts.values()
    kinds = [e.get(f"{W}type") for e in found.document.iter(f"{W}headerReference", f"{W}footerReference")]
    assert kinds == ["first", "default"]


def test_a_marking_stands_first_in_every_living_header_and_only_where_there_is_no_place_for_it() -> None:
    headers = {"header first": para("first"), "header default": para("all")}
    data = house(headers=headers, section=PAGE + "<w:titlePg/>")
    found = word(data, marking="OFFICIAL")
    for name, text in (("word/header1.xml", "first"), ("word/header2.xml", "all")):
        texts = ["".join(map(str, e.itertext())) for e in found.trees[name].iter(f"{W}p")]
        assert texts == ["OFFICIAL", text]
    placed = word(house(headers={"header default": para("Ministry {{ marking }}")}), marking="OFFICIAL")
    assert "".join(map(str, placed.trees["word/header1.xml"].itertext())) == "Ministry OFFICIAL"
    bare = word(house(headers={"footer default": para("foot")}), marking="OFFICIAL")
    assert "OFFICIAL" in "".join(map(str, bare.trees["word/marking.xml"].itertext()))


@pytest.mark.parametrize("value", ["A & B <c>", "{{ title }}", "*x* _y_", "two\nlines", "\x0bcontrol"])
def test_values_in_headers_are_text_whatever_they_hold(value: str) -> None:
    split = "<w:p><w:r><w:t>No. {{ brief.</w:t></w:r><w:r><w:t>reference }}!</w:t></w:r></w:p>"
    found = word(house(headers={"header default": split}), furniture={"brief.reference": value})
    text = "".join(map(str, found.trees["word/header1.xml"].itertext()))
    assert text == f"No. {value.replace(chr(10), ' ').replace(chr(11), chr(0xFFFD))}!"


def test_our_own_furniture_stands_where_the_file_prints_none() -> None:
    found = word(house(section=PAGE + "<w:titlePg/>"), marking="OFFICIAL")
    kinds = [e.get(f"{W}type") for e in found.document.iter(f"{W}headerReference")]
    assert kinds == ["default", "first"]


def test_lists_are_counted_beside_those_of_the_file() -> None:
    own = (
        '<w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0">'
        '<w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="7"/></w:num>'
    )
    found = word(house(numbering=own))
    tree = found.trees["word/numbering.xml"]
    assert [e.get(f"{W}abstractNumId") for e in tree.iter(f"{W}abstractNum")] == ["7", "8", "9"]
    assert [e.tag for e in tree] == sorted((e.tag for e in tree), key=lambda tag: tag.endswith("}num"))


def test_a_watermark_of_the_file_makes_way_for_a_marking() -> None:
    shape = '<v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="ENTWURF"/></v:shape>'
    xml = f"<w:p><w:r><w:pict>{shape}</w:pict></w:r><w:r><w:t>Ministry</w:t></w:r></w:p>"
    data = house(headers={"header default": xml})
    assert "ENTWURF" in word(data).parts["word/header1.xml"].decode()
    assert "ENTWURF" not in word(data, marking="OFFICIAL").parts["word/header1.xml"].decode()


def test_nothing_of_the_machine_or_the_author_is_in_the_file() -> None:
    found = word(house(settings='<w:rsids><w:rsidRoot w:val="00A1"/></w:rsids>'))
    assert not any(re.search(rb"rsid|file:///|C:\\", data) for data in found.parts.values())


def test_the_file_is_valid_and_the_same_bytes_again(tmp_path: Path) -> None:
    data = house(headers={"header default": para("Ministry")}, styles=STYLES + style("T", "Title"))
    first, second = (write(document(marking="OFFICIAL"), theme(data), "docx").data for _ in range(2))
    assert first == second
    path = tmp_path / "paper.docx"
    path.write_bytes(first)
    assert OpenXmlValidator().validate(str(path)).errors == []


@pytest.mark.parametrize(("mode", "indent"), [("15", None), ("14", "80"), ("", "80")])
def test_tables_begin_at_the_margin_whichever_word_the_file_is_of(mode: str, indent: str | None) -> None:
    uri = "http://schemas.microsoft.com/office/word"
    compat = f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="{mode}"/></w:compat>'
    table = Table((Column(), Column()), (), (Row((Cell(spans("a")), Cell(spans("b")))),))
    found = word(house(settings=compat if mode else ""), blocks=(Heading(0, spans("T")), table))
    assert [e.get(f"{W}w") for e in found.document.iter(f"{W}tblInd")] == ([indent] if indent else [])
