"""The brief through Jinja and Typst, as PDF/UA-1: values as Typst's strings, so that none is markup."""

from __future__ import annotations

import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def make(brief: dict[str, Any], folder: Path) -> bytes:
    """The PDF file, tagged."""
    text = _template().render(brief).encode()
    return bytes(
        _compiler(str(Path(brief["fonts"]["regular"]).parent)).compile(text, format="pdf", pdf_standards="ua-1")
    )


@cache
def _compiler(fonts: str) -> Any:
    return import_module("typst").Compiler(font_paths=[fonts], ignore_system_fonts=True)


@cache
def _template() -> Any:
    jinja = import_module("jinja2")
    environment = jinja.Environment(loader=jinja.FileSystemLoader(HERE))
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return environment.get_template("brief.typ.jinja")
