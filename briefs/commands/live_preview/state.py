"""What the page is told of a paper: its pages, its words, the facts behind them, and what is wrong, as plain values.

It makes values for JSON; making papers is `project`'s work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from briefs.commands.live_preview.words import Words, words_of
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem
from briefs.model.tree import plain
from briefs.project.traces import Origin, origin
from briefs.project.workbench import Proof

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
}
"""How an editor is asked to open a place."""


class Sight(Struct):
    """A proof as the page sees it."""

    proof: Proof
    words: Words
    changed: frozenset[int] = frozenset()
    """Numbers of the spans whose text is another one than in the sight before."""

    @property
    def texts(self) -> list[tuple[str, tuple[str, ...]]]:
        """Each text of its own with the facts behind it."""
        parts = [self.words.spans[start:end] for start, end in self.words.texts]
        return [(plain(tuple(spans)), tuple(each for s in spans for each in s.facts)) for spans in parts]


def sight_of(proof: Proof, before: Sight | None) -> Sight:
    """The proof, with what differs from the sight before marked."""
    sight = Sight(proof, words_of(proof.document))
    if before is not None:
        sight.changed = frozenset(_changed(before.texts, sight.texts, sight.words.texts))
    return sight


def _changed(old: Sequence[Any], new: Sequence[Any], ranges: Sequence[tuple[int, int]]) -> Iterator[int]:
    for kind, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in {"replace", "insert"}:
            for first, last in ranges[start:end]:
                yield from range(first, last)


def told(sight: Sight, facts: Facts, link: str) -> dict[str, Any]:
    """The paper for the page: pictures' addresses follow from `pages`, places are in points from the lower left."""
    proof, words = sight.proof, sight.words
    numbers = {id(span): number for number, span in enumerate(words.spans)}
    by_facts = {span.facts: number for number, span in reversed(list(enumerate(words.spans))) if span.facts}
    places = []
    for each in proof.painting.texts:
        number = numbers.get(id(each.span), by_facts.get(each.span.facts, -1) if each.span.facts else -1)
        if number >= 0:
            box = (round(x, 1) for x in (each.left, each.bottom, each.right, each.top))
            places.append([each.page, *box, number])
    return {
        "title": proof.document.title,
        "language": proof.document.language,
        "pages": [f"{each:08x}" for each in proof.painting.pages],
        "words": words.nodes,
        "facts": [list(dict.fromkeys(f for f in span.facts if not f.startswith(":"))) for span in words.spans],
        "sentences": words.sentences,
        "places": places,
        "changed": sorted(sight.changed),
        "gone": list(proof.gone),
        "known": {each: _fact(origin(each, facts), link) for each in _all_facts(words)},
    }


def _all_facts(words: Words) -> list[str]:
    return list(dict.fromkeys(f for span in words.spans for f in span.facts if not f.startswith(":")))


def _fact(of: Origin, link: str) -> dict[str, Any]:
    """A fact as the panel shows it, with those that its formula was made from."""
    sources = []
    for citation, source in of.sources:
        title = source.title if source else ("our own statement" if citation.source == "us" else citation.source)
        sources.append(
            {"title": title, "at": citation.at, "says": list(citation.says), "url": source.url if source else ""}
        )
    return {
        "written": of.written,
        "at": str(of.at) if of.at else "",
        "open": address(of.at, link) if of.at else "",
        "formula": of.formula,
        "behind": [{"id": each.id, **_fact(each, link)} for each in of.behind],
        "sources": sources,
    }


def problem(of: Problem, link: str) -> dict[str, str]:
    """A problem for the page, with the address that opens its place."""
    file_there = Path(of.at.file).is_file()
    return {
        "code": of.code,
        "message": of.message,
        "hint": of.hint,
        "severity": of.severity,
        "at": str(of.at),
        "open": address(of.at, link) if file_there else "",
    }


def address(at: Place, link: str) -> str:
    """What opens a place in the editor: an absolute path, line and column, as an address."""
    path = quote(Path(at.file).absolute().as_posix())
    path = path if path.startswith("/") else f"/{path}"
    return link.replace("{path}", path).replace("{line}", str(at.line or 1)).replace("{column}", str(at.column or 1))


def digest(text: str) -> str:
    """By which a file is known from another state of it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def paper_list(names: Sequence[str], counts: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    """Each paper with its errors and warnings, where they are known already."""
    rows: list[dict[str, Any]] = []
    for name in names:
        errors, warnings = counts.get(name, (-1, -1))
        rows.append({"name": name, "errors": errors, "warnings": warnings})
    return rows
