"""Files, read in one way: ordinary ones only, up to a number of bytes, and from the folders that may be read.

What is in a file is for others to judge; nothing is written here.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, cast

Reason = Literal["missing", "folder", "special", "denied", "outside", "large", "failed"]
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
"""A queue opened so does not wait for somebody to write to it."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
CHUNK = 1_000_000


class NotReadError(OSError):
    """A file that is not read; its text says why, in words that follow the file's name: `is no ordinary file`."""

    def __init__(self, reason: Reason, words: str) -> None:
        super().__init__(words)
        self.reason = reason


_notes: list[set[str]] = []


@contextmanager
def noting(into: set[str]) -> Iterator[None]:
    """While this lasts each path that is read or asked about here is added to `into`, and to no other set."""
    _notes.append(into)
    try:
        yield
    finally:
        _notes.pop()


def _note(path: Path) -> None:
    if _notes:
        _notes[-1].add(str(path))


@contextmanager
def opened(path: Path, within: Path | None = None) -> Iterator[BinaryIO]:
    """An ordinary file, open for reading.

    With `within` the file must lie in that folder, wherever links lead. Raises NotReadError for a file that is not
    there, is a folder, queue or device, lies elsewhere or may not be read; it never waits.
    """
    _note(path)
    if within is not None:
        if not lies_in(path, within):
            raise NotReadError("outside", f"leads out of `{_name(within)}`")
        path = Path(os.path.realpath(path))  # a link that is put there now is not followed
    try:
        _ordinary(path.stat())  # to open a device can do something to it
        handle = os.open(path, FLAGS | (NO_LINK if within else 0))
        file = cast(BinaryIO, os.fdopen(handle, "rb", buffering=0))
    except NotReadError:
        raise
    except (OSError, ValueError) as fault:
        raise _not_read(fault) from None
    with file:
        _ordinary(os.fstat(file.fileno()))  # what was opened, whatever was put there meanwhile
        yield file


def read_bytes(path: Path, most: int, within: Path | None = None) -> bytes:
    """What is in an ordinary file of at most `most` bytes; see `opened`. Raises NotReadError, as it does."""
    parts: list[bytes] = []
    left = most + 1
    with opened(path, within) as file:
        try:
            while left > 0 and (part := file.read(min(left, CHUNK))):
                parts.append(part)
                left -= len(part)
        except OSError as fault:
            raise _not_read(fault) from None
    if left <= 0:
        raise NotReadError("large", f"is larger than {size(most)}")
    return b"".join(parts)


def is_file(path: Path) -> bool:
    """Whether an ordinary file is there; no name is too long or too odd to be asked about."""
    _note(path)
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def exists(path: Path) -> bool:
    """Whether anything is there, be it a link that leads nowhere; no name is too long or too odd to be asked about."""
    _note(path)
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a path lies in a folder once every link in both is followed."""
    try:
        real, home = os.path.realpath(path), os.path.realpath(folder)
    except (OSError, ValueError):
        return False
    return Path(real).is_relative_to(home)


def same(one: Path, other: Path) -> bool:
    """Whether two paths lead to the same file once every link is followed."""
    return os.path.realpath(one) == os.path.realpath(other)


def size(most: int) -> str:
    """A number of bytes for people: `20 MB`."""
    return f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most // 1000} kB"


def _name(folder: Path) -> str:
    """What a folder is called, also where it is the present one."""
    return str(folder) if folder.name else Path(os.path.realpath(folder)).name or str(folder)


def _ordinary(about: os.stat_result) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise NotReadError("folder", "is a folder, not a file")
    if not stat.S_ISREG(about.st_mode):
        raise NotReadError("special", "is no ordinary file")


def _not_read(fault: OSError | ValueError) -> NotReadError:
    match fault:
        case FileNotFoundError():
            return NotReadError("missing", "is not there")
        case PermissionError():
            return NotReadError("denied", "may not be read")
        case _:
            return NotReadError("failed", f"cannot be read: {getattr(fault, 'strerror', None) or fault}")
