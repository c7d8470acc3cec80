"""What is asked of a build, and what it reports.

Plain values; nothing is done here but to refuse what cannot be meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct, field

from briefs.model.problems import Problem
from briefs.project.unprinted import Shown, Unprinted

FORMATS = ("docx", "pdf")
KNOWN = (*FORMATS, "text")
Anywhere: TypeAlias = str | Path
"""A path, as a text or as a Path."""
Setting: TypeAlias = str | int | bool
Tell = Callable[["Made", tuple[Path, ...], int, int], None]
"""Hears of a document that was made: its files, its number and of how many."""


class Paths(Struct, frozen=True):
    """Where an ask leads: the same as it says, as paths."""

    workspace: Path
    facts: tuple[Path, ...]
    out: Path
    sources: tuple[Path, ...]
    certificate: Path | None


class Ask(Struct, frozen=True):
    """What is to be built; with no `facts` every file in the workspace's `facts/`, with no `templates` every one.

    Raises TypeError for one text where several are meant and for a setting that is none, ValueError for a format that
    there is not.
    """

    workspace: Anywhere = Path()
    facts: Sequence[Anywhere] = ()
    templates: Sequence[str] = ()
    formats: Sequence[str] = FORMATS
    out: Anywhere = Path("build")
    theme: str = ""
    base: str = ""
    """The Word file that papers are written on: `house.docx`, or `house.docx#2` for the page of its second section."""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    languages: Sequence[str] = ()
    """BCP 47 tags of the languages that papers are to be in; none: that of the facts."""
    final: bool = False
    force: bool = False
    jobs: int = 1
    """Processes; 0: as many as pay. With more than one a script must be importable (`if __name__ == "__main__":`)."""
    since: str = ""
    """An earlier version (`FILE`, `FILE@REVISION`, `@REVISION`): documents say what has changed since."""
    redline: bool = False
    """Whether Word files with tracked changes since then are made too."""
    sources: Sequence[Anywhere] = ()
    """Folders in which copies of sources are looked for, beside the fact file's own."""
    oldest: int = 0
    """Days by which a source may be older than the facts before it is warned of; 0: any."""
    completeness: bool = False
    """Whether `check` also tells what the sources say and no fact does."""
    password: str | None = None
    """With which PDF files are to be encrypted; None: they are not."""
    certificate: Anywhere | None = None
    """The PKCS#12 or PEM file with whose key PDF files are to be signed."""
    passphrase: str = ""
    """What opens the certificate's file."""
    annex: bool = False
    """Whether a table of all facts that a document prints, with their sources, stands at its end."""
    rebuild: bool = True
    """Whether papers are made that were made of the same inputs before; if not, those files are left as they stand."""
    lean: bool = False
    """Whether the report does without the bytes of what was written, so that memory does not grow with the batch."""
    data: str = ""
    """A file of rows (CSV, JSON lines) that stand in every fact file as `rows`: a document for each, by templates with
    `for_each: rows`."""
    name_by: str = ""
    """The column of that file by which those documents are named; empty: by the rows' numbers."""
    rows: str | None = None
    """The text of the rows, where it does not come from a file."""
    shard: tuple[int, int] = (1, 1)
    """Which part of the documents is made, and of how many: each document belongs to one part."""
    scheduler: str = ""
    """The address of a Dask scheduler (`tcp://…`) whose workers make the documents; they must see the same folders."""
    now: datetime | None = None
    """By which embargoes, the age of facts and what is published are judged.

    None: embargoes hold, nothing is old, and published is what was so on the day of the facts.
    """

    def __post_init__(self) -> None:
        for name in ("facts", "templates", "formats", "sources", "languages"):
            value = getattr(self, name)
            if isinstance(value, str | Path):
                raise TypeError(f"`{name}` is several: write {name}=({str(value)!r},)")
        for each in self.formats:
            if each not in KNOWN:
                raise ValueError(f"there is no format `{each}`: the formats are {', '.join(KNOWN)}")
        settings: Mapping[str, object] = self.settings
        for name, setting in settings.items():
            if not isinstance(setting, str | int | bool):
                kind = type(setting).__name__
                raise TypeError(f"the setting `{name}` is a text, a whole number, or true or false, not {kind}")

    @property
    def paths(self) -> Paths:
        """Everything that is a path, as one."""
        certificate = Path(self.certificate) if self.certificate is not None else None
        facts, sources = tuple(map(Path, self.facts)), tuple(map(Path, self.sources))
        return Paths(Path(self.workspace), facts, Path(self.out), sources, certificate)

    @property
    def today(self) -> date | None:
        """The day on which it is asked, where there is a clock."""
        return self.now.date() if self.now else None

    @property
    def typed(self) -> dict[str, str]:
        """The settings as one types them on the command line."""
        return {n: str(v).lower() if isinstance(v, bool) else str(v) for n, v in self.settings.items()}

    def __repr__(self) -> str:
        """All but what opens things."""
        told = (f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__ if not name.startswith("pass"))
        return f"Ask({', '.join(told)})"


class Made(Struct, frozen=True):
    """One document that was made, or the problems why not."""

    name: str
    files: Mapping[str, bytes]
    """Format → bytes; empty where there are problems. No bytes where the ask is lean, nor of unchanged files."""
    pages: int
    gone: tuple[str, ...]
    """What the page budget has dropped, in words."""
    problems: tuple[Problem, ...]
    sealed: tuple[str, ...] = ()
    """What was done to the finished PDF, in words."""
    remarks: tuple[str, ...] = ()
    """What whoever builds should know: the highest marking printed, how much was kept back."""
    shown: Shown = Shown()
    """Which facts it prints, and which it leaves out for its limits."""
    unchanged: bool = False
    """Whether it was made of the same before, and its files stand as they were."""

    def __repr__(self) -> str:
        """All but the bytes, of which it says how many there are, and the ids of all that is shown."""
        sizes = {ending: f"{len(data):,} bytes" for ending, data in self.files.items()}
        fields = (name for name in self.__struct_fields__ if name != "shown")
        told = (f"{n}={sizes if n == 'files' else getattr(self, n)!r}" for n in fields)
        return f"Made({', '.join(told)})"


class Report(Struct, frozen=True):
    """What came of it."""

    made: tuple[Made, ...]
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    kept: tuple[tuple[Path, Path], ...] = ()
    """Hand-edited files that `--force` replaced, each with the copy that was kept."""
    unprinted: tuple[Unprinted, ...] = ()
    """The facts that none of the papers prints; nothing of a fact file of which a paper could not be made."""
    unheld: tuple[str, ...] = ()
    """The sources of which there is no copy, as `facts file: id`: nothing could be held against them."""

    @property
    def ok(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)
