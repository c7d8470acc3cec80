"""Charts in Word files: native, editable, their numbers those of the tree, told apart without colour."""

from __future__ import annotations

import calendar
import io
import re
import zipfile
from decimal import Decimal

from docx_rules import WP, W, Word
from everything import BARS, COLUMNS, LINES, paragraph
from hypothesis import HealthCheck, given, settings
from lxml import etree
from msgspec.structs import replace
from test_write_docx import word
from trees import charts

from briefs.model.tree import MOST_SERIES, Chart, Series

MONTHS = tuple(calendar.month_name)[1:]
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RANGE = "{http://schemas.microsoft.com/office/drawing/2012/chart}"


def sheet(file: Word, number: int = 1) -> dict[str, str]:
    """The cells of a chart's workbook by name, texts and numbers as they are written, results without their formula."""
    data = file.parts[f"word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx"]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        tree = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    for formula in tree.findall(f".//{S}f"):
        formula.text = ""
    return {cell.get("r", ""): "".join(str(text) for text in cell.itertext()) for cell in tree.iter(f"{S}c")}


def named(formula: str) -> list[str]:
    """The names of the cells in `Sheet1!$B$2:$B$5`."""
    match = re.fullmatch(r"Sheet1!\$([A-Z]+)\$(\d+)(?::\$\1\$(\d+))?", formula)
    assert match is not None
    return [f"{match[1]}{line}" for line in range(int(match[2]), int(match[3] or match[2]) + 1)]


def check(file: Word, chart: Chart) -> None:
    """That each reference of the chart finds in the sheet what the chart has cached, and the tree has said."""
    tree, cells = file.trees["word/charts/chart1.xml"], sheet(file)
    for reference in tree.iter(f"{C}strRef", f"{C}numRef", f"{RANGE}datalabelsRange"):
        formula = next(e for e in reference if str(e.tag).endswith("}f")).text or ""
        cached = {int(point.get("idx", 0)): point.findtext(f"{C}v") for point in reference.iter(f"{C}pt")}
        found = {index: cells[name] for index, name in enumerate(named(formula)) if cells.get(name)}
        assert cached == found
    for index, series in enumerate(chart.series):
        column = chr(ord("B") + index)
        told = [cells.get(f"{column}{line}") for line in range(2, len(chart.categories) + 2)]
        assert [None if text is None else Decimal(text) for text in told] == list(series.values)


def test_the_workbooks_numbers_are_the_charts_and_the_trees() -> None:
    for chart in (COLUMNS, BARS, LINES):
        check(word(chart, paragraph("x")), chart)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(charts())
def test_so_they_are_in_any_chart(chart: Chart) -> None:
    check(word(chart, paragraph("x")), chart)


def test_a_chart_is_in_line_with_its_description_and_opens_its_workbook() -> None:
    file = word(COLUMNS, paragraph("x"))
    assert next(file.document.iter(f"{WP}docPr")).get("descr") == COLUMNS.alt
    assert [target for target, _ in file.relations("word/charts/chart1.xml").values()] == [
        "word/embeddings/Microsoft_Excel_Worksheet1.xlsx"
    ]


def test_labels_are_printed_as_they_were_typed() -> None:
    odd = replace(COLUMNS, series=(Series("s", (Decimal("3200"), None), ("US$ 3,2 bn", "")),), categories=("a", "b"))
    tree = word(odd, paragraph("x")).trees["word/charts/chart1.xml"]
    assert [e.text for e in tree.iter(f"{A}t")] == ["US$ million", "US$ 3,2 bn"]


def test_several_series_have_a_legend_and_patterns_and_one_has_neither() -> None:
    one, two, lines = (word(c, paragraph("x")).trees["word/charts/chart1.xml"] for c in (COLUMNS, BARS, LINES))
    assert one.find(f".//{C}legend") is None
    assert two.find(f".//{C}legend") is not None
    assert (len(list(one.iter(f"{A}pattFill"))), len(list(two.iter(f"{A}pattFill")))) == (0, 1)
    assert [e.get("val") for e in lines.iter(f"{C}symbol")] == ["circle", "square"]
    assert [e.get("val") for e in lines.iter(f"{A}prstDash")] == ["solid", "dash"]


def test_many_points_have_an_axis_in_place_of_labels() -> None:
    names = tuple(str(year) for year in range(1990, 2020))
    series = (Series("s", tuple(map(Decimal, range(30))), tuple(map(str, range(30)))),)
    tree = word(replace(COLUMNS, categories=names, series=series), paragraph("x")).trees["word/charts/chart1.xml"]
    assert tree.find(f".//{C}dLbls") is None
    assert tree.find(f".//{C}majorGridlines") is not None


def test_an_axis_sets_large_numbers_in_groups() -> None:
    names = tuple(str(year) for year in range(1990, 2020))
    for step, code in ((1, "General"), (1000, "#,##0")):
        numbers = tuple(Decimal(place * step) for place in range(30))
        chart = replace(COLUMNS, categories=names, series=(Series("s", numbers, tuple(map(str, numbers))),))
        tree = word(chart, paragraph("x")).trees["word/charts/chart1.xml"]
        axis = tree.find(f".//{C}valAx/{C}numFmt")
        assert axis is not None
        assert axis.get("formatCode") == code


def test_columns_begin_at_zero_unless_they_go_below() -> None:
    below = replace(COLUMNS, series=(Series("s", tuple(map(Decimal, (-1, 2, 3, 4))), ("-1", "2", "3", "4")),))
    assert word(COLUMNS, paragraph("x")).trees["word/charts/chart1.xml"].find(f".//{C}min") is not None
    assert word(below, paragraph("x")).trees["word/charts/chart1.xml"].find(f".//{C}min") is None


def test_two_charts_are_two_parts() -> None:
    file = word(COLUMNS, LINES, paragraph("x"))
    assert sheet(file, 1)["A2"] == "2020"
    assert sheet(file, 2)["A2"] == "Q1"
    assert len(list(file.document.iter(f"{W}drawing"))) == 2


def numbered(names: tuple[str, ...], kind: str = "column", count: int = 1) -> Chart:
    """A chart of so many series that count from 1."""
    numbers = tuple(map(Decimal, range(1, len(names) + 1)))
    series = tuple(Series(f"Series {n}", numbers, tuple(map(str, numbers))) for n in range(count))
    return replace(COLUMNS, kind=kind, categories=names, series=series)


def test_eight_series_look_each_another_without_colour() -> None:
    years = tuple(str(year) for year in range(2019, 2022))
    columns, lines = (
        word(numbered(years, kind, MOST_SERIES), paragraph("x")).trees["word/charts/chart1.xml"]
        for kind in ("column", "line")
    )
    fills = {etree.tostring(_grey(e.find(f"{C}spPr"))) for e in columns.iter(f"{C}ser")}
    markers = {etree.tostring(_grey(e.find(f"{C}marker"))) for e in lines.iter(f"{C}ser")}
    dashes = {e.get("val") for e in lines.iter(f"{A}prstDash")}
    assert len(fills) == len(markers) == len(dashes) == MOST_SERIES


def _grey(element: etree._Element | None) -> etree._Element:
    """The element with every colour but white made the same one."""
    assert element is not None
    for colour in element.iter(f"{A}srgbClr"):
        colour.set("val", "FFFFFF" if colour.get("val") == "FFFFFF" else "000000")
    return element


def test_a_long_legend_has_room_for_all_its_rows() -> None:
    years = ("2023", "2024")
    low, high = (
        float(str(tree.find(f".//{C}legend//{C}h").get("val")))  # type: ignore[union-attr]
        for count in (2, 8)
        for tree in [word(numbered(years, "line", count), paragraph("x")).trees["word/charts/chart1.xml"]]
    )
    assert high > 1.5 * low


def test_names_that_do_not_fit_side_by_side_are_left_out_and_none_is_turned() -> None:
    months = numbered(MONTHS)
    file = word(months, paragraph("x"))
    check(file, months)
    tree, cells = file.trees["word/charts/chart1.xml"], sheet(file)
    assert next(tree.iter(f"{C}tickLblSkip")).get("val") == "2"
    assert [e.text for e in tree.iterfind(f".//{C}cat//{C}v")] == list(MONTHS[::2])
    assert [cells[f"A{line}"] for line in range(2, 14)] == list(MONTHS)
    few = word(COLUMNS, paragraph("x")).trees["word/charts/chart1.xml"]
    assert next(few.iter(f"{C}tickLblSkip")).get("val") == "1"
    body = few.find(f".//{C}catAx/{C}txPr/{A}bodyPr")
    assert body is not None
    assert body.get("rot") == "0"


def test_two_columns_stand_closer_together_than_the_page_is_wide() -> None:
    two, six = (
        float(str(e.get("val")))
        for count in (2, 6)
        for tree in [word(numbered(tuple(map(str, range(count)))), paragraph("x")).trees["word/charts/chart1.xml"]]
        for e in tree.iterfind(f".//{C}plotArea/{C}layout//{C}w")
    )
    assert two < 0.55
    assert six > 0.9
