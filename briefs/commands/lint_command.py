"""The command that looks templates over before they are used.

It asks one verb of the package and prints what came of it.
"""

from __future__ import annotations

from pathlib import Path

import click

from briefs.commands.shared_options import FACTS, HERE, output_format


@click.command()
@click.argument("templates", nargs=-1, metavar="[TEMPLATE]...")
@click.option("--facts", "facts", multiple=True, type=FACTS, metavar="FACTS", help="Fill them with these facts too.")
@output_format("text", "json", "sarif", about="How problems are printed.")
def lint(templates: tuple[str, ...], facts: tuple[Path, ...], form: str) -> None:
    """Look for mistakes in templates, parts, themes and vocabularies; build nothing.

    Without names it looks at all that stands in `templates/`. It needs no facts; with some it tells too what these do
    not give.

    \b
        briefs lint
        briefs lint notice --facts facts/harbour.yaml
    """
    from briefs.commands.check import told
    from briefs.project.fact_checking import Findings
    from briefs.project.linting import lint as linted
    from briefs.project.template_folders import Shelf

    findings = Findings(tuple(linted(Shelf(HERE), templates, facts)))
    raise SystemExit(1 if told(findings, form) else 0)
