"""Who says so: `from:` and the other attributes that a record or value has, and hands down to what is below.

It reads attributes only; the values that they cover are `records`' work.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from briefs.factfiles.nodes import Map, Node, Scalar, Seq
from briefs.factfiles.problem_list import Ledger
from briefs.factfiles.scalars import LANGUAGE, MOMENT, is_day
from briefs.model.facts import US, Citation
from briefs.model.fields import ATTRIBUTES, CITATION, USES
from briefs.model.problems import Place

ATTRIBUTE_NAMES = frozenset(ATTRIBUTES)


class Origin(Struct, frozen=True):
    """What a fact inherits from the records around it."""

    sources: tuple[Citation, ...] = ()
    use: str = ""
    markings: tuple[str, ...] = ()
    language: str = ""
    embargoes: tuple[str, ...] = ()
    opened: str = ""
    """Why one value is open to everybody; nothing below inherits that."""


OURS = (Citation(US),)
BACKGROUND = "background"
OPENED_WRONGLY = "F023"


class Attributes:
    """Reads the attributes of one file."""

    def __init__(self, ledger: Ledger, sources: frozenset[str], uses: tuple[str, ...] = USES) -> None:
        self.ledger = ledger
        self.uses = uses
        self.sources = sources
        """The ids of the file's sources."""
        self.language = ""
        """The file's own, which no fact repeats."""
        self.markings: dict[str, Place] = {}
        """Each marking that is given to facts, and where it first stands."""

    def below(self, node: Map, above: Origin, of_value: bool = False) -> Origin:
        """What holds inside `node`: what it says itself, else what held above.

        Markings and embargoes come to those above, and background stays background: nothing below lifts them.
        `of_value` says that the node is a value written as `{value: …}`, which alone may be opened.
        """
        entries = node.entries
        if ATTRIBUTE_NAMES.isdisjoint(entries):
            return above
        origin = above
        if "from" in entries:
            origin = replace(origin, sources=self.citations(entries["from"][1]))
        text = self.word(node, "use")
        if text and (above.use in {"", "public"} or text == BACKGROUND):  # no use below lifts one that keeps back
            origin = replace(origin, use=text)
        if text := self.text(node, "marking"):
            self.markings.setdefault(text, self.place(entries["marking"][1]))
            origin = replace(origin, markings=_with(above.markings, text))
        if text := self.tag(node):
            origin = replace(origin, language="" if text == self.language else text)
        if text := self.moment(node):
            origin = replace(origin, embargoes=_with(above.embargoes, text))
        if not of_value:
            self.refuse_opening(node)
        elif "open" in entries:
            origin = replace(origin, opened=self.opening(node))
        return origin

    def refuse_opening(self, node: Map) -> None:
        """A problem where something else than a value is to be open."""
        if "open" not in node.entries:
            return
        key = node.entries["open"][0]
        hint = "write `{value: …, open: {because: …}}` at each value that may be shown"
        message = "`open` stands at a single value, not at all that is below a name"
        self.ledger.add(OPENED_WRONGLY, message, (key.line, key.column), hint, len("open"))

    def opening(self, node: Map) -> str:
        """The reason that `open: {because: …}` gives; empty, with a problem, where it gives none."""
        key, value = node.entries["open"]
        known = isinstance(value, Map) and value.entries.keys() == {"because"}
        reason = value.entries["because"][1] if known and isinstance(value, Map) else None
        if isinstance(reason, Scalar) and reason.text.strip():
            return " ".join(reason.text.split())
        hint = "write `open: {because: the minister announced it on 3 May}`"
        message = "a value is opened without a reason"
        self.ledger.add(OPENED_WRONGLY, message, (key.line, key.column), hint, len("open"))
        return ""

    def text(self, node: Map, name: str) -> str:
        """The text of an attribute; empty where it is absent or wrong."""
        value = node.entries[name][1] if name in node.entries else None
        match value:
            case None:
                return ""
            case Scalar():
                return value.text
            case _:
                self.ledger.add("F012", f"`{name}` must be a single value", (value.line, value.column))
                return ""

    def word(self, node: Map, name: str) -> str:
        text = self.text(node, name)
        if not text or text in self.uses:
            return text
        hint = self.ledger.nearest(text, self.uses, f"write {' or '.join(f'`{use}`' for use in self.uses)}")
        if text == "open":
            hint = "open each value that may be shown: `{value: …, open: {because: …}}`"
        value = node.entries[name][1]
        self.ledger.add("F016", f"`{text}` is no `{name}`", (value.line, value.column), hint, len(text))
        return "background"

    def tag(self, node: Map) -> str:
        text = self.text(node, "language")
        if not text or LANGUAGE.fullmatch(text):
            return text
        value = node.entries["language"][1]
        self.wrong_language(text, value)
        return ""

    def wrong_language(self, text: str, value: Node) -> None:
        hint = "write a BCP 47 tag: `en`, `mn`, `kk-Arab`"
        self.ledger.add("F019", f"`{text}` names no language", (value.line, value.column), hint, len(text))

    def moment(self, node: Map) -> str:
        text = self.text(node, "embargo")
        if not text or (MOMENT.fullmatch(text) and is_day(text[:10])):
            return text
        value = node.entries["embargo"][1]
        hint = "write `2024-10-29`, or with the time `2024-10-29 18:00`"
        self.ledger.add("F014", f"`{text}` is no day or time", (value.line, value.column), hint, len(text))
        return text

    def citations(self, node: Node) -> tuple[Citation, ...]:
        """The sources that a `from:` names."""
        match node:
            case Scalar(text=text):
                known = self.known(text, node)
                return (Citation(text, place=self.place(node)),) if known else OURS
            case Map():
                return (self.citation(node),)
            case Seq():
                found = tuple(each for item in node.items for each in self.citations(item))
                return found or self.nobody(node)

    def nobody(self, node: Seq) -> tuple[Citation, ...]:
        hint = "name a source, or write `from: us` for the office's own statement"
        self.ledger.add("F022", "`from` is empty", (node.line, node.column), hint)
        return OURS

    def citation(self, node: Map) -> Citation:
        for name, (key, _) in node.entries.items():
            if name not in CITATION:
                hint = self.ledger.nearest(name, CITATION, "`from` holds `source`, `at` and `says`")
                message = f"`from` knows no `{name}`"
                self.ledger.add("F022", message, (key.line, key.column), hint, len(name))
        source = self.source(node)
        spots = self.texts(node, "at")
        says = self.texts(node, "says")
        several = spots if len(spots) > 1 else ()
        return Citation(source, ", ".join(spots), says, self.place(node), several)

    def source(self, node: Map) -> str:
        value = node.entries["source"][1] if "source" in node.entries else None
        if isinstance(value, Scalar):
            return value.text if self.known(value.text, value) else US
        hint = 'write `{source: article, at: 5, says: "…"}`'
        self.ledger.add("F022", "`from` names no source", (node.line, node.column), hint)
        return US

    def texts(self, node: Map, name: str) -> tuple[str, ...]:
        value = node.entries[name][1] if name in node.entries else None
        match value:
            case None:
                return ()
            case Scalar(text=text):
                return (text,) if text else ()
            case Seq(items=items) if all(isinstance(item, Scalar) for item in items):
                return tuple(item.text for item in items if isinstance(item, Scalar))
            case _:
                message = f"`{name}` must be a value or a list of values"
                self.ledger.add("F022", message, (value.line, value.column))
                return ()

    def known(self, id_: str, node: Scalar) -> bool:
        """Whether there is a source of that id; a problem where there is none."""
        if id_ in self.sources or id_ == US:
            return True
        if node.void:
            return False
        listed = "no source is listed under `sources:`" if not self.sources else ""
        known = ", ".join(f"`{name}`" for name in sorted(self.sources)[:8])
        hint = self.ledger.nearest(id_, [*self.sources, US], listed or f"the file's sources are {known} and `us`")
        at = (node.line, node.column)
        self.ledger.add("F020", f"there is no source `{id_}`", at, hint, len(id_))
        return False

    def place(self, node: Node) -> Place:
        return Place(self.ledger.file, node.line, node.column)


def _with(above: tuple[str, ...], text: str) -> tuple[str, ...]:
    """What held above and the text, nearest last, each once."""
    return (*(each for each in above if each != text), text)
