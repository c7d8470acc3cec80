"""What a theme says, value by value, each with the place where it was written: for people, not for papers.

Which values make the theme, `themes` decides; nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from briefs.factfiles.theme_file import MARGINS, Sheet
from briefs.model.furniture import Furniture, Logo
from briefs.model.problems import Place
from briefs.model.theme import ROLES


class ThemeValue(Struct, frozen=True):
    """Something that a theme says."""

    of: str
    """The key: `accent`, `page top`, `looks heading-1`."""
    value: str
    """As it is written; lengths in points."""
    at: Place


def values_of(sheet: Sheet, at: Place) -> Iterator[ThemeValue]:
    """All that a theme says with what it takes over; `at` is its file, for what stands nowhere."""
    places = sheet.places
    for key, value in sheet.plain.items():
        if key not in ("name", "about", "stationery", "styles") and value not in ("", ()):
            yield ThemeValue(key, _written(value), places.get(("", key), at))
    for key in ("size", *MARGINS):
        if key in sheet.page:
            yield ThemeValue(f"page {key}", _written(sheet.page[key]), places.get(("page", key), at))
    for name, font in sheet.fonts.items():
        said = [f"word {font.get('word', '')}", f"regular {font.get('regular', '')}"]
        said += [f"fallbacks {', '.join(font['fallbacks'])}"] if font.get("fallbacks") else []
        yield ThemeValue(f"fonts {name}", "; ".join(said), places.get(("fonts", name), at))
    for role in (*ROLES, *(each for each in sheet.looks if each not in ROLES)):
        yield from _look(role, sheet)


def _look(role: str, sheet: Sheet) -> Iterator[ThemeValue]:
    """What a look says itself, by the lines on which it stands."""
    lines: dict[tuple[str, int], list[str]] = {}
    ats: dict[tuple[str, int], Place] = {}
    for name, value in sheet.looks.get(role, {}).items():
        at = sheet.places.get((role, name), sheet.places[role, ""])
        lines.setdefault((at.file, at.line), []).append(f"{name} {_written(value)}")
        ats.setdefault((at.file, at.line), at)
    for key, said in lines.items():
        yield ThemeValue(f"looks {role}", ", ".join(said), ats[key])


def _written(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return f"{value:.4g}"
        case Logo():
            told = f", {value.emblem.description}" if value.emblem.description else ""
            return f"{value.emblem.name}, {value.place}, {value.emblem.height:.4g} high{told}"
        case Furniture():
            return _line(value)
        case str() | int() | None:
            return "" if value is None else str(value)
        case Sequence():
            return " | ".join(_written(each) for each in value)
        case _:
            return str(value)


def _line(line: Furniture) -> str:
    texts = [f"{side} {text!r}" for side, text in line.patterns()]
    pictures = [f"{side} {picture.name}" for side, picture in line.pictures.items()]
    rule = [f"rule {line.rule:g}{' ' + line.rule_colour if line.rule_colour else ''}"] if line.rule else []
    return ", ".join((*pictures, *texts, *rule))
