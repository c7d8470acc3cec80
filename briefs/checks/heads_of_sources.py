"""The head of a source: which of its lines are title, dateline and byline.

What the text below says is for others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefs.language import per_language
from briefs.model.source_text import Paragraph, SourceText
from briefs.understanding.heads import MOST, Role, roles_of
from briefs.understanding.passages import passage

BELOW = 6
"""Paragraphs below the title among which dateline and byline are looked for."""


def roles(text: SourceText) -> Mapping[Role, tuple[int, ...]]:
    """Role → the paragraphs that have it, from 0: those of the head first, then those that `at` counts."""
    begin = min(text.headline, default=0)
    lines = [*text.head, *text.paragraphs[:BELOW]][begin:]
    found: dict[Role, tuple[int, ...]] = {"title": text.headline} if text.headline else {}
    below = [each for each in lines[len(text.headline) :] if not each.cells]
    offset = begin + len(text.headline)
    for source, at in ((below, offset), (text.head[:begin], 0)):
        for number, role in enumerate(_roles(source, text.language), at):
            if role in {"dateline", "byline"} and role not in found:
                found[role] = (number,)
    return found


def _roles(lines: Sequence[Paragraph], tag: str) -> list[Role]:
    texts = [passage(line.text, tag) for line in lines[:MOST]]
    return ["" if role == "title" else role for role in roles_of(texts)]


def headline_in(paragraphs: Sequence[Paragraph], tag: str) -> str:
    """The likeliest title of a text that nobody has named, its lines joined; empty where none looks like one."""
    lines = paragraphs[:MOST]
    found = roles_of([passage(line.text, tag) for line in lines])
    return " ".join(line.text for line, role in zip(lines, found, strict=True) if role == "title")


@per_language(16)
def named(tag: str) -> Mapping[str, Role]:
    """Word in `at` → the part of a head that it names, in a language's words and in English ones."""
    english: dict[str, Role] = {
        "title": "title", "headline": "title", "dateline": "dateline", "date": "dateline", "byline": "byline",
    }  # fmt: skip
    return {**english, **_OTHERS.get(tag, {})}


_OTHERS: Mapping[str, Mapping[str, Role]] = {
    "ru": {"заголовок": "title", "дата": "dateline", "подпись": "byline"},
    "mn": {"гарчиг": "title", "огноо": "dateline", "нэр": "byline"},
    "kk": {"тақырып": "title", "күні": "dateline", "автор": "byline"},
}


def publisher_in(text: SourceText) -> str:
    """The body that a line of the head names and nothing else; empty where there is none."""
    lines = [passage(line.text, text.language) for line in text.head if not line.cells]
    found = [line.text for line, role in zip(lines, roles_of(lines, "\0"), strict=True) if role == "publisher"]
    return found[0] if found else ""
