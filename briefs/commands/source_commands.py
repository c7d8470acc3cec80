"""The command for copies of sources: show one as it is counted.

Each asks one verb of the package and says what came of it.
"""

from __future__ import annotations

from pathlib import Path

import click

HERE = Path()


@click.command()
@click.argument("file", metavar="FILE")
@click.option(
    "--facts", type=click.Path(path_type=Path), metavar="FACTS", help="Count as its record in this fact file says."
)
@click.option("--short", is_flag=True, help="Cut long paragraphs.")
def source(file: str, facts: Path | None, short: bool) -> None:
    """Print a copy of a source as it is counted: its paragraphs with their numbers, tables, pages, and its head.

    \b
        briefs source release.html
        briefs source sources/bulletin.pdf --facts facts/labour.yaml
    """
    from briefs.commands.source import told
    from briefs.project.source_reading import read_source

    for line in told(read_source(file, HERE, facts), not short):
        click.echo(line)
