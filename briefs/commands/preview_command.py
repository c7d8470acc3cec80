"""The command that shows papers: on a page of this machine while one writes, or as pictures.

What is shown is `live_preview`'s and `preview`'s matter.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from briefs.commands.shared_options import HERE, paper_options
from briefs.commands.terminal import tell
from briefs.model.problems import Problem


@click.command()
@paper_options
@click.option("--png", is_flag=True, help="Make PNG pictures of the pages instead, into a folder.")
@click.option(
    "--contact-sheet", "sheet", is_flag=True, help="With --png: one picture, with the first page of each paper."
)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("previews"),
    show_default=True,
    help="With --png: the folder for the pictures.",
)
@click.option(
    "--width",
    type=click.IntRange(100, 4000),
    default=900,
    show_default=True,
    help="With --png: width of a page in pixels.",
)
@click.option("--pages", type=click.IntRange(0), default=0, help="With --png: only the first pages of each (0: all).")
@click.option("--force", is_flag=True, help="With --png: replace pictures changed by hand; a copy is kept beside each.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to serve (0: any that is free).")
@click.option(
    "--editor",
    default="vscode",
    show_default=True,
    metavar="NAME",
    help="What opens a place: vscode, vscodium, cursor, idea, sublime, textmate, or an address with {path} and {line}.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser.")
def preview(
    png: bool,
    sheet: bool,
    out: Path,
    width: int,
    pages: int,
    force: bool,
    port: int,
    editor: str,
    opens: bool,
    **asked: Any,
) -> None:
    """Show papers as they will print, on a page of this machine, while you write.

    They are made anew whenever a fact file, a template or a theme is saved. Behind each sentence stand the facts and
    their sources. Needs `pip install 'briefs[preview]'`.

    \b
        briefs preview
        briefs preview facts/visit.yaml -t briefing-note --open
        briefs preview --png -o pictures --pages 1
        briefs preview --png --contact-sheet --width 240
    """
    if not png:
        from briefs.commands.live_preview.start import started

        started(HERE, port, editor, opens, click.echo, **asked)
        return
    from briefs.commands.preview import contact_sheet, previewed
    from briefs.project import Ask

    problems: list[Problem] = []
    ask = Ask(HERE, now=datetime.now().astimezone(), out=out, force=force, **asked)
    for path in contact_sheet(ask, width, problems) if sheet else previewed(ask, width, pages, problems):
        click.echo(str(path))
    if tell(problems):
        raise SystemExit(1)
