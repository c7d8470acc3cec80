"""Bounds on the copies of sources: how much of anything one may hold, so that reading and checking it comes to an end.

The bounds are above what people cite from: a book of five hundred pages has one and a half million characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from briefs.model.source_text import LeftOut, Paragraph

MOST_TEXT = 1_500_000
"""Characters of a copy's text; every check goes through all of it."""
MOST_CHARACTERS = 4_000_000
"""Characters of a plain file as it stands, blanks and all."""
LONGEST = 100_000
"""Characters of a paragraph."""
MOST_PARAGRAPHS = 100_000
MOST_LINES = 500_000
MOST_PAGES = 5_000
MOST_TAGS = 1_500_000
"""Tags of a web page, elements of a Word document's body."""
MOST_MARKS = 50_000
"""Marks of Markdown."""
_CYRILLIC = re.compile("[а-яёА-ЯЁ]")


class Copy(Struct, frozen=True):
    """What was read of a file."""

    paragraphs: Sequence[Paragraph]
    pages: int = 0
    """How many pages it has; 0 where it has none before it is laid out."""
    title: str = ""
    """What the file itself calls its title, or shows as one; empty where nothing marks it."""
    notes: Sequence[Paragraph] = ()
    left_out: Sequence[LeftOut] = ()


def too_much(what: str, most: int) -> ValueError:
    """What to raise for a copy with more of something than `most`."""
    return ValueError(f"it has more than {most:,} {what}")


def damaged(why: str) -> ValueError:
    """What to raise for a copy of which no sense can be made."""
    return ValueError(f"it is damaged ({why})")


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8, UTF-16 with its mark, else the old encoding that makes most sense of it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace")
        letters = sum(char.isalpha() for char in text)
        return text if len(_CYRILLIC.findall(text)) * 2 > letters else data.decode("cp1252", "replace")


def plain(data: bytes) -> str:
    """The text of a plain file, with `\\n` at the ends of lines. Raises ValueError where it is too much."""
    text = decoded(data)
    if len(text) > MOST_CHARACTERS:
        raise too_much("characters", MOST_CHARACTERS)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MOST_LINES:
        raise too_much("lines", MOST_LINES)
    if text.count("\f") > MOST_PAGES:
        raise too_much("pages", MOST_PAGES)
    return text


def bounded(paragraphs: Sequence[Paragraph]) -> None:
    """Nothing, for a text that people can have written. Raises ValueError for one that is too much."""
    if len(paragraphs) > MOST_PARAGRAPHS:
        raise too_much("paragraphs", MOST_PARAGRAPHS)
    longest = max(paragraphs, key=lambda each: len(each.text), default=None)
    if longest and len(longest.text) > LONGEST:
        line = f", on line {longest.line}" if longest.line else ""
        raise ValueError(f"a paragraph of it{line} has more than {LONGEST:,} characters")
    if sum(len(each.text) for each in paragraphs) > MOST_TEXT:
        raise too_much("characters of text", MOST_TEXT)
