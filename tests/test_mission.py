"""That the invented trade mission which ships with the house is sound, and says that it is invented."""

from __future__ import annotations

from pathlib import Path

from briefs.project import Ask, check

ROOT = Path(__file__).parent.parent
MISSION = ROOT / "facts" / "invented-trade-mission.yaml"


def test_its_sources_say_all_that_it_says_of_them() -> None:
    assert not check(Ask(ROOT, (MISSION,)))


def test_the_file_and_each_of_its_sources_say_that_it_is_invented() -> None:
    copies = sorted((MISSION.parent / MISSION.stem).glob("*.md"))
    assert len(copies) == 3
    assert all("invented" in path.read_text(encoding="utf-8").splitlines()[0] for path in (MISSION, *copies))
