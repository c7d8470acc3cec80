"""Which files have changed: told by the system, and looked at once a second where it does not tell.

Network drives and containers often tell nothing. It reads no file.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from watchfiles import awatch

ENDINGS = frozenset(f".{each}" for each in "yaml yml md csv xlsx docx dotx png jpg jpeg txt html".split())
DEBOUNCE, STEP = 60, 10
"""Milliseconds that a burst of changes may last, and between two looks at it."""
PULSE = 1.0
"""Seconds between two looks at sizes and times."""
MOST_FILES = 5_000


def stamp(path: Path) -> tuple[int, int]:
    """Time and size of a file; zeros where it is not there."""
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_mtime_ns, about.st_size


def files_in(folders: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Time and size of each file that a paper may be made of."""
    found: dict[Path, tuple[int, int]] = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix.casefold() in ENDINGS and len(found) < MOST_FILES:
                found[path.absolute()] = stamp(path)
    return found


async def changes(folders: Callable[[], list[Path]], ended: asyncio.Event) -> AsyncIterator[set[Path]]:
    """The files that have changed, whenever some have; a folder that comes later is looked at too."""
    queue: asyncio.Queue[set[Path]] = asyncio.Queue()
    tasks = [asyncio.create_task(_told(folders, queue, ended)), asyncio.create_task(_looked(folders, queue, ended))]
    try:
        seen: dict[Path, tuple[int, int]] = {}
        while not ended.is_set():
            try:
                found = await asyncio.wait_for(queue.get(), 0.5)
            except TimeoutError:
                continue
            now = {path.absolute(): stamp(path) for path in found}
            if fresh := {path for path, state in now.items() if seen.get(path) != state}:  # both may tell of one save
                seen |= now
                yield fresh
    finally:
        for task in tasks:
            task.cancel()


async def _told(folders: Callable[[], list[Path]], queue: asyncio.Queue[set[Path]], ended: asyncio.Event) -> None:
    while not ended.is_set():
        watched = folders()
        if not watched:
            await asyncio.sleep(PULSE)
            continue
        watcher = awatch(
            *watched, debounce=DEBOUNCE, step=STEP, stop_event=ended, yield_on_timeout=True, rust_timeout=1000
        )
        async for found in watcher:
            paths = {Path(path) for _, path in found}
            if wanted := {path for path in paths if path.suffix.casefold() in ENDINGS}:
                await queue.put(wanted)
            if folders() != watched:
                break


async def _looked(folders: Callable[[], list[Path]], queue: asyncio.Queue[set[Path]], ended: asyncio.Event) -> None:
    known = await asyncio.to_thread(files_in, folders())
    while not ended.is_set():
        await asyncio.sleep(PULSE)
        now = await asyncio.to_thread(files_in, folders())
        if changed := {path for path in known.keys() | now.keys() if known.get(path) != now.get(path)}:
            await queue.put(changed)
        known = now
