"""Text from a file, as characters that every later step can take.

It knows bytes, encodings and characters; what the text means is `yaml`'s business.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from briefs.factfiles.problem_list import CHARACTER, LIMIT, UNREADABLE, Ledger
from briefs.files import NotReadError, Reason, read_bytes, size
from briefs.model.problems import did_you_mean

BOM = "\ufeff"
SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U0001fffe-\U0010ffff]"
)
"""Every character that may be forbidden, as few ranges: of those above U+1FFFE only two in each plane are."""
SHOWN = 20
"""Places named when one file holds many of them."""
NAMES = {
    "\x00": "NUL",
    "\x07": "BEL",
    "\x08": "BACKSPACE",
    "\x0b": "VERTICAL TAB",
    "\x0c": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    BOM: "BYTE ORDER MARK",
}


def forbidden(text: str) -> list[int]:
    """Where the text holds what no value may: control characters but newline and tab, line and paragraph
    separators, a byte order mark inside the text, surrogates, noncharacters. Word and PDF files cannot hold
    most of them."""
    found = (match.start() for match in SUSPECT.finditer(text))
    return [i for i in found if text[i] <= "\uffff" or ord(text[i]) & 0xFFFE == 0xFFFE]


def read_text(path: Path, ledger: Ledger, most: int, within: Path | None = None) -> str:
    """The text of a file of at most `most` bytes, with `\\n` at the ends of lines and no byte order mark.

    With `within` the file must lie in that folder, wherever links lead. Forbidden characters become spaces and
    problems. Raises Stop when there is no text.
    """
    return text_of(_read(path, ledger, most, within), ledger)


def text_of(data: bytes, ledger: Ledger) -> str:
    """The text that the bytes of a file are, as `read_text` gives it. Raises Stop when there is none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:100].count(0) * 3 > len(data[:100]):
        message = "the file is written in UTF-16 (some editors call it `Unicode`), not in UTF-8"
        raise ledger.stop(UNREADABLE, message, (1, 1), "save it again and choose UTF-8 as its encoding")
    text = _decoded(data, ledger).removeprefix(BOM).replace("\r\n", "\n")
    if not text.strip():
        raise ledger.stop(UNREADABLE, "the file is empty", (1, 1))
    return without_forbidden(text, ledger)


def without_forbidden(text: str, ledger: Ledger) -> str:
    """The same text with a space, and a problem, for each character that no value may hold."""
    found = forbidden(text)
    if not found:
        return text
    for index in found[:SHOWN]:
        line = text.count("\n", 0, index) + 1
        column = index - text.rfind("\n", 0, index)
        ledger.add(CHARACTER, f"the text holds {character(text[index])}", (line, column), remedy(text[index]))
    if len(found) > SHOWN:
        ledger.add(CHARACTER, f"and {len(found) - SHOWN} more such characters")
    return text.translate({ord(text[index]): " " for index in found})


def character(char: str) -> str:
    """The name of a character that cannot be seen, for people."""
    code = f"U+{ord(char):04X}"
    name = NAMES.get(char) or unicodedata.name(char, "")
    if "\ud800" <= char <= "\udfff":
        return f"half a character (a lone surrogate, {code})"
    if not name and unicodedata.category(char) == "Cn":
        return f"{code}, which is no character"
    return f"an invisible character ({code}{' ' + name if name else ''})"


def remedy(char: str) -> str:
    if char in "\r\x85\u2028\u2029":
        return "delete it, and press Enter where a new line is meant"
    return "delete it; only line ends and tabs may stand in a text beside what can be seen"


def _read(path: Path, ledger: Ledger, most: int, within: Path | None) -> bytes:
    try:
        return read_bytes(path, most, within)
    except NotReadError as fault:
        if fault.reason == "large":
            message = f"the file is larger than {size(most)}"
            raise ledger.stop(LIMIT, message, hint="divide it into several files") from None
        message = f"there is no file `{path}`" if fault.reason == "missing" else f"`{path}` {fault}"
        raise ledger.stop(UNREADABLE, message, hint=_remedy(fault.reason, path)) from None


def _remedy(reason: Reason, path: Path) -> str:
    """How to mend it that a file is not read."""
    match reason:
        case "folder":
            return _inside(path)
        case "missing":
            return _beside(path)
        case "denied":
            return "ask whoever owns it for the right to read it"
        case "outside":
            return "put a copy of the file there instead of a link"
        case _:
            return ""


def _decoded(data: bytes, ledger: Ledger) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"a byte (0x{data[error.start]:02X}) that is no UTF-8: the file is in another encoding"
        hint = "save it again and choose UTF-8 as its encoding"
        ledger.add(UNREADABLE, message, (line, column), hint)
        return data.decode("utf-8", "replace")


def _inside(folder: Path) -> str:
    try:
        names = sorted(p.name for p in folder.iterdir() if p.suffix in {".yaml", ".yml", ".md"})
    except OSError:
        return ""
    return f"name a file in it: {', '.join(names[:5])}" if names else ""


def _beside(path: Path) -> str:
    try:
        names = [p.name for p in path.parent.iterdir() if p.suffix == path.suffix]
    except OSError:
        return ""
    return did_you_mean(path.name, names)
