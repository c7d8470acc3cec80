"""The commands.

Each asks one verb of the package and says what came of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from briefs import __version__
from briefs.commands.group import Commands
from briefs.commands.terminal import bar, summary, tell
from briefs.model.problems import Problem

HERE = Path()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefs")
@click.option("--debug", is_flag=True, hidden=True)
def main(debug: bool) -> None:
    """Briefing notes, one-pagers and agreement summaries, in Word and PDF, from one file of sourced facts."""


FACTS = click.Path(path_type=Path)


def _settings(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    settings: dict[str, str] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"`{value}`: write NAME=VALUE", ctx, param)
        settings[name.strip()] = text.strip()
    return settings


def _build_options(command: Callable[..., Any]) -> Callable[..., Any]:
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
        click.option("--theme", default="", metavar="THEME", help="Another look than the template's own."),
        click.option(
            "--set",
            "settings",
            multiple=True,
            callback=_settings,
            metavar="NAME=VALUE",
            help="Set an option of a template.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command


_sources_option = click.option(
    "--sources",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="A folder with copies of sources, named by their ids or as `held:` says (repeatable).",
)


@main.command()
@_build_options
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["docx", "pdf"]),
    help="Only this format (repeatable).",
)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="The folder for the documents.",
)
@_sources_option
@click.option("--final", is_flag=True, help="Refuse drafts: what is open, unsourced or found by a check is a problem.")
@click.option("--annex", is_flag=True, help="Put a table of all facts, with sources and their words, at the end.")
@click.option("--force", is_flag=True, help="Replace documents that were edited by hand; a copy is kept beside each.")
@click.option(
    "--since",
    default="",
    metavar="OLD",
    help="Say and mark in each document what has changed since an earlier version: FILE, FILE@REVISION or @REVISION.",
)
@click.option("--redline", is_flag=True, help="With --since: also a Word file with the changes tracked.")
@click.option("-j", "--jobs", type=click.IntRange(0, 64), default=0, help="Processes to work with (0: as many as pay).")
@click.option("--encrypt", is_flag=True, help="Encrypt the PDF files (AES-256); they are then PDF/UA only.")
@click.option("--password-file", type=FACTS, metavar="FILE", help="Its first line encrypts; or see BRIEFS_PASSWORD.")
@click.option("--sign", type=FACTS, metavar="CERT", help="Sign the PDF files (PAdES) with a PKCS#12 or PEM file.")
@click.option("--passphrase-file", type=FACTS, metavar="FILE", help="Its first line opens CERT; or BRIEFS_PASSPHRASE.")
@click.option("--unprinted", "singly", is_flag=True, help="List each fact that none of the documents prints, and why.")
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How what was made, left out and wrong is printed.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
def build(
    quiet: bool,
    singly: bool,
    form: str,
    formats: tuple[str, ...],
    encrypt: bool,
    password_file: Path | None,
    sign: Path | None,
    passphrase_file: Path | None,
    **asked: Any,
) -> None:
    """Make documents from fact files.

    Without arguments every template is made for every file in `facts/`, in Word and PDF, into `build/`.

    \b
        briefs build
        briefs build facts/visit.yaml -t one-pager -f pdf
        briefs build --encrypt --password-file secret.txt
    """
    from briefs.commands.build_options import as_json, closing, seal_of, told
    from briefs.project import Ask, Made  # `briefs --help` needs no rooms
    from briefs.project import build as build_all

    if asked["redline"] and not (asked["since"] and "docx" in (formats or ("docx",))):
        raise click.UsageError("--redline makes Word files with the changes --since an earlier version")
    seal = seal_of(encrypt, password_file, sign, passphrase_file)
    now = datetime.now().astimezone()
    ask = Ask(HERE, formats=tuple(dict.fromkeys(formats)) or ("docx", "pdf"), now=now, **asked, **seal)
    rows: list[Any] = []

    def say(made: Made, files: tuple[Path, ...], number: int, total: int) -> None:
        if not rows:
            rows.append(bar(total))
            rows.append(rows[0].__enter__())
            rows.append(rows[1].add_task("building", total=total) if rows[1] else None)
        if rows[1]:
            rows[1].advance(rows[2])
        if not quiet:
            for line in told(made, files):
                click.echo(line)

    quiet = quiet or form == "json"
    try:
        report = build_all(ask, say)
    finally:
        if rows:
            rows[0].__exit__(None, None, None)
    if form == "json":
        click.echo(json.dumps(as_json(report, asked["out"]), ensure_ascii=False, indent=1))
        raise SystemExit(0 if report.ok else 1)
    for line in closing(report, ask, quiet, singly):
        click.echo(line)
    errors = tell(report.problems)
    if errors:
        click.echo(f"{summary(errors)}; what has one is not built", err=True)
        raise SystemExit(1)


@main.command()
@click.argument("facts", nargs=-1, type=FACTS)
@_sources_option
@click.option(
    "--max-age",
    "oldest",
    type=click.IntRange(0),
    default=0,
    metavar="DAYS",
    help="Warn of sources that are older than the facts by more.",
)
@click.option("--completeness", is_flag=True, help="List what the sources say and no fact mentions.")
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
def check(facts: tuple[Path, ...], form: str, **asked: Any) -> None:
    """Look for problems in fact files, and hold them against their sources; build nothing.

    \b
        briefs check
        briefs check facts/visit.yaml --sources clippings
    """
    from briefs.commands.check import told
    from briefs.project import Ask, findings

    raise SystemExit(1 if told(findings(Ask(HERE, facts, **asked)), form) else 0)


@main.command()
@_build_options
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the trace is printed.",
)
def trace(facts: tuple[Path, ...], templates: tuple[str, ...], theme: str, settings: dict[str, str], form: str) -> None:
    """Print each paragraph of a document with the facts and sources behind it.

    \b
        briefs trace facts/visit.yaml -t one-pager
        briefs trace facts/visit.yaml -t one-pager --output-format json
    """
    from briefs.commands.trace import as_json, as_text
    from briefs.project import Ask
    from briefs.project import trace as trace_all

    found = trace_all(Ask(HERE, facts, templates, theme=theme, settings=settings))
    if form == "json":
        click.echo(json.dumps([as_json(paper) for paper in found.papers], ensure_ascii=False, indent=1))
    else:
        for line in (line for paper in found.papers for line in as_text(paper)):
            click.echo(line)
    if tell(found.problems):
        raise SystemExit(1)


@main.command()
@click.argument("old")
@click.argument("new", required=False, default="")
@click.option(
    "-t", "--template", "templates", multiple=True, metavar="TEMPLATE", help="Only this template (repeatable)."
)
@click.option("--set", "settings", multiple=True, callback=_settings, metavar="NAME=VALUE", help="Set an option.")
@click.option(
    "--output-format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How differences are printed.",
)
def diff(old: str, new: str, templates: tuple[str, ...], settings: dict[str, str], form: str) -> None:
    """Tell which facts differ between two versions, and which paragraphs of which documents by that.

    Each version is a file, or FILE@REVISION as git has it. Without NEW it is the file as it is now.

    \b
        briefs diff facts/visit.yaml@HEAD~1
        briefs diff facts/visit-may.yaml facts/visit.yaml -t one-pager
    """
    from briefs.commands.diff import as_json, as_text
    from briefs.project import Ask
    from briefs.project import diff as difference

    found = difference(old, new, Ask(HERE, templates=templates, settings=settings))
    if form == "json":
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        for line in as_text(found):
            click.echo(line)
    if tell(found.problems):
        raise SystemExit(1)


@main.command()
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


@main.command()
@click.argument("template")
def show(template: str) -> None:
    """Tell what a template needs, which options it has, and which of its blocks can be replaced.

    `languages` in place of a template lists the languages that papers can be in, `languages/fr` prints one's file. The
    name of a section of fact files tells which fields there are; `vocabulary` tells all.
    """
    from briefs.commands import languages
    from briefs.commands.vocabulary import told
    from briefs.commands.workspace import described
    from briefs.manual import named
    from briefs.project.template_folders import Shelf

    shelf = Shelf(HERE)
    if languages.asked(template):
        lines = list(languages.shown(HERE, template))
    else:
        lines = [] if shelf.path(template) else [*told(shelf.vocabulary, template)]
        if lines and named(template):
            lines.append(f"`briefs explain {template}` prints the manual's page of that name")
    for line in lines or described(shelf, template):
        click.echo(line)
    raise SystemExit(1 if tell(shelf.speak()) else 0)


@main.command()
@click.argument("template")
@click.option("--block", "blocks", multiple=True, metavar="BLOCK", help="Copy this block to be changed (repeatable).")
@click.option("--whole", is_flag=True, help="Copy the whole template instead of extending it.")
def customise(template: str, blocks: tuple[str, ...], whole: bool) -> None:
    """Begin a template of your own in `templates/`, on top of a built-in one."""
    from briefs.commands.workspace import customised
    from briefs.project.template_folders import Shelf

    path = customised(Shelf(HERE), template, blocks, whole)
    click.echo(f"{path}: yours to change")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Begin a workspace: a fact file to fill in, and a place for templates."""
    from briefs.commands.workspace import begun, next_steps

    for path in begun(folder):
        click.echo(str(path))
    for line in next_steps(folder):
        click.echo(line)


@main.command()
def schema() -> None:
    """Print the JSON Schema (2020-12) of fact files, so that editors complete and check them."""
    from briefs.factfiles import schema as fact_schema
    from briefs.project.template_folders import Shelf

    click.echo(json.dumps(fact_schema(Shelf(Path()).vocabulary), ensure_ascii=False, indent=1))


@main.command()
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


@main.command()
@_build_options
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("previews"),
    show_default=True,
    help="The folder for the pictures.",
)
@click.option(
    "--width",
    type=click.IntRange(100, 4000),
    default=900,
    show_default=True,
    help="Width of a page in pixels.",
)
@click.option("--pages", type=click.IntRange(0), default=0, help="Only the first pages of each document (0: all).")
def preview(out: Path, width: int, pages: int, **asked: Any) -> None:
    """Make PNG pictures of the pages (needs `pip install 'briefs[preview]'`)."""
    from briefs.commands.preview import previewed

    problems: list[Problem] = []
    for path in previewed(HERE, out, width, pages, problems, **asked):
        click.echo(str(path))
    if tell(problems):
        raise SystemExit(1)
