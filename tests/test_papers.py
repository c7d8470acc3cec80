"""The built-in templates: what the facts give stands in the papers, and nothing stands there that they do not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from papers import facts_in, lines_of, paper, plan_of, text_of

from briefs.commands import main
from briefs.model.tree import Chart
from briefs.project.pipeline import document_of

HEAD = """\
title: A trade mission
as_of: 2026-03-05
sources: {s: {title: A source, published: 2026-03-01}}
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
  use: public
  law: {what: Put it to parliament., who: here, by: 2026-06-01}
  fees: {what: Set the fees., who: TBC}
  ships: {what: Count the ships., by: 2027}
"""


@pytest.mark.parametrize("template", ["dossier", "one-pager"])
def test_every_step_says_who_is_to_take_it_and_by_when(tmp_path: Path, template: str) -> None:
    text = text_of(facts_in(tmp_path, HEAD), template)
    assert "Republic of Here, 1 June 2026: Put it to parliament." in text
    assert "2027: Count the ships." in text
    assert "TBC: Set the fees." in text
    if template == "dossier":  # a paper of one page has no room for a list of what is still open
        assert "actions.fees.who" in text


@pytest.mark.parametrize("template", ["dossier", "one-pager"])
def test_what_has_not_happened_yet_stands_under_what_comes(tmp_path: Path, template: str) -> None:
    text = text_of(facts_in(tmp_path, HEAD), template)
    before, _, after = text.partition("What comes next" if template == "one-pager" else "Coming up")
    assert "Talks were held." in before
    assert "12 April 2026: The fair opens." in after
    assert "September 2026: A visit follows." in after
    assert "The fair opens." not in before


def test_the_one_pager_calls_a_visit_a_visit_whenever_it_is(tmp_path: Path) -> None:
    for start in ("2026-03-01", "2026-06-01"):
        text = text_of(facts_in(tmp_path, HEAD + f"visit: {{kind: working visit, start: {start}}}\n"), "one-pager")
        assert "\nThe visit\nDates | " in text
        assert "What happened" not in text


COMING = """\
title: A visit
as_of: 2026-05-04
sources: {s: {title: A source, published: 2026-03-01}}
from: s
organisations: {here: {name: Republic of Here}, there: {name: Kingdom of There}}
people: {sand: {name: Ida Sand, of: here}, berg: {name: Tom Berg, of: there}}
visit: {kind: state visit, start: 2026-05-12, end: 2026-05-13}
agreements:
  declaration: {title: Joint declaration, kind: declaration, signatories: [sand, berg],
    next_step: The declaration is to be signed}
  ports: {title: Ports agreement, kind: agreement, signed: 2026-05-13, place: the quay, signatories: [sand, berg]}
"""
SIGNED = (
    "What was signed",
    "Signed by",
    "Signed on",
    "Signed at",
    "Those who signed",
    "those who signed",
    "Also signed",
)
TO_SIGN = ("To be signed", "For signature by", "to be signed", "those who are to sign", "Those who are to sign")


def papers_on_signing(folder: Path, text: str) -> str:
    facts = facts_in(folder, text)
    note, page = text_of(facts, "dossier"), text_of(facts, "one-pager")
    return "\n".join([note, page, text_of(facts, "agreement-summary", "agreements.declaration")])


def test_what_is_still_to_be_signed_is_nowhere_called_signed(tmp_path: Path) -> None:
    text = papers_on_signing(tmp_path, COMING)
    assert not [words for words in SIGNED if words in text]
    assert text.count("\nTo be signed\n") == 2
    assert "No. | Instrument | Kind | For signature by" in text
    assert "Instruments, with those who are to sign them" in text
    assert "Signature | still to come" in text
    assert "To be signed: 13 May 2026\nPlace: the quay" in text
    assert "Those who are to sign" in text


def test_of_what_no_date_tells_nothing_is_said_about_its_signature(tmp_path: Path) -> None:
    past = COMING.replace("2026-05-12, end: 2026-05-13", "2026-05-01").replace("signed: 2026-05-13, ", "")
    text = papers_on_signing(tmp_path, past.replace("next_step: The declaration is to be signed", "term: a year"))
    assert not [words for words in (*SIGNED, *TO_SIGN) if words in text]
    assert text.count("\nInstruments\n") == 2
    assert "Instruments, with their signatories\nNo. | Instrument | Kind | Signatories" in text
    assert "Place: the quay" in text


def test_only_what_was_signed_is_called_so(tmp_path: Path) -> None:
    past = COMING.replace("kind: declaration,", "kind: declaration, signed: 2026-05-03,").replace(
        "05-13, place", "05-04, place"
    )
    text = papers_on_signing(tmp_path, past)
    assert text.count("\nWhat was signed\n") == 2
    assert "Instrument | Kind | Signed by" in text
    assert "Signed on: 4 May 2026\nSigned at: the quay" in text
    assert "Those who signed" in text
    mixed = papers_on_signing(tmp_path, past.replace("05-04, place", "05-13, place"))
    assert "\nWhat was signed\n" not in mixed
    assert "To be signed: 13 May 2026\nPlace: the quay" in mixed


def test_the_instruments_that_the_one_pager_only_names_are_not_called_signed(tmp_path: Path) -> None:
    more = "".join(f"  more{n}: {{title: Paper {n}, kind: plan}}\n" for n in range(11))
    assert "Also to be signed: Paper 9, Paper 10." in text_of(facts_in(tmp_path, COMING + more), "one-pager")
    past = COMING.replace("2026-05-12, end: 2026-05-13", "2026-05-01")
    assert "Further instruments: Paper 9, Paper 10." in text_of(facts_in(tmp_path, past + more), "one-pager")


def test_an_instrument_of_which_nothing_more_is_known_has_its_section(tmp_path: Path) -> None:
    note = text_of(facts_in(tmp_path, COMING + "  bare: {title: Bare plan, kind: plan}\n"), "dossier")
    assert "Bare plan\nSignature: still to come\nNothing but its title and kind is stated in the sources.\n" in note
    seeds = text_of(facts_in(tmp_path, HEAD), "dossier")
    assert "Seeds memorandum\nNothing but its title and kind is stated in the sources.\n" in seeds
    assert seeds.count("Nothing but") == 1
    signatory = HEAD.replace("kind: memorandum}", "kind: memorandum, signatories: [sand]}")
    assert "Nothing but its title, kind and signatories is" in text_of(facts_in(tmp_path, signatory), "dossier")


def test_what_an_instrument_provides_is_called_so(tmp_path: Path) -> None:
    facts = HEAD.replace("kind: memorandum}", "kind: memorandum, purpose: To sow., provisions: [Seeds are sown.]}")
    note = text_of(facts_in(tmp_path, facts), "dossier")
    assert "Purpose: To sow.\nProvisions:\nSeeds are sown." in note


EVENTS = """\
events:
  from: s
  both: {date: 11–12 March 2026, what: Both days.}
  day: {date: 2026-03-11, what: One day.}
  year: {date: 2016, what: A year long ago.}
  month: {date: 2026-02, what: A month before.}
  later: {date: 2026-06, what: Later.}
  soon: {date: 2026-04-01, what: Soon.}
  before: {date: 1992-01-22, what: Relations begin.}
"""
ORDERED = ("Relations begin.", "A year long ago.", "A month before.", "One day.", "Both days.", "Soon.", "Later.")


def order_in(text: str, what: tuple[str, ...]) -> list[int]:
    assert all(text.count(each) == 1 for each in what)
    return [text.index(each) for each in what]


@pytest.mark.parametrize("template", ["dossier", "one-pager"])
def test_events_stand_in_the_order_of_time(tmp_path: Path, template: str) -> None:
    facts = facts_in(
        tmp_path, "title: T\nas_of: 2026-03-20\nsources: {s: {title: A source, published: 2026-03-01}}\n" + EVENTS
    )
    places = order_in(text_of(facts, template), ORDERED)
    assert places == sorted(places)


def test_what_was_before_a_visit_has_a_heading_of_its_own(tmp_path: Path) -> None:
    head = "title: T\nas_of: 2026-03-20\nsources: {s: {title: A source, published: 2026-03-01}}\n"
    facts = facts_in(tmp_path, head + "visit: {kind: visit, start: 2026-03-11, end: 2026-03-12, from: s}\n" + EVENTS)
    happened, _, before = text_of(facts, "dossier").partition("\nBefore the visit\n")
    assert "What happened\n11 March 2026: One day.\n11–12 March 2026: Both days." in happened
    assert before.startswith(
        "22 January 1992: Relations begin.\n2016: A year long ago.\nFebruary 2026: A month before.\n"
    )


def test_the_next_step_is_the_nearest(tmp_path: Path) -> None:
    steps = (
        "Republic of Here, 1 June 2026: Put it to parliament.",
        "September 2026: A visit follows.",
        "2027: Count the ships.",
        "TBC: Set the fees.",
    )
    page = text_of(facts_in(tmp_path, HEAD), "one-pager").partition("What comes next\n")[2]
    assert page.startswith("\n".join(("12 April 2026: The fair opens.", *steps)))
    late = HEAD.replace("by: 2026-06-01", "by: 2028")
    note = text_of(facts_in(tmp_path, late), "dossier").partition("Next steps\n")[2]
    assert note.startswith("2027: Count the ships.\nRepublic of Here, 2028: Put it to parliament.\nTBC: Set the fees.")


def test_a_column_of_which_nothing_is_stated_is_left_out(tmp_path: Path) -> None:
    page = text_of(facts_in(tmp_path, HEAD), "one-pager")
    assert "Instruments\nPorts agreement\nSeeds memorandum\n" in page
    assert "not stated" not in page
    one = text_of(
        facts_in(tmp_path, HEAD.replace("kind: memorandum}", "kind: memorandum, purpose: To sow.}")), "one-pager"
    )
    assert "Instrument | What it is for\nPorts agreement | not stated in the source\nSeeds memorandum | To sow." in one
    posts = facts_in(tmp_path, HEAD.replace("post: Director, of: port", "of: port"))
    assert "People named in the sources\nName | For\nIda Sand | Port Authority of Here" in text_of(posts, "dossier")


def test_the_minister_reads_the_points_before_the_instruments(tmp_path: Path) -> None:
    more = "points: {a: {text: Say this., under: line}}\nfigures: {a: {label: Ships, value: 41}}\n"
    more += "visit: {kind: visit, start: 2026-03-03}\nstatements: {a: {who: sand, quote: So it is.}}\n"
    more += "series: {a: {label: Ships a year, points: {2024: 1, 2025: 2}}}\n"
    text = text_of(facts_in(tmp_path, HEAD + more), "dossier")
    headings = ("The visit at a glance", "Key figures", "Points to make and to know", "Instruments, with")
    places = order_in(text, (*headings, "Figure 1", "People named in", "What was said", "Next steps"))
    assert places == sorted(places)
    assert "Trade" not in text.replace("A trade", "")


@pytest.mark.parametrize(("action", "first"), [("decision", True), ("information", False)])
def test_where_a_decision_is_asked_for_the_steps_come_first(tmp_path: Path, action: str, first: bool) -> None:
    more = f"summary: It is so.\nbrief: {{to: A, author: B, reference: C, action: {action}}}\n"
    more += "figures: {a: {label: Ships, value: 41}}\n"
    text = text_of(facts_in(tmp_path, HEAD + more), "dossier")
    assert f"\nFor: {action.capitalize()}\n" in text
    steps, figures = order_in(text, ("\nNext steps\n", "\nKey figures\n"))
    assert (steps < figures) == first


def test_two_figures_with_one_label_are_told_apart_by_their_periods(tmp_path: Path) -> None:
    more = "figures: {a: {label: Trade, value: 48.5, period: 2022}, b: {label: Trade, value: 67.9, period: 2024}}\n"
    for template in ("dossier", "one-pager"):
        text = text_of(facts_in(tmp_path, HEAD + more), template)
        assert "Trade, 2022 | Trade, 2024\n48.5 | 67.9" in text


@pytest.mark.parametrize(("language", "said"), [("en", "“So it is.”"), ("ru", "«So it is.»"), ("de", "„So it is.“")])
def test_quotations_stand_in_the_marks_of_the_papers_language(tmp_path: Path, language: str, said: str) -> None:
    more = f"language: {language}\nstatements: {{a: {{who: sand, quote: So it is.}}}}\n"
    assert said in text_of(facts_in(tmp_path, HEAD + more), "dossier")


def test_the_briefing_note_says_what_is_known_of_each_instrument(tmp_path: Path) -> None:
    text = text_of(facts_in(tmp_path, HEAD), "dossier")
    assert "Republic of Here; Port Authority of Here (signatories not stated)" in text
    for known in ("Signed on: 3 March 2026", "Signed at: the quay", "Money: EUR 5 million"):
        assert known in text
    assert "Concerned: Republic of Here and Port Authority of Here" in text
    assert "Term" not in text


def test_bodies_that_stand_nowhere_else_are_listed_in_the_briefing_note(tmp_path: Path) -> None:
    text = text_of(facts_in(tmp_path, HEAD), "dossier")
    others = text.partition("Other bodies")[2]
    assert "Mill Ltd, company, Republic of Here" in others
    assert "Yard plc, company" in others
    assert "Port Authority" not in others.partition("Next steps")[0]


def test_a_body_is_printed_by_its_long_name(tmp_path: Path) -> None:
    text = text_of(facts_in(tmp_path, HEAD), "dossier")
    assert "PAH" not in text
    assert "ROH" not in text


def test_a_day_of_signature_is_no_status_and_is_said_once(tmp_path: Path) -> None:
    ports = text_of(facts_in(tmp_path, HEAD), "agreement-summary", "agreements.ports")
    assert "Signed on | 3 March 2026" in ports
    assert "Status |" not in ports
    assert "Not stated in the sources: status, " in ports
    assert ports.count("3 March 2026") == 1
    stated = HEAD.replace("signed: 2026-03-03,", "signed: 2026-03-03, status: in force,")
    ports = text_of(facts_in(tmp_path, stated), "agreement-summary", "agreements.ports")
    assert ports.startswith("Ports agreement\nStatus | In force")
    assert "Signed on | 3 March 2026" in ports
    assert "sources: term, signatories, " in ports


def test_the_agreement_summary_names_in_one_line_all_that_is_not_stated(tmp_path: Path) -> None:
    visit = "visit: {kind: visit, start: 2026-03-03, end: 2026-03-04}\n"
    seeds = text_of(facts_in(tmp_path, HEAD + visit), "agreement-summary", "agreements.seeds")
    assert seeds.startswith(
        "Seeds memorandum\nKind | Memorandum | Facts as at | 5 March 2026\nVisit | 3–4 March 2026 |  | \n"
        "Not stated in the sources: status, date of signing, place of signing, term, "
        "money, signatories, bodies bound or concerned, what it is for, what it provides, who gains, what comes next.\n"
        "Source: "
    )
    full = HEAD.replace(
        "money: EUR 5 million",
        "money: EUR 5 million, status: in force, term: a year, signatories: [sand], "
        "purpose: To land., provisions: [Ships land.], benefits: [Ships gain.], next_step: Landing",
    )
    ports = text_of(facts_in(tmp_path, full), "agreement-summary", "agreements.ports")
    assert "ot stated" not in ports
    for part in ("What it does\nTo land.\nShips land.", "Who gains\u2002Ships gain.", "What comes next: Landing"):
        assert part in ports


def test_the_agreement_summary_says_who_signs_and_who_is_bound_or_concerned_and_no_more(tmp_path: Path) -> None:
    both = HEAD.replace("money: EUR 5 million,", "signatories: [sand],")
    ports = text_of(facts_in(tmp_path, both), "agreement-summary", "agreements.ports")
    assert "Those who signed\nName | Post | For\nIda Sand | Director | Port Authority" in ports
    assert "Bodies bound or concerned: Republic of Here and Port Authority of Here" in ports
    bodies = text_of(facts_in(tmp_path, HEAD), "agreement-summary", "agreements.ports")
    assert "\nBodies bound or concerned: Republic of Here and Port Authority of Here" in bodies
    silent = text_of(facts_in(tmp_path, both.replace("post: Director, ", "")), "agreement-summary", "agreements.ports")
    assert "Ida Sand | not stated | Port Authority of Here" in silent


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
