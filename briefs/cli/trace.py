"""The trace: what stands behind each line of a document.

It words what the tree and the facts already hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefs.build import Ask, Plan, Shelf, document_of, fact_files, plans
from briefs.build.plan import chosen, unknown_settings
from briefs.facts import Citation, Facts
from briefs.load import load_facts
from briefs.problems import Problem, Stop
from briefs.tree import Block, Heading, Item, List, Row, Span, Table, plain, spans_of


def traced(
    workspace: Path,
    files: tuple[Path, ...],
    names: tuple[str, ...],
    theme: str,
    settings: Mapping[str, str],
    problems: list[Problem],
) -> Iterator[str]:
    """The lines of the trace: each text of each document, and below it each fact with its source."""
    shelf = Shelf(workspace)
    templates, faults = chosen(shelf, names)
    problems += faults
    problems += unknown_settings(templates, settings)
    for path in fact_files(Ask(workspace, files)):
        facts, faults = load_facts(path)
        problems += faults
        if any(fault.severity == "error" for fault in faults):
            continue
        for plan in plans(facts, templates, (), theme, settings, False):
            yield from _document(plan, shelf, problems)


def _document(plan: Plan, shelf: Shelf, problems: list[Problem]) -> Iterator[str]:
    try:
        document, _, found = document_of(plan, shelf)
    except Stop as stop:
        problems += stop.problems
        return
    problems += found
    yield f"# {plan.name}"
    for text, ids, at in _texts(document.blocks):
        yield ""
        yield f"{at}  {text}"
        yield from (f"    {line}" for each in ids for line in _behind(each, plan.facts))


def _texts(blocks: tuple[Block, ...]) -> Iterator[tuple[str, tuple[str, ...], object]]:
    """Each text of its own, the facts in it, and the template's line: paragraphs, entries, rows."""
    for block in blocks:
        match block:
            case Table():
                rows: tuple[Row, ...] = (*block.head, *block.rows)
                if block.caption:
                    yield _text(block.caption, block.at)
                for row in rows:
                    spans = tuple(span for cell in row.cells for span in (*cell.spans, Span("  ")))
                    yield _text(spans, row.at)
            case List():
                for item in block.items:
                    yield from _item(item)
            case _:
                spans = tuple(spans_of(block))
                if plain(spans).strip():
                    yield _text(spans, block.at)
                inner = getattr(block, "blocks", ())
                yield from _texts(inner)


def _item(item: Item) -> Iterator[tuple[str, tuple[str, ...], object]]:
    if item.label and "back" not in item.label[0].marks:
        first = item.blocks[0] if item.blocks else None
        value = tuple(spans_of(first)) if first is not None and not isinstance(first, Heading) else ()
        yield _text((*item.label, Span(": "), *value), item.at)
        yield from _texts(item.blocks[1:])
    else:
        yield from _texts(item.blocks)


def _text(spans: tuple[Span, ...], at: object) -> tuple[str, tuple[str, ...], object]:
    words = plain(tuple(span for span in spans if "note" not in span.marks))
    ids = tuple(dict.fromkeys(fact for span in spans for fact in span.facts if not fact.startswith(":")))
    return " ".join(words.split()), ids, at


def _behind(each: str, facts: Facts) -> Iterator[str]:
    fact = facts.index.get(each)
    if fact is None:
        return
    written = " ".join(fact.written.split())
    yield f"{each} = {written if len(written) < 70 else written[:67] + '…'}  ({fact.at})"
    if fact.formula:
        yield f"    formula: {fact.formula}"
        for other in fact.behind:
            yield from (f"    {line}" for line in _behind(other, facts))
    yield from (f"    {_said(citation, facts)}" for citation in fact.sources)


def _said(citation: Citation, facts: Facts) -> str:
    source = facts.sources.get(citation.source)
    name = (source.short or source.title) if source else "our own statement"
    at = f", {citation.at}" if citation.at else ""
    says = "".join(f" “{words}”" for words in citation.says)
    return f"{name}{at}{says}"
