"""The vocabulary of fact files: every section, every field, declared once as plain data.

The loader, the JSON Schema, templates and the manual are made from it; it reads and checks nothing itself.
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

STEERING = frozenset({"also", "digits", "priority", "under"})
"""The fields that say how a record is chosen, printed or checked: they are no facts to print."""

CITATION: Mapping[str, str] = {
    "source": "a source's id, or `us`",
    "at": "the paragraph, page or section in the source, or a list of them",
    "says": "a few words of the source, verbatim, or a list of them",
}

USES = ("background", "public")
FACES = ("value", "name", "title", "label", "what", "text", "said", "quote")
"""The fields that stand for a whole record when it is printed, in order of preference."""

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

_HEAD: Mapping[str, Field] = {
    "title": Field("what the facts are about; the documents' title", required=True, ours=True),
    "as_of": Field("the day on which these facts were true", "day", required=True, ours=True),
    "kind": Field("what happened: state visit, budget statement …", ours=True),
    "language": Field("the language of the file's texts (BCP 47)", "language", ours=True),
    "marking": Field("the documents' protective marking", ours=True),
    "scheme": Field("the marking scheme it belongs to, where several know it: uk, australia, tlp …", ours=True),
    "summary": Field("the whole in a few sentences"),
}

_SECTIONS: Mapping[str, Section] = {
    "brief": Section(
        "The paper's own header",
        {
            "to": Field("whom the paper is for"),
            "author": Field("who wrote it: a person or an office"),
            "reference": Field("the number under which it is filed"),
            "action": Field("what is asked of the reader: information, decision, signature …"),
            "deadline": Field("by when", "date"),
            "contact": Field("whom to ask"),
            "version": Field("which version this is"),
            "clearances": Field("who has cleared it", "texts"),
        },
        single=True,
        ours=True,
    ),
    "sources": Section(
        "The documents that say what the facts say",
        {
            "title": Field("as printed on the document", required=True),
            "short": Field("the name by which the text refers to it"),
            "kind": Field("article, statement, register, interview …"),
            "publisher": Field("who published it"),
            "published": Field("when", "date"),
            "url": Field("its address"),
            "accessed": Field("when it was read there", "date"),
            "held": Field("file of a copy, as seen from the fact file: article.txt, ../sources/article.txt"),
            "counted": Field("the rule by which `at` counts in it"),
            "speaker": Field("who speaks in it, where that is one person or body", "name", to=WHO),
        },
    ),
    "organisations": Section(
        "States, ministries, companies, bodies",
        {
            "name": Field("its full name", required=True),
            "kind": Field("state, ministry, company, agency …"),
            "short": Field("its abbreviation or short name"),
            "of": Field("the organisation or state that it belongs to", "reference", to=("organisations",)),
            "also": Field("other spellings or names in use", "texts"),
        },
    ),
    "people": Section(
        "Persons",
        {
            "name": Field("as it is to be printed", required=True),
            "post": Field("the post held on the day of the facts"),
            "of": Field("the organisation or state", "reference", to=("organisations",)),
            "short": Field("the name in running text"),
            "also": Field("other spellings, names or posts in use", "texts"),
        },
    ),
    "visit": Section(
        "The visit or meeting",
        {
            "kind": Field("state visit, working visit, meeting …", required=True),
            "start": Field("the first day", "date", required=True),
            "end": Field("the last day", "date"),
            "place": Field("where"),
            "host": Field("who receives", "reference", to=WHO),
            "guest": Field("who comes", "reference", to=WHO),
            "previous": Field("the visit before this one", "date"),
            "occasion": Field("on what occasion"),
        },
        single=True,
    ),
    "agreements": Section(
        "Instruments that were signed or adopted",
        {
            "title": Field("the exact title", required=True),
            "kind": Field("as it is named: declaration, memorandum, roadmap …", required=True),
            "short": Field("a short title"),
            "number": Field("the number it is registered under"),
            "signed": Field("when", "date"),
            "place": Field("where"),
            "signatories": Field("the persons who signed", "references", to=("people",)),
            "bodies": Field("the organisations bound or concerned", "references", to=("organisations",)),
            "fields": Field("the fields of work that it covers", "texts"),
            "purpose": Field("what it is for"),
            "provisions": Field("what it provides", "texts"),
            "benefits": Field("who gains, and what", "texts"),
            "background": Field("what led to it"),
            "status": Field("as stated: signed, in force, ratified … ; never inferred"),
            "money": Field("sums that it commits"),
            "term": Field("how long it runs"),
            "next_step": Field("what comes next"),
        },
    ),
    "figures": Section(
        "Single numbers",
        {
            "label": Field("what is counted or measured", required=True),
            "value": Field("the number; words such as `over 3,000` are printed but cannot be reckoned with"),
            "unit": Field("what it is counted in"),
            "period": Field("the year or span to which it belongs"),
            "formula": Field("arithmetic over figures and series: makes a value, or checks one", "formula"),
            "digits": Field("how many decimals to print, 0 to 12; as typed, or as a formula's parts justify", "places"),
            "compare": Field("the figure it is to be held against, or a remark", "name", to=("figures",)),
            "priority": Field("1 is shown first", "number"),
        },
        either=(("value", "formula"),),
    ),
    "series": Section(
        "Numbers over time, for charts",
        {
            "label": Field("what is counted or measured", required=True),
            "unit": Field("what it is counted in"),
            "points": Field("a number for each period", "points", required=True),
        },
    ),
    "events": Section(
        "What happened, or will",
        {
            "date": Field("when", "date", required=True),
            "what": Field("what", required=True),
            "place": Field("where"),
            "who": Field("who took part", "names", to=WHO),
        },
    ),
    "statements": Section(
        "What somebody said",
        {
            "who": Field("who said it", "reference", required=True, to=WHO),
            "said": Field("in our words"),
            "quote": Field("in the speaker's own words"),
            "on": Field("when", "date"),
            "place": Field("where"),
        },
        either=(("said", "quote"),),
    ),
    "points": Section(
        "What the reader may say, ask or must know",
        {
            "text": Field("the point", required=True),
            "under": Field("the heading under which it belongs", choices=UNDER),
            "priority": Field("1 comes first", "number"),
        },
    ),
    "actions": Section(
        "What is to be done",
        {
            "what": Field("what", required=True),
            "who": Field("who does it", "names", to=WHO),
            "by": Field("by when", "date"),
        },
    ),
    "handout": Section(
        "What a paper for the public says in our own words",
        {
            "headline": Field("its title, instead of the file's"),
            "summary": Field("what happened and why it matters, in a few sentences"),
            "contact": Field("whom to ask for more"),
            "address": Field("where to find more"),
            "date": Field("its date", "date"),
        },
        single=True,
        ours=True,
    ),
    "gaps": Section(
        "What the sources leave open or contradict",
        {
            "what": Field("what is open", required=True),
            "why": Field("why it matters"),
        },
        ours=True,
    ),
    "other": Section("Anything else, under names of your own", free=True),
}

PUBLIC: Mapping[str, str] = {
    "": "kind summary",
    "sources": "title short kind publisher published url accessed speaker",
    "organisations": "name kind short of also",
    "people": "name post of short also since",
    "visit": "kind start end place host guest previous occasion",
    "agreements": "title kind short number signed place signatories bodies fields purpose provisions benefits "
    "background status money term next_step binding in_force obligations",
    "figures": "label value unit period compare",
    "series": "label unit points",
    "events": "date what place who",
    "statements": "who said quote on place",
    "points": "text under",
}
"""The fields of each section that papers for the public may print, where they rest on what was published."""
FREE: Mapping[str, str] = {
    "": "title as_of language",
    "handout": "headline summary contact address date",
    "figures": "digits priority",
    "points": "priority",
}
"""Those that they may print whatever they rest on: a hand-out's own words, and what only arranges the rest."""
PUBLIC_WHERE: Mapping[str, tuple[str, tuple[str, ...]]] = {"points": ("under", ("significance", "opportunity"))}


def _declared(name: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields of a section, with what the public may see of them."""
    public, free = PUBLIC.get(name, "").split(), FREE.get(name, "").split()
    return {key: replace(each, public=key in public, free=key in free) for key, each in fields.items()}


HEAD: Mapping[str, Field] = _declared("", _HEAD)
VOCABULARY: Mapping[str, Section] = {
    name: replace(each, fields=_declared(name, each.fields), public_where=PUBLIC_WHERE.get(name, each.public_where))
    for name, each in _SECTIONS.items()
}
