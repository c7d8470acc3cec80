"""Inline tokens to spans: the only code that opens a seal.

It knows nothing of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markdown_it.token import Token
from msgspec.structs import replace

from briefs.model.cited import COUNTED, SEAL, SEALED, Points, Slot
from briefs.model.problems import Place, Problem
from briefs.model.tree import Mark, Span, Spans, plain
from briefs.templating.inline_rules import PLACES
from briefs.templating.stray_markup import AS_TYPED, tags

_SEALS = re.compile(f"{SEAL}(\\d+){SEALED}")
_NO_NAME = re.compile(r"[^\w.-]+")
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
MARKS: dict[str, Mark] = {"strong": "strong", "em": "em"}


class Opener:
    """Opens seals; gathers the problems it meets with links."""

    def __init__(self, slots: Sequence[Slot], problems: list[Problem]) -> None:
        self.slots = slots
        self.problems = problems
        self.beside: dict[str, None] = {}
        """Facts that stand in addresses and descriptions, where no span tells of them."""

    def words(self, text: str) -> Iterator[Span]:
        """The text as `open` gives it, its names and references as spans of their own."""
        found: list[Span] = []
        position = 0
        for match in PLACES.finditer(text):
            found = self.placed([*found, *self.open(text[position : match.start()])], match[0], Span(""))
            position = match.end()
        return iter([*found, *self.open(text[position:])])

    def placed(self, before: list[Span], text: str, like: Span) -> list[Span]:
        """The spans and behind them a name, for which nothing is printed, or a reference in the look of `like`."""
        match = PLACES.fullmatch(text)
        assert match is not None
        name = _NO_NAME.sub("-", self.plain(match["name"]))
        if match["sign"] == "#":
            *some, last = before or [Span("")]
            return [*some, replace(last, text=last.text.rstrip(" ")), Span("", anchor=name)]
        marks: frozenset[Mark] = like.marks | {"reference"}
        return [*before, Span(f"[@{name}]", marks, f"#{name}", (COUNTED,), title=match["alone"] or "")]

    def open(self, text: str, like: Span = Span("")) -> Iterator[Span]:  # noqa: B008 - a span is frozen
        """The text as spans with the marks and the link of `like`: the template's words, each value with its facts."""
        position = 0
        for match in _SEALS.finditer(text):
            if match.start() > position:
                yield Span(text[position : match.start()], like.marks, like.link)
            slot = self.slots[int(match[1])]
            yield Span(slot.text, like.marks, like.link, slot.facts, slot.language)
            position = match.end()
        if position < len(text):
            yield Span(text[position:], like.marks, like.link)

    def plain(self, text: str) -> str:
        """The text with its seals opened, as plain text."""
        self.beside.update(dict.fromkeys(self.facts(text)))
        return _SEALS.sub(lambda match: self.slots[int(match[1])].text, text)

    def facts(self, text: str) -> tuple[str, ...]:
        """The facts behind the seals of the text."""
        found = (self.slots[int(number)].facts for number in _SEALS.findall(text))
        return tuple(dict.fromkeys(fact for facts in found for fact in facts))

    def points(self, text: str) -> tuple[Points, ...]:
        """The series sealed in the text."""
        slots = (self.slots[int(number)] for number in _SEALS.findall(text))
        found = tuple(slot.points for slot in slots if slot.points is not None)
        self.beside.update(dict.fromkeys(f for p in found for f in (*p.label.facts, *p.unit.facts)))
        return found

    def spans(self, tokens: Sequence[Token], at: Place) -> Spans:
        """Flat spans for inline tokens; neighbours that differ in nothing are one."""
        marks: list[Mark] = []
        found: list[Span] = []
        look = Span("")
        begin = 0
        for token in tokens:
            match token.type:
                case "text":
                    self.typed(token.content, at)
                    found += self.open(token.content, look)
                case "place":
                    found = self.placed(found, token.content, look)
                case "text_special":
                    found += self.open(token.content, look)
                case "code_inline":
                    found += self.open(token.content, replace(look, marks=look.marks | {"code"}))
                case "softbreak":
                    found.append(replace(look, text=" "))
                case "hardbreak":
                    found.append(replace(look, text="\n"))
                case "strong_open" | "em_open":
                    marks.append(MARKS[token.type[:-5]])
                    look = replace(look, marks=frozenset(marks))
                case "strong_close" | "em_close":
                    marks.remove(MARKS[token.type[:-6]])
                    look = replace(look, marks=frozenset(marks))
                case "link_open":
                    begin = len(found)
                    look = replace(look, link=self.address(str(token.attrs.get("href", "")), at))
                case "link_close":
                    self.worded(plain(tuple(found[begin:])), at)
                    look = replace(look, link="")
                case "footnote_ref":
                    label = str(token.meta["id"] + 1)
                    found.append(Span(label, frozenset({"note"}), f"#footnote-{label}", (COUNTED,)))
                case "image":
                    self.problems.append(
                        Problem(
                            "T004",
                            "a picture stands inside a paragraph",
                            at,
                            "give the picture a paragraph of its own",
                        )
                    )
                case _:
                    raise AssertionError(f"inline token {token.type}")
        return joined(found)

    def worded(self, words: str, at: Place) -> None:
        """Tell of a link without words, and warn of one whose words are an address (WCAG 2.2, 2.4.4)."""
        hint = "write in the brackets where it leads: [The report](https://…)"
        if not words.strip():
            self.problems.append(Problem("T010", "a link has no words to click on", at, hint))
        elif re.match(r"(https?://|www\.)", words.strip(), re.IGNORECASE):
            message = f"`{words.strip()[:60]}` says nothing to those who listen to the link"
            self.problems.append(Problem("T010", message, at, hint, "warning"))

    def typed(self, text: str, at: Place) -> None:
        """Warn of HTML in the template's own words."""
        if "<" in text:
            for tag, hint in tags(text):
                message = f"`{tag}` would be printed as it is typed: papers know no HTML"
                self.problems.append(Problem(AS_TYPED, message, at, hint, "warning"))

    def address(self, href: str, at: Place) -> str:
        """The address of a link with its seals opened; a problem where it is none that a paper may hold."""
        address = self.plain(href).strip()
        if address.startswith("#") and len(address) > 1:
            return address
        try:
            scheme = urlsplit(address).scheme.casefold()
        except ValueError:
            scheme = ""
        if scheme in SCHEMES and not re.search(r"[\s\x00-\x1f<>\"]", address):
            return address
        hint = "addresses begin with https://, http://, mailto:, tel: or #"
        self.problems.append(Problem("T010", f"`{address[:60]}` is no address that a link can lead to", at, hint))
        return ""


def joined(spans: Sequence[Span]) -> Spans:
    """The spans with equal neighbours made one, and empty ones left out unless they carry a fact or an anchor."""
    result: list[Span] = []
    for span in spans:
        if not span.text and not span.anchor:
            continue
        last = result[-1] if result else None
        if last and _alike(last, span):
            result[-1] = replace(last, text=last.text + span.text)
        else:
            result.append(span)
    return tuple(result)


def _alike(one: Span, other: Span) -> bool:
    """Whether the spans differ in their text alone, and nothing leads to either."""
    alike = one.facts == other.facts and one.marks == other.marks and one.link == other.link
    return alike and one.language == other.language and not (one.anchor or other.anchor)
