"""What `briefs build` is asked about seals, and what it says of each document.

It makes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from briefs.commands import passwords
from briefs.commands.check import as_json as problem_as_json
from briefs.commands.terminal import not_held
from briefs.model.cited import Limited
from briefs.model.problems import Place
from briefs.project import Ask, Made, Report
from briefs.project.unprinted import Unprinted, Why

SEALED = "encrypted and signed files differ from one build to the next"
NOT_SEALED = "Word files are neither encrypted nor signed"


def seal_of(
    encrypt: bool, password_file: Path | None, sign: Path | None, passphrase_file: Path | None
) -> dict[str, Any]:
    """What the options ask to be done to finished PDF files, as `Ask` has it."""
    if password_file and not encrypt:
        raise click.UsageError("--password-file goes with --encrypt")
    if passphrase_file and not sign:
        raise click.UsageError("--passphrase-file goes with --sign")
    seal: dict[str, Any] = {}
    if encrypt:
        seal["password"] = passwords.password(password_file)
    if sign:
        seal |= {"certificate": sign, "passphrase": passwords.passphrase(passphrase_file, sign)}
    return seal


def told(made: Made, files: tuple[Path, ...]) -> list[str]:
    """A line for each file: path, pages, how it is sealed; and what was dropped, kept back, or is to be known."""
    pages = f"  {made.pages} page{'s' if made.pages != 1 else ''}" if made.pages else ""
    sealed = "".join(f", {words}" for words in made.sealed)
    same = ", unchanged" if made.unchanged else ""
    lines = [f"{path}{pages}{sealed if path.suffix == '.pdf' else ''}{same}" for path in files]
    if made.gone and lines:
        lines[-1] += f"\n  dropped to keep the page budget: {_gathered(made.gone)}"
    if made.shown.limited and lines:
        lines[-1] += f"\n  left out by the template's limits: {_limited(made.shown.limited)}"
    if lines:
        lines[-1] += "".join(f"\n  {remark}" for remark in made.remarks)
    return lines


def _limited(limits: Sequence[Limited]) -> str:
    return ", ".join(f"{len(each.cut)} of {len(each.entries)} {each.what.replace('_', ' ')}" for each in limits)


REASONS: Mapping[Why, str] = {
    "not asked for": "no template asks for it",
    "left out by a limit": "left out by a template's limit",
    "dropped": "dropped to keep a page budget",
    "kept back": "kept back from every paper",
}


def closing(report: Report, ask: Ask, quiet: bool, singly: bool) -> Iterator[str]:
    """What is said when all is made: what no paper prints, what nothing could be held against, what seals bring
    with them, which copies were kept.
    """
    if not quiet:
        yield from unprinted(report.unprinted, singly)
    if ask.final and report.unheld and not quiet:
        yield not_held(report.unheld)
    if (ask.password is not None or ask.certificate) and report.files and not quiet:
        yield SEALED
        yield from (NOT_SEALED,) if any(path.suffix == ".docx" for path in report.files) else ()
    for path, copy in report.kept:
        yield f"{path}: your version is kept as {copy.name}"


def not_built(report: Report) -> str:
    """What errors have come to."""
    return "what has one is not built" if report.files else "nothing is built"


def unprinted(facts: Sequence[Unprinted], singly: bool) -> Iterator[str]:
    """A line for each fact file of which there are facts that no paper prints; `singly`, one for each such fact."""
    for file, found in groupby(facts, key=lambda fact: fact.at.file):
        there = list(found)
        told = [fact for fact in there if fact.why != "kept back"]
        if told:
            hint = "" if singly else " (--unprinted lists them)"
            yield f"{file}: no paper here prints {_counted(told)}{hint}"
        yield from (f"  {fact.at}  {fact.id}: {REASONS[fact.why]}" for fact in (there if singly else ()))


def _counted(facts: Sequence[Unprinted]) -> str:
    """How many facts, and in which sections: `3 facts: 2 in events, 1 in points`."""
    counts = Counter(fact.id.partition(".")[0] if "." in fact.id else "the head" for fact in facts)
    number = f"{len(facts)} fact{'s' if len(facts) != 1 else ''}"
    return f"{number}: {', '.join(f'{n} in {section}' for section, n in counts.items())}"


def as_json(report: Report, out: Path) -> dict[str, object]:
    """The report as JSON has it: papers, what no paper prints, sources without a copy, problems."""
    return {
        "papers": [_paper(made, report, out) for made in report.made],
        "unprinted": [{"id": fact.id, "why": fact.why, **_place(fact.at)} for fact in report.unprinted],
        "unheld": list(report.unheld),
        "problems": [problem_as_json(problem) for problem in report.problems],
    }


def _paper(made: Made, report: Report, out: Path) -> dict[str, object]:
    """What was made; of its files those that were put into the folder `out`."""
    own = {out / f"{made.name}.{ending}" for ending in made.files}
    files = [path.as_posix() for path in report.files if path in own]
    limited = [
        {"what": each.what, "of": len(each.entries), "ids": list(each.cut), **_place(each.at)}
        for each in made.shown.limited
    ]
    return {
        "name": made.name,
        "files": files,
        "pages": made.pages,
        "unchanged": made.unchanged,
        "dropped": list(made.gone),
        "left_out": limited,
        "sealed": list(made.sealed),
        "remarks": list(made.remarks),
    }


def as_line(made: Made, files: tuple[Path, ...]) -> dict[str, object]:
    """One document as a line of JSON has it, with its own problems: for a program that goes on with it at once."""
    return {
        "name": made.name,
        "files": [path.as_posix() for path in files],
        "pages": made.pages,
        "unchanged": made.unchanged,
        "problems": [problem_as_json(problem) for problem in made.problems],
    }


def _place(at: Place) -> dict[str, object]:
    return {"file": at.file, "line": at.line, "column": at.column}


def _gathered(gone: tuple[str, ...]) -> str:
    counts: dict[str, int] = {}
    for what in gone:
        counts[what] = counts.get(what, 0) + 1
    return "; ".join(what if n == 1 else what.replace("one entry", f"{n} entries") for what, n in counts.items())
