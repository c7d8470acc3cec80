"""Tracked changes and comments of a form: what was inserted stays, what was deleted goes, remarks go.

A filled form would otherwise carry who has changed it, and what no longer stands in it.
"""

from __future__ import annotations

from briefs.forms.names import Element, W

GONE = frozenset({"del", "moveFrom", "cellDel"})
INSIDE = frozenset({"ins", "moveTo"})
FORMER = frozenset(
    "rPrChange pPrChange sectPrChange tblPrChange trPrChange tcPrChange tblGridChange numberingChange tblPrExChange"
    " cellIns cellMerge".split()
)
"""What something was before."""
RANGES = ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd")
REMARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
CHANGES, COMMENTS = "tracked changes are", "comments are"


def accepted(root: Element) -> str:
    """What was taken out of a part, in words; empty where there was nothing. Changes the tree."""
    changes = sum([_take(root, each) for each in list(root.iter()) if isinstance(each.tag, str)])
    for name in REMARKS:
        for each in list(root.iter(f"{W}{name}")):
            _drop_remark(each)
    for name in RANGES:
        for each in list(root.iter(f"{W}{name}")):
            each.getparent().remove(each)
    return CHANGES if changes else ""


def _take(root: Element, element: Element) -> int:
    """1 where the element was a change, which is accepted."""
    name = element.tag.removeprefix(W)
    parent = element.getparent()
    if parent is None or name not in GONE | INSIDE | FORMER:
        return 0
    if name in FORMER:
        parent.remove(element)
    elif parent.tag == f"{W}trPr":
        _row(parent.getparent(), element, name)
    elif parent.tag == f"{W}rPr" and parent.getparent() is not None and parent.getparent().tag == f"{W}pPr":
        parent.remove(element)
        if name in GONE:
            _join(parent.getparent().getparent())
    elif name in GONE:
        parent.remove(element)
    else:
        place = parent.index(element)
        parent[place : place + 1] = list(element)
    return 1


def _row(row: Element, change: Element, name: str) -> None:
    """A row that was inserted or deleted as a whole."""
    if name in GONE:
        row.getparent().remove(row)
    else:
        change.getparent().remove(change)


def _join(paragraph: Element) -> None:
    """A paragraph whose mark was deleted goes on in the one behind it."""
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return
    content = [each for each in paragraph if each.tag != f"{W}pPr"]
    start = 1 if following.find(f"{W}pPr") is not None else 0
    following[start:start] = content
    paragraph.getparent().remove(paragraph)


def _drop_remark(element: Element) -> None:
    """The mark of a comment, and the run that holds nothing else."""
    parent = element.getparent()
    parent.remove(element)
    if parent.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in parent):
        parent.getparent().remove(parent)
