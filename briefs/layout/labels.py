"""What stands before a list's entries: bullets, numbers, letters.

Both writers print these labels; where they stand is the theme's matter.
"""

from __future__ import annotations

from briefs.model.counting import counted

BULLETS = ("\u2022", "\u2013", "\u25aa")
"""By depth; deeper lists begin again."""
NUMBERS = (("decimal", "."), ("lowerLetter", ")"), ("lowerRoman", ")"))
"""By depth: the kind of number, by its name in ISO/IEC 29500-1 (17.18.59), and what follows it."""


def bullet(depth: int) -> str:
    """The bullet of a list that is `depth` lists deep; the outermost is 0."""
    return BULLETS[depth % len(BULLETS)]


def numbered(number: int, depth: int) -> str:
    """The label of an entry: 3. or c) or iii)."""
    kind, behind = NUMBERS[depth % len(NUMBERS)]
    return f"{counted(number, kind)}{behind}"
