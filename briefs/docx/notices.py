"""Problems met while writing, each at the block that is being written.

What is done about them is decided where they are met.
"""

from __future__ import annotations

from msgspec import Struct, field

from briefs.docx.text import unheld
from briefs.model.problems import NOWHERE, Place, Problem


class Notices(Struct):
    """The problems of one document."""

    at: Place = NOWHERE
    """The block that is being written."""
    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, message: str, hint: str = "", facts: tuple[str, ...] = ()) -> None:
        """Note a problem at the present block, once."""
        problem = Problem(code, message, self.at, hint, facts=facts)
        if problem not in self.found:
            self.found.append(problem)

    def held(self, text: str, facts: tuple[str, ...] = ()) -> None:
        """Note a character of the text that no XML can hold: it is printed as U+FFFD."""
        if lost := unheld(text):
            message = f"Word cannot hold the character U+{ord(lost):04X}, which stands in “{shown(text)}”"
            self.add("W004", message, "take the character out of the facts or the template", facts)


def shown(text: str) -> str:
    """The beginning of a text, with what cannot be printed as a question mark."""
    return "".join(c if c.isprintable() else "?" for c in text[:40])
