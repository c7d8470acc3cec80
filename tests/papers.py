"""Documents made in memory from a few lines of facts and template, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from briefs.factfiles import load_facts, load_template
from briefs.model.facts import Facts, Record
from briefs.model.problems import Problem, Stop
from briefs.model.tree import Block, Box, Document, List, Quote, Span, Table, spans_of
from briefs.model.vocabulary import STANDARD, Vocabulary
from briefs.project.pipeline import document_of, make
from briefs.project.plan import PLAIN
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
HEAD = """\
title: A test
as_of: 2026-01-15
sources: {s: {title: A source}}
"""


def workspace(folder: Path, facts: str, template: str) -> tuple[Path, Path]:
    """The paths of a fact file and a template in a fresh workspace; the facts get a head where they have none."""
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    text = facts if "as_of:" in facts else HEAD + facts
    fact_file, template_file = folder / "facts.yaml", folder / "templates" / "test.md"
    fact_file.write_text(text, encoding="utf-8")
    template_file.write_text(template, encoding="utf-8")
    return fact_file, template_file


def plan_of(folder: Path, facts: str, template: str) -> tuple[Plan, Shelf, list[Problem]]:
    """A plan for one document. Raises Stop where facts or template cannot be read."""
    fact_file, template_file = workspace(folder, facts, template)
    found, problems = load_facts(fact_file)
    read, faults = load_template(template_file)
    shelf = Shelf(folder)
    plan = Plan(found, read, None, "test", ("docx", "pdf"), read.theme or PLAIN, now=NOW)
    return plan, shelf, [*problems, *faults]


def paper(folder: Path, facts: str, template: str, write: bool = False) -> tuple[Document | None, list[Problem]]:
    """The document, and all problems; None where there can be no document."""
    try:
        plan, shelf, problems = plan_of(folder, facts, template)
        document, _, found = document_of(plan, shelf)
    except Stop as stop:
        return None, list(stop.problems)
    if write:
        problems += make(plan, shelf).problems
    return document, [*problems, *found]


def facts_in(folder: Path, text: str, vocabulary: Vocabulary = STANDARD) -> Facts:
    """The facts of a text, which has no error."""
    path = folder / "facts.yaml"
    path.write_text(text, encoding="utf-8")
    facts, problems = load_facts(path, vocabulary)
    assert not problems, problems
    return facts


def text_of(facts: Facts, template: str, record: str = "") -> str:
    """The text of the document that a built-in template makes of the facts, a line for each paragraph and entry."""
    shelf = Shelf(Path(facts.file).parent)
    found = shelf.template(template)
    assert found is not None
    node = facts.find(record) if record else None
    plan = Plan(facts, found, node if isinstance(node, Record) else None, template, ("pdf",), PLAIN, now=NOW)
    document, _, problems = document_of(plan, shelf)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return "\n".join(lines_of(document))


def lines_of(document: Document) -> list[str]:
    """The texts of a document, one for each paragraph, entry and row, with plain spaces and no numbers of notes."""
    return "\n".join(_lines(document.blocks)).replace("\u00a0", " ").split("\n")


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Box() | Quote():
                yield _words(spans_of(block))
                yield from _lines(block.blocks)
            case List():
                for item in block.items:
                    yield (f"{_words(item.label)}: " if item.label else "") + "\n".join(_lines(item.blocks))
            case Table():
                if block.caption:
                    yield _words(block.caption)
                for row in (*block.head, *block.rows):
                    yield " | ".join(_words(cell.spans) for cell in row.cells)
            case _:
                yield _words(spans_of(block))


def _words(spans: Iterable[Span]) -> str:
    """The text of spans without the numbers of their notes."""
    return "".join(span.text for span in spans if "note" not in span.marks)
