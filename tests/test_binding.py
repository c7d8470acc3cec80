"""Papers bound as one: their list, pages, marking and looks, in both formats."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

import briefs
from briefs.project.request import Made

FACTS = """\
title: Port talks
as_of: 2026-03-05
marking: OFFICIAL
scheme: uk
papers: [PAPERS]
sources: {s: {title: A source, published: 2026-03-01}}
from: s
agreements:
  pilots: {title: Agreement on pilots, kind: agreement}
  fees: {title: Memorandum on fees, kind: memorandum}
figures: {ships: {label: ships, value: 41}}
"""
PACK = "---\ntitle: Pack\nparts: [note, each]\noptions: {with_public: {type: boolean, default: false}}\n---\n"
PACK += "# {{ title }}\n\n::: contents 1 Parts\n:::\n"
PAPERS = {
    "pack": PACK,
    "note": "---\ntitle: Note\n---\n# {{ title }}\n\n## First [x](#second)\n\nText.\n\n"
    "::: page-break\n:::\n\n## Second\n\n- a\n",
    "each": "---\ntitle: Sheet\nfor_each: agreements\ntheme: large\n---\n# {{ record.title }}\n\n## First\n\n1. b\n",
    "secret": "---\ntitle: Annex\nmarking: SECRET\n---\n# {{ title }}\n\n{{ figures.ships.label }}\n",
    "open": "---\ntitle: Hand-out\naudience: public\n---\n# {{ title }}\n\n{{ figures.ships.label }}\n",
}


def bound(folder: Path, papers: str, **more: object) -> Made:
    """The pack of a workspace whose fact file asks for these papers."""
    (folder / "templates").mkdir()
    (folder / "facts.yaml").write_text(FACTS.replace("PAPERS", papers))
    for name, text in PAPERS.items():
        (folder / "templates" / f"{name}.md").write_text(text)
    ask = briefs.Ask(workspace=folder, facts=[folder / "facts.yaml"], out=folder / "build", **more)  # type: ignore[arg-type]
    report = briefs.build(ask)
    return next(each for each in report.made if each.name.endswith("/pack"))


def word_of(made: Made) -> dict[str, str]:
    with ZipFile(BytesIO(made.files["docx"])) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def listed(made: Made) -> list[tuple[str, str]]:
    """The entries of the list of parts in Word, each with its page."""
    entries = re.findall(r'<w:hyperlink w:anchor="part_.*?</w:hyperlink>', word_of(made)["word/document.xml"])
    entries = [entry for entry in entries if "PAGEREF" in entry]
    texts = [re.findall(r"<w:t(?: [^>]*)?>(.*?)</w:t>", entry) for entry in entries]
    return [("".join(text[:-1]), text[-1]) for text in texts]


def test_a_pack_of_its_own_binds_what_its_head_names_with_pages_through_the_whole(tmp_path: Path) -> None:
    made = bound(tmp_path, "pack")
    assert made.files, made.problems
    assert made.pages == 5
    pages = [("Note", "2"), ("Sheet: Agreement on pilots", "4"), ("Sheet: Memorandum on fees", "5")]
    assert listed(made) == pages
    word = word_of(made)
    assert word["word/document.xml"].count("<w:sectPr>") == 4
    assert "Sheet" in word["word/header3.xml"] and "Note" in word["word/header2.xml"]
    assert "NUMPAGES" in word["word/footer4.xml"]
    assert 'w:styleId="Heading12"' in word["word/styles.xml"]


def test_a_pack_binds_the_papers_that_are_asked_for_beside_it(tmp_path: Path) -> None:
    assert [name for name, _ in listed(bound(tmp_path, "pack, note, secret"))] == ["Note", "Annex"]


def test_every_page_bears_the_highest_marking_of_the_parts(tmp_path: Path) -> None:
    word = word_of(bound(tmp_path, "note, secret, pack"))
    assert all("SECRET" in text for name, text in word.items() if name.startswith("word/header"))


def test_a_paper_for_the_public_is_bound_beside_closed_ones_only_where_that_is_asked_for(tmp_path: Path) -> None:
    made = bound(tmp_path, "note, open, pack")
    assert not made.files
    assert [problem.code for problem in made.problems] == ["W028"]
    (tmp_path / "more").mkdir()
    assert bound(tmp_path / "more", "note, open, pack", settings={"with_public": True}).files


def test_papers_for_one_audience_are_bound_for_it(tmp_path: Path) -> None:
    made = bound(tmp_path, "open, pack")
    assert made.files, made.problems
    assert "OFFICIAL" not in "".join(word_of(made).values())


def test_a_part_that_there_is_not_is_told_where_the_head_names_it(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "facts.yaml").write_text(FACTS.replace("PAPERS", "pack"))
    (tmp_path / "templates" / "pack.md").write_text(PACK.replace("note, each", "nte"))
    (tmp_path / "templates" / "note.md").write_text(PAPERS["note"])
    ask = briefs.Ask(workspace=tmp_path, facts=[tmp_path / "facts.yaml"], out=tmp_path / "build")
    (problem,) = briefs.build(ask).problems
    assert (problem.code, Path(problem.at.file).name, problem.at.line) == ("T011", "pack.md", 3)
    assert "`note`" in problem.hint


@pytest.mark.parametrize("part", ["note", "each"])
def test_what_a_part_says_is_what_the_paper_says_by_itself(tmp_path: Path, part: str) -> None:
    made = bound(tmp_path, f"pack, {part}", formats=["text"])
    text = made.files["text"].decode()
    assert ("Text." if part == "note" else "Agreement on pilots") in text
