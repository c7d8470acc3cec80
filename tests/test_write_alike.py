"""What both writers do alike: columns, decimal marks, grids, labels, directions, sizes."""

from __future__ import annotations

import calendar
from itertools import pairwise

import pytest
from everything import COLUMNS, row, words
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from test_write_docx import plain_theme
from trees import tables

from briefs.layout.axis import names_every, plot_width
from briefs.layout.columns import column_widths, decimal_pads, words_of
from briefs.layout.direction import is_rtl, is_rtl_language, stretches
from briefs.layout.figures import key_figures
from briefs.layout.grid import grid
from briefs.layout.labels import bullet, numbered
from briefs.layout.measure import measure_for
from briefs.layout.sizes import chart_height, picture_size
from briefs.model.tree import Cell, Column, Row, Span, Spans, Table, plain

MONTHS = tuple(calendar.month_name)[1:]
WIDTH = 450.0


def measure(spans: Spans, _role: str) -> tuple[float, float]:
    """Five points a character, whatever it is."""
    text = plain(spans)
    return max(map(len, words_of(text)), default=0) * 5.0, max(map(len, text.split("\n"))) * 5.0


def widths(table: Table, width: float = WIDTH) -> tuple[float, ...]:
    return column_widths(table, width, measure, 8.0)


# columns


@given(tables(), st.floats(60, 800))
def test_columns_fill_the_width_exactly_and_none_is_nothing(table: Table, width: float) -> None:
    found = widths(table, width)
    assert len(found) == grid(table).columns
    assert sum(found) == pytest.approx(width, abs=0.051)
    assert all(each >= 0 for each in found)
    assert all((each * 20) == pytest.approx(round(each * 20), abs=1e-6) for each in found)


def test_no_word_is_broken_where_there_is_room_and_short_columns_stay_whole() -> None:
    long = "a long text of many words that has to be broken into several lines, however wide its column is made"
    table = Table((), (row("Text", "Unbreakable", "Date", header=True),), (row(long, "consideration", "31 October"),))
    text, word, date = widths(table)
    assert word >= 13 * 5 + 8
    assert date >= 10 * 5 + 8
    assert text > word > date


def test_an_address_does_not_starve_the_other_columns() -> None:
    table = Table((), (row("a", "b", header=True),), (row("https://example.org/" + "x" * 400, "some more words " * 9),))
    first, second = widths(table)
    assert min(first, second) > WIDTH / 4


def test_shares_are_kept_and_leave_something_to_the_others() -> None:
    head = (row("a", "b", "c", header=True),)
    assert widths(Table((Column(width=0.5), Column(), Column()), head, ()))[0] == WIDTH / 2
    assert all(each > 0 for each in widths(Table((Column(width=0.7), Column(width=0.7), Column()), head, ())))
    thirds = widths(Table((Column(width=1), Column(width=1), Column(width=1)), head, ()))
    assert thirds == pytest.approx((150.0, 150.0, 150.0))


def test_key_figures_have_equal_columns() -> None:
    table = Table((), (row("a long label of a figure", "b", header=True),), (row("1", "2"),), role="figures")
    assert widths(table) == (225.0, 225.0)


def some_figures(*values: str) -> Table:
    labels = [f"label {n}" for n in range(len(values))]
    return Table((Column(),) * len(values), (row(*labels, header=True),), (row(*values),), role="figures")


def shown(table: Table) -> list[list[str]]:
    return [[plain(cell.spans) for cell in each.cells] for each in (*table.head, *table.rows)]


def test_key_figures_stand_in_as_many_rows_as_keep_their_numbers_whole() -> None:
    table = some_figures("1", "2", "USD\u00a01,234,567.89\u00a0million", "4")
    (found,) = key_figures([table], WIDTH, measure, 8)
    names, numbers, more_names, more_numbers = shown(found)
    assert numbers + more_numbers == [plain(cell.spans) for cell in table.rows[0].cells]
    assert names + more_names == [f"label {n}" for n in range(4)]
    assert widths(found) == (225.0, 225.0)
    (narrow,) = key_figures([table], 20, measure, 8)
    assert len(narrow.columns) == 1 and len(narrow.rows) == 7
    assert key_figures([replace(table, role="table")], 20, measure, 8) == (replace(table, role="table"),)


@pytest.mark.parametrize(("count", "numbers"), [(3, [3]), (4, [2, 2]), (5, [3, 2]), (6, [3, 3]), (7, [3, 3, 1])])
def test_the_figures_of_a_box_stand_in_one_table_on_the_same_columns(count: int, numbers: list[int]) -> None:
    values = [f"{n}%" for n in range(count)]
    wide = -(-count // -(-count // 3))
    tables = [some_figures(*values[start : start + wide]) for start in range(0, count, wide)]
    (found,) = key_figures(tables, WIDTH, measure, 8)
    rows = (*found.head, *found.rows)
    assert [len(each.cells) for each in rows[1::2]] == numbers
    assert {sum(placed.columns for placed in each) for each in (*grid(found).head, *grid(found).rows)} == {wide}
    assert {cell.columns for each in rows for cell in each.cells} == {1}
    assert all(cell.header for each in rows[::2] for cell in each.cells)
    assert [text for each in shown(found)[1::2] for text in each] == values


def test_a_table_of_key_figures_is_no_longer_than_a_page() -> None:
    parts = key_figures([some_figures(*("1,000",) * 3)] * 9, WIDTH, measure, 8)
    assert [len(part.rows) for part in parts] == [11, 5]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("EUR\u00a0-412.6\u00a0million", ["EUR\u00a0-412.6\u00a0million"]),
        ("EUR\u00a0\u2212412.6\u00a0million", ["EUR\u00a0\u2212412.6\u00a0million"]),
        ("-7.8% of (-12) and -\u20ae60 or \u20ae-60", ["-7.8%", "of", "(-12)", "and", "-\u20ae60", "or", "\u20ae-60"]),
        (
            "2025-2027 is well-known, -ish - or 3-",
            ["2025-", "2027", "is", "well-", "known,", "-", "ish", "-", "or", "3-"],
        ),
    ],
)
def test_no_line_ends_behind_the_sign_of_a_number(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_word_in_two_looks_is_one_word() -> None:
    width = measure_for(plain_theme())
    whole = width((Span("USD\u00a076.7\u00a0million"),), "body")[0]
    parts = width((Span("all USD\u00a0"), Span("76.7", frozenset({"em"})), Span("\u00a0million")), "body")[0]
    assert parts == pytest.approx(whole, rel=0.02)
    assert width((Span("a "), Span("a a")), "body")[0] == width((Span("a"),), "body")[0]


@pytest.mark.parametrize(
    ("texts", "pads"),
    [
        (("12.5", "3.25", "7"), (5.0, 0.0, 15.0)),
        (("1,250.5", "3.25"), (5.0, 0.0)),
        (("1.250,5", "3,25"), (5.0, 0.0)),
        (("1,250", "3,000"), (0.0, 0.0)),
        (("12.5 %", "3 %"), (0.0, 10.0)),
        (("not stated", "3.5"), (None, 0.0)),
    ],
)
def test_decimal_marks_line_up(texts: tuple[str, ...], pads: tuple[float | None, ...]) -> None:
    table = Table((Column("decimal"),), (row("n", header=True),), tuple(row(text) for text in texts))
    found = decimal_pads(table, measure)
    assert tuple(found.get((index, 0)) for index in range(len(texts))) == pads


# grids


@given(tables())
def test_every_row_of_a_grid_covers_every_column_once(table: Table) -> None:
    shape = grid(table)
    for line in (*shape.head, *shape.rows):
        covered = [column for placed in line for column in range(placed.column, placed.column + placed.columns)]
        assert covered == list(range(shape.columns))


@given(tables())
def test_no_cell_is_lost(table: Table) -> None:
    shape = grid(table)
    found = [placed.cell for line in (*shape.head, *shape.rows) for placed in line if not placed.covered]
    for source in (*table.head, *table.rows):
        assert all(any(cell is each for each in found) for cell in source.cells)


def test_a_tall_cell_goes_on_below_but_not_beyond_the_head_or_the_last_row() -> None:
    tall = Cell(words("a"), rows=9)
    shape = grid(Table((), (Row((tall, Cell(words("b")))),), (Row((tall, Cell(words("c")))), row("d"))))
    assert [placed.rows for placed in shape.head[0]] == [1, 1]
    assert [placed.covered for placed in shape.rows[1]] == [True, False]


# labels, directions, sizes


def test_labels_count_as_word_does() -> None:
    assert [numbered(n, 0) for n in (1, 12)] == ["1.", "12."]
    assert [numbered(n, 1) for n in (1, 26, 27, 53)] == ["a)", "z)", "aa)", "aaa)"]
    assert [numbered(n, 2) for n in (1, 4, 9, 14, 40, 90, 400, 1999)] == [
        *("i)", "iv)", "ix)", "xiv)", "xl)", "xc)", "cd)", "mcmxcix)")
    ]
    assert [bullet(depth) for depth in range(4)] == ["•", "–", "▪", "•"]


@pytest.mark.parametrize(
    ("tag", "rtl"),
    [("ar", True), ("he-IL", True), ("fa", True), ("kk", False), ("kk-Arab", True), ("ur-Latn", False), ("en", False)],
)
def test_languages_run_their_way(tag: str, rtl: bool) -> None:
    assert is_rtl_language(tag) is rtl


@pytest.mark.parametrize(
    ("text", "rtl"),
    [
        ("اتفاق", True),
        ("The اتفاقية of 2024", False),
        ("NATO وقعت الدول الأعضاء على الاتفاقية", True),
        ("2024", False),
        ("", False),
        ("اتفاق in very many English words", False),
    ],
)
def test_a_paragraph_runs_as_most_of_it_does(text: str, rtl: bool) -> None:
    assert is_rtl(text, False) is rtl
    assert is_rtl(text, True)


@given(st.text(max_size=40), st.booleans())
def test_stretches_cover_the_text_and_differ_from_their_neighbours(text: str, base: bool) -> None:
    found = list(stretches(text, base))
    assert "".join(text[start:end] for start, end, _ in found) == text
    assert all(one[2] != other[2] for one, other in pairwise(found))


def test_a_picture_is_never_larger_than_its_place() -> None:
    theme = plain_theme()
    assert picture_size((100, 50), 0.0, 400, theme) == (100, 50)
    assert picture_size((1000, 500), 0.0, 400, theme) == (400, 200)
    assert picture_size((100, 50), 0.5, 400, theme) == (200, 100)
    _, tall = picture_size((100, 5000), 0.0, 400, theme)
    assert tall < theme.page.text_height


def test_a_chart_of_many_bars_is_higher_but_not_than_a_page() -> None:
    theme = plain_theme()
    few = replace(COLUMNS, kind="bar")
    many = replace(few, categories=tuple(str(n) for n in range(200)))
    assert chart_height(few, theme, 400) < chart_height(many, theme, 400) < theme.page.text_height


def test_a_chart_fits_a_page_with_little_room() -> None:
    theme = plain_theme()
    low = replace(theme, page=replace(theme.page, top=400.0, bottom=300.0))
    for kind in ("column", "bar", "line"):
        assert chart_height(replace(COLUMNS, kind=kind), low, 480) < low.page.text_height


# the names of a chart's categories


def ask(name: str) -> tuple[float, float]:
    return measure((Span(name),), "chart-text")


def named(names: tuple[str, ...], width: float = WIDTH, kind: str = "column") -> list[str]:
    chart = replace(COLUMNS, kind=kind, categories=names)
    return list(names[:: names_every(chart, width, ask)])


def test_all_categories_are_named_where_their_names_fit_and_few_ministries_always() -> None:
    years = tuple(str(year) for year in range(2010, 2024))
    ministries = ("Ministry of Telecommunications", "Ministry of Finance", "Ministry of Infrastructure")
    assert named(years) == list(years)
    assert named(ministries, 90.0) == list(ministries)


def test_of_many_years_some_are_named_the_first_and_the_last_among_them() -> None:
    years = tuple(str(year) for year in range(1985, 2025))
    found = named(years)
    assert found[0] == "1985"
    assert found[-1] == "2024"
    assert 5 < len(found) < 20
    assert len(named(years[:8], 120.0)) < 8


def test_twelve_months_have_every_other_name_and_none_breaks() -> None:
    assert named(MONTHS) == list(MONTHS[::2])


@given(st.lists(st.text("0123456789 ab", max_size=12), min_size=1, max_size=60), st.floats(1, 600))
def test_some_category_is_always_named(names: list[str], width: float) -> None:
    assert named(tuple(names), width)[0] == names[0]


def test_few_columns_take_only_the_width_that_they_need() -> None:
    two, six = (replace(COLUMNS, categories=tuple(map(str, range(count)))) for count in (2, 6))
    assert plot_width(two, WIDTH, ask) < WIDTH * 0.6
    assert plot_width(six, WIDTH, ask) == WIDTH
    assert plot_width(replace(two, kind="line"), WIDTH, ask) == WIDTH
    wide = replace(two, categories=("Ministry of Foreign Affairs", "Ministry of Finance"))
    assert plot_width(wide, WIDTH, ask) > plot_width(two, WIDTH, ask)
