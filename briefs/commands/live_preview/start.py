"""Begin the preview: what it needs is looked for, and said where it is missing.

Serving is `serve`'s work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from briefs.commands.live_preview.state import EDITORS
from briefs.model.problems import Place, Problem, Stop, did_you_mean
from briefs.project.workbench import Workbench


def started(
    workspace: Path,
    port: int,
    editor: str,
    opens: bool,
    say: Callable[[str], None],
    facts: tuple[Path, ...],
    templates: tuple[str, ...],
    theme: str,
    settings: Mapping[str, str],
    languages: tuple[str, ...] = (),
) -> None:
    """Serve until somebody ends it. Raises Stop where something is missing or wrong from the start."""
    if editor not in EDITORS and "{path}" not in editor:
        hint = did_you_mean(editor, EDITORS, f"it is one of {', '.join(EDITORS)}, or an address with {{path}}")
        raise click.BadParameter(f"`{editor}` is no editor: {hint}", param_hint="--editor")
    try:
        from briefs.commands.live_preview.serve import served
    except ImportError as fault:
        hint = "pip install 'briefs[preview]'"
        message = f"the preview needs {fault.name}, which is not installed"
        raise Stop([Problem("W030", message, Place("briefs preview"), hint)]) from None
    bench = Workbench(workspace, facts, templates, theme, settings, languages)
    bench.refresh()
    if not bench.plans and not any(problem.severity == "error" for problem in bench.problems):
        raise Stop([Problem("T011", "no template fits these facts", Place("briefs preview"), "name one with -t")])
    if bench.shelf is None or (not any(problem.code.startswith("F") for problem in bench.problems) and not bench.plans):
        raise Stop(bench.problems)
    try:
        served(bench, port, EDITORS.get(editor, editor), opens, lambda address: _announce(address, say))
    except OSError as fault:
        message = f"port {port} cannot be used: {fault.strerror or fault}"
        raise Stop([Problem("W030", message, Place("--port"), "leave it out, and a free one is taken")]) from None


def _announce(address: str, say: Callable[[str], None]) -> None:
    say(f"The preview is at {address}")
    say("It is for you alone: whoever has the address sees the papers. Ctrl-C ends it.")
