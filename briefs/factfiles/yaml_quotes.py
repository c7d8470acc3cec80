"""Quotation marks in lines that are no YAML: never closed, closed by an apostrophe, or gone on behind.

Other faults of a line are `mend`'s work.
"""

from __future__ import annotations

import re

from briefs.factfiles.node_builder import Fault
from briefs.factfiles.yaml_findings import Mend, Told, in_quotes, told
from briefs.factfiles.yaml_lines import AFTER_TEXT, FAR, Row, closing, left_open, row_at

CLOSED = re.compile(r"[ ]*(?:[,\]}:]|$|[ ]#)", re.MULTILINE)
"""What may stand behind the end of a quoted text."""
APOSTROPHE = re.compile(r"""(?P<lead>[:,\[{])[ ]*(?P<text>'[^'"\\{}\[\]]*'\w)""")
"""A text in single quotes that goes on behind an apostrophe of its own."""
LAST = re.compile(r"'?(?<![ ])[ ]*[,\]}]")
"""Where such a text ends that has no name before it."""


def unclosed(lines: list[str], number: int) -> Told | None:
    """A quotation that begins in `{ }` or `[ ]` and ends nowhere that a text can end."""
    for n in range(number, max(-1, number - FAR), -1):
        begin = left_open(lines[n])
        row = row_at(lines, n)
        if begin < 0 or row.value[:1] not in {"[", "{"}:
            continue
        text = lines[n]
        below = "\n".join([text[begin:], *lines[n + 1 : n + FAR]])
        end = closing(below)
        if end >= 0 and CLOSED.match(below, end + 1):
            return None
        rest = AFTER_TEXT.search(text, begin)
        place = rest.start() if rest else len(text.rstrip())
        mark = text[begin]
        message = "the quotation mark opened here is never closed"
        mended = text[:place] + mark + text[place:]
        return told(lines, n, Mend(message, begin, f"write `{mark}` where the text ends", mended, sure=False))
    return None


def gone_on(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    mark = row.value[:1]
    if mark not in {'"', "'"}:
        return None
    end = closing(row.value)
    if end < 0:
        at_end = "end of stream" in fault.what or fault.line > row.number
        if not at_end or row.number != fault.from_line:
            return None
        hint = f"write `{mark}` where the text ends"
        message = "the quotation mark here is never closed"
        return Mend(message, row.column, hint, row.text.rstrip() + mark, sure=False)
    rest = row.value[end + 1 :]
    if not rest.strip() or rest.lstrip().startswith("#"):
        return None
    if mark == "'" and rest[:1].isalnum():
        return in_quotes(row, "the apostrophe ends the quoted text: within '…' it is written twice")
    return in_quotes(row, "the text goes on after its closing quotation mark", row.column + end + 1)


def apostrophe(row: Row, fault: Fault, lines: list[str]) -> Mend | None:
    """An apostrophe in a text that stands in single quotes within { } or [ ]."""
    for match in APOSTROPHE.finditer(row.text) if row.value[:1] in {"[", "{"} else ():
        begin = match.start("text")
        after = (AFTER_TEXT if match["lead"] == ":" else LAST).search(row.text, match.end())
        text = row.text[begin + 1 : after.start() if after else begin].rstrip().removesuffix("'")
        if not after or re.search(r"""["\\{}\[\]]""", text):
            continue
        rest = row.text[after.start() :].removeprefix("'")
        message = "the apostrophe ends the quoted text: within '…' it is written twice"
        return Mend(message, match.end() - 2, f'write "{text}"', f'{row.text[:begin]}"{text}"{rest}')
    return None


def open_quote(lines: list[str], number: int) -> Told | None:
    """A quotation further up that was never closed on its line, and so swallowed what follows."""
    for n in range(number, max(-1, number - FAR), -1):
        row = row_at(lines, n)
        if row.value[:1] in {'"', "'"} and closing(row.value) < 0:
            mark = row.value[0]
            mend = Mend(
                "the quotation mark here is not closed on its line, and what follows cannot be read",
                row.column,
                f"write `{mark}` where the text ends",
                row.text.rstrip() + mark,
                sure=False,
            )
            return told(lines, n, mend)
    return None
