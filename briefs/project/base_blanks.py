"""Values that the headers of a base have a place for: `{{ brief.reference }}`, `{{ marking }}`.

They are set as text, whatever they hold; no part of a header is read as a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefs.factfiles.template_file import unknown
from briefs.model.problems import Place, Problem, did_you_mean
from briefs.model.theme import Theme, named_in
from briefs.model.vocabulary import Vocabulary

NO_SUCH_VALUE = "T059"
OWN = ("title", "marking", "reference", "version", "as_of", "facts_as_at", "draft", "annex")
"""What a paper has for its headers besides facts."""


def blanks_of(theme: Theme, text: Callable[[str], str]) -> dict[str, str]:
    """The value for each fact that the headers of the theme's base name; `text` gives that of a path."""
    names = (*(theme.stationery.blanks if theme.stationery else ()), *_paths(theme))
    return {name: text(name) for name in names if name not in OWN}


def _paths(theme: Theme) -> list[str]:
    """The paths of facts that the theme's own headers and footers name."""
    return sorted(name for name in named_in(theme) if "." in name)


def strange_names(theme: Theme, vocabulary: Vocabulary, at: Place) -> Iterator[Problem]:
    """A problem for each name in the theme's own headers and footers that no fact can have."""
    for name in _paths(theme):
        message, hint = unknown(name, vocabulary)
        if message:
            what = f"a header or footer of the theme names `{{{name}}}`: {message}"
            yield Problem(NO_SUCH_VALUE, what, at, hint)


def strange_blanks(theme: Theme, vocabulary: Vocabulary) -> Iterator[Problem]:
    """A problem for each name in the headers of the theme's base that no fact can have."""
    for name in theme.stationery.blanks if theme.stationery else ():
        message, hint = unknown(name, vocabulary)
        if name in OWN or not message:
            continue
        hint = did_you_mean(name, OWN, hint)
        assert theme.stationery is not None
        at = Place(theme.stationery.file)
        yield Problem(NO_SUCH_VALUE, f"a header has a place for `{{{{ {name} }}}}`: {message}", at, hint)
