"""Some of the files that nobody would write; `python tests/fuzz.py` tries two thousand."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from fuzz import KINDS, QUICK, SECONDS, bounded, given, inside, invoked, tried, written

from briefs.project import run


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", QUICK)
def test_no_file_brings_a_traceback_or_is_without_an_end(kind: str, seed: int) -> None:
    assert tried(kind, seed)[1] == []


@pytest.mark.parametrize(("kind", "seed"), [("font", 77), ("language", 5), ("language", 9)])
def test_what_once_fell_falls_no_more(kind: str, seed: int) -> None:
    assert tried(kind, seed)[1] == []


@pytest.mark.parametrize("kind", QUICK)
def test_what_is_changed_is_read_and_brings_no_problem_before(kind: str) -> None:
    told, raised = given(KINDS[kind], KINDS[kind].whole())
    assert raised is None
    assert re.findall(r"^\S+: ([^S]\d\d\d) ", told, re.MULTILINE) == [*KINDS[kind].told]


FLOODS = {
    "lists": "[" * 200_000,
    "maps": "{a: " * 100_000,
    "blocks": "".join(f"{' ' * n}a:\n" for n in range(2_000)),
    "aliases": "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 400)),
    "names": "".join(f"a{n}: x\n" for n in range(20_000)),
    "one name": "a: 1\n" * 20_000,
    "a line": f"a: x\nb{' ' * 500_000}c\n",
}
FAULTS = {
    "a group that is not there": "month_number: 'x'",
    "a bracket": "month_number: '(\\d+)\\.)'",
    "a bracket in a time": "times: {spring: '(a'}",
    "a name that is none": "ordinal: '{count}'",
    "a name with a width": "ordinal: '{number:>9999999999}'",
    "half a name": "caption: '{kind'",
    "a number that is none": "numbers: {twice: {a: b}}",
    "two halves of a bracket": "numbers: {twice: {2: 'a)|(b'}}",
    "one month": "formats: {months: [a], day: a, day_of_year: a, month_of_year: a,"
    " group: a, decimal: a, percent: a, last: a}",
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_language_of_which_no_date_and_no_number_can_be_made_is_told_with_its_place(name: str) -> None:
    text = f"name: French\n{FAULTS[name]}\n"
    told, raised = given(KINDS["language"], text.encode())
    assert raised is None
    assert re.findall(r"^templates/languages/fr.yaml:2:\d+: T031 ", told, re.MULTILINE)


SETTINGS = ("theme", "vocabulary", "audiences", "markings", "language", "records", "template")


@pytest.mark.parametrize("flood", FLOODS)
@pytest.mark.parametrize("kind", SETTINGS)
def test_a_file_of_settings_that_would_never_end_is_refused_at_once(kind: str, flood: str) -> None:
    text = f"---\n{FLOODS[flood]}\n---\n# A\n" if kind == "template" else FLOODS[flood]
    began = time.process_time()
    with bounded():
        told, raised = given(KINDS[kind], text.encode())
    assert time.process_time() - began < SECONDS
    assert raised is None
    assert "W099" not in told
    assert "W027" not in told


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (RecursionError(), "W027 this is nested too deep"),
        (MemoryError(), "W027 the machine has not enough memory for this"),
        (ZeroDivisionError("x"), "W099 briefs has failed: ZeroDivisionError: x"),
    ],
)
def test_what_nobody_has_foreseen_is_told_in_words(
    fault: Exception, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(run, "built", fail)
    with inside(tmp_path):
        written(tmp_path)
        told, raised = invoked("build", "facts.yaml")
    assert raised is None
    assert words in told
    assert "Traceback" not in told
