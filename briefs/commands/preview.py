"""Pictures of pages, for people who choose a template.

It draws what `build` has made as PDF; pypdfium2 turns pages into pixels, and the output folder takes the pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from briefs.commands.side_by_side import side_by_side
from briefs.model.facts import Facts
from briefs.model.problems import Place, Problem, Stop
from briefs.model.template import Template
from briefs.project import Ask, Made
from briefs.project.fact_checking import fact_files
from briefs.project.file_names import file_problems, paper_problems
from briefs.project.languages import in_languages, suffix, unknown_languages
from briefs.project.output_folder import Store
from briefs.project.pipeline import make
from briefs.project.plan import asked_for, chosen, fits, plans, unknown_settings
from briefs.project.stages import Plan
from briefs.project.template_folders import Shelf


def previewed(ask: Ask, width: int, pages: int, problems: list[Problem]) -> Iterator[Path]:
    """The pictures' files, one for each page (`NAME-1.png`), at most `pages` of a document (0: all).

    Of several fact files each has a folder of its own. Of a template that makes a document for each record the first
    is drawn. Raises Stop where pypdfium2 is not installed.
    """
    library = _library()
    shelf = Shelf(ask.paths.workspace, ask.today)
    todo = _todo(ask, shelf, problems)
    store = Store(ask.paths.out, ask.force)
    for plan in todo:
        made = make(plan, shelf)
        problems += made.problems
        for number, picture in enumerate(_pictures(made, width, pages, library), 1):
            try:
                yield store.put(f"{plan.name}-{number}.png", picture)
            except Stop as stop:
                problems += stop.problems
    problems += store.close()


def contact_sheet(ask: Ask, width: int, problems: list[Problem]) -> Iterator[Path]:
    """The file of one picture for each fact file: the first pages of its papers side by side, with their names.

    Raises Stop where pypdfium2 is not installed.
    """
    library = _library()
    shelf = Shelf(ask.paths.workspace, ask.today)
    sheets: dict[str, list[tuple[str, bytes]]] = {}
    for plan in _todo(ask, shelf, problems):
        made = make(plan, shelf)
        problems += made.problems
        pages = sheets.setdefault(Path(plan.facts.file).stem, [])
        pages += [(plan.template.title or plan.template.name, each) for each in _pictures(made, width, 1, library)]
    store = Store(ask.paths.out, ask.force)
    for stem, pages in sheets.items():
        if pages:
            yield store.put(f"{stem}.png", side_by_side(pages))
    problems += store.close()


def _todo(ask: Ask, shelf: Shelf, problems: list[Problem]) -> list[Plan]:
    """The plans of what is to be drawn, by the names of its pictures; none where these are wrong."""
    templates, faults = chosen(shelf, ask.templates)
    problems += [*faults, *unknown_settings(templates, ask.typed), *unknown_languages(ask.languages)]
    paths = fact_files(ask.paths.workspace, ask.paths.facts)
    todo: list[Plan] = []
    for path in paths:
        facts, faults = shelf.facts(path)
        problems += faults
        named = None if ask.templates else asked_for(facts, shelf, problems)
        fitting = [each for each in templates if ask.templates or fits(each, facts)]
        for spoken in in_languages(facts, ask.languages):
            todo += _plans(spoken, fitting if named is None else named, ask, shelf)
    unfit = [*file_problems(paths), *paper_problems(todo)]
    problems += unfit
    return [] if unfit else [replace(plan, name=_name(plan, len(paths))) for plan in todo]


def _plans(facts: Facts, templates: list[Template], ask: Ask, shelf: Shelf) -> Iterator[Plan]:
    for template in templates:
        plan = next(plans(facts, [template], ("pdf",), ask.theme, ask.typed, False, shelf), None)
        if plan:
            yield replace(plan, now=ask.now)


def _name(plan: Plan, files: int) -> str:
    name = plan.template.name + suffix(plan.facts)
    return name if files == 1 else f"{Path(plan.facts.file).stem}/{name}"


def _pictures(made: Made, width: int, most: int, library: Any) -> Iterator[bytes]:
    """The pages as PNG files."""
    if "pdf" not in made.files:
        return
    document = library.PdfDocument(made.files["pdf"])
    for number, page in enumerate(document, 1):
        if most and number > most:
            break
        data = BytesIO()
        page.render(scale=width / page.get_width()).to_pil().quantize(64).save(data, "PNG", optimize=True)
        yield data.getvalue()
    document.close()


def _library() -> Any:
    try:
        import pypdfium2  # an extra
    except ImportError:
        at, hint = Place("briefs preview"), "pip install 'briefs[preview]'"
        raise Stop([Problem("W030", "pictures need pypdfium2, which is not installed", at, hint)]) from None
    return pypdfium2
