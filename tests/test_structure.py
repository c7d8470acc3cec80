"""Counted paragraphs, references, annexes and wide pages in both formats: sound, and alike."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx_rules
import pikepdf
import pytest
from docx_rules import W, Word
from houses import house, png
from lxml import etree
from papers import plan_of
from pdf_lines import lines, pictures
from test_base_word import theme as on_house
from test_gates import faults_of_pdf, faults_of_word, theme

from briefs.model.tree import Document
from briefs.project.pipeline import document_of
from briefs.project.writing import write

FACTS = "points: {a: {text: one, from: s}, b: {text: two, from: s}}\n"
TEMPLATE = """---
title: A test
numbering: {numbering}
notes: false
---
# {{{{ title }}}}

## Why

{{% for point in points %}}
{{{{ point.text }}}} [#point-{{{{ loop.index }}}}]

{{% endfor %}}
See [@costs], [@annex]{more} and [@why]. [#why]

- a bullet of that paragraph

::: landscape
Table: Costs [#costs]

| What | Value |
|---|---|
| Flights | high |
:::

Upright again.

::: landscape
::: annex In full [#annex]
Wide words.
:::
:::
"""


def document(folder: Path, numbering: str = "paragraphs", more: str = ", [@point-2]") -> Document:
    template = TEMPLATE.format(numbering=numbering, more=more)
    plan, shelf, problems = plan_of(folder, FACTS, template)
    made, _, found = document_of(plan, shelf)
    assert not [*problems, *found]
    return made


@pytest.mark.parametrize("numbering", ["paragraphs", "both"])
def test_it_is_sound_in_both_formats(numbering: str, tmp_path: Path) -> None:
    made = document(tmp_path, numbering)
    assert faults_of_pdf(write(made, theme(), "pdf").data) == []
    assert faults_of_word(write(made, theme(), "docx").data, tmp_path / "x.docx") == []


def test_word_counts_what_the_pdf_prints(tmp_path: Path) -> None:
    """The numbers that Word's lists come to, by their levels, are those that stand in the tree."""
    made = document(tmp_path, "both")
    found = Word(write(made, theme(), "docx").data)
    assert [*_counted(found)] == ["1", "1.1", "1.2", "1.3", "1.4", "Annex\u00a0A", "A.1"]
    printed = [line for page in texts(write(made, theme(), "pdf").data).values() for line in page]
    for number in _counted(found):
        assert any(line.startswith(number.replace("\u00a0", " ")) for line in printed), number


def texts(data: bytes) -> dict[int, list[str]]:
    """Page → its lines, of a PDF file."""
    found: dict[int, list[str]] = {}
    for line in lines(data):
        found.setdefault(line.page, []).append(line.text.replace("\u00a0", " "))
    return found


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of an element of WordprocessingML."""
    assert element is not None
    return element.get(f"{W}{name}") or ""


def _counted(found: Word) -> list[str]:
    """The numbers before paragraphs whose own properties name a list of ours, as Word works them out."""
    numbering = found.trees["word/numbering.xml"]
    levels = {
        value(each, "abstractNumId"): [
            (value(level.find(f"{W}numFmt")), value(level.find(f"{W}lvlText"))) for level in each.iter(f"{W}lvl")
        ]
        for each in numbering.iter(f"{W}abstractNum")
    }
    kinds = {value(each, "numId"): value(each.find(f"{W}abstractNumId")) for each in numbering.iter(f"{W}num")}
    counts: dict[str, list[int]] = {}
    numbers: list[str] = []
    for para in found.document.iter(f"{W}p"):
        said = para.find(f"{W}pPr/{W}numPr")
        if said is None:
            continue
        of, level = value(said.find(f"{W}numId")), int(value(said.find(f"{W}ilvl")))
        now = counts.setdefault(of, [0] * 9)
        now[level] += 1
        now[level + 1 :] = [0] * (8 - level)
        form, text = levels[kinds[of]][level]
        for depth in range(9):
            letter = "ABC"[now[depth] - 1] if levels[kinds[of]][depth][0] == "upperLetter" else str(now[depth])
            text = text.replace(f"%{depth + 1}", letter)
        assert form in {"decimal", "upperLetter"}
        numbers.append(text)
    return numbers


def test_references_are_fields_of_word_and_links_of_both(tmp_path: Path) -> None:
    made = document(tmp_path)
    body = Word(write(made, theme(), "docx").data).document
    codes = [(each.text or "").strip() for each in body.iter(f"{W}instrText")]
    references = ["REF costs", r"REF annex \w", r"REF point_2 \w", r"REF why \w"]
    assert [code for code in codes if code.startswith("REF")] == references
    assert [code for code in codes if code.startswith("SEQ")] == [r"SEQ Table \* ARABIC"]
    with pikepdf.open(BytesIO(write(made, theme(), "pdf").data)) as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert [str(link.Contents) for link in links] == ["Table 1", "Annex A", "paragraph 2", "paragraph 3"]


def test_pages_lie_on_their_long_side_where_they_are_asked_to(tmp_path: Path) -> None:
    made = document(tmp_path)
    with pikepdf.open(BytesIO(write(made, theme(), "pdf").data)) as pdf:
        wide = [page.MediaBox[2] > page.MediaBox[3] for page in pdf.pages]
    assert wide == [False, True, False, True]
    sizes = [*Word(write(made, theme(), "docx").data).document.iter(f"{W}pgSz")]
    assert [value(size, "orient") == "landscape" for size in sizes] == wide
    assert [int(value(size, "w")) > int(value(size, "h")) for size in sizes] == wide


def test_headers_name_the_annex_and_reach_across_wide_pages(tmp_path: Path) -> None:
    made = document(tmp_path)
    pages = texts(write(made, theme(), "pdf").data)
    assert [sum("Annex A" in line for line in page) for page in pages.values()] == [1, 0, 0, 2]
    found = Word(write(made, theme(), "docx").data)
    headers = [name for name in found.trees if name.startswith("word/header")]
    assert [docx_rules.text_of(found.trees[name]).strip() for name in headers] == ["Annex\u00a0A"]
    width = round(theme().page.landscape.text_width * 20)
    stops = {stop.get(f"{W}pos"): stop.get(f"{W}val") for stop in found.trees[headers[0]].iter(f"{W}tab")}
    assert stops[str(width)] == "right"


def test_on_a_ministrys_file_sections_wear_its_pages(tmp_path: Path) -> None:
    made = document(tmp_path, "both", "")
    look = on_house(house())
    data = write(made, look, "docx").data
    rules = [rule for rule in docx_rules.RULES if rule.__name__ not in ("styles", "settings", "furniture")]
    assert docx_rules.faults(data, rules) == []
    sizes = [(value(size, "w"), value(size, "h")) for size in Word(data).document.iter(f"{W}pgSz")]
    assert len(sizes) == 4
    assert sizes[1] == sizes[0][::-1] and sizes[2] == sizes[0]
    assert faults_of_pdf(write(made, look, "pdf").data) == []


def test_a_theme_says_what_is_counted_and_a_template_may_say_otherwise(tmp_path: Path) -> None:
    (tmp_path / "templates" / "themes").mkdir(parents=True)
    (tmp_path / "templates" / "themes" / "counted.yaml").write_text("extends: plain\nnumbering: headings\n")
    for numbering, expected in (("", "1"), ("numbering: none\n", "")):
        template = f"---\ntitle: A test\ntheme: counted\n{numbering}---\n# {{{{ title }}}}\n\n## One\n\nWords.\n"
        plan, shelf, _ = plan_of(tmp_path, "", template)
        heading = document_of(plan, shelf)[0].blocks[1]
        assert (heading.number.text if heading.number else "") == expected  # type: ignore[union-attr]


SIZED = """# {{ title }}

![A map of the port](map.png) {width=25% side=right}

::: widths 30mm *
| What | Value |
|---|---|
| Flights | high |
:::
"""


def test_a_picture_stands_at_its_side_and_columns_have_their_widths(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(png())
    plan, shelf, problems = plan_of(tmp_path, "", SIZED)
    made, _, found = document_of(plan, shelf)
    assert not [*problems, *found]
    page = theme().page
    [(_, (left, _, right, _))] = pictures(write(made, theme(), "pdf").data)
    assert abs(right - (page.width - page.right)) < 0.5
    assert abs(right - left - page.text_width / 4) < 0.5
    word = Word(write(made, theme(), "docx").data)
    assert "right" in word.values("jc")
    columns = [int(value(each, "w")) for each in word.document.iter(f"{W}gridCol")]
    assert columns[0] == round(30 / 25.4 * 72 * 20)
