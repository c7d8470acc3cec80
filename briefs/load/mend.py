"""What a person did who wrote a line that is no YAML, in words, and the line as it was likely meant.

It looks at lines, never at nodes. The mended text serves to read on and find further faults, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from briefs.load.ledger import SYNTAX

LINE = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)                    # indentation, dashes of a list
        (?:(?P<key>"[^"]*"|'[^']*'
                  |[^\s"'\[\]{},\#&*!|>%@`-][^"\[\]{},\#]*?
                  |-[^\s"\[\]{},\#]+)[ ]*:(?:[ \t]+|$))?     # a name and its colon
        (?P<value>.*?)[ \t]*$""",
    re.VERBOSE,
)
BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-]?)(?:[ \t]+#.*)?$")
PIECE = re.compile(r"""(?P<lead>[{,][ ]*[^\s{}\[\],:"']+:[ ]+|[\[,][ ]*)(?P<text>[^{}\[\],"']+)""")
FAR = 60
"""Lines searched upwards for a quotation mark that was never closed."""


class Fault(NamedTuple):
    """Where the parser gave up, and where the thing began that it was reading; lines and columns from 0."""

    line: int
    column: int
    from_line: int
    from_column: int
    what: str


class Told(NamedTuple):
    """A fault as people read it; line and column from 1."""

    message: str
    line: int
    column: int
    hint: str
    width: int = 1
    mended: str | None = None
    """The whole text as it was likely meant; None where nobody can tell."""
    code: int = SYNTAX


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


class Mend(NamedTuple):
    """A finding about one row; `text` is the row as it was likely meant."""

    message: str
    column: int
    hint: str
    text: str | None
    width: int = 1


def diagnose(text: str, fault: Fault) -> Told:
    """The fault in the user's words, with its place and, where it can be told, the text mended."""
    lines = text.split("\n")
    number = min(fault.line, len(lines) - 1)
    for row in _suspects(lines, number, fault):
        for look in LOOKS:
            mend = look(row, fault, lines)
            if mend is not None:
                return _told(lines, row.number, mend)
    opened = _open_quote(lines, number)
    if opened is not None:
        return opened
    hint = "each line is `name: value`, indented like its neighbours; unusual text in quotes"
    return Told("this cannot be read", number + 1, fault.column + 1, hint)


def _told(lines: list[str], number: int, mend: Mend) -> Told:
    mended = None
    if mend.text is not None:
        mended = "\n".join([*lines[:number], mend.text, *lines[number + 1 :]])
    return Told(mend.message, number + 1, mend.column + 1, mend.hint, mend.width, mended)


def _suspects(lines: list[str], number: int, fault: Fault) -> list[Row]:
    """The rows that may be at fault: where the parser stopped, where it began, and the one above."""
    above = number - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    numbers = dict.fromkeys(n for n in (number, fault.from_line, above) if 0 <= n < len(lines))
    near = [n for n in numbers if number - n < FAR]
    return [_row(lines, n) for n in near if lines[n].strip()]


def _row(lines: list[str], number: int) -> Row:
    text = lines[number]
    match = LINE.match(text)
    assert match, "the pattern matches any line"
    indent = len(text) - len(text.lstrip(" "))
    return Row(number, text, match["key"] or "", match["value"] or "", match.start("value"), indent)


Look = Callable[[Row, Fault, list[str]], Mend | None]


def _tab(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    lead = row.text[: len(row.text) - len(row.text.lstrip())]
    if "\t" not in lead:
        return None
    above = [line for line in lines[: row.number] if line.strip()]
    indent = len(above[-1]) - len(above[-1].lstrip()) if above else 0
    opens = bool(above) and above[-1].rstrip().endswith(":")
    text = " " * (indent + 2 if opens else indent) + row.text.lstrip()
    return Mend("a tab at the beginning of a line", lead.index("\t"), "indent with spaces", text)


def _sign(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    first = row.value[:1]
    if first in {"|", ">"}:
        wrong = not BLOCK.match(row.value)
    else:
        wrong = (first != "" and first in "@`%*&!,]}") or row.value[:2] in {"- ", "? "}
    if not wrong:
        return None
    return _in_quotes(row, f"text that begins with `{first}` must stand in quotes")


def _quoted(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    mark = row.value[:1]
    if mark not in {'"', "'"}:
        return None
    end = _closing(row.value)
    if end < 0:
        at_end = "end of stream" in fault.what or fault.line > row.number
        if not at_end or row.number != fault.from_line:
            return None
        hint = f"write {mark} where the text ends"
        return Mend("the quotation mark here is never closed", row.column, hint, row.text.rstrip() + mark)
    if mark == '"' and "escape" in fault.what and row.number == fault.line:
        return _escape(row, fault)
    rest = row.value[end + 1 :]
    if not rest.strip() or rest.lstrip().startswith("#"):
        return None
    if mark == "'" and rest[:1].isalnum():
        return _in_quotes(row, "the apostrophe ends the quoted text: within '…' it is written twice")
    return _in_quotes(row, "the text goes on after its closing quotation mark", row.column + end + 1)


def _escape(row: Row, fault: Fault) -> Mend | None:
    at = row.text.find("\\", max(0, fault.column - 2))
    sign = row.text[at : at + 2]
    hint = "put the text in single quotes, or write `\\\\` for a backslash"
    text = row.text[:at] + "\\" + row.text[at:]
    if "Unicode" in fault.what:
        return Mend(f"`{sign}…` stands for no character", at, hint, text, 2)
    return Mend(f"`{sign}` means nothing within double quotes", at, hint, text, 2)


def _bracket(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    mark = row.value[:1]
    if mark not in {"[", "{"}:
        return None
    end, missing = _balance(row.value)
    if missing and row.number == fault.from_line and (fault.line > row.number or "stream" in fault.what):
        message = f"the `{mark}` opened here is never closed"
        hint = f"write `{missing}` at its end; text that begins with `{mark}` must stand in quotes"
        return Mend(message, row.column, hint, row.text.rstrip() + missing)
    rest = row.value[end + 1 :].strip()
    if not missing and rest and not rest.startswith("#"):
        return _in_quotes(row, f"text that begins with `{mark}` must stand in quotes")
    return _piece(row, fault)


def _piece(row: Row, fault: Fault) -> Mend | None:
    """A text within { } or [ ] that needs quotes."""
    if fault.line != row.number:
        return None
    for match in PIECE.finditer(row.text, row.column):
        text = match["text"].rstrip()
        sign = text[:1]
        needs = ": " in text or sign in "@`%*&!|>?" or text.startswith("- ")
        if not needs or not match.start() <= fault.column <= match.end():
            continue
        begin = match.start("text")
        mended = row.text[:begin] + _quote(text) + row.text[begin + len(text) :]
        why = "text with a colon and a space" if ": " in text else f"text that begins with `{sign}`"
        return Mend(f"{why} must stand in quotes", begin, f"write {_quote(text)}", mended, len(text))
    return None


def _colon(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    plain = row.value[:1] not in {'"', "'", "[", "{", "|", ">", ""}
    if not plain or not row.key or row.number != fault.line:
        return None
    if not re.search(r":(\s|$)", row.value):
        return None
    return _in_quotes(row, "the text holds a colon and a space, which divide a name from its value")


def _no_space(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    match = re.match(r"([ ]*(?:- +)*[^\s:#\"'\[\]{}]+):(?=[^\s/])", row.text)
    if row.key or not match:
        return None
    text = f"{match[0]} {row.text[match.end() :]}"
    return Mend("no space after the colon", match.end() - 1, "write `name: value`", text)


def _too_deep(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    if not row.key or row.number != fault.line:
        return None
    above = _above(lines, row.number)
    if above is None or row.indent <= above.indent or not above.value or above.value.startswith("#"):
        return None
    message = "this line is indented more than the line above, which has its value already"
    hint = "indent both alike; if this goes on the text above, put that whole text in quotes"
    return Mend(message, row.indent, hint, " " * above.indent + row.text.lstrip())


def _too_shallow(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    if row.number != fault.line:
        return None
    steps = _steps(lines, row.number)
    if row.indent in steps or not steps:
        return None
    near = min(steps, key=lambda step: abs(step - row.indent))
    columns = " or ".join(str(step) for step in sorted(steps))
    message = f"this line is indented by {row.indent}, and no line that it could belong to is"
    text = " " * near + row.text.lstrip()
    return Mend(message, row.indent, f"indent it by {columns}, like its neighbours", text)


def _dash(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    if row.number != fault.line or not re.match(r" *-(\s|$)", row.text):
        return None
    message = "an entry of a list stands among `name: value` lines"
    return Mend(message, row.indent, "give it a name, or indent it below the name of its list", "")


def _nameless(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    bare = row.text.strip()
    if row.key or row.number not in {fault.line, fault.from_line} or bare.startswith(("-", "#", '"', "'")):
        return None
    if bare.startswith(":"):
        return Mend("a value without a name before it", row.indent, "write `name: value`", "")
    if re.match(r"[%.-]", bare) and row.indent == 0:
        return Mend(f"`{bare.split()[0][:20]}` has no meaning here", 0, "delete the line", "")
    hint = "write `name: value`; text over several lines is indented below `name: |`"
    return Mend("there is no `name:` in this line", row.indent, hint, "", len(bare))


def _among_list(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    above = _above(lines, row.number)
    if row.number != fault.line or not row.key or above is None or not above.text.lstrip().startswith("- "):
        return None
    hint = "begin it with `- `, or end the list by indenting this line less"
    return Mend("a name stands among the entries of a list", row.indent, hint, "")


LOOKS: tuple[Look, ...] = (
    _tab,
    _sign,
    _quoted,
    _bracket,
    _colon,
    _no_space,
    _too_deep,
    _too_shallow,
    _dash,
    _nameless,
    _among_list,
)
"""Tried in this order, on each suspect row in turn."""


def _in_quotes(row: Row, message: str, column: int = -1) -> Mend:
    better = _quote(row.value)
    text = row.text[: row.column] + better
    shown = better if len(better) <= 50 else f"{better[:46]}…{better[-1]}"
    width = len(row.value) if column < 0 else 1
    return Mend(message, row.column if column < 0 else column, f"write {shown}", text, width)


def _quote(text: str) -> str:
    """The text as one would quote it by hand."""
    if text[:1] == text[-1:] == "'" and len(text) > 1:
        text = text[1:-1]
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _closing(value: str) -> int:
    """Where the quotation that begins `value` ends; -1 where it does not."""
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    match = re.match(pattern, value)
    return match.end() - 1 if match else -1


def _balance(value: str) -> tuple[int, str]:
    """Where the bracket that begins `value` closes, and the brackets that are missing."""
    open_: list[str] = []
    for match in re.finditer(r"""(?<![\w])"(?:[^"\\]|\\.)*"|(?<![\w])'(?:[^']|'')*'|[\[\]{}]""", value):
        sign = match[0]
        if sign in "[{":
            open_.append("]" if sign == "[" else "}")
        elif open_ and sign == open_[-1]:
            open_.pop()
            if not open_:
                return match.start(), ""
    return len(value), "".join(reversed(open_))


def _above(lines: list[str], number: int) -> Row | None:
    for n in range(number - 1, max(-1, number - FAR), -1):
        if lines[n].strip() and not lines[n].lstrip().startswith("#"):
            return _row(lines, n)
    return None


def _steps(lines: list[str], number: int) -> set[int]:
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


def _open_quote(lines: list[str], number: int) -> Told | None:
    """A quotation further up that was never closed on its line, and so swallowed what follows."""
    for n in range(number, max(-1, number - FAR), -1):
        row = _row(lines, n)
        if row.value[:1] in {'"', "'"} and _closing(row.value) < 0:
            mark = row.value[0]
            mend = Mend(
                "the quotation mark here is not closed on its line, and what follows cannot be read",
                row.column,
                f"write {mark} where the text ends",
                row.text.rstrip() + mark,
            )
            return _told(lines, n, mend)
    return None
