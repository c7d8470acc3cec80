"""From files to plain values: facts, themes and the heads of templates, with every problem of a file at once.

Nothing here fills a template, checks a fact against its source, or writes a document.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefs.lazily import lazily
from briefs.model.facts import Facts
from briefs.model.problems import Problem
from briefs.model.vocabulary import STANDARD, Vocabulary

if TYPE_CHECKING:
    from briefs.factfiles.audiences import load_audiences
    from briefs.factfiles.json_schema import schema
    from briefs.factfiles.languages import load_languages
    from briefs.factfiles.marking_schemes import load_scheme
    from briefs.factfiles.template_file import load_template
    from briefs.factfiles.themes import load_theme
    from briefs.factfiles.vocabulary import load_vocabulary
    from briefs.model.vocabulary import VOCABULARY


def load_facts(path: str | Path, vocabulary: Vocabulary = STANDARD) -> tuple[Facts, list[Problem]]:
    """The facts of a file, and every problem found in it, by place.

    `vocabulary` says which sections and fields there are; `load_vocabulary` reads a ministry's own. Where a problem is
    an error, what it concerns is left out or kept as text. Raises Stop when nothing can be made of the file.
    """
    from briefs.factfiles.fact_file import facts_in

    return facts_in(Path(path), vocabulary)


__getattr__ = lazily(
    __name__,
    {
        "VOCABULARY": "briefs.model.vocabulary",
        "load_audiences": "briefs.factfiles.audiences",
        "load_languages": "briefs.factfiles.languages",
        "load_scheme": "briefs.factfiles.marking_schemes",
        "load_template": "briefs.factfiles.template_file",
        "load_theme": "briefs.factfiles.themes",
        "load_vocabulary": "briefs.factfiles.vocabulary",
        "schema": "briefs.factfiles.json_schema",
    },
)
__all__ = [
    "VOCABULARY",
    "load_audiences",
    "load_facts",
    "load_languages",
    "load_scheme",
    "load_template",
    "load_theme",
    "load_vocabulary",
    "schema",
]
