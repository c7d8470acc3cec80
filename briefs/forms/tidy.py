"""What Word asks of a filled text: no empty cells, as many columns as cells, numbers that stand once.

It changes no words.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from lxml import etree

from briefs.forms.names import W14, WP, Element, W


def tidied(root: Element) -> None:
    """Mend what filling may have left: empty cells, tables and controls; controls that Word would fill itself."""
    for control in list(root.iter(f"{W}sdt")):
        _free(control)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f".//{W}tr") is None:
            table.getparent().remove(table)
    for row in list(root.iter(f"{W}tr")):
        if row.find(f".//{W}tc") is None:
            row.getparent().remove(row)
    for table in root.iter(f"{W}tbl"):
        _columns(table)
    for cell in root.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            etree.SubElement(cell, f"{W}p")
    for kind in ("hdr", "ftr", "footnote", "endnote", "txbxContent"):
        for box in root.iter(f"{W}{kind}"):
            if box.find(f"{W}p") is None and box.find(f".//{W}p") is None:
                etree.SubElement(box, f"{W}p")
    _renumber(root)


def _columns(table: Element) -> None:
    """As many columns in the table's grid as its longest row has, where cells were repeated; its width stays."""
    grid = table.find(f"{W}tblGrid")
    rows = [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]
    if grid is None or not rows:
        return
    most = max(sum(map(_span, _cells(row))) + _skipped(row) for row in rows)
    widths = [_number(each, "w", 0) for each in grid]
    if most in {0, len(widths)}:
        return
    wide = sum(widths) // most
    for each in list(grid):
        grid.remove(each)
    for _ in range(most):
        etree.SubElement(grid, f"{W}gridCol").set(f"{W}w", str(wide))
    for cell in (cell for row in rows for cell in _cells(row)):
        width = cell.find(f"{W}tcPr/{W}tcW")
        if width is not None:
            width.set(f"{W}w", str(wide * _span(cell)))
            width.set(f"{W}type", "dxa")


def _cells(row: Element) -> Iterable[Element]:
    return (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row)


def _span(cell: Element) -> int:
    return _number(cell.find(f"{W}tcPr/{W}gridSpan"), "val", 1)


def _skipped(row: Element) -> int:
    """Columns that a row leaves out at its ends."""
    return sum(_number(row.find(f"{W}trPr/{W}{name}"), "val", 0) for name in ("gridBefore", "gridAfter"))


def _number(element: Element, name: str, otherwise: int) -> int:
    try:
        return int(float(element.get(f"{W}{name}", ""))) if element is not None else otherwise
    except ValueError:
        return otherwise


def _free(control: Element) -> None:
    """A control shows what it was filled with: not a placeholder, nor what another part of the file says."""
    inside = control.find(f"{W}sdtContent")
    if inside is not None and len(inside) == 0:
        control.getparent().remove(control)
        return
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return
    for name in ("dataBinding", "showingPlcHdr"):
        for each in properties.findall(f"{W}{name}"):
            properties.remove(each)


def _renumber(root: Element) -> None:
    """Numbers that must stand once, and are repeated where rows are."""
    for path, name in ((f"{WP}docPr", "id"), (f"{W}sdtPr/{W}id", f"{W}val")):
        seen: set[str] = set()
        fresh = count(900_001)
        for each in root.iter(path) if "/" not in path else root.iterfind(f".//{path}"):
            number = each.get(name, "")
            if number in seen:
                number = str(next(fresh))
                each.set(name, number)
            seen.add(number)
    ids: set[str] = set()
    for each in root.iter(f"{W}p", f"{W}tr"):
        number = each.get(f"{W14}paraId", "")
        if number and number in ids:
            del each.attrib[f"{W14}paraId"]
        ids.add(number)
    _bookmarks(root)


def _bookmarks(root: Element) -> None:
    """A bookmark that stands in a repeated row stands in the first of them."""
    starts: set[str] = set()
    ends: set[str] = set()
    for each in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        seen = starts if each.tag == f"{W}bookmarkStart" else ends
        number = each.get(f"{W}id", "")
        if number in seen:
            each.getparent().remove(each)
        seen.add(number)
