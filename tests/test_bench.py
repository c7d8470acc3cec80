"""That what the bench measures stays what it was: the frozen brief can be made, and its versions differ."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent / "bench"
sys.path.insert(0, str(HERE))

from clock import Cost
from inputs import FROZEN, Inputs, varied
from report import Target, missed
from said import facts_of


def test_the_frozen_brief_can_still_be_made_and_prints_as_many_facts_as_when_it_was_frozen(tmp_path: Path) -> None:
    inputs = Inputs(tmp_path)
    (name,) = inputs.names(1, 3)
    document = inputs.document(name, "dossier")
    assert len(facts_of(document)) >= 320
    assert len(facts_of(inputs.document(name, "briefing-note"))) < 200


def test_two_versions_differ_in_most_of_their_texts() -> None:
    text = (FROZEN / "brief.yaml").read_text(encoding="utf-8")
    one, other = varied(text, 1).splitlines(), varied(text, 2).splitlines()
    assert len(one) == len(other)
    assert sum(a != b for a, b in zip(one, other, strict=True)) > 100


def test_a_target_that_was_not_measured_is_not_missed() -> None:
    target = Target("half", 0.5, lambda found: found["cold"]["a"][0].cpu / found["cold"]["b"][0].cpu)
    assert not missed(target, {})
    assert missed(target, {"cold": {"a": [Cost(2, 2)], "b": [Cost(3, 3)]}})
    assert not missed(target, {"cold": {"a": [Cost(1, 1)], "b": [Cost(3, 3)]}})
