"""Boxes: what each `::: role` means in old parts of the tree.

It neither finds boxes in the text (`fences`) nor says how they look (the theme).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from briefs.model.problems import Place, did_you_mean
from briefs.model.tree import (
    Block,
    Box,
    Cell,
    Column,
    Contents,
    Item,
    List,
    PageBreak,
    Paragraph,
    Row,
    Spans,
    Table,
    plain,
)
from briefs.templating.chart_boxes import chart
from briefs.templating.choices import decision

if TYPE_CHECKING:
    from briefs.templating.reading import Reader

MOST_FIGURES = 3
"""Key figures side by side in one row."""


class Asked(Struct, frozen=True):
    """A box as its author wrote it."""

    role: str
    info: str
    """All behind the role, seals and all."""
    title: Spans
    blocks: tuple[Block, ...]
    at: Place


Make = Callable[["Reader", Asked], Sequence[Block]]


def box(reader: Reader, token: Token, inner: Sequence[Token], at: Place) -> Sequence[Block]:
    """The blocks that a box makes; an unknown role or a missing end is a problem."""
    role, _, info = token.info.partition(" ")
    if token.meta["open"]:
        reader.problem(
            "T004", f"the box `{role}` is never closed", at, "write `:::` on a line of its own where it ends"
        )
    make = BOXES.get(role)
    if make is None:
        hint = did_you_mean(role, BOXES, f"the boxes are {', '.join(BOXES)}")
        reader.problem("T004", f"there is no box `{role}`", at, hint)
        return reader.blocks(inner)
    title = tuple(reader.opener.words(info.strip()))
    return make(reader, Asked(role, info.strip(), title, reader.blocks(inner), at))


def framed(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: callout Title`: set apart from the text, as the theme has it."""
    return [Box(asked.role, asked.title, asked.blocks, at=asked.at)]


def fields(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: fields`: a list whose entries are a name, a colon and a value: To: the Minister."""
    items: list[Item] = []
    for item in _entries(reader, asked):
        first = item.blocks[0] if item.blocks else None
        if not isinstance(first, Paragraph):
            reader.problem("T004", "an entry of `fields` says nothing", item.at, "write `- Name: value`")
            continue
        label, value = _parted(first.spans)
        if not label:
            reader.problem("T004", "an entry of `fields` has no name", item.at, "write `- Name: value`")
        items.append(Item((replace(first, spans=value), *item.blocks[1:]), label, item.at))
    return [List("fields", tuple(items), at=asked.at)] if items else []


def _parted(spans: Spans) -> tuple[Spans, Spans]:
    """What stands before and after the first colon of the template's own words."""
    for index, span in enumerate(spans):
        if span.facts or ":" not in span.text:
            continue
        before, _, after = span.text.partition(":")
        label = (*spans[:index], replace(span, text=before))
        value = (replace(span, text=after), *spans[index + 1 :])
        return tuple(s for s in label if s.text), _trimmed(tuple(s for s in value if s.text.strip()), " ")
    return (), spans


def _entries(reader: Reader, asked: Asked) -> Sequence[Item]:
    lists = [block for block in asked.blocks if isinstance(block, List)]
    for block in asked.blocks:
        if not isinstance(block, List):
            reader.problem(
                "T004",
                f"the box `{asked.role}` holds a list and nothing else",
                block.at,
                "begin each entry with `- `",
            )
    return [item for block in lists for item in block.items]


def figures(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: figures Caption`: key figures, large, each under its name; an entry is `- **value** name`."""
    pairs: list[tuple[Spans, Spans]] = []
    reader.opener.beside.update(dict.fromkeys(fact for span in asked.title for fact in span.facts))
    for item in _entries(reader, asked):
        spans = item.blocks[0].spans if item.blocks and isinstance(item.blocks[0], Paragraph) else ()
        value = tuple(replace(s, marks=s.marks - {"strong"}) for s in spans if "strong" in s.marks)
        label = _trimmed(tuple(s for s in spans if "strong" not in s.marks))
        if not value or not plain(label).strip():
            reader.problem(
                "T004",
                "a key figure needs a value and a name",
                item.at,
                "write `- **{{ f }}** {{ f.label }}`",
            )
            continue
        pairs.append((label, value))
    return [_figure_row(part, asked) for part in _evenly(pairs)]


def _evenly(pairs: Sequence[tuple[Spans, Spans]]) -> Sequence[Sequence[tuple[Spans, Spans]]]:
    """The pairs in rows of at most three, as even as they can be."""
    rows = -(-len(pairs) // MOST_FIGURES)
    wide = -(-len(pairs) // rows) if rows else 0
    return [pairs[start : start + wide] for start in range(0, len(pairs), wide or 1)]


def _figure_row(pairs: Sequence[tuple[Spans, Spans]], asked: Asked) -> Table:
    head = Row(tuple(Cell(label, header=True) for label, _ in pairs), asked.at)
    body = Row(tuple(Cell(value) for _, value in pairs), asked.at)
    columns = tuple(Column("left", 1 / len(pairs)) for _ in pairs)
    names = ", ".join(plain(label) for label, _ in pairs)
    return Table(columns, (head,), (body,), (), "figures", plain(asked.title) or names, asked.at)


def _trimmed(spans: Spans, signs: str = " :,–—-") -> Spans:
    """The spans without such signs before their first word, where it is the template's own."""
    if not spans or spans[0].facts:
        return spans
    first = replace(spans[0], text=spans[0].text.lstrip(signs))
    return tuple(span for span in (first, *spans[1:]) if span.text)


def droppable(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: droppable 2`: goes when the page budget is short, the lowest number first.

    `::: droppable 2 items` gives up its list's or table's entries one by one from the end; what is written
    behind it stands in their place: `::: droppable 2 items The brief lists the rest.`
    """
    match = re.match(r"(\d+)(?:\s+(items)\b)?\s*(.*)$", asked.info, re.DOTALL)
    if not match:
        reader.problem("T004", "`droppable` needs the order in which it goes", asked.at, "write `::: droppable 1`")
        return asked.blocks
    options = (("order", match[1]), ("unit", match[2] or "whole"))
    title = tuple(reader.opener.open(match[3]))
    return [Box("droppable", title, asked.blocks, options, asked.at)]


_SETTING = re.compile(r"(limit|gives-way)=(\S+)\s*")
_LIMIT = re.compile(r"[1-9]\d{0,3}")
_TURNS = re.compile(r"\d{1,4}(?::\d{1,4})?(?:,\d{1,4}(?::\d{1,4})?)*")


def section(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: section limit=5 gives-way=6:2,12`: at most five entries, by the priority of their records.

    Where the page budget is short they give way, the last in priority first, `must` never: in turn 6 until two are
    left, in turn 12 all. Words behind the settings are printed where entries were left out: `{shown} of {all}.`
    """
    settings = {"limit": "", "gives-way": ""}
    rest = asked.info
    while match := _SETTING.match(rest):
        settings[match[1]] = match[2]
        rest = rest[match.end() :]
    wrong = [
        name
        for name, pattern in (("limit", _LIMIT), ("gives-way", _TURNS))
        if settings[name] and not pattern.fullmatch(settings[name])
    ]
    if wrong or re.match(r"\w[\w-]*=", rest):
        named = wrong[0] if wrong else rest.partition("=")[0]
        hint = (
            "write `::: section limit=5 gives-way=6:2,12`: five entries; in turn 6 until two are left, in turn 12 all"
        )
        reader.problem("T004", f"a section has no such setting, or not with this value: `{named}`", asked.at, hint)
    sound = {name.replace("-", "_"): "" if name in wrong else value for name, value in settings.items()}
    return [Box("section", tuple(reader.opener.open(rest)), asked.blocks, tuple(sound.items()), asked.at)]


def header_grid(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: grid`: the entries of a list as `fields` has them, in two columns, name and value side by side."""
    found = [item for block in fields(reader, asked) if isinstance(block, List) for item in block.items]
    if not found:
        return []
    cells = [(Cell(_strong(item.label), header=True), Cell(_first_spans(item))) for item in found]
    half = -(-len(cells) // 2)
    left, right = cells[:half], [*cells[half:], (Cell(()), Cell(()))]
    if len(cells) == 1:
        return [Table((Column("left", 0.12), Column("left", 0.88)), (), (Row(cells[0], asked.at),), at=asked.at)]
    rows = tuple(Row((*left[n], *right[n]), asked.at) for n in range(half))
    widths = (0.12, 0.43, 0.12, 0.33)
    names = ", ".join(plain(item.label) for item in found)
    return [Table(tuple(Column("left", width) for width in widths), (), rows, description=names, at=asked.at)]


def _strong(spans: Spans) -> Spans:
    return tuple(replace(span, marks=span.marks | {"strong"}) for span in spans)


def _first_spans(item: Item) -> Spans:
    first = item.blocks[0]
    return first.spans if isinstance(first, Paragraph) else ()


def annex(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: annex Title`: an annex with the next letter, on a page of its own; headings in it stand a level lower."""
    return [Box("annex", asked.title, asked.blocks, at=asked.at)]


def landscape(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: landscape`: what stands in it has pages of its own, on their long side."""
    return [Box("landscape", (), asked.blocks, at=asked.at)]


_WIDTH = re.compile(r"\*|(?P<number>\d{1,3}(?:\.\d+)?)(?P<unit>%|mm|cm|pt)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "pt": 1.0}


def widths(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: widths 30mm * 20%`: how wide the columns of the tables in it are; `*` is what their texts need."""
    columns = [_column_width(each) for each in asked.info.split()]
    if None in columns or not columns:
        reader.problem("T004", "`widths` needs a width for each column", asked.at, "write `::: widths 30mm * 20%`")
        return asked.blocks
    sizes = [each for each in columns if each]
    return [_of_widths(reader, block, sizes) if isinstance(block, Table) else block for block in asked.blocks]


def _of_widths(reader: Reader, table: Table, sizes: Sequence[tuple[float, float]]) -> Table:
    """The table with columns of these widths, where it has as many."""
    if len(table.columns) != len(sizes):
        message = f"`widths` has {len(sizes)} widths, and the table {len(table.columns)} columns"
        reader.problem("T004", message, table.at, "write one for each column, `*` for what its texts need")
        return table
    pairs = zip(table.columns, sizes, strict=True)
    return replace(table, columns=tuple(replace(each, width=share, points=points) for each, (share, points) in pairs))


def _column_width(text: str) -> tuple[float, float] | None:
    """A share of the table's width, or points; None for what is neither."""
    match = _WIDTH.fullmatch(text)
    if match is None:
        return None
    if match["unit"] in (None, "%"):
        return float(match["number"] or 0) / 100, 0.0
    return 0.0, float(match["number"]) * _POINTS[match["unit"]]


def sources(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: sources`: the numbered list of sources; `::: sources short`: one line for each, without numbers."""
    short = asked.info.strip() == "short"
    return [Box("sources", (), (), (("short", "yes" if short else ""),), asked.at)]


def contents(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: contents Title`: the headings with their pages; a number before the title says how deep."""
    match = re.match(r"([1-6])?\s*(.*)$", asked.info, re.DOTALL)
    assert match is not None
    return [Contents(tuple(reader.opener.open(match[2])), int(match[1] or 2), asked.at)]


def page_break(reader: Reader, asked: Asked) -> Sequence[Block]:
    """`::: page-break`: what follows begins a page."""
    return [PageBreak(asked.at), *asked.blocks]


BOXES: dict[str, Make] = {
    "annex": annex,
    "bottom-line": framed,
    "callout": framed,
    "changes": framed,
    "chart": chart,
    "contents": contents,
    "decision": decision,
    "droppable": droppable,
    "fields": fields,
    "figures": figures,
    "gap": framed,
    "grid": header_grid,
    "keep": framed,
    "landscape": landscape,
    "page-break": page_break,
    "portrait": framed,
    "section": section,
    "sources": sources,
    "widths": widths,
}
