"""A document without its blocks: title, language, marking, properties, furniture, pictures.

Nothing of its text is made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from briefs.files import NotReadError
from briefs.language import day, words_of
from briefs.model.counting import Numbering
from briefs.model.facts import Fact, Facts
from briefs.model.problems import Problem, Stop
from briefs.model.template import Template
from briefs.model.theme import Theme
from briefs.model.tree import Block, Document, Figure, blocks_below
from briefs.project.base_blanks import blanks_of
from briefs.project.stages import Filled, Plan
from briefs.project.template_folders import Shelf
from briefs.project.theme_folders import PICTURES
from briefs.project.unsettled import waiting_in

KIND_HINT = "save it as PNG or JPEG"


def shell_of(plan: Plan, filled: Filled, shelf: Shelf) -> Document:
    """The document without its blocks: title, language, marking, furniture, pictures."""
    facts, sheet, language, marking = filled.facts, filled.sheet, filled.language, filled.terms.marking
    dated = day_of(facts)
    terms = words_of(language)
    as_of = day(dated, language)
    about = facts.text("title")
    title = sheet.title or (f"{plan.template.title}: {about}" if about else plan.template.title)
    return Document(
        title=title,
        language=language,
        blocks=(),
        marking=marking,
        author=_settled(facts, "brief.author", plan.facts),
        subject=about if about and about != title and filled.terms.is_internal else plan.template.title,
        dated=dated,
        furniture={
            **blanks_of(filled.theme, lambda path: _settled(facts, path, plan.facts)),
            "title": title,
            "marking": marking,
            "reference": _settled(facts, "brief.reference", plan.facts),
            "version": _settled(facts, "brief.version", plan.facts),
            "as_of": as_of,
            "facts_as_at": terms["facts_as_at"].replace("{as_of}", as_of),
            "annex": "",
            "page_of_pages": terms["page_of_pages"],
        },
        pictures=_pictures(sheet.blocks, Path(facts.file).parent, shelf),
        words=terms,
        numbering=numbering_of(plan.template, filled.theme),
    )


def numbering_of(template: Template, theme: Theme) -> Numbering:
    """What is counted through the paper; headings are not where a ministry's file counts them itself."""
    said = template.numbering or theme.numbering
    asked: Numbering = "" if said == "none" else said
    if theme.stationery is None or "heading-1" not in theme.stationery.numbers:
        return asked
    return "paragraphs" if asked in ("paragraphs", "both") else ""


def day_of(facts: Facts) -> date:
    """The day of the facts."""
    told = facts.find("as_of")
    return told.value if isinstance(told, Fact) and isinstance(told.value, date) else date(2000, 1, 1)


def _settled(facts: Facts, path: str, whole: Facts) -> str:
    """The text of a fact; empty for one that is still to be confirmed or supplied: properties show no placeholder."""
    return "" if path in waiting_in(facts, whole) else facts.text(path)


def _pictures(blocks: Sequence[Block], beside: Path, shelf: Shelf) -> dict[str, bytes]:
    """The pictures that are there, by name. Raises Stop where one is too large or may not be read."""
    figures = {block.name: block for block in blocks_below(tuple(blocks)) if isinstance(block, Figure)}
    found: dict[str, bytes] = {}
    for name, figure in sorted(figures.items()):
        try:
            data = shelf.picture(name, beside)
        except NotReadError as fault:
            raise Stop([Problem("W003", f"the picture `{name}` {fault}", figure.at)]) from None
        if data is not None:
            found[name] = data
        elif Path(name).suffix.casefold() not in PICTURES and shelf.holds(name, beside):
            message = f"`{name}` is of a kind that papers cannot show"
            raise Stop([Problem("W003", message, figure.at, KIND_HINT)])
    return found
