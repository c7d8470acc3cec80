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

_HEAD: Mapping[str, Field] = {
    "title": Field("what the facts are about; the documents' title", required=True, ours=True),
    "as_of": Field("the day on which these facts were true", "day", required=True, ours=True),
    "kind": Field("what happened: state visit, budget statement …", ours=True),
    "language": Field("the language of the file's texts (BCP 47)", "language", ours=True),
    "marking": Field("the documents' protective marking", ours=True),
    "scheme": Field("the marking scheme it belongs to, where several know it: uk, australia, tlp …", ours=True),
    "summary": Field("the whole in a few sentences"),
    "papers": Field("the templates by which papers are made where none is named", "texts", ours=True),
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
            "purpose": Field("why this paper, why now, and what the reader has to do"),
            "clearances": Field(
                "who has cleared it, and when", "entries", fields={"who": Field("who"), "when": Field("when", "date")}
            ),
            "copies": Field("who else receives it", "texts"),
            "annexes": Field("what goes with it", "texts"),
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
            "spoken": Field("the name as it is spoken", ours=True),
            "address": Field("how to address this person", ours=True),
            "rank": Field("the place in the order of precedence, 1 first", "number", ours=True),
            "since": Field("since when the post is held", "date"),
            "born": Field("when and, in words, where", "date"),
            "languages": Field("languages spoken", "texts"),
            "career": Field("the posts before, the last first", "texts"),
            "photo": Field("file name of a picture, beside the fact file", ours=True),
            "met": Field("when last met, and on what occasion", ours=True),
            "avoid": Field("what is not to be raised with this person", "texts", ours=True),
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
            "binding": Field("whether it binds in law, as stated; never inferred"),
            "in_force": Field("when it enters or entered into force", "date"),
            "obligations": Field(
                "what each side takes on",
                "entries",
                fields={"side": Field("whose", "name", to=WHO), "what": Field("what", "texts", required=True)},
            ),
            "text_seen": Field("whether the office has seen the text, and where it is", ours=True),
            "owner": Field("who is responsible for it on our side", "name", to=WHO, ours=True),
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
    "meetings": Section(
        "Talks that were or will be held",
        {
            "what": Field("the subject, or with whom", required=True),
            "date": Field("the day", "date"),
            "time": Field("from when, by the clock of the place"),
            "end": Field("until when"),
            "place": Field("where"),
            "with": Field("whom the reader meets", "names", to=WHO),
            "ours": Field("who is there from our side", "names", to=WHO),
            "interpreter": Field("who interprets"),
            "press": Field("what is open to the press, and what is said to it"),
            "background": Field("what went before, in short dated lines", "texts"),
        },
        ours=True,
    ),
    "programme": Section(
        "What happens when, entry by entry",
        {
            "date": Field("the day", "date", required=True),
            "time": Field("from when, by the clock of the place"),
            "end": Field("until when"),
            "zone": Field("the zone of that clock, where two meet"),
            "what": Field("what", required=True),
            "place": Field("where"),
            "who": Field("who takes part", "names", to=WHO),
            "press": Field("what is open to the press"),
            "dress": Field("what is worn"),
            "responsible": Field("who sees to it", "names", to=WHO),
            "telephone": Field("how to reach them"),
            "meeting": Field("the meeting that this is", "reference", to=("meetings",)),
        },
        ours=True,
    ),
    "statements": Section(
        "What somebody said",
        {
            "who": Field("who said it", "reference", required=True, to=WHO),
            "said": Field("in our words"),
            "quote": Field("in the speaker's own words"),
            "on": Field("when", "date"),
            "place": Field("where"),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
        either=(("said", "quote"),),
    ),
    "points": Section(
        "What the reader may say, ask or must know",
        {
            "text": Field("the point", required=True),
            "under": Field("the heading under which it belongs", words=UNDER),
            "to": Field("to whom it is said", "names", to=WHO),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
    ),
    "objectives": Section(
        "What each side wants",
        {
            "text": Field("what is wanted", required=True),
            "side": Field("whose objective it is; ours where nothing is said", choices=("ours", "theirs")),
            "answer": Field("to theirs: what we answer"),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
        ours=True,
    ),
    "questions": Section(
        "What may be asked, and the answer",
        {
            "question": Field("the question", required=True),
            "answer": Field("the answer", required=True),
            "if_pressed": Field("what more may be said to whoever insists"),
            "owner": Field("who answers for it", "name", to=WHO),
            "valid_until": Field("the last day on which the answer holds", "date"),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
        ours=True,
    ),
    "options": Section(
        "What the reader may decide between",
        {
            "text": Field("what would be done", required=True),
            "for": Field("what speaks for it", "texts"),
            "against": Field("what speaks against it", "texts"),
            "cost": Field("what it costs"),
            "recommended": Field("`true` for the one that is recommended", "flag"),
        },
        ours=True,
    ),
    "considerations": Section(
        "What a decision must take into account",
        {
            "kind": Field(
                "the side of it",
                required=True,
                words=("legal", "money", "communications", "consultation", "parliament"),
            ),
            "text": Field("what is to be considered", required=True),
        },
        ours=True,
    ),
    "commitments": Section(
        "What was promised",
        {
            "what": Field("what", required=True),
            "owner": Field("who has promised it", "name", to=WHO),
            "due": Field("by when", "date"),
            "state": Field("how far it is", words=("open", "under way", "done", "dropped")),
            "meeting": Field("at which meeting", "reference", to=("meetings",)),
        },
        ours=True,
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
    "figures": "digits",
}
"""Those that they may print whatever they rest on: a hand-out's own words, and what only arranges the rest."""
PUBLIC_WHERE: Mapping[str, tuple[str, tuple[str, ...]]] = {"points": ("under", ("significance", "opportunity"))}


def _declared(name: str, fields: Mapping[str, Field]) -> dict[str, Field]:
    """The fields of a section, with what the public may see of them."""
    public, free = PUBLIC.get(name, "").split(), FREE.get(name, "").split()
    return {key: replace(each, public=key in public, free=key in free) for key, each in fields.items()}


def with_common(section: Section) -> Section:
    """The section with what every record may hold besides."""
    return section if section.free else replace(section, fields={**section.fields, **COMMON})


HEAD: Mapping[str, Field] = _declared("", _HEAD)
VOCABULARY: Mapping[str, Section] = {
    name: with_common(
        replace(each, fields=_declared(name, each.fields), public_where=PUBLIC_WHERE.get(name, each.public_where))
    )
    for name, each in _SECTIONS.items()
}


class Vocabulary(Struct, frozen=True):
    """What one workspace's fact files may say: the built-in words, and those of the ministry."""

    head: Mapping[str, Field]
    sections: Mapping[str, Section]
    uses: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """What may stand at the top of a fact file, and what templates may begin with."""
        return [*self.head, *self.sections]

    def fields(self, name: str) -> Mapping[str, Field]:
        """The fields of a section; none where it is unknown or free."""
        section = self.sections.get(name)
        return section.fields if section else {}


STANDARD = Vocabulary(HEAD, VOCABULARY, USES)
