"""Word forms from a few lines, for tests: each line a paragraph, lines of `|` a table, and a few words in brackets.

`¦` divides a paragraph's runs, as Word does where it likes. `header:`, `first header:` and `footer:` begin furniture,
`set NAME: TEXT` a property. `[check TAG]` is a check box, `[deleted …]` and `[inserted …]` a tracked change,
`[field CODE=RESULT]` a field, `[control …]` a content control, `[bound …]` one that shows a property, `[box …]` a
text box, `[inner …]` in a cell a table of one cell.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = nsdecls("w") + ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_PARTS = re.compile(r"\[(check|deleted|inserted|field|control|bound|box|inner) ((?:\{\{.*?\}\}|[^\]])*)\]|(¦)")
_BETWEEN = re.compile(r"\|(?![^{}]*\}\})")
_TEXT = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def form_in(text: str) -> bytes:
    """The Word file."""
    document: Any = Document()
    settings: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in _BETWEEN.split(line.strip("|"))])
            continue
        if rows:
            _table(document, rows)
            rows = []
        kind, _, rest = line.partition(": ")
        section = document.sections[0]
        if kind == "header":
            _paragraph(section.header.paragraphs[0], rest)
        elif kind == "footer":
            _paragraph(section.footer.paragraphs[0], rest)
        elif kind == "first header":
            section.different_first_page_header_footer = True
            _paragraph(section.first_page_header.paragraphs[0], rest)
        elif kind.startswith("set "):
            settings[kind.removeprefix("set ")] = rest
        elif line:
            _paragraph(document.add_paragraph(), line)
    document.core_properties.title = settings.pop("title", "")
    return with_properties(document, settings)


def _table(document: Any, rows: list[list[str]]) -> None:
    wide = max(len(row) for row in rows)
    table = document.add_table(len(rows), wide)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            _paragraph(table.cell(number, place).paragraphs[0], cell)


def _paragraph(paragraph: Any, text: str) -> None:
    place = 0
    for found in _PARTS.finditer(text):
        _run(paragraph, text[place : found.start()])
        place = found.end()
        if found[1]:
            _special(paragraph, found[1], found[2])
    _run(paragraph, text[place:])


def _run(paragraph: Any, text: str) -> None:
    if text:
        paragraph.add_run(text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _special(paragraph: Any, kind: str, text: str) -> None:
    run, mark = _TEXT.format(_escaped(text)), 'w:id="7" w:author="Somebody" w:date="2026-01-01T00:00:00Z"'
    if kind == "inner":
        cell = paragraph._p.getparent()
        row = f"<w:tr><w:tc><w:p>{run}</w:p></w:tc></w:tr>"
        xml = f"<w:tbl {NAMES}><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>{row}</w:tbl>"
        cell.insert(cell.index(paragraph._p), parse_xml(xml))
        return
    if kind == "field":
        code, _, result = text.partition("=")
        steps = [f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")]
        code = f'<w:r><w:instrText xml:space="preserve"> {_escaped(code)} </w:instrText></w:r>'
        inner = f"{steps[0]}{code}{steps[1]}{_TEXT.format(_escaped(result))}{steps[2]}"
    else:
        inner = {
            "deleted": f"<w:del {mark}>{run.replace('w:t', 'w:delText')}</w:del>",
            "inserted": f"<w:ins {mark}>{run}</w:ins>",
            "control": f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>",
            "bound": (
                '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/x" w:storeItemID="{0}"/></w:sdtPr>'
                f"<w:sdtContent>{run}</w:sdtContent></w:sdt>"
            ),
            "check": (
                f'<w:sdt><w:sdtPr><w:tag w:val="{_escaped(text).replace(chr(34), "&quot;")}"/><w14:checkbox>'
                '<w14:checked w14:val="0"/>'
                '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font='
                f'"MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>{_TEXT.format("☐")}</w:sdtContent></w:sdt>'
            ),
            "box": (
                '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:90pt;height:20pt">'
                f"<v:textbox><w:txbxContent><w:p>{run}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
            ),
        }[kind]
    for each in parse_xml(f"<w:p {NAMES}>{inner}</w:p>"):
        paragraph._p.append(each)


def with_properties(document: Any, settings: dict[str, str]) -> bytes:
    """The package, always the same, with custom properties as `File > Info > Properties > Advanced` writes them."""
    document.core_properties.author = ""
    document.core_properties.last_modified_by = ""
    saved = BytesIO()
    document.save(saved)
    data = saved.getvalue()
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if not settings:
                _put(new, name, part)
                continue
            if name == "_rels/.rels":
                kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
                made = f'<Relationship Id="rIdC" Type="{kind}" Target="docProps/custom.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", made.encode())
            if name == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
                made = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
                part = part.replace(b"</Types>", made.encode())
            _put(new, name, part)
        types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
        rows = "".join(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}" name="{name}">'
            f"<vt:lpwstr>{_escaped(text)}</vt:lpwstr></property>"
            for n, (name, text) in enumerate(settings.items(), 2)
        )
        if settings:
            _put(
                new,
                "docProps/custom.xml",
                f'<Properties xmlns="{CUSTOM}" xmlns:vt="{types}">{rows}</Properties>'.encode(),
            )
    return stream.getvalue()


def _put(package: ZipFile, name: str, data: bytes) -> None:
    """A part, with no clock in it."""
    package.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, ZIP_DEFLATED)


def said(data: bytes) -> list[str]:
    """What a Word file says: a line for each paragraph, a table's row on one line, then headers and footers."""
    lines: list[str] = []
    with ZipFile(BytesIO(data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)]
        for name in sorted(names, key=lambda each: (each != "word/document.xml", each)):
            root = etree.fromstring(package.read(name))
            part = re.sub(r"word/|\d*\.xml", "", name)
            lines += [f"{part}: {each}" if part != "document" else each for each in _lines(root) if each.strip(" |")]
    return lines


def _lines(element: Any) -> list[str]:
    lines: list[str] = []
    for child in element:
        if child.tag == f"{W}tr":
            cells = [
                " / ".join(_lines(cell)) for cell in child.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is child
            ]
            lines.append("| " + " | ".join(cells) + " |")
        elif child.tag == f"{W}p":
            lines.append(_text(child))
            lines += [f"box: {each}" for box in child.iter(f"{W}txbxContent") for each in _lines(box)]
        else:
            lines += _lines(child)
    return lines


def _text(element: Any) -> str:
    words = ""
    for child in element:
        if child.tag == f"{W}t":
            words += child.text or ""
        elif child.tag in {f"{W}br", f"{W}tab"}:
            words += "⏎" if child.tag == f"{W}br" else "⇥"
        elif child.tag not in {f"{W}txbxContent", f"{W}pPr", f"{W}del"}:
            words += _text(child)
    return words
