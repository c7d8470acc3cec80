"""What `briefs source` prints: a copy as it is counted, with what was taken for its head and what was left out.

Reading it is the package's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from textwrap import fill, shorten

from briefs.language import language_of
from briefs.model.source_text import Paragraph
from briefs.project.source_reading import ReadSource

WIDTH = 100
NUMBER = 5
"""Columns of the numbers on the left."""
SHOWN = 40
"""Pieces of furniture that are listed."""


def told(read: ReadSource, whole: bool = True) -> Iterator[str]:
    """The lines; without `whole` long paragraphs are cut."""
    text = read.text
    yield f"{text.file}: {_measured(read)}"
    yield f"counted {_rule(read)}"
    yield ""
    names = {at: name for name, found in read.parts for at in found}
    for name, found in read.parts:
        words = " ".join(read.every[at].text for at in found)
        yield _line("", f"{name}: {words}")
    above = [(at, each) for at, each in enumerate(text.head) if at not in names]
    for _, each in above:
        yield _line("", f"above the text: {each.text}")
    yield ""
    yield from _paragraphs(read, names, whole)
    for note in text.notes:
        yield _line("", f"note {note.note}: {note.text}")
    yield from _left_out(read)


def _measured(read: ReadSource) -> str:
    text = read.text
    pages = f" on {text.pages} page{'' if text.pages == 1 else 's'}" if text.pages else ""
    tables = f", {text.tables} table{'' if text.tables == 1 else 's'}" if text.tables else ""
    notes = f", {len(text.notes)} note{'' if len(text.notes) == 1 else 's'}" if text.notes else ""
    number = len(text.paragraphs)
    spoken = language_of(text.language).name or text.language
    return f"{number} paragraph{'' if number == 1 else 's'}{pages}{tables}{notes}; {spoken}"


def _rule(read: ReadSource) -> str:
    by = f"as {read.record} says" if read.record else "as a fact file counts that gives it this title"
    if not read.text.headline:
        return f"from its first line: {'its title stands nowhere in it' if read.title else 'it shows no title'}"
    return f"from the line below its title, {by}"


def _paragraphs(read: ReadSource, names: Mapping[int, str], whole: bool) -> Iterator[str]:
    text = read.text
    numbered = list(enumerate(text.paragraphs, 1))
    page = 0
    for table, run in groupby(numbered, key=lambda each: each[1].table):
        rows = list(run)
        if table:
            yield f"{'':{NUMBER}}  -- table {table} --"
        for number, each in rows:
            if each.page != page:
                page = each.page
                yield f"{'':{NUMBER}}  -- page {page} --"
            name = names.get(number - 1 + len(text.head), "")
            yield _line(str(number), _shown(each, name, whole))


def _shown(each: Paragraph, name: str, whole: bool) -> str:
    text = each.text if whole else shorten(each.text, 160, placeholder=" …")
    if each.cells:
        return text
    lead = f"[{name}] " if name else "# " if each.heading else ""
    return lead + text


def _line(number: str, text: str) -> str:
    indent = " " * (NUMBER + 2)
    lines = fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False)
    return f"{number:>{NUMBER}}  {lines[NUMBER + 2 :]}"


def _left_out(read: ReadSource) -> Iterator[str]:
    left = read.text.left_out
    if not left:
        return
    yield ""
    yield "left out:"
    for each in left[:SHOWN]:
        yield _line("", f"{each.why}: {shorten(each.text, 160, placeholder=' …')}")
    if len(left) > SHOWN:
        yield _line("", f"and {len(left) - SHOWN} more")
