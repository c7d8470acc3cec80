"""The commands for copies of sources: show one as it is counted, draft a fact file from some, begin a workspace.

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


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path, dir_okay=False), help="The fact file to write.")
def draft(sources: tuple[str, ...], out: Path | None) -> None:
    """Draft a fact file from copies of sources: candidates by rule, each with its place and words, to be corrected.

    Nothing is in it that does not stand in the sources; what no rule understands is listed below. Without -o it is
    printed.

    \b
        briefs draft sources/release.html -o facts/visit.yaml
        briefs draft release.html bulletin.pdf > facts/visit.yaml
    """
    from datetime import datetime

    from briefs.project.drafting import draft_facts, save

    drafts = draft_facts(sources, out, datetime.now().astimezone().date())
    if out is None:
        click.echo(drafts.file.text, nl=False)
        return
    save(drafts.file.text, out)
    found = ", ".join(f"{count} {name}" for name, count in drafts.counts.items())
    click.echo(f"{out}: {found or 'nothing was found'}")


@click.command()
@click.argument("facts", type=click.Path(path_type=Path))
@click.option("--xlsx", "book", is_flag=True, required=True, help="As a spreadsheet, a sheet for each section.")
@click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path, dir_okay=False), help="The spreadsheet to write."
)
@click.option(
    "--facts",
    "taking",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FACTS",
    help="A fact file to write that takes its records from the spreadsheet.",
)
def export(facts: Path, book: bool, out: Path | None, taking: Path | None) -> None:
    """Write the records of a fact file into a spreadsheet, to be edited there and read back without loss.

    With --facts a fact file is written beside it that takes its records from it; else the lines are shown that do so.

    \b
        briefs export facts/trade.yaml --xlsx
        briefs export facts/trade.yaml --xlsx -o facts/book.xlsx --facts facts/from-book.yaml
    """
    from briefs.project.table_export import write_book

    target = out or facts.with_suffix(".xlsx")
    made = write_book(facts, target, taking)
    click.echo(f"{target}: {', '.join(f'{count} {name}' for name, count in made.sections)}")
    if taking is not None:
        click.echo(str(taking))
        return
    click.echo("To read them from there, write in place of the records:")
    for name, _ in made.sections:
        click.echo(f"  {name}: {{from_file: {target.name}#{name}}}")


@click.command()
@click.argument("paper", type=click.Path(path_type=Path))
@click.option("--facts", type=click.Path(path_type=Path), metavar="FACTS", help="The fact file that it was made from.")
@click.option("-t", "--template", "templates", multiple=True, metavar="TEMPLATE", help="The template of the paper.")
@click.option("--apply", "write", is_flag=True, help="Write the changed values into the fact file.")
def changes(paper: Path, facts: Path | None, templates: tuple[str, ...], write: bool) -> None:
    """Show what was changed by hand in a paper in Word, with the facts that would read otherwise.

    Tracked changes count as accepted. The sources are not changed: `briefs check` tells where a value has no words of
    its source any more.

    \b
        briefs changes build/visit/briefing-note.docx
        briefs changes "Note (edited).docx" --facts facts/visit.yaml --apply
    """
    from briefs.project.template_folders import Shelf
    from briefs.project.word_changes import applied, changes_in, lines_of

    found = changes_in(paper, HERE, (facts,) if facts else (), templates)
    click.echo(f"{paper}: held against {found.paper}, made anew from {found.facts.file}")
    lines = list(lines_of(found))
    for line in lines or ["nothing was changed"]:
        click.echo(line)
    if write and found.proposals:
        done = applied(found, Shelf(HERE))
        click.echo(f"{found.facts.file}: {len(done)} changed")


@click.command()
@click.argument("folder")
@click.argument("more", nargs=-1)
@click.option("--from", "sources", multiple=True, metavar="SOURCE…", help="Copies of sources to draft facts from.")
def new(folder: str, sources: tuple[str, ...], more: tuple[str, ...]) -> None:
    """Begin a workspace: a fact file to fill in, and a place for templates.

    With --from the fact file is drafted from copies of sources, which are kept in `sources/`, and the papers that can
    be made of it are made as drafts.

    \b
        briefs new visit
        briefs new visit --from release.html bulletin.pdf
    """
    from datetime import datetime

    from briefs.commands.workspace import begun, next_steps, papers_made
    from briefs.project.drafting import begun_from
    from briefs.project.source_reading import refuse_address

    refuse_address(folder)
    if more and not sources:
        raise click.UsageError(f"unexpected `{more[0]}`: name copies of sources behind --from")
    path, now = Path(folder), datetime.now().astimezone()
    if not sources:
        for made in begun(path):
            click.echo(str(made))
        for line in next_steps(path):
            click.echo(line)
        return
    facts = path
    for made in begun_from(path, (*sources, *more), now.date()):
        click.echo(str(made))
        facts = made if made.suffix == ".yaml" and made.parent.name == "facts" else facts
    for line in papers_made(path, facts, now):
        click.echo(line)
    for line in next_steps(path, facts.name):
        click.echo(line)
