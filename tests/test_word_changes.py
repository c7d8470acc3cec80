"""Papers that were edited in Word: what the facts would say, and nothing that was not edited."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.oxml import parse_xml

import briefs
from briefs.commands.main import main
from briefs.model.problems import Stop
from briefs.project.word_changes import Changes, changes_in

FACTS = """title: Opening of the port of Lunde
as_of: 2026-05-04
# a comment that stays
sources:
  release: {title: Press release on the port, publisher: Port Authority, published: 2026-05-02}
organisations:
  lunde: {name: Port of Lunde, kind: company, from: {source: release, at: 1}}
figures:
  ships: {label: ships in the first week, value: 41, from: {source: release, at: 2, says: "41 ships"}}
  cost: {label: cost of the new quay, value: 12500, unit: EUR, from: {source: release, at: 3}}
  twice: {label: twice the cost, unit: EUR, formula: cost * 2}
events:
  opened: {date: 2026-05-01, what: The quay was opened by the Harbour Master., from: {source: release, at: 2}}
points:
  jobs: {text: "The quay gives work to 300 people & their families.", under: significance, from: release}
  rail: {text: The railway will follow., under: background, from: {source: release, at: 5}}
"""
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A paper as it was built, in its workspace."""
    monkeypatch.chdir(tmp_path)
    Path("facts").mkdir()
    Path("facts/port.yaml").write_text(FACTS, encoding="utf-8")
    report = briefs.build(briefs.Ask(templates=["briefing-note"], formats=["docx"]))
    assert [each.message for each in report.problems if each.severity == "error"] == []
    return Path("build/port/briefing-note.docx")


def paragraphs(word: Any) -> Iterator[Any]:
    yield from word.paragraphs
    for table in word.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def edited(paper: Path, *changes: tuple[str, str], also: Callable[[Any], object] | None = None) -> Path:
    word = docx.Document(str(paper))
    for before, after in changes:
        runs = [run for each in paragraphs(word) for run in each.runs if before in run.text]
        assert runs, before
        runs[0].text = runs[0].text.replace(before, after)
    if also is not None:
        also(word)
    word.save("Edited by the minister.docx")
    return Path("Edited by the minister.docx")


def proposed(changes: Changes) -> dict[str, str]:
    return {each.fact.id: each.new for each in changes.proposals}


def test_what_nobody_has_edited_changes_nothing(paper: Path) -> None:
    found = changes_in(paper, Path())
    assert (found.proposals, found.others, found.comments) == ((), (), ())


def test_numbers_dates_and_words_lead_to_their_facts(paper: Path) -> None:
    file = edited(paper, ("41", "43"), ("12,500", "12,700"), ("1 May 2026", "3 May 2026"), ("300 people", "350 people"))
    found = changes_in(file, Path())
    assert proposed(found) == {
        "figures.ships.value": "43",
        "figures.cost.value": "12700",
        "events.opened.date": "2026-05-03",
        "points.jobs.text": "The quay gives work to 350 people & their families.",
    }
    assert found.others == ()


def test_what_was_added_moved_or_is_the_templates_is_told_and_proposes_nothing(paper: Path) -> None:
    def also(word: Any) -> None:
        word.add_paragraph("A sentence that somebody has added.")
        label = next(each for each in paragraphs(word) if each.text == "Reference")
        label.runs[0].text = "Our reference"

    found = changes_in(edited(paper, also=also), Path())
    assert found.proposals == ()
    assert [(each.why, each.after) for each in found.others if not each.before] == [
        ("added", "A sentence that somebody has added.")
    ]
    (row,) = (each for each in found.others if each.before)
    assert row.why == "words of the template"
    assert "Our reference" in row.after


def test_tracked_changes_count_as_accepted(paper: Path) -> None:
    def also(word: Any) -> None:
        run = next(run for each in paragraphs(word) for run in each.runs if run.text == "41")
        gone = parse_xml(f'<w:del {NS} w:id="900" w:author="A"><w:r><w:delText>41</w:delText></w:r></w:del>')
        come = parse_xml(f'<w:ins {NS} w:id="901" w:author="A"><w:r><w:t>47</w:t></w:r></w:ins>')
        run._r.addprevious(gone)
        run._r.addprevious(come)
        run._r.getparent().remove(run._r)

    assert proposed(changes_in(edited(paper, also=also), Path())) == {"figures.ships.value": "47"}


def test_a_comment_is_listed_with_the_facts_at_which_it_stands(paper: Path) -> None:
    def also(word: Any) -> None:
        run = next(run for each in paragraphs(word) for run in each.runs if "300 people" in run.text)
        word.add_comment([run], text="Is that so?", author="Minister")

    (comment,) = changes_in(edited(paper, also=also), Path()).comments
    assert comment[:2] == ("Minister", "Is that so?")
    assert "points.jobs.text" in comment[2]


def test_the_command_shows_places_and_applies_after_a_look(paper: Path) -> None:
    file = edited(paper, ("41", "43"))
    shown = CliRunner().invoke(main, ["changes", str(file)])
    assert "facts/port.yaml:9:50  “41” → “43”\n" in shown.output
    assert Path("facts/port.yaml").read_text(encoding="utf-8") == FACTS
    CliRunner().invoke(main, ["changes", str(file), "--apply"])
    assert Path("facts/port.yaml").read_text(encoding="utf-8") == FACTS.replace("value: 41", "value: 43")


def test_another_letter_is_no_paper_of_the_workspace(paper: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Dear Sir or Madam,")
    word.save("letter.docx")
    with pytest.raises(Stop, match="W060"):
        changes_in(Path("letter.docx"), Path())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_paper_that_libreoffice_has_saved_shows_what_was_edited_alone(paper: Path, tmp_path: Path) -> None:
    file = edited(paper, ("41", "43"), ("300 people", "350 people"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        "saved",
        str(file),
    ]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180)
    found = changes_in(Path("saved") / file.name, Path())
    assert set(proposed(found)) == {"figures.ships.value", "points.jobs.text"}
    assert found.others == ()
