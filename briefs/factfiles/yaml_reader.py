"""YAML as nodes: what was typed, and nothing guessed; every fault of a file in one reading.

It gives no scalar a type and no key a meaning.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from briefs.factfiles.node_builder import Builder
from briefs.factfiles.nodes import Comment, Node
from briefs.factfiles.problem_list import SYNTAX, Ledger

MOST_MENDS = 25
MOST_READ = 60_000_000
"""Characters parsed, over all attempts to read on after a fault."""


class Read(NamedTuple):
    """What was read of a file."""

    node: Node | None
    """None where there is nothing but comments."""
    complete: bool
    """Whether the file was read to its end; what is missing may stand in the rest."""
    comments: tuple[Comment, ...] = ()
    doubtful: frozenset[int] = frozenset()
    """Lines that were read as they were perhaps not meant."""


def read_yaml(text: str, ledger: Ledger, line: int = 1) -> Read:
    """The nodes of `text`, whose first line is line `line` of its file.

    After a fault the reader mends the line for itself and goes on, so that one run tells of every fault.
    """
    lead = line - 1
    mended: set[int] = set()
    doubtful: set[int] = set()
    left = MOST_READ
    with without_collector():
        while True:
            left -= len(text)
            builder = Builder(text, Ledger(ledger.file, ledger.family), lead)
            fault = builder.run()
            if fault is None:
                break
            from briefs.factfiles.yaml_mistakes import diagnose  # only mistakes pay for it

            told = diagnose(text, fault)
            if told.line in mended:
                break
            ledger.add(SYNTAX, told.message, (told.line + lead, told.column), told.hint, told.width)
            if told.mended is None or len(mended) >= MOST_MENDS or left < len(text):
                break
            mended.add(told.line)
            if not told.sure:
                doubtful.add(told.line + lead)
            text = told.mended
    ledger.problems += builder.ledger.problems
    complete = fault is None and not builder.halted
    comments = tuple(builder.comments()) if complete else ()
    return Read(builder.root, complete, comments, frozenset(doubtful))


@contextmanager
def without_collector() -> Iterator[None]:
    """Stops the garbage collector: there is no garbage in half-built trees, and each search costs a fifth."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
