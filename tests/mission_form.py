"""The form that ships as an example, `templates/forms/mission-form.docx`: made by `python tests/mission_form.py`.

Four pages about a mission, its people, its agreements and what follows; a test holds the file against what this makes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from word_forms import NAMES, with_properties

SHIPPED = Path(__file__).parent.parent / "templates" / "forms" / "mission-form.docx"
ACCENT, PALE = RGBColor(0x1F, 0x38, 0x64), "E8ECF3"
STATED = ' or "not stated"'
MISSION = (
    ("Title of the file", "title"),
    ("Kind", "kind or visit.kind or 'not stated'"),
    ("Place", f"visit.place{STATED}"),
    ("From", 'visit.start | date or "not stated"'),
    ("Until", 'visit.end | date or "not stated"'),
    ("Guest", f"visit.guest{STATED}"),
    ("Host", f"visit.host{STATED}"),
    ("Occasion", f"visit.occasion{STATED}"),
    ("To", f"brief.to{STATED}"),
    ("Prepared by", f"brief.author{STATED}"),
    ("Reference", f"brief.reference{STATED}"),
)
PROPERTIES = {
    "title": "Mission form",
    "about": "A form of four pages in Word: the mission, its people, its agreements, what follows.",
    "needs": "title, sources",
}


def mission_form() -> bytes:
    """The Word file."""
    form: Any = Document()
    _page(form.sections[0])
    _styles(form)
    effects = [key for key, each in form.part.rels.items() if each.reltype.endswith("/stylesWithEffects")]
    for key in effects:
        form.part.drop_rel(key)
    form.core_properties.title = PROPERTIES["title"]
    form.core_properties.comments = PROPERTIES["about"]
    _mission(form)
    _people(form)
    _agreements(form)
    _follows(form)
    return with_properties(form, {"needs": PROPERTIES["needs"]})


def _page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(24)
    for furniture, text in (
        (section.header, "{{ marking }} {{ draft }}"),
        (section.footer, '{{ marking }}\t{{ brief.reference or "" }}\t'),
    ):
        paragraph = furniture.paragraphs[0]
        run = paragraph.add_run(text)
        run.font.size, run.bold = Pt(9), True
        if furniture is section.header:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            continue
        for kind, code in (("begin", ""), ("", " PAGE "), ("separate", ""), ("", ""), ("end", "")):
            made = paragraph.add_run("1" if not kind and not code else "")
            made.font.size = Pt(9)
            if code:
                made._r.append(OxmlElement("w:instrText"))
                made._r[-1].text = code
            elif kind:
                made._r.append(OxmlElement("w:fldChar"))
                made._r[-1].set(qn("w:fldCharType"), kind)


def _styles(form: Any) -> None:
    normal = form.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
    normal.paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.rPr.append(language)
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 11)):
        style = form.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), ACCENT
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if "Theme" in key]:
            del fonts.attrib[key]
        fonts.set(qn("w:hAnsi"), "Arial")
    for border in form.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        form.styles["Title"].element.pPr.remove(border)


def _mission(form: Any) -> None:
    form.add_paragraph("Report on a mission", "Title")
    form.add_paragraph("Fill in nothing by hand on these pages but signatures: all else comes from the fact file.")
    form.add_heading("A. The mission", 1)
    _fields(form, MISSION)
    form.add_heading("What the reader is asked", 2)
    box = form.add_paragraph()
    for number, action in enumerate(("information", "decision", "discussion", "signature")):
        _check(box, f'if brief.action == "{action}"', action, number)
    form.add_heading("Summary", 2)
    form.add_paragraph("{{ summary" + STATED + " }}")


def _people(form: Any) -> None:
    _new_page(form, "B. Who took part")
    rows = ("{{ person.name }}", "{{ person.post or '–' }}", "{{ person.of or '–' }}", "")
    _rows(form, ("Name", "Post", "Body", "Seen (initials)"), "person in people", rows)
    form.add_heading("Bodies", 2)
    form.add_paragraph("{% for body in organisations %}")
    form.add_paragraph(
        "{{ body.name }}{% if body.short %} ({{ body.short }}){% endif %}, {{ body.kind }}", "List Bullet"
    )
    form.add_paragraph("{% endfor %}")


def _agreements(form: Any) -> None:
    _new_page(form, "C. What was agreed")
    form.add_paragraph("{% if not agreements %}")
    form.add_paragraph("The file names no instrument.")
    form.add_paragraph("{% endif %}")
    form.add_paragraph("{% for agreement in agreements %}")
    form.add_heading("{{ agreement.title }}", 2)
    line = form.add_paragraph("{{ agreement.kind }}   ")
    _check(line, "if agreement.signed", "signed", 10)
    _check(line, "if agreement.provisions", "provisions known", 11)
    _check(line, "if agreement.money", "costs money", 12)
    _fields(
        form,
        (
            ("Signed by", 'agreement.signatories | list or "not stated"'),
            ("On", 'agreement.signed | date or "not stated"'),
            ("Purpose", f"agreement.purpose{STATED}"),
            ("Next step", f"agreement.next_step{STATED}"),
        ),
    )
    form.add_paragraph("{% for provision in agreement.provisions %}")
    form.add_paragraph("{{ provision }}", "List Bullet")
    form.add_paragraph("{% endfor %}")
    form.add_paragraph("{% endfor %}")


def _follows(form: Any) -> None:
    _new_page(form, "D. What follows")
    form.add_heading("Figures", 2)
    _rows(form, ("What", "How much", "Period"), "figure in figures", _FIGURE)
    form.add_heading("Actions", 2)
    _rows(form, ("What", "Who", "By"), "action in actions", _ACTION)
    form.add_heading("What the sources leave open", 2)
    form.add_paragraph("{% for gap in gaps %}")
    form.add_paragraph("{{ gap.what }}", "List Bullet")
    form.add_paragraph("{% endfor %}")
    form.add_heading("Signatures", 2)
    _rows(form, ("Head of mission", "Date", "Head of department", "Date"), "", ("", "", "", ""))


_FIGURE = ("{{ figure.label }}", "{{ figure | quantity }}", "{{ figure.period or '–' }}")
_ACTION = ("{{ action.what }}", "{{ action.who | list or '–' }}", "{{ action.by | date or '–' }}")


def _new_page(form: Any, title: str) -> None:
    form.add_section(WD_SECTION.NEW_PAGE)
    form.add_heading(title, 1)


def _fields(form: Any, fields: tuple[tuple[str, str], ...]) -> None:
    table = form.add_table(len(fields), 2, "Table Grid")
    table.autofit = False
    for column, wide in zip(table.columns, (45, 115), strict=True):
        column.width = Mm(wide)
    for row, (label, value) in zip(table.rows, fields, strict=True):
        for cell, text, wide in zip(row.cells, (label, f"{{{{ {value} }}}}"), (45, 115), strict=True):
            cell.width = Mm(wide)
            cell.paragraphs[0].add_run(text).bold = text == label
        _shade(row.cells[0])
        _whole(row)
    form.add_paragraph()


def _rows(form: Any, head: tuple[str, ...], loop: str, values: tuple[str, ...]) -> None:
    lines = [head, ("{%tr for " + loop + " %}",), values, ("{%tr endfor %}",)] if loop else [head, values]
    table = form.add_table(len(lines), len(head), "Table Grid")
    for number, (row, texts) in enumerate(zip(table.rows, lines, strict=True)):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.paragraphs[0].add_run(text).bold = not number
        for cell in row.cells if not number else ():
            _shade(cell)
        _whole(row)
    if not loop:
        table.rows[1].height = Mm(18)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    form.add_paragraph()


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _check(paragraph: Any, tag: str, label: str, number: int) -> None:
    escaped = tag.replace('"', "&quot;")
    xml = (
        f'<w:sdt {NAMES}><w:sdtPr><w:alias w:val="{label}"/><w:tag w:val="{escaped}"/><w:id w:val="{7000 + number}"/>'
        '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
        '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
        "<w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    )
    paragraph._p.append(parse_xml(xml))
    paragraph.add_run(f" {label}    ")


if __name__ == "__main__":
    SHIPPED.parent.mkdir(exist_ok=True)
    SHIPPED.write_bytes(mission_form())
