"""The brief through Jinja's HTML and pandoc, as a Word file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from routes.weasyprint_pdf import html


def make(brief: dict[str, Any], folder: Path) -> bytes:
    """The Word file."""
    out = folder / "pandoc.docx"
    import_module("pypandoc").convert_text(html(brief), "docx", format="html", outputfile=str(out))
    return out.read_bytes()
