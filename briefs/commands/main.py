"""The program with its commands, in the order in which one meets them.

What each does stands in `paper_commands`, `fact_commands`, `source_commands` and `template_commands`.
"""

from __future__ import annotations

import click

from briefs import __version__
from briefs.commands.fact_commands import check, explain, schema
from briefs.commands.group import Commands
from briefs.commands.lint_command import lint
from briefs.commands.paper_commands import build, diff, trace
from briefs.commands.preview_command import preview
from briefs.commands.source_commands import changes, draft, export, new, source
from briefs.commands.template_commands import customise, show, templates
from briefs.commands.theme_commands import theme, themes


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefs")
@click.option("--debug", is_flag=True, hidden=True)
def main(debug: bool) -> None:
    """Briefing notes, one-pagers and agreement summaries, in Word and PDF, from one file of sourced facts."""


for each in (
    build,
    check,
    source,
    draft,
    trace,
    diff,
    changes,
    templates,
    themes,
    theme,
    show,
    lint,
    customise,
    new,
    export,
    schema,
    explain,
    preview,
):
    main.add_command(each)
