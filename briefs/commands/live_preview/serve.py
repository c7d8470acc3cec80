"""Serve the preview on this machine until somebody ends it.

The address has a secret in it, new each time: who does not know it is refused.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import tempfile
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn

from briefs.commands.live_preview.app import app_of
from briefs.commands.live_preview.guard import Guard
from briefs.commands.live_preview.live import Live
from briefs.commands.live_preview.watching import changes
from briefs.project.workbench import Workbench

LOOPBACK = "127.0.0.1"


def served(bench: Workbench, port: int, link: str, opens: bool, say: Callable[[str], None]) -> None:
    """Serve until interrupted; `say` hears the address. Raises OSError where the port is not to be had."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((LOOPBACK, port))
        number = door.getsockname()[1]
        token = secrets.token_urlsafe(24)
        address = f"http://{LOOPBACK}:{number}/{token}/"
        say(address)
        if opens:
            webbrowser.open(_forwarding(address).as_uri())
        with suppress(KeyboardInterrupt):  # how one ends it
            asyncio.run(_serve(bench, door, number, token, link))


def _forwarding(address: str) -> Path:
    """A file that only its owner can read and that leads to the address, which no command line then shows to others."""
    handle, name = tempfile.mkstemp(prefix="briefs-preview-", suffix=".html")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}">')
    return Path(name)


async def _serve(bench: Workbench, door: socket.socket, number: int, token: str, link: str) -> None:
    live = Live(bench, link)
    hosts = frozenset({f"{LOOPBACK}:{number}", f"localhost:{number}"})
    guarded = Guard(app_of(live, token), hosts, token)
    config = uvicorn.Config(
        guarded, log_level="error", access_log=False, lifespan="off", timeout_graceful_shutdown=1, server_header=False
    )
    server = _Server(config, live)
    work = [asyncio.create_task(live.run()), asyncio.create_task(_watch(live))]
    await server.serve(sockets=[door])
    live.end()
    await asyncio.wait(work, timeout=2)


async def _watch(live: Live) -> None:
    async for paths in changes(live.bench.folders, live.ended):
        live.notice(paths)


class _Server(uvicorn.Server):
    """A server that lets go of those who listen as soon as it is to end."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self.live = live

    def handle_exit(self, sig: int, frame: Any) -> None:
        """What a signal does."""
        self.live.end()
        super().handle_exit(sig, frame)
