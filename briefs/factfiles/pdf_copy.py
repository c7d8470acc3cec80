"""A PDF file as paragraphs, each with its page.

Text is taken as PDFium reads it; scanned pages hold pictures, and no words.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from briefs.factfiles.pdf_pages import MOST_MEMORY, MOST_SECONDS, TIMEOUT
from briefs.model.source_text import Paragraph

_ENDS = re.compile(r"[.!?…:;»”\"')]$")
_SOFT = re.compile("[\u00ad\ufffe\x02]\\s*\n?\\s*")


def page_paragraphs(data: bytes) -> tuple[list[Paragraph], int]:
    """The paragraphs of a PDF file and how many pages it has.

    Raises ValueError for what cannot be read, ModuleNotFoundError where the library is not installed.
    """
    import pypdfium2  # noqa: F401 what reads is another process, which could not say that it is missing

    texts = _texts(data)
    found = [each for number, text in enumerate(texts, 1) for each in _paragraphs(text, number)]
    if not found:
        raise ValueError("it holds no text; it was perhaps scanned")
    return found, len(texts)


def _texts(data: bytes) -> list[str]:
    """The text of each page, read by a process with bounds. Raises ValueError where it cannot be read within them."""
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
    pages: list[str] = said["pages"]
    return pages


def _too_much_work() -> ValueError:
    memory = f"{MOST_MEMORY // 1_000_000} MB of memory"
    return ValueError(f"it is damaged, or needs more than {MOST_SECONDS} seconds or {memory} to be read")


def _paragraphs(text: str, page: int) -> Iterator[Paragraph]:
    """The paragraphs of a page: a line that ends a sentence and stays short ends one, as does an empty line."""
    lines = [" ".join(line.split()) for line in _SOFT.sub("", text.replace("\r\n", "\n")).split("\n")]
    widest = max((len(line) for line in lines), default=0)
    held: list[str] = []
    for line in lines:
        if line:
            held.append(line)
        short = len(line) < 0.8 * widest and bool(_ENDS.search(line) or len(line) < 0.5 * widest)
        if held and (not line or short):
            yield Paragraph(" ".join(held), 0, page)
            held = []
    if held:
        yield Paragraph(" ".join(held), 0, page)
