"""Addresses of links as PDF has them: in ASCII.

Which addresses a link may have is said where templates are read.
"""

from __future__ import annotations


def address(target: str) -> str:
    """The address in ASCII, as a URI must be: every other character as the %xx of its UTF-8."""
    return "".join(c if "!" <= c <= "~" else _percent(c) for c in target)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
