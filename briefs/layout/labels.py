"""What stands before a list's entries: bullets, numbers, letters.

Both writers print these labels; where they stand is the theme's matter.
"""

from __future__ import annotations

BULLETS = ("\u2022", "\u2013", "\u25aa")
"""By depth; deeper lists begin again."""
NUMBERS = (("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", ")"))
"""By depth: the kind of number, by its name in ISO/IEC 29500-1 (17.18.59), and what follows it."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_LOW = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def bullet(depth: int) -> str:
    """The bullet of a list that is `depth` lists deep; the outermost is 0."""
    return BULLETS[depth % len(BULLETS)]


def numbered(number: int, depth: int) -> str:
    """The label of an entry: 3. or c) or iii)."""
    kind, behind = NUMBERS[depth % len(NUMBERS)]
    return f"{_as(kind, number)}{behind}"


def _as(kind: str, number: int) -> str:
    return counted(number, kind)


def counted(number: int, kind: str) -> str:
    """A number as one of a kind, by its name in ISO/IEC 29500-1 (17.18.59): 3, iii, C, - 3 -."""
    if kind.startswith("upper"):
        return counted(number, f"lower{kind[5:]}").upper()
    if kind == "lowerLetter" and number > 0:
        return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    if kind == "lowerRoman" and number > 0:
        return _roman(number)
    if kind == "numberInDash":
        return f"- {number} -"
    return f"{number:02d}" if kind == "decimalZero" else "" if kind == "none" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_LOW):
        text += letters * (number // value)
        number %= value
    return text
