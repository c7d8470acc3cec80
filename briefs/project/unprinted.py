"""What no paper of a build prints: which facts, and why; and what a paper's own limits have left out.

It reckons with ids that finished papers hold already; it drafts nothing, and words nothing for people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from briefs.model.cited import COUNTED, Limited, Manuscript
from briefs.model.facts import Fact, Facts
from briefs.model.fields import STEERING
from briefs.model.problems import Place
from briefs.model.theme import Theme, named_in
from briefs.model.tree import Block, Chart, blocks_below, spans_of
from briefs.model.vocabulary import Vocabulary
from briefs.templating.reading import Sheet

Why: TypeAlias = Literal["not asked for", "left out by a limit", "dropped", "kept back"]
ALWAYS = frozenset({"title", "as_of", "marking", "brief.author"})
"""Facts that stand in the properties of every file, or on each of its pages."""
FURNITURE = ("reference", "version")
"""Fields of `brief` that stand on each page where the theme's header or footer names them."""
NO_FACTS = frozenset({"language", "scheme"})
"""What the head says of the papers and not of the matter."""


class Unprinted(Struct, frozen=True):
    """A fact that stands in no paper of a build."""

    id: str
    at: Place
    why: Why
    """That of the paper which came nearest to printing it."""


class Shown(Struct, frozen=True):
    """Which facts a paper prints, and which it would have printed."""

    printed: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    """What its page budget has dropped."""
    limited: tuple[Limited, ...] = ()
    """What its own limits have left out: no two of the same kind, and nothing that is printed elsewhere in it."""
    kept: frozenset[str] = frozenset()
    """What is kept back from its audience."""


def shown(
    manuscript: Manuscript, sheet: Sheet, blocks: tuple[Block, ...], theme: Theme, kept: Collection[str]
) -> Shown:
    """Which facts a finished paper prints, and which its page budget and its limits have left out.

    `blocks` are those of the finished document, `sheet` all that the template has asked for.
    """
    printed = frozenset({*ids_in(blocks), *sheet.beside, *on_every_page(theme)})
    printed |= {each for each, other in manuscript.same.items() if other in printed}
    dropped = frozenset(ids_in(sheet.blocks) - printed)
    return Shown(printed, dropped, left_out(manuscript.limits, printed | dropped), frozenset(kept))


def ids_in(blocks: tuple[Block, ...]) -> set[str]:
    """The ids behind the texts and charts of the blocks; a number of entries prints none of them."""
    found: set[str] = set()
    for block in blocks_below(blocks):
        for span in spans_of(block):
            if COUNTED not in span.facts:
                found.update(span.facts)
        if isinstance(block, Chart):
            found.update(block.facts)
    return found


def on_every_page(theme: Theme) -> frozenset[str]:
    """The ids of the facts in the files' properties, and in the header and footer that the theme asks for."""
    named = named_in(theme)
    return ALWAYS | {f"brief.{name}" for name in FURNITURE if name in named} | {each for each in named if "." in each}


def left_out(limits: Iterable[Limited], printed: Collection[str]) -> tuple[Limited, ...]:
    """What limits have left out and the paper prints nowhere else, the entries of one kind together."""
    there = {each for id_ in printed for each in _around(id_)}
    merged: dict[str, Limited] = {}
    for limit in limits:
        cut = tuple(each for each in limit.cut if each not in there)
        if not cut:
            continue
        first = merged.get(limit.what, Limited(limit.what, (), (), limit.at))
        entries, gone = (tuple(dict.fromkeys(ids)) for ids in ((*first.entries, *limit.entries), (*first.cut, *cut)))
        merged[limit.what] = Limited(limit.what, entries, gone, first.at)
    return tuple(merged.values())


def _around(id_: str) -> Iterator[str]:
    """The id, and those of all that it stands in."""
    while id_:
        yield id_
        id_ = id_.rpartition(".")[0]


def unprinted(facts: Facts, papers: Sequence[Shown]) -> tuple[Unprinted, ...]:
    """The facts that none of these papers prints, in the order of the file."""
    printed = frozenset[str]().union(*(paper.printed for paper in papers))
    known = facts.vocabulary
    found = (fact for fact in facts.index.values() if fact.id not in printed and is_to_be_printed(fact, known))
    return tuple(Unprinted(fact.id, fact.at, _why(fact.id, papers)) for fact in sorted(found, key=lambda f: f.at))


def is_to_be_printed(fact: Fact, vocabulary: Vocabulary) -> bool:
    """Whether it says something of the matter: not of a source, nor how a record is chosen, printed or checked."""
    section, *rest = fact.id.split(".")
    if section in {"sources", "papers"} or fact.id in NO_FACTS:
        return False
    known = vocabulary.sections.get(section)
    if known is None or known.free or not rest:
        return True
    place = 0 if known.single else 1
    return not (len(rest) > place and rest[place] in STEERING)


def _why(id_: str, papers: Sequence[Shown]) -> Why:
    seen = [paper for paper in papers if id_ not in paper.kept]
    if not seen:
        return "kept back"
    if any(id_ in paper.dropped for paper in seen):
        return "dropped"
    around = set(_around(id_))
    if any(not around.isdisjoint(limit.cut) for paper in seen for limit in paper.limited):
        return "left out by a limit"
    return "not asked for"
