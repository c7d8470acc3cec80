"""Places that `briefs check --fix` writes, and that nothing else in the file is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from briefs.commands.main import main
from briefs.project.fact_checking import examine

RELEASE = """\
Help for the Isles after two storms

5 March 2023

Hon Ana Reid, Minister of Foreign Affairs

Northland is sending more help to the Isles, Foreign Affairs Minister Ana Reid announced today.

The first storm crossed the Isles on 1 March 2023 with winds of 230 kilometres per hour. More than 9,000 people left.

Northland gives NZ$150,000 at once for water, as Ana Reid announced today in the capital.
"""
FACTS = """\
# Kept as it is, with its odd spacing.
title:   Help for the Isles
as_of: 2023-03-05
sources:
  release: {title: 'Help for the Isles after two storms', published: 2023-03-05, held: release.txt}
people:
  reid: {name: Ana Reid,   post: Minister of Foreign Affairs, from: {source: release, REID}}   # the minister
figures:
  wind:
    label: "wind"
    value: 230
    unit: kilometres per hour
    from:
      source: release
      WIND
  first: {label: first help, value: "150,000", unit: NZD, from: {source: release, FIRST}}
"""


def written(folder: Path, reid: str, wind: str, first: str) -> Path:
    (folder / "release.txt").write_text(RELEASE)
    path = folder / "facts.yaml"
    path.write_text(FACTS.replace("REID", reid).replace("WIND", wind).replace("FIRST", first))
    return path


def fixed(path: Path) -> tuple[str, str]:
    done = CliRunner().invoke(main, ["check", "--fix", str(path)])
    return path.read_text(), done.output


def test_a_place_that_is_left_out_is_written_where_the_words_stand_once(tmp_path: Path) -> None:
    path = written(tmp_path, 'says: "Hon Ana Reid"', 'says: "winds of 230"', 'says: "NZ$150,000 at once"')
    text, output = fixed(path)
    expected = ('at: 2, says: "Hon Ana Reid"', 'at: 4\n      says: "winds of 230"', 'at: 5, says: "NZ$150,000 at once"')
    for old, new in zip(("REID", "WIND", "FIRST"), expected, strict=True):
        assert new in text
        text = text.replace(new, old)
    assert text == FACTS
    assert "no problems" in output


def test_words_that_stand_twice_or_not_at_all_get_no_place(tmp_path: Path) -> None:
    path = written(tmp_path, 'says: "announced today"', 'says: "winds of 240"', "at: 5")
    before = path.read_text()
    assert fixed(path)[0] == before


def test_several_words_get_the_places_of_all_and_a_wrong_place_is_replaced(tmp_path: Path) -> None:
    path = written(tmp_path, "at: 1, says: [Hon Ana, sending more]", 'at: "1"\n      says: winds of 230', "at: 5")
    text, _ = fixed(path)
    assert "at: [2, 3], says: [Hon Ana, sending more]" in text
    assert "at: 4\n      says: winds of 230" in text


def test_words_of_the_headline_get_its_name(tmp_path: Path) -> None:
    text, _ = fixed(written(tmp_path, "at: 2", "at: 4", "says: after two storms"))
    assert "at: title, says: after two storms" in text


def test_places_that_are_all_off_by_the_same_number_are_one_problem_and_are_counted_on(tmp_path: Path) -> None:
    path = written(tmp_path, "at: 1, says: Hon Ana Reid", 'at: "3"\n      says: winds of 230', "at: [4]")
    (problem,) = examine([path]).problems
    assert (problem.code, problem.message) == ("S123", "every place in `release` is one too low: 1 → 2, 3 → 4, 4 → 5")
    text, output = fixed(path)
    assert all(each in text for each in ("at: 2, says", 'at: "4"\n', "at: [5]}"))
    assert "no problems" in output


def test_one_place_that_is_off_is_no_shift(tmp_path: Path) -> None:
    path = written(tmp_path, "at: 2, says: Hon Ana Reid", "at: 2\n      says: winds of 230", "at: 5")
    assert {problem.code for problem in examine([path]).problems} == {"S103", "S106"}


def test_places_that_would_be_counted_out_of_the_source_are_no_shift(tmp_path: Path) -> None:
    path = written(tmp_path, "at: 1, says: sending more help", "at: 2\n      says: winds of 230", "at: 4")
    assert "S123" not in [problem.code for problem in examine([path]).problems]


@pytest.mark.parametrize("at", ["at: 3", "at: dateline"])
def test_a_name_and_a_number_are_told_whole_with_where_they_stand(at: str, tmp_path: Path) -> None:
    problems = examine([written(tmp_path, "at: 4", at, "at: 4")]).problems
    told = {problem.message.split("`")[1]: problem.hint for problem in problems if problem.code in {"S106", "S108"}}
    assert told["Ana Reid"].startswith("it stands in paragraph 2 of `release`")
    assert told["230"] == "it stands in paragraph 4 of `release`"
    assert told["150,000"] == "it stands in paragraph 5 of `release`"


def test_a_place_of_several_words_is_told_whole(tmp_path: Path) -> None:
    path = written(tmp_path, "at: 2", "at: 4", "at: 5")
    with path.open("a") as file:
        file.write(
            "events:\n  a: {date: 2023-03-05, what: Told., place: Foreign Affairs, from: {source: release, at: 1}}\n"
        )
    (problem,) = [each for each in examine([path]).problems if each.code == "S108"]
    assert (problem.message, problem.hint) == (
        "`Foreign Affairs` does not stand in paragraph 1 of `release`",
        "it stands in paragraph 2 of `release`, paragraph 3 of `release`",
    )


def test_lines_with_carriage_returns_keep_them(tmp_path: Path) -> None:
    path = written(tmp_path, 'says: "Hon Ana Reid"', "at: 4", "at: 5")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    CliRunner().invoke(main, ["check", "--fix", str(path)])
    raw = path.read_bytes()
    assert b'at: 2, says: "Hon Ana Reid"' in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_a_post_may_be_turned_round_and_today_is_the_day_of_publication(tmp_path: Path) -> None:
    path = written(tmp_path, "at: 3", "at: 4", "at: 5")
    with path.open("a") as file:
        file.write(
            "events:\n  a: {date: 2023-03-05, what: The Minister announced help., from: {source: release, at: 3}}\n"
        )
    assert examine([path]).problems == ()
    path.write_text(path.read_text().replace("2023-03-05, what", "2023-03-04, what"))
    assert [problem.code for problem in examine([path]).problems] == ["S107"]
