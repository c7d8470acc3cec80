"""A grammar made of what stands in a language's file, where much that repeats itself is written once.

Which languages there are, and where their files lie, is the reader's matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

from msgspec import structs

from briefs.language.grammar import Ages, Grammar

_PART = re.compile(r"\{([A-Z_]+)\}")
NOTHING = "-"
"""An ending that is none."""
NUMBERED_PATTERNS = frozenset({"months", "weekdays", "twice"})
"""Lists of numbers in which each has a pattern, where the others have words."""
WORDS_BY_NAME = frozenset({"measures"})
"""Lists of names in which each has words, where those of the others have patterns."""
Parts = Mapping[str, str]


def composed(tag: str, written: Mapping[str, Any]) -> Grammar:
    """The grammar that a file writes down; KeyError or ValueError where a name, a number or a flag in it is none."""
    return Grammar(tag=tag, **_own_fields(written))


def completed(grammar: Grammar, written: Mapping[str, Any]) -> Grammar:
    """The grammar with what a row writes down in place of its own; errors as above."""
    return structs.replace(grammar, **_own_fields(written))


def _own_fields(written: Mapping[str, Any]) -> dict[str, Any]:
    parts: dict[str, str] = {}
    for name, text in written.get("parts", {}).items():
        parts[name] = _pattern(text, parts)
    return _fields(Grammar, {name: value for name, value in written.items() if name != "parts"}, parts)


def _fields(kind: type[Grammar] | type[Ages], written: Mapping[str, Any], parts: Parts) -> dict[str, Any]:
    return {name: _readers(kind)[name](value, parts) for name, value in written.items()}


@cache
def _readers(kind: type[Grammar] | type[Ages]) -> Mapping[str, Callable[[Any, Parts], Any]]:
    """For each field of a grammar, how what the file has for it is read."""
    return {field.name: _BY_NAME.get(field.name) or _BY_TYPE[field.type] for field in structs.fields(kind)}


def _filled(text: str, parts: Parts) -> str:
    """The text with `{NAME}` replaced by the part of that name; a name that is no part stays for its reader."""
    return _PART.sub(lambda match: parts.get(match[1], match[0]), text)


def _pattern(written: str, parts: Parts) -> str:
    """A regular expression; the ends of lines in it mean nothing."""
    return _filled(written.replace("\n", ""), parts)


def _patterns(written: list[str], parts: Parts) -> tuple[str, ...]:
    return tuple(_pattern(each, parts) for each in written)


def _words(written: Any, parts: Parts) -> Iterator[str]:
    """The words of a text; of a list its texts as they are; of `each`, every first with every second, as one."""
    if isinstance(written, str):
        yield from _filled(written, parts).split()
    elif isinstance(written, list):
        yield from (_filled(each, parts) for each in written)
    else:
        choices = [_filled(each, parts).split() for each in written["each"]]
        yield from ("".join("" if part == NOTHING else part for part in row) for row in product(*choices))


def _set(written: Any, parts: Parts) -> frozenset[str]:
    return frozenset(_words(written, parts))


def _paradigms(written: list[Any], parts: Parts) -> tuple[frozenset[str], ...]:
    return tuple(frozenset("" if word == NOTHING else word for word in _words(each, parts)) for each in written)


def _numbered(written: Mapping[str, Any], parts: Parts) -> dict[str, int]:
    """Word → its number, of a list of numbers with the words for each."""
    return {word: int(number) for number, words in written.items() for word in _words(words, parts)}


def _named(written: Mapping[str, str], parts: Parts) -> dict[str, str]:
    """Pattern → its name, of a list of names with the pattern of each."""
    return {_pattern(pattern, parts): name for name, pattern in written.items()}


def _numbered_patterns(written: Mapping[str, str], parts: Parts) -> dict[str, int]:
    """Pattern → its number, of a list of numbers with the pattern of each."""
    return {_pattern(pattern, parts): int(number) for number, pattern in written.items()}


def _kinds(written: Mapping[str, list[str]], parts: Parts) -> dict[str, tuple[str, ...]]:
    return {name: _patterns(patterns, parts) for name, patterns in written.items()}


def _lists(written: Mapping[str, Mapping[str, str]], parts: Parts) -> dict[str, dict[str, str]]:
    return {name: {kind: _pattern(text, parts) for kind, text in kinds.items()} for name, kinds in written.items()}


def words_by_name(written: Mapping[str, Any], parts: Parts) -> dict[str, str]:
    """Word → its name, of a list of names with the words of each."""
    return {word: name for name, words in written.items() for word in _words(words, parts)}


def _flag(written: str, parts: Parts) -> bool:
    if written not in {"true", "false"}:
        raise ValueError(f"`{written}` is neither true nor false")
    return written == "true"


_BY_NAME: Mapping[str, Callable[[Any, Parts], Any]] = {
    **dict.fromkeys(NUMBERED_PATTERNS, _numbered_patterns),
    **dict.fromkeys(WORDS_BY_NAME, words_by_name),
}
_BY_TYPE: Mapping[Any, Callable[[Any, Parts], Any]] = {
    str: _pattern,
    bool: _flag,
    int: lambda written, parts: int(written),
    frozenset[str]: _set,
    tuple[str, ...]: _patterns,
    tuple[frozenset[str], ...]: _paradigms,
    Mapping[str, str]: _named,
    Mapping[str, int]: _numbered,
    Mapping[str, tuple[str, ...]]: _kinds,
    Mapping[str, Mapping[str, str]]: _lists,
    Ages: lambda written, parts: Ages(**_fields(Ages, written, parts)),
}
