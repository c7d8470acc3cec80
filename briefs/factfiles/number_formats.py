"""What a spreadsheet shows of a value: the common number formats followed, any other refused.

It knows values and formats of cells; files and facts are not its concern.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

GENERAL = frozenset({"General", "@", ""})
DIGITS = 15
"""Digits that spreadsheet programs keep of a number."""
WIDEST = 11
"""Characters that `General` shows of a number with decimals."""
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<digits>[0#?.,]+)|(?P<plain>.)",
    re.DOTALL,
)
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s?\d+", re.IGNORECASE)
_PLAIN = frozenset(" $€£¥₽₸₮%+-()!&'~{}<>=:^\u00a0\u202f/")
_NUMBER = re.compile(r"(?P<whole>[0#?,]*?)(?P<thousands>,*)(?:\.(?P<places>[0#?]*)(?P<more>,*))?")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_WORDS = re.compile(r"y+|m+|d+|h+|s+|AM/PM|A/P", re.IGNORECASE)


class Shown(NamedTuple):
    """A value as its cell shows it."""

    text: str
    """The digits with a point for decimals, or the text, the day, the time."""
    sign: str = ""
    """What the format sets beside the digits: %, €, kg."""
    whole: str = ""
    """Digits, signs and marks between thousands, as they are seen."""
    exact: str = ""
    """The digits that the cell holds, where it shows fewer."""


def shown(value: object, number_format: str) -> Shown:
    """What a cell shows. Raises ValueError, in words that follow `the cell`, for a format that is not followed."""
    match value:
        case bool():
            return Shown("true" if value else "false")
        case str():
            return Shown(value)
        case datetime() | date() | time():
            return Shown(_moment(value, number_format))
        case timedelta():
            raise ValueError(f"shows a length of time (`{number_format}`), which is not read")
        case int() | float():
            return _number(Decimal(repr(value)), number_format)
        case _:
            raise ValueError("holds a value of no kind that is read")


def _number(value: Decimal, number_format: str) -> Shown:
    if not value.is_finite():
        raise ValueError("holds no number")
    if len(value.normalize().as_tuple().digits) > DIGITS and value == value.to_integral_value():
        raise ValueError(f"holds a number of more than {DIGITS} digits, which spreadsheets round")
    if number_format in GENERAL:
        text = _general(value)
        return Shown(text, "", text)
    sections = _sections(number_format)
    own_minus = value < 0 and len(sections) > 1
    section = sections[1] if own_minus else sections[2] if value == 0 and len(sections) > 2 else sections[0]
    if section in GENERAL:
        text = _general(value)
        return Shown(text, "", text)
    before, pattern, after = _pieces(section, number_format)
    percent = (before + after).count("%")
    number = _NUMBER.fullmatch(pattern)
    if number is None or "." in pattern.partition(".")[2] or not pattern.strip(","):
        raise _not_followed(number_format)
    scaled = value.scaleb(2 * percent - 3 * len((number["thousands"] or "") + (number["more"] or "")))
    return _written(abs(scaled) if own_minus else scaled, number, before, after, own_minus, number_format)


def _written(
    value: Decimal, number: re.Match[str], before: str, after: str, own_minus: bool, number_format: str
) -> Shown:
    places, whole = number["places"] or "", number["whole"]
    rounded = value.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    digits = f"{abs(rounded):f}"
    units, _, decimals = digits.partition(".")
    least = len(re.sub("[^0?]", "", places))
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    units = units.lstrip("0").rjust(whole.count("0"), "0") or "0"
    minus = "-" if rounded < 0 else ""
    if own_minus:
        bracketed = before.strip().startswith("(") and after.strip().endswith(")")
        if not bracketed and "-" not in before:
            raise ValueError(f"shows a number below zero without its minus (`{number_format}`)")
        minus, before = "-", before.replace("-", "", 1)
        if bracketed:
            before, after = before.strip()[1:], after.strip()[:-1]
    text = f"{minus}{units}{'.' if decimals else ''}{decimals}"
    marked = f"{int(units):,}" if "," in whole and not units.startswith("0") else units
    seen = f"{before}{minus}{marked}{'.' if decimals else ''}{decimals}{after}".strip()
    exact = "" if abs(rounded) == abs(value) else f"{minus}{abs(value):f}"
    return Shown(text, f"{before.strip()} {after.strip()}".strip(), seen, exact)


def _general(value: Decimal) -> str:
    """A number as `General` shows it: at most eleven characters, so long as it has decimals."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}"
    room = max(0, WIDEST - 1 - len(f"{abs(int(value))}"))
    text = f"{value.quantize(Decimal(1).scaleb(-room), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sections(number_format: str) -> list[str]:
    """The parts for numbers above, below and at zero."""
    found, begin = [], 0
    for piece in _PIECE.finditer(number_format):
        if piece["plain"] == ";":
            found.append(number_format[begin : piece.start()])
            begin = piece.end()
    return [*found, number_format[begin:]]


def _pieces(section: str, number_format: str) -> tuple[str, str, str]:
    """What stands before the digits, how they are shown, and what stands behind them."""
    before, pattern, after = "", "", ""
    for piece in _PIECE.finditer(section):
        if piece["digits"]:
            if pattern:
                raise _not_followed(number_format)
            pattern = piece["digits"]
            continue
        if piece["bracket"] is not None and not _COLOUR.fullmatch(piece["bracket"]):
            raise _not_followed(number_format)
        literal = next((piece[name] for name in ("quoted", "escaped", "currency") if piece[name] is not None), "")
        plain = piece["plain"] or ""
        if plain and (plain not in _PLAIN or (plain == "/" and pattern)):
            raise _not_followed(number_format)
        if pattern:
            after += literal + plain
        else:
            before += literal + plain
    return before, pattern, after


def _not_followed(number_format: str) -> ValueError:
    return ValueError(f"has the number format `{number_format}`, which is not followed")


def _moment(value: datetime | date | time, number_format: str) -> str:
    """A day, a month, a year, a time, or a day and time: as much as the format shows."""
    if _ELAPSED.search(number_format):
        raise ValueError(f"shows a length of time (`{number_format}`), which is not read")
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format).partition(";")[0]
    letters = "".join(word[0].lower() for word in _DATE_WORDS.findall(bare))
    clock = f"{value:%H:%M:%S}" if "s" in letters else f"{value:%H:%M}" if not isinstance(value, date) else ""
    if isinstance(value, datetime) and "h" in letters:
        clock = f"{value:%H:%M:%S}" if "s" in letters else f"{value:%H:%M}"
    if isinstance(value, time):
        return clock
    has_month = "m" in letters.replace("hm", "h").replace("ms", "s")
    if "d" in letters and has_month:
        return f"{value:%Y-%m-%d} {clock}".strip() if "h" in letters else f"{value:%Y-%m-%d}"
    if "y" in letters:
        return f"{value.year:04}-{value.month:02}" if has_month else f"{value.year:04}"
    if "h" in letters:
        return clock
    raise ValueError(f"shows only a part of a date (`{number_format}`)")
