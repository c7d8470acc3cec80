"""The brief through `briefs`, in Word, in a process that may have made others before."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

FORMATS: tuple[str, ...] = ("docx",)


def make(brief: dict[str, Any], folder: Path) -> bytes:
    """The Word file."""
    return files(brief, FORMATS)["docx"]


def files(brief: dict[str, Any], formats: tuple[str, ...]) -> dict[str, bytes]:
    """The files, from the fact file that the brief names."""
    from briefs.project.pipeline import make as made
    from briefs.project.stages import Plan

    shelf = _shelf(brief["workspace"])
    facts, _ = shelf.facts(Path(brief["facts"]))
    template = shelf.template(brief["template"])
    assert template is not None
    plan = Plan(facts, template, None, "bench", formats, template.theme)
    shelf.releases.clear()
    shelf.flows.clear()
    return dict(made(plan, shelf).files)


@cache
def _shelf(workspace: str) -> Any:
    from briefs.project.template_folders import Shelf

    return Shelf(Path(workspace))
