"""LibreOffice, where it is installed: a Word file laid out as PDF.

It has a profile of its own for each call, and a limit of time.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
LONGEST = 120
"""Seconds."""
PRODUCER = re.compile(rb"LibreOffice [0-9.]+")


class NoOfficeError(Exception):
    """LibreOffice is not there, or has made nothing; its text says which."""


def as_pdf(data: bytes) -> tuple[bytes, str]:
    """The Word file as PDF, and the program that laid it out, with its version. Raises NoOfficeError."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise NoOfficeError("LibreOffice is not installed")
    with TemporaryDirectory(prefix="briefs-") as folder:
        place = Path(folder)
        (place / "form.docx").write_bytes(data)
        profile = (place / "profile").as_uri()
        command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", _FILTER]
        command += ["--outdir", folder, str(place / "form.docx")]
        try:
            subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
        except (subprocess.TimeoutExpired, OSError):
            raise NoOfficeError("LibreOffice did not answer in time") from None
        made = place / "form.pdf"
        if not made.is_file():
            raise NoOfficeError("LibreOffice could not lay it out")
        pdf = made.read_bytes()
        found = PRODUCER.search(pdf)
        return pdf, found[0].decode() if found else "LibreOffice"


_FILTER = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
