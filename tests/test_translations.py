"""One fact file with texts in several languages: the paper in each, and what it says of a text that is not there."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import briefs
from briefs.factfiles.edits import edited, fields_of, read
from briefs.factfiles.translations import in_language

FACTS = """\
title: {en: Opening of the port, mn: Боомтын нээлт}
as_of: 2026-05-04
language: en
sources: {s: {title: Press release}}
points:
  quay:
    text:
      en: "Work for 300."   # counted
      mn: "300 хүний ажил."
    from: {source: s, at: 2}
  road: {text: {value: {en: A road., mn: Зам.}, from: s, use: public}}
  rail: {text: A railway., from: s}
people: {sand: {name: Ida Sand, from: s}, bat: {name: {en: Bat, mn: Бат}, from: s}}
agreements:
  pact: {title: Pact, kind: pact, provisions: {en: [One., Two.], mn: [Нэг., Хоёр.]}, number: {value: A/12}, from: s}
"""
TEMPLATE = """\
---
title: T
notes: false
---
# {{ title }}

{{ as_of | date }}

{{ points.quay.text }} {{ points.road.text }} {{ people.bat.name }} {{ agreements.pact.number }}

{{ agreements.pact.provisions | list }}
"""
WITH_MORE = TEMPLATE + "\n{{ points.rail.text }}\n"


def workspace(folder: Path, template: str = TEMPLATE) -> Path:
    for name, text in (("facts/port.yaml", FACTS), ("templates/t.md", template)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def built(folder: Path, *languages: str, final: bool = False, formats: tuple[str, ...] = ("text",)) -> briefs.Report:
    ask = briefs.Ask(folder, templates=["t"], formats=formats, languages=languages, final=final, out=folder / "build")
    return briefs.build(ask)


def test_each_language_has_a_paper_and_none_takes_anothers_place(tmp_path: Path) -> None:
    report = built(workspace(tmp_path), "en", "mn", "fr")
    assert [path.name for path in report.files] == ["t.text", "t.mn.text", "t.fr.text"]
    english, mongolian, french = (path.read_text(encoding="utf-8") for path in report.files)
    assert "Work for 300." in english and "4 May 2026" in english and "One. and Two." in english
    assert "Боомтын нээлт" in mongolian and "300 хүний ажил." in mongolian and "Зам." in mongolian
    assert "Бат" in mongolian and "тавдугаар сарын 4" in mongolian and "Road" not in mongolian
    assert "4 mai 2026" in french and "Work for 300." in french
    assert {problem.code for problem in report.problems} == {"D132"}
    assert ["French" in problem.message for problem in report.problems] == [True]


def test_a_text_without_a_translation_is_marked_makes_a_draft_and_is_refused_in_a_final(tmp_path: Path) -> None:
    folder = workspace(tmp_path, WITH_MORE)
    report = built(folder, "mn", formats=("docx", "pdf"))
    told = [(problem.code, problem.severity, problem.facts) for problem in report.problems]
    assert told == [("D132", "warning", ("points.rail.text",))]
    word = zipfile.ZipFile(folder / "build/port/t.mn.docx").read("word/document.xml").decode()
    run = word[word.rindex("<w:r>", 0, word.index("A railway.")) : word.index("A railway.")]
    assert 'w:lang w:val="en' in run
    refused = built(folder, "mn", final=True)
    assert [problem.code for problem in refused.problems] == ["D132"] and not refused.files
    assert not built(folder, final=True).problems


def test_nothing_is_told_of_names_in_the_same_letters_and_of_codes(tmp_path: Path) -> None:
    names = "---\ntitle: T\nnotes: false\n---\n# {{ title }}\n\n{{ people.sand.name }} {{ agreements.pact.number }}\n"
    workspace(tmp_path, names)
    found = {tag: built(tmp_path, tag) for tag in ("fr", "mn")}
    told = {tag: [fact for problem in report.problems for fact in problem.facts] for tag, report in found.items()}
    assert told == {"fr": ["title"], "mn": ["people.sand.name"]}


def test_a_language_that_there_is_not_is_told_before_anything_is_made(tmp_path: Path) -> None:
    report = built(workspace(tmp_path), "qx")
    assert [(problem.code, problem.at.file) for problem in report.problems] == [("F019", "--language")]
    assert not report.files


def test_the_trace_names_the_text_that_is_printed(tmp_path: Path) -> None:
    folder = workspace(tmp_path)
    (paper,) = briefs.trace(briefs.Ask(folder, templates=["t"], languages=["mn"])).papers
    origins = {origin.id: origin for text in paper.texts for origin in text.facts}
    quay = origins["points.quay.text"]
    assert paper.name == "port/t.mn" and quay.written == "300 хүний ажил."
    assert quay.at is not None and (quay.at.line, quay.at.column) == (9, 11)
    assert [source.title for _, source in quay.sources if source] == ["Press release"]


@pytest.mark.parametrize(("tag", "old", "new"), [("mn", "300 хүний ажил.", "400 хүний ажил."), ("en", "300.", "400.")])
def test_the_text_in_the_papers_language_is_the_one_that_is_edited(tag: str, old: str, new: str) -> None:
    facts, _ = read(FACTS, "port.yaml")
    fact = in_language(facts, tag).index["points.quay.text"]
    fields = {field.name: field.text for field in fields_of(FACTS, fact)}
    assert fields["value"] == fact.written and (fields["source"], fields["at"]) == ("s", "2")
    made = edited(FACTS, fact, {"value": fact.written.replace(old, new)}, "port.yaml")
    assert made.text == FACTS.replace(old, new)
    used = edited(FACTS, fact, {"use": "background"}, "port.yaml")
    assert used.facts.index["points.quay.text"].use == "background" and len(used.facts.index) == len(facts.index)


def test_what_a_file_says_in_its_own_language_alone_is_as_it_was() -> None:
    facts, problems = read(FACTS.replace("{en: Opening of the port, mn: Боомтын нээлт}", "Opening"), "port.yaml")
    assert not problems and not facts.untranslated and facts.text("title") == "Opening"
    assert in_language(facts, "en-GB").untranslated == frozenset()
