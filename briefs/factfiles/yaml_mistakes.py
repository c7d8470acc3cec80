"""What a person did who wrote a line that is no YAML, in words, and the line as it was likely meant.

It looks at lines, never at nodes. The mended text serves to read on and find further faults, nothing else.
"""

from __future__ import annotations

import re

from briefs.factfiles.node_builder import Fault
from briefs.factfiles.yaml_findings import Look, Mend, Told, in_quotes, told
from briefs.factfiles.yaml_lines import AFTER_TEXT, FAR, Row, balance, open_flow, quoted, row_above, row_at, steps_above
from briefs.factfiles.yaml_quotes import apostrophe, gone_on, open_quote, unclosed

BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-]?)(?:[ \t]+#.*)?$")
PIECE = re.compile(r"""(?:(?:^|[{,])[ ]*[^\s{}\[\],:"']+:[ ]+|(?:^|[\[,])[ ]*)(?P<text>[^{}\[\],"']+)""")
BEHIND = re.compile(r"""(?<=[ ,\[{])(?:"[^"\\]*"|'[^']*')[ ]*(?P<rest>[^\s,\[\]{}:#"'][^,\[\]{}"']*)""")
HIDDEN = re.compile(r"(?:[{,\[][ ]*(?:[^\s{}\[\],:\"']+:[ ]+)?)(?P<text>[^{}\[\],\"']*[^{}\[\],\"' ])")
ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)?")


def diagnose(text: str, fault: Fault) -> Told:
    """The fault in the user's words, with its place and, where it can be told, the text mended."""
    lines = text.split("\n")
    number = min(fault.line, len(lines) - 1)
    above = unclosed(lines, number)
    if above is not None:
        return above
    flow = open_flow(lines, number)
    rows = _suspects(lines, number, fault) if flow is None else [row_at(lines, number), flow]
    for row in rows:
        for look in LOOKS if flow is None else IN_BRACKETS:
            mend = look(row, fault, lines)
            if mend is not None:
                return told(lines, row.number, mend)
    opened = open_quote(lines, number)
    if opened is not None:
        return opened
    hint = "each line is `name: value`, indented like its neighbours; unusual text in quotes"
    return Told("this cannot be read", number + 1, fault.column + 1, hint)


def _suspects(lines: list[str], number: int, fault: Fault) -> list[Row]:
    """The rows that may be at fault: where the parser stopped, where it began, and the one above."""
    above = number - 1
    while above >= 0 and not lines[above].strip():
        above -= 1
    numbers = dict.fromkeys(n for n in (number, fault.from_line, above) if 0 <= n < len(lines))
    near = [n for n in numbers if number - n < FAR]
    return [row_at(lines, n) for n in near if lines[n].strip()]


def _tab(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    lead = row.text[: len(row.text) - len(row.text.lstrip())]
    if "\t" not in lead:
        return None
    above = [line for line in lines[: row.number] if line.strip()]
    indent = len(above[-1]) - len(above[-1].lstrip()) if above else 0
    opens = bool(above) and above[-1].rstrip().endswith(":")
    text = " " * (indent + 2 if opens else indent) + row.text.lstrip()
    message = "a tab at the beginning of a line"
    return Mend(message, lead.index("\t"), "indent with spaces", text, sure=False)


def _sign(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    first = row.value[:1]
    if first in {"|", ">"}:
        wrong = not BLOCK.match(row.value)
    else:
        wrong = (first != "" and first in "@`%*&!,]}") or f"{row.value} "[:2] in {"- ", "? "}
    if not wrong:
        return None
    sign = "a back-tick" if first == "`" else f"`{first}`"
    return in_quotes(row, f"text that begins with {sign} must stand in quotes")


def _braces(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    if not row.value.startswith("{{"):
        return None
    return in_quotes(row, "text that begins with `{` must stand in quotes")


def _hash(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    """A `#` within { } or [ ], which hides the rest of the line and the closing bracket with it."""
    if row.value[:1] not in {"[", "{"}:
        return None
    for match in HIDDEN.finditer(row.text, row.column):
        text = match["text"]
        if '"' in text or "'" in text or " #" not in f" {text}":
            continue
        begin = match.start("text")
        text = _whole(row.text, begin, text) if ":" in row.text[match.start() : begin] else text
        mended = row.text[:begin] + quoted(text) + row.text[begin + len(text) :]
        message = "a space and `#` begin a comment, which hides the rest of the line"
        column = row.text.index("#", begin)
        return Mend(message, column, f"write {quoted(text)}", mended)
    return None


def _whole(line: str, begin: int, text: str) -> str:
    """The text under a name with the commas that are its own: up to the next name, or to the closing bracket."""
    rest = AFTER_TEXT.search(line, begin)
    whole = line[begin : rest.start()] if rest else text
    return text if re.search(r"""["'\[\]{}]""", whole) else whole


def _escape(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    if row.number != fault.line or not re.search("escape|hexdec", fault.what):
        return None
    match = ESCAPE.match(row.text, row.text.find("\\", max(0, fault.column - 2)))
    if match is None:
        return None
    begin = fault.from_column if fault.from_line == row.number else row.column
    text = row.text[:begin] + row.text[begin:].replace("\\", "\\\\")
    hint = "put the text in single quotes, or write `\\\\` for a backslash"
    if "Unicode" in fault.what:
        message, hint = f"`{match[0]}` stands for no character", "write the character itself"
    else:
        message = f"`{match[0]}` means nothing within double quotes"
    return Mend(message, match.start(), hint, text, len(match[0]))


def _bracket(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    mark = row.value[:1]
    if mark not in {"[", "{"}:
        return None
    end, missing = balance(row.value)
    if missing:
        below = "\n".join([row.value, *lines[row.number + 1 : row.number + FAR]])
        _, missing = balance(below)
        if not missing:
            return _piece(row, fault, lines)
        message = f"the `{mark}` opened here is never closed"
        _, missing = balance(row.value)
        hint = f"write `{missing}` at its end; text that begins with `{mark}` must stand in quotes"
        return Mend(message, row.column, hint, row.text.rstrip() + missing, sure=False)
    rest = row.value[end + 1 :].strip()
    if rest and not rest.startswith("#"):
        return in_quotes(row, f"text that begins with `{mark}` must stand in quotes")
    return _piece(row, fault, lines)


def _piece(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    """A text within { } or [ ] that needs quotes."""
    if fault.line != row.number:
        return None
    for match in BEHIND.finditer(row.text):
        whole = match[0].rstrip()
        mended = row.text[: match.start()] + quoted(whole) + row.text[match.start() + len(whole) :]
        message = "the text goes on after its closing quotation mark"
        return Mend(message, match.start("rest"), f"write {quoted(whole)}", mended)
    for match in PIECE.finditer(row.text):
        text = match["text"].rstrip()
        sign = text[:1]
        needs = ": " in text or sign in "@`%*&!|>?" or text.startswith("- ")
        if not needs or not match.start() <= fault.column <= match.end():
            continue
        begin = match.start("text")
        mended = row.text[:begin] + quoted(text) + row.text[begin + len(text) :]
        why = "text with a colon and a space" if ": " in text else f"text that begins with `{sign}`"
        return Mend(f"{why} must stand in quotes", begin, f"write {quoted(text)}", mended, len(text))
    return None


def _colon(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    plain = row.value[:1] not in {'"', "'", "[", "{", "|", ">", ""}
    if not plain or not row.key or row.number != fault.line:
        return None
    if not re.search(r":(\s|$)", row.value):
        return None
    return in_quotes(row, "the text holds a colon and a space, which divide a name from its value")


def _no_space(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    match = re.match(r"([ ]*(?:- +)*[^\s:#\"'\[\]{}]+):(?=[^\s/])", row.text)
    if row.key or not match:
        return None
    text = f"{match[0]} {row.text[match.end() :]}"
    return Mend("no space after the colon", match.end() - 1, "write `name: value`", text)


def _too_deep(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    if not row.key or row.number != fault.line:
        return None
    above = row_above(lines, row.number)
    if above is None or row.indent <= above.indent or not above.value or above.value.startswith("#"):
        return None
    if not above.key and not above.text.lstrip().startswith("- "):
        return None
    message = "this line is indented more than the line above, which has its value already"
    hint = "indent both alike; if this goes on the text above, put that whole text in quotes"
    return Mend(message, row.indent, hint, " " * above.indent + row.text.lstrip(), sure=False)


def _too_shallow(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    above = row_above(lines, row.number)
    steps = steps_above(lines, row.number)
    if row.number != fault.line or above is None or row.indent in steps or row.indent >= above.indent:
        return None
    near = min(steps, key=lambda step: (abs(step - row.indent), -step))
    columns = " or ".join(str(step) for step in sorted(steps))
    message = f"this line is indented by {row.indent}, and no line that it could belong to is"
    text = " " * near + row.text.lstrip()
    return Mend(message, row.indent, f"indent it by {columns}, like its neighbours", text, sure=False)


def _dash(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    if row.number != fault.line or not re.match(r" *-(\s|$)", row.text):
        return None
    message = "an entry of a list stands among `name: value` lines"
    hint = "give it a name, or indent it below the name of its list"
    return Mend(message, row.indent, hint, "", sure=False)


def _nameless(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    bare = row.text.strip()
    last = lines[min(fault.line, len(lines) - 1)]
    near = row.number in {fault.line, fault.from_line} or row.indent < len(last) - len(last.lstrip(" "))
    if row.key or not near or bare.startswith(("-", "#", '"', "'")):
        return None
    if bare.startswith(":"):
        return Mend("a value without a name before it", row.indent, "write `name: value`", "", sure=False)
    hint = "write `name: value`; text over several lines is indented below `name: |`"
    return Mend("there is no `name:` in this line", row.indent, hint, "", len(bare), sure=False)


def _document(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    if row.indent or not re.fullmatch(r"\.\.\.|---|%[A-Z].*", row.text.rstrip()):
        return None
    message = f"`{row.text.split()[0]}` has no meaning here"
    return Mend(message, 0, "delete the line", "", len(row.text.rstrip()))


def _among_list(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    above = row_above(lines, row.number)
    if row.number != fault.line or not row.key or above is None or not above.text.lstrip().startswith("- "):
        return None
    hint = "begin it with `- `, or end the list by indenting this line less"
    return Mend("a name stands among the entries of a list", row.indent, hint, "", sure=False)


LOOKS: tuple[Look, ...] = (
    _document,
    _tab,
    _sign,
    _escape,
    _braces,
    apostrophe,
    _hash,
    gone_on,
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
IN_BRACKETS: tuple[Look, ...] = (_tab, _escape, apostrophe, _hash, _piece, _bracket)
"""The same where a bracket was opened on a line above."""
