"""Twins: families that stand in for those of office programs, letter by letter as wide where there are such.

Which files they are is said here too; what is in a face is the writers' matter.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

PACKAGES = {
    "Carlito": ("rinoh_typeface_carlito", ""),
    "Caladea": ("font_caladea", "files"),
    "Cousine": ("pdfboss_fonts", "fonts"),
}
"""The families of the extra `office`: in which package and folder each is."""
INSTALL = "pip install 'briefs[office]'"
STYLES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
SAME_WIDTHS = {
    "calibri": "Carlito",
    "carlito": "Carlito",
    "cambria": "Caladea",
    "caladea": "Caladea",
    **dict.fromkeys(("arial", "helvetica", "liberation sans", "arimo", "nimbus sans"), "Arimo"),
    **dict.fromkeys(("times new roman", "times", "liberation serif", "tinos", "nimbus roman"), "Tinos"),
    **dict.fromkeys(("courier new", "courier", "liberation mono", "cousine"), "Cousine"),
}
"""By a family's name in small letters the one whose letters are exactly as wide."""
OTHER_WIDTHS = {
    **dict.fromkeys(("calibri light", "aptos", "aptos display", "candara", "corbel", "segoe ui"), "Carlito"),
    **dict.fromkeys(("verdana", "tahoma", "dejavu sans", "geneva"), "DejaVu Sans"),
    **dict.fromkeys(("georgia", "garamond", "book antiqua", "palatino linotype", "constantia"), "Tinos"),
    **dict.fromkeys(("consolas", "lucida console", "monaco", "menlo", "aptos mono"), "Cousine"),
}
"""By a family's name one that looks like it, with other widths."""
BY_CLASS = {"roman": "Tinos", "modern": "Cousine", "swiss": "Arimo"}
"""By what a file's font table says of a family (ISO/IEC 29500-1, 17.18.30)."""
WITHOUT_CYRILLIC = frozenset({"Caladea"})
CYRILLIC = frozenset({"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt", "ba", "uz-cyrl", "sah"})
"""Languages that are written with it, of those that papers can be in."""


class Twin(Struct, frozen=True):
    """What a family is set from in the PDF."""

    family: str
    same: bool
    """Whether its letters are as wide."""
    lacking: str = ""
    """The family that would be better, and is not installed."""


def twin(name: str, family_class: str = "", other_name: str = "", language: str = "en") -> Twin:
    """The family that stands in for the one of that name; `other_name` is what the file itself takes in its place."""
    for each in (name, other_name):
        exact = SAME_WIDTHS.get(each.casefold())
        like = exact or OTHER_WIDTHS.get(each.casefold())
        if like:
            return _at_hand(like, bool(exact), language)
    return _at_hand(BY_CLASS.get(family_class, "Arimo"), False, language)


def _at_hand(family: str, same: bool, language: str) -> Twin:
    cyrillic = language.casefold() in CYRILLIC or language.partition("-")[0].casefold() in CYRILLIC
    if family in WITHOUT_CYRILLIC and cyrillic:
        family, same = "Tinos", False
    if family in PACKAGES and not styles(family):
        return Twin("Arimo", False, family)
    return Twin(family, same)


@cache
def styles(family: str) -> dict[str, Path]:
    """The files of a family of the extra, by style; empty where it is not installed."""
    package, folder = PACKAGES[family]
    found = find_spec(package)
    if found is None or not found.origin:
        return {}
    home = Path(found.origin).parent / folder
    files = {style: home / f"{family}-{word}.ttf" for style, word in STYLES.items()}
    return files if all(path.is_file() for path in files.values()) else {}
