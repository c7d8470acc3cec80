"""What a form says of its cells: columns that one takes, its colour, cells of several turns of a loop as one.

The tags are docxtpl's: `{% colspan n %}`, `{% cellbg colour %}`, `{% vm %}`, `{% hm %}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefs.forms.names import CELL, VALUE, Element, W, token
from briefs.forms.tags import Tag

SPAN, COLOUR, FIRST, NEXT, GONE = range(5)
ORDER = tuple(
    f"{W}{name}"
    for name in "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign".split()
)
"""Of the properties of a cell (ISO/IEC 29500-1, A.1)."""
HEX = re.compile(r"#?([0-9A-Fa-f]{6})")


def lines_of(tag: Tag) -> Iterator[str]:
    """The lines of such a tag, for Jinja."""
    if tag.word in {"colspan", "cellbg"}:
        yield from (token(VALUE), f"{{{{ {tag.rest} }}}}", token(CELL, SPAN if tag.word == "colspan" else COLOUR))
        return
    yield "{% if loop.first %}"
    if tag.word == "hm":
        yield from (token(VALUE), "{{ loop.length }}", token(CELL, SPAN))
    else:
        yield token(CELL, FIRST)
    yield from ("{% else %}", token(CELL, GONE if tag.word == "hm" else NEXT), "{% endif %}")


def said_of(cell: Element, kind: int, text: str) -> str:
    """What is wrong with it; empty where the cell, changed in place, is now as the form wants it."""
    if kind == SPAN:
        if not text.isdecimal() or not 0 < int(text) < 64:
            return f"`{text[:40]}` is no number of columns"
        _put(cell, "gridSpan", {"val": text})
    elif kind == COLOUR:
        found = HEX.fullmatch(text.strip())
        if not found:
            return f"`{text[:40]}` is no colour: write it as `1F3864`"
        _put(cell, "shd", {"val": "clear", "color": "auto", "fill": found[1].upper()})
    elif kind == FIRST:
        _put(cell, "vMerge", {"val": "restart"})
    elif kind == NEXT:
        _put(cell, "vMerge", {})
    return ""


def _put(cell: Element, name: str, attributes: dict[str, str]) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = cell.makeelement(f"{W}tcPr")
        cell.insert(0, properties)
    for old in properties.findall(f"{W}{name}"):
        properties.remove(old)
    rank = ORDER.index(f"{W}{name}")
    place = sum(each.tag in ORDER and ORDER.index(each.tag) < rank for each in properties)
    properties.insert(
        place, properties.makeelement(f"{W}{name}", {f"{W}{key}": told for key, told in attributes.items()})
    )
