"""Facts: what is known, as it was typed, with who said it.

These are plain values; reading them from files is `factfiles`' work, printing them `templating`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from msgspec import Struct, field

from briefs.model.problems import NOWHERE, Place
from briefs.model.vocabulary import STANDARD, Vocabulary

US = "us"
"""The source that stands for the office itself: our own statement, which needs no note."""


class Reference(Struct, frozen=True):
    """The value of a fact that points to a record: the person who signed, the body that is meant."""

    section: str
    key: str

    @property
    def id(self) -> str:
        return f"{self.section}.{self.key}"


Value = str | Decimal | date | bool | Reference


class Citation(Struct, frozen=True):
    """Where a source says it: the source's id, the place in it, and a few words, verbatim."""

    source: str
    at: str = ""
    """The paragraph, page or section, as the source record counts them."""
    says: tuple[str, ...] = ()
    place: Place = NOWHERE
    spots: tuple[str, ...] = ()
    """Where `at` was a list, its entries; `at` then holds them joined by commas."""


class Source(Struct, frozen=True):
    """A document that says something: an article, a statement, a register."""

    id: str
    title: str
    place: Place
    publisher: str = ""
    published: str = ""
    url: str = ""
    accessed: str = ""
    held: str = ""
    """File name of a copy, beside the fact file."""
    language: str = ""
    counted: str = ""
    """The rule by which `at` counts in this source."""
    kind: str = ""
    short: str = ""
    """The name by which a text refers to it."""
    speaker: str = ""
    """Who speaks in it: a record's id (`people.x`) or a plain name."""


class Translation(Struct, frozen=True):
    """A fact's text in one of the languages in which its file gives it."""

    language: str
    """BCP 47 tag."""
    text: str
    at: Place


class Fact(Struct, frozen=True):
    """One value that someone stated."""

    id: str
    """Its path from the top of the file: `agreements.pension.title`; entries of a list count from 1."""
    value: Value
    written: str
    """The text as typed; it is what is printed unless a filter says otherwise."""
    at: Place
    sources: tuple[Citation, ...] = ()
    use: str = ""
    """`background`: not to be spoken or handed out; `public`: for everybody."""
    markings: tuple[str, ...] = ()
    """Those of its section, of its record and its own, in that order."""
    note: str = ""
    language: str = ""
    """BCP 47 tag of the text, where it is not the file's own language."""
    formula: str = ""
    behind: tuple[str, ...] = ()
    """Ids of the facts from which a formula made this one."""
    embargoes: tuple[str, ...] = ()
    """The days, or days and times (ISO 8601), before which it may not be published."""
    opened: str = ""
    """Why it is open to everybody, whatever it bears and rests on; empty where nobody has opened it."""
    texts: tuple[Translation, ...] = ()
    """Its text in each language, where the file gives it in several; `written` is one of them."""

    @property
    def marking(self) -> str:
        """The marking that stands nearest to it; empty for none."""
        return self.markings[-1] if self.markings else ""

    @property
    def embargo(self) -> str:
        """The embargo that stands nearest to it; empty for none."""
        return self.embargoes[-1] if self.embargoes else ""


class Record(Struct, frozen=True):
    """Named facts that belong together: a person, an agreement, a section, the whole file."""

    id: str
    """Its path; empty for the file itself."""
    fields: Mapping[str, Node]
    at: Place
    section: str = ""
    """The section whose vocabulary it follows; empty for a section itself."""
    sources: tuple[Citation, ...] = ()
    use: str = ""
    markings: tuple[str, ...] = ()
    note: str = ""
    language: str = ""
    embargoes: tuple[str, ...] = ()

    @property
    def marking(self) -> str:
        """The marking that stands nearest to it; empty for none."""
        return self.markings[-1] if self.markings else ""

    @property
    def key(self) -> str:
        """The last part of the id."""
        return self.id.rpartition(".")[2]


class Items(Struct, frozen=True):
    """A list of facts or records."""

    id: str
    items: tuple[Node, ...]
    at: Place


Node = Fact | Record | Items


def walk(node: Node) -> Iterator[Fact]:
    """Every fact in and below `node`, in the order in which they were written."""
    match node:
        case Fact():
            yield node
        case Record():
            for child in node.fields.values():
                yield from walk(child)
        case Items():
            for child in node.items:
                yield from walk(child)


class Allow(Struct, frozen=True):
    """A comment `# allow S104 because …`: for its line, or for the file where it stands above all facts."""

    codes: tuple[str, ...]
    reason: str
    at: Place
    whole: bool = False


class Facts(Struct, frozen=True):
    """A whole fact file."""

    file: str
    root: Record
    """The head's facts and the sections, by name."""
    sources: Mapping[str, Source]
    index: Mapping[str, Fact] = field(default_factory=dict)
    """Every fact by its id."""
    allowed: tuple[Allow, ...] = ()
    markings: Mapping[str, Place] = field(default_factory=dict)
    """Each marking that is given to facts below the head, and where it first stands."""
    vocabulary: Vocabulary = STANDARD
    """What such a file may say: the built-in words, and those of the workspace."""
    written_in: str = ""
    """The language of the file, where these are its facts for papers in another."""
    untranslated: frozenset[str] = frozenset()
    """The ids of the facts that have no text in the language of the papers, and stand in another."""
    tables: tuple[str, ...] = ()
    """The spreadsheets and CSV files from which some of its records come."""

    def find(self, path: str) -> Node | None:
        """The fact, record or list at `path`, or None."""
        node: Node | None = self.root
        for part in path.split(".") if path else ():
            if isinstance(node, Record):
                node = node.fields.get(part)
            elif isinstance(node, Items) and part.isdecimal() and 0 < int(part) <= len(node.items):
                node = node.items[int(part) - 1]
            else:
                return None
        return node

    def text(self, path: str) -> str:
        """The text of the fact at `path` as typed.

        Empty where the path leads to no fact: to nothing, to a record or to a list; `find` tells which.
        """
        node = self.find(path)
        return node.written if isinstance(node, Fact) else ""
