"""Runs of text on pages as paragraphs in the order in which people read them: columns, tables, running heads.

It knows places and sizes only; what reads them from a file is `pdf_pages`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from briefs.factfiles.copies import Copy
from briefs.factfiles.pdf_runs import Column, Line, Page, Run
from briefs.factfiles.spaced import columns_of, set_in_columns
from briefs.factfiles.text_copy import row
from briefs.model.source_text import LeftOut, Paragraph

MARGIN = 0.09
"""Of a page's height, above and below, in which running heads stand."""
CROSSED = 0.08
"""Of a page's runs that may cross the gutter between two columns."""
SIDE = 0.15
"""Of a page's runs that stand at least on each side of it."""
FILLED = 0.6
"""Of a column's width that its lines fill; the cells of a table do not."""
LEADING = 1.25
"""Times the usual distance of two lines from which on a new paragraph begins."""
LARGER = 1.12
"""Times the size of the text from which on a line is a heading."""
LONGEST_HEADING = 200
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|p\.|стр\.?|с\.|хуудас|бет)?\s*\d{1,4}(?:\s*(?:/|of|из)\s*\d{1,4})?)[-–—\s]*", re.IGNORECASE
)
_BROWSER = re.compile(
    r"(?:https?://|file://|www\.)\S+(?:\s+\d+\s*(?:/|of)\s*\d+)?|"
    r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?(?:\s.*)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_HYPHEN = re.compile("[-\u00ad\ufffe\u0002\u2010]$")
WIDEST = 2_000
"""Places in a line set in columns; where a damaged file draws further to the right, all stands there."""
_SOFT = re.compile("[\u00ad\ufffe\u0002]")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BULLET = re.compile(r"(?:[•▪●◦‣–—*·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


def laid_out(pages: Sequence[Page]) -> Copy:
    """The paragraphs of the pages, what was left out, and the largest heading of the first page as title."""
    heads = _running_heads(pages)
    columns: list[Column] = []
    left_out: dict[str, LeftOut] = {}
    for number, page in enumerate(pages, 1):
        kept: list[Run] = []
        for run in page.runs:
            why = _furniture(run, page, heads, number == 1)
            if why:
                left_out.setdefault(_DIGITS.sub("#", run.text), LeftOut(_SOFT.sub("", run.text), why))
            else:
                kept.append(run)
        columns += _columns(kept, number)
    lines = [line for column in columns for line in column.lines]
    size = _usual(((line.height, len(line.text)) for line in lines), 0.1)
    paragraphs = _mended([part for column in columns for part in _parts(column, size)])
    return Copy(paragraphs, len(pages), _title(lines, size), left_out=list(left_out.values()))


def _usual(values: Iterator[tuple[float, int]], step: float) -> float:
    """The commonest of some measures, in steps; each comes with how often it counts."""
    counted: Counter[int] = Counter()
    for value, times in values:
        counted[round(value / step)] += times
    return counted.most_common(1)[0][0] * step if counted else 0.0


def _key(run: Run) -> tuple[str, int]:
    """A run's text without digits, and about where it stands."""
    return _DIGITS.sub("#", run.text), round(run.middle / 6)


def _running_heads(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """What stands at the same height near the edge of most pages."""
    if len(pages) < 2:
        return frozenset()
    found: Counter[tuple[str, int]] = Counter()
    for page in pages:
        found.update({_key(run) for run in page.runs if _at_edge(run, page)})
    least = max(2, (len(pages) + 2) // 3)  # left and right pages may bear different ones
    return frozenset(key for key, times in found.items() if times >= least)


def _at_edge(run: Run, page: Page) -> bool:
    return run.middle > (1 - MARGIN) * page.height or run.middle < MARGIN * page.height


def _furniture(run: Run, page: Page, heads: frozenset[tuple[str, int]], first: bool) -> str:
    """What a run at the edge of a page is taken for; empty for text."""
    if not _at_edge(run, page):
        return ""
    if _PAGE_NUMBER.fullmatch(run.text):
        return "page number"
    if _BROWSER.fullmatch(run.text):
        return "browser’s head or foot"
    text, height = _key(run)
    return "running head" if any((text, height + step) in heads for step in (-1, 0, 1)) else ""


def _columns(runs: list[Run], page: int) -> Iterator[Column]:
    """The columns of a page in reading order; what stands across them comes between."""
    gutter = _gutter(runs)
    if gutter is None:
        if runs:
            yield Column(list(_lines(runs, page)), min(r.left for r in runs), max(r.right for r in runs))
        return
    bands: list[tuple[float, Run]] = sorted(
        ((-run.middle, run) for run in runs if run.left < gutter < run.right), key=lambda each: each[0]
    )
    rest = [run for run in runs if not run.left < gutter < run.right]
    last = float("inf")
    for edge in [*(-at for at, _ in bands), float("-inf")]:
        inside = [run for run in rest if edge < run.middle <= last]
        for side in ([r for r in inside if r.right <= gutter], [r for r in inside if r.right > gutter]):
            if side:
                yield Column(list(_lines(side, page)), min(r.left for r in side), max(r.right for r in side))
        across = [run for at, run in bands if -at == edge]
        if across:
            yield Column(list(_lines(across, page)), across[0].left, across[0].right)
        last = edge


def _gutter(runs: list[Run]) -> float | None:
    """Where the gutter between two columns of text stands; None on a page with one column."""
    if len(runs) < 8:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    best: tuple[int, float] | None = None
    for step in range(25, 76):
        at = left + (right - left) * step / 100
        crossing = sum(run.left < at < run.right for run in runs)
        before, after = [r for r in runs if r.right <= at], [r for r in runs if r.left >= at]
        if crossing > CROSSED * len(runs) or min(len(before), len(after)) < SIDE * len(runs):
            continue
        if not (_is_filled(before) and _is_filled(after)):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, (max(r.right for r in before) + min(r.left for r in after)) / 2)
    return None if best is None else best[1]


def _is_filled(runs: list[Run]) -> bool:
    """Whether runs are lines of text, most of them as wide as their column."""
    wide = max(run.right for run in runs) - min(run.left for run in runs)
    return median(run.right - run.left for run in runs) >= FILLED * wide


def _lines(runs: list[Run], page: int) -> Iterator[Line]:
    """The runs in lines, from the top; what stands at one height is a line."""
    held: list[Run] = []
    for run in sorted(runs, key=lambda each: -each.middle):
        if held and held[0].middle - run.middle > 0.5 * min(held[0].height, run.height):
            yield Line(sorted(held, key=lambda each: each.left), page)
            held = []
        held.append(run)
    if held:
        yield Line(sorted(held, key=lambda each: each.left), page)


class Part(NamedTuple):
    """A paragraph of a column, before what goes on in the next column is joined."""

    lines: list[str]
    page: int
    heading: bool
    size: float
    full: bool
    """Whether its last line reaches the column's edge."""
    row: Paragraph | None = None


def _parts(column: Column, size: float) -> Iterator[Part]:
    """The paragraphs and rows of a column."""
    numbered = [(number, _spaced(line, column.left)) for number, line in enumerate(column.lines)]
    for columned, run in set_in_columns(numbered):
        if not columned:
            yield from _paragraphs([column.lines[number] for number, _ in run], column, size)
            continue
        first = column.lines[run[0][0]]
        table = first.page * 10_000 + run[0][0] + 1
        for number, cells in columns_of(run):
            line = column.lines[number]
            made = row([_SOFT.sub("", cell) for cell in cells], 0, line.page, table)
            yield Part([], line.page, False, line.height, True, made)


def _spaced(line: Line, left: float) -> str:
    """The line as plain text would show it, its runs set in columns by spaces."""
    unit = max(line.height * 0.4, 1.0)
    text = ""
    for run in line.runs:
        at = round(min((run.left - left) / unit, WIDEST))
        text += " " * max(at - len(text), 2 if text else 0) + run.text
    return text.strip() if len(line.runs) == 1 else text


def _paragraphs(lines: list[Line], column: Column, size: float) -> Iterator[Part]:
    gaps = [a.middle - b.middle for a, b in pairwise(lines)]
    usual = min(_usual(((gap, 1) for gap in gaps), 0.5), 1.6 * size) or 1.3 * size
    wide = column.right - column.left
    spaced = sum(gap > LEADING * usual for gap in gaps) >= 2
    held: list[Line] = []
    for line in lines:
        if held and _begins(line, held, column, usual, spaced):
            yield _part(held, size, wide, column)
            held = []
        held.append(line)
    if held:
        yield _part(held, size, wide, column)


def _begins(line: Line, held: list[Line], column: Column, usual: float, spaced: bool) -> bool:
    """Whether a line begins a paragraph of its own."""
    before = held[-1]
    gap = before.middle - line.middle
    taller = max(line.height, before.height) / max(min(line.height, before.height), 0.1)
    if taller > LARGER or gap > LEADING * max(usual, 0.9 * line.height) or _BULLET.match(line.text):
        return True
    em = line.height
    if line.left - column.left > 0.7 * em and before.left - column.left < 0.3 * em and _ENDS.search(before.text):
        return True
    short = before.right < column.right - 0.2 * (column.right - column.left)
    return short and bool(_ENDS.search(before.text)) and not spaced


def _part(lines: list[Line], size: float, wide: float, column: Column) -> Part:
    height = lines[0].height
    text = " ".join(line.text for line in lines)
    heading = height > LARGER * size and len(text) <= LONGEST_HEADING
    full = lines[-1].right > column.right - 0.15 * wide
    return Part([line.text for line in lines], lines[0].page, heading, height, full)


def _mended(parts: list[Part]) -> list[Paragraph]:
    """The paragraphs, those joined that a column's or page's end had cut, and words that a line's end had cut."""
    joined: list[Part] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, part):
            joined[-1] = before._replace(lines=[*before.lines, *part.lines], full=part.full)
        else:
            joined.append(part)
    whole = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", " ".join(t for p in joined for t in p.lines)))
    return [part.row or Paragraph(_text(part.lines, whole), 0, part.page, part.heading) for part in joined]


def _goes_on(before: Part, part: Part) -> bool:
    """Whether a paragraph goes on in the next column or page."""
    if before.row or part.row or before.heading or part.heading or not before.full:
        return False
    if abs(before.size - part.size) > 0.5 or _BULLET.match(part.lines[0]):
        return False
    first = part.lines[0][:1]
    return not _ENDS.search(before.lines[-1]) and (
        first.islower() or bool(_HYPHEN.search(before.lines[-1])) or first.isdigit()
    )


def _text(lines: Sequence[str], whole: frozenset[str]) -> str:
    """Lines as one text; a hyphen goes that only cut a word: one before a small letter, where no text has it so."""
    text = ""
    for line in lines:
        if text and line and _HYPHEN.search(text) and line[0].islower() and text[-2:-1].isalpha():
            tail, head = re.split(r"\s", text)[-1][:-1], re.match(r"[^\W\d_]*", line)
            kept = text[-1] in "-\u2010" and f"{tail}-{head[0] if head else ''}" in whole
            text = (text if kept else text[:-1]) + line
        else:
            text = f"{text} {line}" if text else line
    return " ".join(_SOFT.sub("", text).split())


def _title(lines: list[Line], size: float) -> str:
    """The largest text of the first page, if it is larger than the rest."""
    first = [line for line in lines if line.page == 1]
    largest = max((line.height for line in first), default=0.0)
    if largest <= LARGER * size:
        return ""
    at = next(n for n, line in enumerate(first) if line.height > 0.97 * largest)
    end = at
    while end < len(first) and first[end].height > 0.97 * largest:
        end += 1
    return _text([line.text for line in first[at:end]], frozenset())
