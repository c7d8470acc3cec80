"""Scripts: which characters need more than one glyph beside the other, and which show nothing at all.

A short extract of the Unicode character database (Scripts, Default_Ignorable_Code_Point) as far as setting text
needs it; fonts are not known here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from unicodedata import category

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0590, 0x05FF, "hebr"),
    (0x0600, 0x0604, "arab"),
    (0x0606, 0x06FF, "arab"),
    (0x0700, 0x074F, "syrc"),
    (0x0750, 0x077F, "arab"),
    (0x0780, 0x07BF, "thaa"),
    (0x07C0, 0x07FF, "nko"),
    (0x0800, 0x083F, "samr"),
    (0x0840, 0x085F, "mand"),
    (0x0860, 0x086F, "syrc"),
    (0x0870, 0x08FF, "arab"),
    (0x0900, 0x097F, "deva"),
    (0x0980, 0x09FF, "beng"),
    (0x0A00, 0x0A7F, "guru"),
    (0x0A80, 0x0AFF, "gujr"),
    (0x0B00, 0x0B7F, "orya"),
    (0x0B80, 0x0BFF, "taml"),
    (0x0C00, 0x0C7F, "telu"),
    (0x0C80, 0x0CFF, "knda"),
    (0x0D00, 0x0D7F, "mlym"),
    (0x0D80, 0x0DFF, "sinh"),
    (0x0E01, 0x0E3A, "thai"),
    (0x0E40, 0x0E7F, "thai"),
    (0x0E80, 0x0EFF, "lao"),
    (0x0F00, 0x0FFF, "tibt"),
    (0x1000, 0x109F, "mymr"),
    (0x1100, 0x11FF, "hang"),
    (0x1780, 0x17FF, "khmr"),
    (0x1800, 0x18AF, "mong"),
    (0x1980, 0x19DF, "talu"),
    (0x19E0, 0x19FF, "khmr"),
    (0x1A20, 0x1AAF, "lana"),
    (0x1B00, 0x1B7F, "bali"),
    (0xA840, 0xA87F, "phag"),
    (0xA8E0, 0xA8FF, "deva"),
    (0xA960, 0xA97F, "hang"),
    (0xA980, 0xA9DF, "java"),
    (0xA9E0, 0xA9FF, "mymr"),
    (0xAA60, 0xAA7F, "mymr"),
    (0xD7B0, 0xD7FF, "hang"),
    (0xFB1D, 0xFB4F, "hebr"),
    (0xFB50, 0xFDFF, "arab"),
    (0xFE70, 0xFEFC, "arab"),
    (0x10D00, 0x10D3F, "rohg"),
    (0x11000, 0x1107F, "brah"),
    (0x11100, 0x1114F, "cakm"),
    (0x1E900, 0x1E95F, "adlm"),
)
_STARTS = tuple(start for start, _, _ in _RANGES)
SIMPLE = frozenset(("", "hebr", "thaa", "samr"))
"""Scripts whose letters stand side by side in every font: without its tables only marks would sit less well."""
JOINED = frozenset(("arab", "syrc", "nko", "mong", "mand", "adlm", "rohg", "phag"))
"""Scripts whose letters take their form from their neighbours."""
TAGS: dict[str, tuple[str, ...]] = {
    "nko": ("nko ",),
    "lao": ("lao ",),
    "deva": ("dev2", "dev3", "deva"),
    "beng": ("bng2", "bng3", "beng"),
    "guru": ("gur2", "gur3", "guru"),
    "gujr": ("gjr2", "gjr3", "gujr"),
    "orya": ("ory2", "ory3", "orya"),
    "taml": ("tml2", "tml3", "taml"),
    "telu": ("tel2", "tel3", "telu"),
    "knda": ("knd2", "knd3", "knda"),
    "mlym": ("mlm2", "mlm3", "mlym"),
    "mymr": ("mym2", "mymr"),
    "hang": ("hang", "jamo"),
}
"""Under which tags a font may keep a script's tables, where they are not the script's own name."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
)
INVISIBLE = re.compile(f"[{_INVISIBLE}]")
"""A character that steers what stands around it and shows nothing itself."""
PLAIN = re.compile(
    "[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1e00-\u1fff"
    "\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2bff]*"
)
"""Text in which every character is one glyph beside the next, in every font that has it."""


def script_of(char: str) -> str:
    """The script of a character by its OpenType tag, where setting it may need a font's tables; else empty."""
    code = ord(char)
    if code < 0x590:
        return ""
    at = bisect_right(_STARTS, code) - 1
    start, end, script = _RANGES[at]
    return script if start <= code <= end else ""


def tags_of(script: str) -> tuple[str, ...]:
    """Under which tags a font may keep tables for the script."""
    return TAGS.get(script, (script,))


def stretches(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each stretch of one script begins and ends, and the script.

    Marks and what shows nothing go with what stands before them.
    """
    start, current = 0, ""
    for index, char in enumerate(text):
        script = script_of(char)
        if script == current or (not script and is_attached(char)):
            continue
        if index > start:
            yield start, index, current
        start, current = index, script
    if text:
        yield start, len(text), current


def is_attached(char: str) -> bool:
    """Whether the character belongs to the one before it: a combining mark, a joiner, a variation selector."""
    return char > "\u02ff" and (category(char)[0] == "M" or INVISIBLE.match(char) is not None)


def is_joined(char: str) -> bool:
    """Whether the character takes its form from its neighbours, or gives them theirs."""
    return script_of(char) in JOINED or char == "\u200d"


def clusters(text: str) -> Iterator[str]:
    """The text's characters, each with the marks and joiners that follow it."""
    start = 0
    for index in range(1, len(text)):
        if not is_attached(text[index]) and text[index - 1] != "\u200d":
            yield text[start:index]
            start = index
    if text:
        yield text[start:]
