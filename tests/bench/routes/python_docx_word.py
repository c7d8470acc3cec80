"""The brief through python-docx, straightforwardly: headings, paragraphs, runs, tables cell by cell."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

Part = dict[str, Any]


def make(brief: dict[str, Any], folder: Path) -> bytes:
    """The Word file."""
    document = import_module("docx").Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = brief["marking"]
    section.footer.paragraphs[0].text = f"{brief['reference']}  {brief['facts_as_at']}"
    document.add_heading(brief["title"], 0)
    for part in brief["parts"]:
        _add(document, part)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Any, part: Part) -> None:
    match part["kind"]:
        case "heading":
            document.add_heading(part["title"], part["level"])
        case "text" | "bullets" | "callout":
            if part["title"]:
                document.add_paragraph(part["title"], "Intense Quote")
            style = {"text": "Normal", "bullets": "List Bullet", "callout": "Quote"}[part["kind"]]
            for line in part["lines"]:
                paragraph = document.add_paragraph(style=style)
                paragraph.add_run(line["label"]).bold = True
                paragraph.add_run(line["text"])
        case "fields" | "sources":
            _table(document, [[line["label"], line["text"]] for line in part["lines"]])
        case "grid" | "figures" | "chart":
            if part["title"]:
                document.add_paragraph(part["title"], "Caption")
            _table(document, [part["head"], *part["rows"]])
        case "each" | "section":
            if part["title"]:
                document.add_heading(part["title"], 2)
            for inner in part["parts"]:
                _add(document, inner)


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
