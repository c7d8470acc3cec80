"""Characters as XML 1.0 can hold them.

Nothing of WordprocessingML is known here but how it writes breaks and tabs.
"""

from __future__ import annotations

import re

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f"
_SPECIAL = re.compile(f'[&<>"{_CONTROLS}]|\ufffe|\uffff')
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_BREAKS = re.compile("([\n\t\r])")
_PRESERVE = ' xml:space="preserve"'
_BREAK = {"\n": "<w:br/>", "\t": "<w:tab/>", "\r": "<w:cr/>"}


def escaped(text: str) -> str:
    """The text as character data; what XML 1.0 (2.2) cannot hold becomes U+FFFD."""
    if not text.isascii():
        text = _without_halves(text)
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(lambda match: _ENTITIES.get(match[0], "\ufffd"), text)


def _without_halves(text: str) -> str:
    """The text with U+FFFD for halves of characters, which no encoding has."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def attribute(text: str) -> str:
    """The text as the value of an attribute, with its line breaks and tabs."""
    text = escaped(text)
    return text.replace("\n", "&#10;").replace("\t", "&#9;").replace("\r", "&#13;")


def unheld(text: str) -> str:
    """The first character that XML cannot hold; empty where there is none."""
    if text.isascii() and text.isprintable():
        return ""
    whole = _without_halves(text)
    lost = (c for c, kept in zip(text, whole, strict=True) if c != kept)
    found = (match[0] for match in _SPECIAL.finditer(whole) if match[0] not in _ENTITIES)
    return next(lost, "") if whole != text else next(found, "")


def run_text(text: str) -> str:
    """The text as what a run holds: w:t, w:br, w:tab."""
    if not _BREAKS.search(text):
        return _t(text)
    return "".join(_BREAK.get(piece) or _t(piece) for piece in _BREAKS.split(text) if piece)


def _t(text: str) -> str:
    kept = text[:1].isspace() or text[-1:].isspace() or "  " in text
    return f"<w:t{_PRESERVE if kept else ''}>{escaped(text)}</w:t>"


def half_points(size: float) -> int:
    """A type size in half-points, as w:sz counts."""
    return round(size * 2)


def twips(length: float) -> int:
    """A length in twentieths of a point."""
    return round(length * 20)


def emu(length: float) -> int:
    """A length in English Metric Units, 12,700 to the point."""
    return round(length * 12700)


def colour(text: str) -> str:
    """`#rrggbb` as six capital digits."""
    return text[1:].upper()
