"""The trace: what stands behind each line of a document.

It words what the tree and the facts already hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from briefs.build import Plan, Shelf, document_of, fact_files, plans
from briefs.build.plan import chosen, unknown_settings
from briefs.facts import Citation, Facts
from briefs.load import load_facts
from briefs.problems import Place, Problem, Stop
from briefs.tree import Block, Heading, Item, List, Row, Span, Table, plain, spans_of


class Traced(Struct, frozen=True):
    """A text of its own, the ids of the facts in it, and the template's line."""

    text: str
    facts: tuple[str, ...]
    at: Place


def traces(
    workspace: Path,
    files: tuple[Path, ...],
    names: tuple[str, ...],
    theme: str,
    settings: Mapping[str, str],
    problems: list[Problem],
) -> Iterator[tuple[Plan, tuple[Traced, ...]]]:
    """Each document, with all its texts; problems gather beside."""
    shelf = Shelf(workspace)
    templates, faults = chosen(shelf, names)
    problems += faults
    problems += unknown_settings(templates, settings)
    for path in fact_files(workspace, files):
        facts, faults = load_facts(path)
        problems += faults
        if any(fault.severity == "error" for fault in faults):
            continue
        for plan in plans(facts, templates, (), theme, settings, False, shelf):
            try:
                document, _, found = document_of(plan, shelf)
            except Stop as stop:
                problems += stop.problems
                continue
            problems += found
            yield plan, tuple(_texts(document.blocks))


def as_text(plan: Plan, texts: tuple[Traced, ...]) -> Iterator[str]:
    """The lines of a document's trace: each text, and below it each fact with its source."""
    yield f"# {plan.name}"
    for each in texts:
        yield ""
        yield f"{each.at}  {each.text}"
        yield from (f"    {line}" for id_ in each.facts for line in _behind(id_, plan.facts))


def as_json(plan: Plan, texts: tuple[Traced, ...]) -> dict[str, Any]:
    """A document's trace as plain lists and names."""
    rows = [
        {"text": each.text, "at": _place(each.at), "facts": [_fact(id_, plan.facts) for id_ in each.facts]}
        for each in texts
    ]
    return {"document": plan.name, "template": plan.template.file, "facts": plan.facts.file, "texts": rows}


def _fact(id_: str, facts: Facts) -> dict[str, Any]:
    fact = facts.index.get(id_)
    if fact is None:
        return {"id": id_}
    found: dict[str, Any] = {"id": id_, "value": fact.written, "at": _place(fact.at)}
    if fact.formula:
        found |= {"formula": fact.formula, "behind": [_fact(each, facts) for each in fact.behind]}
    return found | {"sources": [_citation(each, facts) for each in fact.sources]}


def _citation(citation: Citation, facts: Facts) -> dict[str, Any]:
    source = facts.sources.get(citation.source)
    found: dict[str, Any] = {"source": citation.source, "at": citation.at, "says": list(citation.says)}
    return found | ({"title": source.title, "url": source.url} if source else {})


def _place(at: Place) -> dict[str, Any]:
    return {"file": at.file, "line": at.line, "column": at.column}


def _texts(blocks: tuple[Block, ...]) -> Iterator[Traced]:
    """Each text of its own: paragraphs, entries, rows."""
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


def _item(item: Item) -> Iterator[Traced]:
    if item.label and "back" not in item.label[0].marks:
        first = item.blocks[0] if item.blocks else None
        value = tuple(spans_of(first)) if first is not None and not isinstance(first, Heading) else ()
        yield _text((*item.label, Span(": "), *value), item.at)
        yield from _texts(item.blocks[1:])
    else:
        yield from _texts(item.blocks)


def _text(spans: tuple[Span, ...], at: Place) -> Traced:
    words = plain(tuple(span for span in spans if "note" not in span.marks))
    ids = tuple(dict.fromkeys(fact for span in spans for fact in span.facts if not fact.startswith(":")))
    return Traced(" ".join(words.split()), ids, at)


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
