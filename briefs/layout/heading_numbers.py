"""Numbers before headings, as the styles of a ministry's file count them.

Word counts its own; what is counted here, the PDF prints, and the contents of both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefs.model.counting import counted
from briefs.model.stationery import HeadingNumbers

_BEHIND = {"tab": "\t", "space": " ", "nothing": ""}
_PLACE = re.compile(r"%([1-9])")


class Counting:
    """The headings of one document while they are counted."""

    def __init__(self, numbers: Mapping[str, HeadingNumbers]) -> None:
        self._numbers = numbers
        self._counts: dict[str, list[int]] = {}
        """For each list the newest number of each level; 0: none yet."""

    def number(self, role: str) -> str:
        """What stands before the next heading of a role, with the space or tab behind it; empty where nothing does."""
        numbers = self._numbers.get(role)
        if numbers is None:
            return ""
        counts = self._counts.setdefault(numbers.list, [0] * len(numbers.levels))
        level = numbers.levels[numbers.level]
        counts[numbers.level] = counts[numbers.level] + 1 if counts[numbers.level] else level.start
        counts[numbers.level + 1 :] = [0] * (len(counts) - numbers.level - 1)

        def shown(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            if depth >= len(counts):
                return ""
            return counted(counts[depth] or numbers.levels[depth].start, numbers.levels[depth].form)

        return _PLACE.sub(shown, level.text) + _BEHIND[level.suffix]
