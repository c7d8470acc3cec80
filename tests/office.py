"""Word files as LibreOffice lays them out: the nearest thing to Word that a test can ask.

Where LibreOffice is not installed the test is skipped, but on a CI machine it fails.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pikepdf
import pytest

SECONDS = 180
"""For one conversion; the first makes a profile, which takes longest."""


def pages_in_office(word: Path) -> int:
    """How many pages a Word file has."""
    with pikepdf.open(pdf_by_office(word)) as pdf:
        return len(pdf.pages)


def pdf_by_office(word: Path) -> Path:
    """The path of a PDF that LibreOffice makes of a Word file, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(dir=_profile().parent))
    command = [_office(), "--headless", "--norestore", f"-env:UserInstallation={_profile().as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(word)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    made = folder / f"{word.stem}.pdf"
    if not made.exists():
        pytest.fail(f"LibreOffice has made no PDF of {word.name}: {done.stdout}{done.stderr}")
    return made


def _office() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program:
        return program
    if os.environ.get("CI"):
        pytest.fail("LibreOffice is not installed on this CI machine")
    pytest.skip("LibreOffice is not installed")


@cache
def _profile() -> Path:
    """A profile of our own, for all conversions of this process: the user's is never touched."""
    folder = Path(tempfile.mkdtemp(prefix="briefs-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / "profile"
