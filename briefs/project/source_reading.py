"""Read one copy of a source as it is counted, with or without a fact file that names it.

It finds the record that the file belongs to; reading and counting are `factfiles`' work.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from briefs.checks.heads_of_sources import headline_in, roles
from briefs.factfiles import load_facts
from briefs.factfiles.source_copies import READERS, copy_at, copy_of, counted, language_of
from briefs.files import is_file
from briefs.model.facts import Source
from briefs.model.fields import ATTRIBUTES, COMMON
from briefs.model.problems import Place, Problem, Stop
from briefs.model.source_text import Paragraph, SourceText
from briefs.understanding.heads import Role

SAVE = (
    "save the page in your browser (Ctrl+S, “Web page, HTML only”), or print it as PDF, and name that file; "
    "write its address under `url:` of the source"
)


class ReadSource(Struct, frozen=True):
    """A copy as it is counted, and what is known of it."""

    text: SourceText
    title: str
    """The title that it was counted by; empty where none was found."""
    guessed: bool
    """Whether no fact file gives the title."""
    record: str = ""
    """The fact file and the source's id in it, where a file names this copy."""
    parts: tuple[tuple[Role, tuple[int, ...]], ...] = ()
    """What was found in its head: the part, and which paragraphs are it, from 0, those of the head first."""

    @property
    def every(self) -> tuple[Paragraph, ...]:
        """Its paragraphs, those of the head first."""
        return (*self.text.head, *self.text.paragraphs)


def read_source(file: Path | str, workspace: Path = Path(), facts: Path | None = None) -> ReadSource:
    """A copy as it is counted: by its record in a fact file of the workspace, else below the title that it shows.

    Raises Stop where it cannot be read.
    """
    refuse_address(str(file))
    path = Path(file)
    try:
        record = next(_records(path, workspace, facts), None)
        copy = copy_at(path, path.parent)
        file, source = record or ("", None)
        tag = language_of(copy.paragraphs, source.language if source else "")
        title = source.title if source else copy.title or headline_in(copy.paragraphs, tag)
        text = counted(copy, source or Source(id_of(path), title, Place(str(path))), path)
    except ValueError as fault:
        message, _, hint = str(fault).partition("\n")
        raise Stop([Problem("S101", message, Place(str(path)), hint)]) from None
    named = f"`{source.id}` in {file}" if source else ""
    return ReadSource(text, title, source is None, named, tuple(roles(text).items()))


def refuse_address(file: str) -> None:
    """Nothing, for a file. Raises Stop for an address of the web, with how to save the page."""
    if file.lower().startswith(("http:/", "https:/", "www.")):
        raise Stop([Problem("S101", "this is an address; nothing is fetched from the network", Place(file), SAVE)])


def id_of(path: Path) -> str:
    """An id for a source, made of its file's name."""
    letters = "".join(char.lower() if char.isascii() and char.isalnum() else "_" for char in path.stem).strip("_")
    while "__" in letters:
        letters = letters.replace("__", "_")
    known = letters[:1].isalpha() and letters not in {*ATTRIBUTES, *COMMON}
    return letters if known else f"source_{letters}".rstrip("_")


def _records(path: Path, workspace: Path, facts: Path | None) -> Iterator[tuple[str, Source]]:
    """The sources of fact files whose copy the file is, each with its file."""
    folder = workspace / "facts"
    files = [facts] if facts else sorted({*folder.glob("*.y*ml"), *path.parent.glob("*.yaml")})
    for file in files:
        if path.suffix not in READERS or (not facts and path.stem not in _words(file)):
            continue
        try:
            loaded, _ = load_facts(file)
        except Stop:
            continue
        for source in loaded.sources.values():
            try:
                copy = copy_of(source, file.parent, [path.parent], workspace)
            except ValueError:
                continue
            if copy is not None and is_file(copy) and copy.resolve() == path.resolve():
                yield str(file), source


def _words(file: Path) -> str:
    """A fact file's text, so that only those that may name a copy are read as one."""
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
