"""The README's tables of sections, filters, boxes and commands, made from what they describe.

`python -m briefs.cli.readme README.md` writes them into the file; a test holds that they are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from inspect import cleandoc
from pathlib import Path

from briefs.cli.main import main
from briefs.fill import FILTERS
from briefs.read import BOXES
from briefs.vocabulary import HEAD, VOCABULARY, Field

FREE = "anything else, as a free tree"


def tables() -> dict[str, str]:
    """Each table's rows, by the name of the comment before it."""
    sections = [("head", _fields(HEAD))] + [
        (f"`{name}`", (_fields(section.fields) or FREE) + (" (one record, not a map)" if section.single else ""))
        for name, section in VOCABULARY.items()
    ]
    filters = [(f"`{name}`", _first(call.__doc__)) for name, call in sorted(FILTERS.items())]
    boxes = [(f"`{name}`", _box(name, make.__doc__)) for name, make in BOXES.items()]
    commands = [(f"`briefs {name}`", _first(command.help)) for name, command in main.commands.items()]
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
    return ", ".join(f"**{name}**" if field.required else name for name, field in fields.items())


def _first(text: str | None) -> str:
    sentence = cleandoc(text or "").split("\n\n")[0].replace("\n", " ")
    return sentence.replace("|", "\\|")


def _box(name: str, text: str | None) -> str:
    words = _first(text)
    return words.replace("::: callout", f"::: {name}") if words.startswith("`::: callout") else words


def written(text: str) -> str:
    """The README's text with its tables made anew."""
    for name, table in tables().items():
        head, start, rest = text.partition(f"<!-- {name} -->\n")
        _, end, tail = rest.partition("<!-- end -->")
        text = f"{head}{start}{table}\n{end}{tail}"
    return text


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(written(path.read_text(encoding="utf-8")), encoding="utf-8")
