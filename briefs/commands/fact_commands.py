"""The commands that are about fact files: look for problems, print the schema and the manual.

Each asks one verb of the package and says what came of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from briefs.commands.shared_options import FACTS, HERE, output_format, sources_option


@click.command()
@click.argument("facts", nargs=-1, type=FACTS)
@sources_option
@click.option(
    "--max-age",
    "oldest",
    type=click.IntRange(0),
    default=0,
    metavar="DAYS",
    help="Warn of sources that are older than the facts by more.",
)
@click.option("--completeness", is_flag=True, help="List what the sources say and no fact mentions.")
@click.option("--fix", is_flag=True, help="Write places into the files: `at` of words that stand once in their source.")
@output_format("text", "json", "sarif", about="How problems are printed.")
def check(facts: tuple[Path, ...], form: str, fix: bool, **asked: Any) -> None:
    """Look for problems in fact files, and hold them against their sources; build nothing.

    With --fix the places that can be found are written first: where `says` stands in one paragraph alone, `at` may be
    left out or wrong; where all places of a source are off by the same number, they are counted on.

    It reads structure and words, not meaning; `briefs explain engineer` has a table of which slips are found how often.

    \b
        briefs check
        briefs check facts/visit.yaml --sources clippings
        briefs check --fix
    """
    from briefs.commands.check import told
    from briefs.project import Ask, findings

    ask = Ask(HERE, facts, **asked)
    if fix:
        from briefs.project.place_fixing import put_right

        for each in put_right(ask):
            click.echo(f"{each.at}: {each.about}", err=form != "text")
    raise SystemExit(1 if told(findings(ask), form) else 0)


@click.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of fact files, so that editors complete and check them."""
    from briefs.factfiles import schema as fact_schema
    from briefs.project.template_folders import Shelf

    click.echo(json.dumps(fact_schema(Shelf(Path()).vocabulary), ensure_ascii=False, indent=1))


@click.command()
@click.argument("name", required=False)
def explain(name: str | None) -> None:
    """Print the manual's page of a problem's code, a box, a filter, a setting or a theme's key; or list them all.

    \b
        briefs explain F002
        briefs explain figures
    """
    from briefs.commands.explain import explained, listed

    for line in listed() if name is None else explained(name):
        click.echo(line)
