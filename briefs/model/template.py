"""Templates as they were written: a head of settings, and the body that `templating` fills.

Plain values; `factfiles` reads them from files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from briefs.model.counting import Numbering
from briefs.model.problems import Place

OR = " or "
"""Between the paths of a need of which one is enough."""


class Option(Struct, frozen=True):
    """A setting that whoever builds may change (`--set name=value`)."""

    name: str
    type: Literal["integer", "text", "boolean"]
    default: int | str | bool
    about: str
    at: Place
    choices: tuple[str, ...] = ()


class Need(Struct, frozen=True):
    """A section or field (`visit`, `brief.to`) without which the document cannot be made; or one of several."""

    path: str
    """As it was written; with ` or ` between them where one of several will do."""
    at: Place

    @property
    def ways(self) -> tuple[str, ...]:
        """The paths of which one is enough."""
        return tuple(self.path.split(OR))


class Template(Struct, frozen=True):
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
    """`public` or `internal`; empty: that of the template it extends, or internal."""
    theme: str = ""
    """A theme's name; empty: that of the template it extends, or `plain`."""
    base: str = ""
    """A Word file that papers are written on; empty: that of the template it extends, or of the theme."""
    language: str = ""
    """Of the template's own words; empty: the facts' language."""
    extends: str = ""
    """A template whose blocks this one overrides."""
    notes: bool | Literal["sources"] = True
    """Whether sources stand as numbers in the text: one for each place, or with `sources` one for each source."""
    options: tuple[Option, ...] = ()
    header: tuple[Need, ...] = ()
    """Fields of `brief` that the paper must show; a draft shows which of them are still to be supplied."""
    numbering: Numbering | Literal["none"] = ""
    """What is counted through the paper; empty: that of the template it extends, or of the theme."""
    marking: str = ""
    """The document's protective marking, where it is not the facts' own."""
    parts: tuple[Need, ...] = ()
    """The papers that are bound behind it where none is asked for beside it."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """`sentence`: words in one; `abbreviations`: how many different ones; `age`: days since the facts were true."""
    known: tuple[str, ...] = ()
    """Abbreviations that its readers need not be told the meaning of."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Its own words by name, each by language."""
    form: bytes = b""
    """The Word file that it is filled into, where it is a form; its body then holds tokens."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where the value of each setting of the head stands."""

    def at(self, setting: str) -> Place:
        """Where the value of a setting stands; the template's first line where the head does not have it."""
        return self.places.get(setting) or Place(self.file, 1)
