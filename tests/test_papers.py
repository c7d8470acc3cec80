"""The built-in templates: what the facts give stands in the papers, and nothing stands there that they do not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from papers import facts_in, lines_of, paper, plan_of, text_of

from briefs.build import document_of
from briefs.cli import main
from briefs.tree import Chart

HEAD = """\
title: A trade mission
as_of: 2026-03-05
sources: {s: {title: A source}}
from: s
organisations:
  here: {name: Republic of Here, kind: state, short: ROH}
  port: {name: Port Authority of Here, short: PAH, of: here}
  mill: {name: Mill Ltd, kind: company, of: here}
  yard: {name: Yard plc, kind: company}
people: {sand: {name: Ida Sand, post: Director, of: port}}
agreements:
  ports: {title: Ports agreement, kind: agreement, signed: 2026-03-03, place: the quay, money: EUR 5 million,
    bodies: [here, port]}
  seeds: {title: Seeds memorandum, kind: memorandum}
events:
  talks: {date: 2026-03-03, what: Talks were held., who: [yard]}
  fair: {date: 2026-04-12, what: The fair opens.}
  visit: {date: 2026-09, what: A visit follows.}
actions:
  law: {what: Put it to parliament., who: here, by: 2026-06-01}
  fees: {what: Set the fees., who: TBC}
  ships: {what: Count the ships., by: 2027}
"""


@pytest.mark.parametrize("template", ["briefing-note", "one-pager"])
def test_every_step_says_who_is_to_take_it_and_by_when(tmp_path: Path, template: str) -> None:
    text = text_of(facts_in(tmp_path, HEAD), template)
    assert "Republic of Here, 1 June 2026: Put it to parliament." in text
    assert "2027: Count the ships." in text
    assert "TBC: Set the fees." in text
    assert "actions.fees.who" in text  # among what is still open


@pytest.mark.parametrize("template", ["briefing-note", "one-pager"])
def test_what_has_not_happened_yet_stands_under_what_comes(tmp_path: Path, template: str) -> None:
    text = text_of(facts_in(tmp_path, HEAD), template)
    before, _, after = text.partition("What comes next" if template == "one-pager" else "Coming up")
    assert "Talks were held." in before
    assert "12 April 2026: The fair opens." in after
    assert "September 2026: A visit follows." in after
    assert "The fair opens." not in before


def test_a_visit_that_is_still_to_come_has_not_happened(tmp_path: Path) -> None:
    for start, heading in (("2026-03-01", "What happened"), ("2026-06-01", "The visit")):
        text = text_of(facts_in(tmp_path, HEAD + f"visit: {{kind: working visit, start: {start}}}\n"), "one-pager")
        assert f"\n{heading}\nDates: " in text


def test_the_briefing_note_says_what_is_known_of_each_instrument(tmp_path: Path) -> None:
    text = text_of(facts_in(tmp_path, HEAD), "briefing-note")
    assert "Republic of Here; Port Authority of Here (signatories not stated)" in text
    for known in ("Signed on: 3 March 2026", "Signed at: the quay", "Money: EUR 5 million"):
        assert known in text
    assert "Bodies: Republic of Here and Port Authority of Here" in text
    assert "Term" not in text


def test_bodies_that_stand_nowhere_else_are_listed_in_the_briefing_note(tmp_path: Path) -> None:
    text = text_of(facts_in(tmp_path, HEAD), "briefing-note")
    others = text.partition("Other bodies")[2]
    assert "Mill Ltd, company, Republic of Here" in others
    assert "Yard plc, company" in others
    assert "Port Authority" not in others.partition("Next steps")[0]


def test_a_body_is_printed_by_its_long_name(tmp_path: Path) -> None:
    text = text_of(facts_in(tmp_path, HEAD), "briefing-note")
    assert "PAH" not in text
    assert "ROH" not in text


def test_a_day_of_signature_is_no_status_and_is_said_once(tmp_path: Path) -> None:
    ports = text_of(facts_in(tmp_path, HEAD), "agreement-summary", "agreements.ports")
    assert "Status: signed on 3 March 2026; the source does not say whether it is in force" in ports
    assert ports.count("3 March 2026") == 1
    seeds = text_of(facts_in(tmp_path, HEAD), "agreement-summary", "agreements.seeds")
    assert "Status: not stated in the source\nSigned on: not stated in the source" in seeds
    stated = HEAD.replace("signed: 2026-03-03,", "signed: 2026-03-03, status: in force,")
    ports = text_of(facts_in(tmp_path, stated), "agreement-summary", "agreements.ports")
    assert "Status: in force\nSigned on: 3 March 2026" in ports


def unexplained(folder: Path, facts: str, body: str) -> list[str]:
    """The abbreviations that D108 tells of in a paper."""
    template = f"---\ntitle: T\nneeds: []\n---\n# Visit\n\n{body}\n"
    _, problems = paper(folder, facts, template)
    return [problem.message.split("`")[1] for problem in problems if problem.code == "D108"]


def test_codes_of_currencies_need_no_explanation(tmp_path: Path) -> None:
    facts = "points:\n  from: us\n  a: {text: It costs EUR 5 and MNT 70 but not XQZ 3.}\n"
    assert unexplained(tmp_path, facts, "{{ points.a.text }}") == ["XQZ"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{{ organisations.port.short }} grows.", ["PAH"]),
        ("{{ organisations.port.name }} grows.\n\n{{ organisations.port.short }} pays.", []),
        ("{{ organisations.port.name }} ({{ organisations.port.short }}) grows.", []),
        ("{{ organisations.fund.short }} pays.", []),
    ],
)
def test_the_short_name_of_a_body_is_explained_by_its_long_one(tmp_path: Path, body: str, told: list[str]) -> None:
    facts = (
        "organisations:\n  from: us\n  port: {name: Port Authority of Here, short: PAH}\n"
        "  fund: {name: Harbour Fund, short: Fund}\n"
    )
    assert unexplained(tmp_path, facts, body) == told


SHIPS = (
    "series: {ships: {label: Ships, points: {2023: 220000, 2024: 240000.5}, from: us}}\n"
    "figures: {crew: {label: Crew, value: 1234567, from: us}}\n"
)


@pytest.mark.parametrize(
    ("language", "ships", "crew"), [("en", "220,000", "1,234,567"), ("de", "220.000", "1.234.567")]
)
def test_large_numbers_are_set_in_groups_in_charts_their_texts_and_the_annex(
    tmp_path: Path, language: str, ships: str, crew: str
) -> None:
    body = "::: chart column {{ series.ships }}\nShips\n:::\n\n{{ figures.crew | number }}"
    template = f"---\ntitle: T\nneeds: []\nlanguage: {language}\n---\n# Ships\n\n{body}\n"
    plan, shelf, _ = plan_of(tmp_path, SHIPS, template)
    document, _, problems = document_of(replace(plan, annex=True), shelf)
    assert not problems
    chart = next(block for block in document.blocks if isinstance(block, Chart))
    assert chart.series[0].labels[0] == ships
    assert f"{ships} for 2023" in chart.alt if language == "en" else ships in chart.alt
    lines = lines_of(document)
    assert any(f"2023: {ships}" in line for line in lines)
    assert any(line.startswith("figures.crew.value") and crew in line for line in lines)
    assert any(ships in line for line in lines if line.startswith("series.ships"))


def test_the_difference_sets_large_numbers_in_groups(tmp_path: Path) -> None:
    for name, value in (("old", "220000"), ("new", "1220000")):
        text = "title: T\nas_of: 2026-01-01\nfigures: {crew: {label: Crew, value: VALUE, from: us}}\n"
        (tmp_path / f"{name}.yaml").write_text(text.replace("VALUE", value), encoding="utf-8")
    told = CliRunner().invoke(main, ["diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")]).output
    assert "value: 220,000 → 1,220,000" in told


@pytest.mark.parametrize(
    ("at", "printed"),
    [
        ("4", "A source, paragraph 4."),
        ('"2-6"', "A source, paragraphs 2–6."),
        ('"2-4, 7"', "A source, paragraphs 2–4, 7."),
        ("Article 5-a", "A source, Article 5-a."),
    ],
)
def test_a_span_of_paragraphs_is_called_so_in_the_sources(tmp_path: Path, at: str, printed: str) -> None:
    facts = f"points: {{a: {{text: One., from: {{source: s, at: {at}}}}}}}\n"
    template = "---\ntitle: T\nneeds: []\n---\n# One\n\n{{ points.a.text }}\n\n::: sources\n:::\n"
    document, problems = paper(tmp_path, facts, template)
    assert document is not None, problems
    assert f"1: {printed}" in lines_of(document)
