"""What `briefs build` is asked about seals, and what it says of each document.

It makes nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from briefs.build import Made
from briefs.cli import passwords

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
    lines = [f"{path}{pages}{sealed if path.suffix == '.pdf' else ''}" for path in files]
    if made.gone and lines:
        lines[-1] += f"\n  dropped to keep the page budget: {_gathered(made.gone)}"
    if lines:
        lines[-1] += "".join(f"\n  {remark}" for remark in made.remarks)
    return lines


def _gathered(gone: tuple[str, ...]) -> str:
    counts: dict[str, int] = {}
    for what in gone:
        counts[what] = counts.get(what, 0) + 1
    return "; ".join(what if n == 1 else what.replace("one entry", f"{n} entries") for what, n in counts.items())
