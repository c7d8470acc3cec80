"""What has changed since: the box near the head that says so, and the mark on each text that reads otherwise.

What differs, `compare` finds; how a mark looks, the writers decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from briefs.build.compare import Change, Kind, changes, revisions
from briefs.facts import Fact, Facts, Record
from briefs.finish import words
from briefs.language import day
from briefs.problems import Place
from briefs.tree import (
    Block,
    Box,
    Chart,
    Document,
    Figure,
    Heading,
    Item,
    List,
    Paragraph,
    Quote,
    Row,
    Span,
    Spans,
    Table,
    blocks_below,
    plain,
    spans_of,
)
from briefs.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from briefs.build.pipeline import Plan

LONGEST = 90
"""Characters of a text that the box shows whole; of longer ones it shows the words that differ."""
AROUND = 3
"""Words shown before and after those that differ."""
LAST_TO_GO = "99"
"""The box's place in the order in which a page budget drops things."""
FACES = ("label", "short", "name", "title")
"""Fields by which a record is called."""
AMOUNTS = ("figures.", "series.")
"""Where a name alone says little: what is new there is told with its number."""
EARLIER, EDITOR = ":earlier", ":changes"
"""Behind the earlier text of a fact, and behind the words of the box itself: ids that are no fact's."""
_NOWHERE = Place("")


class Since(Struct, frozen=True):
    """The earlier state of one document."""

    then: Facts
    now: Facts
    before: Document
    """The document as those facts made it; without blocks where there was none."""
    language: str
    public: bool = False
    """Whether the document is for everybody: then what is withdrawn is not told again."""

    def announced(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The blocks with a box behind the head that lists, as the document prints them, the changed facts."""
        terms = words(self.language)
        entries = tuple(_entries(blocks, self, terms))
        name = "changed_since" if entries else "unchanged_since" if self.before.blocks else "new_since"
        same = self.then.text("as_of") == self.now.text("as_of")
        text = terms[f"{name}_same" if same else name].replace("{day}", day(self.before.dated, self.language))
        title = (Span(text, facts=(EDITOR,)),)
        place = next((block.at for block in blocks if block.at.file), _NOWHERE)
        if entries:
            options = (("order", LAST_TO_GO), ("unit", "items"))
            inner = Box("droppable", (), (List("bullet", entries, at=place),), options, place)
            box = Box("callout", title, (inner,), at=place)
        else:
            box = Box("callout", (), (Paragraph(title, at=place),), at=place)
        head = _head(blocks)
        return (*blocks[:head], box, *blocks[head:])

    def marked(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks with every text marked `changed` that is new, or that reads otherwise than before."""
        if not self.before.blocks:
            return blocks
        box = next((block for block in blocks if _is_box(block)), None)
        rest = tuple(block for block in blocks if block is not box)
        changed = {id(each.new.node) for each in revisions(self.before.blocks, rest) if each.new}
        return tuple(block if block is box else _marked(block, changed) for block in blocks)


def former(plan: Plan, then: Facts) -> Plan | None:
    """The plan of the same document from the earlier facts; None where there was no such record."""
    plan = replace(plan, facts=then, since=None, redline=False, final=False)
    if plan.record is None:
        return plan
    record = then.find(plan.record.id)
    return replace(plan, record=record) if isinstance(record, Record) else None


def _head(blocks: Sequence[Block]) -> int:
    """How many blocks the document's head has: its title, a line below it, and its fields."""
    count = 0
    for block in blocks:
        match block:
            case Heading(level=0) | Paragraph(role="subtitle") | List(kind="fields"):
                count += 1
            case _:
                break
    return count


class Told(Struct, frozen=True):
    """What the box says of one fact."""

    kind: Kind
    id: str
    spans: Spans
    """Its text, and of a changed one the earlier text."""

    @property
    def field(self) -> str:
        return self.id.rpartition(".")[2]


def _entries(blocks: Sequence[Block], since: Since, terms: Mapping[str, str]) -> Iterator[Item]:
    """An entry for each record of which the document prints something else than before."""
    now, before, fields = _printed(blocks), _printed(since.before.blocks), _fields(blocks)
    records: dict[str, list[Told]] = {}
    for change in changes(since.then, since.now) if since.before.blocks else ():
        told = _told(change, since, terms, now, before)
        if told is not None:
            records.setdefault(_record(change.id), []).append(told)
    for told_of in records.values():
        entry = _entry(told_of, since, terms, now, before)
        field = fields.get(told_of[0].id, "")
        if field and entry[0].facts == (told_of[0].id,):  # it has no name of its own
            entry = (Span(f"{field}: ", facts=(EDITOR,)), *entry)
        yield Item((Paragraph(_capital(entry)),))


def _record(id_: str) -> str:
    """The id of the record that a fact belongs to; in the head, and in a section that is one record, its own."""
    section, *rest = id_.split(".")
    single = section in VOCABULARY and VOCABULARY[section].single
    if not rest or single:
        return id_
    return id_.rpartition(".")[0] if section == "other" else f"{section}.{rest[0]}"


def _entry(
    told: list[Told], since: Since, terms: Mapping[str, str], now: Mapping[str, str], before: Mapping[str, str]
) -> Spans:
    """A line for one record: its name, what is another of it, and whether it is new or gone."""
    kinds = {each.kind for each in told}
    whole = kinds.pop() if len(kinds) == 1 else "changed"
    named = min((each for each in told if each.field in FACES), key=lambda t: FACES.index(t.field), default=None)
    gone = whole == "withdrawn"
    printed, facts = (before, since.then) if gone else (now, since.now)
    name = named.spans if named else tuple(_label(told[0].id, facts, printed, (EARLIER,) if gone else None))
    rest = [each for each in told if each is not named]
    if whole != "changed" and name and not told[0].id.startswith(AMOUNTS):
        rest = []  # that the record is new says it all
    spans = [*name, *((Span(": ", facts=(EDITOR,)),) if name and rest else ())]
    for place, each in enumerate(rest):
        spans += [*((Span("; ", facts=(EDITOR,)),) if place else ()), *each.spans]
        spans += [_remark(each.kind, terms)] if whole == "changed" and each.kind != "changed" else []
    return (*spans, *((_remark(whole, terms),) if whole != "changed" else ()))


def _remark(kind: Kind, terms: Mapping[str, str]) -> Span:
    return Span(f" ({terms['new' if kind == 'added' else 'withdrawn']})", facts=(EDITOR,))


def _capital(spans: Spans) -> Spans:
    """The line with its first letter a capital."""
    first = spans[0]
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *spans[1:])


def _told(
    change: Change, since: Since, terms: Mapping[str, str], now: Mapping[str, str], before: Mapping[str, str]
) -> Told | None:
    """What the box says of a fact; None of one that the document does not print, or prints as it did."""
    old, new = change.old, change.new
    was = before.get(old.id, "") if old and _may_be_told(old, new, since) else ""
    if new is None:
        told = bool(was) and not since.public
        return Told("withdrawn", change.id, (Span(_cut(was), facts=(EARLIER,)),)) if told else None
    text = now.get(new.id, "")
    if not text or text == was or (old and "value" not in change.aspects):
        return None
    if not was:
        kind: Kind = "changed" if old else "added"
        return Told(kind, new.id, (Span(_cut(text), facts=(new.id,), language=new.language),))
    text, was = _apart(text, was.removeprefix(f"{new.id.rpartition('.points.')[2]}: "))
    spans = (
        Span(text, facts=(new.id,), language=new.language),
        Span(f" ({terms['earlier']} ", facts=(EDITOR,)),
        Span(was, facts=(EARLIER,), language=new.language),
        Span(")", facts=(EDITOR,)),
    )
    return Told("changed", new.id, spans)


def _may_be_told(old: Fact, new: Fact | None, since: Since) -> bool:
    """Whether the earlier text may still be shown: not where the fact is kept closer now than it was."""
    if new is not None:
        return (old.use, old.marking, old.embargo) == (new.use, new.marking, new.embargo)
    return not old.marking or old.marking == since.now.text("marking")


def _label(id_: str, facts: Facts, printed: Mapping[str, str], told: tuple[str, ...] | None) -> Iterator[Span]:
    """The name of the record that the fact belongs to, where the document prints it too."""
    path = id_.rpartition(".")[0]
    while path:
        for face in FACES:
            name = f"{path}.{face}"
            if printed.get(name):
                text = printed[name].rstrip(": ")
                yield Span(text, facts=told or (name,), language=facts.index[name].language)
                return
        path = path.rpartition(".")[0]


def _fields(blocks: Sequence[Block]) -> dict[str, str]:
    """The names of the fields in which facts stand (a header block's `Deadline`), by the facts' ids."""
    found: dict[str, str] = {}
    for block in blocks_below(tuple(blocks)):
        if not isinstance(block, List) or block.kind != "fields":
            continue
        for item in block.items:
            name = plain(item.label).strip().rstrip(":")
            spans = (span for below in blocks_below(item.blocks) for span in spans_of(below))
            found |= {span.facts[0]: name for span in spans if name and span.facts and span.facts[0] not in found}
    return found


def _printed(blocks: Sequence[Block]) -> dict[str, str]:
    """Every fact that the blocks print, by id, with the text as printed: where it stands most alone."""
    found: dict[str, Span] = {}
    for block in blocks_below(tuple(blocks)):
        for span in spans_of(block):
            first = span.facts[0] if span.facts and span.text.strip() and "note" not in span.marks else ""
            if first and (first not in found or len(span.facts) < len(found[first].facts)):
                found[first] = span
    return {each: " ".join(span.text.split()) for each, span in found.items()}


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def _apart(one: str, other: str) -> tuple[str, str]:
    """Both texts; of long ones the words that differ, with a few around them."""
    if max(len(one), len(other)) <= LONGEST:
        return one, other
    mine, theirs = one.split(), other.split()
    start = _common(mine, theirs)
    end = _common(mine[start:][::-1], theirs[start:][::-1])
    first = max(0, start - AROUND)
    return _excerpt(mine, first, len(mine) - end + AROUND), _excerpt(theirs, first, len(theirs) - end + AROUND)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


def _excerpt(text: Sequence[str], first: int, last: int) -> str:
    shown = _cut(" ".join(text[first:last]))
    behind = "…" if last < len(text) and not shown.endswith("…") else ""
    return f"{'…' if first else ''}{shown}{behind}"


# marks


def _is_box(block: Block) -> bool:
    """Whether it is the box that tells of the changes."""
    inner = (
        (*block.title, *(span for each in block.blocks for span in spans_of(each))) if isinstance(block, Box) else ()
    )
    return any(EDITOR in span.facts for span in inner)


def _marked(block: Block, changed: set[int]) -> Block:
    here = id(block) in changed
    match block:
        case Heading() | Paragraph():
            return replace(block, spans=_spans(block.spans, here))
        case Table():
            head, rows = (tuple(_row(row, changed) for row in part) for part in (block.head, block.rows))
            return replace(block, caption=_spans(block.caption, here), head=head, rows=rows)
        case Chart() | Figure():
            return replace(block, caption=_spans(block.caption, here))
        case List():
            items = (replace(i, blocks=tuple(_marked(b, changed) for b in i.blocks)) for i in block.items)
            return replace(block, items=tuple(items))
        case Box():
            inner = tuple(_marked(each, changed) for each in block.blocks)
            return replace(block, title=_spans(block.title, here), blocks=inner)
        case Quote():
            return replace(block, blocks=tuple(_marked(each, changed) for each in block.blocks))
        case _:
            return block


def _row(row: Row, changed: set[int]) -> Row:
    if id(row) not in changed:
        return row
    return replace(row, cells=tuple(replace(cell, spans=_spans(cell.spans, True)) for cell in row.cells))


def _spans(spans: Spans, here: bool) -> Spans:
    return tuple(replace(span, marks=span.marks | {"changed"}) for span in spans) if here else spans
