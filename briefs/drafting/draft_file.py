"""Candidates as a fact file: one line for each record, so that each can be corrected, confirmed or deleted at a stroke.

What is found, the other modules of this room say; nothing is written to the disk here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from briefs.drafting.candidate import Candidate, Value
from briefs.model.fields import ATTRIBUTES, COMMON

SECTIONS = ("organisations", "people", "agreements", "figures", "series", "events", "statements")
_PLAIN = re.compile(r"[^\W_][\w .()%’/+-]*[\w.)%]|[^\W_]")
_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "ө": "u", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ү": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu", "я": "ya", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ұ": "u", "һ": "h", "і": "i",
}  # fmt: skip
_SMALL = frozenset("the a an of and in on for to by with at from between is was were has have had that".split())


class Line(Struct, frozen=True):
    """A record's line: the record, and where in the line each of its fields has its value."""

    candidate: Candidate
    fields: Mapping[str, tuple[int, int]]


class File(Struct, frozen=True):
    """A fact file, and which record stands on which line."""

    text: str
    lines: Mapping[int, Line]
    keys: Mapping[str, Candidate]
    """Ids → the records."""


def written(
    head: Sequence[str], candidates: Iterable[Candidate], places: Mapping[int, str], tail: Sequence[str]
) -> File:
    """The file; `places` has the place in its source of each candidate, by its identity."""
    listed = {name: [c for c in candidates if c.section == name] for name in SECTIONS}
    keys = _keys([c for section in listed.values() for c in section])
    lines: list[str] = list(head)
    found: dict[int, Line] = {}
    for section, records in listed.items():
        if not records:
            continue
        lines += ["", f"{section}:", "  draft: true"]
        before = ""
        for each in sorted(records, key=lambda c: (c.spot.source, c.spot.number)):
            place = places[id(each)]
            if place != before:
                lines.append(f"  # {_place_in_words(place)}")
                before = place
            text, fields = _record(each, keys, place)
            lines.append(text)
            found[len(lines)] = Line(each, fields)
    text = "\n".join([*lines, *tail]).rstrip() + "\n"
    return File(text, found, {f"{c.section}.{keys[id(c)]}": c for section in listed.values() for c in section})


def _place_in_words(place: str) -> str:
    listed = re.findall(r"\d+", place) if re.fullmatch(r"\[?[\d, ]+\]?", place) else []
    return f"paragraph {listed[-1]}" if listed else place or "the head"


def _record(each: Candidate, keys: Mapping[int, str], place: str) -> tuple[str, dict[str, tuple[int, int]]]:
    text = f"  {keys[id(each)]}: {{"
    fields: dict[str, tuple[int, int]] = {}
    for name, value in each.fields.items():
        shown = _value(value, keys)
        if not shown:
            continue
        text += f"{name}: "
        fields[name] = (len(text) + 1, len(text) + len(shown) + 1)
        text += f"{shown}, "
    says = f", says: {quoted(each.says)}" if each.says else ""
    at = f", at: {place}" if place else ""
    text += f"from: {{source: {each.spot.source}{at}{says}}}}}"
    return text, fields


def _value(value: Value, keys: Mapping[int, str]) -> str:
    match value:
        case Candidate():
            return keys.get(id(value), "")
        case str():
            return scalar(value)
        case list():
            shown = [each for each in (_value(item, keys) for item in value) if each]
            return f"[{', '.join(shown)}]" if shown else ""
        case dict():
            return f"{{{', '.join(f'{scalar(period)}: {number}' for period, number in value.items())}}}"


def scalar(text: str) -> str:
    """A text as a YAML value that holds exactly these characters."""
    plain = _PLAIN.fullmatch(text) and not re.match(r"[-+]?[\d.]+[,_:]", text) and " #" not in text
    reserved = text.casefold() in {"true", "false", "yes", "no", "null", "on", "off", "tbc", "tbd"}
    return text if plain and not reserved else quoted(text)


def quoted(text: str) -> str:
    """A text in quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _keys(candidates: Sequence[Candidate]) -> dict[int, str]:
    """Each candidate's id within its section: short, of plain letters, and no other's."""
    taken: dict[str, set[str]] = {}
    found: dict[int, str] = {}
    for each in candidates:
        used = taken.setdefault(each.section, {*ATTRIBUTES, *COMMON})
        words = list(_key_words(each))
        key = "_".join(words) or each.section.rstrip("s")
        number = 2
        base = key
        while key in used:
            key, number = f"{base}_{number}", number + 1
        used.add(key)
        found[id(each)] = key
    return found


def _key_words(each: Candidate) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+|\d+", each.name)
    if each.section == "people":
        yield _latin(words[-1]) if words else "person"
        return
    kept = [word for word in words if word.casefold() not in _SMALL] or words
    begun = False
    for word in kept[:3]:
        latin = _latin(word)
        if latin and (begun or latin[0].isalpha()):
            begun = True
            yield latin[:20]


def _latin(word: str) -> str:
    import unicodedata

    plain = "".join(_LATIN.get(char, char) for char in word.casefold())
    folded = unicodedata.normalize("NFD", plain)
    return "".join(char for char in folded if char.isascii() and char.isalnum())
