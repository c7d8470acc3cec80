"""The difference between two versions of the facts, for people and for programs.

It words what `build.compare` has found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from briefs.build import Plan, Shelf, document_of, plans
from briefs.build.compare import Change, Revision, changes, revisions
from briefs.build.earlier import load_version
from briefs.build.plan import chosen, fits, unknown_settings
from briefs.build.since import former
from briefs.facts import Citation, Fact, Facts
from briefs.language import amount_text
from briefs.problems import Place, Problem, Stop

BEFORE = 40
"""Characters that are shown before the first that differs."""
LONGEST = 100
"""Characters of a text that are shown; whole texts are in the JSON."""


class Difference(Struct, frozen=True):
    """All that differs: facts, and paragraphs by document."""

    facts: tuple[Change, ...]
    documents: tuple[tuple[str, tuple[Revision, ...]], ...]
    language: str = "en"
    """Of the facts: their amounts are shown as it writes numbers."""


def difference(
    workspace: Path,
    old: str,
    new: str,
    names: tuple[str, ...],
    theme: str,
    settings: Mapping[str, str],
    problems: list[Problem],
) -> Difference:
    """What differs between two versions. Raises Stop where one of them cannot be had, or holds errors."""
    other = old.rpartition("@")[0] if "@" in old and not Path(old).exists() else ""
    if not (new or other):
        load_version(old)  # tells what is missing
        hint = f"name the other, or {old}@REVISION for the file as git had it: `briefs diff {old}@HEAD~1`"
        raise Stop([Problem("F050", "the two versions are the same file", Place(old), hint)])
    now = _sound(new or other, Path(other) if other else None, problems)
    then = _sound(old, Path(now.file), problems)
    shelf = Shelf(workspace)
    templates, faults = chosen(shelf, names)
    problems += [*faults, *unknown_settings(templates, settings)]
    found = changes(then, now)
    wanted = [each for each in templates if fits(each, now)] if not names else templates
    documents: list[tuple[str, tuple[Revision, ...]]] = []
    for plan in plans(now, wanted, (), theme, settings, False) if found else ():
        try:
            if differing := _document(plan, then, shelf):
                documents.append((plan.name, differing))
        except Stop as stop:
            problems += stop.problems
    return Difference(found, tuple(documents), now.text("language") or "en")


def _sound(name: str, of: Path | None, problems: list[Problem]) -> Facts:
    facts, faults = load_version(name, of)
    if any(fault.severity == "error" for fault in faults):
        raise Stop(faults)
    problems += faults
    return facts


def _document(plan: Plan, then: Facts, shelf: Shelf) -> tuple[Revision, ...]:
    new, _, _ = document_of(plan, shelf)
    earlier = former(plan, then)
    old = document_of(earlier, shelf)[0].blocks if earlier else ()
    return tuple(revisions(old, new.blocks))


# for people


def as_text(found: Difference) -> Iterator[str]:
    """The lines of the difference; one where there is none."""
    if not found.facts:
        yield "no fact differs"
        return
    for change in found.facts:
        yield from _change(change, found.language)
    for name, differing in found.documents:
        yield from ("", f"# {name}")
        for revision in differing:
            yield from _revision(revision)
    yield from ("", _summary(found))


def _change(change: Change, language: str) -> Iterator[str]:
    old, new = change.old, change.new
    if old and new:
        yield f"changed    {change.id}  ({new.at}; was {old.at})"
        yield from (f"    {aspect}: {was} → {now}" for aspect, was, now in _aspects(change, old, new, language))
    elif new:
        yield f"added      {change.id} = {_short(amount_text(new, language))}  ({new.at})"
    elif old:
        yield f"withdrawn  {change.id} = {_short(amount_text(old, language))}  ({old.at})"


def _aspects(change: Change, old: Fact, new: Fact, language: str) -> Iterator[tuple[str, str, str]]:
    for aspect in change.aspects:
        was, now = _apart(_aspect(aspect, old, language), _aspect(aspect, new, language))
        yield aspect, was or "none", now or "none"


def _aspect(name: str, fact: Fact, language: str) -> str:
    if name == "value":
        return amount_text(fact, language)
    return "; ".join(map(_cited, fact.sources)) if name == "source" else str(getattr(fact, name))


def _cited(citation: Citation) -> str:
    at = f", {citation.at}" if citation.at else ""
    return f"{citation.source}{at}{''.join(f' “{words}”' for words in citation.says)}"


def _revision(revision: Revision) -> Iterator[str]:
    passage = revision.new or revision.old
    assert passage is not None
    yield f"{passage.at}  {revision.kind}"
    was, now = _apart(revision.old.text if revision.old else "", revision.new.text if revision.new else "")
    if was:
        yield f"    - {was}"
    if now:
        yield f"    + {now}"


def _apart(one: str, other: str) -> tuple[str, str]:
    """Both texts, short enough to be read, from a little before the place where they part."""
    one, other = (" ".join(text.split()) for text in (one, other))
    if max(len(one), len(other)) <= LONGEST:
        return one, other
    pairs = enumerate(zip(one, other, strict=False))
    apart = next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
    start = max(0, apart - BEFORE)
    start = one.rfind(" ", 0, start) + 1 if start else 0
    lead = "…" if start else ""
    return _short(lead + one[start:]), _short(lead + other[start:])


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


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
