"""The outline: the headings as a reader's window shows them beside the pages (ISO 32000-1, 12.3.3).

Where a heading stands is known by its anchor; pages are not known here.
"""

from __future__ import annotations

from msgspec import Struct, field

from briefs.pdf.file import File, ref, string


class Bookmark(Struct, frozen=True):
    """An entry: how deep, counted from 0, its words, and the anchor that it leads to."""

    depth: int
    text: str
    target: str


class _Node(Struct):
    at: int
    entries: str
    below: list[_Node] = field(default_factory=list)
    count: int = 0
    """Entries below it on every level: all are open."""


def add_outline(file: File, bookmarks: list[Bookmark]) -> int:
    """The number of the outline dictionary. A depth that skips one hangs on the last entry above it."""
    top = _Node(file.reserve(), "/Type/Outlines")
    path: list[tuple[int, _Node]] = [(-1, top)]
    for bookmark in bookmarks:
        while path[-1][0] >= bookmark.depth:
            path.pop()
        node = _Node(file.reserve(), f"/Title {string(bookmark.text)}/Dest {string(bookmark.target)}")
        path[-1][1].below.append(node)
        for _, above in path:
            above.count += 1
        path.append((bookmark.depth, node))
    stack = [top]
    while stack:
        node = stack.pop()
        _add(file, node)
        stack.extend(node.below)
    return top.at


def _add(file: File, node: _Node) -> None:
    """Write the entry, and tell those below it who their neighbours are."""
    parts = [node.entries]
    if node.below:
        parts.append(f"/First {ref(node.below[0].at)}/Last {ref(node.below[-1].at)}/Count {node.count}")
    file.add(f"<<{''.join(parts)}>>", node.at)
    for index, inner in enumerate(node.below):
        inner.entries += f"/Parent {ref(node.at)}"
        if index:
            inner.entries += f"/Prev {ref(node.below[index - 1].at)}"
        if index + 1 < len(node.below):
            inner.entries += f"/Next {ref(node.below[index + 1].at)}"
