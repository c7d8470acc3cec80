"""The past: of what the papers of each fact file were made last time, and what came of it.

It stands in the workspace, beside the facts and not in the output folder, because problems quote facts, and an output
folder may be handed on. It decides whether something is unchanged; it makes nothing.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefs import __version__
from briefs.files import NotReadError, read_bytes
from briefs.project.output_folder import write_whole
from briefs.project.parallel import Done
from briefs.project.request import Ask
from briefs.project.theme_folders import built_in
from briefs.project.unprinted import Shown

FILE = ".briefs.past.json"
LARGEST = 500_000_000
"""Bytes of that file, and of each that papers are made of."""
MOST = 20_000
"""Fact files of which something is kept."""
HOUSE = Path(__file__).parent.parent


class Entry(Struct, frozen=True):
    """What came of one fact file."""

    out: str
    """The output folder's path, from the root."""
    key: str
    """A hash of what was asked for, and of the program and the templates."""
    day: str
    inputs: dict[str, str]
    """Path → a hash of what was there; empty where nothing was."""
    files: dict[str, str]
    """The path of each file that was written, below the output folder → its hash."""
    done: Done

    @property
    def name(self) -> tuple[str, str, str]:
        """An entry takes the place of another of this name."""
        return self.out, self.done.file, self.key


class Past:
    """What is known of earlier builds in a workspace, and what this one adds."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask
        self.path = ask.paths.workspace / FILE
        self.out = str(ask.paths.out.resolve())
        self._hashes: dict[str, str] = {}
        self._entries = {entry.name: entry for entry in _read(self.path)} if self.is_kept else {}
        self._key = _asked(ask) if self.is_kept else ""
        self._new: list[Entry] = []
        self._began = time.time_ns()

    @property
    def is_kept(self) -> bool:
        """Whether anything is noted of this build: not where files differ each time, nor where it is compared."""
        ask = self.ask
        differs = ask.since or ask.password is not None or ask.certificate
        return not differs and not (ask.rebuild and not ask.lean)

    def unchanged(self, file: str) -> Done | None:
        """What came of a fact file, where nothing that it was made of has changed, and its papers stand as they were.

        Problems are today's: where a day has come on which one of them may differ, that is a change.
        """
        entry = None if self.ask.rebuild else self._entries.get((self.out, file, self._key))
        if entry is None or not self._is_today(entry):
            return None
        if any(self._hash(path) != then for path, then in entry.inputs.items()):
            return None
        if any(_hash(Path(self.out, name)) != then for name, then in entry.files.items()):
            return None
        made = tuple(replace(each, unchanged=True) for each in entry.done.made)
        return replace(entry.done, made=made)

    def _is_today(self, entry: Entry) -> bool:
        today = self.ask.today.isoformat() if self.ask.today else ""
        return entry.day <= today and (not entry.done.until or today < entry.done.until)

    def add(self, done: Done, files: dict[str, str]) -> None:
        """Note what came of a fact file of which all papers were made and written."""
        looked_at = sorted(path for path in done.inputs if not _is_ours(path))
        if not self.is_kept or any(_time(path) >= self._began for path in looked_at):
            return  # what was saved meanwhile may have been read before
        day = self.ask.today.isoformat() if self.ask.today else ""
        made = tuple(
            replace(each, files=dict.fromkeys(each.files, b""), shown=Shown(limited=each.shown.limited))
            for each in done.made
        )
        inputs = {path: self._hash(path) for path in looked_at}
        kept = replace(done, made=made, inputs=frozenset())
        entry = Entry(self.out, self._key, day, inputs, files, kept)
        with suppress(UnicodeEncodeError):  # a name that is no text: its papers are made each time
            msgspec.json.encode(entry)
            self._new.append(entry)

    def close(self) -> None:
        """Write what is new; where that cannot be, the next build makes everything again."""
        if not self._new:
            return
        known = {entry.name: entry for entry in _read(self.path)}  # another build may have written meanwhile
        for entry in self._new:
            known.pop(entry.name, None)
            known[entry.name] = entry
        with suppress(OSError):
            write_whole(self.path, msgspec.json.encode(list(known.values())[-MOST:]))

    def _hash(self, path: str) -> str:
        if path not in self._hashes:
            self._hashes[path] = _hash(Path(path))
        return self._hashes[path]


def _read(path: Path) -> list[Entry]:
    """What is known; nothing where the file is not there, or damaged."""
    try:
        return msgspec.json.decode(read_bytes(path, LARGEST), type=list[Entry])
    except (NotReadError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return []


def _hash(path: Path) -> str:
    """A hash of what is there: of a file its content, of anything else what it is; empty where nothing is."""
    try:
        return hashlib.sha256(read_bytes(path, LARGEST)).hexdigest()
    except NotReadError as fault:
        return "" if fault.reason == "missing" else fault.reason


def _is_ours(path: str) -> bool:
    """Whether it is a file of the program, of which the key tells."""
    return path.startswith((str(HOUSE), str(built_in())))


def _time(path: str) -> int:
    """When the file was saved last, in nanoseconds; 0 where there is none."""
    try:
        return Path(path).stat().st_mtime_ns
    except (OSError, ValueError):
        return 0


def _asked(ask: Ask) -> str:
    """A hash of all that is asked for but of which facts, of the program with its libraries, and of the templates."""
    asked = replace(ask, now=None, facts=(), out="", jobs=1, scheduler="", force=False, rebuild=False, lean=False)
    seen = hashlib.sha256(repr((asked, ask.now is None, __version__, sys.version)).encode())
    for folder in (HOUSE, built_in(), *map(Path, sys.path)):
        for about in _stamps(folder) if folder in (HOUSE, built_in()) else _stamp_of_packages(folder):
            seen.update(repr(about).encode())
    for path in sorted((ask.paths.workspace / "templates").rglob("*")):
        seen.update(f"{path} {_hash(path)}".encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of each file in a folder of ours and below."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if each != "__pycache__")
        for name in sorted(names):
            about = Path(place, name).stat()
            yield name, about.st_size, about.st_mtime_ns


def _stamp_of_packages(folder: Path) -> Iterator[tuple[str, int]]:
    """The time at which something was last installed into a folder or taken away from it."""
    if folder.name in {"site-packages", "dist-packages"} and folder.is_dir():
        yield str(folder), folder.stat().st_mtime_ns
