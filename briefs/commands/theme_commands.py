"""The commands that are about themes: list them, tell what one says and where, make one of a Word file.

Each asks one verb of the package and says what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from briefs.commands.shared_options import HERE
from briefs.commands.terminal import tell
from briefs.model.furniture import NAMES
from briefs.model.problems import Problem, Stop
from briefs.model.theme import ROLES

if TYPE_CHECKING:
    from briefs.project.theme_folders import ThemeFolders


@click.group(invoke_without_command=True)
@click.pass_context
def themes(context: click.Context) -> None:
    """List the themes that can be worn here, the looks that they set, and what headers and footers can name."""
    if context.invoked_subcommand:
        return
    from briefs.project.template_folders import Shelf

    shelf = Shelf(HERE)
    names = shelf.theme_names()
    wide = max(len(name) for name in names)
    problems: list[Problem] = []
    for name in names:
        try:
            theme, faults = shelf.theme(name)
        except Stop as stop:
            problems += stop.problems
            continue
        problems += faults
        click.echo(f"{name:<{wide}}  {theme.about}")
    click.echo(f"looks: {', '.join(ROLES)}")
    click.echo("in headers and footers: " + ", ".join(f"{{{name}}}" for name in (*NAMES, "logo", "letterhead")))
    click.echo("`briefs show NAME` says each value of a theme, and where it stands")
    raise SystemExit(1 if tell(problems) else 0)


def described(shelf: ThemeFolders, name: str) -> Iterator[str]:
    """What a theme is for, and each value that it says with the line where it stands. Raises Stop."""
    theme, values, problems = shelf.theme_values(name)
    if any(problem.severity == "error" for problem in problems):
        raise Stop(problems)
    yield f"{theme.name}: {theme.about}"
    yield f"file: {shelf.theme_path(name)}"
    wide = max(len(value.of) for value in values)
    for value in values:
        at = f"{value.at.file}:{value.at.line}" if value.at.line else value.at.file
        yield f"{value.of:<{wide}}  {value.value}  ({at})"


@click.group()
def theme() -> None:
    """Begin a theme of your own from what there is."""


@theme.command("from")
@click.argument("base")
@click.option("--name", default="", metavar="NAME", help="The theme's name; the file's own where none is given.")
@click.option("--language", default="en", metavar="TAG", help="The language of its papers, for which fonts are chosen.")
def from_(base: str, name: str, language: str) -> None:
    """Write what is read from a ministry's Word file as a theme, to be changed; the file is put beside it."""
    from briefs.project.template_folders import Shelf
    from briefs.project.theme_from import theme_from

    made = theme_from(Shelf(HERE), base, name, language)
    click.echo(f"{made.path}: yours to change; papers wear it with `--theme {made.path.stem}`")
    raise SystemExit(1 if tell(made.problems) else 0)
