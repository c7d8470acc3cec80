"""What a slip can change in a fact file: digits, dates, words of names and titles, whole references, paragraphs.

Words of sense, measures and who is who have files of their own beside this one; counting is the trial's work.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefs.model.facts import US, Fact, Facts

Change = Callable[[random.Random, str], str]


class Site(NamedTuple):
    """A stretch of a line of the fact file, with what may stand there instead."""

    kind: str
    line: int
    start: int
    end: int
    change: Change


def sites_of_letters(facts: Facts, lines: list[str]) -> list[Site]:
    """Everything in a fact file that a source speaks of, by the kinds of change."""
    found: list[Site] = []
    for fact in facts.index.values():
        if not is_sourced(fact):
            continue
        start = where_typed(fact, lines)
        if start is not None:
            found += _in_fact(fact, facts, start, lines)
    found += _in_lines(facts, lines)
    return found


def is_sourced(fact: Fact) -> bool:
    section = fact.id.partition(".")[0]
    return bool(fact.sources) and all(c.source != US for c in fact.sources) and section not in {"brief", "sources"}


def where_typed(fact: Fact, lines: list[str]) -> int | None:
    """The column, from 0, at which the text of a fact begins in its line; None where it runs over several."""
    line = lines[fact.at.line - 1]
    start = fact.at.column - 1
    start += line[start : start + 1] in {'"', "'"}
    return start if line[start : start + len(fact.written)] == fact.written else None


def _in_fact(fact: Fact, facts: Facts, start: int, lines: list[str]) -> Iterator[Site]:
    name = fact.id.split(".")
    field = name[-1] if not name[-1].isdecimal() else name[-2]
    section, line = name[0], fact.at.line

    def at(kind: str, match: re.Match[str], change: Change, group: int = 0) -> Site:
        return Site(kind, line, start + match.start(group), start + match.end(group), change)

    if field == "kind" and section == "agreements":
        kinds = [f.written for f in facts.index.values() if re.fullmatch(r"agreements\.\w+\.kind", f.id)]
        others = [kind for kind in kinds if kind not in fact.written]
        if others:
            yield Site("kind", line, start, start + len(fact.written), _other_of(others))
        return
    if field in {"priority", "unit", "kind", "formula", "compare", "under", "short"} and section != "other":
        return
    if field in {"signatories", "bodies", "who", "host", "guest", "of"}:
        yield from _references(fact, facts, section, field, start)
        return
    text = fact.written
    whole = re.match(r".*", text, re.DOTALL)
    assert whole is not None
    if field == "title":
        yield at("title", whole, _retitled(facts))
        return
    if field == "post":
        yield at("post", whole, _other_of([p.written for p in facts.index.values() if p.id.endswith(".post")]))
        yield at("letter of a post", whole, _misspelt_word)
        return
    yield from (at("digit", m, _other_digit) for m in re.finditer(r"\d", text))
    yield from (at("year", m, _other_year) for m in re.finditer(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)", text))
    yield from (at("day", m, _other_day, 1) for m in re.finditer(r"^\d{4}-\d\d-(\d\d)$", text))
    yield from (at("day", m, _other_day, m.lastindex or 1) for m in re.finditer(DAY_IN_WORDS, text))
    yield from (at("number in words", m, _other_word) for m in re.finditer(WORDS_PATTERN, text, re.IGNORECASE))
    yield from (at("name", m, _misspelt) for m in _names_in(text, facts, field))
    if section == "agreements" and field in {"provisions", "benefits", "background", "purpose", "money", "term"}:
        yield from (at("number dropped", m, lambda chance, old: "") for m in re.finditer(DROPPED, text))
    record = facts.find(".".join(name[:2]))
    if section == "figures" and field == "value" and _is_in_a_sum(facts, name[1], record):
        yield from (at("sum", m, _other_digit) for m in re.finditer(r"\d", text))


def _is_in_a_sum(facts: Facts, key: str, record: object) -> bool:
    formulas = [f.written for f in facts.index.values() if f.id.startswith("figures.") and f.id.endswith(".formula")]
    fields = getattr(record, "fields", {})
    return "formula" in fields or any(re.search(rf"\b{key}\b", formula) for formula in formulas)


DAY_IN_WORDS = (
    r"\b(\d{1,2})(?= (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"| (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\b)"
    r"|(?<=сарын )(\d{1,2})"
)
WORD_NUMBERS = (
    "three four five six seven eight nine ten eleven twelve",
    "три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "трёх четырёх пяти шести семи восьми девяти десяти",
    "гурван дөрвөн таван зургаан долоон найман есөн арван",
)
WORDS_PATTERN = rf"\b(?:{'|'.join(' '.join(WORD_NUMBERS).split())})\b"
DROPPED = rf"(?i)(?:\b(?:{'|'.join(' '.join(WORD_NUMBERS).split())})\b|\b\d[\d,.]*\b) "


def _names_in(text: str, facts: Facts, field: str) -> Iterator[re.Match[str]]:
    """The words of a text that are names: of people and bodies of the file, of places, and what has a capital inside
    a sentence."""
    known = _name_words(facts)
    for match in re.finditer(r"[^\W\d_]{4,}", text):
        word = match[0]
        if not word[0].isupper():
            continue
        inside = re.search(r"[\w,)]['’]? $", text[: match.start()]) is not None
        if field in {"name", "also", "place"} or word in known or (inside and not word.isupper()):
            yield match


def _name_words(facts: Facts) -> set[str]:
    names = (f.written for f in facts.index.values() if re.fullmatch(r"(?:people|organisations)\.\w+\.name", f.id))
    small = {word for f in facts.index.values() for word in re.findall(r"[^\W\d_]{4,}", f.written) if word.islower()}
    words = {word for name in names for word in re.findall(r"[^\W\d_]{4,}", name) if word[0].isupper()}
    return {word for word in words if word.casefold() not in small}


def _references(fact: Fact, facts: Facts, section: str, field: str, start: int) -> Iterator[Site]:
    keys = [id_.split(".")[1] for id_ in facts.index if re.fullmatch(r"people\.\w+\.name", id_)]
    beside = {f.written for f in facts.index.values() if f.id.rpartition(".")[0] == fact.id.rpartition(".")[0]}
    others = [key for key in keys if key not in beside and key != fact.written]
    kind = {"signatories": "signatory", "who": "speaker" if section == "statements" else ""}.get(field, "")
    if kind and fact.written in keys and others:
        yield Site(kind, fact.at.line, start, start + len(fact.written), _other_of(others))


def _in_lines(facts: Facts, lines: list[str]) -> Iterator[Site]:
    """Paragraphs and quoted words, wherever a `from:` names them."""
    cited = {c.place.line: c for f in facts.index.values() if is_sourced(f) for c in f.sources if c.at.isdecimal()}
    most = max((int(c.at) for c in cited.values()), default=1)
    for number, line in enumerate(lines, 1):
        if number not in cited:
            continue
        for match in re.finditer(r"\bat: (\d+)", line):
            yield Site("paragraph", number, match.start(1), match.end(1), _other_paragraph(most))
        for match in re.finditer(r"says: (?:\"([^\"]+)\"|'([^']+)')", line):
            group = 1 if match[1] else 2
            yield Site("quoted word", number, match.start(group), match.end(group), _misspelt_word)


# how it is changed


def _other_digit(chance: random.Random, old: str) -> str:
    return chance.choice([digit for digit in "0123456789" if digit != old])


def _other_year(chance: random.Random, old: str) -> str:
    return str(int(old) + chance.choice([n for n in range(-9, 10) if n]))


def _other_day(chance: random.Random, old: str) -> str:
    other = chance.choice([n for n in range(1, 29) if n != int(old)])
    return f"{other:02d}" if len(old) == 2 else str(other)


def _other_word(chance: random.Random, old: str) -> str:
    group = next(words.split() for words in WORD_NUMBERS if old.casefold() in words.split())
    other = chance.choice([word for word in group if word != old.casefold()])
    return other.capitalize() if old[0].isupper() else other


def _other_of(texts: list[str]) -> Change:
    return lambda chance, old: chance.choice([text for text in dict.fromkeys(texts) if text != old] or [old])


def _other_paragraph(most: int) -> Change:
    return lambda chance, old: str(chance.choice([n for n in range(1, most + 3) if n != int(old)]))


LETTERS = ("abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшъыьэюяөү")


def _misspelt(chance: random.Random, old: str) -> str:
    """The word with a letter changed, lost, doubled, or changed round with the next."""
    for _ in range(50):
        at = chance.randrange(len(old))
        letters = next((group for group in LETTERS if old[at].casefold() in group), LETTERS[0])
        other = chance.choice([letter for letter in letters if letter != old[at].casefold()])
        other = other.upper() if old[at].isupper() else other
        swapped = old[:at] + old[at + 1 : at + 2] + old[at] + old[at + 2 :]
        new = chance.choice([
            old[:at] + other + old[at + 1 :], old[:at] + old[at + 1 :], old[:at] + old[at] + old[at:], swapped,
        ])  # fmt: skip
        if new not in {old, ""}:
            return new
    return old


def _misspelt_word(chance: random.Random, old: str) -> str:
    """The text with one of its words misspelt."""
    words = list(re.finditer(r"[^\W\d_]{4,}", old))
    if not words:
        return old
    word = chance.choice(words)
    return old[: word.start()] + _misspelt(chance, word[0]) + old[word.end() :]


def _retitled(facts: Facts) -> Change:
    """A title with a word misspelt, dropped, or taken from another title."""
    words = [w for f in facts.index.values() if f.id.endswith(".title") for w in re.findall(r"[^\W\d_]{4,}", f.written)]

    def change(chance: random.Random, old: str) -> str:
        how = chance.randrange(3)
        if how == 0:
            return _misspelt_word(chance, old)
        own = list(re.finditer(r"[^\W\d_]{4,} ?", old))
        word = chance.choice(own)
        others = [each for each in words if each.casefold() not in old.casefold()]
        new = "" if how == 1 or not others else chance.choice(others) + " "
        return (old[: word.start()] + new + old[word.end() :]).strip()

    return change
