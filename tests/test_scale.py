"""That fact files can be made larger and smaller, and stay good fact files."""

from __future__ import annotations

from pathlib import Path

import pytest
from scale import SECTIONS, scaled

from briefs.factfiles import load_facts
from briefs.model.facts import Facts, Record

FILES = sorted([*Path("facts").glob("*.yaml"), *Path("tests/facts").glob("*.yaml")])


def loaded(text: str, folder: Path) -> Facts:
    """The facts of a text that has no problem at all."""
    path = folder / "scaled.yaml"
    path.write_text(text, encoding="utf-8")
    facts, problems = load_facts(path)
    assert not problems, "\n".join(f"{problem.at}: {problem.message}" for problem in problems[:10])
    return facts


def counts(facts: Facts) -> dict[str, int]:
    sections = facts.root.fields
    return {name: len(node.fields) for name in SECTIONS if isinstance(node := sections.get(name), Record)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("factor", [1.5, 10])
def test_a_larger_fact_file_has_that_many_records_and_no_problem(path: Path, factor: float, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = counts(loaded(text, tmp_path)), counts(loaded(scaled(text, factor), tmp_path))
    assert after == {name: max(1, round(count * factor)) for name, count in before.items()}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_half_a_fact_file_keeps_the_first_half_and_what_that_refers_to(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = counts(loaded(text, tmp_path)), counts(loaded(scaled(text, 0.5), tmp_path))
    for name in set(before) - {"people", "figures"}:
        assert after[name] == max(1, round(before[name] / 2)), name
    assert before["people"] / 2 - 1 <= after["people"] <= before["people"]
    assert before["figures"] / 2 - 1 <= after["figures"] <= before["figures"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_fact_file_of_the_same_size_says_the_same(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    before, after = loaded(text, tmp_path), loaded(scaled(text, 1), tmp_path)
    assert {id_: fact.written for id_, fact in after.index.items()} == {
        id_: fact.written for id_, fact in before.index.items()
    }
    assert {id_: type(fact.value) for id_, fact in after.index.items()} == {
        id_: type(fact.value) for id_, fact in before.index.items()
    }


def test_a_copy_refers_to_copies_and_says_which_it_is(tmp_path: Path) -> None:
    text = Path("tests/facts/trade-mission.yaml").read_text(encoding="utf-8")
    facts = loaded(scaled(text, 2), tmp_path)
    assert facts.text("agreements.ports_2.title") == "Agreement on the Use of Ports (2)"
    assert facts.text("agreements.ports_2.provisions.3") == "Disputes go to a joint board. (2)"
    assert facts.text("agreements.ports_2.signatories.1") == "lindqvist_2"
    assert facts.text("people.lindqvist_2.of") == "velmara"
    assert facts.index["figures.trade_2.value"].formula == "exports_2 + imports_2"
    assert facts.index["agreements.ports_2.provisions.3"].sources[0].source == "gazette"


def test_a_copy_refers_to_the_record_itself_where_that_has_no_such_copy(tmp_path: Path) -> None:
    text = Path("tests/facts/trade-mission.yaml").read_text(encoding="utf-8")
    facts = loaded(scaled(text, 3, ["agreements"]), tmp_path)
    assert facts.text("agreements.ports_3.signatories.1") == "lindqvist"
    assert counts(facts)["people"] == 4


def test_five_thousand_agreements_are_made_in_a_moment(tmp_path: Path) -> None:
    text = Path("tests/facts/trade-mission.yaml").read_text(encoding="utf-8")
    facts = loaded(scaled(text, 1250, ["agreements"]), tmp_path)
    assert counts(facts)["agreements"] == 5000
