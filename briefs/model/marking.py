"""Marking schemes: which protective markings there are, in which order, how they look and who may see them.

Plain values; schemes come from files through `factfiles`, and no marking is ever chosen or raised here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from briefs.model.furniture import Furniture
from briefs.model.theme import Theme

NAME = "{marking}"
"""How a theme's header and footer call for the marking."""
LONGEST = 200
"""Characters of a marking; a longer text is none."""
LEADING = 1.2
Align = Literal["left", "center", "right"]


class Level(Struct, frozen=True):
    """One step of a scheme."""

    name: str
    also: tuple[str, ...] = ()
    """Other ways to write it."""
    colour: str = ""
    """Of the letters, where the scheme fixes it."""
    ground: str = ""


class Placement(Struct, frozen=True):
    """Where the scheme wants its markings on a page."""

    top: bool = True
    foot: bool = True
    align: Align = "center"
    size: float = 0.0
    """The least size of type, in points; 0: as the theme has it."""


class Marking(Struct, frozen=True):
    """A marking as it was typed, taken apart."""

    text: str
    rank: int
    """The number of its level, from 1; 0 is what bears no marking."""
    level: Level
    handling: tuple[str, ...] = ()
    """What else it says: who may have it, what kind of matter it is."""


class Access(Struct, frozen=True):
    """Which markings may go to one audience."""

    audience: str
    markings: tuple[str, ...] = ()
    bears: str = ""
    """The marking of a paper for it; empty: none."""


class Scheme(Struct, frozen=True):
    """The markings of one government or body."""

    name: str
    levels: tuple[Level, ...]
    """From the lowest up."""
    about: str = ""
    between: tuple[str, ...] = ()
    """What may stand between a level and a word of handling, and between two of these."""
    handling: tuple[str, ...] = ()
    """The words of handling; `*` in them stands for any text."""
    audiences: tuple[Access, ...] = ()
    placement: Placement = field(default=Placement())

    def names(self) -> Iterator[str]:
        """Every way to write a level."""
        for level in self.levels:
            yield from (level.name, *level.also)

    def read(self, text: str) -> Marking | None:
        """The marking taken apart, or None where the scheme has none such."""
        if len(text) > LONGEST:
            return None
        known = ((name, rank, level) for rank, level in enumerate(self.levels, 1) for name in (level.name, *level.also))
        for name, rank, level in sorted(known, key=lambda entry: -len(entry[0])):
            handling = self._handled(text[len(name) :]) if text.startswith(name) else None
            if handling is not None:
                return Marking(text, rank, level, handling)
        return None

    def _handled(self, text: str) -> tuple[str, ...] | None:
        """The words of handling that a text consists of, or None where it holds anything else.

        Looked for from the end, so that no text takes long.
        """
        found: dict[int, tuple[str, ...]] = {len(text): ()}
        for start in range(len(text) - 1, -1, -1):
            for sign in self.between:
                if not text.startswith(sign, start):
                    continue
                first = start + len(sign)
                ends = (end for end in sorted(found) if end > first and self._is_handling(text[first:end]))
                end = next(ends, None)
                if end is not None:
                    found[start] = (text[first:end], *found[end])
        return found.get(0)

    def _is_handling(self, text: str) -> bool:
        patterns = (".+".join(map(re.escape, word.split("*"))) for word in self.handling)
        return any(re.fullmatch(pattern, text) for pattern in patterns)

    def may_see(self, audience: str, text: str) -> bool:
        """Whether what is so marked may go to the audience; see `access`."""
        found = self.read(text)
        allowed = self.access(audience).markings
        return found is not None and (text in allowed or (not found.handling and found.level.name in allowed))

    def access(self, audience: str) -> Access:
        """What the scheme says of an audience; of one that it does not name, what it says of the public."""
        rows = {each.audience: each for each in self.audiences}
        return rows.get(audience) or rows.get("public") or Access(audience)

    def united(self, texts: Iterable[str]) -> str:
        """The marking that covers all of these: the highest level, with every word of handling; empty for none.

        Words of handling have no order: each that one of the texts bears, the whole bears.
        """
        found = [marking for text in texts if (marking := self.read(text)) is not None]
        if not found:
            return ""
        level = max(found, key=lambda marking: marking.rank).level
        words = list(dict.fromkeys(word for marking in found for word in marking.handling))
        between = self.between[0] if self.between else " "
        return between.join([level.name, *words])

    def beyond(self, text: str, document: str) -> str:
        """In which words a marking goes beyond the document's; empty where it does not."""
        found, whole = self.read(text), self.read(document)
        if found is None:
            return ""
        if found.rank > (whole.rank if whole else 0):
            return f"is marked {text}, above the document's {document}" if document else f"is marked {text}"
        missing = [word for word in found.handling if whole and word not in whole.handling]
        if missing:
            return f"is marked {text}, and the document's {document} does not say {', '.join(missing)}"
        return ""

    def rank(self, text: str) -> int:
        """The rank of a marking; 0 for none, and for what is none of the scheme's."""
        found = self.read(text)
        return found.rank if found else 0


def stamped(theme: Theme, scheme: Scheme | None, marking: str) -> Theme:
    """The theme with the marking placed and coloured as the scheme wants it."""
    found = scheme.read(marking) if scheme else None
    if scheme is None or found is None:
        return theme
    placement = scheme.placement
    look = theme.look("marking")
    size = max(look.size, placement.size)
    look = replace(
        look,
        size=size,
        leading=max(look.leading, size * LEADING),
        colour=found.level.colour or look.colour,
        fill=found.level.ground or look.fill,
        align=placement.align,
    )
    return replace(
        theme,
        looks={**theme.looks, "marking": look},
        header=_placed(theme.header, placement.top, placement.align, 0),
        footer=_placed(theme.footer, placement.foot, placement.align, len(theme.footer)),
        first_header=_placed_first(theme.first_header, placement.top, placement.align, 0),
        first_footer=_placed_first(theme.first_footer, placement.foot, placement.align, -1),
    )


def _placed_first(
    lines: tuple[Furniture, ...] | None, wanted: bool, align: Align, place: int
) -> tuple[Furniture, ...] | None:
    """The same of the first page, where it has lines of its own."""
    return None if lines is None else _placed(lines, wanted, align, len(lines) if place < 0 else place)


def _placed(lines: tuple[Furniture, ...], wanted: bool, align: Align, place: int) -> tuple[Furniture, ...]:
    """The lines of a header or footer with the marking on a line of its own, or without it."""
    own = replace(Furniture(), **{align: NAME})
    alone = [line for line in lines if _texts(line) == [NAME]]
    among = [line for line in lines if NAME in "".join(_texts(line)) and line not in alone]
    if not wanted:
        return tuple(line for line in lines if line not in alone)
    if alone:
        return tuple(own if line in alone else line for line in lines)
    return lines if among else (*lines[:place], own, *lines[place:])


def _texts(line: Furniture) -> list[str]:
    return [text for _, text in line.patterns()]
