"""What is written here in English is what Babel would say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from briefs.language import day, listed, number_text, percent_text

DECIMALS = st.decimals(-(10**12), 10**12, allow_nan=False, places=4) | st.decimals(-10, 10, allow_nan=False, places=1)


@given(st.dates(), st.sampled_from(["long", "d MMMM", "MMMM y", "full", "medium", "short", "EEE d.M.yy"]))
def test_a_day_is_babels_day(value: date, style: str) -> None:
    assert day(value, "en", style) == format_date(value, style, locale="en_GB")


@given(DECIMALS, st.integers(0, 4))
def test_a_number_is_babels_number(value: Decimal, places: int) -> None:
    pattern = "#,##0." + "0" * places if places else "#,##0"
    assert number_text(value, "en", places) == format_decimal(value, pattern, locale="en_GB").replace("-", "\u2212")


@given(DECIMALS, st.integers(0, 4))
def test_a_percentage_is_babels_percentage(value: Decimal, places: int) -> None:
    pattern = "#,##0." + "0" * places + "%" if places else "#,##0%"
    babels = format_percent(value / 100, pattern, locale="en_GB")
    assert percent_text(value, "en", places) == babels.replace("-", "\u2212")


@pytest.mark.parametrize("language", ["en", "en-US", "de", "fr", "ru", "kk", "mn", "sv", "ja"])
def test_a_negative_number_has_a_minus_and_no_hyphen(language: str) -> None:
    for text in (number_text(Decimal("-1234.5"), language, 1), percent_text(Decimal("-7.8"), language, 1)):
        assert text.startswith("\u2212") and "-" not in text


@given(st.lists(st.text()))
def test_a_list_is_babels_list(texts: list[str]) -> None:
    assert listed(texts, "en-GB") == (format_list(texts, style="standard", locale="en_GB") if texts else "")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en-US", ("October 31, 2024", "1,234.50", "12%", "a, b, and c")),
        ("de", ("31. Oktober 2024", "1.234,50", "12\u00a0%", "a, b und c")),
        ("mn", ("2024\u202fоны аравдугаар сарын 31", "1,234.50", "12%", "a, b, c")),
    ],
)
def test_other_languages_have_their_own_ways(language: str, told: tuple[str, str, str, str]) -> None:
    found = (
        day(date(2024, 10, 31), language),
        number_text(Decimal("1234.5"), language, 2),
        percent_text(Decimal(12), language, 0),
        listed(["a", "b", "c"], language),
    )
    assert found == told
