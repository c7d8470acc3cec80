"""The ledger: problems as they are found in one file, so that all of them come at once.

It judges nothing; whoever finds a fault says what it is.
"""

from __future__ import annotations

from briefs.problems import Place, Problem, Severity, Stop

MOST = 300
"""Problems kept of one file; more help nobody."""

UNREADABLE, SYNTAX, REPEATED, VALUELESS, CHARACTER, LIMIT, REFUSED, CUT = range(1, 9)
"""What can be wrong with any YAML file: the last digit of `F00…` in facts, `T02…` in templates and themes."""


class Ledger:
    """The problems of one file."""

    __slots__ = ("family", "file", "problems")

    def __init__(self, file: str, family: str) -> None:
        self.file = file
        self.family = family
        """The letter and digits before the last in the codes of faults of YAML: `F00`, `T02`."""
        self.problems: list[Problem] = []

    def add(
        self,
        code: str | int,
        message: str,
        at: tuple[int, int] = (0, 0),
        hint: str = "",
        width: int = 1,
        severity: Severity = "error",
        facts: tuple[str, ...] = (),
    ) -> None:
        """Keep a problem at a line and column; a code that is a number is one of a YAML file's."""
        if len(self.problems) >= MOST:
            return
        name = f"{self.family}{code}" if isinstance(code, int) else code
        place = Place(self.file, *at)
        self.problems.append(Problem(name, message, place, hint, severity, max(1, width), facts))

    def stop(self, code: str | int, message: str, at: tuple[int, int] = (0, 0), hint: str = "") -> Stop:
        """What to raise when nothing can be made of the file: every problem so far, and this one."""
        self.add(code, message, at, hint)
        return Stop(self.problems)

    def stop_now(self) -> Stop:
        """What to raise when what has been told is the end."""
        return Stop(self.problems)

    def sorted(self) -> list[Problem]:
        """The problems by place."""
        return sorted(self.problems, key=lambda problem: problem.order)
