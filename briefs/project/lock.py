"""One at a time: a lock on a file that several programs can hold only in turn, on every system.

It is the system's own (`flock`, `LockFile`), so it ends with whoever holds it, however that ends. It guards nothing by
itself: who writes must ask for it.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

PATIENCE = 60.0
"""Seconds to wait for another holder: each holds it for one file at a time, which takes milliseconds."""
PAUSE = 0.005
WITHOUT = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL})
"""What a file system says that has no locks; work goes on without."""

if sys.platform == "win32":
    import msvcrt

    BUSY: tuple[type[OSError], ...] = (PermissionError,)

    def _take(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _leave(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    BUSY = (BlockingIOError,)

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _leave(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While this lasts nobody else holds the file at `path`, which is made where there is none.

    Whoever holds it may remove it. Raises TimeoutError where another does not let go, and OSError where the file
    cannot be opened.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise OSError(errno.EINVAL, f"{path.name} is no plain file; move it away", str(path))
    done = False
    while not done:
        with path.open("ab") as file:
            held = _wait(file)
            try:
                if done := _stands(path, file):
                    yield
            finally:
                if held:
                    _leave(file)


def _stands(path: Path, file: IO[bytes]) -> bool:
    """Whether the file is still the one at `path`, and nobody has removed it meanwhile."""
    with suppress(FileNotFoundError):
        return path.stat().st_ino == os.fstat(file.fileno()).st_ino
    return False


def _wait(file: IO[bytes]) -> bool:
    """Whether it is locked now; False where the file system has no locks."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            _take(file)
        except BUSY:
            if time.monotonic() > until:
                raise TimeoutError(errno.ETIMEDOUT, "another build is writing here, and does not end") from None
            time.sleep(PAUSE)
        except OSError as fault:
            if fault.errno in WITHOUT:
                return False
            raise
        else:
            return True
