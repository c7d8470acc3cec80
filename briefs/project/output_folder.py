"""The output folder: whole files or none, and nobody's work overwritten.

It knows bytes and names; what they hold is not its concern.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefs.model.problems import Place, Problem, Stop
from briefs.project.lock import locked
from briefs.project.records import Records

MANIFEST = ".briefs.json"
"""Beside the documents: each file's name and the hash of what was last built there. Nothing else is in it."""
LOCK = ".briefs.lock"
HALF = ".briefs.half"
"""A file while it is written. Only whoever holds the lock writes one, so there is never more than one."""
OWN = (MANIFEST, LOCK, HALF)


class Store:
    """One output folder and what was built there before.

    A file is put in place in steps, under a lock: it is written whole beside the others, its hash is recorded, and it
    takes the place of the one before. Between any two of them a build may be ended, and the next one knows what is
    there. (Steps are not forced to the disk, which would take as long as making the documents: after a power cut a
    file may be taken for an edited one, and is left alone.)
    """

    def __init__(self, folder: Path, force: bool = False) -> None:
        self.folder = folder
        self.force = force
        self.kept: list[tuple[Path, Path]] = []
        """Hand-edited files that were replaced, each with the copy that was kept."""
        self._records = Records(folder / MANIFEST)
        self._half = folder / HALF

    def put(self, name: str, data: bytes) -> Path:
        """The path of the file, now holding `data`.

        Raises Stop, with nothing written, where the file there was edited by hand or cannot be written.
        """
        path = self.folder / name
        digest = hashlib.sha256(data).hexdigest()
        with _told(path), self._alone():
            found = self._hash_of(path)
            if found == digest:
                self._records.expect(name, digest)
            else:
                edited = bool(found) and found not in self._records.known.get(name, ())
                self._replace(path, name, data, digest, edited)
            self._records.settle(name, digest)
        return path

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """While this lasts no other build writes here, and what others have recorded is known."""
        with _told(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with locked(self.folder / LOCK):
            with _told(self._records.path):
                self._records.read()
            yield

    def _hash_of(self, path: Path) -> str:
        """The hash of the file that stands there; empty where none does. Raises Stop where none can."""
        if not _inside(path.parent, self.folder):
            hint = "remove the link, or build into another folder (`-o`)"
            raise Stop([_problem("W021", path.parent, "leads out of the output folder", hint)])
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return ""
        if not stat.S_ISREG(mode):
            raise Stop([_problem("W021", path, "is no plain file", "move it away")])
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def _replace(self, path: Path, name: str, data: bytes, digest: str, edited: bool) -> None:
        """Put `data` at `path`, an edited file under another name. Raises Stop where nobody has allowed that."""
        if edited and not self.force:
            hint = "keep your version under another name, or build with --force, which keeps a copy beside it"
            raise Stop([_problem("W020", path, "was changed since it was built, and is left alone", hint)])
        path.parent.mkdir(parents=True, exist_ok=True)
        with _written(self._half, data) as half:
            self._records.expect(name, digest)
            if edited:
                self.kept.append((path, path.rename(_free(path))))
            half.replace(path)

    def names(self) -> list[str]:
        """The names of all files that were built here and of which something is known."""
        with suppress(OSError):
            self._records.read()
        return sorted(self._records.known)

    def close(self) -> list[Problem]:
        """Clean up what this build, or one that was ended, has left. Comes back with what else is to be said."""
        if not any((self.folder / name).exists() for name in OWN):
            return []
        with suppress(OSError, Stop), self._alone():  # what stays does no harm
            self._half.unlink(missing_ok=True)
            self._records.tidy(lambda name: (self.folder / name).exists(), write_whole)
            (self.folder / LOCK).unlink()
        return [_damaged(self._records)] if self._records.damaged else []


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system refuses is told as a problem. Raises Stop."""
    try:
        yield
    except PermissionError as fault:
        hint = "close it where it is open, or see your rights"
        raise Stop([_problem("W022", path, f"cannot be written: {reason(fault)}", hint)]) from None
    except OSError as fault:
        hint = "see the disk and your rights"
        raise Stop([_problem("W022", path, f"cannot be written: {reason(fault)}", hint)]) from None


def _problem(code: str, path: Path, what: str, hint: str) -> Problem:
    return Problem(code, f"{path.name} {what}", Place(str(path)), hint)


def _damaged(records: Records) -> Problem:
    message = f"{records.path.name} is damaged, so that some of what was built here is not known any more"
    hint = "if a paper is now said to be changed and nobody changed it, delete it and build again"
    return Problem("W026", message, Place(str(records.path)), hint, "warning")


def _inside(path: Path, folder: Path) -> bool:
    """Whether a path leads into the folder, when all links are followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead to one another
        return False


def _free(path: Path) -> Path:
    number = 1
    while (copy := path.with_name(f"{path.stem}.edited-{number}{path.suffix}")).exists():
        number += 1
    return copy


@contextmanager
def _written(half: Path, data: bytes) -> Iterator[Path]:
    """A file that holds `data`, to be moved on from there; where that fails nothing of it is left."""
    half.unlink(missing_ok=True)
    try:
        with half.open("xb") as file:
            file.write(data)
        yield half
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step, so that nobody ever sees half of it; who may read it stays. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _written(path.with_name(HALF), data) as half:
        with suppress(FileNotFoundError):
            half.chmod(stat.S_IMODE(path.stat().st_mode))
        half.replace(path)


def reason(fault: OSError) -> str:
    """What the system says, in a few words."""
    return (fault.strerror or str(fault)).lower()
