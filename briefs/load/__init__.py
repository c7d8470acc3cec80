"""From files to plain values: facts, themes and the heads of templates, with every problem of a file at once.

Nothing here fills a template, checks a fact against its source, or writes a document.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefs.facts import Facts
from briefs.lazily import lazily
from briefs.problems import Problem

if TYPE_CHECKING:
    from briefs.load.audiences import load_audiences
    from briefs.load.json_schema import schema
    from briefs.load.markings import load_scheme
    from briefs.load.template import load_template
    from briefs.load.theme import load_theme
    from briefs.vocabulary import VOCABULARY


def load_facts(path: str | Path) -> tuple[Facts, list[Problem]]:
    """The facts of a file, and every problem found in it, by place.

    Where a problem is an error, what it concerns is left out or kept as text. Raises Stop when nothing
    can be made of the file.
    """
    from briefs.load.facts import facts_in

    return facts_in(Path(path))


__getattr__ = lazily(
    __name__,
    {
        "VOCABULARY": "briefs.vocabulary",
        "load_audiences": "briefs.load.audiences",
        "load_scheme": "briefs.load.markings",
        "load_template": "briefs.load.template",
        "load_theme": "briefs.load.theme",
        "schema": "briefs.load.json_schema",
    },
)
__all__ = [
    "VOCABULARY",
    "load_audiences",
    "load_facts",
    "load_scheme",
    "load_template",
    "load_theme",
    "schema",
]
