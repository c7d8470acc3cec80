"""The brief through Jinja's HTML and WeasyPrint, as PDF/UA-1."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def make(brief: dict[str, Any], folder: Path) -> bytes:
    """The PDF file, tagged."""
    return bytes(import_module("weasyprint").HTML(string=html(brief)).write_pdf(pdf_variant="pdf/ua-1"))


def html(brief: dict[str, Any]) -> str:
    """The brief as HTML."""
    return str(_template().render(brief))


@cache
def _template() -> Any:
    jinja = import_module("jinja2")
    environment = jinja.Environment(loader=jinja.FileSystemLoader(HERE), autoescape=True)
    return environment.get_template("brief.html.jinja")
