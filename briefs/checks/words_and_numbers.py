"""Numbers in a template's own words: those that state something, for which nobody is named who says so.

What names a part of a paper, a reference or a code states nothing and is free, as is what stands under `words:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefs.checks.draft import Draft
from briefs.language import language_of, per_language
from briefs.model.problems import Problem
from briefs.model.tree import Block, Heading, Spans, Table, blocks_below, spans_of

VALUE = "\ufffc"
"""Stands for what a fact or a word of the language's says."""
NUMBER = re.compile(r"\d(?:[\d.,'\u00a0\u202f]*\d)?")
WEB = r"https?://\S+|www\.\S+|\S+@\S+\.\w+"
PHONE = (
    r"\+\d[\d\s\u00a0().\-–]{5,}\d|(?i:\b(?:tel|telephone|phone|fax|mobile|ext|тел|факс|утас)\b\.?:?)[\s\d+()./\-–]*\d"
)
CODE = r"(?<![\w])(?:[^\W\d_a-zа-я][^\W\d_]*[-–/.]?|[^\W\d_]\.?[-–/]?)\d[\w/.\-–]*(?<![.\-–])|\b\d[DG]\b"
"""Letters with a number right behind them: G7, COVID-19, F-12, SUB/2026/014."""
ACT = r"\b\d{4}/\d+\b|\b24/7\b"
LIST = r"\d+[a-zа-я]?(?:(?:\.|\s?[–-]\s?|,\s|\s(?:and|to|und|bis|et|à|y|a|e|и|по|及|و)\s)\d+[a-zа-я]?\b)*"
"""One number of a part, or several: 5, 5.2, 5 and 6, 1–3."""
LEAD = re.compile(r"\s*(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s|\[\d{1,2}\]|\(\d{1,2}\))")
"""The number with which a paragraph, an entry or a heading begins."""
HEADING_LEAD = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,3}\s")


def stated_number(draft: Draft) -> Iterator[Problem]:
    """A number in the template's own words comes from no fact."""
    own = [
        text
        for text in (*draft.words.texts, *draft.known, *(text for _, text in draft.words.lacking))
        if NUMBER.search(text)
    ]
    for block in blocks_below(draft.read):
        found = [
            number
            for spans in _texts(block)
            for number in stated(_own_words(spans, own), draft.language, isinstance(block, Heading))
        ]
        if found:
            one = len(found) == 1
            shown = ", ".join(f"`{number}`" for number in dict.fromkeys(found))
            message = f"the number{'' if one else 's'} {shown} come{'s' if one else ''} from no fact"
            hint = (
                "print it from a fact, so that somebody is named who says it; one that states nothing "
                "(a deadline to answer by, an address) stands under `words:` in the template's head"
            )
            yield Problem("D101", message, block.at, hint, "warning")


def _texts(block: Block) -> Iterator[Spans]:
    if isinstance(block, Table):
        yield block.caption
        yield from (cell.spans for row in (*block.head, *block.rows) for cell in row.cells)
    else:
        yield tuple(spans_of(block))


def _own_words(spans: Spans, own: Sequence[str]) -> str:
    """The template's own words in a text, with a sign for each value."""
    text = "".join(VALUE if span.facts or span.marks & {"sequence", "reference"} else span.text for span in spans)
    for each in own:
        text = text.replace(each, VALUE)
    return text


def stated(text: str, language: str, heading: bool = False) -> list[str]:
    """The numbers in a text that name no part, no reference and no code."""
    if not any(map(str.isdigit, text)):
        return []
    text = LEAD.sub(" ", text, count=1) if LEAD.match(text) else text
    text = HEADING_LEAD.sub(" ", text, count=1) if heading and HEADING_LEAD.match(text) else text
    return [match[0] for match in NUMBER.finditer(_free(language).sub(VALUE, text))]


@per_language(16)
def _free(language: str) -> re.Pattern[str]:
    """What is free: addresses of the web, telephone numbers, parts of a paper by their number, codes."""
    names = sorted({*language_of(language).numbered, *language_of("en").numbered}, key=len, reverse=True)
    words = "|".join(map(re.escape, names))
    before = rf"(?:(?<!\w)(?i:{words})|[№§#])[\s\u00a0]*{LIST}"
    behind = rf"\b\d+(?:[-–]?\w{{1,4}})?[-–\s\u00a0](?i:{words})\b|[第附]件?\d+"
    return re.compile("|".join((WEB, PHONE, before, behind, CODE, ACT)))
