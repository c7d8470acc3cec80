"""How the trace of a paper is printed: what stands behind each of its lines.

Finding that is the package's work.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefs.model.facts import Citation, Source
from briefs.model.problems import Place
from briefs.project.traces import Origin, Trace

LONGEST = 70
"""Characters of a fact that are shown; all of it is in the JSON."""


def as_text(paper: Trace) -> Iterator[str]:
    """The lines of a paper's trace: each text, and below it each fact with its source."""
    yield f"# {paper.name}"
    for each in paper.texts:
        yield ""
        yield f"{each.at}  {each.text}"
        yield from (f"    {line}" for fact in each.facts for line in _behind(fact))


def as_json(paper: Trace) -> dict[str, Any]:
    """A paper's trace as plain lists and names."""
    rows = [
        {"text": each.text, "at": _place(each.at), "facts": [_fact(fact) for fact in each.facts]}
        for each in paper.texts
    ]
    return {"document": paper.name, "template": paper.template, "facts": paper.facts, "texts": rows}


def _fact(fact: Origin) -> dict[str, Any]:
    if fact.at is None:
        return {"id": fact.id}
    found: dict[str, Any] = {"id": fact.id, "value": fact.written, "at": _place(fact.at)}
    if fact.formula:
        found |= {"formula": fact.formula, "behind": [_fact(each) for each in fact.behind]}
    return found | {"sources": [_citation(*each) for each in fact.sources]}


def _citation(citation: Citation, source: Source | None) -> dict[str, Any]:
    found: dict[str, Any] = {"source": citation.source, "at": citation.at, "says": list(citation.says)}
    return found | ({"title": source.title, "url": source.url} if source else {})


def _place(at: Place) -> dict[str, Any]:
    return {"file": at.file, "line": at.line, "column": at.column}


def _behind(fact: Origin) -> Iterator[str]:
    if fact.at is None:
        return
    written = " ".join(fact.written.split())
    yield f"{fact.id} = {written if len(written) < LONGEST else written[: LONGEST - 3] + '…'}  ({fact.at})"
    if fact.formula:
        yield f"    formula: {fact.formula}"
        for other in fact.behind:
            yield from (f"    {line}" for line in _behind(other))
    yield from (f"    {_said(*each)}" for each in fact.sources)


def _said(citation: Citation, source: Source | None) -> str:
    name = (source.short or source.title) if source else "our own statement"
    at = f", {citation.at}" if citation.at else ""
    says = "".join(f" “{words}”" for words in citation.says)
    return f"{name}{at}{says}"
