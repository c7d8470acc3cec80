"""Records: which files in a folder were built, and what they held, so that an edited one is told from an own one.

It knows names and hashes; files are put in place by `store`.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

MOST = 1 << 26
"""Bytes of a file of records that are read: half a million papers."""
LINE = re.compile(rb'\{?("(?:[^"\\]|\\.)*"): "([0-9a-f]{64})"[},]*')
"""A name and the SHA-256 of what the file may hold. The first builds wrote them as members of one object."""
FRAME = re.compile(rb'(?:\{|\}|"files": \{)?')
Signature = tuple[int, int, int]


class Records:
    """What is recorded at `path`: a line for each file, added before the file is put in place.

    So whenever a build is ended, a file holds one of the hashes that are known for it, or is not the build's.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.known: dict[str, list[str]] = {}
        """Name → the hashes that the file may have: more than one where it is not known that it was replaced."""
        self.damaged = False
        """Whether there was a line that says nothing."""
        self._lines = 0
        self._rest = 0
        """Bytes of a last line that was cut off, before its file was put in place."""
        self._seen: Signature | None = None

    def read(self) -> None:
        """Learn what others have recorded. Raises OSError."""
        now = self._signature()
        if now == self._seen:
            return
        data = self.path.read_bytes() if now else b""
        self.known = {}
        lines = data.split(b"\n")
        self._lines = len(lines) - 1
        self._rest = len(lines.pop())
        understood = [self._learn(line) for line in lines]
        self.damaged = self.damaged or not all(understood)
        self._seen = now

    def _signature(self) -> Signature | None:
        try:
            about = self.path.lstat()
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(about.st_mode) or about.st_size > MOST:
            raise OSError(errno.EINVAL, "it is no plain file, or too large; move it away", str(self.path))
        return about.st_ino, about.st_size, about.st_mtime_ns

    def _learn(self, line: bytes) -> bool:
        """Whether the line says something, or belongs to the frame."""
        line = line.strip()
        match = LINE.fullmatch(line)
        if not match:
            return bool(FRAME.fullmatch(line))
        try:
            name = json.loads(match[1])
        except ValueError:
            return False
        if name.startswith("/") or ".." in name.split("/"):
            return False
        self._add(name, match[2].decode())
        return True

    def _add(self, name: str, digest: str) -> None:
        hashes = self.known.setdefault(name, [])
        if digest not in hashes:
            hashes.append(digest)

    def expect(self, name: str, digest: str) -> None:
        """Record that the file may have that hash from now on. Raises OSError, and then nothing is recorded.

        Also where the hash is one of several: who else builds here learns from the new line that the file was touched.
        """
        if self.known.get(name) == [digest]:
            return
        line = _line(name, digest)
        with self.path.open("ab", buffering=0) as file:
            end = os.fstat(file.fileno()).st_size - self._rest
            file.truncate(end)
            if file.write(line) != len(line):
                file.truncate(end)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._add(name, digest)
        self._lines += 1
        self._rest = 0
        self._seen = self._signature()

    def settle(self, name: str, digest: str) -> None:
        """The file is known to have that hash, and no other."""
        self.known[name] = [digest]

    def tidy(self, stands: Callable[[str], bool], replace: Callable[[Path, bytes], None]) -> None:
        """Leave out what is past: hashes that were replaced, and files for which `stands` says no. Raises OSError."""
        present = {name: hashes for name, hashes in sorted(self.known.items()) if stands(name)}
        if not self._rest and not self.damaged and self._lines == sum(map(len, present.values())):
            return
        if present:
            replace(self.path, b"".join(_line(name, digest) for name, hashes in present.items() for digest in hashes))
        else:
            self.path.unlink(missing_ok=True)
        self._seen = None


def _line(name: str, digest: str) -> bytes:
    """In ASCII, whatever is in the name, a byte that is no UTF-8 too."""
    return b'{%s: "%s"}\n' % (json.dumps(name).encode(), digest.encode())
