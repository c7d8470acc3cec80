"""A template's syntax tree without facts, and what can be seen in it: unreadable tags, unknown filters and names.

It runs nothing.
"""

from __future__ import annotations

from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes

from briefs.model.problems import Place, Problem
from briefs.model.template import Template
from briefs.templating.environment import Loader, Sandbox, source_of
from briefs.templating.filters import FILTERS
from briefs.templating.inspection import inspect
from briefs.templating.jinja_messages import plain_words


def parsed(template: Template) -> tuple[nodes.Template | None, tuple[Problem, ...]]:
    """The tree of a template, and what can be seen in it; None where it cannot be read. Read once."""
    return _parsed(source_of(template), template.name, template.file)


@lru_cache(256)
def _parsed(text: str, name: str, file: str) -> tuple[nodes.Template | None, tuple[Problem, ...]]:
    sandbox = Sandbox(Loader(lambda name, after: None), str, _quiet, _quiet)
    try:
        tree = sandbox.parse(text, name, file)
    except TemplateSyntaxError as fault:
        words, hint = plain_words(fault.message or "")
        return None, (Problem("T001", words, Place(file, fault.lineno), hint),)
    return tree, tuple(inspect(tree, file, FILTERS, sandbox.tests))


def _quiet(*said: str) -> None:
    """Nobody is told while nothing runs."""


__all__ = ["parsed"]
