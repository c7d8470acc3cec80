"""Headers, footers, logo and letterhead of a theme file, read.

Which of them a page prints, `layout` decides; what is in pictures, `emblems` looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from briefs.factfiles.emblems import UnprintableError, shape_of
from briefs.factfiles.nodes import Map, Scalar
from briefs.factfiles.settings import UNKNOWN, Settings
from briefs.factfiles.theme_accent import LINES, WORDS
from briefs.files import NotReadError
from briefs.model.furniture import LETTERHEAD, LOGO, NAME, NAMES, SIDES, Emblem, Furniture, Logo, Side
from briefs.model.problems import did_you_mean

NO_PICTURE, UNPRINTABLE = "T047", "T048"
KEYS = ("logo", "letterhead", *LINES)
"""What of a theme stands at the head and foot of pages."""
LINE_KEYS, PICTURE_KEYS = (*SIDES, "rule", "colour"), ("picture", "height", "description")
PATTERN = re.compile(r"(?:[^{}]|\{[a-z_][a-z0-9_.]*\})*")
USUAL_HEIGHT, LARGEST = 48.0, 300.0
"""Points: how high a picture is that does not say, and may be at most."""
Fetch = Callable[[str], bytes | None]
"""Gives the bytes of a picture by its name; None where there is none."""


def furniture_in(settings: Settings, fetch: Fetch) -> dict[str, Any]:
    """What the file says of its headers and footers, by the names of the theme's own fields."""
    found: dict[str, Any] = {}
    if settings.has("logo"):
        found["logo"] = _logo(settings, fetch)
    if settings.has("letterhead"):
        found["letterhead"] = tuple(_checked(settings, "letterhead", text) for text in _lines(settings))
    for name in LINES:
        if settings.has(name):
            found[name] = tuple(_line(line, fetch) for line in settings.tables(name, f"the {name}"))
    return found


def _lines(settings: Settings) -> list[str]:
    """The lines of the letterhead: a list, or one text of several lines."""
    return [line.strip() for text in settings.texts("letterhead") for line in text.split("\n") if line.strip()]


def _logo(settings: Settings, fetch: Fetch) -> Logo | None:
    node = settings.value("logo")
    if isinstance(node, Scalar):
        emblem = _emblem(settings, "logo", node.text, USUAL_HEIGHT, "", fetch)
        return Logo(emblem) if emblem else None
    logo = settings.table("logo", "the logo")
    logo.knows((*PICTURE_KEYS, "place"))
    place: Any = logo.choice("place", SIDES, "left")
    emblem = _pictured(logo, fetch)
    return Logo(emblem, place) if emblem else None


def _pictured(of: Settings, fetch: Fetch) -> Emblem | None:
    """The picture that settings name, with its height and description."""
    if not of.has("picture"):
        at = of.at()
        of.ledger.add("T032", f"{of.what} needs `picture`", (at.line, at.column), "write the name of its file")
        return None
    height = of.length("height", USUAL_HEIGHT, least=4, most=LARGEST)
    return _emblem(of, "picture", of.text("picture"), height, of.text("description"), fetch)


def _emblem(of: Settings, key: str, name: str, height: float, description: str, fetch: Fetch) -> Emblem | None:
    at = of.at(key)
    place, width = (at.line, at.column), len(name)
    try:
        data = fetch(name)
    except NotReadError as fault:
        of.ledger.add(NO_PICTURE, f"the picture `{name}` {fault}", place, "put the file beside the theme", width)
        return None
    if data is None:
        hint = "put the file beside the theme, or into `templates/`; it ends in .png, .jpg or .svg"
        of.ledger.add(NO_PICTURE, f"there is no picture `{name}`", place, hint, width)
        return None
    try:
        shape = shape_of(name, data)
    except UnprintableError as fault:
        of.ledger.add(UNPRINTABLE, f"the picture `{name}` cannot be printed: {fault}", place, fault.mend, width)
        return None
    return Emblem(name, data, height * shape, height, description)


def _line(line: Settings, fetch: Fetch) -> Furniture:
    line.knows(LINE_KEYS)
    pictures: dict[Side, Emblem] = {}
    texts: dict[str, str] = {}
    for side in SIDES:
        node = line.value(side)
        if isinstance(node, Map):
            inner = line.table(side, f"the picture of {line.what}")
            inner.knows(PICTURE_KEYS)
            emblem = _pictured(inner, fetch)
            if emblem:
                pictures[side] = emblem
        elif node is not None:
            texts[side] = _checked(line, side, line.text(side))
    colour = line.colour("colour", "", words=WORDS) if line.has("rule") else ""
    if line.has("colour") and not line.has("rule"):
        at = line.at("colour")
        hint = "write `rule: 1` beside it; the colour of text is that of the look `header` or `footer`"
        line.ledger.add(
            UNKNOWN, f"`colour` of {line.what} is that of its rule, and it has none", (at.line, at.column), hint
        )
    return Furniture(**texts, pictures=pictures, rule=line.length("rule", 0.0, most=20), rule_colour=colour)


def _checked(of: Settings, key: str, text: str) -> str:
    """The pattern, when each name in it is one that a paper can have."""
    node = of.value(key)
    assert node is not None
    if not PATTERN.fullmatch(text):
        of.wrong(key, node, "a text with names in braces", 'write "Page {page} of {pages}"')
        return ""
    for name in NAME.findall(text):
        known = (*NAMES, *(() if key == "letterhead" else ("logo", "letterhead")))
        if name not in known and "." not in name:
            hint = did_you_mean(name, known, f"it knows {', '.join(f'`{{{each}}}`' for each in known)}")
            message = (
                f"{of.what} knows no `{{{name}}}`" if key != "letterhead" else f"the letterhead knows no `{{{name}}}`"
            )
            of.ledger.add(UNKNOWN, message, (node.line, node.column), hint)
    if any(each in text and text != each for each in (LOGO, LETTERHEAD)):
        of.wrong(key, node, "`{logo}` or `{letterhead}` by itself, or a text", "put the text at another side")
        return ""
    return text
