"""Clearance: what a value bears of all that went into it, what opens it, and who may see what: both sides of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cleared import Cleared
from conftest import ROOT
from msgspec.structs import replace
from papers import NOW, facts_in, paper, plan_of, workspace
from secrets_in import OWN, secrets, yaml_of

from briefs.clearance import Flow, Release, released
from briefs.factfiles import load_audiences, load_scheme, load_vocabulary
from briefs.model.audience import Audience
from briefs.project import Ask, Made, build, diff, trace
from briefs.project.pipeline import make

UK = load_scheme(ROOT / "templates" / "markings" / "uk.yaml")[0]
AUDIENCES, FAULTS = load_audiences(ROOT / "templates" / "audiences.yaml")
PUBLIC = AUDIENCES["public"]
HEAD = """\
title: A test
as_of: 2026-01-15
scheme: uk
marking: OFFICIAL
sources:
  s: {title: A source, published: 2026-01-10}
  cable: {title: A telegram}
  leak: {title: A paper, published: 2026-01-10, marking: SECRET}
"""
HANDOUT = """\
---
title: T
audience: public
---
# {{ handout.headline or title }}

Text.

{% for f in figures %}
- {{ f | quantity }} {{ f.label }}
{% endfor %}
"""


def cleared(folder: Path, text: str, audience: Audience = PUBLIC) -> Release:
    return released(facts_in(folder, HEAD + text), audience, UK)


def figures(folder: Path, text: str) -> set[str]:
    """The keys of the figures that the public may see."""
    index = cleared(folder, f"figures:\n{text}").facts.index
    return {each.split(".")[1] for each in index if each.startswith("figures.")}


def made(folder: Path, text: str, template: str = HANDOUT, **settings: Any) -> Made:
    plan, shelf, problems = plan_of(folder, HEAD + text, template)
    assert [each for each in problems if each.severity == "error"] == []
    return make(replace(plan, **settings), shelf)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_released_is_what_may_be_seen_and_nothing_else(seed: int, tmp_path: Path) -> None:
    file = secrets(seed)
    own = tmp_path / "vocabulary.yaml"
    own.write_text(OWN, encoding="utf-8")
    release = released(facts_in(tmp_path, yaml_of(file), load_vocabulary(own)[0]), PUBLIC, UK, NOW.date())
    seen = {".".join(path) for path in Cleared(file).seen}
    assert set(release.facts.index) - seen == set()
    assert seen - set(release.facts.index) == set()


# flow


def test_a_marking_never_frees_a_value_from_what_it_is_reckoned_from(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        "  marking: OFFICIAL\n"
        "  offer: {label: what we could pay, value: 7654321, marking: SECRET, from: s}\n"
        "  budget: {label: published budget, value: 10000000, from: s}\n"
        "  left: {label: what is left, formula: budget - offer, from: s}\n"
        "  back: {label: derived, formula: budget - left, from: s}\n"
        "  own: {label: marked, formula: back * 1, marking: OFFICIAL, from: s}\n",
    )
    assert found == {"budget"}


def test_a_marking_never_cancels_background(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        "  a: {label: hidden, value: 7654321, use: background, from: s}\n"
        "  b: {label: open, value: 1, from: s}\n"
        "  c: {label: sum, formula: a + b, marking: OFFICIAL, from: s}\n"
        "  d: {label: sum2, formula: a * 1, value: 7654321, from: s}\n"
        "  e: {label: rest, formula: c - b, from: s}\n"
        "  f: {label: both, value: 7, use: background, marking: OFFICIAL, from: s}\n",
    )
    assert found == {"b"}


def test_neither_a_lower_marking_nor_a_use_below_lifts_what_stands_above(tmp_path: Path) -> None:
    assert figures(tmp_path, "  marking: SECRET\n  a: {label: A, value: 5, marking: OFFICIAL, from: s}\n") == set()
    assert figures(tmp_path, "  use: background\n  a: {label: A, value: 5, use: public, from: s}\n") == set()


def test_a_long_chain_of_formulas_is_followed_to_its_end(tmp_path: Path) -> None:
    links = "".join(f"  c{n}: {{label: L, formula: c{n - 1} + 1, from: s}}\n" for n in range(1, 1500))
    for marking, count in (("SECRET", 0), ("OFFICIAL", 1500)):
        first = f"  c0: {{label: L, value: 1, marking: {marking}, from: s}}\n"
        assert len(figures(tmp_path, first + links)) == count


def test_what_rests_on_a_marked_source_and_what_names_a_marked_record_bear_that_marking(tmp_path: Path) -> None:
    facts = facts_in(
        tmp_path,
        HEAD
        + "people: {p: {name: Ann, marking: SECRET UK EYES ONLY, from: s}}\n"
        + "points: {a: {text: One., from: leak}}\nstatements: {t: {who: p, said: So., embargo: 2031-01-01, from: s}}\n",
    )
    flow = Flow(facts)
    assert flow.of(facts.index["points.a.text"]).markings == ("OFFICIAL", "SECRET")
    assert flow.of(facts.index["statements.t.who"]).markings == ("OFFICIAL", "SECRET UK EYES ONLY")
    assert flow.of(facts.index["statements.t.who"]).embargoes == ("2031-01-01",)


def test_handling_words_are_united_and_not_ranked(tmp_path: Path) -> None:
    assert UK.united(["OFFICIAL HMG USE ONLY", "SECRET", "OFFICIAL COMMERCIAL"]) == "SECRET HMG USE ONLY COMMERCIAL"
    assert UK.read("SECRET HMG USE ONLY COMMERCIAL") is not None
    assert UK.beyond("OFFICIAL COMMERCIAL", "SECRET") != ""
    assert UK.beyond("OFFICIAL COMMERCIAL", "SECRET COMMERCIAL") == ""
    facts = HEAD.replace("marking: OFFICIAL", "marking: SECRET") + (
        "points: {a: {text: One., marking: OFFICIAL COMMERCIAL, from: s}}\n"
    )
    _, problems = paper(tmp_path, facts, "# {{ title }}\n{{ points.a.text }}\n")
    assert [each.code for each in problems] == ["D120"]
    assert "`SECRET COMMERCIAL`" in problems[0].hint


def test_a_final_paper_is_refused_where_an_input_is_under_embargo(tmp_path: Path) -> None:
    text = (
        "figures:\n  a: {label: A, value: 5, embargo: 2031-01-01, use: background, from: s}\n"
        "  b: {label: B, from: s, formula: {value: a * 2, open: {because: it was announced}}}\n"
    )
    assert [each.code for each in made(tmp_path, text, final=True).problems if each.severity == "error"] == ["D122"]
    assert made(tmp_path, text).files


# what opens


def test_a_paper_for_the_public_is_closed_unless_opened(tmp_path: Path) -> None:
    shown = cleared(
        tmp_path,
        "summary: {value: We should not give way., from: us}\n"
        "brief: {to: The Minister, author: Desk, reference: SA/1, action: decision}\n"
        "visit: {kind: visit, start: 2026-01-04, from: s}\n"
        "people: {p: {name: Ann, post: Chair, from: s}, q: {name: Bob, from: cable}, r: {name: Cy, from: [s, cable]}}\n"
        "points:\n  why: {text: One., under: significance, from: s}\n  line: {text: Two., under: line, from: s}\n"
        "  own: {text: Three., under: significance, from: us}\n"
        "  said: {text: Four., under: line, use: public, from: us}\n"
        "actions: {d: {what: Decide., who: p, from: s}, e: {what: Meet., use: public, from: us}}\n"
        "gaps: {g: {what: Open., from: s}}\nother: {x: {value: 5, from: s}}\n",
    ).facts.index
    assert set(shown) == {
        "title",
        "as_of",
        "sources.s.title",
        "sources.s.published",
        "visit.kind",
        "visit.start",
        "people.p.name",
        "people.p.post",
        "points.why.text",
        "points.why.under",
        "points.said.text",
        "points.said.under",
        "actions.e.what",
    }


@pytest.mark.parametrize(
    ("published", "today", "seen"),
    [
        ("2026-01-15", None, True),
        ("2026-01-16", None, False),
        ("2026-01-16", date(2026, 1, 15), False),
        ("2026-01-16", date(2026, 1, 16), True),
        ("2026-01", date(2026, 1, 16), True),
        ("2026-02", date(2026, 1, 31), False),
        ("2027", date(2026, 12, 31), False),
        ("soon", date(2026, 12, 31), False),
    ],
)
def test_what_will_be_published_some_day_is_not_public_before(
    published: str, today: date | None, seen: bool, tmp_path: Path
) -> None:
    text = HEAD.replace("2026-01-10", published) + "figures: {a: {label: A, value: 7, from: s}}\n"
    assert ("figures.a.value" in released(facts_in(tmp_path, text), PUBLIC, UK, today).facts.index) is seen


def test_a_build_a_draft_and_processes_side_by_side_judge_by_the_same_day(tmp_path: Path) -> None:
    text = HEAD.replace("2026-01-10", "2026-01-20") + "figures: {a: {label: A, value: 7654321, from: s}}\n"
    workspace(tmp_path, text, HANDOUT)
    (tmp_path / "templates/other.md").write_text(HANDOUT, encoding="utf-8")
    for now, jobs, seen in ((NOW, 1, True), (NOW, 2, True), (datetime(2026, 1, 19, tzinfo=UTC), 1, False)):
        ask = Ask(tmp_path, (tmp_path / "facts.yaml",), ("test", "other"), ("text",), now=now, jobs=jobs)
        report = build(ask)
        assert all((b"7,654,321" in made.files["text"]) is seen for made in report.made), (now, jobs)
        assert ("7,654,321" in repr(trace(ask).papers[0])) is seen


def test_the_trace_of_a_paper_shows_what_the_paper_may_show(tmp_path: Path) -> None:
    text = HEAD + (
        "figures:\n  a: {label: A, value: 1234567, marking: SECRET, from: {source: leak, at: q1, says: q2}}\n"
        "  b: {label: B, formula: a * 2, from: {source: s, at: q3}, value: {value: 2469134,\n"
        "      open: {because: it was said}, from: [{source: s, at: q3}, {source: leak, at: q4}]}}\n"
    )
    workspace(tmp_path, text, HANDOUT)
    ask = Ask(tmp_path, (tmp_path / "facts.yaml",), ("test",))
    (paper,) = trace(ask).papers
    told = repr(paper)
    assert [each for each in ("2469134", "q3", "A source") if each not in told] == []
    assert [each for each in ("1234567", "a * 2", "q1", "q2", "q4", "A paper") if each in told] == []
    workspace(tmp_path, text, HANDOUT.replace("audience: public", "marking: SECRET"))
    (paper,) = trace(ask).papers
    assert [each for each in ("1234567", "a * 2", "q1", "q2", "A paper") if each not in repr(paper)] == []


def test_an_embargo_on_what_a_public_paper_is_ordered_by_holds_for_it(tmp_path: Path) -> None:
    text = (
        "figures:\n  a: {label: A, value: 5, priority: {value: 2, embargo: 2031-01-01}, from: s}\n"
        "  b: {label: B, value: 6, priority: 1, from: s}\n"
    )
    by_rank = HANDOUT.replace("in figures", 'in figures | sort("priority")')
    done = made(tmp_path, text, by_rank, final=True)
    assert [each.code for each in done.problems] == ["D122"]
    assert made(tmp_path, text, final=True).problems == ()


def test_a_formula_is_public_if_all_its_inputs_are(tmp_path: Path) -> None:
    found = figures(
        tmp_path,
        "  a: {label: A, value: 5, from: s}\n  b: {label: B, value: 7, from: cable}\n"
        "  both: {label: C, formula: a + b, from: s}\n  twice: {label: D, formula: a * 2, from: s}\n"
        "  said: {label: E, formula: a + b, use: public, from: us}\n"
        "  told: {label: F, formula: {value: a + b, open: {because: it was announced}}, from: s}\n",
    )
    assert found == {"a", "twice", "told"}


def test_what_is_opened_is_shown_and_told_with_its_reason(tmp_path: Path) -> None:
    text = (
        "figures:\n  marking: SECRET\n  a: {label: {value: Ours, open: {because: known}}, from: us, "
        "value: {value: 512, open: {because: it was announced}}}\n  b: {label: Rest, value: 613, from: us}\n"
    )
    paper_ = made(tmp_path, text)
    assert "opened: `figures.a.value`, because it was announced" in paper_.remarks
    assert [each.code for each in paper_.problems] == []
    assert paper_.files


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("formula: {value: budget - offer, open: {because: x}}", ["figures.offer.value"]),
        ("value: {value: 30, open: {because: x}}", ["figures.offer.value"]),
        ("value: {value: 31, open: {because: x}}", []),
        ("value: 30", []),
    ],
)
def test_an_opened_value_that_tells_what_is_kept_back_is_warned_of(rest: str, told: list[str], tmp_path: Path) -> None:
    text = (
        "figures:\n  budget: {label: Budget, value: 100, from: s}\n"
        f"  offer: {{label: Offer, value: 70, use: background, from: us}}\n  left: {{label: Left, {rest}, from: s}}\n"
    )
    assert [each.told for each in cleared(tmp_path, text).deductions] == told
    warned = [each for each in made(tmp_path, text).problems if each.code == "D123"]
    assert [each.severity for each in warned] == ["warning"] * len(told)


# audiences


def test_the_shipped_audiences_are_without_fault() -> None:
    assert FAULTS == []
    assert set(AUDIENCES) == {"public", "press", "parliament", "other-side"}


def test_each_audience_sees_what_its_row_opens(tmp_path: Path) -> None:
    text = (
        "actions: {a: {what: Meet., by: 2026-02-01, from: us}}\npoints: {p: {text: One., under: line, from: cable}}\n"
    )
    row = Audience("guests", opens=("actions.what", "points"))
    shown = cleared(tmp_path, text, row).facts.index
    assert {"actions.a.what", "points.p.text"} <= set(shown)
    assert "actions.a.by" not in shown
    assert "actions.a.what" not in cleared(tmp_path, text).facts.index
    unpublished = Audience("house", unpublished=True)
    assert "people.q.name" in cleared(tmp_path, "people: {q: {name: Bob, from: cable}}\n", unpublished).facts.index


def test_a_workspace_adds_audiences_and_a_scheme_says_what_may_go_to_them(tmp_path: Path) -> None:
    (tmp_path / "templates" / "markings").mkdir(parents=True)
    (tmp_path / "templates" / "audiences.yaml").write_text("guests: {phrase: our guests}\n", encoding="utf-8")
    (tmp_path / "templates" / "markings" / "house.yaml").write_text(
        "levels: [{name: GLASS}, {name: WOOD}, {name: STONE}]\n"
        "audiences: {public: [GLASS], guests: {markings: [GLASS, WOOD], bears: WOOD}}\n",
        encoding="utf-8",
    )
    facts = HEAD.replace("scheme: uk\nmarking: OFFICIAL", "scheme: house\nmarking: GLASS").replace("SECRET", "STONE")
    facts += "events: {e: {date: 2026-01-10, what: Wooden., marking: WOOD, from: s}}\n"
    loop = "{{% for e in events %}}\n- {{{{ e.what }}}}\n{{% endfor %}}\n"
    template = "---\ntitle: T\naudience: {}\n---\n# {{{{ title }}}}\nText.\n" + loop
    for audience, marking, seen in (("guests", "WOOD", True), ("public", "", False)):
        document, problems = paper(tmp_path, facts, template.format(audience))
        assert problems == []
        assert document is not None
        assert document.marking == marking
        assert ("Wooden." in repr(document)) is seen
    _, problems = paper(tmp_path, facts, template.format("gests"))
    assert [(each.code, each.hint) for each in problems if each.code == "T031"] == [("T031", "did you mean `guests`?")]


def test_the_words_of_the_hand_out_itself_need_no_source(tmp_path: Path) -> None:
    document, problems = paper(tmp_path, HEAD + "handout: {headline: For all of you}\n", HANDOUT)
    assert problems == []
    assert document is not None
    assert document.title == "For all of you"
    assert "A test" not in repr(document)


def test_a_paper_for_a_record_that_was_kept_back_once_tells_no_change(tmp_path: Path) -> None:
    text = HEAD + "agreements: {port: {title: Ports, kind: treaty, purpose: q1, from: cable}}\n"
    (tmp_path / "then.yaml").write_text(text, encoding="utf-8")
    template = HANDOUT.replace("audience: public", "audience: public\nfor_each: agreements").replace(
        "Text.", "{{ record.title }}: {{ record.purpose }}"
    )
    workspace(tmp_path, text.replace("from: cable", "from: s").replace("q1", "q2"), template)
    since = str(tmp_path / "then.yaml")
    ask = Ask(tmp_path, (tmp_path / "facts.yaml",), ("test",), out=tmp_path / "out", since=since, redline=True, now=NOW)
    report = build(ask)
    assert report.ok, report.problems
    assert [path.name for path in report.files if "port" in path.name][:2] == ["port.docx", "port.pdf"]
    assert diff(since, tmp_path / "facts.yaml", Ask(tmp_path, templates=("test",), now=NOW)).problems == ()


def test_a_use_of_the_ministrys_own_keeps_back_and_nothing_below_lifts_it(tmp_path: Path) -> None:
    own = tmp_path / "vocabulary.yaml"
    own.write_text("uses: {cabinet: {about: for the cabinet alone}}\n", encoding="utf-8")
    text = HEAD + (
        "figures:\n  a: {label: A, value: {value: 7, use: cabinet}, from: s}\n"
        "  b: {label: B, formula: a + 1, from: s}\n"
        "  c: {label: C, use: cabinet, value: {value: 8, use: public}, from: s}\n  d: {label: D, value: 9, from: s}\n"
    )
    release = released(facts_in(tmp_path, text, load_vocabulary(own)[0]), PUBLIC, UK)
    assert {each.split(".")[1] for each in release.facts.index if each.startswith("figures.")} == {"d"}
    assert release.kept["figures.a.value"] == "says `use: cabinet`, and this paper is for the public"


def test_of_a_record_of_which_only_its_rank_may_be_seen_nothing_is_left(tmp_path: Path) -> None:
    text = "gaps: {a: {what: q1, why: q2, priority: 1}}\nevents: {priority: {date: 2026-01-02, what: q3, from: s}}\n"
    facts = cleared(tmp_path, text).facts
    assert [facts.find(name) is None for name in ("gaps", "events")] == [True, False]
