"""Fields of a part: which text Word works out by itself, and tags that stand where they must not.

It changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from briefs.forms.names import Element, W
from briefs.forms.tags import HALF

LINK = "HYPERLINK"


class Fields(Struct):
    """What a part's fields hold."""

    results: set[Element]
    """The text elements whose words Word works out: page numbers, contents; those of links are the form's own."""
    instructed: list[Element]
    """The instructions in which a tag stands."""


def fields_of(root: Element) -> Fields:
    """The fields of a part, simple and complex ones (ISO/IEC 29500-1, 17.16.2)."""
    found = Fields(set(), [])
    depth: list[list[str]] = []
    for each in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}fldSimple"):
        if each.tag == f"{W}fldSimple":
            _simple(each, found)
        elif each.tag == f"{W}fldChar":
            _step(each.get(f"{W}fldCharType", ""), depth)
        elif each.tag == f"{W}instrText":
            if depth:
                depth[-1][0] += each.text or ""
            if HALF.search(each.text or "") or (depth and HALF.search(depth[-1][0])):
                found.instructed.append(each)
        elif any(result and not code.strip().startswith(LINK) for code, result in depth):
            found.results.add(each)
    return found


def _simple(field: Element, found: Fields) -> None:
    code = field.get(f"{W}instr", "")
    if HALF.search(code):
        found.instructed.append(field)
    if not code.strip().startswith(LINK):
        found.results.update(field.iter(f"{W}t"))


def _step(kind: str, depth: list[list[str]]) -> None:
    if kind == "begin":
        depth.append(["", ""])
    elif kind == "separate" and depth:
        depth[-1][1] = "result"
    elif kind == "end" and depth:
        depth.pop()


def words_in(element: Element, results: set[Element]) -> str:
    """The words of a paragraph, or of what stands in one, as the form's own; tabs and breaks are blanks."""
    return "".join(_words(element, results))


def _words(element: Element, results: set[Element]) -> Iterator[str]:
    if element.tag == f"{W}t":
        yield "" if element in results else element.text or ""
    elif element.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
        yield " "
    elif isinstance(element.tag, str) and element.tag not in {f"{W}txbxContent", f"{W}pPr", f"{W}rPr"}:
        for child in element:
            yield from _words(child, results)
