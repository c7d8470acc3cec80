"""Build again whenever a file is saved.

What is watched is the same as the preview's; building is the caller's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from briefs.model.problems import Place, Problem, Stop
from briefs.project.workbench import Workbench


def repeated(build: Callable[[], object], workspace: Path, facts: Sequence[Path], templates: Sequence[str]) -> None:
    """Build at once, and again after each change, until Ctrl-C. Raises Stop where watchfiles is not installed."""
    try:
        from briefs.commands.live_preview.watching import changes
    except ImportError as fault:
        hint = "pip install 'briefs[preview]'"
        message = f"--watch needs {fault.name}, which is not installed"
        raise Stop([Problem("W030", message, Place("--watch"), hint)]) from None
    bench = Workbench(workspace, facts, templates)

    async def watched() -> None:
        build()
        click.echo("Waiting for a file to be saved; Ctrl-C ends it.")
        async for paths in changes(bench.folders, asyncio.Event()):
            click.echo(f"\n{', '.join(sorted(path.name for path in paths))}:")
            build()

    try:
        asyncio.run(watched())
    except KeyboardInterrupt:
        click.echo()
