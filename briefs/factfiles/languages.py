"""Languages that a workspace brings: its files held against what a language's file may hold, with places.

What stands in them is handed on as data; what is made of it is the language's matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from msgspec import ValidationError, structs

from briefs.factfiles.nodes import Map, Node, Scalar
from briefs.factfiles.problem_list import UNREADABLE, Ledger
from briefs.factfiles.settings import UNKNOWN, WRONG, Settings
from briefs.factfiles.text_file import read_text
from briefs.factfiles.yaml_reader import read_yaml
from briefs.files import lies_in
from briefs.language import Ages, Grammar, Language, composed, described, language_of
from briefs.language.language import Formats
from briefs.model.problems import Problem, Stop

LARGEST = 400_000
"""Bytes of a language's file."""
TAG = re.compile(r"[a-z]{2,3}")
_NAMED = re.compile(r"\{(?:M|N|NUM|GAP)\}")
"""What stands in a pattern for something that is only known when a text is read."""


def load_languages(folder: Path) -> tuple[dict[str, Mapping[str, Any]], list[Problem]]:
    """Tag → what its file in the folder holds, and every problem in the files; one that has an error is left out."""
    found: dict[str, Mapping[str, Any]] = {}
    problems: list[Problem] = []
    for path in sorted(each for each in folder.glob("*.yaml") if lies_in(each, folder)):
        try:
            data, faults = load_language(path)
        except Stop as stop:
            problems += stop.problems
            continue
        problems += faults
        if not faults:
            found[path.stem] = data
    return found, problems


def load_language(path: Path) -> tuple[Mapping[str, Any], list[Problem]]:
    """What a language's file holds, and every problem in it. Raises Stop where nothing can be made of it."""
    ledger = Ledger(str(path), "T02")
    if not TAG.fullmatch(path.stem):
        message = f"`{path.name}` is not named by a language"
        ledger.add(WRONG, message, (1, 1), "name it by the language's tag: fr.yaml, sw.yaml")
    read = read_yaml(read_text(path, ledger, LARGEST), ledger)
    if not isinstance(read.node, Map) or not read.complete:
        if read.complete:
            message = "a language's file holds names and values, and here are none"
            ledger.add(UNREADABLE, message, (1, 1), "begin it with `name:` and `words:`")
        raise ledger.stop_now()
    settings = Settings(read.node, ledger, "a language's file")
    settings.knows([*_names(Language), "grammar", "numbers", "variants"])
    words = settings.table("words", "the words of the house")
    words.knows(language_of("en").words)
    _placeholders(words, language_of("en").words)
    papers = settings.table("papers", "the words of papers")
    _placeholders(papers, language_of("en").papers)
    _misspelt(papers)
    grammar = settings.table("grammar", "the grammar")
    grammar.knows([*_names(Grammar), "parts"])
    numbers = settings.table("numbers", "what numbers are read by")
    numbers.knows([*_names(Grammar), "parts"])
    grammar.table("ages", "the patterns of ages").knows(_names(Ages))
    problems = ledger.sorted()
    if not problems:
        _described(settings, path.stem)
        _composed(grammar)
        _composed(numbers)
        problems = ledger.sorted()
    return _data(read.node), problems


def _names(kind: type[Language] | type[Grammar] | type[Ages] | type[Formats]) -> list[str]:
    return [field.name for field in structs.fields(kind)]


def _data(node: Node) -> Any:
    """The texts of a node, without their places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Map):
        return {name: _data(value) for name, (_, value) in node.entries.items()}
    return [_data(item) for item in node.items]


def _misspelt(papers: Settings) -> None:
    """Tell of a word of papers that is nearly one that the house's papers say; others are a workspace's own."""
    known = language_of("en").papers
    for name, (key, _) in papers.node.entries.items():
        near = "" if name in known else papers.ledger.nearly(name, known)
        if near and near not in papers.node.entries:
            message = f"the papers of the house say no `{name}`"
            at = (key.line, key.column)
            papers.ledger.add(UNKNOWN, message, at, f"did you mean `{near}`?", len(name), "warning")


def _placeholders(words: Settings, known: Mapping[str, str]) -> None:
    """Tell of words that are no text, and of those in which other names stand in braces than in the English ones."""
    for name, (_, node) in words.node.entries.items():
        english = known.get(name)
        if english is None or not isinstance(node, Scalar):
            if english is not None:
                words.wrong(name, node, "a text")
            continue
        wanted = set(_in_braces(english))
        try:
            has = set(_in_braces(node.text))
        except ValueError:
            has = {"{"}
        if has != wanted:
            needed = " and ".join(f"`{{{each}}}`" for each in sorted(wanted)) or "no braces"
            words.wrong(name, node, f"a text with {needed}", f"English has: {english}")


def _in_braces(text: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _described(settings: Settings, tag: str) -> None:
    """Tell of values that a language cannot have, each by itself."""
    for name in settings.node.entries.keys() - {"tag", "grammar", "numbers", "variants"}:
        node = settings.node.entries[name][1]
        try:
            made = described({"tag": tag, name: _data(node)}, tag)
            _tried(name, getattr(made, name))
        except re.error as error:
            settings.wrong(name, node, f"a pattern, and it has a fault ({error.msg})", CLOSED)
        except (ValidationError, ValueError):
            settings.wrong(name, node, NEEDED.get(name, "a text"), SEE)


def _tried(name: str, value: Any) -> None:
    """Nothing for a value that papers can use. Raises re.error for a pattern with a fault, ValueError for others."""
    if name in PATTERNS and value:
        for pattern in value.values() if isinstance(value, Mapping) else (value,):
            groups = _compiled(pattern).groups
            if name == "month_number" and not groups:
                raise re.error("no group holds the number")
    texts = {each: getattr(value, each) for each in _names(Formats)} if isinstance(value, Formats) else {name: value}
    if len(texts.get("months", MONTHS)) != len(MONTHS):
        raise ValueError("a year has twelve months")
    for each in FORMS.keys() & texts.keys():
        for _, inner, *more in Formatter().parse(texts[each]):
            if inner is not None and (inner not in FORMS[each] or any(more)):
                raise ValueError(f"{inner} is none of the names")


def _compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, by itself and within another."""
    re.compile(pattern)
    return re.compile(f"x(?:{pattern})")


def _composed(grammar: Settings) -> None:
    """Tell of each part of a grammar of which no pattern and no word can be made."""
    data = _data(grammar.node)
    kinds = {field.name: field.type for field in structs.fields(Grammar)}
    for name in data.keys() - {"parts"}:
        node = grammar.node.entries[name][1]
        try:
            made = composed("xx", {"parts": data.get("parts", {}), **_LEAST, name: data[name]})
            for pattern in _patterns(getattr(made, name)):
                _compiled(_NAMED.sub("x", pattern))
        except re.error as error:
            grammar.wrong(name, node, f"a pattern, and it has a fault ({error.msg})", CLOSED)
        except (KeyError, ValueError, TypeError, AttributeError):
            grammar.wrong(name, node, _SHAPES.get(kinds[name], "what English has there"), SEE)


CLOSED = "see that every bracket is closed"
MONTHS = range(12)
PATTERNS = frozenset({"month_number", "times"})
FORMS: Mapping[str, tuple[str, ...]] = {
    "ordinal": ("number",),
    "caption": ("kind", "number"),
    "day": ("day", "month", "year"),
    "day_of_year": ("day", "month"),
    "month_of_year": ("month", "year"),
}
"""The names that may stand in braces in a text."""
SEE = "see how `briefs show languages/en` has it"
NEEDED: Mapping[str, str] = {
    "quotes": "a list of the mark before and the mark behind: `[«, »]`",
    "direction": "`ltr` or `rtl`",
    "annexes": "`upperLetter`, `russianUpper` or `decimal`",
    "formats": "what CLDR has of dates and numbers",
    "times": "names, each with its pattern: `spring: 'spring'`",
    "terms": "names, each with its words: `signed: [signé, signée]`",
    **dict.fromkeys(("reviewed", "noun_capitals"), "`true` or `false`"),
    **dict.fromkeys(("units", "numbered", "percent"), "words with spaces between, or a list of them"),
}
_SHAPES: Mapping[Any, str] = {
    bool: "`true` or `false`",
    int: "a whole number",
    str: "a pattern",
    frozenset[str]: "words with spaces between, or a list of them",
    tuple[str, ...]: "a list of patterns",
    tuple[frozenset[str], ...]: "a list of endings with spaces between",
    Mapping[str, int]: "a list of numbers, each with its words: `3: three`",
    Mapping[str, str]: "a list of names, each with its pattern",
    Mapping[str, tuple[str, ...]]: "a list of names, each with a list of patterns",
}
_LEAST: Mapping[str, Any] = {
    **{name: {} for name in ("months", "weekdays", "cardinals", "scales", "ordinals")},
    "dates": [],
    "hundreds": "",
    "ordinal_mark": "",
}
"""A grammar with nothing in it."""


def _patterns(value: Any) -> Iterator[str]:
    """All texts in a part of a grammar; a word is a pattern of itself."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield name
            yield from _patterns(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _patterns(each)
    elif isinstance(value, Ages):
        yield from _patterns(structs.asdict(value))
