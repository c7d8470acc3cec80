"""Drafts of fact files: what rules find in sources, what they leave alone, and that the checks let it pass."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent))
from trial_draft import ROOT, Outcome, faults, pairs, summed

import briefs
from briefs.checks.table_of_checks import ONLY_WARNING
from briefs.commands.main import main
from briefs.drafting.candidate import Candidate, SourceToDraft
from briefs.drafting.draft_file import scalar
from briefs.factfiles import load_facts
from briefs.factfiles.fact_file import facts_of
from briefs.factfiles.problem_list import Ledger
from briefs.model.facts import Facts
from briefs.project.drafting import draft_facts

OPEN = list(pairs(ROOT / "open"))


def drafted(folder: Path, *paragraphs: str, title: str = "A visit to the coast") -> Facts:
    path = folder / "release.txt"
    path.write_text("\n\n".join([title, "5 May 2025", *paragraphs]), encoding="utf-8")
    facts, problems = facts_of(draft_facts([path], path).file.text, Ledger("draft", "F00"))
    assert problems == []
    return facts


def values(facts: Facts, section: str, field: str) -> list[str]:
    keys = dict.fromkeys(id_.split(".")[1] for id_ in facts.index if id_.startswith(f"{section}."))
    return [facts.text(f"{section}.{key}.{field}") for key in keys]


@pytest.mark.parametrize(("source", "truth"), OPEN, ids=lambda path: path.stem)
def test_what_is_drafted_stands_in_the_source_and_the_check_lets_it_pass(
    source: Path, truth: Path, tmp_path: Path
) -> None:
    assert faults(source, tmp_path) == []
    assert load_facts(truth)[1] == []


def test_of_the_open_sources_most_is_found_and_little_is_to_be_thrown_away() -> None:
    outcomes = [Outcome(source, truth) for source, truth in OPEN]
    found = summed(outcomes)
    for kind, (wanted, right, _, _) in found.items():
        assert right >= 0.9 * wanted, (kind, [o.missed for o in outcomes])
    assert sum(extra for *_, extra in found.values()) * 5 <= sum(made for _, _, made, _ in found.values())


def test_the_checks_that_are_said_to_warn_alone_find_no_error() -> None:
    room = Path(briefs.__file__).parent / "checks"
    code = "\n".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    for name in ONLY_WARNING:
        calls = re.findall(rf'inquiry\.problem\(\s*"{name}".*?\)\n', code, re.DOTALL)
        assert calls and all('"warning"' in call for call in calls), name


def test_names_that_differ_in_a_word_are_found_wherever_that_stands(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(
        "Note\n\nThe Ministry of Forests and Rivers met.\n\nThe Ministry of Forest and Rivers and the Ministry of "
        "Forests and Revers wrote.\n\nMinistry of Ports and Roads.\n",
        encoding="utf-8",
    )
    file = tmp_path / "f.yaml"
    file.write_text(
        "title: Note\nas_of: 2026-01-01\nsources:\n  paper: {title: Note, held: note.txt}\norganisations:\n"
        "  forests: {name: Ministry of Forests and Rivers, from: {source: paper, at: 1}}\n"
        "  ports: {name: Ministry of Ports and Roads, from: {source: paper, at: 3}}\n",
        encoding="utf-8",
    )
    told = [each.message for each in briefs.check(briefs.Ask(facts=[file])) if each.code == "S304"]
    assert told == [
        "`Ministry of Forests and Rivers` is written `Ministry of Forests and Revers` in paragraph 2 of `paper`"
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "post"),
    [
        ("Foreign Minister Ana Reid spoke.", "Ana Reid", "Foreign Minister"),
        ("The Minister of Public Works Mateo Ruiz Calderón spoke.", "Mateo Ruiz Calderón", "Minister of Public Works"),
        ("Ana Reid, chair of the Harbour Board, spoke.", "Ana Reid", "chair"),
        ("The Director General of the Harbour Board, Mr. Tom Berg, spoke.", "Tom Berg", "Director General"),
        ("Commander Rosalind Achterberg spoke.", "Rosalind Achterberg", ""),
        ("Amara Osei of the Estuary Trust warned of floods.", "Amara Osei", ""),
        ("The Minister of Family and Labour L.Enkh-Amgalan spoke.", "L.Enkh-Amgalan", "Minister of Family and Labour"),
    ],
)
def test_people_are_found_with_their_posts(sentence: str, name: str, post: str, tmp_path: Path) -> None:
    facts = drafted(tmp_path, sentence)
    assert (values(facts, "people", "name"), values(facts, "people", "post")) == ([name], [post])


def test_a_list_of_those_present_gives_people_posts_and_bodies(tmp_path: Path) -> None:
    facts = drafted(tmp_path, "Present: Margit Solberg (Chair; Ministry of Fisheries), Tom Berg (Coast Guard).")
    assert values(facts, "people", "name") == ["Margit Solberg", "Tom Berg"]
    assert values(facts, "people", "post") == ["Chair", ""]
    assert values(facts, "organisations", "name") == ["Ministry of Fisheries", "Coast Guard"]


def test_a_month_and_a_place_are_no_people(tmp_path: Path) -> None:
    facts = drafted(tmp_path, "In May the Minister said that Port Lindgren was open. Upper Seldra was flooded.")
    assert values(facts, "people", "name") == []


def test_a_state_is_known_by_its_adjective_and_owns_the_post_before_which_that_stands(tmp_path: Path) -> None:
    facts = drafted(
        tmp_path, "The Quessian Minister of Infrastructure, Mr. Paulo Reges, spoke. Fruit comes from Quessia."
    )
    assert values(facts, "organisations", "name") == ["Quessia"]
    assert (values(facts, "people", "post"), values(facts, "people", "of")) == (
        ["Minister of Infrastructure"],
        ["quessia"],
    )


def test_an_instrument_has_title_kind_and_those_who_signed(tmp_path: Path) -> None:
    facts = drafted(
        tmp_path,
        "The Memorandum of Understanding on Trade (MoU) was signed by Minister of Trade Ana Reid and "
        "Minister of Economy Tom Berg. Rosa Lind, Ambassador, witnessed the signing.",
    )
    assert values(facts, "agreements", "title") == ["Memorandum of Understanding on Trade"]
    assert values(facts, "agreements", "kind") == ["Memorandum of Understanding"]
    assert [facts.text(f"agreements.{facts_key(facts)}.signatories.{n}") for n in (1, 2, 3)] == ["reid", "berg", ""]


def facts_key(facts: Facts) -> str:
    return next(id_.split(".")[1] for id_ in facts.index if id_.startswith("agreements."))


def test_figures_have_value_unit_period_and_what_they_are_compared_with(tmp_path: Path) -> None:
    facts = drafted(
        tmp_path, "Trade in goods amounted to EUR 418.6 million in 2024, compared with EUR 372.1 million in 2023."
    )
    assert values(facts, "figures", "label") == ["Trade in goods"] * 2
    assert values(facts, "figures", "value") == ["418.6", "372.1"]
    assert values(facts, "figures", "unit") == ["EUR million"] * 2
    assert values(facts, "figures", "period") == ["2024", "2023"]
    assert values(facts, "figures", "compare")[1].startswith("trade_goods")


def test_what_bounds_a_number_comes_along_and_ages_and_ranks_do_not(tmp_path: Path) -> None:
    facts = drafted(tmp_path, "More than 9,000 people left. Tom Berg, 56, came 14th, on article 5.")
    assert values(facts, "figures", "value") == ["more than 9,000"]
    assert values(facts, "figures", "label") == ["people left"] or values(facts, "figures", "label") == ["people"]


def test_a_table_of_periods_is_series_and_any_other_figures(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text(
        "# Trade and storms\n\n5 May 2025\n\n| Goods | 2023 | 2024 |\n|---|---|---|\n| Grain | 1,204 | 1,310 |\n\n"
        "Here is the other table of it all.\n\n| District | Deaths | Injured |\n|---|---|---|\n| Rasht | 8 | 47 |\n"
    )
    facts, _ = facts_of(draft_facts([path], path).file.text, Ledger("draft", "F00"))
    assert facts.text("series.grain.points.2024") == "1310"
    assert values(facts, "figures", "label") == ["Deaths, Rasht", "Injured, Rasht"]


def test_quotations_are_verbatim_and_belong_to_whoever_holds_the_post(tmp_path: Path) -> None:
    facts = drafted(
        tmp_path,
        "Prime Minister Annika Raske came with Minister of Trade Tom Berg.",
        "“We shall be back before the winter is over,” the Prime Minister said in the port.",
    )
    assert values(facts, "statements", "quote") == ["We shall be back before the winter is over"]
    assert values(facts, "statements", "who") == ["raske"]


def test_what_no_rule_understands_is_listed_by_paragraph(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("A visit to the coast\n\n5 May 2025\n\nIt was a fine day, and everybody went home content.\n")
    text = draft_facts([path], path).file.text
    assert "#   r, 2: It was a fine day, and everybody went home content." in text


def test_an_office_may_bring_a_function_of_its_own_and_it_is_checked_as_all_is(tmp_path: Path) -> None:
    def fines(source: SourceToDraft) -> list[Candidate]:
        spot = source.prose[0]
        return [
            Candidate("events", "day", {"date": "2025-05-05", "what": "It was a fine day."}, spot, "a fine day"),
            Candidate("events", "made up", {"date": "2024-01-01", "what": "Bob Ho came."}, spot, "nowhere"),
        ]

    path = tmp_path / "r.txt"
    path.write_text("A visit to the coast\n\n5 May 2025\n\nToday it was a fine day, and everybody went home.\n")
    facts, _ = facts_of(draft_facts([path], path, finders=[fines]).file.text, Ledger("draft", "F00"))
    assert values(facts, "events", "what") == ["It was a fine day."]


@pytest.mark.parametrize(
    "text", ["a: b", "NO", "12:30", "x # y", '"q"', "- a", "{a}", "true", "1,204", "it's", "TBC", "é"]
)
def test_a_text_is_written_so_that_it_is_read_as_it_was(text: str, tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(f"title: {scalar(text)}\nas_of: 2025-05-05\n")
    assert briefs.load(path)[0].text("title") == text


def test_draft_above_a_section_covers_its_records_and_a_record_may_be_confirmed_alone(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(
        "title: T\nas_of: 2025-05-05\nfigures:\n  draft: true\n  a: {label: A, value: 1, from: us}\n"
        "  b: {draft: false, label: B, value: 2, from: us}\n"
    )
    facts, problems = briefs.load(path)
    assert problems == []
    assert [facts.index[f"figures.{key}.draft"].value for key in "ab"] == [True, False]
    assert facts.find("figures.draft") is None


# the commands


def test_draft_writes_a_file_that_a_final_paper_refuses_in_one_problem_a_section(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    Path("sources/labour.txt").write_bytes((ROOT / "open" / "labour.txt").read_bytes())
    done = CliRunner().invoke(main, ["draft", "sources/labour.txt", "-o", "facts/labour.yaml"])
    assert done.exit_code == 0, done.output
    assert "facts/labour.yaml: " in done.output
    assert 'held: "../sources/labour.txt"' in Path("facts/labour.yaml").read_text()
    checked = CliRunner().invoke(main, ["check"])
    assert (checked.exit_code, "no problems" in checked.output) == (0, True), checked.output
    built = CliRunner().invoke(main, ["build", "-t", "one-pager", "-f", "pdf", "--final"])
    assert built.exit_code == 1
    assert built.output.count("D110 the records of `figures` are drafts") == 1
    again = CliRunner().invoke(main, ["draft", "sources/labour.txt", "-o", "facts/labour.yaml"])
    assert "there is a file of that name already" in again.output


def test_new_from_sources_makes_a_workspace_with_copies_facts_and_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["new", "office", "--from", str(ROOT / "open" / "labour.txt")])
    assert done.exit_code == 0, done.output
    for name in ("sources/labour.txt", "facts/labour.yaml", "build/labour/briefing-note.pdf"):
        assert (tmp_path / "office" / name).is_file()
    again = CliRunner().invoke(main, ["new", "office", "--from", str(ROOT / "open" / "labour.txt")])
    assert "there is a workspace here already" in again.output


@pytest.mark.parametrize("arguments", ["new https://x.example/a", "new d --from https://x.example/a", "draft www.x.y"])
def test_an_address_makes_no_folder(arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, arguments.split())
    assert done.exit_code == 1
    assert "save the page in your browser" in done.output
    assert list(tmp_path.iterdir()) == []
