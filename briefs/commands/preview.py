"""Pictures of pages, for people who choose a template.

It draws what `build` has made as PDF; pypdfium2 turns pages into pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from briefs.model.problems import Place, Problem, Stop
from briefs.project import Made
from briefs.project.fact_checking import fact_files
from briefs.project.pipeline import make
from briefs.project.plan import chosen, fits, plans, unknown_settings
from briefs.project.template_folders import Shelf


def previewed(
    workspace: Path,
    out: Path,
    width: int,
    pages: int,
    problems: list[Problem],
    facts: tuple[Path, ...],
    templates: tuple[str, ...],
    theme: str,
    settings: Mapping[str, str],
) -> Iterator[Path]:
    """The pictures' files, one for each page (`NAME-1.png`), at most `pages` (0: all).

    Of a template that makes a document for each record the first is drawn.
    """
    shelf = Shelf(workspace)
    wanted, faults = chosen(shelf, templates)
    problems += [*faults, *unknown_settings(wanted, settings)]
    for path in fact_files(workspace, facts):
        found, faults = shelf.facts(path)
        problems += faults
        for template in wanted:
            if not templates and not fits(template, found):
                continue
            plan = next(plans(found, [template], ("pdf",), theme, settings, False), None)
            made = make(plan, shelf) if plan else None
            if made:
                problems += made.problems
                yield from _pages(made, out / template.name, width, pages)


def _pages(made: Made, stem: Path, width: int, most: int) -> Iterator[Path]:
    """Raises Stop where pypdfium2 is not installed."""
    if "pdf" not in made.files:
        return
    try:
        import pypdfium2  # an extra
    except ImportError:
        hint = "pip install 'briefs[preview]'"
        raise Stop(
            [Problem("W030", "pictures need pypdfium2, which is not installed", Place("briefs preview"), hint)]
        ) from None
    stem.parent.mkdir(parents=True, exist_ok=True)
    library: Any = pypdfium2
    document = library.PdfDocument(made.files["pdf"])
    for number, page in enumerate(document, 1):
        if most and number > most:
            break
        picture = page.render(scale=width / page.get_width()).to_pil().quantize(64)
        target = stem.with_name(f"{stem.name}-{number}.png")
        picture.save(target, optimize=True)
        yield target
    document.close()
