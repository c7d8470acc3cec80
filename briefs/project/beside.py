"""A companion: a forked process that imports the PDF writer while the document is still being made, and writes it.

For a run that makes one document in several formats. A fresh process has both writers' libraries to import, and two
cores do that in less time than one. What the companion fails at, for whatever reason, is done again without it, so
that problems and bytes are the same either way.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.model.theme import Theme
from briefs.model.tree import Document
from briefs.project.writing import Written, write

if TYPE_CHECKING:
    from briefs.project.request import Ask

ROOM = 1 << 20
"""Bytes that the pipe to the companion holds: a document has 0.1 MB, and more is sent as it is read."""
FORMAT = "pdf"
"""What takes longer to import and to write."""


def invited(ask: Ask) -> Companion | None:
    """A companion, where there is something to gain: one document, several formats, a free core, nothing imported."""
    one = len(ask.templates) == 1 and len(ask.facts) < 2 and not ask.jobs
    fresh = FORMAT in ask.formats and len(ask.formats) > 1 and f"briefs.{FORMAT}" not in sys.modules
    alone = hasattr(os, "fork") and threading.active_count() == 1
    return Companion() if one and fresh and alone and _free() > 1.5 else None


def _free() -> float:
    """The cores that this process could have now, its own among them."""
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        with Path("/proc/loadavg").open(encoding="ascii") as file:
            running = float(file.read().split()[3].partition("/")[0])
    except (OSError, ValueError, IndexError):
        running = os.getloadavg()[0]  # of the last minute
    return min(ours, (os.cpu_count() or 1) - max(0.0, running - 1))


class Companion:
    """The process, from its beginning to its end; it writes one document."""

    def __init__(self) -> None:
        asked, ask = _pipe()
        answer, answered = os.pipe()
        self.child = os.fork()
        if not self.child:
            os.close(ask)
            os.close(answer)
            _serve(asked, answered)
        os.close(asked)
        os.close(answered)
        self.ask = os.fdopen(ask, "wb")
        self.answer = os.fdopen(answer, "rb")

    def expect(self, theme: Theme, language: str) -> None:
        """Let it get ready for a document of that look and language."""
        self._send((theme, language))

    def give(self, document: Document, theme: Theme) -> None:
        """Hand over the document to be written."""
        self._send((document, theme))

    def _send(self, what: object) -> None:
        with suppress(OSError):  # it has died, and `take` will tell
            pickle.dump(what, self.ask, pickle.HIGHEST_PROTOCOL)
            self.ask.flush()

    def take(self) -> Written | None:
        """What it has written; None where it has failed."""
        data = self.answer.read()
        if self._ended():
            return None
        found = pickle.loads(data)
        return found if isinstance(found, Written) else None

    def dismiss(self) -> None:
        """End it, if it has not ended yet."""
        self.ask.close()
        self.answer.close()
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            self._ended()

    def _ended(self) -> int:
        child, self.child = self.child, 0
        return os.waitpid(child, 0)[1] if child else 1


def _pipe() -> tuple[int, int]:
    """A pipe, its end to read and its end to write, that takes a whole document before anybody reads where it can."""
    ends = os.pipe()
    with suppress(AttributeError, ImportError, OSError):  # only Linux has it, and only up to a limit that it sets
        import fcntl

        fcntl.fcntl(ends[1], fcntl.F_SETPIPE_SZ, ROOM)
    return ends


def _serve(asked: int, answered: int) -> None:
    """Never comes back: nothing of the parent's is to be closed or written twice."""
    status = 1
    try:
        import_module(f"briefs.{FORMAT}")
        from briefs.project.rehearsal import rehearsal

        with os.fdopen(asked, "rb") as ask:
            theme, language = pickle.load(ask)
            write(rehearsal(language), theme, FORMAT)
            document, theme = pickle.load(ask)
        with os.fdopen(answered, "wb") as answer:
            pickle.dump(write(document, theme, FORMAT), answer, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)
