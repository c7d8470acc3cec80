"""Contradictions planted in sources are told where nobody wrote them down, and nothing is told of the true text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from casebook import CASES

from briefs.project.fact_checking import examine

FACTS = """\
title: T
as_of: 2025-06-01
language: {language}
sources: {{s: {{title: Note, kind: note, published: 2025-06-01}}}}
points: {{p: {{text: "{text}", under: line, from: s}}}}
"""
TEXT = {"en": "It is.", "fr": "Voilà.", "ru": "Вот.", "es": "Eso.", "mn": "Тийм.", "kk": "Иә."}
LEAST = 0.75


class Pair(NamedTuple):
    """A text that follows, and the same with a contradiction in it."""

    language: str
    true: str
    false: str
    missed: bool


def pairs() -> list[Pair]:
    text = (CASES / "contradictions.md").read_text(encoding="utf-8")
    found: list[Pair] = []
    for language, block in re.findall(r"^```pairs (\w+)\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            true, false = line.split(" → ")
            found.append(Pair(language, true, false.removeprefix("(missed) "), false.startswith("(missed) ")))
    return found


def told(language: str, text: str) -> list[str]:
    """What is told of a source that holds a text, and of facts that know nothing about it."""
    extra = re.search(
        r"^```facts\n(.*?)^```", (CASES / "contradictions.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert extra is not None
    blocks = re.sub(r"\n\n(?=\|)", "\n", re.sub(r" ¶ ", "\n\n", text))
    with TemporaryDirectory() as folder:
        facts = FACTS.format(language=language, text=TEXT[language]) + _records(extra[1], text)
        Path(folder, "facts.yaml").write_text(facts, encoding="utf-8")
        Path(folder, "s.md").write_text(f"# Note\n\n{blocks}\n", encoding="utf-8")
        return [f"{p.code} {p.message}" for p in examine([Path(folder, "facts.yaml")], [Path(folder)]).problems]


def _is_named(line: str, text: str) -> bool:
    name = re.search(r"name: ([^,}]+)", line)
    return name is not None and name[1] in text


def _records(extra: str, text: str) -> str:
    """The sections of the casebook's facts, with the records that a text names."""
    found = ""
    for section, body in re.findall(r"^(\w+):\n((?:  .*\n)+)", extra, re.MULTILINE):
        lines = [line for line in body.splitlines() if _is_named(line, text)]
        found += "\n".join([f"{section}:", *lines]) + "\n" if lines else ""
    return found


@cache
def missed() -> list[Pair]:
    return [pair for pair in pairs() if not told(pair.language, pair.false)]


def test_there_are_many_kinds() -> None:
    assert len(pairs()) >= 60
    assert {pair.language for pair in pairs()} >= {"en", "fr", "ru", "es", "mn"}


def test_three_contradictions_in_four_are_told() -> None:
    assert 1 - len(missed()) / len(pairs()) >= LEAST, [pair.false for pair in missed()]


def test_those_marked_as_missed_are_those_that_are() -> None:
    assert [pair.false for pair in missed()] == [pair.false for pair in pairs() if pair.missed]


def test_nothing_is_told_of_what_follows() -> None:
    assert [(p.true, t) for p in pairs() if (t := told(p.language, p.true))] == []
