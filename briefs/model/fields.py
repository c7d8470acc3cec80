"""The words with which fact files are described: kinds, fields, sections, and what every record may say.

Which sections and fields there are is said in the tables beside; nothing is read or checked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

Kind = Literal[
    "text",  # a single value, printed as typed
    "number",  # a decimal number
    "places",  # how many decimals: a whole number from 0 to 12
    "day",  # a whole date: 2024-10-29
    "date",  # a date, a month (2024-10), a year, or words
    "language",  # a BCP 47 tag: en, mn, kk-Arab
    "reference",  # the id of one record
    "references",  # a list of ids
    "texts",  # a list of values; one value alone will do
    "names",  # a list of ids or of plain names
    "name",  # an id or a plain name
    "points",  # a map from period to number
    "formula",  # arithmetic over figures
    "priority",  # a whole number, 1 first, or `must`
    "flag",  # true or false
    "entries",  # a list of small records with fields of their own
]


class Field(Struct, frozen=True):
    """What may stand behind one key of a record."""

    about: str
    """Its meaning, in a line."""
    kind: Kind = "text"
    required: bool = False
    to: tuple[str, ...] = ()
    """The sections to which a reference may lead."""
    choices: tuple[str, ...] = ()
    """The only words allowed; empty: any."""
    words: tuple[str, ...] = ()
    """The words that the built-in templates know; any other is allowed."""
    fields: Mapping[str, Field] = field(default_factory=dict)
    """What an entry of a list of `entries` holds; an entry that is a single value is the first of them."""
    ours: bool = False
    """Said by the office itself where nothing else is written beside it."""
    public: bool = False
    """Whether papers for the public may print it, where it rests on what was published."""
    free: bool = False
    """Whether papers for the public may print it whatever it rests on."""


class Section(Struct, frozen=True):
    """What a section holds: records by id, one record, or a free tree."""

    about: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    single: bool = False
    """One record instead of a map of records."""
    free: bool = False
    """Any names, to any depth."""
    ours: bool = False
    """Said by the office itself unless a `from:` in the section says otherwise."""
    either: tuple[tuple[str, ...], ...] = ()
    """Groups of fields of which one must be given."""
    public: bool = False
    """Whether all its fields are public."""
    public_where: tuple[str, tuple[str, ...]] = ("", ())
    """A field, and the words that it must hold for the record to be public; without, every record is."""

    @property
    def listed(self) -> bool:
        """Whether it holds records by id."""
        return not (self.single or self.free)


ATTRIBUTES: Mapping[str, str] = {
    "from": "who says so: a source's id, `us`, `{source, at, says}`, or a list of these",
    "use": "`background`: not to be spoken or handed out; `public`: for papers for the public, whoever says it",
    "marking": "the protective marking of what is below; it comes to those above it",
    "open": "beside a value alone: `{because: …}` opens it to everybody, whatever it bears",
    "note": "a remark for those who edit the file; it is never printed",
    "language": "the language in which this text is written (BCP 47), where it is not the file's",
    "embargo": "the day, or day and time, before which this may not be published",
}
"""What any record, and any value written as `{value: …}`, may say about itself."""

STEERING = frozenset({"also", "digits", "priority", "draft", "under"})
"""The fields that say how a record is chosen, printed or checked: they are no facts to print."""

CITATION: Mapping[str, str] = {
    "source": "a source's id, or `us`",
    "at": "the paragraph, page or section in the source, or a list of them",
    "says": "a few words of the source, verbatim, or a list of them",
}

USES = ("background", "public")
FACES = ("value", "name", "title", "label", "what", "text", "question", "said", "quote", "who")
"""The fields that stand for a whole record when it is printed, in order of preference."""
DATES = ("date", "published", "signed", "on", "by", "as_of")
"""The fields that say when something was, each in its section."""
MUST = "must"
"""The priority of a record that no page budget leaves out."""
COMMON: Mapping[str, Field] = {
    "priority": Field("1 comes first and goes last; `must` never goes", "priority", ours=True, free=True),
    "draft": Field("`true`: nobody has confirmed it; a final paper refuses it", "flag", ours=True, free=True),
}
"""What every record may hold besides the fields of its section."""

UNDER = (
    "background",
    "significance",
    "opportunity",
    "risk",
    "line",
    "defensive",
    "question",
    "objective",
    "ask",
)
WHO = ("people", "organisations")


def with_common(section: Section) -> Section:
    """The section with what every record may hold besides."""
    return section if section.free else replace(section, fields={**section.fields, **COMMON})
