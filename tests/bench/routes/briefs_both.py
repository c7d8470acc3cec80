"""The brief through `briefs`, in both formats, in a process that may have made others before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from routes.briefs_word import files


def make(brief: dict[str, Any], folder: Path) -> bytes:
    """The PDF file; the Word file is made too."""
    return files(brief, ("docx", "pdf"))["pdf"]
