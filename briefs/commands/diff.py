"""How the difference between two versions of the facts is printed, for people and for programs.

Finding and wording it is the package's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefs.model.facts import Citation, Fact
from briefs.project.changes import Change, Revision
from briefs.project.difference import Difference
from briefs.project.wording_of_changes import side_by_side

# for people


def as_text(found: Difference) -> Iterator[str]:
    """The lines of the difference; one where there is none."""
    if not found.facts:
        yield "no fact differs"
        return
    for change in found.facts:
        yield from _change(change)
    for name, differing in found.documents:
        yield from ("", f"# {name}")
        for revision in differing:
            yield from _revision(revision)
    yield from ("", _summary(found))


def _change(change: Change) -> Iterator[str]:
    old, new = change.old, change.new
    if old and new:
        yield f"changed    {change.id}  ({new.at}; was {old.at})"
        yield from (f"    {aspect}: {was} → {now}" for aspect, was, now in _aspects(change, old, new))
    elif new:
        yield f"added      {change.id} = {change.now}  ({new.at})"
    elif old:
        yield f"withdrawn  {change.id} = {change.was}  ({old.at})"


def _aspects(change: Change, old: Fact, new: Fact) -> Iterator[tuple[str, str, str]]:
    for aspect in change.aspects:
        value = aspect == "value"
        was, now = (change.was, change.now) if value else side_by_side(_aspect(aspect, old), _aspect(aspect, new))
        yield aspect, was or "none", now or "none"


def _aspect(name: str, fact: Fact) -> str:
    return "; ".join(map(_cited, fact.sources)) if name == "source" else str(getattr(fact, name))


def _cited(citation: Citation) -> str:
    at = f", {citation.at}" if citation.at else ""
    return f"{citation.source}{at}{''.join(f' “{words}”' for words in citation.says)}"


def _revision(revision: Revision) -> Iterator[str]:
    passage = revision.new or revision.old
    assert passage is not None
    yield f"{passage.at}  {revision.kind}"
    was, now = side_by_side(revision.old.text if revision.old else "", revision.new.text if revision.new else "")
    if was:
        yield f"    - {was}"
    if now:
        yield f"    + {now}"


def _summary(found: Difference) -> str:
    kinds = [change.kind for change in found.facts]
    counted = [f"{kinds.count(kind)} {kind}" for kind in ("added", "changed", "withdrawn") if kind in kinds]
    texts = sum(len(differing) for _, differing in found.documents)
    paragraphs = f"{texts} paragraph{'s' if texts != 1 else ''}"
    documents = f"{len(found.documents)} document{'s' if len(found.documents) != 1 else ''}"
    return f"facts: {', '.join(counted)}; {paragraphs} in {documents}"


# for programs


def as_json(found: Difference) -> dict[str, object]:
    """The same as plain values."""
    return {
        "facts": [
            {
                "kind": change.kind,
                "id": change.id,
                "aspects": list(change.aspects),
                "was": change.was,
                "now": change.now,
                "old": _fact(change.old),
                "new": _fact(change.new),
            }
            for change in found.facts
        ],
        "documents": [
            {"name": name, "paragraphs": [_passages(each) for each in differing]} for name, differing in found.documents
        ],
    }


def _fact(fact: Fact | None) -> dict[str, object] | None:
    if fact is None:
        return None
    place = {"file": fact.at.file, "line": fact.at.line, "column": fact.at.column}
    sources: Sequence[object] = [{"source": c.source, "at": c.at, "says": list(c.says)} for c in fact.sources]
    about = {name: getattr(fact, name) for name in ("use", "marking", "embargo", "note", "language")}
    return {"id": fact.id, "written": fact.written, **place, "sources": sources, **about}


def _passages(revision: Revision) -> dict[str, object]:
    passage = revision.new or revision.old
    assert passage is not None
    return {
        "kind": revision.kind,
        "old": revision.old.text if revision.old else None,
        "new": revision.new.text if revision.new else None,
        "file": passage.at.file,
        "line": passage.at.line,
    }
