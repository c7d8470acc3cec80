"""The trace of a paper: behind each of its texts the facts, and behind each fact who said it.

What those for whom the paper is may not see, its trace does not show either. It reads what the tree and the facts
already hold; how that is laid out for people is the command's work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from briefs.model.facts import Citation, Facts, Source
from briefs.model.problems import Place, Problem, Stop
from briefs.model.tree import (
    Block,
    Box,
    Chart,
    Contents,
    Figure,
    Heading,
    Item,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Span,
    Table,
    inner,
    plain,
    spans_of,
)
from briefs.project.fact_checking import fact_files
from briefs.project.languages import in_languages, unknown_languages
from briefs.project.pipeline import document_of
from briefs.project.plan import chosen, plans, unknown_settings
from briefs.project.request import Ask
from briefs.project.template_folders import Shelf
from briefs.project.terms_of_release import terms_of


class Traced(Struct, frozen=True):
    """A text of its own: a paragraph, an entry, a row."""

    text: str
    """On one line, without the numbers of notes."""
    at: Place
    """In the template."""
    facts: tuple[Origin, ...]
    """What stands behind it, in order of appearance."""


class Origin(Struct, frozen=True):
    """A fact behind a text, or behind another fact."""

    id: str
    written: str = ""
    at: Place | None = None
    """None for an id that is no fact of the file: a field that is still to be supplied."""
    formula: str = ""
    behind: tuple[Origin, ...] = ()
    """From which the formula made it."""
    sources: tuple[tuple[Citation, Source | None], ...] = ()
    """Who says it; no source where it is our own statement."""


class Trace(Struct, frozen=True):
    """One paper with all its texts."""

    name: str
    template: str
    """The template's file."""
    facts: str
    """The fact file."""
    texts: tuple[Traced, ...]


class Traces(Struct, frozen=True):
    """The papers that were asked for, and every problem on the way."""

    papers: tuple[Trace, ...]
    problems: tuple[Problem, ...] = ()


def traced(ask: Ask) -> Traces:
    """What stands behind each text of the papers that are asked for. Raises Stop where there is no such template."""
    shelf = Shelf(ask.paths.workspace, ask.today)
    templates, problems = chosen(shelf, ask.templates)
    problems += [*unknown_settings(templates, ask.typed), *unknown_languages(ask.languages)]
    if any(problem.severity == "error" for problem in problems):
        return Traces((), tuple(problems))
    papers: list[Trace] = []
    for path in fact_files(ask.paths.workspace, ask.paths.facts):
        facts, faults = shelf.facts(path)
        problems += faults
        if any(fault.severity == "error" for fault in faults):
            continue
        spoken = [*in_languages(facts, ask.languages)]
        made = (plan for each in spoken for plan in plans(each, templates, (), ask.theme, ask.typed, False, shelf))
        for plan in made:
            try:
                document, _, found = document_of(plan, shelf)
            except Stop as stop:
                problems += stop.problems
                continue
            problems += found
            seen = terms_of(plan.facts, plan.template, shelf).release.facts
            texts = tuple(texts_of(document.blocks, seen))
            papers.append(Trace(plan.name, plan.template.file, facts.file, texts))
    return Traces(tuple(papers), tuple(problems))


def texts_of(blocks: tuple[Block, ...], facts: Facts) -> Iterator[Traced]:
    """Each text of its own: paragraphs, entries, rows."""
    for block in blocks:
        match block:
            case Table():
                rows: tuple[Row, ...] = (*block.head, *block.rows)
                if block.caption:
                    yield _text(block.caption, block.at, facts)
                for row in rows:
                    spans = tuple(span for cell in row.cells for span in (*cell.spans, Span("  ")))
                    yield _text(spans, row.at, facts)
            case List():
                for item in block.items:
                    yield from _item(item, facts)
            case Heading() | Paragraph() | Figure() | Chart() | Box() | Quote() | PageBreak() | Contents():
                spans = tuple(spans_of(block))
                if plain(spans).strip():
                    yield _text(spans, block.at, facts)
                for inside in inner(block):
                    yield from texts_of(inside, facts)
            case _:
                assert_never(block)


def _item(item: Item, facts: Facts) -> Iterator[Traced]:
    if item.label and "back" not in item.label[0].marks:
        first = item.blocks[0] if item.blocks else None
        value = tuple(spans_of(first)) if first is not None and not isinstance(first, Heading) else ()
        yield _text((*item.label, Span(": "), *value), item.at, facts)
        yield from texts_of(item.blocks[1:], facts)
    else:
        yield from texts_of(item.blocks, facts)


def _text(spans: tuple[Span, ...], at: Place, facts: Facts) -> Traced:
    words = plain(tuple(span for span in spans if "note" not in span.marks))
    ids = dict.fromkeys(fact for span in spans for fact in span.facts if not fact.startswith(":"))
    return Traced(" ".join(words.split()), at, tuple(origin(each, facts) for each in ids))


def origin(id_: str, facts: Facts) -> Origin:
    fact = facts.index.get(id_)
    if fact is None:
        return Origin(id_)
    behind = tuple(origin(each, facts) for each in fact.behind) if fact.formula else ()
    sources = tuple((each, facts.sources.get(each.source)) for each in fact.sources)
    return Origin(id_, fact.written, fact.at, fact.formula, behind, sources)
