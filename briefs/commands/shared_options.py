"""The options that several commands have.

What they mean is the commands' business.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

HERE = Path()
FACTS = click.Path(path_type=Path)


def settings_of(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    settings: dict[str, str] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"`{value}`: write NAME=VALUE", ctx, param)
        settings[name.strip()] = text.strip()
    return settings


def shard_of(ctx: click.Context, param: click.Parameter, value: str) -> tuple[int, int]:
    part, _, parts = value.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise click.BadParameter(f"`{value}`: write `3/10` for the third of ten parts", ctx, param)
    return int(part), int(parts)


def paper_options(command: Callable[..., Any]) -> Callable[..., Any]:
    options = [
        click.argument("facts", nargs=-1, type=FACTS),
        click.option(
            "-t",
            "--template",
            "templates",
            multiple=True,
            metavar="TEMPLATE",
            help="Only this template (repeatable).",
        ),
        click.option(
            "--language",
            "languages",
            multiple=True,
            metavar="TAG",
            help="Make the papers in this language (repeatable): its texts, words, dates and numbers.",
        ),
        click.option("--theme", default="", metavar="THEME", help="Another look than the template's own."),
        click.option(
            "--set",
            "settings",
            multiple=True,
            callback=settings_of,
            metavar="NAME=VALUE",
            help="Set an option of a template.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


sources_option = click.option(
    "--sources",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="A folder with copies of sources, named by their ids or as `held:` says (repeatable).",
)


def output_format(*choices: str, about: str) -> Callable[..., Any]:
    """The option that says in which form results are printed; the first choice is the default."""
    return click.option(
        "--output-format", "form", type=click.Choice(choices), default=choices[0], show_default=True, help=about
    )
