"""Problems met while writing, each at the block that is being written.

What is done about them is decided where they are met.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefs.problems import Place, Problem
from briefs.tree import NOWHERE


@dataclass(slots=True)
class Notices:
    """The problems of one document."""

    at: Place = NOWHERE
    """The block that is being written."""
    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, message: str, hint: str = "", facts: tuple[str, ...] = ()) -> None:
        """Note a problem at the present block, once."""
        problem = Problem(code, message, self.at, hint, facts=facts)
        if problem not in self.found:
            self.found.append(problem)
