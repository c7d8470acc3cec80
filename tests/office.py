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


_RESOLVE = """\
<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(target, filter())
  document.close(True)
End Sub
</script:module>
"""
"""A macro: all tracked changes of a document accepted or rejected, and the document put away as a Word file."""


def resolved_by_office(word: Path, accept: bool) -> Path:
    """The path of a Word file that LibreOffice makes of another by accepting, or rejecting, all changes in it."""
    office = [_office(), "--headless", "--norestore", f"-env:UserInstallation={_profile().as_uri()}"]
    library = _profile() / "user" / "basic" / "Standard"
    if not library.exists():
        pdf_by_office(word)  # the first run makes the profile
        macro = [*office, "macro:///Standard.Module1.Main"]
        subprocess.run(macro, capture_output=True, timeout=SECONDS, check=False)  # and this the library
    (library / "Module1.xba").write_text(_RESOLVE, encoding="utf-8")
    target = Path(tempfile.mkdtemp(dir=_profile().parent)) / word.name
    command = ".uno:AcceptAllTrackedChanges" if accept else ".uno:RejectAllTrackedChanges"
    call = f"macro:///Standard.Module1.Resolve({word.resolve().as_uri()},{target.as_uri()},{command})"
    done = subprocess.run([*office, call], capture_output=True, text=True, timeout=SECONDS, check=False)
    if not target.exists():
        pytest.fail(f"LibreOffice has not resolved the changes in {word.name}: {done.stdout}{done.stderr}")
    return target
