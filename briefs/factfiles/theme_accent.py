"""The accent: the one colour that others of a theme follow, each as its place allows.

Which settings follow it, the theme's files say; what can be read at all is `theme_contrast`'s judgement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from briefs.factfiles.theme_contrast import GRAPHIC, LARGE_TEXT, TEXT, is_large
from briefs.model.contrast import BLACK, WHITE, clearest, contrast, darkened, readable, tinted
from briefs.model.look import Look
from briefs.model.problems import Place, Problem

TOO_LIGHT = "T045"
LINES = ("header", "footer", "first_header", "first_footer")
ACCENT, ON_ACCENT = "accent", "on accent"
WORDS = re.compile(r"accent(?: (?:100|[1-9][0-9]?)%)?")
"""What a setting may say in place of a colour: the accent, or so much of it in white."""
TEXT_WORDS = re.compile(rf"{WORDS.pattern}|on accent")
"""What the colour of a text may say besides: black or white, whichever is read on the text's own ground."""


def area(said: str, accent: str) -> str:
    """The colour of an area or a line, where it follows the accent."""
    if not WORDS.fullmatch(said):
        return said
    part = said.removeprefix(ACCENT).strip(" %")
    return tinted(accent, int(part) / 100) if part else accent


def look_in(look: Look, accent: str, watermark: str) -> Look:
    """The look with colours; its text as much darker or lighter than the accent as its ground asks for."""
    fill = area(look.fill, accent)
    made = replace(look, fill=fill, rule_colour=area(look.rule_colour, accent))
    if look.colour == ON_ACCENT:
        return replace(made, colour=clearest(fill or WHITE))
    if not WORDS.fullmatch(look.colour):
        return made
    least = LARGE_TEXT if is_large(look) else TEXT
    beneath = watermark if watermark and contrast(BLACK, watermark) >= least else WHITE
    grounds = (fill,) if fill else (WHITE, beneath)
    return replace(made, colour=readable(area(look.colour, accent), grounds, least))


def plain_in(plain: Mapping[str, Any], accent: str) -> dict[str, Any]:
    """A theme's other settings with colours; those of charts dark enough to be told from paper."""
    made = dict(plain) | {"accent": accent}
    for name in ("rule_colour", "watermark"):
        if name in made:
            made[name] = area(made[name], accent)
    for name in LINES:
        if made.get(name):
            made[name] = tuple(replace(line, rule_colour=area(line.rule_colour, accent)) for line in made[name])
    if "palette" in made:
        palette = (
            (darkened(area(said, accent), least=GRAPHIC) if WORDS.fullmatch(said) else said) for said in made["palette"]
        )
        made["palette"] = tuple(palette)
    return made


def too_light(said: Mapping[str, Look], made: Mapping[str, Look], accent: str, at: Place) -> list[Problem]:
    """A warning where texts had to be set in another shade than the accent."""
    on_paper = [role for role, look in said.items() if look.colour == ACCENT and not look.fill and role in made]
    shades = [made[role].colour for role in on_paper if made[role].colour != accent]
    if not shades:
        return []
    message = (
        f"the accent {accent} has a contrast of {contrast(accent, WHITE):.1f} on white: texts in it are set in"
        f" {max(shades, key=lambda shade: contrast(shade, WHITE))}; rules and grounds keep it"
    )
    hint = f"take a darker accent, with a contrast of {TEXT:g} or more (WCAG 1.4.3)"
    return [Problem(TOO_LIGHT, message, at, hint, "warning", len(accent))]
