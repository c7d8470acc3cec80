"""Bookmarks: the names under which places in a document can be reached.

Where they stand is decided by those who write the places; here they are named and numbered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from briefs.layout.headings import anchors_of
from briefs.layout.placed import Layout

LONGEST = 40
"""Characters in a bookmark's name (ISO/IEC 29500-1, 17.13.6.2)."""


class Anchors:
    """The bookmarks of one file: known from the start, set one by one."""

    def __init__(self, layouts: Iterable[Layout]) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._set: set[str] = set()
        for layout in layouts:
            for anchor in (*anchors_of(layout.document), *(heading.anchor for heading in layout.headings)):
                if anchor not in self._names:
                    self._names[anchor] = self._free(anchor)

    def name(self, anchor: str) -> str:
        """The bookmark that `anchor` leads to; empty where the document has no such place."""
        return self._names.get(anchor, "")

    def around(self, name: str, content: str) -> str:
        """The content within the bookmark; a second place of the same name is left without."""
        if not name or name in self._set:
            return content
        number = len(self._set)
        self._set.add(name)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def _free(self, anchor: str) -> str:
        """A name for the anchor: letters, digits and underscores, unlike any other but for case."""
        name = re.sub(r"\W", "_", anchor)
        plain = name == anchor.replace("-", "_") and len(name) <= LONGEST and not name[0].isdigit()
        if not plain or name.casefold() in self._taken:
            name = f"a_{name[: LONGEST - 11]}_{sha256(anchor.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
        self._taken.add(name.casefold())
        return name
