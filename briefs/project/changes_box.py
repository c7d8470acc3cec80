"""What the box of changes says: a line for each record of which a paper prints what is not as it was.

What differs, and in which words, `compare` finds; where the box stands, `since` decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefs.model.facts import Fact, Facts
from briefs.model.fields import STEERING
from briefs.model.tree import Block, Document, Item, List, Paragraph, Span, Spans, Table, blocks_below, plain, spans_of
from briefs.model.vocabulary import Vocabulary
from briefs.project.changes import Change, changes
from briefs.project.unprinted import ids_in
from briefs.project.wording_of_changes import behind_reading, shortened

NAMES = ("label", "short", "name", "title", "what", "text", "said", "quote")
"""Fields by which a record is called."""
AMOUNTS = ("figures.", "series.")
"""Where a name alone says little: what is new there is told with its number."""
ARRANGEMENT = STEERING | {"held", "counted", "accessed", "photo"}
EARLIER, EDITOR = ":earlier", ":changes"
"""Behind the earlier text of a fact, and behind the words of the box itself: ids that are no fact's."""


class Versions(Struct, frozen=True):
    """The facts of one document now and then, and the document as it was."""

    then: Facts
    """What its audience might see then; `now`, what it may see now."""
    now: Facts
    before: Document
    """The document as those facts made it; without blocks where there was none."""
    language: str
    may_be_told: Callable[[Fact], bool] = lambda _: True
    """Whether the earlier text of a fact may be told again to those whom the document is for."""


class Piece(Struct, frozen=True):
    """What the box says of one fact."""

    change: Change
    spans: Spans
    """Its text, and of a changed one the earlier text."""
    field: str
    """What the field is called, in the document's language; empty where nobody has said."""

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.change.id.rpartition(".")[2]


def entries(blocks: Sequence[Block], since: Versions, terms: Mapping[str, str], whole: bool = False) -> Iterator[Item]:
    """An entry for each record of which the document prints, or printed, a fact that is not as it was.

    With `whole`, for each record of which any fact is not as it was, whether the document prints it or not.
    """
    if not since.before.blocks:
        return
    now: Collection[str] = since.now.index if whole else ids_in(tuple(blocks))
    before: Collection[str] = since.then.index if whole else ids_in(since.before.blocks)
    fields, columns = _names_of_fields(blocks), _names_of_fields((*since.before.blocks, *blocks), tables=True)
    texts = (_printed(blocks), _printed(since.before.blocks))
    records: dict[str, list[Piece]] = {}
    for change in changes(since.then, since.now, since.language):
        if whole and _is_arrangement(change.id):
            continue
        if _is_told(change, since, now, before):
            spans = tuple(_spans_of(change, since, terms))
            field = _within(columns.get(change.id, ""), since.language) or _in_words(change.id, since.language)
            if whole and field and change.kind == "changed" and not _names_itself(change.id):
                spans = (Span(f"{field} ", facts=(EDITOR,)), *spans)
            records.setdefault(_record(change.id, since.now.vocabulary), []).append(Piece(change, spans, field))
    for record, pieces in records.items():
        entry = _entry(record, pieces, since, terms, *texts)
        field = fields.get(pieces[0].change.id, "")
        if field and entry[0] == pieces[0].spans[0]:  # it has no name of its own
            entry = (Span(f"{field}: ", facts=(EDITOR,)), *entry)
        yield Item((Paragraph(_capital(entry)),))


def _is_arrangement(id_: str) -> bool:
    """Whether a fact says how a record is chosen or where its files are, which nobody who holds a paper asks after."""
    return not ARRANGEMENT.isdisjoint(id_.split(".")[1:]) or id_ == "papers"


def _names_itself(id_: str) -> bool:
    """Whether a fact is told without the name of its field: it names the record, or is its number."""
    return id_.rpartition(".")[2] in NAMES or id_.startswith(AMOUNTS)


def _is_told(change: Change, since: Versions, now: Collection[str], before: Collection[str]) -> bool:
    """Whether the box says it: of a fact that the document prints, or of one that it has printed and that is gone.

    A change that nobody can read, as that of a text into the same number, is none.
    """
    if change.new is None:
        return change.id in before and _may_be_told(change, since)
    return change.new.id in now and (change.old is None or ("value" in change.aspects and change.was != change.now))


def _spans_of(change: Change, since: Versions, terms: Mapping[str, str]) -> Iterator[Span]:
    """The new text, and the earlier one where it may still be told; a number of a series behind its period."""
    old, new = change.old, change.new
    _, points, period = change.id.partition(".points.")
    if points and change.id.startswith("series."):
        yield Span(f"{period}: ", facts=(EDITOR,))
    if new is not None:
        facts = tuple(fact.id for fact in behind_reading(new, since.now))
        yield Span(change.now, facts=facts, language=_language(new, since.now))
    if old is None or not _may_be_told(change, since):
        return
    earlier = Span(change.was, facts=(EARLIER,), language=_language(old, since.then))
    if new is None:
        yield earlier
        return
    yield Span(f" ({terms['earlier']} ", facts=(EDITOR,))
    yield earlier
    yield Span(")", facts=(EDITOR,))


def _language(fact: Fact, facts: Facts) -> str:
    """Of the words that stand for the fact."""
    return next(behind_reading(fact, facts)).language


def _may_be_told(change: Change, since: Versions) -> bool:
    """Whether the earlier text may still be shown: not where anything behind it is kept closer now than it was."""
    old = change.old
    return old is not None and all(map(since.may_be_told, (old, *_behind(old, since.then))))


def _behind(fact: Fact, facts: Facts) -> list[Fact]:
    """All facts that are in the text of another, or of which it is reckoned, through any number of steps."""
    found: dict[str, Fact] = {}
    waiting = [fact]
    while waiting:
        each = waiting.pop()
        inner = [*behind_reading(each, facts), *(facts.index[id_] for id_ in each.behind if id_ in facts.index)]
        waiting += [one for one in inner if one.id not in found and one is not fact]
        found |= {one.id: one for one in inner if one is not fact}
    return [*found.values()]


def _record(id_: str, vocabulary: Vocabulary) -> str:
    """The id of the record that a fact belongs to; in the head, and in a section that is one record, its own."""
    section, *rest = id_.split(".")
    known = vocabulary.sections.get(section)
    if not rest or (known is not None and known.single):
        return id_
    return id_.rpartition(".")[0] if section == "other" else f"{section}.{rest[0]}"


def _entry(
    record: str,
    pieces: Sequence[Piece],
    since: Versions,
    terms: Mapping[str, str],
    now: Mapping[str, str],
    before: Mapping[str, str],
) -> Spans:
    """A line for one record: its name, what is another of it, and whether it is new or gone as a whole."""
    gone, new = since.now.find(record) is None, since.then.find(record) is None
    named = min((each for each in pieces if each.name in NAMES), key=lambda p: NAMES.index(p.name), default=None)
    facts, printed = (since.then, before) if gone else (since.now, now)
    name = named.spans if named else tuple(_label(pieces[0].change.id, facts, printed, gone))
    rest = [each for each in pieces if each is not named and not _is_in(each, pieces)]
    if (gone or new) and name:
        rest = [each for each in rest if each.change.id.startswith(AMOUNTS) and _is_amount(each)]
    spans = [*name]
    if named and not (gone or new):
        spans += _remark(named, terms)
    for place, each in enumerate(rest):
        spans += [Span("; " if place else ": ", facts=(EDITOR,))] if place or name else []
        spans += [*each.spans, *(() if gone or new else _remark(each, terms))]
    whole = "withdrawn" if gone else "new" if new else ""
    return (*spans, *((Span(f" ({terms[whole]})", facts=(EDITOR,)),) if whole else ()))


def _is_amount(piece: Piece) -> bool:
    return piece.name == "value" or ".points." in piece.change.id


def _is_in(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether another piece says it too: a figure's value is told with its unit."""
    return piece.name == "unit" and any(each.name == "value" for each in pieces)


def _remark(piece: Piece, terms: Mapping[str, str]) -> Iterator[Span]:
    """Behind a field that has come or gone: what it is called, and which of the two."""
    if piece.change.kind == "changed":
        return
    word = terms["new" if piece.change.kind == "added" else "withdrawn"]
    yield Span(f" ({piece.field}, {word})" if piece.field else f" ({word})", facts=(EDITOR,))


def _capital(spans: Spans) -> Spans:
    """The line with its first letter a capital."""
    first = spans[0]
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *spans[1:])


def _label(id_: str, facts: Facts, printed: Mapping[str, str], gone: bool) -> Iterator[Span]:
    """The name of the record that the fact belongs to: one that the document prints, else any that it has."""
    path = id_.rpartition(".")[0]
    while path:
        names = [each for name in NAMES if (each := f"{path}.{name}") in facts.index and each != id_]
        if names:
            name = next((each for each in names if printed.get(each)), names[0])
            text = printed.get(name, "").rstrip(": ") or facts.index[name].written
            yield Span(shortened(text), facts=(EARLIER,) if gone else (name,), language=facts.index[name].language)
            return
        path = path.rpartition(".")[0]


def _within(name: str, language: str) -> str:
    """The name of a field as it stands within a line: `term` for `Term`, and `EU` as it is."""
    is_word = language.partition("-")[0] == "en" and name[1:2].islower()
    return name[:1].lower() + name[1:] if is_word else name


def _in_words(id_: str, language: str) -> str:
    """The field's key in words, in a document whose language is that of the keys."""
    names = [name for name in id_.split(".") if not name.isdecimal()]
    return names[-1].replace("_", " ") if language.partition("-")[0] == "en" and ".points." not in id_ else ""


def _names_of_fields(blocks: Sequence[Block], tables: bool = False) -> dict[str, str]:
    """The names under which facts stand, by the facts' ids: a header block's `Deadline`; of tables too, a column's."""
    found: dict[str, str] = {}
    for block in blocks_below(tuple(blocks)):
        if isinstance(block, List) and block.kind == "fields":
            for item in block.items:
                spans = (span for below in blocks_below(item.blocks) for span in spans_of(below))
                _note(found, plain(item.label), spans)
        elif tables and isinstance(block, Table) and block.role != "figures" and block.head:
            for row in block.rows:
                for head, cell in zip(block.head[-1].cells, row.cells, strict=False):
                    _note(found, plain(head.spans), cell.spans)
    return found


def _note(found: dict[str, str], name: str, spans: Iterable[Span]) -> None:
    """Keep the name for each fact in the spans that has none."""
    name = name.strip().rstrip(":")
    for span in spans:
        if name and span.facts and "note" not in span.marks:
            found.setdefault(span.facts[0], name)


def _printed(blocks: Sequence[Block]) -> dict[str, str]:
    """Every fact that the blocks print, by id, with the text as printed: where it stands most alone."""
    found: dict[str, Span] = {}
    for block in blocks_below(tuple(blocks)):
        for span in spans_of(block):
            first = span.facts[0] if span.facts and span.text.strip() and "note" not in span.marks else ""
            if first and (first not in found or len(span.facts) < len(found[first].facts)):
                found[first] = span
    return {each: " ".join(span.text.split()) for each, span in found.items()}
