"""The brief through ReportLab's platypus, as its competent users would go: Paragraph, Table, ListFlowable, a chart.

Untagged, in Arimo, with the marking and `Page x of y` on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Part = dict[str, Any]
ACCENT = "#1f4e79"
_platypus: Any = import_module("reportlab.platypus")
_colour: Any = import_module("reportlab.lib.colors").HexColor
_style: Any = import_module("reportlab.lib.styles").ParagraphStyle
_metrics: Any = import_module("reportlab.pdfbase.pdfmetrics")
_canvas: Any = import_module("reportlab.pdfgen.canvas").Canvas
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)


def make(brief: dict[str, Any], folder: Path) -> bytes:
    """The PDF as ReportLab's users make it: Paragraph, Table, ListFlowable and a chart; untagged."""

    if "Arimo-regular" not in _metrics.getRegisteredFontNames():
        _register_fonts(brief["fonts"])
    looks = _looks()
    story = [flowable for part in _with_title(brief) for flowable in _flowables(part, looks)]
    file = BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin"), 23 * MM)
    paper = _platypus.SimpleDocTemplate(
        file, pagesize=A4, topMargin=25 * MM, bottomMargin=24 * MM, title=brief["title"], **margins
    )
    paper.build(story, canvasmaker=_numbered(brief))
    return file.getvalue()


def _register_fonts(files: dict[str, str]) -> None:
    """Make Arimo known to ReportLab, once in a process."""

    face = import_module("reportlab.pdfbase.ttfonts").TTFont
    mapped = import_module("reportlab.lib.fonts").addMapping
    for style, (bold, italic) in {"regular": (0, 0), "bold": (1, 0), "italic": (0, 1), "bold_italic": (1, 1)}.items():
        _metrics.registerFont(face(f"Arimo-{style}", str(files[style])))
        mapped("Arimo", bold, italic, f"Arimo-{style}")
    mapped("Arimo-regular", 1, 0, "Arimo-bold")
    mapped("Arimo-regular", 0, 0, "Arimo-regular")


def _with_title(brief: dict[str, Any]) -> Iterator[Part]:
    yield {"kind": "heading", "title": brief["title"], "level": 0}
    yield from brief["parts"]


def _looks() -> dict[str, Any]:

    accent = _colour(ACCENT)
    body = _style("body", fontName="Arimo-regular", fontSize=10.5, leading=14, spaceAfter=6)
    bold = _style("bold", body, fontName="Arimo-bold", textColor=accent, keepWithNext=True)
    cell = _style("cell", body, fontSize=9, leading=11.5, spaceAfter=0)
    return {
        "body": body,
        "heading0": _style("heading0", bold, fontSize=20, leading=24),
        "heading1": _style("heading1", bold, fontSize=14, leading=18, spaceBefore=14),
        "heading2": _style("heading2", bold, fontSize=11.5, leading=15, spaceBefore=10),
        "heading3": _style("heading3", bold, fontSize=10.5, leading=14, spaceBefore=8),
        "callout": _style("callout", body, backColor=_colour("#f2f6fa"), borderPadding=6, leftIndent=10),
        "caption": _style("caption", body, fontName="Arimo-bold", fontSize=9.5, keepWithNext=True),
        "cell": cell,
        "head": _style("head", cell, fontName="Arimo-bold", textColor=accent),
        "value": _style("value", bold, fontSize=17, leading=21),
    }


def _markup(line: dict[str, str]) -> str:
    return f"<b>{escape(line['label'])}</b>{escape(line['text'])}" if line["label"] else escape(line["text"])


def _flowables(part: Part, looks: dict[str, Any]) -> Iterator[Any]:

    match part["kind"]:
        case "heading":
            yield _platypus.Paragraph(escape(part["title"]), looks[f"heading{part['level']}"])
        case "text":
            yield from (_platypus.Paragraph(_markup(line), looks["body"]) for line in part["lines"])
        case "callout":
            yield _platypus.Paragraph(f"<b>{escape(part['title'])}</b>", looks["callout"])
            yield from (_platypus.Paragraph(_markup(line), looks["callout"]) for line in part["lines"])
        case "bullets":
            items = [_platypus.ListItem(_platypus.Paragraph(_markup(line), looks["body"])) for line in part["lines"]]
            yield _platypus.ListFlowable(
                items, bulletType="bullet", start="•", leftIndent=14, bulletFontName="Arimo-regular"
            )
        case "fields" | "sources":
            yield _two_columns(part, looks)
        case "grid" | "figures":
            yield from _table(part, looks)
        case "chart":
            yield _platypus.Paragraph(escape(part["title"]), looks["caption"])
            yield _drawn(part)
        case "each":
            for section in part["parts"]:
                yield _platypus.Paragraph(escape(section["title"]), looks["heading2"])
                for inner in section["parts"]:
                    yield from _flowables(inner, looks)
        case _:
            raise AssertionError(part["kind"])


def _two_columns(part: Part, looks: dict[str, Any]) -> Any:

    wide = 78 if part["kind"] == "fields" else 20
    rows = [
        [_platypus.Paragraph(escape(a["label"]), looks["head"]), _platypus.Paragraph(escape(a["text"]), looks["cell"])]
        for a in part["lines"]
    ]
    return _platypus.Table(rows, colWidths=[wide, 465 - wide], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])


def _table(part: Part, looks: dict[str, Any]) -> Iterator[Any]:

    if part["title"]:
        yield _platypus.Paragraph(escape(part["title"]), looks["caption"])
    look = "value" if part["kind"] == "figures" else "cell"
    head = [_platypus.Paragraph(escape(text), looks["head"]) for text in part["head"]]
    body = [[_platypus.Paragraph(escape(text), looks[look]) for text in row] for row in part["rows"]]
    narrow = [24.0 if align == "right" else 0.0 for align in part["aligns"]] or [0.0] * len(head)
    share = (465 - sum(narrow)) / max(1, narrow.count(0.0))
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, _colour("#a6a6a6"))]
    yield _platypus.Table([head, *body], colWidths=[wide or share for wide in narrow], repeatRows=1, style=style)


def _drawn(part: Part) -> Any:

    drawing = import_module("reportlab.graphics.shapes").Drawing(465, 170)
    chart = import_module("reportlab.graphics.charts.barcharts").VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 30, 20, 420, 140
    chart.data = [list(values) for values in part["values"]]
    chart.categoryAxis.categoryNames = list(part["head"])
    chart.categoryAxis.labels.fontName = chart.valueAxis.labels.fontName = "Arimo-regular"
    chart.valueAxis.valueMin = 0
    chart.bars[0].fillColor = _colour(ACCENT)
    drawing.add(chart)
    return drawing


def _numbered(brief: dict[str, Any]) -> Callable[..., Any]:
    """A canvas that prints the marking and `Page x of y`: the usual recipe, pages kept until their number is known."""

    class Numbered(_canvas):  # type: ignore[misc]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.kept: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for state in self.kept:
                self.__dict__.update(state)
                self.setFont("Arimo-regular", 8)
                self.drawString(65, 26, brief["reference"])
                self.drawCentredString(297, 26, brief["facts_as_at"])
                self.drawRightString(530, 26, f"Page {self._pageNumber} of {len(self.kept)}")
                self.setFont("Arimo-bold", 10)
                self.drawCentredString(297, 812, brief["marking"])
                self.drawCentredString(297, 14, brief["marking"])
                super().showPage()
            super().save()

    return Numbered
