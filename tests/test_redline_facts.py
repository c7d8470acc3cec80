"""The redline of a whole fact file: accepted it gives the documents of the new facts, rejected those of the old."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from conftest import ROOT
from docx_rules import W, Word
from redlines import resolved
from test_gates import faults_of_word

from briefs.factfiles import load_facts
from briefs.model.facts import Facts
from briefs.project import Ask, build

FACTS = ROOT / "facts" / "mongolia-kazakhstan-2024.yaml"
TEMPLATES = ("dossier", "briefing-note", "agreement-summary")
"""Those for internal use: papers for the public bear no deleted text."""
CHANGED = 8
"""Texts in which a word is another, of those that documents print."""
TEXTS = re.compile(
    r"agreements\.\w+\.(?:purpose|provisions\.\d+|benefits\.\d+|background)|statements\.\w+\.said|points\.\w+\.text"
    r"|events\.\w+\.what|actions\.\w+\.what"
)
SECTIONS = ("statements", "points")
"""Where a record comes and one goes."""


def other_version(text: str, facts: Facts, random: Random) -> str:
    """The fact file with several texts changed, one record removed and one added."""
    lines = text.split("\n")
    gone = random.choice([key for section in SECTIONS for key in records(facts, section) if is_free(key, text)])
    added = random.choice([key for section in SECTIONS for key in records(facts, section) if key != gone])
    bounds = {key: stretch(lines, facts, key) for key in (gone, added)}
    plain = [
        fact
        for fact in facts.index.values()
        if TEXTS.fullmatch(fact.id)
        and fact.written in lines[fact.at.line - 1]
        and not any(begin <= fact.at.line - 1 < end for begin, end in bounds.values())
    ]
    for fact in random.sample(plain, CHANGED):
        line = lines[fact.at.line - 1]
        lines[fact.at.line - 1] = line.replace(fact.written, reworded(fact.written, random))
    begin, end = bounds[added]
    copy = [re.sub(rf"^  {added}:", "  brand_new:", line) for line in lines[begin:end]]
    copy = [re.sub(r"^(    (?:said|text): )(.+)$", r"\1A thing that is wholly new.", line) for line in copy]
    first, last = bounds[gone]
    for at, part in sorted([(end, copy), (first, [])], reverse=True):
        lines[at : last if part == [] else at] = part
    return "\n".join(lines)


def records(facts: Facts, section: str) -> list[str]:
    return [id_.split(".")[1] for id_ in facts.index if re.fullmatch(rf"{section}\.\w+\.(?:said|text)", id_)]


def is_free(key: str, text: str) -> bool:
    """Whether nothing refers to a record."""
    return len(re.findall(rf"\b{key}\b", text)) == 1


def stretch(lines: list[str], facts: Facts, key: str) -> tuple[int, int]:
    """Where a record begins and ends, in lines from 0."""
    begin = next(n for n, line in enumerate(lines) if line.startswith(f"  {key}:"))
    end = begin + 1
    while lines[end].startswith("    "):
        end += 1
    return begin, end


def reworded(text: str, random: Random) -> str:
    """The text with a word changed, lost or added."""
    words = text.split(" ")
    at = random.randrange(1, len(words)) if len(words) > 1 else 0
    words[at : at + 1] = random.choice([["otherwise"], [], [words[at], "117", "more"], ["more & more"]])
    return " ".join(words)


@pytest.mark.parametrize("seed", range(3))
def test_accepted_it_gives_the_new_documents_and_rejected_the_old_ones(seed: int, tmp_path: Path) -> None:
    facts, problems = load_facts(FACTS)
    assert [problem for problem in problems if problem.severity == "error"] == []
    text = FACTS.read_text(encoding="utf-8")
    new = tmp_path / FACTS.name
    new.write_text(other_version(text, facts, Random(seed)), encoding="utf-8")
    tracked = made(new, tmp_path / "tracked", since=str(FACTS))
    after, before = made(new, tmp_path / "after"), made(FACTS, tmp_path / "before")
    redlines = {name: data for name, data in tracked.items() if name.endswith(".redline.docx")}
    assert len(redlines) == len(after) == len(before) >= 2
    for name, data in redlines.items():
        plain = name.replace(".redline", "")
        assert resolved(data, True) == resolved(after[plain], True), name
        assert resolved(data, False) == resolved(before[plain], True), name
        faults = faults_of_word(data, tmp_path / "x.docx")
        assert [fault for fault in faults if "is not used" not in fault] == [], name
    changes = [each for data in redlines.values() for each in Word(data).document.iter(f"{W}ins", f"{W}del")]
    assert len(changes) > CHANGED


def made(facts: Path, out: Path, since: str = "") -> dict[str, bytes]:
    """The Word files of a fact file by their names."""
    report = build(Ask(ROOT, (facts,), TEMPLATES, formats=("docx",), out=out, since=since, redline=bool(since)))
    assert report.ok, report.problems
    return {path.name: path.read_bytes() for path in report.files if path.suffix == ".docx"}
