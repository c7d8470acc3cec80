"""Write places into a fact file: where quoted words stand, and places that are all off by the same number.

Only the characters of a place are replaced; comments, order and quotation marks stay. What is wrong, `checks` finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from briefs.checks.heads_of_sources import roles
from briefs.checks.inquiry import Inquiry
from briefs.checks.places_in_sources import Spot, holds_words
from briefs.checks.shifted_places import moved
from briefs.factfiles.edits import BOM, NotEditedError, nodes_in, read
from briefs.factfiles.fact_file import LARGEST
from briefs.factfiles.source_copies import load_sources
from briefs.files import read_bytes
from briefs.model.facts import Citation, Fact
from briefs.model.problems import Place, Stop
from briefs.project.fact_checking import fact_files
from briefs.project.output_folder import write_whole
from briefs.project.request import Ask
from briefs.project.template_folders import Shelf


class Fix(NamedTuple):
    """Characters of a fact file to be replaced."""

    start: int
    end: int
    text: str
    at: Place
    """Where the citation stands."""
    about: str
    """What was done, in words."""


def put_right(ask: Ask) -> list[Fix]:
    """What was put right in the fact files that are asked for. Raises Stop where there is none."""
    paths, shelf = ask.paths, Shelf(Path(ask.workspace))
    found: list[Fix] = []
    for path in fact_files(paths.workspace, paths.facts):
        try:
            facts, _ = shelf.facts(path)
        except Stop:
            continue  # the check tells of it
        texts, _ = load_sources(facts, paths.sources, paths.workspace)
        found += fixed(path, Inquiry(facts, texts)) if texts else []
    return found


def fixes(inquiry: Inquiry, text: str) -> list[Fix]:
    """What can be put right in the text of a fact file, from its top."""
    found = (fix for node, citation in _citations(inquiry, text) for fix in _fixes(inquiry, text, node, citation))
    return sorted(dict.fromkeys(found))


def fixed(path: Path, inquiry: Inquiry) -> list[Fix]:
    """What was put right in a fact file, which is written anew. Nothing where that would change anything but places."""
    raw = read_bytes(path, LARGEST).decode("utf-8")
    mark = BOM if raw.startswith(BOM) else ""
    text = raw.removeprefix(mark).replace("\r\n", "\n")
    found = fixes(inquiry, text)
    after = text
    for fix in reversed(found):
        after = after[: fix.start] + fix.text + after[fix.end :]
    if not found or not _same_facts(inquiry, path, after):
        return []
    write_whole(path, (mark + (after.replace("\n", "\r\n") if "\r\n" in raw else after)).encode())
    return found


def _same_facts(inquiry: Inquiry, path: Path, text: str) -> bool:
    """Whether a text holds the same facts, but for the places that they cite."""
    try:
        facts, _ = read(text, str(path), inquiry.facts.vocabulary)
    except NotEditedError:
        return False
    return {id_: _bare(f) for id_, f in facts.index.items()} == {
        id_: _bare(f) for id_, f in inquiry.facts.index.items()
    }


def _bare(fact: Fact) -> Fact:
    """A fact without what a place in the file or in a source is."""
    sources = tuple(replace(each, at="", spots=(), place=Place("")) for each in fact.sources)
    return replace(fact, at=Place(""), sources=sources)


def _citations(inquiry: Inquiry, text: str) -> Iterator[tuple[Any, Citation]]:
    """Each citation that is written as a map, with its YAML node."""
    by_place = {
        (citation.place.line, citation.place.column): citation
        for fact in inquiry.facts.index.values()
        for citation in fact.sources
        if citation.source in inquiry.texts and not citation.place.in_table
    }
    for node in (each for _, each in nodes_in(text) if each.id == "mapping"):
        citation = by_place.get((node.start_mark.line + 1, node.start_mark.column + 1))
        if citation is not None and any(key.value == "source" for key, _ in node.value):
            yield node, citation


def _fixes(inquiry: Inquiry, text: str, node: Any, citation: Citation) -> Iterator[Fix]:
    keys = {key.value: (key, value) for key, value in node.value}
    at = keys.get("at")
    shift = inquiry.shifts.get(citation.source, 0)
    if shift:
        for each in _scalars(at[1]) if at else ():
            after = moved(each.value, shift)
            if after != each.value:
                start, end = each.start_mark.index, each.end_mark.index
                new = text[start:end].replace(each.value, after)
                yield Fix(start, end, new, citation.place, f"`{citation.source}`: {each.value} → {after}")
        return
    if not citation.says or _stands(inquiry, citation):
        return
    places = _places(inquiry, citation)
    if not places:
        return
    new = places[0] if len(places) == 1 else f"[{', '.join(places)}]"
    about = f"`{citation.source}`: at {', '.join(places)}"
    if at:
        yield Fix(at[1].start_mark.index, _end(at[1], text), new, citation.place, about)
    elif "says" in keys:
        start = keys["says"][0].start_mark
        gap = ", " if node.flow_style else "\n" + " " * start.column
        yield Fix(start.index, start.index, f"at: {new}{gap}", citation.place, about)


def _scalars(node: Any) -> list[Any]:
    return list(node.value) if node.id == "sequence" else [node]


def _end(node: Any, text: str) -> int:
    """Where a value ends: a list over several lines is said to end where the next key begins."""
    end: int = node.end_mark.index
    return end - len(text[node.start_mark.index : end]) + len(text[node.start_mark.index : end].rstrip())


def _stands(inquiry: Inquiry, citation: Citation) -> bool:
    """Whether all that is quoted stands at the place that is named."""
    spots = inquiry.spots(citation) if citation.at else None
    if spots is None:
        return False
    return all(any(holds_words(spot.passage.text, said) for spot in spots) for said in citation.says)


def _places(inquiry: Inquiry, citation: Citation) -> list[str]:
    """Where the quoted words stand, as `at` is written; none unless each stands in a single paragraph."""
    found: list[str] = []
    every = inquiry.all_spots[citation.source]
    for said in citation.says:
        standing = [at for at, spot in enumerate(every) if holds_words(spot.passage.text, said)]
        place = place_name(inquiry, citation.source, every, standing[0]) if len(standing) == 1 else ""
        if not place:
            return []
        found.append(place)
    return list(dict.fromkeys(found))


def place_name(inquiry: Inquiry, source: str, every: Sequence[Spot], at: int) -> str:
    """How `at` names a paragraph of a source; empty for one in its head that has no name."""
    spot, text = every[at], inquiry.texts[source]
    if spot.note:
        return f"note {spot.note}"
    if not spot.number:
        return next((name for name, numbers in roles(text).items() if at in numbers), "")
    if text.unit == "page" and text.pages:
        return str(spot.page)
    if text.unit == "table":
        return str(spot.table) if spot.table else f"paragraph {spot.number}"
    return str(spot.number)
