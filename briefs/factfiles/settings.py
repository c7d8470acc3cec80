"""Settings: single values under known names, as theme files and the heads of templates hold them.

It takes one value at a time and says what is wrong with it; what the settings mean is not its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefs.factfiles.nodes import Map, Node, Scalar, Seq
from briefs.factfiles.problem_list import Ledger
from briefs.model.problems import Place

UNKNOWN, WRONG, MISSING = "T030", "T031", "T032"
NUMBER = re.compile(r"-?(?:[0-9]{1,7}(?:\.[0-9]{1,6})?|\.[0-9]{1,6})", re.ASCII)
LENGTH = re.compile(r"(-?(?:[0-9]{1,7}(?:\.[0-9]{1,6})?|\.[0-9]{1,6}))\s*(pt|mm|cm|in)?", re.ASCII)
POINTS = {"": 1.0, "pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0}
COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)
FLAGS = {"true": True, "false": False, "yes": True, "no": False}


class Settings:
    """The values under one name of a theme or head."""

    def __init__(self, node: Map, ledger: Ledger, what: str) -> None:
        self.node = node
        self.ledger = ledger
        self.what = what
        """What these settings belong to, for people: `the theme`, `the look \\`title\\``."""

    def knows(self, names: Iterable[str]) -> None:
        """Tell of every name that is not among `names`."""
        known = list(names)
        for name, (key, _) in self.node.entries.items():
            if name not in known:
                hint = self.ledger.nearest(name, known, f"it knows {', '.join(f'`{each}`' for each in known)}")
                at = (key.line, key.column)
                self.ledger.add(UNKNOWN, f"{self.what} knows no `{name}`", at, hint, len(name))

    def has(self, name: str) -> bool:
        return self.value(name) is not None

    def value(self, name: str) -> Node | None:
        """The node under a name, or None where nothing is written."""
        if name not in self.node.entries:
            return None
        node = self.node.entries[name][1]
        return None if isinstance(node, Scalar) and node.void else node

    def at(self, name: str = "") -> Place:
        """Where the value of a name stands, or the settings themselves."""
        node = self.value(name) if name else None
        node = node or self.node
        return Place(self.ledger.file, node.line, node.column)

    def wrong(self, name: str, node: Node, needed: str, hint: str = "") -> None:
        width = len(node.text) if isinstance(node, Scalar) else 1
        shown = f", not `{node.text[:40]}`" if isinstance(node, Scalar) else ""
        message = f"`{name}` of {self.what} must be {needed}{shown}"
        self.ledger.add(WRONG, message, (node.line, node.column), hint, width)

    def text(self, name: str, default: str = "") -> str:
        node = self.value(name)
        if node is None:
            return default
        if isinstance(node, Scalar):
            return node.text
        self.wrong(name, node, "a text", "text that begins with `[` or `{` must stand in quotes")
        return default

    def choice(self, name: str, words: Iterable[str], default: str) -> str:
        node = self.value(name)
        known = list(words)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text in known:
            return node.text
        near = self.ledger.nearest(node.text, known) if isinstance(node, Scalar) else ""
        self.wrong(name, node, f"one of {', '.join(f'`{word}`' for word in known)}", near)
        return default

    def flag(self, name: str, default: bool) -> bool:
        node = self.value(name)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text.casefold() in FLAGS:
            return FLAGS[node.text.casefold()]
        self.wrong(name, node, "`true` or `false`")
        return default

    def whole(self, name: str, default: int, least: int = 0, most: int = 100_000) -> int:
        node = self.value(name)
        if node is None:
            return default
        if isinstance(node, Scalar) and re.fullmatch(r"-?[0-9]{1,9}", node.text, re.ASCII):
            number = int(node.text)
            if least <= number <= most:
                return number
        self.wrong(name, node, f"a whole number from {least} to {most}")
        return default

    def length(self, name: str, default: float, least: float = 0, most: float = 2000) -> float:
        """A length in points."""
        node = self.value(name)
        return default if node is None else self.measure(name, node, default, least, most)

    def measure(self, name: str, node: Node, default: float, least: float = 0, most: float = 2000) -> float:
        match = LENGTH.fullmatch(node.text) if isinstance(node, Scalar) else None
        if match is None:
            self.wrong(name, node, "a length", "write `12` or `12pt` for points, or `25mm`, `2.5cm`, `1in`")
            return default
        points = float(match[1]) * POINTS[match[2] or ""]
        if least <= points <= most:
            return points
        self.wrong(name, node, f"from {least:g} to {most:g} points")
        return default

    def colour(self, name: str, default: str, none: bool = False, words: re.Pattern[str] | None = None) -> str:
        node = self.value(name)
        return default if node is None else self.tint(name, node, default, none, words)

    def tint(
        self, name: str, node: Node, default: str, none: bool = False, words: re.Pattern[str] | None = None
    ) -> str:
        """A colour in small letters; with `none` also an empty text, and what `words` allows in place of one."""
        if isinstance(node, Scalar):
            if COLOUR.fullmatch(node.text) or (none and not node.text) or (words and words.fullmatch(node.text)):
                return node.text.lower()
            if re.fullmatch(r"#[0-9a-fA-F]{3}", node.text):
                long = "#" + "".join(digit * 2 for digit in node.text[1:])
                self.wrong(name, node, "a colour", f'write "{long}"')
                return default
        self.wrong(name, node, "a colour", 'write red, green and blue in quotes: "#1f4e79"')
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; one alone is a list of one."""
        return tuple(scalar.text for scalar in self.scalars(name))

    def scalars(self, name: str) -> list[Scalar]:
        node = self.value(name)
        if node is None:
            return []
        items = node.items if isinstance(node, Seq) else [node]
        for item in items:
            if not isinstance(item, Scalar):
                self.wrong(name, item, "a list of single values", "write `[one, two]`")
        return [item for item in items if isinstance(item, Scalar) and not item.void]

    def table(self, name: str, what: str) -> Settings:
        """The settings under a name; empty ones where there are none."""
        node = self.value(name)
        if isinstance(node, Map):
            return Settings(node, self.ledger, what)
        if node is not None:
            self.wrong(name, node, "names and values", f"write `{name}: {{name: value}}`")
        return Settings(Map({}, *self.spot(name)), self.ledger, what)

    def tables(self, name: str, what: str) -> list[Settings]:
        """A list of settings."""
        node = self.value(name)
        if node is None:
            return []
        items = node.items if isinstance(node, Seq) else [node]
        for item in items:
            if not isinstance(item, Map):
                self.wrong(name, item, "a list of names and values")
        return [Settings(item, self.ledger, what) for item in items if isinstance(item, Map)]

    def spot(self, name: str) -> tuple[int, int]:
        key = self.node.entries[name][0] if name in self.node.entries else self.node
        return (key.line, key.column)
