"""Headers and footers of a ministry's file, filled for one document: decided once, drawn by both writers.

Where they stand on a page, and how they look as bytes, is each writer's matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from briefs.model.stationery import (
    FurnitureKind,
    HeadBlock,
    HeadDrawing,
    HeadRun,
    HeadTable,
    HeadText,
    PageKind,
    Stationery,
)
from briefs.model.theme import Theme
from briefs.model.tree import Document


def values_of(document: Document) -> dict[str, str]:
    """What stands in the places for values, by their names."""
    draft = document.words.get("draft", "DRAFT") if document.status == "draft" else ""
    return {"title": document.title, **document.furniture, "marking": document.marking, "draft": draft}


def added_line(document: Document, stationery: Stationery) -> str:
    """What a paragraph before each header must say: the marking and the word for a draft, where they have no place."""
    values = values_of(document)
    wanted = [values[name] for name in ("marking", "draft") if values[name] and name not in stationery.blanks]
    return " · ".join(wanted)


def is_marked(document: Document) -> bool:
    """Whether a marking or the word for a draft is printed: the file's own watermark then makes way."""
    return bool(document.marking or document.status)


def head_of(theme: Theme, document: Document, kind: FurnitureKind, page: PageKind) -> tuple[HeadBlock, ...]:
    """What stands in a header or footer on pages of a kind, with the values of the document in their places."""
    stationery = theme.stationery
    assert stationery is not None
    values = values_of(document)
    blocks = tuple(_filled(block, values) for block in stationery.head.get((kind, page), ()))
    line = added_line(document, stationery) if kind == "header" else ""
    if not line:
        return blocks
    look = theme.looks["marking"]
    return (HeadText(look, (HeadRun(look, text=line),)), *blocks)


def _filled(block: HeadBlock, values: Mapping[str, str]) -> HeadBlock:
    if isinstance(block, HeadTable):
        rows = tuple(
            tuple(replace(cell, blocks=tuple(_filled(each, values) for each in cell.blocks)) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)
    return replace(block, runs=tuple(_run(run, values) for run in block.runs))


def _run(run: HeadRun | HeadDrawing, values: Mapping[str, str]) -> HeadRun | HeadDrawing:
    if isinstance(run, HeadDrawing):
        inside = tuple(_filled(block, values) for block in run.inside)
        return replace(run, inside=inside) if run.inside else run
    return replace(run, text=" ".join(values.get(run.blank, "").split("\n")), blank="") if run.blank else run


def texts(blocks: Sequence[HeadBlock]) -> list[str]:
    """The words of blocks, in order: what a font must have."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, HeadTable):
            found += [text for row in block.rows for cell in row for text in texts(cell.blocks)]
            continue
        for run in block.runs:
            found += texts(run.inside) if isinstance(run, HeadDrawing) else [run.text]
    return found
