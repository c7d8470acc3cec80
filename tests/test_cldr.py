"""Dates, spans, numbers, lists and places of currencies are as CLDR prints them, or the exception is named.

`cldr.json` holds what CLDR 48.2 has for them; `cldr_samples.py` makes it. Spans have spaces where CLDR's are thin.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefs.language import Amount, day, days, listed, number_text, percent_text, printed_amount
from briefs.language.amounts import currency_first, unit_in
from briefs.layout.direction import stretches

SAMPLES: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "cldr.json").read_text(encoding="utf-8"),
)
TAGS = {"en": "en-US", "pt": "pt-BR"}
"""CLDR's plain `en` and `pt` are those of America; the house's are not."""
DAY, FIRST = date(2024, 10, 28), date(2024, 3, 2)
OFFICIAL = "official papers write the first of a month so; CLDR has a bare 1"
APOSTROPHE = "the apostrophe of print, which CLDR had until version 47"
DRAFTS = "Babel takes in what CLDR calls a draft, its packages of JSON leave that out"
EXCEPTIONS: dict[tuple[str, str], str] = {
    **dict.fromkeys([("fr", "first of a month"), ("fr-CH", "first of a month"), ("pt", "first of a month")], OFFICIAL),
    **{(tag, f"number {n}"): APOSTROPHE for tag in ("de-CH", "fr-CH") for n in ("1234", "12345", "1234567.5")},
    **{("de-AT", f"number {n}"): "Babel has Germany's sign of groups" for n in ("1234", "12345", "1234567.5")},
    **{(tag, f"span {of}"): DRAFTS for tag in ("he", "ru", "uk", "id", "fa") for of in "dMy"},
    ("hi", "three"): DRAFTS,
    **{("mn", f"span {of}"): "CLDR has months in Roman numbers there, dates have them in words" for of in "dMy"},
    ("mn", "currency"): "in Mongolian papers the amount comes first: 3 сая ₮",
}


def printed(tag: str, name: str) -> str:
    """How papers print a sample."""
    kind, _, text = name.partition(" ")
    match kind:
        case "number":
            return number_text(Decimal(text), tag, len(text.partition(".")[2]))
        case "percent":
            return percent_text(Decimal("12.5"), tag, 1)
        case "currency":
            return "before" if currency_first(tag) else "after"
        case "two" | "three":
            return listed(["A", "B", "C"][: 2 if kind == "two" else 3], tag)
        case "month":
            return day(DAY, tag, "MMMM y")
        case "first":
            return day(date(2024, 3, 1), tag)
        case "span":
            ends = {"d": (FIRST, date(2024, 3, 5)), "M": (DAY, date(2024, 11, 3))}
            return days(*ends.get(text, (date(2024, 12, 28), date(2025, 1, 3))), tag)
        case _:
            return day(DAY, tag, "d MMMM" if text else "long")


@pytest.mark.parametrize("locale", SAMPLES)
def test_papers_print_what_cldr_prints(locale: str) -> None:
    tag = TAGS.get(locale, locale)
    wanted = {name: text.replace("\u2009–\u2009", " – ") for name, text in SAMPLES[locale].items()}
    if locale == "en-GB":  # one of its spans has thin spaces where the others of its kind have none
        wanted["span d"] = wanted["span d"].replace(" – ", "–")
    found = {name: printed(tag, name) for name in wanted if (locale, name) not in EXCEPTIONS}
    assert found == {name: text for name, text in wanted.items() if name in found}


def test_there_are_forty_locales_and_few_exceptions() -> None:
    assert len(SAMPLES) >= 40
    assert len(EXCEPTIONS) < sum(map(len, SAMPLES.values())) / 15


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de-CH", "−1’234’567’890’123.5"),
        ("en-IN", "−12,34,56,78,90,123.5"),
        ("es", "−1.234.567.890.123,5"),
        ("ar", "\u200e−1,234,567,890,123.5"),
    ],
)
def test_numbers_are_grouped_to_any_length(tag: str, text: str) -> None:
    assert number_text(Decimal("-1234567890123.5"), tag, 1) == text
    long = "1234567890" * 12
    assert number_text(Decimal(long), tag, 0).translate({ord(sign): None for sign in ".,’"}) == long


@pytest.mark.parametrize(
    ("tag", "first", "span"),
    [
        ("fr", "1er mars 2024", "1er–4 mars 2024"),
        ("de", "1. März 2024", "1.–4. März 2024"),
        ("zh", "2024年3月1日", "2024年3月1日 – 4日"),
        ("ja", "2024年3月1日", "2024年3月1日～4日"),
        ("ko", "2024년 3월 1일", "2024년 3월 1일~4일"),
        ("mn", "2024\u202fоны гуравдугаар сарын 1", "2024\u202fоны гуравдугаар сарын 1–4"),
    ],
)
def test_days_and_spans_are_those_of_the_language(tag: str, first: str, span: str) -> None:
    assert day(date(2024, 3, 1), tag) == first
    assert days(date(2024, 3, 1), date(2024, 3, 4), tag) == span


@pytest.mark.parametrize("tag", ["he", "ar", "fa"])
def test_an_amount_keeps_together_where_text_runs_from_right_to_left(tag: str) -> None:
    """As one stretch from left to right: a minus before its number, a unit behind it."""
    for value, unit in (("-12.5", "%"), ("-5", "°C"), ("5", "°C"), ("-40", "EUR million"), ("-7", "€"), ("5", "€")):
        text = printed_amount(Amount("", number_text(Decimal(value), tag, 1), ""), unit_in(unit, tag), tag)
        runs = [leftward for _, _, leftward in stretches(f"א {text} א", True)]
        assert runs == [True, False, True], (unit, ascii(text))
