"""Draft a fact file from copies of sources, and begin a workspace with one.

It reads and writes; what is found in the copies is `drafting`'s work.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from briefs.checks.heads_of_sources import publisher_in
from briefs.drafting.candidate import SourceToDraft
from briefs.drafting.draft import Finder, drafted, head_of
from briefs.drafting.draft_file import File, scalar
from briefs.files import exists
from briefs.model.problems import Place, Problem, Stop
from briefs.project.output_folder import write_whole
from briefs.project.source_reading import ReadSource, id_of, read_source, refuse_address
from briefs.understanding.heads import is_dateline
from briefs.understanding.passages import passage

TOP = 6
"""Paragraphs among which a date is looked for."""
COPIES = "sources"
"""The folder of a workspace in which copies are kept."""


class Drafts(Struct, frozen=True):
    """What was drafted."""

    file: File
    sources: tuple[SourceToDraft, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Section → how many records were drafted."""
        found: dict[str, int] = {}
        for each in self.file.keys.values():
            found[each.section] = found.get(each.section, 0) + 1
        return found


def draft_facts(
    files: Sequence[Path | str],
    target: Path | None = None,
    today: date | None = None,
    finders: Sequence[Finder] = (),
) -> Drafts:
    """A fact file from copies of sources; `target` is where it will stand, for the way from there to the copies.

    `finders` are an office's own functions, which find more. Raises Stop where a copy cannot be read.
    """
    for file in files:
        refuse_address(str(file))
    sources: list[SourceToDraft] = []
    records: list[str] = []
    for file in map(Path, files):
        read = _renamed(read_source(file, file.parent), [source.text.id for source in sources])
        source = SourceToDraft(read.text, read.title or file.stem, _published(read))
        sources.append(source)
        records.append(_record(source, read, _way(file, target)))
    return Drafts(drafted(sources, head_of(sources, records, today), finders), tuple(sources))


def _renamed(read: ReadSource, taken: Sequence[str]) -> ReadSource:
    """The same with an id that no other source has."""
    from msgspec.structs import replace

    id_ = id_of(Path(read.text.file))
    number, base = 2, id_
    while id_ in taken:
        id_, number = f"{base}_{number}", number + 1
    return replace(read, text=replace(read.text, id=id_))


def _published(read: ReadSource) -> str:
    """The day in the dateline, else in a line at the top that holds a date and little else; empty where none does."""
    marked = [read.every[at] for name, found in read.parts if name == "dateline" for at in found]
    for line in [*marked, *(each for each in read.every[:TOP] if not each.cells)]:
        text = passage(line.text, read.text.language)
        for dated in text.dates if is_dateline(text) else ():
            moment = dated.moments[-1]
            if moment.year and moment.month and moment.day and moment.real:
                return str(moment)
    return ""


def _way(file: Path, target: Path | None) -> str:
    """The way to a copy as seen from the fact file."""
    home = target.parent if target else Path("facts")
    return Path(os.path.relpath(file, home)).as_posix()


def _record(source: SourceToDraft, read: ReadSource, held: str) -> str:
    fields = [f"title: {scalar(source.title)}"]
    publisher = publisher_in(source.text)
    if publisher:
        fields.append(f"publisher: {scalar(publisher)}")
    if source.published:
        fields.append(f"published: {source.published}")
    if source.tag != "en" or read.text.language != source.tag:
        fields.append(f"language: {read.text.language}")
    fields.append(f"held: {scalar(held)}")
    return f"  {source.text.id}: {{{', '.join(fields)}}}"


def save(text: str, target: Path) -> None:
    """Write a drafted file. Raises Stop where something of that name is there already."""
    if exists(target):
        hint = "name another file with `-o`, or move that one away"
        raise Stop([Problem("W020", "there is a file of that name already", Place(str(target)), hint)])
    write_whole(target, text.encode())


def begun_from(folder: Path, files: Sequence[str], today: date | None = None) -> Iterator[Path]:
    """The files of a new workspace with copies of sources and a drafted fact file, in the order of writing."""
    for file in files:
        refuse_address(str(file))
    paths = [Path(file) for file in files]
    target = folder / "facts" / f"{id_of(paths[0])}.yaml"
    if exists(target):
        hint = "choose another folder, or go on with what is there"
        raise Stop([Problem("W020", "there is a workspace here already", Place(str(target)), hint)])
    draft_facts(paths, None, today)  # what cannot be read stops this before anything is written
    copies = [folder / COPIES / path.name for path in paths]
    for path, copy in zip(paths, copies, strict=True):
        if not exists(copy):
            write_whole(copy, path.read_bytes())
            yield copy
    drafts = draft_facts(copies, target, today)
    save(drafts.file.text, target)
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    yield target
    yield folder / "templates"
