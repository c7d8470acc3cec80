"""One accent colours all that follows it, and what stands on a ground can be read there, in both formats."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from everything import everything, paragraph, row
from msgspec.structs import replace
from pdf_lines import lines
from test_theme import read, theme

from briefs.docx import write as write_docx
from briefs.layout.lay_out import lay_out
from briefs.model.contrast import contrast
from briefs.model.theme import Theme
from briefs.model.tree import Block, Cell, Column, Document, Span, Table
from briefs.pdf import write as write_pdf
from briefs.project import Ask, build
from briefs.project.template_folders import Shelf

LINKED = Cell((Span("the act", link="https://example.org/act"), Span("[date]", frozenset({"placeholder"}))), True)
DARK = 'extends: plain\nlooks: {table-head: {fill: "#1f4e79", colour: "#ffffff"}}\n'


def document(*blocks: Block) -> Document:
    return Document("A paper", "en", blocks)


def pdf(of: Document, theme: Theme) -> bytes:
    return write_pdf(lay_out(of, theme)).data


def word_parts(of: Document, theme: Theme) -> str:
    """All XML of the Word file, in small letters."""
    with zipfile.ZipFile(io.BytesIO(write_docx(lay_out(of, theme)).data)) as file:
        return "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml")).lower()


def test_one_line_recolours_headings_rules_boxes_and_charts(tmp_path: Path) -> None:
    ours = theme(tmp_path, 'extends: plain\naccent: "#7b1e2b"\n')
    blue = theme(tmp_path, "extends: plain\n")
    every = everything()
    xml, usual = word_parts(every, ours), word_parts(every, blue)
    assert "1f4e79" in usual and "1f4e79" not in xml
    assert xml.count("7b1e2b") == usual.count("1f4e79")
    assert "7b1e2b" not in usual
    colours = {line.colour for line in lines(pdf(every, ours))}
    assert "#7b1e2b" in colours and "#1f4e79" not in colours


@pytest.mark.parametrize("name", ["dense", "handout", "large", "card"])
def test_every_shipped_theme_follows_the_accent(name: str, tmp_path: Path) -> None:
    xml = word_parts(everything(), theme(tmp_path, f'extends: {name}\naccent: "#7b1e2b"\n'))
    assert "7b1e2b" in xml and "1f4e79" not in xml


@pytest.mark.parametrize("accent", ["#ffcc00", "#7fd1ae", "#ffffff", "#000000", "#ff0000"])
def test_a_light_accent_is_kept_by_rules_and_worn_darker_by_texts(accent: str, tmp_path: Path) -> None:
    ours, problems = read(tmp_path, f'extends: handout\naccent: "{accent}"\n')
    assert [each.code for each in problems] in ([], ["T045"])
    assert ours.looks["callout"].rule_colour == ours.looks["title"].fill == accent
    assert contrast(ours.looks["heading-2"].colour, "#ffffff") >= 4.5
    assert contrast(ours.looks["title"].colour, accent) >= 4.5
    assert contrast(ours.palette[0], "#ffffff") >= 3


def test_links_and_placeholders_can_be_read_on_a_dark_head_of_tables(tmp_path: Path) -> None:
    ours = theme(tmp_path, DARK)
    table = Table((Column(), Column()), (replace(row("One", "Two"), cells=(LINKED, LINKED)),), (row("1", "2"),))
    of = document(table, paragraph("The end."))
    by_text = {line.text: line for line in lines(pdf(of, ours))}
    assert any(line.colour == "#ffffff" for text, line in by_text.items() if "the act" in text)
    xml = word_parts(of, ours)
    link = xml.partition("<w:hyperlink")[2].partition("</w:hyperlink>")[0]
    assert '<w:color w:val="ffffff"/>' in link
    placeholder = xml.rpartition("[date]")[0].rpartition("<w:rpr>")[2]
    assert 'w:val="placeholder"' in placeholder and 'w:color w:val="1a1a1a"' in placeholder
    assert '<w:shd w:val="clear" w:color="auto" w:fill="1f4e79"/>' in xml


def test_the_ground_of_a_head_of_tables_fills_its_cells(tmp_path: Path) -> None:
    ours = theme(tmp_path, DARK)
    table = Table((Column(), Column()), (row("One", "Two"),), (row("1", "2"),))
    page = pypdfium2.PdfDocument(pdf(document(table), ours))[0].render().to_pil().convert("RGB")
    row_of = [page.getpixel((x, round(ours.page.top) + 2)) for x in range(round(ours.page.left) + 1, 500, 20)]
    assert set(row_of) == {(0x1F, 0x4E, 0x79)}


FACTS = "title: A visit\nas_of: 2026-01-15\nsources: {s: {title: A release}}\n"
TEMPLATE = "---\ntitle: Paper\n{head}---\n# {{{{ title }}}}\n\nWords.\n"


def workspace(folder: Path, **themes: str) -> Path:
    (folder / "templates" / "themes").mkdir(parents=True)
    (folder / "facts.yaml").write_text(FACTS)
    for name, text in themes.items():
        (folder / "templates" / "themes" / f"{name}.yaml").write_text(text)
    return folder


def worn(folder: Path, head: str = "") -> str:
    (folder / "templates" / "ours.md").write_text(TEMPLATE.format(head=head))
    shelf = Shelf(folder)
    template, _ = shelf.read(folder / "templates" / "ours.md")
    name = shelf.theme_of(template)
    found, problems = shelf.theme(name, under=template.theme)
    assert not problems
    return f"{found.name} {found.accent} {found.looks['title'].size:g}"


def test_every_paper_wears_the_workspaces_own_theme(tmp_path: Path) -> None:
    folder = workspace(tmp_path, default='accent: "#7b1e2b"\n')
    assert worn(folder) == "default #7b1e2b 20"
    shelf = Shelf(folder)
    one_pager, _ = shelf.read(shelf.names()["one-pager"])
    found, _ = shelf.theme(shelf.theme_of(one_pager), under=one_pager.theme)
    built_in, _ = shelf.theme(one_pager.theme)
    assert found.accent == "#7b1e2b" and found.looks["body"] == built_in.looks["body"]
    assert found.looks["title"].size == built_in.looks["title"].size
    (tmp_path / "templates" / "ours.md").unlink()
    report = build(Ask(folder, ("facts.yaml",), ("one-pager",), out=tmp_path / "build"))
    assert not [each for each in report.problems if each.code.startswith("T")]


def test_a_default_that_says_what_it_extends_is_worn_as_it_is(tmp_path: Path) -> None:
    folder = workspace(tmp_path, default="extends: large\n")
    shelf = Shelf(folder)
    one_pager, _ = shelf.read(shelf.names()["one-pager"])
    assert shelf.theme(shelf.theme_of(one_pager), under=one_pager.theme)[0].looks["body"].size == 12


def test_a_template_of_the_workspace_wears_the_theme_that_it_names(tmp_path: Path) -> None:
    folder = workspace(tmp_path, default='accent: "#7b1e2b"\n')
    assert worn(folder, "theme: large\n") == "large #1f4e79 23"


def test_a_theme_of_the_workspace_extends_the_built_in_one_of_its_name(tmp_path: Path) -> None:
    folder = workspace(tmp_path, plain='extends: plain\naccent: "#7b1e2b"\n')
    assert worn(folder) == "plain #7b1e2b 20"
    assert worn(folder, "theme: dense\n") == "dense #7b1e2b 16"
