"""What is asked of a build, and what it reports.

Plain values; nothing is done here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from briefs.problems import Problem

FORMATS = ("docx", "pdf")
Tell = Callable[["Made", tuple[Path, ...], int, int], None]
"""Hears of a document that was made: its files, its number and of how many."""


class Ask(Struct, frozen=True):
    """What is to be built; with no `facts` every file in the workspace's `facts/`, with no `templates` every one."""

    workspace: Path = Path()
    facts: tuple[Path, ...] = ()
    templates: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    out: Path = Path("build")
    theme: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    final: bool = False
    force: bool = False
    jobs: int = 0
    """Processes; 0: as many as pay."""
    since: str = ""
    """An earlier version (`FILE`, `FILE@REVISION`, `@REVISION`): documents say what has changed since."""
    redline: bool = False
    """Whether Word files with tracked changes since then are made too."""
    sources: tuple[Path, ...] = ()
    """Folders in which `check` looks for copies of sources, beside the fact file's own."""
    oldest: int = 0
    """Days by which a source may be older than the facts before `check` warns; 0: any."""
    completeness: bool = False
    """Whether `check` also tells what the sources say and no fact does."""
    password: str | None = None
    """With which PDF files are to be encrypted; None: they are not."""
    certificate: Path | None = None
    """The PKCS#12 or PEM file with whose key PDF files are to be signed."""
    passphrase: str = ""
    """What opens the certificate's file."""
    annex: bool = False
    """Whether a table of all facts that a document prints, with their sources, stands at its end."""
    now: datetime | None = None
    """By which embargoes and the age of facts are judged; None: embargoes hold, and nothing is old."""

    def __repr__(self) -> str:
        """All but what opens things."""
        told = (f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__ if not name.startswith("pass"))
        return f"Ask({', '.join(told)})"


class Made(Struct, frozen=True):
    """One document that was made, or the problems why not."""

    name: str
    files: Mapping[str, bytes]
    """Format → bytes; empty where there are problems."""
    pages: int
    gone: tuple[str, ...]
    """What the page budget has dropped, in words."""
    problems: tuple[Problem, ...]
    sealed: tuple[str, ...] = ()
    """What was done to the finished PDF, in words."""
    remarks: tuple[str, ...] = ()
    """What whoever builds should know: the highest marking printed, how much was kept back."""


class Report(Struct, frozen=True):
    """What came of it."""

    made: tuple[Made, ...]
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    kept: tuple[tuple[Path, Path], ...] = ()
    """Hand-edited files that `--force` replaced, each with the copy that was kept."""

    @property
    def ok(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)
