"""Templates as they were written: a head of settings, and the body that `fill` fills.

Plain values; `load` reads them from files.
"""

from __future__ import annotations

from typing import Literal

from briefs.nouns import dataclass
from briefs.problems import Place


@dataclass(frozen=True, slots=True)
class Option:
    """A setting that whoever builds may change (`--set name=value`)."""

    name: str
    type: Literal["integer", "text", "boolean"]
    default: int | str | bool
    about: str
    at: Place
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A section or field (`visit`, `brief.to`) without which the document cannot be made."""

    path: str
    at: Place


@dataclass(frozen=True, slots=True)
class Template:
    """One template file, or one part that templates include."""

    name: str
    """The name it is asked for by: `one-pager`."""
    file: str
    """The file as the user would name it."""
    body: str
    """Everything below the head, with Jinja in it."""
    line: int
    """The line of the file on which the body begins."""
    title: str = ""
    about: str = ""
    needs: tuple[Need, ...] = ()
    pages: int = 0
    """A budget; 0: as many as it takes."""
    for_each: str = ""
    """A section: one document for each of its records, which the template knows as `record`."""
    audience: str = ""
    """`public`, or empty for internal."""
    theme: str = ""
    """A theme's name; empty: that of the template it extends, or `plain`."""
    language: str = ""
    """Of the template's own words; empty: the facts' language."""
    extends: str = ""
    """A template whose blocks this one overrides."""
    notes: bool = True
    """Whether sources stand as numbers in the text."""
    options: tuple[Option, ...] = ()
