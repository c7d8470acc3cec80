"""The commands that make papers, picture them, and tell what stands behind them.

Each asks one verb of the package and says what came of it.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefs.commands.shared_options import (
    FACTS,
    HERE,
    output_format,
    paper_options,
    settings_of,
    shard_of,
    sources_option,
)
from briefs.commands.terminal import bar, summary, tell

if TYPE_CHECKING:
    from briefs.project import Ask, Made


@click.command()
@paper_options
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
@click.option("--base", default="", metavar="FILE", help="Write on this Word file: its styles, page, headers, footers.")
@sources_option
@click.option("--final", is_flag=True, help="Refuse drafts: what is open, unsourced or found by a check is a problem.")
@click.option("--annex", is_flag=True, help="Put a table of all facts, with sources and their words, at the end.")
@click.option("--force", is_flag=True, help="Replace documents that were edited by hand; a copy is kept beside each.")
@click.option("--rebuild", is_flag=True, help="Make documents anew of which nothing has changed since the last build.")
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
@click.option("--data", default="", metavar="FILE", help="A document for each row: CSV or JSON lines (-: piped in).")
@click.option("--name-by", default="", metavar="COLUMN", help="With --data: the column by which documents are named.")
@click.option("--scheduler", default="", metavar="ADDRESS", help="Work on a Dask cluster (tcp://HOST:8786).")
@click.option("--shard", callback=shard_of, default="1/1", metavar="N/OF", help="Only the N-th of so many parts.")
@output_format("text", "json", "jsonl", about="How what was made, left out and wrong is printed.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.option("--watch", is_flag=True, help="Build again whenever a file is saved, until Ctrl-C.")
def build(
    watch: bool,
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
    from briefs.commands.build_options import seal_of
    from briefs.project import Ask  # `briefs --help` needs no rooms

    if asked["redline"] and not (asked["since"] and "docx" in (formats or ("docx",))):
        raise click.UsageError("--redline makes Word files with the changes --since an earlier version")
    if asked["data"] == "-":
        asked |= {"data": "standard input", "rows": sys.stdin.buffer.read().decode("utf-8", "replace")}
    seal = seal_of(encrypt, password_file, sign, passphrase_file)

    def once() -> bool:
        now = datetime.now().astimezone()
        ask = Ask(HERE, formats=tuple(dict.fromkeys(formats)) or ("docx", "pdf"), now=now, lean=True, **asked, **seal)
        return _built(ask, quiet, singly, form)

    if watch:
        from briefs.commands.watch import repeated  # an extra

        repeated(once, HERE, asked["facts"], asked["templates"])
    elif not once():
        raise SystemExit(1)


def _built(ask: Ask, quiet: bool, singly: bool, form: str) -> bool:
    """Whether everything could be built; what came of it is said on the way."""
    from briefs.commands.build_options import as_json, as_line, closing, not_built, told
    from briefs.project import build as build_all

    rows: list[Any] = []
    quiet = quiet or form != "text"

    def say(made: Made, files: tuple[Path, ...], number: int, total: int) -> None:
        if not rows:
            rows.append(bar(total))
            rows.append(rows[0].__enter__())
            rows.append(rows[1].add_task("building", total=total) if rows[1] else None)
        if rows[1]:
            rows[1].update(rows[2], completed=number, total=total)
        if form == "jsonl":
            click.echo(json.dumps(as_line(made, files), ensure_ascii=False))
        if not quiet:
            for line in told(made, files):
                click.echo(line)

    try:
        report = build_all(ask, say)
    finally:
        if rows:
            rows[0].__exit__(None, None, None)
    if form == "json":
        click.echo(json.dumps(as_json(report, Path(ask.out)), ensure_ascii=False, indent=1))
        return report.ok
    for line in closing(report, ask, quiet, singly):
        click.echo(line)
    errors = tell(report.problems)
    if errors:
        click.echo(f"{summary(errors)}; {not_built(report)}", err=True)
    return not errors


@click.command()
@paper_options
@output_format("text", "json", about="How the trace is printed.")
def trace(form: str, **asked: Any) -> None:
    """Print each paragraph of a document with the facts and sources behind it.

    \b
        briefs trace facts/visit.yaml -t one-pager
        briefs trace facts/visit.yaml -t one-pager --output-format json
    """
    from briefs.commands.trace import as_json, as_text
    from briefs.project import Ask
    from briefs.project import trace as trace_all

    found = trace_all(Ask(HERE, now=datetime.now().astimezone(), **asked))
    if form == "json":
        click.echo(json.dumps([as_json(paper) for paper in found.papers], ensure_ascii=False, indent=1))
    else:
        for line in (line for paper in found.papers for line in as_text(paper)):
            click.echo(line)
    if tell(found.problems):
        raise SystemExit(1)


@click.command()
@click.argument("old")
@click.argument("new", required=False, default="")
@click.option(
    "-t", "--template", "templates", multiple=True, metavar="TEMPLATE", help="Only this template (repeatable)."
)
@click.option("--set", "settings", multiple=True, callback=settings_of, metavar="NAME=VALUE", help="Set an option.")
@output_format("text", "json", about="How differences are printed.")
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

    found = difference(old, new, Ask(HERE, templates=templates, settings=settings, now=datetime.now().astimezone()))
    if form == "json":
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=1))
    else:
        for line in as_text(found):
            click.echo(line)
    if tell(found.problems):
        raise SystemExit(1)
