"""The brief through docxtpl, as its competent users would go: a Word template with loops, made once, and a context."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

MOULD = "mould.docx"


def prepare(brief: dict[str, Any], folder: Path) -> None:
    """Write the Word template, which an author makes once."""
    make_template(brief, folder / MOULD)


def make(brief: dict[str, Any], folder: Path) -> bytes:
    """The Word file as docxtpl's users make it: template opened, filled, saved."""
    document = import_module("docxtpl").DocxTemplate(str(folder / MOULD))
    named = {f"p{number}": part for number, part in enumerate(brief["parts"])}
    document.render({**brief, **named}, autoescape=True)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def make_template(brief: dict[str, Any], path: Path) -> None:
    """Write the Word template once, as an author would lay it out: loops over lists, rows and instruments."""
    docx = import_module("docx")
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ marking }}"
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{{{{ reference }}}}  {brief['facts_as_at']}  Page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    document.add_paragraph("{{ title }}", "Title")
    for number, part in enumerate(brief["parts"]):
        _lay(document, part, f"p{number}")
    document.save(str(path))


def _field(paragraph: Any, name: str) -> None:
    docx_oxml = import_module("docx.oxml")
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    field_xml = f'<w:fldSimple {namespace} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(docx_oxml.parse_xml(field_xml))


def _lay(document: Any, part: dict[str, Any], name: str) -> None:
    """Lay out one part in the template."""
    match part["kind"]:
        case "heading":
            document.add_paragraph(f"{{{{ {name}.title }}}}", f"Heading {part['level']}")
        case "text" | "bullets" | "callout":
            if part["title"]:
                document.add_paragraph(f"{{{{ {name}.title }}}}", "Intense Quote")
            style = {"text": "Normal", "bullets": "List Bullet", "callout": "Quote"}[part["kind"]]
            _loop(document, "line", f"{name}.lines", style)
        case "fields" | "sources":
            _fields(document, name)
        case "grid" | "figures" | "chart":
            _grid(document, part, name)
        case "each":
            document.add_paragraph(f"{{%p for each in {name}.parts %}}")
            document.add_paragraph("{{ each.title }}", "Heading 2")
            document.add_paragraph("{%p for part in each.parts %}")
            document.add_paragraph("{%p if part.kind == 'bullets' %}")
            _loop(document, "line", "part.lines", "List Bullet")
            document.add_paragraph("{%p else %}")
            _loop(document, "line", "part.lines", "Normal")
            document.add_paragraph("{%p endif %}")
            document.add_paragraph("{%p endfor %}")
            document.add_paragraph("{%p endfor %}")
        case _:
            raise AssertionError(part["kind"])


def _loop(document: Any, name: str, of: str, style: str) -> None:
    document.add_paragraph(f"{{%p for {name} in {of} %}}")
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(f"{{{{ {name}.label }}}}").bold = True
    paragraph.add_run(f"{{{{ {name}.text }}}}")
    document.add_paragraph("{%p endfor %}")


def _fields(document: Any, name: str) -> None:
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = f"{{%tr for line in {name}.lines %}}"
    table.cell(1, 0).text = "{{ line.label }}"
    table.cell(1, 1).text = "{{ line.text }}"
    table.cell(2, 0).text = "{%tr endfor %}"


def _grid(document: Any, part: dict[str, Any], name: str) -> None:
    if part["title"]:
        document.add_paragraph(f"{{{{ {name}.title }}}}", "Caption")
    width = len(part["head"])
    table = document.add_table(rows=4, cols=width, style="Light List Accent 1")
    table.cell(1, 0).text = f"{{%tr for row in {name}.rows %}}"
    table.cell(3, 0).text = "{%tr endfor %}"
    for column in range(width):
        table.cell(0, column).text = f"{{{{ {name}.head[{column}] }}}}"
        table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
