"""Where compiled templates are kept, as whoever runs this has said.

It is told before anything is imported that fills, so it imports nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

_folder: list[Callable[[], Path]] = []


def keep_in(folder: Callable[[], Path] | None) -> None:
    """From now on compiled templates are kept in that folder, or nowhere; it is asked for when one is first needed."""
    _folder[:] = [folder] if folder else []


def folder() -> Path | None:
    """The folder; None where nothing is kept."""
    return _folder[0]() if _folder else None
