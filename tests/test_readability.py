"""Every paper of the set reads as a private office wants it: the point first, nothing twice, no empty half page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readability import faults, lines_before, long_bullets, readings, stub_rows, thin_headings, told_twice
from scale import scaled

ROOT = Path(__file__).parent.parent
ARTICLE = ROOT / "facts" / "mongolia-kazakhstan-2024.yaml"
MISSION = ROOT / "facts" / "invented-trade-mission.yaml"
OTHERS = Path(__file__).parent / "facts"
FILES = {path.stem: path for path in (ARTICLE, MISSION, *sorted(OTHERS.glob("*.yaml")))}
PAPERS = {
    "briefing-note": 2,
    "meeting-brief": 2,
    "submission": 2,
    "points-card": 1,
    "uk-submission": 3,
    "programme": 3,
    "biographies": 2,
    "country-sheet": 1,
    "agreement-summary": 1,
    "press-lines": 2,
    "one-pager": 1,
    "outcomes": 1,
    "read-out": 1,
    "visit-report": 3,
}
"""Templates that are read, and the most pages that each may have."""
MADE_OF = {
    "meeting-brief": ("invented-trade-mission",),
    "submission": ("invented-trade-mission", "budget"),
    "points-card": ("invented-trade-mission", "mongolia-kazakhstan-2024"),
    **dict.fromkeys(("country-sheet", "one-pager", "outcomes"), ("invented-trade-mission", "mongolia-kazakhstan-2024")),
    **dict.fromkeys(("uk-submission", "programme", "biographies", "agreement-summary"), ("invented-trade-mission",)),
    **dict.fromkeys(("press-lines", "read-out", "visit-report"), ("invented-trade-mission",)),
}
"""The fact files of which a paper makes sense, where it is not all of them."""
CASES = [(template, name) for template in PAPERS for name in FILES if name in MADE_OF.get(template, FILES)]


@pytest.mark.parametrize(("template", "name"), CASES)
def test_a_paper_reads_well(template: str, name: str) -> None:
    for reading in readings(FILES[name], template):
        assert faults(reading) == []
        assert reading.pages <= PAPERS[template]


def test_the_points_of_the_brief_come_early() -> None:
    (article,), (mission,) = (tuple(readings(path, "briefing-note")) for path in (ARTICLE, MISSION))
    assert lines_before(article, "Points to make") <= 14
    assert lines_before(mission, "Points to make") <= 36  # what is to be decided stands before them


def test_page_one_of_the_article_has_what_is_to_be_said_and_the_figures() -> None:
    (reading,) = readings(ARTICLE, "briefing-note")
    first = "\n".join(leaf.text for leaf in reading.leaves if leaf.lines and leaf.lines[0][0] == 0)
    for words in ("Bottom line", "Points to make", "If raised (not to be volunteered)", "over 3,000"):
        assert words in first.replace("\u00a0", " ")


SHORT = """\
title: {title}
as_of: 2026-01-01
"""


def test_a_brief_of_nothing_but_a_title_is_one_page(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(SHORT.format(title="A ruling"), encoding="utf-8")
    (reading,) = readings(path, "briefing-note")
    assert reading.pages == 1 and faults(reading) == []


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(factor=st.floats(0.3, 3.2), name=st.sampled_from(["mongolia-kazakhstan-2024", "invented-trade-mission"]))
def test_of_any_size_the_brief_has_two_pages_and_reads_well(
    tmp_path_factory: pytest.TempPathFactory, factor: float, name: str
) -> None:
    path = tmp_path_factory.mktemp("scaled") / "facts.yaml"
    path.write_text(scaled(FILES[name].read_text(encoding="utf-8"), factor), encoding="utf-8")
    (reading,) = readings(path, "briefing-note")
    assert reading.pages <= 2
    assert faults(reading) == []
    assert reading.gone or factor < 1


# the reader sees what it looks for

BAD = """\
title: A test
as_of: 2026-01-15
sources: {s: {title: A source}}
from: s
points:
  a: {text: "%s", under: line}
"""
TEMPLATE = """\
# {{ title }}

## A heading

{{ points.a.text }}

## Another

- {{ points.a.text }}
- {{ points.a.text }}

| One | Two |
|---|---|
| {{ points.a.text }} | |
"""


def test_the_reader_sees_each_fault(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "bad.md").write_text(TEMPLATE, encoding="utf-8")
    path = tmp_path / "facts.yaml"
    path.write_text(BAD % "Short words.", encoding="utf-8")
    (reading,) = readings(path, "bad")
    assert [*thin_headings(reading)] == ["1 line below “A heading”"]
    assert [*stub_rows(reading.document)] == ["a row with only “Short words.”"]
    assert [*told_twice(reading)] == ["`points.a` is told twice"] * 2
    path.write_text(BAD % ("word " * 31).strip(), encoding="utf-8")
    (reading,) = readings(path, "bad")
    assert len([*long_bullets(reading.document)]) == 2


def test_the_reader_sees_an_empty_half_page(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    broken = "# {{ title }}\n\nOne.\n\n::: page-break\n:::\n\nTwo.\n"
    (tmp_path / "templates" / "bad.md").write_text(broken, encoding="utf-8")
    path = tmp_path / "facts.yaml"
    path.write_text(BAD % "Words.", encoding="utf-8")
    (reading,) = readings(path, "bad")
    assert [each.partition("is")[0] for each in faults(reading)] == ["facts/bad: page 1 "]
