"""Plain text and Markdown as paragraphs, each with the line on which it begins.

It takes markup away and joins wrapped lines; where counting begins is `sources`' decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from briefs.factfiles.copies import MOST_MARKS, Copy, plain, too_much
from briefs.factfiles.spaced import columns_of, set_in_columns
from briefs.model.source_text import Paragraph

WRAPPED = 120
"""No line of a text whose lines were broken to a width is longer."""


def plain_paragraphs(data: bytes) -> Copy:
    """The paragraphs of a plain text: its non-empty lines, wrapped ones joined. A form feed begins a page."""
    sheets = plain(data).split("\f")
    found: list[Paragraph] = []
    line = 1
    for page, sheet in enumerate(sheets, 1):
        numbered = list(enumerate(sheet.split("\n"), line))
        found += _paragraphs_of(numbered, page if len(sheets) > 1 else 0)
        line = numbered[-1][0]
    return Copy(found, len(sheets) if len(sheets) > 1 else 0)


def _paragraphs_of(numbered: list[tuple[int, str]], page: int) -> Iterator[Paragraph]:
    """The paragraphs of lines: each line one, or each block of them where the lines are broken to a width.

    Lines whose words stand in columns are rows of a table.
    """
    blocks: list[list[tuple[int, str]]] = []
    rows: list[Paragraph] = []
    for lines in _by_blanks(numbered):
        for columned, run in set_in_columns(lines):
            if columned:
                rows += (row(cells, at, page, run[0][0]) for at, cells in columns_of(run))
            else:
                blocks.append([(number, " ".join(line.split())) for number, line in run])
    if _is_wrapped([[line for _, line in block] for block in blocks]):
        found = [Paragraph(" ".join(line for _, line in block), block[0][0], page) for block in blocks]
    else:
        found = [Paragraph(line, number, page) for block in blocks for number, line in block]
    yield from sorted([*found, *rows], key=lambda each: each.line)


def _by_blanks(numbered: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """The runs of lines with nothing blank between them."""
    for filled, run in groupby(numbered, key=lambda each: bool(each[1].strip())):
        if filled:
            yield list(run)


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Whether lines were broken to a width: in blocks of several, none is long and all but the last are full."""
    inner = [line for block in blocks for line in block[:-1]]
    longest = max((len(line) for block in blocks for line in block), default=0)
    full = sum(len(line) > 0.6 * longest for line in inner)
    return 40 <= longest <= WRAPPED and bool(inner) and full >= 0.8 * len(inner)


_FENCE = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})")
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}\s+")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-{2,})\s*$")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_RULE = re.compile(r"[\s|:*_-]+$")
_MARK = re.compile(r"[\[*_`<\\]")
_MARKS = re.compile(  # each repetition has a bound: without, the time grows with the square of the marks
    r"""!?\[(?P<label>[^\]\n]{0,500})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,500}\])   # links and pictures
      | (?P<tick>`{1,3})(?P<code>.{1,500}?)(?P=tick)
      | <(?P<address>https?://[^>\s]{1,1000})> | </?[A-Za-z][^>\n]{0,1000}>
      | \\(?P<escaped>[!-/:-@\[-`{-~])
      | (?<!\w)(?P<star>\*{1,3}|_{1,3})(?=\S)(?P<inner>.{1,1000}?)(?<=\S)(?P=star)(?!\w)""",
    re.VERBOSE,
)


def markdown_paragraphs(data: bytes) -> Copy:
    """The paragraphs of a Markdown text: blocks, headings, entries of lists, rows of tables; no pages."""
    text = plain(data)
    if len(_MARK.findall(text)) > MOST_MARKS:
        raise too_much("marks of Markdown", MOST_MARKS)
    lines = text.split("\n")
    found: list[Paragraph] = []
    held: list[str] = []
    begun = table = 0

    def close() -> None:
        if held:
            found.append(Paragraph(bare(" ".join(held)), begun))
            held.clear()

    unquoted = (re.sub(r"^\s*(?:>\s?)+", "", line) for line in lines[_head(lines) :])
    for number, line in enumerate(unquoted, _head(lines) + 1):
        if held and _UNDERLINE.match(line):
            found.append(Paragraph(bare(" ".join(held)), begun, heading=True))
            held.clear()
        elif not line.strip() or _FENCE.match(line) or _RULE.match(line):
            close()
        elif heading := _HEADING.match(line):
            close()
            words = line[heading.end() :].rstrip("#").rstrip()
            found.append(Paragraph(bare(words), number, heading=True))
        elif _ROW.match(line):
            close()
            table = table or number
            found.append(row([bare(cell) for cell in line.strip().strip("|").split("|")], number, table=table))
        else:
            bullet = _BULLET.match(line)
            if bullet:
                close()
            begun = begun if held else number
            held.append(" ".join(line[bullet.end() if bullet else 0 :].split()))
        if not _ROW.match(line):
            table = 0
    close()
    return Copy(found, title=next((each.text for each in found if each.heading), ""))


def _head(lines: list[str]) -> int:
    """How many lines a YAML head takes."""
    if not lines or lines[0].strip() != "---":
        return 0
    return next((n + 1 for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)


def bare(text: str) -> str:
    """The text without Markdown's marks within a line."""

    def inner(match: re.Match[str]) -> str:
        kept = next((match[name] for name in ("label", "code", "address", "escaped") if match[name] is not None), None)
        return kept if kept is not None else bare(match["inner"] or "")

    return " ".join(_MARKS.sub(inner, text).split())


def row(cells: list[str], line: int = 0, page: int = 0, table: int = 0) -> Paragraph:
    """The paragraph that a row of a table is; `table` tells its table from others."""
    cells = [" ".join(cell.split()) for cell in cells]
    return Paragraph(" | ".join(cells), line, page, cells=tuple(cells), table=table)
