"""The guides' tables of sections, filters, boxes and commands, made from what they describe and from the manual.

`python -m briefs.commands.guide_tables FILE…` writes into each file the tables that it has a place for; a test holds
that they are up to date. Nothing else of a guide is made here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from inspect import cleandoc
from pathlib import Path

from briefs.commands.main import main
from briefs.manual import pages, title
from briefs.model.fields import COMMON, Field
from briefs.model.vocabulary import HEAD, VOCABULARY

FREE = "anything else, as a free tree"


def tables() -> dict[str, str]:
    """Each table's rows, by the name of the comment before it."""
    sections = [("head", _fields(HEAD))] + [
        (f"`{name}`", (_fields(section.fields) or FREE) + (" (one record, not a map)" if section.single else ""))
        for name, section in VOCABULARY.items()
    ]
    filters = [(f"`{name}`", _in_a_cell(title(page))) for name, page in pages("filters").items()]
    boxes = [(f"`{name}`", _in_a_cell(title(page))) for name, page in pages("boxes").items()]
    commands = [(f"`briefs {name}`", _in_a_cell(_first(command.help))) for name, command in main.commands.items()]
    return {
        "sections": _table("Section", "A record holds (**required**)", sections),
        "filters": _table("Filter", "Gives", filters),
        "boxes": _table("Box", "Does", boxes),
        "commands": _table("Command", "Does", commands),
    }


def _table(name: str, says: str, rows: list[tuple[str, str]]) -> str:
    lines = [f"| {name} | {says} |", "|---|---|", *(f"| {left} | {right} |" for left, right in rows)]
    return "\n".join(lines)


def _fields(fields: Mapping[str, Field]) -> str:
    return ", ".join(f"**{name}**" if each.required else name for name, each in fields.items() if name not in COMMON)


def _first(text: str | None) -> str:
    return cleandoc(text or "").split("\n\n")[0].replace("\n", " ")


def _in_a_cell(text: str) -> str:
    return text.replace("|", "\\|")


def with_tables(text: str) -> str:
    """A guide's text with each of its tables made anew."""
    for name, table in tables().items():
        head, start, rest = text.partition(f"<!-- {name} -->\n")
        if start:
            _, end, tail = rest.partition("<!-- end -->")
            text = f"{head}{start}{table}\n{end}{tail}"
    return text


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")
