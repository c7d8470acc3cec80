"""Sources as numbered notes: a number behind each paragraph, and the list that the numbers lead to.

One note is one place in one source; the numbers of a paragraph are merged and in order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.document.source_entries import SourceEntries, ended, runs
from briefs.language import Language, language_of, words_of
from briefs.model.facts import US, Fact, Facts, Reference, Source
from briefs.model.tree import (
    Block,
    Box,
    Cell,
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
    Spans,
    Table,
    blocks_below,
    plain,
    spans_of,
)
from briefs.model.tree_changes import with_inner

FACES = ("name", "short", "title")
Key = tuple[str, str]
Ids = list[str]
"""A source's id, and the place in it."""
FOOTNOTE = "#footnote-"
ROLES_WITHOUT = frozenset({"source", "code"})


def cited(
    blocks: tuple[Block, ...], facts: Facts, language: str, notes: bool | Literal["sources"]
) -> tuple[Block, ...]:
    """The blocks with their source notes, where the template has a place for the list of sources."""
    boxes = [b for b in blocks_below(blocks) if isinstance(b, Box) and b.role == "sources"]
    footnotes = [b for b in blocks if isinstance(b, Box) and b.role == "footnotes"]
    body = tuple(b for b in blocks if b not in footnotes)
    asked = bool(boxes) and notes and dict(boxes[0].options).get("short") != "yes"
    notebook = Notebook(facts, language, footnotes)
    if asked and notes == "sources":
        notebook.gathered = gathered(body, notebook)
        asked = len(notebook.gathered) > 1
    if asked or footnotes:
        notebook.asked = asked
        body = notebook.blocks(body)
    if not boxes:
        own = notebook.list(None) if footnotes else ()
        return (*body, *own)
    return tuple(_listed(body, notebook, language))


def _listed(blocks: Sequence[Block], notebook: Notebook, language: str) -> Iterator[Block]:
    """The blocks with the list of sources where its box stood."""
    for block in blocks:
        if not isinstance(block, Box) or block.role != "sources":
            yield with_inner(block, lambda inside: tuple(_listed(inside, notebook, language)))
        elif dict(block.options).get("short") == "yes":
            yield from notebook.short(block, blocks)
        elif notebook.gathered is not None and not notebook.numbers:
            yield from notebook.line(block, blocks)
        else:
            yield from notebook.list(block)


class Notebook(Struct):
    """The notes of one document, numbered in the order in which they are first needed."""

    facts: Facts
    language: str
    footnotes: Sequence[Box] = ()
    asked: bool = True
    numbers: dict[Key | int, int] = field(default_factory=dict)
    places: dict[int, int] = field(default_factory=dict)
    """For each number that was printed, or stands in a span of numbers, the one at which it is first found."""
    titles: dict[int, str] = field(default_factory=dict)
    """What is told of each number."""
    gathered: dict[str, list[str]] | None = None
    """Source → the places in it, where a number stands for a whole source; None where it stands for one place."""
    last: list[int] = field(default_factory=list)
    """The numbers printed last: they are not repeated for what follows from the same sources."""

    @property
    def entries(self) -> SourceEntries:
        """What writes the sources."""
        return SourceEntries(self.facts, self.language)

    @property
    def known(self) -> Language:
        return language_of(self.language)

    def keys(self, ids: Sequence[str]) -> list[Key]:
        """The places in sources behind the facts; our own statements have none.

        A name reached through a reference is cited where the reference is: who signed, not who says how he is called.
        """
        found: dict[Key, None] = {}
        facts = [self.facts.index.get(each) for each in ids]
        led = {f"{f.value.id}.{face}" for f in facts if f and isinstance(f.value, Reference) for face in FACES}
        for fact in self._facts([each for each in ids if each not in led]):
            for citation in fact.sources:
                if citation.source == US:
                    continue
                for at in citation.spots or (citation.at,):
                    found[(citation.source, at)] = None
        return list(found)

    def _facts(self, ids: Sequence[str]) -> Iterator[Fact]:
        for each in ids:
            fact = self.facts.index.get(each)
            if fact is None:
                continue
            if fact.sources:
                yield fact
            else:
                yield from self._facts(fact.behind)

    def marks(self, ids: Sequence[str]) -> Spans:
        """The raised numbers for the facts, each a link to its note; a note leads back to its first number."""
        keys = self.keys(ids) if self.asked else []
        if self.gathered is not None:
            keys = [*dict.fromkeys((source, "") for source, _ in keys)]
        numbered = {self._number(key): key for key in keys}
        if self.gathered is not None and numbered:
            repeated, self.last = sorted(numbered) == self.last, sorted(numbered)
            numbered = {} if repeated else numbered
        spans: list[Span] = []
        for first, last in runs(sorted(numbered)):
            # a space parts the number from what it stands behind, for those who hear it or copy it
            spans.append(_raised(",\u00a0" if spans else "\u00a0"))
            spans.append(self._mark(first, last, numbered[first]))
            if last > first:
                spans += [_raised("–"), self._mark(last, last, numbered[last])]
        return tuple(spans)

    def _mark(self, number: int, last: int, key: Key) -> Span:
        """The number as a link; it is the place to come back to for all up to `last` that are not told before."""
        new = [each for each in range(number, last + 1) if each not in self.places]
        self.places |= dict.fromkeys(new, new[0] if new else 0)
        anchor = f"cite-{new[0]}" if new else ""
        return replace(_raised(str(number)), link=f"#source-{number}", anchor=anchor, title=self._told(number, key))

    def _told(self, number: int, key: Key) -> str:
        """Where a number leads: `Source 3: the news article, paragraph 5`."""
        if number not in self.titles:
            self.titles[number] = self._title(number, key)
        return self.titles[number]

    def _title(self, number: int, key: Key) -> str:
        source = self.facts.sources[key[0]]
        place = plain(self.entries.place(source, key[1])).replace("\u00a0", " ") if self.gathered is None else ""
        return f"{words_of(self.language)['source']} {number}{self.known.colon}{source.short or source.title}{place}"

    def _number(self, key: Key | int) -> int:
        return self.numbers.setdefault(key, len(self.numbers) + 1)

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph() if block.role not in ROLES_WITHOUT:
                spans = self.spans(block.spans)
                return block if spans is block.spans else replace(block, spans=spans)
            case Table():
                figures = block.role == "figures"
                return self.figures(block) if figures else replace(block, rows=tuple(map(self.row, block.rows)))
            case Heading() | Paragraph() | List() | Box() | Quote() | Figure() | Chart() | PageBreak() | Contents():
                return with_inner(block, self.blocks)
            case _:
                assert_never(block)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(map(self.block, blocks))

    def spans(self, spans: Spans, more: Sequence[str] = ()) -> Spans:
        """The spans with their footnotes renumbered and their sources' numbers behind them."""
        own = self._footnotes(spans)
        ids = [fact for span in spans for fact in span.facts]
        marks = self.marks([*ids, *more])
        return (*own, *marks) if marks else own

    def _footnotes(self, spans: Spans) -> Spans:
        """The spans with the template's own notes in the order of all."""
        if not any(span.link.startswith(FOOTNOTE) for span in spans):
            return spans
        found: list[Span] = []
        for span in spans:
            if not span.link.startswith(FOOTNOTE):
                found.append(span)
                continue
            number = self._number(int(span.link.removeprefix(FOOTNOTE)))
            link, anchor = f"#source-{number}", "" if number in self.places else f"cite-{number}"
            self.places[number] = number
            title = f"{words_of(self.language)['note']} {number}"
            found += [_raised("\u00a0"), replace(_raised(str(number)), link=link, anchor=anchor, title=title)]
        return tuple(found)

    def row(self, row: Row) -> Row:
        """The row with the sources of all its cells behind the first that holds a fact."""
        told = next((i for i, cell in enumerate(row.cells) if any(self._says(span) for span in cell.spans)), None)
        if told is None:
            return row
        ids = [fact for cell in row.cells for span in cell.spans for fact in span.facts]
        cells = [*row.cells]
        if self.footnotes:
            cells = [replace(cell, spans=self._footnotes(cell.spans)) for cell in cells]
        cells[told] = replace(cells[told], spans=(*cells[told].spans, *self.marks(ids)))
        return replace(row, cells=tuple(cells))

    def _says(self, span: Span) -> bool:
        return any(not fact.startswith(":") for fact in span.facts)

    def figures(self, table: Table) -> Table:
        """Key figures with each one's sources behind its label."""
        head, body = table.head[0], table.rows[0]
        cells: list[Cell] = []
        for label, value in zip(head.cells, body.cells, strict=True):
            more = [fact for span in value.spans for fact in span.facts]
            cells.append(replace(label, spans=self.spans(label.spans, more)))
        return replace(table, head=(replace(head, cells=tuple(cells)),))

    def list(self, box: Box | None) -> tuple[Block, ...]:
        """The numbered list of notes; empty where nothing was cited."""
        notes = {i + 1: item for b in self.footnotes for i, item in enumerate(_items(b))}
        seen: set[str] = set()
        items: list[Item] = []
        for key, number in self.numbers.items():
            label = (
                Span(
                    str(number),
                    frozenset({"back"}),
                    f"#cite-{self.places.get(number, number)}",
                    (":counted",),
                    anchor=f"source-{number}",
                    title=words_of(self.language)["back_to"].format(number=number),
                ),
            )
            if isinstance(key, int):
                blocks = tuple(replace(b, role="source") if isinstance(b, Paragraph) else b for b in notes[key].blocks)
            else:
                blocks = (Paragraph(self._note(key, seen), "source"),)
            items.append(Item(blocks, label))
        at = box.at if box else Box("", (), ()).at
        return (List("sources", tuple(items), at=at),) if items else ()

    def _note(self, key: Key, seen: set[str]) -> Spans:
        source = self.facts.sources[key[0]]
        place = self.entries.place(source, key[1])
        if self.gathered is not None:
            place = self._places(source)
        if source.id in seen:
            name = source.short[:1].upper() + source.short[1:] or source.title
            language = "" if source.short else self.entries.language_of_title(source)
            return ended(
                (Span(name, facts=(f"sources.{source.id}.title",), language=language), *place), self.known.stop
            )
        seen.add(source.id)
        again = sum(key[0] == source.id for key in self.numbers if not isinstance(key, int)) > 1
        return ended((*self.entries.full(source, again=again), *place), self.known.stop)

    def _places(self, source: Source) -> Spans:
        return self.entries.places(source, (self.gathered or {}).get(source.id, ()))

    def line(self, box: Box, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The one line of a paper with a single source, and what in it is the office's own."""
        spans: list[Span] = []
        for id_ in self.gathered or {}:
            source = self.facts.sources[id_]
            spans += [
                Span(f"{words_of(self.language)['source']}{self.known.colon}"),
                *ended(
                    (
                        *self.entries.full(source),
                        *self._places(source),
                    ),
                    self.known.stop,
                ),
            ]
        own = list(dict.fromkeys(self._own(blocks)))
        if spans and own:
            parts = self.known.semicolon.join(own)
            words = words_of(self.language)["own_words"]
            spans.append(Span(f" {words}{self.known.colon}{parts}{self.known.stop}"))
        return (Paragraph(tuple(spans), "source", box.at),) if spans else ()

    def _own(self, blocks: Sequence[Block]) -> Iterator[str]:
        """The headings and titles under which everything is the office's own."""
        heading = ""
        ids: Ids = []
        for block in (*blocks, Heading(1, ())):
            if isinstance(block, Heading) and block.level:
                if heading and ids and not self.keys(ids):
                    yield heading
                heading, ids = plain(block.spans), []
            elif isinstance(block, Box) and plain(block.title):
                inside = self._ids(block.blocks)
                if inside and not self.keys(inside):
                    yield plain(block.title)
            else:
                ids += self._ids((block,))

    def _ids(self, blocks: tuple[Block, ...]) -> Ids:
        """The facts printed in the blocks; a placeholder for one that is missing is nobody's."""
        every = (fact for b in blocks_below(blocks) for span in spans_of(b) for fact in span.facts)
        return [each for each in every if each in self.facts.index]

    def short(self, box: Box, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """One line for each source that stands behind the document."""
        ids = [fact for b in blocks_below(tuple(blocks)) for span in spans_of(b) for fact in span.facts]
        used = dict.fromkeys(key[0] for key in self.keys(ids))
        label = words_of(self.language)["source" if len(used) == 1 else "sources"] + self.known.colon
        spans: list[Span] = []
        for source in used:
            spans += [Span(self.known.semicolon if spans else label), *self.entries.full(self.facts.sources[source])]
        return (Paragraph(ended(tuple(spans), self.known.stop), "source", box.at),) if spans else ()


def gathered(blocks: tuple[Block, ...], notebook: Notebook) -> dict[str, list[str]]:
    """The sources behind the blocks, each with the places used in it, in the order in which they are met."""
    found: dict[str, dict[str, None]] = {}
    for block in blocks_below(blocks):
        for source, at in notebook.keys([fact for span in spans_of(block) for fact in span.facts]):
            found.setdefault(source, {}).update({at: None} if at else {})
    return {source: list(places) for source, places in found.items()}


def _raised(text: str) -> Span:
    return Span(text, frozenset({"note"}), facts=(":counted",))


def _items(box: Box) -> Sequence[Item]:
    return [item for block in box.blocks if isinstance(block, List) for item in block.items]
