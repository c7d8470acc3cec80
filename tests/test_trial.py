"""The trial by mutations, with fewer mutants than by hand: what is true is not doubted, what is changed is found."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from trial_mutations import ARTICLE, FAMILIES, NAMES, NUMBERS, Outcome, all_files, mutants, report, together, trial

FACTS = ROOT / "tests" / "facts"
INVENTED = ("trade-mission", "flood", "water", "railway")
OLD = NUMBERS | NAMES | {"paragraph", "quoted word", "speaker", "number dropped"}
COUNT = 25
SAMPLE = 6
LEAST = {"Units": 0.9, "Cells, periods": 0.8, "Sense": 0.7, "Who, where": 0.6}
"""What a small sample must find at least; the whole trial finds what the guide says."""


@pytest.mark.parametrize("name", INVENTED)
def test_of_invented_facts_nine_changes_in_ten_are_found_and_nothing_true_is_doubted(name: str) -> None:
    outcome = trial(FACTS / f"{name}.yaml", (FACTS / name,), seed=11, count=COUNT, kinds=OLD)
    assert outcome.alarms == ()
    assert outcome.made.total() == COUNT
    assert outcome.rate(frozenset(outcome.made) - {"number dropped"}) >= 0.9, report(outcome)
    assert outcome.rate(NUMBERS) >= 0.9, report(outcome)
    assert outcome.rate(NAMES) >= 0.9, report(outcome)


@cache
def sample() -> Outcome:
    """Some slips of sense, measure and who, in every invented file."""
    kinds = {kind for name in LEAST for kind in FAMILIES[name]}
    return together(trial(path, (folder,), 5, SAMPLE, kinds) for path, folder in all_files(None))


@pytest.mark.parametrize("family", LEAST)
def test_slips_of_sense_measure_and_who_are_found(family: str) -> None:
    assert sample().rate(FAMILIES[family]) >= LEAST[family], report(sample())


def test_no_invented_file_is_doubted() -> None:
    assert sample().alarms == ()


def test_of_the_articles_facts_nearly_every_change_is_found_and_nothing_true_is_doubted() -> None:
    folder = os.environ.get("BRIEFS_TRIAL_SOURCES")
    if not folder:
        pytest.skip("the article is no part of this project: name its folder in BRIEFS_TRIAL_SOURCES")
    outcome = trial(ARTICLE, (Path(folder),), seed=11, count=COUNT)
    assert outcome.alarms == ()
    assert outcome.rate(NUMBERS) >= 0.97, report(outcome)
    assert outcome.rate(NAMES) >= 0.95, report(outcome)


def test_every_kind_of_change_is_made_and_differs_in_one_line() -> None:
    path = FACTS / "trade-mission.yaml"
    true = path.read_text(encoding="utf-8").split("\n")
    made = mutants(path, 5, 40, (FACTS / "trade-mission",))
    assert len({mutant.kind for mutant in made}) >= 20
    for mutant in made:
        lines = mutant.text.split("\n")
        assert len(lines) == len(true)
        assert [n for n, (a, b) in enumerate(zip(true, lines, strict=True), 1) if a != b] == [mutant.line]


def test_the_same_seed_makes_the_same_mutants_and_another_makes_others() -> None:
    path = FACTS / "water.yaml"
    assert mutants(path, 3, 20) == mutants(path, 3, 20) != mutants(path, 4, 20)
