"""Release: the facts of a file without those that an audience must not see.

What is not there cannot leak: everything after this works with the facts that are left. It prints and reads nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.clearance.declared import why_closed
from briefs.clearance.deduction import Deduction, deductions
from briefs.clearance.flow import BACKGROUND, OPEN_USES, Flow
from briefs.model.audience import Audience
from briefs.model.facts import Citation, Fact, Facts, Items, Node, Record, Reference, Source, walk
from briefs.model.fields import COMMON, Section
from briefs.model.marking import Scheme

OF_THE_FILE = frozenset({"marking", "scheme", "papers"})
"""What a file says of itself, which no paper for others needs: it is kept back, and not counted."""
FOR_BACKGROUND = "is for background only, and this paper is for {phrase}"
FOR_A_USE = "says `use: {use}`, and this paper is for {phrase}"
MARKED = "is marked {marking}, and this paper is for {phrase}"
RECKONED = "is reckoned from, or named after, what is kept back from {phrase}"
USED = {BACKGROUND: FOR_BACKGROUND} | dict.fromkeys(OPEN_USES, RECKONED)
"""Why what is not to be spoken or handed out is kept back, by its own use; a ministry's own has words of its own."""
LEADS_NOWHERE = "leads to what is kept back from {phrase}"


class Release(Struct, frozen=True):
    """What one audience may see of a file."""

    facts: Facts
    kept: Mapping[str, str] = field(default_factory=dict)
    """Ids of the facts and records that are kept back, and why, in words."""
    background: int = 0
    """How many facts are kept back for background,"""
    marked: int = 0
    """how many for a marking,"""
    closed: int = 0
    """and how many because nothing opens them."""
    deductions: tuple[Deduction, ...] = ()
    """What opened values tell of those that are kept back."""


def released(facts: Facts, audience: Audience | None, scheme: Scheme | None, today: date | None = None) -> Release:
    """What the audience may see of the facts; all of it where the paper is for the house itself (None).

    What is published on `today` is open to others; without one, what was so on the day of the facts.
    What is reckoned from a fact that is kept back is kept back with it, and so is what refers to it, through any
    number of steps; a record that lacks what every such record has is kept back whole.
    """
    if audience is None:
        return Release(facts)
    flow = Flow(facts)
    day = today.isoformat() if today else facts.text("as_of")
    why = {each.id: _why(each, flow, audience, scheme, day) for each in facts.index.values()}
    kept = {id_: reason for id_, reason in why.items() if reason}
    root = _pruned(facts, kept)
    kept |= _emptied(facts.root, root, kept)
    left = _index(root)
    index = {each: left[each] for each in facts.index if each in left}
    sources = {name: found for name, source in facts.sources.items() if (found := _source(source, root))}
    gone = [kept[each] for each in facts.index if each not in left and each not in OF_THE_FILE]
    background = sum(reason == FOR_BACKGROUND or reason.startswith("says `use:") for reason in gone)
    marked = sum(reason.startswith("is marked ") for reason in gone)
    words = {each: reason.replace("{phrase}", audience.phrase or audience.name) for each, reason in kept.items()}
    told = deductions(facts, index.keys())
    facts = replace(facts, root=root, sources=sources, index=index)
    return Release(facts, words, background, marked, len(gone) - background - marked, told)


def _why(fact: Fact, flow: Flow, audience: Audience, scheme: Scheme | None, day: str) -> str:
    """Why the audience must not see the fact; empty where nothing that it bears or rests on forbids it."""
    bearing = flow.of(fact)
    if bearing.background:
        return USED.get(fact.use, FOR_A_USE.replace("{use}", fact.use))
    for marking in bearing.markings:
        if scheme is None or not scheme.may_see(audience.name, marking):
            return MARKED.replace("{marking}", marking)
    return why_closed(fact, flow.facts, audience, day)


def _all_in(node: Node, why: str) -> Iterator[tuple[str, str]]:
    yield node.id, why
    children = node.fields.values() if isinstance(node, Record) else node.items if isinstance(node, Items) else ()
    for child in children:
        yield from _all_in(child, why)


def _pruned(facts: Facts, kept: dict[str, str]) -> Record:
    """The file without what is kept back, and without what leads there; `kept` learns of these."""
    dependants = _dependants(facts)
    _spread(kept, kept, facts, dependants)
    while True:
        root = _record(facts.root, kept, frozenset(_sources_left(facts, kept)))
        left = _index(root)
        lost = dict(_lost(facts, left, kept, root))
        if not lost:
            return root
        kept |= lost
        _spread(lost, kept, facts, dependants)


def _dependants(facts: Facts) -> dict[str, list[str]]:
    """For each fact with which a formula reckons, the facts that formulas made of it."""
    found: dict[str, list[str]] = {}
    for fact in facts.index.values():
        for each in fact.behind:
            found.setdefault(each, []).append(fact.id)
    return found


def _spread(lost: Iterable[str], kept: dict[str, str], facts: Facts, dependants: Mapping[str, list[str]]) -> None:
    """Keep back what is reckoned from what is lost, through any number of steps; not what somebody has opened."""
    waiting = list(lost)
    while waiting:
        for each in dependants.get(waiting.pop(), ()):
            if each not in kept and not facts.index[each].opened:
                kept[each] = RECKONED
                waiting.append(each)


def _emptied(whole: Record, root: Record, kept: Mapping[str, str]) -> dict[str, str]:
    """The records and lists of which nothing is left, and why."""
    found: dict[str, str] = {}
    for name, child in whole.fields.items():
        left = root.fields.get(name)
        if isinstance(child, Record) and isinstance(left, Record):
            found |= _emptied(child, left, kept)
        elif left is None and child.id not in kept:
            why = next((kept[fact.id] for fact in walk(child) if fact.id in kept), LEADS_NOWHERE)
            found |= {record: why for record, _ in _all_in(child, why) if record not in kept}
    return found


def _lost(facts: Facts, left: Mapping[str, Fact], kept: Mapping[str, str], root: Record) -> Iterator[tuple[str, str]]:
    """What must go too: references to what is not there, and records without a field that every such record has."""
    for fact in left.values():
        if isinstance(fact.value, Reference) and not _is_there(root, fact.value):
            yield fact.id, LEADS_NOWHERE
    for name, section in facts.vocabulary.sections.items():
        for record, there in _pairs(section, facts.root.fields.get(name), root.fields.get(name)):
            lacking = next(_maimed(section, record, there), "")
            if lacking:
                yield from _all_in(there, kept.get(lacking, LEADS_NOWHERE))


def _pairs(section: Section, whole: Node | None, left: Node | None) -> Iterator[tuple[Record, Record]]:
    """The records of a section as they were, each with what is left of it."""
    if not isinstance(whole, Record) or not isinstance(left, Record):
        return
    if section.single:
        yield whole, left
        return
    for key, record in whole.fields.items():
        there = left.fields.get(key)
        if isinstance(record, Record) and isinstance(there, Record):
            yield record, there


def _maimed(section: Section, record: Record, left: Record) -> Iterator[str]:
    """The ids of the fields that a record of the section must have, had, and has no more."""
    groups = [(name,) for name, about in section.fields.items() if about.required]
    for group in (*groups, *section.either):
        had = [name for name in group if name in record.fields]
        if had and not any(name in left.fields for name in had):
            yield record.fields[had[0]].id


def _is_there(root: Record, reference: Reference) -> bool:
    section = root.fields.get(reference.section)
    return isinstance(section, Record) and reference.key in section.fields


def _sources_left(facts: Facts, kept: Mapping[str, str]) -> Iterator[str]:
    """The sources that may be named: those whose title is not kept back."""
    return (name for name in facts.sources if f"sources.{name}.title" not in kept and f"sources.{name}" not in kept)


def _record(record: Record, kept: Mapping[str, str], sources: frozenset[str]) -> Record:
    fields: dict[str, Node] = {}
    for name, child in record.fields.items():
        made = _node(child, kept, sources)
        if made is not None:
            fields[name] = made
    return replace(record, fields=fields, sources=_cited(record.sources, sources))


def _node(node: Node, kept: Mapping[str, str], sources: frozenset[str]) -> Node | None:
    if node.id in kept:
        return None
    match node:
        case Fact():
            return _fact(node, kept, sources)
        case Items():
            items = tuple(made for item in node.items if (made := _node(item, kept, sources)) is not None)
            return None if node.items and not items else replace(node, items=items)
        case Record():
            made = _record(node, kept, sources)
            is_source = node.section == "sources" and node.key not in sources
            return None if is_source or (node.fields and _is_bare(made)) else made


def _is_bare(record: Record) -> bool:
    """Whether nothing is left but what says how a record is chosen or ordered."""
    return all(name in COMMON and isinstance(child, Fact) for name, child in record.fields.items())


def _fact(fact: Fact, kept: Mapping[str, str], sources: frozenset[str]) -> Fact:
    """The fact, without the name of a source and without a formula that nobody may see."""
    cited = _cited(fact.sources, sources)
    hidden = any(each in kept for each in fact.behind)
    if cited is fact.sources and not hidden:
        return fact
    return replace(fact, sources=cited, formula="", behind=()) if hidden else replace(fact, sources=cited)


def _cited(citations: tuple[Citation, ...], sources: frozenset[str]) -> tuple[Citation, ...]:
    if all(each.source in sources or each.source == "us" for each in citations):
        return citations
    return tuple(each for each in citations if each.source in sources or each.source == "us")


def _index(node: Node) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    stack: list[Node] = [node]
    while stack:
        each = stack.pop()
        match each:
            case Fact():
                found[each.id] = each
            case Record():
                stack.extend(reversed([*each.fields.values()]))
            case Items():
                stack.extend(reversed(each.items))
    return found


def _source(source: Source, root: Record) -> Source | None:
    """The source with those of its fields that may be seen; None where it may not be named."""
    section = root.fields.get("sources")
    record = section.fields.get(source.id) if isinstance(section, Record) else None
    if not isinstance(record, Record):
        return None
    left = record.fields

    def seen(name: str, text: str) -> str:
        return text if name in left else ""

    return replace(
        source,
        publisher=seen("publisher", source.publisher),
        published=seen("published", source.published),
        url=seen("url", source.url),
        accessed=seen("accessed", source.accessed),
        held=seen("held", source.held),
        counted=seen("counted", source.counted),
        kind=seen("kind", source.kind),
        short=seen("short", source.short),
        speaker=seen("speaker", source.speaker),
    )


def is_embargoed(embargo: str, now: datetime | None) -> bool:
    """Whether an embargo (ISO 8601) still holds: without a clock it does; a time without a zone is in that of `now`."""
    if now is None:
        return True
    moment = datetime.fromisoformat(embargo)
    zone = now.tzinfo
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)) > now
