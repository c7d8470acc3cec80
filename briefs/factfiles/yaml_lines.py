"""Lines of a file as people wrote them: their names, values and indentation, whether YAML or not.

It finds its way in text that no parser can read; what is wrong with it is `mend`'s judgement.
"""

from __future__ import annotations

import re
from typing import NamedTuple

LINE = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)                    # indentation, dashes of a list
        (?:(?P<key>"[^"]*"|'[^']*'
                  |[^\s"'\[\]{},\#&*!|>%@`-][^"\[\]{},\#]*?
                  |-[^\s"\[\]{},\#]+)[ ]*:(?:[ \t]+|$))?     # a name and its colon
        """,
    re.VERBOSE,
)
DOUBLE = re.compile(r'''"[^"\\]*(?:\\.[^"\\]*)*"''')
SINGLE = re.compile(r"""'[^']*(?:''[^']*)*'""")
BRACKETS = re.compile(rf"(?<![\w]){DOUBLE.pattern}|(?<![\w]){SINGLE.pattern}|[\[\]{{}}]")
OPENING = re.compile(r"""(?:^|[\[{,:]|(?<![^ ])-)[ ]*(?=["'])""")
"""What stands before the quotation mark that begins a text."""
AFTER_TEXT = re.compile(r"""(?<![ ])[ ]*(?:,[ ]*[^\s,:{}\[\]"']+:[ ]|[\]}][\]},\s]{0,40}$)""")
"""Where a text within { } ends, at the latest: before the next name, or the last brackets of the line."""
LONGEST_NAME = 300
"""Characters of a line in which its name is looked for."""
FAR = 60
"""Lines searched upwards for a quotation mark that was never closed."""


class Row(NamedTuple):
    """A line taken apart."""

    number: int
    """From 0."""
    text: str
    key: str
    value: str
    column: int
    """Where the value begins, from 0."""
    indent: int


def row_at(lines: list[str], number: int) -> Row:
    """A line taken apart."""
    text = lines[number]
    match = LINE.match(text[:LONGEST_NAME])
    assert match, "the pattern matches any line"
    indent = len(text) - len(text.lstrip(" "))
    return Row(number, text, match["key"] or "", text[match.end() :].rstrip(), match.end(), indent)


def quoted(text: str) -> str:
    """The text as one would quote it by hand."""
    if text[:1] == text[-1:] == "'" and len(text) > 1:
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def closing(value: str) -> int:
    """Where the quotation that begins `value` ends; -1 where it does not."""
    match = (DOUBLE if value[0] == '"' else SINGLE).match(value)
    return match.end() - 1 if match else -1


def left_open(line: str) -> int:
    """Where a quotation begins that the line does not close; -1 where there is none."""
    position = 0
    while match := OPENING.search(line, position):
        begin = match.end()
        end = closing(line[begin:])
        if end < 0:
            return begin
        position = begin + end + 1
    return -1


def balance(value: str) -> tuple[int, str]:
    """Where the bracket that begins `value` closes, and the brackets that are missing."""
    open_: list[str] = []
    for match in BRACKETS.finditer(value):
        sign = match[0]
        if sign in "[{":
            open_.append("]" if sign == "[" else "}")
        elif open_ and sign == open_[-1]:
            open_.pop()
            if not open_:
                return match.start(), ""
    return len(value), "".join(reversed(open_))


def open_flow(lines: list[str], number: int) -> Row | None:
    """The row further up whose bracket is still open where line `number` begins."""
    for n in range(number - 1, max(-1, number - FAR), -1):
        row = row_at(lines, n)
        if row.value[:1] in {"[", "{"}:
            return row if balance("\n".join([row.value, *lines[n + 1 : number]]))[1] else None
        if row.key and row.indent == 0:
            return None
    return None


def row_above(lines: list[str], number: int) -> Row | None:
    for n in range(number - 1, max(-1, number - FAR), -1):
        if lines[n].strip() and not lines[n].lstrip().startswith("#"):
            return row_at(lines, n)
    return None


def steps_above(lines: list[str], number: int) -> set[int]:
    """The indentations to which a line may return: those of the lines above that are still open."""
    steps: set[int] = set()
    least = 10_000
    for line in reversed(lines[:number]):
        bare = line.lstrip(" ")
        if not bare or bare.startswith("#"):
            continue
        indent = len(line) - len(bare)
        if indent < least:
            steps.add(indent)
            least = indent
        if least == 0:
            break
    return steps
