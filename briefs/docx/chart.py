"""Charts: DrawingML that Word draws and lets people edit, with the workbook behind it.

Where a chart stands and how large it is, is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from hashlib import sha256

from briefs.docx.chart_room import ROW, Drawing, gap, legend_room, place, plot_place
from briefs.docx.languages import word_language
from briefs.docx.text import attribute, colour, escaped
from briefs.docx.workbook import Copy, Value, area, workbook
from briefs.layout.axis import MOST_LABELS, names_every
from briefs.layout.columns import Measure
from briefs.model.theme import Theme
from briefs.model.tree import Chart, Series, Span

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_PATTERNS = ("full", "wdUpDiag", "pct25", "dkHorz", "wdDnDiag", "smGrid", "dkVert", "empty")
"""How columns and bars are filled, by series: told apart without colour."""
_MARKERS = (
    *(("circle", True), ("square", False), ("triangle", True), ("diamond", False)),
    *(("x", False), ("circle", False), ("plus", False), ("square", True)),
)
"""The shape of points, and whether it is filled, by series."""
_DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "dot", "lgDashDot", "lgDashDotDot")
_WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
_SHOWN = (
    f'<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" xmlns:c15="{_C15}">'
    '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst>'
)
"""Labels come from the sheet's column of texts ([MS-ODRAWXML], 2.24.3)."""
_NO_KEYS = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def chart_part(
    chart: Chart, theme: Theme, language: str, size: tuple[float, float], measure: Measure
) -> tuple[str, bytes]:
    """The chart part, and the workbook that its first relationship is to lead to; sizes are points."""
    labelled = len(chart.categories) * len(chart.series) <= MOST_LABELS

    def ask(text: str) -> tuple[float, float]:
        return measure((Span(text),), "chart-text")

    every = 1 if chart.kind == "bar" else names_every(chart, size[0], ask)
    drawing = Drawing(chart, theme, theme.looks["chart-text"], labelled, size, ask, every)
    series = "".join(_series(drawing, each, index) for index, each in enumerate(chart.series))
    plot = f"{plot_place(drawing)}{_plot(drawing, series)}{_axes(drawing)}"
    xml = (
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:date1904 val="0"/>'
        f'<c:lang val="{attribute(word_language(language))}"/><c:roundedCorners val="0"/><c:chart>'
        f"{_unit(drawing)}<c:plotArea>{plot}</c:plotArea>{_legend(drawing)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{drawing.text}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return xml, workbook(_rows(drawing))


def _unit(drawing: Drawing) -> str:
    """The unit as the chart's title, at its upper left corner."""
    if not drawing.chart.unit:
        return '<c:autoTitleDeleted val="1"/>'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{drawing.face('defRPr')}</a:pPr>"
        f"<a:r>{drawing.face('rPr')}<a:t>{escaped(drawing.chart.unit)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'{place(0.0, 0.0)}<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
    )


def _legend(drawing: Drawing) -> str:
    """What each of several series looks like, behind the unit."""
    if len(drawing.chart.series) < 2:
        return ""
    width, height = drawing.size
    start, wanted, rows = legend_room(drawing)
    high = drawing.look.leading * (1.5 + (rows - 1) * ROW)
    at = place(start / width, 0.0, wanted / width, high / height)
    return f'<c:legend><c:legendPos val="t"/>{at}<c:overlay val="0"/>{drawing.text}</c:legend>'


def _rows(drawing: Drawing) -> list[list[Value]]:
    """The sheet: categories, a column of numbers for each series, one of their texts, and what the axis names.

    Not all programs that open the file leave out names as Word does, so those that are not printed are left out here.
    """
    chart = drawing.chart
    names = [series.name for series in chart.series]
    rows: list[list[Value]] = [["", *names, *names]]
    for index, category in enumerate(chart.categories):
        numbers: list[Value] = [series.values[index] for series in chart.series]
        row: list[Value] = [category, *numbers, *(series.labels[index] for series in chart.series)]
        if drawing.every > 1 and not index % drawing.every:
            row.append(Copy(f"A{index + 2}", category))
        rows.append(row)
    return rows


def _categories(drawing: Drawing) -> str:
    """c:cat: the names of the categories, or those that the axis prints."""
    names, column = drawing.chart.categories, 0
    if drawing.every > 1:
        names = tuple("" if index % drawing.every else name for index, name in enumerate(names))
        column = 1 + 2 * len(drawing.chart.series)
    texts = _texts("str", names)
    return f"<c:cat><c:strRef><c:f>{area(column, 2, len(names) + 1)}</c:f>{texts}</c:strRef></c:cat>"


def _plot(drawing: Drawing, series: str) -> str:
    axes = '<c:axId val="1"/><c:axId val="2"/>'
    if drawing.chart.kind == "line":
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
            f'<c:marker val="1"/>{axes}</c:lineChart>'
        )
    direction = "bar" if drawing.chart.kind == "bar" else "col"
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap(drawing)}"/><c:overlap val="0"/>{axes}</c:barChart>'
    )


def _series(drawing: Drawing, series: Series, index: int) -> str:
    """c:ser, its children in the order of ISO/IEC 29500-1, A.5 (CT_BarSer, CT_LineSer)."""
    count = len(drawing.chart.categories)
    line = drawing.chart.kind == "line"
    name = f"<c:tx><c:strRef><c:f>{area(index + 1, 1, 1)}</c:f>{_texts('str', [series.name])}</c:strRef></c:tx>"
    inverted = "" if line else '<c:invertIfNegative val="0"/>'
    labels, extension = _labels(drawing, series, index) if drawing.labelled else ("", "")
    numbers = _numbers(series.values)
    values = f"<c:val><c:numRef><c:f>{area(index + 1, 2, count + 1)}</c:f>{numbers}</c:numRef></c:val>"
    smooth = '<c:smooth val="0"/>' if line else ""
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/>{name}{_shape(drawing, index)}{inverted}{labels}'
        f"{_categories(drawing)}{values}{smooth}{extension}</c:ser>"
    )


def _shape(drawing: Drawing, index: int) -> str:
    """How the series is drawn: the first solid, each other with a pattern, or a line with a marker of its own."""
    of = f'<a:srgbClr val="{drawing.colour(index)}"/>'
    solid = f"<a:solidFill>{of}</a:solidFill>"
    if drawing.chart.kind == "line":
        dash = _DASHES[index % len(_DASHES)]
        symbol, filled = _MARKERS[index % len(_MARKERS)]
        ground = solid if filled else _WHITE
        line = f'<a:ln w="22225" cap="rnd">{solid}<a:prstDash val="{dash}"/><a:round/></a:ln>'
        return (
            f'<c:spPr>{line}</c:spPr><c:marker><c:symbol val="{symbol}"/><c:size val="7"/>'
            f"<c:spPr>{ground}<a:ln>{solid}</a:ln></c:spPr></c:marker>"
        )
    pattern = _PATTERNS[index % len(_PATTERNS)]
    fill = {"full": solid, "empty": _WHITE}.get(pattern, "")
    if not fill:
        ground = '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr>'
        fill = f'<a:pattFill prst="{pattern}"><a:fgClr>{of}</a:fgClr>{ground}</a:pattFill>'
    return f'<c:spPr>{fill}<a:ln w="9525">{solid}</a:ln></c:spPr>'


def _labels(drawing: Drawing, series: Series, index: int) -> tuple[str, str]:
    """The labels as printed, from a column of the sheet, and the extension that names the column ([MS-ODRAWXML])."""
    column = 1 + len(drawing.chart.series) + index
    labels = ""
    for point, text in enumerate(series.labels):
        if series.values[point] is None or not text:
            labels += f'<c:dLbl><c:idx val="{point}"/><c:delete val="1"/></c:dLbl>'
        else:
            labels += _label(drawing, series, index, point)
    place = "t" if drawing.chart.kind == "line" else "outEnd"
    whole = (
        f"<c:dLbls>{labels}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{drawing.text}"
        f'<c:dLblPos val="{place}"/>{_NO_KEYS}{_SHOWN}</c:dLbls>'
    )
    cache = _texts("dlblRange", series.labels, "c15")
    extension = (
        f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" xmlns:c15="{_C15}">'
        f"<c15:datalabelsRange><c15:f>{area(column, 2, len(series.labels) + 1)}</c15:f>{cache}"
        "</c15:datalabelsRange></c:ext></c:extLst>"
    )
    return whole, extension


def _label(drawing: Drawing, series: Series, index: int, point: int) -> str:
    """The label of one point: a field that shows the sheet's text, with that text as its present result."""
    seed = f"{series.name} {index} {point}".encode("utf-8", "surrogatepass")
    code = sha256(seed).hexdigest().upper()
    guid = f"{{{code[:8]}-{code[8:12]}-{code[12:16]}-{code[16:20]}-{code[20:32]}}}"
    return (
        f'<c:dLbl><c:idx val="{point}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>'
        f'<a:fld id="{guid}" type="CELLRANGE">{drawing.face("rPr")}<a:pPr/><a:t>{escaped(series.labels[point])}</a:t>'
        f'</a:fld><a:endParaRPr/></a:p></c:rich></c:tx><c:dLblPos val="{_label_place(drawing, series, point)}"/>'
        f"{_NO_KEYS}{_SHOWN}</c:dLbl>"
    )


def _label_place(drawing: Drawing, series: Series, point: int) -> str:
    """Beyond the end of a bar; above a point of a line, but below where another line is above."""
    if drawing.chart.kind != "line":
        return "outEnd"
    own = series.values[point]
    others = [each.values[point] for each in drawing.chart.series if each is not series]
    above = [value for value in others if value is not None and own is not None and value > own]
    return "b" if above else "t"


def _texts(kind: str, texts: Sequence[str], prefix: str = "c") -> str:
    inner = "".join(
        f'<c:pt idx="{index}"><c:v>{escaped(text)}</c:v></c:pt>' for index, text in enumerate(texts) if text
    )
    return f'<{prefix}:{kind}Cache><c:ptCount val="{len(texts)}"/>{inner}</{prefix}:{kind}Cache>'


def _numbers(values: Sequence[Decimal | None]) -> str:
    inner = "".join(
        f'<c:pt idx="{index}"><c:v>{value:f}</c:v></c:pt>' for index, value in enumerate(values) if value is not None
    )
    return f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{inner}</c:numCache>'


def _axes(drawing: Drawing) -> str:
    """The axis of the categories, and that of the numbers, which shows only where the points have no labels."""
    chart = drawing.chart
    across = chart.kind == "bar"
    rule = f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{colour(drawing.theme.rule_colour)}"/></a:solidFill></a:ln>'
    values = [value for series in chart.series for value in series.values if value is not None]
    floor = '<c:min val="0"/>' if chart.kind != "line" and all(value >= 0 for value in values) else ""
    grid = "" if drawing.labelled else f"<c:majorGridlines><c:spPr>{rule}</c:spPr></c:majorGridlines>"
    lying = "<a:bodyPr/>" if drawing.every > 1 else '<a:bodyPr rot="0" vert="horz"/>'  # those that are far apart lie
    names = drawing.words(lying)
    categories = (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{"maxMin" if across else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if across else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{rule}</c:spPr>{names}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'<c:tickLblSkip val="{drawing.every}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    shown = "none" if drawing.labelled else "nextTo"
    grouped = "#,##0" if any(abs(value) >= 1000 for value in values) else "General"  # Word has the language's own mark
    return categories + (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{floor}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if across else "l"}"/>{grid}<c:numFmt formatCode="{grouped}" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="{shown}"/>{_NO_LINE}'
        f'{drawing.text}<c:crossAx val="1"/><c:crosses val="{"max" if across else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
