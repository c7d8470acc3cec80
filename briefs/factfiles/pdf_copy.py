"""A PDF file as paragraphs, each with its page.

Text is taken as PDFium reads it, in a process of its own; scanned pages hold pictures, and no words.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from briefs.factfiles.copies import Copy
from briefs.factfiles.pdf_layout import laid_out
from briefs.factfiles.pdf_pages import MOST_MEMORY, MOST_SECONDS, TIMEOUT
from briefs.factfiles.pdf_runs import Page, Run


def page_paragraphs(data: bytes) -> Copy:
    """The paragraphs of a PDF file and how many pages it has.

    Raises ValueError for what cannot be read, ModuleNotFoundError where the library is not installed.
    """

    copy = laid_out([Page(width, height, [Run(*run) for run in runs]) for width, height, runs in _pages(data)])
    if not copy.paragraphs:
        raise ValueError("it holds no text; it was perhaps scanned")
    return copy


def _pages(data: bytes) -> list[Any]:
    """Each page's width, height and runs, read by a process with bounds. Raises ValueError where it cannot be read."""
    command = [sys.executable, "-P", "-m", "briefs.factfiles.pdf_pages"]  # -P: no module of the folder worked in
    home = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))))
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ, PYTHONPATH=home, PYTHONIOENCODING="utf-8"),
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much_work() from None
    if done.returncode:
        raise _too_much_work()
    said = json.loads(done.stdout)
    if "fault" in said:
        raise ValueError(said["fault"])
    pages: list[Any] = said["pages"]
    return pages


def _too_much_work() -> ValueError:
    memory = f"{MOST_MEMORY // 1_000_000} MB of memory"
    return ValueError(f"it is damaged, or needs more than {MOST_SECONDS} seconds or {memory} to be read")
