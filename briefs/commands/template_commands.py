"""The commands that are about templates: list them, tell about one, begin one's own.

Each asks one verb of the package and says what came of it.
"""

from __future__ import annotations

import click

from briefs.commands.shared_options import HERE
from briefs.commands.terminal import tell
from briefs.model.problems import Problem


@click.command()
def templates() -> None:
    """List the templates that can be used here."""
    from briefs.project.template_folders import Shelf

    shelf = Shelf(HERE)
    names = shelf.names()
    wide = max(len(name) for name in names)
    problems: list[Problem] = []
    for name, path in names.items():
        template, faults = shelf.read(path)
        problems += faults
        click.echo(f"{name:<{wide}}  {template.about}")
    raise SystemExit(1 if tell(problems) else 0)


@click.command()
@click.argument("template")
def show(template: str) -> None:
    """Tell what a template needs, its options, and which of its blocks can be replaced; or what a theme says.

    `languages` in place of a template lists the languages that papers can be in, `languages/fr` prints one's file. The
    name of a section of fact files tells which fields there are; `vocabulary` tells all.
    """
    from briefs.commands import languages, theme_commands
    from briefs.commands.vocabulary import told
    from briefs.commands.workspace import described
    from briefs.manual import named
    from briefs.project.template_folders import Shelf

    shelf = Shelf(HERE)
    if languages.asked(template):
        lines = list(languages.shown(HERE, template))
    elif not shelf.path(template) and shelf.theme_path(template):
        lines = list(theme_commands.described(shelf, template))
    else:
        lines = [] if shelf.path(template) else [*told(shelf.vocabulary, template)]
        if lines and named(template):
            lines.append(f"`briefs explain {template}` prints the manual's page of that name")
    for line in lines or described(shelf, template):
        click.echo(line)
    if shelf.path(template) and shelf.theme_path(template):
        for line in theme_commands.described(shelf, template):
            click.echo(line)
    raise SystemExit(1 if tell(shelf.speak()) else 0)


@click.command()
@click.argument("template")
@click.option("--block", "blocks", multiple=True, metavar="BLOCK", help="Copy this block to be changed (repeatable).")
@click.option("--whole", is_flag=True, help="Copy the whole template instead of extending it.")
def customise(template: str, blocks: tuple[str, ...], whole: bool) -> None:
    """Begin a template of your own in `templates/`, on top of a built-in one."""
    from briefs.commands.workspace import customised
    from briefs.project.template_folders import Shelf

    path = customised(Shelf(HERE), template, blocks, whole)
    click.echo(f"{path}: yours to change")
