"""Compiled templates on disk: compiling the same ones again takes a fifth of a short run.

It keeps code for whoever tells it where, and judges no template. A file is used only if it is whole, its owner is the
one who runs this and nobody else can write to it; without a folder, or where that fails, all is compiled anew.
"""

from __future__ import annotations

import marshal
import os
import sys
from functools import cache
from hashlib import sha256
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from briefs.templating.cache import folder
from briefs.templating.template_names import Names, Use

MOST = 400
"""Files kept; beyond that the oldest half goes."""
HASH = 32


class Compiled(NamedTuple):
    """A template as it runs, and the names that stand in it."""

    code: CodeType
    names: Names


def kept(name: str, text: str) -> Compiled | None:
    """The code kept for a template of that name and text; None where there is none that can be trusted."""
    path = _path(name, text)
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            if not _only_ours(file.fileno()):
                return None
            data = file.read()
    except OSError:
        return None
    if sha256(data[HASH:]).digest() != data[:HASH]:
        return None
    match marshal.loads(data[HASH:]):
        case (CodeType() as code, tuple(uses), tuple(made)):
            return Compiled(code, Names(tuple(Use(*use) for use in uses), frozenset(made)))
        case _:
            return None


def keep(name: str, text: str, compiled: Compiled) -> None:
    """Keep the code, in one step; nothing happens where it cannot be written."""
    path = _path(name, text)
    if path is None:
        return
    uses = tuple((use.name, use.line, use.bare) for use in compiled.names.unmade)
    data = marshal.dumps((compiled.code, uses, tuple(sorted(compiled.names.made))))
    part = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_bytes(sha256(data).digest() + data)
        part.chmod(0o600)
        part.replace(path)
        _tidy(path.parent)
    except OSError:
        return


def _path(name: str, text: str) -> Path | None:
    """Where the code is: under a name made of all that decides what the code is."""
    where = folder()
    if where is None:
        return None
    key = sha256("\0".join([_maker(), name, text]).encode("utf-8", "surrogatepass"))
    return where / f"{key.hexdigest()}.code"


@cache
def _maker() -> str:
    """What tells this compiler of templates from any other: Python's, Jinja's and our own code."""
    import jinja2  # the folder is told before anything is filled

    ours = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    digest = sha256(b"\0".join(ours)).hexdigest()
    return f"{sys.implementation.cache_tag} {MAGIC_NUMBER.hex()} {jinja2.__version__} {digest}"


def _only_ours(handle: int) -> bool:
    """Whether nobody but the user could have written the file; Windows says so by where it is."""
    if not hasattr(os, "geteuid"):
        return True
    about = os.fstat(handle)
    return about.st_uid == os.geteuid() and not about.st_mode & 0o022


def _tidy(folder: Path) -> None:
    files = list(folder.glob("*.code"))
    if len(files) > MOST:
        for path in sorted(files, key=lambda each: each.stat().st_mtime)[: len(files) // 2]:
            path.unlink(missing_ok=True)
