"""The gates through which every file goes: both standards of PDF, the schemas of Word, and our own rules.

veraPDF and the Open XML SDK's validator are asked the same in `.ci/run`, for they need Java and a binary.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import docx_rules
import page
import pytest
from hypothesis import HealthCheck, given, settings
from openxml_audit import OpenXmlValidator
from pdfcheck import Paper, paper
from stress import PAGES, stress
from test_pdf_tags import meant, said
from trees import documents

from briefs.factfiles import load_theme
from briefs.model.theme import Theme
from briefs.model.tree import Document
from briefs.project import Ask, build
from briefs.project.writing import write

ROOT = Path(__file__).parent.parent
FACTS = sorted([*ROOT.glob("facts/*.yaml"), *ROOT.glob("tests/facts/*.yaml")])
SHARDS, EACH = 6, 50
"""Random documents: so many times so many, to be shared out among processes."""


@cache
def theme(name: str = "plain") -> Theme:
    return load_theme(ROOT / "templates" / "themes" / f"{name}.yaml")[0]


def faults_of_pdf(data: bytes, read: Paper | None = None) -> list[str]:
    """What either standard or our own rules have against a PDF file; `read` is the file, if it was read already."""
    found = [*(read or paper(data)).faults]
    for profile in ("ua1", "2a"):
        checked = page.validate_pdf_bytes(data, profile=profile)
        found += [f"{profile} {fault.rule_id}: {fault.message}" for fault in checked.failures]
        found += [] if checked.is_compliant or found else [f"{profile}: does not conform"]
    return found


def faults_of_word(data: bytes, place: Path) -> list[str]:
    """What the schemas, the semantic rules or our own have against a Word file, which is put at `place`."""
    place.write_bytes(data)
    errors = OpenXmlValidator().validate(str(place)).errors
    ours = docx_rules.faults(data, (*docx_rules.RULES, docx_rules.structure))
    return [*ours, *(f"{each.part_uri}: {each.description}" for each in errors)]


@pytest.mark.parametrize("facts", FACTS, ids=lambda path: path.stem)
def test_every_document_of_the_facts_that_are_here(facts: Path, tmp_path: Path) -> None:
    report = build(Ask(ROOT, (facts,), out=tmp_path / "out"))
    assert report.ok, report.problems
    assert len(report.files) >= 4
    for path in report.files:
        data = path.read_bytes()
        found = faults_of_pdf(data) if path.suffix == ".pdf" else faults_of_word(data, tmp_path / "x.docx")
        assert found == [], path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_more_than_two_hundred_pages_of_everything_in_pdf(language: str) -> None:
    document = stress(language)
    written = write(document, theme(), "pdf")
    assert written.problems == ()
    assert written.pages >= PAGES
    read = paper(written.data)
    assert faults_of_pdf(written.data, read) == []
    assert said(read.tree) == meant(document)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_in_word(language: str, tmp_path: Path) -> None:
    written = write(stress(language, 2), theme(), "docx")
    assert written.problems == ()
    assert faults_of_word(written.data, tmp_path / "x.docx") == []
    assert docx_rules.faults(write(stress(language), theme(), "docx").data) == []


@pytest.mark.parametrize("shard", range(SHARDS))
def test_any_document_in_both_formats(shard: int) -> None:
    tried: list[int] = []

    @settings(max_examples=EACH, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(documents())
    def passes(document: Document) -> None:
        look = theme("large" if len(tried) % 5 == 4 else "plain")
        tried.append(shard)
        assert faults_of_pdf(write(document, look, "pdf").data) == []
        assert docx_rules.faults(write(document, look, "docx").data) == []

    passes()
    assert len(tried) >= EACH
