"""Sources count when papers are made: copies that are held are looked into, warned of, and refused by final papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import briefs
from briefs.commands import main
from briefs.factfiles import load_facts
from briefs.factfiles import source_copies as held_copies
from briefs.model.facts import Facts, Source
from briefs.model.problems import Problem
from briefs.model.source_text import SourceText
from briefs.model.vocabulary import Vocabulary
from briefs.project import one_fact_file, template_folders

FACTS = """\
title: Trade in 2024
as_of: 2024-11-01
brief: {to: The Minister, author: Trade desk, reference: T/1}
sources:
  article: {title: Trade doubles, HELD}
  letter: {title: A letter}
figures:
  trade: {label: Trade in 2024, value: 76.8, unit: USD million, from: {source: article, at: 1}}
points:
  talks: {text: Talks go on., under: line, from: letter}
"""
ARTICLE = "Trade doubles\n\nTrade grew to 76.7 million USD in 2024.\n"
NOTE = "---\ntitle: Note\n---\n# {{ title }}\n\n{{ figures.trade | quantity }} and {{ points.talks.text }}\n"
NOT_SAID = "facts/trade.yaml:8:40: S106 `76.8` does not stand in paragraph 1 of `article`"
NOT_HELD = "not held against a source: no copy of `facts/trade.yaml: letter`"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    put(tmp_path, "facts/trade.yaml", FACTS.replace("HELD", "held: article.txt"))
    put(tmp_path, "facts/article.txt", ARTICLE)
    put(tmp_path, "templates/note.md", NOTE)
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_a_build_warns_of_what_the_held_copy_does_not_say_and_makes_the_paper(place: Path) -> None:
    done = run("build", "-t", "note")
    assert done.exit_code == 0
    assert NOT_SAID in done.stderr
    assert (place / "build/trade/note.pdf").exists()
    assert "not held" not in done.output


def test_a_final_paper_is_refused_and_what_was_held_against_nothing_is_named(place: Path) -> None:
    done = run("build", "-t", "note", "--final")
    assert done.exit_code == 1
    assert NOT_SAID in done.stderr
    assert NOT_HELD in done.stdout
    assert not (place / "build").exists()


def test_a_final_paper_is_made_where_the_copy_bears_it_out(place: Path) -> None:
    put(place, "facts/article.txt", ARTICLE.replace("76.7", "76.8"))
    done = run("build", "-t", "note", "--final")
    assert done.exit_code == 0, done.output
    assert "S106" not in done.output
    assert NOT_HELD in done.stdout
    assert (place / "build/trade/note.pdf").exists()


def test_copies_are_looked_for_in_the_folders_that_are_named(place: Path) -> None:
    put(place, "facts/trade.yaml", FACTS.replace(", HELD", ""))
    (place / "clippings").mkdir()
    (place / "facts/article.txt").rename(place / "clippings/article.txt")
    put(place, "clippings/letter.txt", "A letter\n\nTalks go on.\n")
    assert "S106" not in run("build", "-t", "note").output
    assert NOT_SAID in run("build", "-t", "note", "--sources", "clippings").stderr
    final = run("build", "-t", "note", "--final", "--sources", "clippings")
    assert final.exit_code == 1
    assert "not held" not in final.output


def test_a_copy_that_is_named_and_not_there_is_warned_of_and_refused_by_a_final_paper(place: Path) -> None:
    (place / "facts/article.txt").unlink()
    assert "S101 there is no file `article.txt`" in run("build", "-t", "note").stderr
    assert (place / "build/trade/note.pdf").exists()
    final = run("build", "-t", "note", "--final", "-o", "final")
    assert final.exit_code == 1
    assert not (place / "final").exists()


def test_a_problem_that_is_allowed_is_neither_warned_of_nor_refused(place: Path) -> None:
    allowed = FACTS.replace("HELD", "held: article.txt").replace("at: 1}}", "at: 1}} # allow S106 because of a table")
    put(place, "facts/trade.yaml", allowed)
    assert "S106" not in run("build", "-t", "note").output
    assert run("build", "-t", "note", "--final").exit_code == 0


def test_python_gets_the_same_with_the_sources_that_were_not_held(place: Path) -> None:
    report = briefs.build(briefs.Ask(facts=["facts/trade.yaml"], templates=["note"], formats=["pdf"]))
    assert [(p.code, p.severity) for p in report.problems if p.code == "S106"] == [("S106", "warning")]
    assert report.ok
    assert report.unheld == ("facts/trade.yaml: letter",)


def test_facts_and_copies_are_read_once_for_all_papers_of_a_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    text_of = held_copies.text_of

    def copy_read(source: Source, path: Path, language: str, workspace: Path) -> SourceText:
        read.append(path.name)
        return text_of(source, path, language, workspace)

    def facts_read(path: Path, vocabulary: Vocabulary) -> tuple[Facts, list[Problem]]:
        read.append(path.name)
        return load_facts(path, vocabulary)

    monkeypatch.setattr(held_copies, "text_of", copy_read)
    monkeypatch.setattr(template_folders, "load_facts", facts_read)
    put(place, "facts/article.txt", ARTICLE.replace("76.7", "76.8"))
    assert run("build", "--final").exit_code == 0
    assert read == ["trade.yaml", "article.txt"]


def test_what_has_no_copy_is_not_looked_into(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> list[Problem]:
        raise AssertionError

    monkeypatch.setattr(one_fact_file, "disagreements", never)
    put(place, "facts/trade.yaml", FACTS.replace(", HELD", ""))
    assert run("build", "-t", "note").exit_code == 0
