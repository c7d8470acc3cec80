"""Charts in words: what they say to those who do not see them, and the sentence of numbers below them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from papers import plan_of

from briefs.document.chart_descriptions import described
from briefs.language import written_languages
from briefs.model.tree import Chart, Paragraph, Series
from briefs.project.pipeline import document_of


def alt(*series: tuple[str, list[str]], kind: str = "column", unit: str = "", language: str = "en") -> str:
    """The description of a chart of the years from 2019 on; an empty text is a year without a value."""
    made = tuple(Series(n, tuple(Decimal(t) if t else None for t in texts), tuple(texts)) for n, texts in series)
    years = tuple(str(2019 + place) for place in range(len(series[0][1])))
    (chart,) = described((Chart(kind, years, made, unit, ""),), language)  # type: ignore[arg-type]
    assert isinstance(chart, Chart)
    return chart.alt


def test_a_chart_says_its_kind_and_its_first_last_lowest_and_highest_value() -> None:
    assert alt(("Revenue", ["830.2", "794.6", "", "900.0", "1280.0"]), unit="₮ billion") == (
        "Column chart of Revenue (₮ billion), 4 values: first 830.2 for 2019, last 1280.0 for 2023;"
        " lowest 794.6 for 2020, highest 1280.0 for 2023."
    )


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([""], "Bar chart of Trade, no values."),
        (["", "5"], "Bar chart of Trade, one value: 5 for 2020."),
        (["-5", "5"], "Bar chart of Trade, 2 values: -5 for 2019, 5 for 2020."),
        (["5", "5.0", "5"], "Bar chart of Trade, 3 values, each 5, from 2019 to 2021."),
        (
            ["-2", "-7", "-2"],
            "Bar chart of Trade, 3 values: first -2 for 2019, last -2 for 2021; lowest -7 for 2020,"
            " highest -2 for 2019, 2021.",
        ),
        (
            ["0", "0", "0", "0", "1"],
            "Bar chart of Trade, 5 values: first 0 for 2019, last 1 for 2023; lowest 0, highest 1 for 2023.",
        ),
    ],
)
def test_what_a_chart_says_is_true_of_few_equal_and_negative_values(values: list[str], said: str) -> None:
    assert alt(("Trade", values), kind="bar") == said


def test_each_of_several_series_has_a_sentence() -> None:
    assert alt(("Exports", ["1", "2"]), ("{name}", ["", "3"]), kind="line", unit="%") == (
        "Line chart. Exports (%), 2 values: 1 for 2019, 2 for 2020. {name} (%), one value: 3 for 2020."
    )


@pytest.mark.parametrize("language", written_languages())
def test_a_chart_speaks_every_language_of_the_house(language: str) -> None:
    cases = [[""], ["1"], ["1", "2"], ["1", "1", "1"], ["1", "2", "3"]]
    found = {alt(("A", values), language=language) for values in cases}
    assert len(found) == len(cases)
    assert (language == "en") == bool(found & {alt(("A", values)) for values in cases})


SERIES = """\
series:
  from: us
  debt:
    label: {value: "Өрийн үлдэгдэл", language: mn}
    unit: billion
    points: {2023: 1, 2024: 2}
  loans: {label: New loans, unit: billion, points: {2024: 3}}
"""


def test_a_name_in_another_language_keeps_it_in_caption_and_numbers(tmp_path: Path) -> None:
    template = "---\ntitle: T\nneeds: []\n---\n# T\n\n::: chart line {{ series.debt }} {{ series.loans }}\n:::\n"
    plan, shelf, _ = plan_of(tmp_path, SERIES, template)
    document, _, problems = document_of(plan, shelf)
    assert not problems
    (chart,) = (block for block in document.blocks if isinstance(block, Chart))
    (numbers,) = (b for b in document.blocks if isinstance(b, Paragraph) and b.role == "chart-text")
    for spans in (chart.caption, numbers.spans):
        tongues = {span.text: span.language for span in spans}
        assert tongues["Өрийн үлдэгдэл"] == "mn"
        assert all(not language for text, language in tongues.items() if text != "Өрийн үлдэгдэл")
    (unit,) = (span for span in numbers.spans if span.text == "billion")
    assert unit.facts == ("series.debt.unit",)
