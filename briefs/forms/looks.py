"""How a value's run looks besides the form's own look: its language, its direction, and whether it is still open.

Fonts and sizes stay the form's.
"""

from __future__ import annotations

import unicodedata

from briefs.forms.names import Element, W

AFTER = {
    "highlight": ("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
                  "specVanish", "oMath"),
    "rtl": ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath"),
    "lang": ("eastAsianLayout", "specVanish", "oMath"),
}  # fmt: skip
"""What stands behind an element among a run's properties (ISO/IEC 29500-1, A.1)."""
OPEN_COLOUR = "yellow"


def dressed(run: Element, text: str, language: str, is_open: bool) -> None:
    """Give the run what its text asks for; changed in place."""
    from_right = _from_right(text)
    if language:
        _put(run, "lang", {f"{W}bidi": language} if from_right else {f"{W}val": language})
    if from_right:
        _put(run, "rtl", {})
    if is_open:
        _put(run, "highlight", {f"{W}val": OPEN_COLOUR})


def _from_right(text: str) -> bool:
    """Whether the first letter of the text is of a script that runs from the right."""
    kinds = (unicodedata.bidirectional(each) for each in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _put(run: Element, name: str, attributes: dict[str, str]) -> None:
    look = run.find(f"{W}rPr")
    if look is None:
        look = run.makeelement(f"{W}rPr")
        run.insert(0, look)
    for old in look.findall(f"{W}{name}"):
        look.remove(old)
    later = {f"{W}{each}" for each in AFTER[name]}
    place = next((number for number, each in enumerate(look) if each.tag in later), len(look))
    look.insert(place, look.makeelement(f"{W}{name}", attributes))
