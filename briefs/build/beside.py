"""Formats of one document written at the same time: the first of them in a process that is forked for it.

A fresh process has both writers' libraries still to import, and two cores do that in less time than one. What the
forked process fails at, for whatever reason, is done again here, so that problems and bytes are the same either way.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Sequence

from briefs.theme import Theme
from briefs.tree import Document
from briefs.write import Written, write


def pays(formats: Sequence[str]) -> bool:
    """Whether there is something to gain: several formats, a second core, and a writer that is not imported yet."""
    several = len(formats) > 1 and f"briefs.write.{formats[0]}" not in sys.modules
    return several and hasattr(os, "fork") and threading.active_count() == 1 and _cores() > 1


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def written_beside(document: Document, theme: Theme, formats: Sequence[str]) -> dict[str, Written]:
    """The document in each format, the first one written by a process of its own meanwhile."""
    first, *others = formats
    child, pipe = _begun(document, theme, first)
    try:
        here = {each: write(document, theme, each) for each in others}
    finally:
        beside = _ended(child, pipe)
    return {first: beside or write(document, theme, first)} | here


def _begun(document: Document, theme: Theme, format: str) -> tuple[int, int]:  # noqa: A002
    """The process that writes the format, and where its answer is to be read."""
    answer, ask = os.pipe()
    child = os.fork()
    if child:
        os.close(ask)
        return child, answer
    status = 1
    try:
        os.close(answer)
        with open(ask, "wb") as pipe:  # noqa: PTH123 - an open file has no path
            pickle.dump(write(document, theme, format), pipe)
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is to be closed or written twice


def _ended(child: int, pipe: int) -> Written | None:
    """What the process has written; None where it has failed."""
    with open(pipe, "rb") as answer:
        data = answer.read()
    _, status = os.waitpid(child, 0)
    if status:
        return None
    found = pickle.loads(data)
    return found if isinstance(found, Written) else None
