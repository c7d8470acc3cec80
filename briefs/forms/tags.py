"""Tags in a paragraph's text: found over all its runs, and gathered where they begin.

Word splits a tag over runs as it likes; after `gathered` every tag stands whole in one text element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefs.forms.names import Element, W

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
HALF = re.compile(r"\{\{|\{%|\}\}|%\}")
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
LITERAL = re.compile(r"\{_[{%]|[}%]_\}")
DROPPED = re.compile(r"\{#[-+]?(tr|tc|p|r)\s")
"""A comment with which the row, cell, paragraph or run goes that it stands in."""
LEVEL = re.compile(r"^(\{\{|\{%\s*)(tr|tc|p|r)\s+(?=[^\s}|])")
"""`{%tr for … %}`: what stands around the tag (its row, cell, paragraph or run) goes, and the tag stands for it."""
CURLY = str.maketrans(dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚", "'"))
TYPED = str.maketrans({"\u00a0": " ", "–": "-", "…": "..."})
"""What Word makes of what is typed, outside of texts in quotes."""
TEXTS = re.compile(r"""("[^"]*"|'[^']*')""")
APOSTROPHE = re.compile(r"(?<=\w)’(?=\w)")
WORD = re.compile(r"\s*(\w+)")
OPENERS = frozenset({"for", "if", "with"})
CELL = frozenset({"colspan", "cellbg", "vm", "hm"})
"""What is said of the cell around: its columns, its colour, whether it is one with those of other turns."""
ALLOWED = OPENERS | {"endfor", "endif", "endwith", "else", "elif", "set"}
"""Statements that a form may have; others bring text that is not its own."""


class Tag(Struct, frozen=True):
    """A tag as Jinja is to see it."""

    text: str
    level: str = ""
    """`tr`, `tc`, `p`, `r` where it says what goes with it; else empty."""

    @property
    def is_value(self) -> bool:
        """Whether it prints something."""
        return self.text.startswith("{{")

    @property
    def rest(self) -> str:
        """What follows the statement's name."""
        return self.text[2:-2].strip().removeprefix(self.word).strip()

    @property
    def word(self) -> str:
        """The statement's name: `for`, `endif`; empty for what is no statement."""
        found = WORD.match(self.text[2:]) if self.text.startswith("{%") else None
        return found[1] if found else ""


def tag_of(written: str) -> Tag:
    """The tag with straight quotes and without what is said of its surroundings."""
    written = re.sub(r"^(\{[%{#])[-+]", r"\1", re.sub(r"[-+]([%}#]\})$", r"\1", written))
    found = LEVEL.match(written)
    level = found[2] if found else ""
    if found:
        written = f"{found[1].rstrip()} {written[found.end() :]}"
    return Tag(_straight(written), level)


def _straight(written: str) -> str:
    """The tag with the quotes that Word made curly straight again; an apostrophe within a word is none of them."""
    straight = APOSTROPHE.sub("\0", written).translate(CURLY)
    if "\0" in straight:
        straight = re.sub(r"'([^']*\0[^']*)'", r'"\1"', straight).replace("\0", "’")
    parts = TEXTS.split(straight.replace("\n", " "))
    return "".join(part if number % 2 else _typed(part) for number, part in enumerate(parts))


def _typed(part: str) -> str:
    return re.sub(r"\s+", " ", part.translate(TYPED))


def literal(text: str) -> str:
    """The text with the braces that are to be printed: `{_{` stands for two, `{_%` for one with a percent sign."""
    return LITERAL.sub(lambda found: found[0].replace("_", ""), text) if "_" in text else text


def holds_tag(text: str) -> bool:
    """Whether there is a tag in the text, whole or half, or a comment."""
    return HALF.search(text) is not None or COMMENT.search(text) is not None


def texts_in(paragraph: Element) -> Iterator[Element]:
    """The text elements of a paragraph, in order, without those of text boxes in it."""
    for child in paragraph:
        if child.tag == f"{W}t":
            yield child
        elif isinstance(child.tag, str) and child.tag not in {f"{W}txbxContent", f"{W}p"}:
            yield from texts_in(child)


def text_of(paragraph: Element) -> str:
    """What the paragraph says."""
    return "".join(each.text or "" for each in texts_in(paragraph))


def gathered(paragraph: Element) -> bool:
    """Whether the paragraph has tags; each now stands whole in the text element in which it begins."""
    texts = list(texts_in(paragraph))
    whole = "".join(each.text or "" for each in texts)
    if "{" not in whole:
        return False
    found = list(TAG.finditer(whole))
    if not found:
        return False
    bounds: list[int] = []
    position = 0
    for each in texts:
        bounds.append(position)
        position += len(each.text or "")
    parts = [""] * len(texts)
    index = 0
    tags = iter(found)
    tag = next(tags, None)
    place = 0
    while place < len(whole):
        while index + 1 < len(texts) and bounds[index + 1] <= place:
            index += 1
        if tag is not None and place == tag.start():
            parts[index] += tag[0]
            place = tag.end()
            tag = next(tags, None)
        else:
            parts[index] += whole[place]
            place += 1
    for each, part in zip(texts, parts, strict=True):
        each.text = part
    return True


def pieces(text: str) -> Iterator[str | Tag]:
    """The text's own words and its tags, in order; comments are left out."""
    place = 0
    for found in TAG.finditer(text):
        if found.start() > place:
            yield text[place : found.start()]
        if not found[0].startswith("{#"):
            yield tag_of(found[0])
        place = found.end()
    if place < len(text):
        yield text[place:]
