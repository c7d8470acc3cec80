"""Some of the files that nobody would write; `python tests/fuzz.py` tries two thousand."""

from __future__ import annotations

import re

import pytest
from fuzz import KINDS, QUICK, given, tried


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", QUICK)
def test_no_file_brings_a_traceback_or_is_without_an_end(kind: str, seed: int) -> None:
    assert tried(kind, seed)[1] == []


@pytest.mark.parametrize("kind", QUICK)
def test_what_is_changed_is_read_and_brings_no_problem_before(kind: str) -> None:
    told, raised = given(KINDS[kind], KINDS[kind].whole())
    assert raised is None
    assert re.findall(r"^\S+: ([^S]\d\d\d) ", told, re.MULTILINE) == []
