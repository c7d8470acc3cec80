"""Passwords: from a file, from the environment, or typed by whoever sits at the terminal.

They are never taken from the command line, where others could read them, and never printed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from briefs.files import NotReadError, read_bytes
from briefs.model.problems import Place, Problem, Stop

LARGEST = 10_000
"""Bytes of a file whose first line is a password."""


def password(file: Path | None) -> str:
    """What the PDF files are to be encrypted with; empty where nobody gives any. Raises Stop."""
    return _given(file, "BRIEFS_PASSWORD", "W031", "Password for the PDF files", twice=True)


def passphrase(file: Path | None, certificate: Path) -> str:
    """What opens the certificate's file; empty where it is not locked. Raises Stop."""
    prompt = f"Passphrase of {certificate.name} (empty if it has none)"
    return _given(file, "BRIEFS_PASSPHRASE", "W032", prompt, twice=False)


def _given(file: Path | None, variable: str, code: str, prompt: str, twice: bool) -> str:
    if file is not None:
        return _first_line(file, code)
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        return ""
    typed: str = click.prompt(prompt, default="", show_default=False, hide_input=True, err=True)
    if twice and typed != click.prompt("The same again", default="", show_default=False, hide_input=True, err=True):
        raise Stop([Problem(code, "the two passwords differ", Place("--encrypt"), "type the same one twice")])
    return typed


def _first_line(file: Path, code: str) -> str:
    try:
        lines = read_bytes(file, LARGEST).decode("utf-8-sig").splitlines()
    except NotReadError as fault:
        what = str(fault)
    except ValueError:
        what = "is no text in UTF-8"
    else:
        return lines[0] if lines else ""
    hint = "name a text file whose first line is the password"
    raise Stop([Problem(code, f"the password file {what}", Place(str(file)), hint)])
