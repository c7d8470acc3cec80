"""The output folder: whole files or none, and nobody's work overwritten.

It knows bytes and names; what they hold is not its concern.
"""

from __future__ import annotations

import json
import os
import tempfile
from hashlib import sha256
from pathlib import Path

from briefs.problems import Place, Problem, Stop

MANIFEST = ".briefs.json"
"""Beside the documents: each file's name and the hash of what was last built there. Nothing else is in it."""


class Store:
    """One output folder and what was built there before."""

    def __init__(self, folder: Path, force: bool = False) -> None:
        self.folder = folder
        self.force = force
        self.hashes = self._read()
        self.kept: list[tuple[Path, Path]] = []
        """Hand-edited files that were replaced, each with the copy that was kept."""

    def _read(self) -> dict[str, str]:
        """The hashes of the last build; none where the manifest is missing or not ours."""
        try:
            found = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        files = found.get("files") if isinstance(found, dict) else None
        return {str(k): str(v) for k, v in files.items()} if isinstance(files, dict) else {}

    def put(self, name: str, data: bytes) -> Path:
        """The path of the file, now holding `data`.

        Raises Stop, with nothing written, where the file there was edited by hand or cannot be written.
        """
        path = self.folder / name
        try:
            if path.is_symlink() or (path.exists() and not path.is_file()):
                raise Stop([self._problem("W021", path, "is no plain file", "move it away")])
            if path.exists() and path.read_bytes() == data:
                pass
            else:
                self._guard(path, name)
                write_whole(path, data)
        except OSError as fault:
            raise Stop(
                [self._problem("W022", path, f"cannot be written: {reason(fault)}", "see the disk and your rights")]
            ) from None
        self.hashes[name] = sha256(data).hexdigest()
        return path

    def _guard(self, path: Path, name: str) -> None:
        if not path.exists() or sha256(path.read_bytes()).hexdigest() == self.hashes.get(name):
            return
        if not self.force:
            hint = "keep your version under another name, or build with --force, which keeps a copy beside it"
            raise Stop([self._problem("W020", path, "was changed since it was built, and is left alone", hint)])
        copy = _free(path)
        path.rename(copy)
        self.kept.append((path, copy))

    def _problem(self, code: str, path: Path, what: str, hint: str) -> Problem:
        return Problem(code, f"{path.name} {what}", Place(str(path)), hint)

    def close(self) -> None:
        """Write the manifest. Raises Stop where it cannot be written."""
        if not self.hashes:
            return
        present = {name: self.hashes[name] for name in sorted(self.hashes) if (self.folder / name).exists()}
        text = json.dumps({"files": present}, indent=1, ensure_ascii=False) + "\n"
        path = self.folder / MANIFEST
        try:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                write_whole(path, text.encode())
        except OSError as fault:
            raise Stop(
                [self._problem("W022", path, f"cannot be written: {reason(fault)}", "see the disk and your rights")]
            ) from None


def _free(path: Path) -> Path:
    number = 1
    while (copy := path.with_name(f"{path.stem}.edited-{number}{path.suffix}")).exists():
        number += 1
    return copy


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step, so that nobody ever sees half of it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason(fault: OSError) -> str:
    """What the system says, in a few words."""
    return (fault.strerror or str(fault)).lower()
