"""Nodes from the events of PyYAML's parser, and the problems that the events show.

Built from events, which take half the time of a loader and lose nothing. What is wrong with a line that
the parser cannot take is `mend`'s to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, TypeAlias

from msgspec import Struct
from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)

from briefs.factfiles.nodes import Comment, Map, Node, Scalar, Seq
from briefs.factfiles.problem_list import CHARACTER, CUT, LIMIT, REFUSED, REPEATED, VALUELESS, Ledger
from briefs.factfiles.text_file import character, forbidden, remedy

try:
    from yaml import CLoader as Parser
except ImportError:  # PyYAML built without its C library
    from yaml import Loader as Parser  # type: ignore[assignment] # the same by another name

DEEPEST = 40
MOST_EVENTS = 3_000_000
"""About two for each value of a list, three for each of a map."""
HASH = re.compile(r"#(?=[^\s#*=!-])(?!allow\b)")
"""A `#` directly before text; before a space or a row of signs it is meant as a comment."""
PLAIN = re.compile(r"""[^"\\{}\[\],]{1,60}""")
ALLOW = re.compile(r"#[ \t]*allow\b[^\n]*")


class Fault(Struct, frozen=True):
    """Where the parser gave up, and where the thing began that it was reading; lines and columns from 0."""

    line: int
    column: int
    from_line: int
    from_column: int
    what: str


class HaltError(Exception):
    """Reading cannot go on; the problem is already told."""


Open: TypeAlias = tuple[dict[str, tuple[Scalar, Node]] | list[Node], list[Scalar]]
"""What a map or list holds whose end has not come yet, and for a map the key that waits for its value."""
REFUSED_KEY = Scalar("", 0, 0, "refused")
"""Stands for a key that cannot be one; its value is passed over."""


class Builder:
    """Nodes from the parser's events, and the problems that the events show."""

    def __init__(self, text: str, ledger: Ledger, lead: int) -> None:
        self.text = text
        self.ledger = ledger
        self.first = lead + 1
        self.root: Node | None = None
        self.halted = False
        self.stack: list[Open] = []
        self.documents = 0
        self.mark: Any = None
        """Where the last map or list began."""
        self.cuts = cuts_in(text)
        self.allows = list(ALLOW.finditer(text))
        self.taken: list[tuple[int, int]] = []
        """Where quoted texts and blocks stand, kept only where a comment is to be told from them."""

    @cached_property
    def lines(self) -> list[str]:
        return [*self.text.split("\n"), ""]

    def run(self) -> Fault | None:
        """Build everything; hand back the fault at which the parser gave up, or None."""
        parser = Parser(self.text)
        try:
            self.build(parser.get_event)
        except HaltError:
            self.halted = True
        except YAMLError as error:
            return fault_of(error)
        except RecursionError:  # the parser written in Python only
            self.ledger.add(LIMIT, f"more than {DEEPEST} levels of lists and names inside one another")
            self.halted = True
        finally:
            parser.dispose()
        return None

    def build(self, get: Callable[[], Any]) -> None:
        """Take events to their end. Scalars, nine in ten of them, are handled here and the quick way."""
        first, watched = self.first, bool(self.cuts or self.allows)
        new, stack = tuple.__new__, self.stack
        for _ in range(MOST_EVENTS):
            event = get()
            kind = type(event)
            if kind is not ScalarEvent:
                if kind is StreamEndEvent:
                    return
                if kind in HANDLERS:
                    HANDLERS[kind](self, event)
                continue
            mark, text, style = event.start_mark, event.value, event.style or ""
            node = new(Scalar, (text, mark.line + first, mark.column + 1, style))
            if watched or style == '"':
                self.examine(node, event)
            if event.anchor is not None or event.tag is not None:
                self.refuse(event)
                node, text = node._replace(style="'"), text or " "
            if not text or text == "<<" or not stack:
                self.put(node)
                continue
            top, key = stack[-1]
            if isinstance(top, list):
                top.append(node)
            elif key and key[0] is not REFUSED_KEY:
                name = key.pop()
                top[name.text] = (name, node)
            elif key or text in top or text.isspace():
                self.put(node)
            else:
                key.append(node)
        message = f"more than {MOST_EVENTS // 2} values in one file"
        self.ledger.add(LIMIT, message, (node.line, node.column), "divide it into several files")
        raise HaltError

    def examine(self, node: Scalar, event: Any) -> None:
        """Tell what is wrong with a scalar that is not plain and simple."""
        if not node.style and self.cuts:
            self.warn_of_cut(event.end_mark)
        elif node.style and self.allows:
            self.taken.append((event.start_mark.index, event.end_mark.index))
        if node.style == '"' and (found := forbidden(node.text)):
            self.forbid(node, found[0])

    def alias(self, event: Any) -> None:
        mark = event.start_mark
        self.refuse(event)
        text = self.text[mark.index : event.end_mark.index]
        self.put(Scalar(text, mark.line + self.first, mark.column + 1, "'"))

    def open(self, event: Any) -> None:
        self.mark = mark = event.start_mark
        line, column = mark.line + self.first, mark.column + 1
        if event.anchor is not None or event.tag is not None:
            self.refuse(event)
        if len(self.stack) >= DEEPEST:
            message = f"more than {DEEPEST} levels of lists and names inside one another"
            self.ledger.add(LIMIT, message, (line, column), "divide what is written here into records")
            raise HaltError
        if type(event) is MappingStartEvent:
            node: Map | Seq = Map({}, line, column)
        else:
            node = Seq([], line, column)
        self.put(node)
        self.stack.append((node[0], []))

    def close(self, event: Any) -> None:
        self.stack.pop()

    def document(self, event: Any) -> None:
        self.documents += 1
        if self.documents == 1:
            return
        message = "a second document begins here: one file holds one set of facts"
        line, column = event.start_mark.line + self.first, event.start_mark.column + 1
        self.ledger.add(REFUSED, message, (line, column), "delete `---`, or make it a file of its own", 3)
        raise HaltError

    def put(self, node: Node) -> None:
        """Add a finished value, or one that has just begun, to what is open."""
        if not self.stack:
            self.root = node
            return
        top, keys = self.stack[-1]
        if isinstance(top, list):
            top.append(node)
            if isinstance(node, Scalar) and node.void:
                self.ledger.add(VALUELESS, "an entry of a list without a value", (node.line, node.column))
        elif not keys:
            keys.append(self.key(node, top))
        elif (key := keys.pop()) is not REFUSED_KEY:
            top[key.text] = (key, node)
            if isinstance(node, Scalar) and node.void:
                self.valueless(key, node)

    def key(self, node: Node, entries: dict[str, tuple[Scalar, Node]]) -> Scalar:
        """The key to keep the next value under, or REFUSED_KEY where it cannot be one."""
        at = (node.line, node.column)
        if not isinstance(node, Scalar):
            mark = "{" if isinstance(node, Map) else "["
            if re.search(r":[ ]+[{]$", self.lines[node.line - self.first][: node.column - 1]):
                raise MarkedYAMLError(problem="braces", problem_mark=self.mark)
            message = f"a name is needed here, and `{mark}` begins a list"
            hint = f"text that begins with `{mark}` must stand in quotes"
            self.ledger.add(REFUSED, message, at, hint)
            return REFUSED_KEY
        if node.void or not node.text.strip():
            self.ledger.add(VALUELESS, "a value without a name before it", at, "write `name: value`")
            return REFUSED_KEY
        if node.text == "<<" and not node.style:
            hint = "repeat the values, or refer to a record by its id"
            self.ledger.add(REFUSED, "`<<` would merge other values in here", at, hint, 2)
            return REFUSED_KEY
        if node.text in entries:
            first = entries[node.text][0]
            message = f"`{node.text}` is given twice; it first stands on line {first.line}"
            hint = "keep one of them, or give the second another name"
            self.ledger.add(REPEATED, message, at, hint, len(node.text))
            return REFUSED_KEY
        return node

    def valueless(self, key: Scalar, node: Scalar) -> None:
        hint = "write the value, or delete the line"
        rest = self.lines[node.line - self.first][node.column - 1 :].lstrip(": \t")
        if ":" in key.text and not key.style:
            hint = "put a space after the colon"
        elif re.match(r"#\S", rest):
            hint = "text that begins with `#` must stand in quotes"
        elif rest[:1] in {",", "}"}:
            hint = "a comma inside { } divides entries: put text that holds one in quotes"
        self.ledger.add(VALUELESS, f"`{key.text}` has no value", (key.line, key.column), hint, len(key.text))

    def refuse(self, event: Any) -> None:
        """Tell of an anchor, alias or tag, which is most often a text that wants quotes."""
        mark = event.start_mark
        text = self.lines[mark.line][mark.column :].partition(" #")[0].rstrip()
        hint = f'write "{text}"' if PLAIN.fullmatch(text) else "put the text in quotes"
        if type(event) is AliasEvent:
            hint += "; to use a value in two places, repeat it or refer to a record by its id"
        at = (mark.line + self.first, mark.column + 1)
        self.ledger.add(REFUSED, f"text that begins with `{text[:1]}` must stand in quotes", at, hint, len(text))

    def forbid(self, node: Scalar, index: int) -> None:
        what = character(node.text[index])
        message = f"the escape in this text stands for {what}, its character {index + 1}"
        self.ledger.add(CHARACTER, message, (node.line, node.column), remedy(node.text[index]))

    def warn_of_cut(self, end: Any) -> None:
        start = self.cuts.get(end.index)
        if start is None:
            return
        cut = self.text[start : start + 40].split("\n", 1)[0].strip()
        message = f"the text ends before `{cut}`: a space and `#` begin a comment"
        hint = "put the text in quotes if this belongs to it; else write `# ` with a space"
        at = (end.line + self.first, end.column + start - end.index + 1)
        self.ledger.add(CUT, message, at, hint, len(cut), "warning")

    def comments(self) -> Iterator[Comment]:
        """The comments that begin with `allow`."""
        line, seen = self.first, 0
        for match in self.allows:
            start = match.start()
            line, seen = line + self.text.count("\n", seen, start), start
            if (start and not self.text[start - 1].isspace()) or self.inside(start):
                continue
            yield Comment(match[0], line, start - self.text.rfind("\n", 0, start))

    def inside(self, index: int) -> bool:
        """Whether the character at `index` belongs to a quoted text or a block of text."""
        after = bisect_right(self.taken, (index, len(self.text)))
        return after > 0 and index < self.taken[after - 1][1]


HANDLERS: dict[type, Any] = {
    AliasEvent: Builder.alias,
    MappingStartEvent: Builder.open,
    SequenceStartEvent: Builder.open,
    MappingEndEvent: Builder.close,
    SequenceEndEvent: Builder.close,
    DocumentStartEvent: Builder.document,
}


def cuts_in(text: str) -> dict[int, int]:
    """Where a `#` directly before text may cut a text off: the text's end, and the `#`."""
    cuts: dict[int, int] = {}
    for match in HASH.finditer(text):
        end = at = match.start()
        while end and text[end - 1] in " \t":
            end -= 1
        if 0 < end < at and text[end - 1] != "\n":
            cuts[end] = at
    return cuts


def fault_of(error: YAMLError) -> Fault:
    """Where the parser gave up, counted from 0, and what it was at."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    if mark is None:
        return Fault(0, 0, 0, 0, str(error))
    begin = (start.line, start.column) if start else (mark.line, mark.column)
    return Fault(mark.line, mark.column, *begin, str(getattr(error, "problem", "") or ""))
