"""Checks of what a document says: names without a fact, two forms of one number, abbreviations, long sentences.

Where headings and links lead is `document`'s concern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from briefs.checks.document_texts import (
    Abbreviation,
    abbreviations,
    defined,
    readings,
    sentences,
    shorts_of,
    texts_of,
    units_of,
)
from briefs.checks.draft import Draft
from briefs.model.facts import Fact, Facts, Items, Record, walk
from briefs.model.problems import Place, Problem
from briefs.model.tree import Block, Paragraph, Span, blocks_below, plain, spans_of

SENTENCE = 60
"""Words that a sentence may have where a template sets no limit of its own."""
SHORTEST_SURNAME = 4
WORD = re.compile(r"\w+(?:[-’'.]\w+)*")


def name_without_fact(draft: Draft) -> Iterator[Problem]:
    """A name in the template's own words comes from no fact."""
    names = _names(draft.facts)
    told: set[tuple[Place, str]] = set()
    for block in blocks_below(draft.read):
        own = (span.text for span in spans_of(block) if not span.facts and "code" not in span.marks)
        for name, record in (each for text in own for each in _names_in(text, names)):
            if (block.at, name) not in told:
                told.add((block.at, name))
                hint = f"print it from the fact: `{{{{ {record} }}}}`"
                yield Problem("D102", f"the name `{name}` comes from no fact", block.at, hint, "warning")


def _names(facts: Facts) -> dict[str, dict[str, str]]:
    """First word → the names that begin with it, each with the id of its record."""
    found: dict[str, dict[str, str]] = {}
    for section in ("people", "organisations", "agreements"):
        records = facts.find(section)
        for record in records.fields.values() if isinstance(records, Record) else ():
            for name in _names_of(record) if isinstance(record, Record) else ():
                words = WORD.findall(name)
                if words and name[0].isupper():
                    found.setdefault(words[0], {}).setdefault(name, record.id)
    return found


def _names_of(record: Record) -> Iterator[str]:
    for field in ("name", "title", "short", "also"):
        node = record.fields.get(field)
        if isinstance(node, Fact | Items):
            yield from (fact.written for fact in walk(node))
    name = record.fields.get("name")
    surname = name.written.rpartition(" ")[2] if isinstance(name, Fact) and record.section == "people" else ""
    if len(surname) >= SHORTEST_SURNAME:
        yield surname


def _names_in(text: str, names: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """The names in the text, each with its record; one word at the head of a sentence may be a word like any other."""
    reached = 0
    for match in WORD.finditer(text):
        if match.start() < reached:
            continue
        for name, record in sorted(names.get(match[0], {}).items(), key=lambda entry: -len(entry[0])):
            end = match.start() + len(name)
            whole = text.startswith(name, match.start()) and not text[end : end + 1].isalnum()
            if whole and (" " in name or not re.search(r"(?:^|[.!?:|]\s*)$", text[: match.start()])):
                yield name, record
                reached = end
                break


def two_forms(draft: Draft) -> Iterator[Problem]:
    """A document prints one fact in two different forms."""
    forms: dict[str, dict[object, str]] = {}
    for block in blocks_below(draft.read):
        for span in spans_of(block):
            fact = _only(span, draft.facts)
            form = _form(fact, span.text) if fact else None
            if fact is None or form is None:
                continue
            seen = forms.setdefault(fact.id, {})
            if form not in seen and len(seen) == 1:
                first = next(iter(seen.values()))
                message = f"`{fact.id}` stands here as `{span.text.strip()}` and elsewhere as `{first}`"
                yield Problem("D107", message, block.at, "print it in one form", "warning")
            seen.setdefault(form, span.text.strip())


def _only(span: Span, facts: Facts) -> Fact | None:
    """The fact whose number or date the span prints, where it is one alone."""
    found = [facts.index[each] for each in span.facts if each in facts.index]
    found = [fact for fact in found if isinstance(fact.value, Decimal | date)]
    return found[0] if len(found) == 1 else None


def _form(fact: Fact, text: str) -> object:
    """What the text makes of a number or a date: the number as rounded, a date in digits or in words; None: neither."""
    if isinstance(fact.value, date):
        whole = all(re.search(rf"(?<!\d)0?{part}(?!\d)", text) for part in (fact.value.day, fact.value.year))
        return any(map(str.isalpha, text)) if whole else None
    value = fact.value
    assert isinstance(value, Decimal)
    for number, places in readings(text):
        if number == round(abs(value), places):
            return number
    return None


def unexplained_abbreviation(draft: Draft) -> Iterator[Problem]:
    """An abbreviation is used before it is explained, or there are too many."""
    explained: set[str] = set(draft.known)
    used: dict[str, Abbreviation] = {}
    units, shorts = units_of(draft.facts), list(shorts_of(draft.facts))
    for block in blocks_below(draft.read):
        if found := defined(block, shorts) - explained:
            explained |= found
            shorts = [(name, words) for name, words in shorts if not words <= explained]
        for each in abbreviations(block, draft.facts, units):
            used.setdefault(each.text, each)
            if each.text not in explained:
                explained.add(each.text)
                hint = f"write its long form with `({each.text})` behind it, or `known: [{each.text}]` in the head"
                yield Problem("D108", f"`{each.text}` is not explained before it is used", each.at, hint, "warning")
    most = draft.limits.get("abbreviations", 0)
    if most and len(used) > most:
        message = f"the document uses {len(used)} different abbreviations, and its limit is {most}"
        yield Problem("D108", message, draft.at, f"write some of them out: {', '.join(used)}", "warning")


def long_sentence(draft: Draft) -> Iterator[Problem]:
    """A sentence has more words than the template's limit."""
    most = draft.limits.get("sentence", SENTENCE)
    told: set[str] = set()
    for block in blocks_below(draft.read):
        if isinstance(block, Paragraph) and block.role == "chart-text":
            continue  # the numbers of a chart, put into a sentence by `read`: nobody wrote it, nobody can divide it
        for text in texts_of(block):
            whole = plain(text)
            if len(whole) <= 2 * most:
                continue  # a word has a letter, and a space before the next one
            for sentence in sentences(whole):
                count = len(WORD.findall(sentence))
                if most and count > most and sentence not in told:
                    told.add(sentence)
                    words = " ".join(sentence.split()[:6])
                    message = f"a sentence of {count} words (“{words} …”), and the limit is {most}"
                    yield Problem("D109", message, _place(text, sentence, block, draft.facts), "divide it", "warning")


def _place(text: tuple[Span, ...], sentence: str, block: Block, facts: Facts) -> Place:
    """Where the sentence is written: in the fact that holds all of it, else in the template."""
    whole = (span for span in text if sentence in span.text)
    ids = [each for span in whole for each in span.facts if each in facts.index]
    return facts.index[ids[0]].at if ids else block.at


def stale(draft: Draft) -> Iterator[Problem]:
    """The facts are older than the template allows."""
    told = draft.facts.find("as_of")
    most = draft.limits.get("age", 0)
    if not most or draft.today is None or not isinstance(told, Fact) or not isinstance(told.value, date):
        return
    age = (draft.today - told.value).days
    if age > most:
        message = f"the facts are {age} days old, and this paper takes them up to {most} days"
        yield Problem("D112", message, told.at, "see what has changed, and set `as_of` anew", "warning")
