"""The ledger: problems as they are found in one file, so that all of them come at once.

It judges nothing; whoever finds a fault says what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from briefs.model.problems import Place, Problem, Severity, Stop, did_you_mean

MOST = 300
"""Problems kept of one file; more help nobody."""
MOST_SEARCHED, LONGEST_WORD = 60_000, 60
"""Names compared in the search for near ones, over the whole file; characters of a word worth the search."""
LONGEST, WIDEST = 300, 100
"""Characters of a message, and under a caret."""

UNREADABLE, SYNTAX, REPEATED, VALUELESS, CHARACTER, LIMIT, REFUSED, CUT = range(1, 9)
"""What can be wrong with any YAML file: the last digit of `F00…` in facts, `T02…` in templates and themes."""


def cut(text: str) -> str:
    """The text on one line, and not longer than people read."""
    text = " ".join(text.split("\n"))
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


class Ledger:
    """The problems of one file."""

    __slots__ = ("family", "file", "problems", "searched")

    def __init__(self, file: str, family: str) -> None:
        self.file = file
        self.family = family
        """The letter and digits before the last in the codes of faults of YAML: `F00`, `T02`."""
        self.problems: list[Problem] = []
        self.searched = 0

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
        if self.full:
            return
        name = f"{self.family}{code}" if isinstance(code, int) else code
        place = Place(self.file, *at)
        width = min(max(1, width), WIDEST)
        self.problems.append(Problem(name, cut(message), place, cut(hint), severity, width, facts))

    @property
    def full(self) -> bool:
        """Whether no more problems are kept, so that nobody need word another."""
        return len(self.problems) >= MOST

    def nearest(self, word: str, known: Collection[str], otherwise: str = "") -> str:
        """A hint that names the known word nearest to `word`, or `otherwise`; no search goes on for ever."""
        self.searched += len(known)
        if self.searched > MOST_SEARCHED or len(word) > LONGEST_WORD:
            return otherwise
        return did_you_mean(word, known, otherwise)

    def nearly(self, word: str, known: Collection[str]) -> str:
        """The known word that `word` can hardly fail to mean; empty where there is none."""
        self.searched += len(known)
        if self.searched > MOST_SEARCHED or len(word) > LONGEST_WORD:
            return ""
        from difflib import get_close_matches  # only mistakes pay for it

        return next(iter(get_close_matches(word, known, 1, 0.8)), "")

    def stop(self, code: str | int, message: str, at: tuple[int, int] = (0, 0), hint: str = "", width: int = 1) -> Stop:
        """What to raise when nothing can be made of the file: every problem so far, and this one."""
        self.add(code, message, at, hint, width)
        return Stop(self.problems)

    def stop_now(self) -> Stop:
        """What to raise when what has been told is the end."""
        return Stop(self.problems)

    @contextmanager
    def elsewhere(self, file: str) -> Iterator[None]:
        """While it lasts, places are those of another file: of a table that belongs to this one."""
        own, self.file = self.file, file or self.file
        try:
            yield
        finally:
            self.file = own

    def sorted(self) -> list[Problem]:
        """The problems by place."""
        return sorted(self.problems, key=lambda problem: problem.order)
